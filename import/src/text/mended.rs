//! Mends what extractors and sites do to single lines, before a text is read.

use std::borrow::Cow;

use crate::outline::words;

/// Returns a text with the lines that its page had.
pub(super) fn lines(text: &str) -> String {
    with_whole_types(&without_stars(text)).into_owned()
}

/// Takes off the star behind a name by which sites mark what is required; the annotations say so as well.
fn without_stars(text: &str) -> Cow<'_, str> {
    let marked = |line: &str| {
        line.split('|').any(|cell| cell.trim().strip_suffix('*').is_some_and(words::is_identifier))
    };
    if !text.contains('*') || !text.lines().any(marked) {
        return text.into();
    }
    let lines: Vec<Cow<'_, str>> = text
        .lines()
        .map(|line| if marked(line) { line.replace('*', "").into() } else { line.into() })
        .collect();
    lines.join("\n").into()
}

/// Puts types together that their links have torn apart: `Collection of` above `Lead`.
fn with_whole_types(text: &str) -> Cow<'_, str> {
    let is_open = |line: &str| line.trim() == "Collection of";
    if !text.lines().any(is_open) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let has_item = lines.peek().is_some_and(|next| words::is_type(next.trim()));
        let joined = is_open(line) && has_item;
        out.push_str(if joined { line.trim_end() } else { line });
        out.push(if joined { ' ' } else { '\n' });
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_on_the_page() {
        assert_eq!(lines("Collection of\nLead\nstring"), "Collection of Lead\nstring\n");
        assert_eq!(lines("| Name* | string |\nLabel *\nId*"), "| Name | string |\nLabel *\nId");
        for same in ["", "a * b", "**Name**", "Collection of\nall of them"] {
            assert_eq!(lines(same).trim_end(), same);
        }
    }
}
