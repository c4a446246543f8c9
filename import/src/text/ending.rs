//! What is left of the last line of a text that ends anywhere: half a heading, half a cell, half a type's
//! name.

use std::collections::BTreeSet;

use super::half_header;
use crate::outline::{samples::FORM, words};

/// The lines of stock pages of which the start alone can stand at the end of a text, beside the headings of tables.
const STOCK: &[&str] = &[
    "Request Information",
    "URI Parameters",
    "Body Parameters",
    "Request Formats",
    "Request body formats",
    "Response Information",
    "Resource Description",
    "Response Formats",
    "Response body formats",
    "application/json, text/json",
    "application/xml, text/xml",
    FORM,
    "Sample:",
    "Sample not available.",
];

/// The last line of a text, if the page ends in its middle.
#[derive(Debug, PartialEq)]
pub(super) enum Half {
    /// A heading of the page or the headings of a table, or media types: what stands above is whole.
    Heading(String),
    /// A type, or the engine's words in place of a sample.
    Words(String),
}

impl Half {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Heading(text) | Self::Words(text) => text,
        }
    }
}

/// Takes the last line out of the lines if it is half a heading or a rule; hands back the words in it.
pub(super) fn take_half_line<'t>(lines: &mut Vec<&'t str>) -> Option<&'t str> {
    while lines.pop_if(|line| line.trim().is_empty()).is_some() {}
    // A page has more than one line.
    let text = lines.last().map(|line| line.trim()).filter(|_| lines.len() > 1)?;
    let is_rule = text.contains('-') && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    if is_rule && !is_whole_rule(lines) {
        lines.pop();
        return None;
    }
    if let Some((others, half)) = half_media_type(text) {
        lines.pop();
        lines.push(others);
        return Some(half);
    }
    is_half(text).then(|| lines.pop()).flatten().map(str::trim)
}

/// Returns whether the rule below a table's headings, which is the last line, has as many cells as they.
fn is_whole_rule(lines: &[&str]) -> bool {
    let Some([headings, rule]) = lines.last_chunk() else { return false };
    let cells = |line: &str| line.split('|').filter(|cell| !cell.trim().is_empty()).count();
    cells(rule) >= cells(headings) && rule.trim_end().ends_with('|')
}

/// Returns whether a text is the start of a line of stock pages, and nothing whole.
fn is_half(text: &str) -> bool {
    let mut lines = STOCK.iter().chain(&half_header::STOCK);
    let is_start = lines.any(|line| line.len() > text.len() && line.starts_with(text));
    let is_media =
        |text: &str| words::media_types(text).is_some_and(|types| types.iter().all(|ty| is_usual(ty)));
    // The headings of a table with fewer columns are whole, and so are fewer media types.
    let is_whole = (text.ends_with('|')
        && text.split('|').filter(|cell| !cell.trim().is_empty()).count() > 1)
        || is_media(text);
    !is_whole && is_start
}

/// Cuts the last of several media types if it is the start of a usual one: `text/html, text/x`.
fn half_media_type(text: &str) -> Option<(&str, &str)> {
    let (others, last) = text.rsplit_once(',')?;
    let last = last.trim();
    let is_start = |usual: &str| usual.len() > last.len() && usual.starts_with(last);
    let is_half = !last.is_empty() && !is_usual(last) && usual_media_types().any(is_start);
    (is_half && words::media_types(others).is_some()).then_some((others, last))
}

/// Returns whether the engine's words why it could make no sample end early: they are whole sentences.
pub(super) fn is_half_failure(why: &str) -> bool {
    !why.ends_with(['.', '!', '?', ')', '\'', '"', ':', '。'])
}

/// Returns whether a media type is one of stock pages.
fn is_usual(ty: &str) -> bool {
    usual_media_types().any(|other| other == ty)
}

fn usual_media_types() -> impl Iterator<Item = &'static str> {
    STOCK.iter().filter(|line| line.contains('/')).flat_map(|line| line.split(", "))
}

/// Returns whether the type on the last line is a word that may go on, or ends in one: no other line has it, and it is
/// none of the engine's.
pub(super) fn may_go_on(ty: &str, others: &[&str]) -> bool {
    if words::is_half_stock_type(ty) {
        return true;
    }
    let ty = if words::begins_composed_type(ty) { ty.rsplit(' ').next().unwrap_or(ty) } else { ty };
    if words::is_stock_type(ty) || words::is_none(ty) || !words::is_identifier(ty) {
        return false;
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words: BTreeSet<&str> = others.iter().flat_map(|line| line.split(|c: char| !is_word(c))).collect();
    !words.contains(ty)
}

/// Returns whether a type is the engine's words for a list, and no more of these may follow: its items are of a class.
pub(super) fn is_list_of_class(ty: &str) -> bool {
    let item = ty.rsplit(' ').next().unwrap_or(ty);
    words::begins_composed_type(ty)
        && words::is_type(ty)
        && words::is_identifier(item)
        && !words::is_stock_type(item)
        && !words::is_half_stock_type(item)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &'static str) -> (Option<&'static str>, usize) {
        let mut lines: Vec<&str> = text.lines().collect();
        let half = take_half_line(&mut lines);
        (half, lines.len())
    }

    #[test]
    fn half_lines_are_taken() {
        assert_eq!(left("GET a/b\nRequest Inf"), (Some("Request Inf"), 1));
        assert_eq!(left("GET a/b\nBod\n"), (Some("Bod"), 1));
        assert_eq!(left("Body Parameters\n| Name | Descr"), (Some("| Name | Descr"), 1));
        assert_eq!(left("Kite\nNameDescrip"), (Some("NameDescrip"), 1));
        assert_eq!(left("Request Formats\nappl"), (Some("appl"), 1));
        assert_eq!(left("application/json\nSam"), (Some("Sam"), 1));
        assert_eq!(left("Kite\n| Name |"), (Some("| Name |"), 1));
        assert_eq!(left("| Name | Type |\n|---|--"), (None, 1));
        for whole in [
            "GET a/b\nRequest Information",
            "GET a/b\nKite",
            "| Name | Type |\n|---|---|",
            "GET a/b\nresponse",
            "Request Inf",
            "Kite\n| Name | Description |",
            "Request Formats\napplication/json",
            "Kite\nSample:",
        ] {
            assert_eq!(left(whole), (None, whole.lines().count()), "{whole}");
        }
    }

    #[test]
    fn last_media_types_may_be_half() {
        assert_eq!(left("a\ntext/html, text/x"), (Some("text/x"), 2));
        assert_eq!(left("a\ntext/html, application/json, app"), (Some("app"), 2));
        for whole in [
            "a\ntext/html, application/json",
            "a\ntext/html, text/x-kites",
            "a\nKites, text",
            "a\ntext/html,",
        ] {
            assert_eq!(left(whole), (None, 2), "{whole}");
        }
    }

    #[test]
    fn lists_of_classes() {
        assert!(is_list_of_class("Collection of Ki"));
        assert!(is_list_of_class("Collection of Collection of Ki"));
        for other in [
            "Ki",
            "Collection of",
            "Collection of string",
            "Collection of globally",
            "Dictionary of string [key] and Ki [value]",
        ] {
            assert!(!is_list_of_class(other), "{other}");
        }
    }

    #[test]
    fn types_may_go_on() {
        assert!(may_go_on("Ki", &["The kite", "Kite"]));
        assert!(!may_go_on("Kite", &["The kite", "<Kite xmlns=\"x\">"]));
        assert!(may_go_on("globally unique identif", &[]));
        assert!(!may_go_on("string", &[]));
        assert!(may_go_on("Collection of Ki", &["The kite", "Kite"]));
        assert!(!may_go_on("Collection of Kite", &["<ArrayOfKite>", "Kite"]));
        assert!(!may_go_on("Collection of string", &[]));
        assert!(!may_go_on("Dictionary of string [key] and integer [value]", &[]));
    }
}
