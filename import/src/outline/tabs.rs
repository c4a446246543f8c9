//! Sets samples below their media types where a site has them in tabs: there the labels of all tabs stand
//! before the first sample.

use super::samples::{self, Shape};
use super::{Item, is_label, text_of};
use crate::page::SampleContent;

/// Puts each sample of a row of tabs behind its own media types; all other items stay as they are.
pub(super) fn settle(items: &[Item]) -> Vec<Item> {
    let mut out = Vec::with_capacity(items.len());
    let mut rest = items;
    while let Some((first, more)) = rest.split_first() {
        let labels = labels(rest);
        let start = labels.items;
        let read = if labels.types.len() > 1 { tabs(labels, rest) } else { None };
        if let Some(tabs) = read {
            for (types, content) in tabs.samples {
                out.push(Item::Media(types));
                out.push(Item::Sample(content));
            }
            rest = rest.get(tabs.items..).unwrap_or_default();
        } else if let Some((labels, more)) = rest.split_at_checked(start).filter(|_| start > 0) {
            // No part of a row of labels is looked at twice.
            out.extend_from_slice(labels);
            rest = more;
        } else {
            out.push(first.clone());
            rest = more;
        }
    }
    out
}

/// The labels of a row of tabs.
struct Labels {
    /// The media types of each.
    types: Vec<Vec<String>>,
    /// How many items they are.
    items: usize,
}

/// A row of tabs.
struct Tabs {
    /// Each sample with its media types.
    samples: Vec<(Vec<String>, SampleContent)>,
    /// How many items labels and samples are.
    items: usize,
}

/// Reads the samples below the labels of a row of tabs: more than one, without media types between them.
fn tabs(labels: Labels, items: &[Item]) -> Option<Tabs> {
    let Labels { types: labels, items: start } = labels;
    let mut contents = Vec::new();
    let mut end = start;
    for (at, item) in items.iter().enumerate().skip(start) {
        if contents.len() == labels.len() {
            break;
        }
        match content(item) {
            Some(content) => {
                contents.push(content);
                end = at + 1;
            }
            None if text_of(item).is_some_and(is_label) => {}
            None => break,
        }
    }
    // One sample alone may be all that was saved of the tabs: it is the last label's, unless it can only be
    // another's.
    let is_of_tabs = match contents.as_slice() {
        [] => false,
        [only] => {
            matches!(only, SampleContent::Text(text) if Shape::of(text) != Shape::Other)
                && labels.last().is_some_and(|last| !suits(last, only))
        }
        _ => true,
    };
    let samples = if is_of_tabs { pair(labels, contents)? } else { return None };
    Some(Tabs { samples, items: end })
}

/// Reads the media types at the beginning of some items that follow each other without a sample between them.
fn labels(items: &[Item]) -> Labels {
    let mut labels = Vec::new();
    let mut at = 0;
    while let Some(Item::Media(types)) = items.get(at) {
        labels.push(types.clone());
        at += 1;
        // Flattened text has nothing between two labels, which reads like a sample that is not there.
        if let Some([Item::Sample(SampleContent::NotAvailable), Item::Media(_)]) = items.get(at..at + 2) {
            at += 1;
        }
    }
    Labels { types: labels, items: at }
}

/// A sample, or the engine's words in place of one.
fn content(item: &Item) -> Option<SampleContent> {
    match item {
        Item::Sample(content) => Some(content.clone()),
        Item::Line(line) => {
            Some(samples::content(&line.text)).filter(|content| !matches!(content, SampleContent::Text(_)))
        }
        _ => None,
    }
}

/// Finds each sample's tab: by its place, or by what it is written in where tabs have nothing to show.
fn pair(labels: Vec<Vec<String>>, contents: Vec<SampleContent>) -> Option<Vec<(Vec<String>, SampleContent)>> {
    let in_place = labels.len() == contents.len()
        && labels.iter().zip(&contents).all(|(types, content)| fits(types, content));
    if in_place {
        return Some(labels.into_iter().zip(contents).collect());
    }
    let mut contents = contents.into_iter().peekable();
    let pairs = labels
        .into_iter()
        .map(|types| {
            let content = contents.next_if(|content| suits(&types, content));
            (types, content.unwrap_or(SampleContent::NotAvailable))
        })
        .collect();
    contents.peek().is_none().then_some(pairs)
}

/// Returns whether a sample can be one of these media types.
fn fits(types: &[String], content: &SampleContent) -> bool {
    let SampleContent::Text(text) = content else { return true };
    let is_for = |format: &str| types.iter().any(|media_type| media_type.contains(format));
    match Shape::of(text) {
        Shape::Json => !is_for("xml"),
        Shape::Xml => !is_for("json"),
        Shape::Other => true,
    }
}

/// Returns whether a sample is certainly one of these media types, as far as their names show.
fn suits(types: &[String], content: &SampleContent) -> bool {
    let is_for = |format: &str| types.iter().any(|media_type| media_type.contains(format));
    match content {
        SampleContent::Text(text) => match Shape::of(text) {
            Shape::Json => is_for("json"),
            Shape::Xml => is_for("xml"),
            Shape::Other => !is_for("json") && !is_for("xml"),
        },
        SampleContent::NotAvailable | SampleContent::Failed(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn media(types: &str) -> Item {
        Item::Media(vec![types.to_owned()])
    }

    fn sample(text: &str) -> Item {
        Item::Sample(samples::content(text))
    }

    fn line(text: &str) -> Item {
        Item::line(text)
    }

    #[test]
    fn samples_in_tabs_go_below_their_media_types() {
        let items = vec![
            media("application/json"),
            media("text/xml"),
            media("application/x-www-form-urlencoded"),
            line("Sample:"),
            sample("{}"),
            line("Sample:"),
            sample("<A/>"),
            line("Sample not available."),
            line("More"),
        ];
        let expected = vec![
            media("application/json"),
            sample("{}"),
            media("text/xml"),
            sample("<A/>"),
            media("application/x-www-form-urlencoded"),
            sample(""),
            line("More"),
        ];
        assert_eq!(settle(&items), expected);
    }

    #[test]
    fn a_tab_without_a_sample_stays_empty() {
        let items = vec![
            media("application/json"),
            sample(""),
            media("application/bson"),
            sample(""),
            media("text/xml"),
            sample("{}"),
            sample("<A/>"),
        ];
        let expected = vec![
            media("application/json"),
            sample("{}"),
            media("application/bson"),
            sample(""),
            media("text/xml"),
            sample("<A/>"),
        ];
        assert_eq!(settle(&items), expected);
    }

    #[test]
    fn one_sample_is_all_that_was_saved_of_its_tabs() {
        let items = vec![media("application/json"), media("text/xml"), sample("{}"), line("More")];
        let expected =
            vec![media("application/json"), sample("{}"), media("text/xml"), sample(""), line("More")];
        assert_eq!(settle(&items), expected);
    }

    #[test]
    fn media_types_above_one_sample_are_no_tabs() {
        let items = vec![media("application/json"), line("Sample:"), media("text/xml"), sample("<A/>")];
        assert_eq!(settle(&items), items);
        let items = vec![media("application/json"), media("text/xml"), sample("<A/>"), line("More")];
        assert_eq!(settle(&items), items);
    }
}
