//! Samples each of whose lines is a paragraph, or an item of a list.

use std::borrow::Cow;

use super::samples;
use super::words::{self, Meaning};
use super::{Item, is_label};

/// Puts a sample in the place of the lines below media types or a label that are a value together.
pub(super) fn settle(items: &[Item]) -> Cow<'_, [Item]> {
    let is_start = |item: &Item| value_of(item).is_some_and(|text| text.starts_with(['{', '[', '<']));
    if !items.iter().any(is_start) {
        return items.into();
    }
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    let mut rest = items;
    while let Some((first, more)) = rest.split_first() {
        let found = if is_start(first) && out.last().is_some_and(announces) { value(rest) } else { None };
        if let Some(value) = found {
            out.push(Item::Sample(samples::content(&value.text)));
            rest = rest.get(value.lines..).unwrap_or_default();
        } else {
            out.push(first.clone());
            rest = more;
        }
    }
    out.into()
}

fn announces(item: &Item) -> bool {
    match item {
        Item::Media(_) => true,
        Item::Line(line) => is_label(&line.text),
        Item::Heading { text, .. } => {
            matches!(words::meaning(text), Some(Meaning::RequestFormats | Meaning::ResponseFormats))
        }
        Item::Table(_) | Item::Sample(_) => false,
    }
}

/// The text of a line without the mark of a list.
fn value_of(item: &Item) -> Option<&str> {
    let Item::Line(line) = item else { return None };
    Some(samples::marked_line(&line.text).map_or(line.text.as_str(), |(_, text)| text))
}

/// A value of several lines.
struct Value {
    text: String,
    lines: usize,
}

/// Reads the value of several lines.
fn value(items: &[Item]) -> Option<Value> {
    // So that a page takes no longer than it is long.
    const MOST: usize = 500;
    let mut reader = samples::Reader::default();
    let mut lines = Vec::new();
    for item in items.iter().take(MOST) {
        let line = value_of(item)?;
        lines.push(line);
        if let Some(end) = reader.feed(line) {
            let is_whole = line.get(end..).is_some_and(|rest| rest.trim().is_empty());
            return (is_whole && lines.len() > 1)
                .then(|| Value { text: lines.join("\n"), lines: lines.len() });
        }
        reader.feed("\n");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::SampleContent;

    #[test]
    fn lines_may_be_a_sample() {
        let line = |text: &str| Item::line(text);
        let media = || Item::Media(vec!["application/json".to_owned()]);
        let sample = |text: &str| Item::Sample(SampleContent::Text(text.to_owned()));
        for mark in ["", "- ", "• "] {
            let lines = ["{", "\"a\": 1", "}"].map(|text| line(&format!("{mark}{text}")));
            let items: Vec<Item> = [media()].into_iter().chain(lines.clone()).chain([line("More")]).collect();
            assert_eq!(*settle(&items), [media(), sample("{\n\"a\": 1\n}"), line("More")]);
            let items: Vec<Item> = [line("Where")].into_iter().chain(lines).collect();
            assert_eq!(*settle(&items), items);
        }
        let items = [media(), line("{id} is its number"), line("More")];
        assert_eq!(*settle(&items), items);
    }
}
