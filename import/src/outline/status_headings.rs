//! Headings of answers by their status: `HTTP response status code: 403`, `Status 404 - Not Found`. What
//! stands below that of a failure is none of the response's.

use std::collections::VecDeque;

use super::draft::Draft;
use super::section::{Section, tables, texts};
use super::words::{self, Meaning, Status, StatusScope};
use super::{Item, Line, codes, is_label, own};
use crate::page::SampleContent;

/// Makes headings of the lines that name the status of a failure and have samples below them: else these would be the
/// response's. A line with the status of a success begins the response's samples again.
pub(super) fn settle(items: Vec<Item>) -> Vec<Item> {
    let mut out = Vec::with_capacity(items.len());
    let mut is_below_failure = false;
    let mut rest = VecDeque::from(items);
    while let Some(item) = rest.pop_front() {
        match item {
            Item::Heading { .. } => {
                is_below_failure = false;
                out.push(item);
            }
            Item::Line(Line { text, .. })
                if words::status_of_heading(&text).is_some() && has_samples(rest.iter()) =>
            {
                is_below_failure = true;
                out.push(Item::heading_of_line(text));
            }
            Item::Line(line) if is_below_failure && is_of_success(&line.text) => {
                is_below_failure = false;
                out.push(Item::heading_of_line("Response Formats"));
                out.push(Item::Line(line));
            }
            item => out.push(item),
        }
    }
    out
}

/// Returns whether samples stand below a line before the next line of this kind, or the next heading.
fn has_samples<'i>(below: impl Iterator<Item = &'i Item>) -> bool {
    let is_end = |item: &&Item| match item {
        Item::Heading { .. } => true,
        Item::Line(line) => words::status_of_heading(&line.text).is_some() || is_of_success(&line.text),
        Item::Table(_) | Item::Media(_) | Item::Sample(_) => false,
    };
    below.take_while(|item| !is_end(item)).any(|item| matches!(item, Item::Media(_) | Item::Sample(_)))
}

fn is_of_success(line: &str) -> bool {
    let starts_with_words = words::undecorated_start(line).starts_with(char::is_alphabetic);
    words::status(line, StatusScope::Registered)
        .is_some_and(|found| starts_with_words && found.is_bare() && (200..300).contains(&found.code))
}

/// Reads a section below the heading of a failure: its status with what is said of it. Returns whether it is one.
pub(super) fn read(section: &Section, draft: &mut Draft) -> bool {
    if !matches!(section.meaning, None | Some(Meaning::Status)) {
        return false;
    }
    let Some(found) = words::status_of_heading(&section.title) else { return false };
    let lines: Vec<&str> = texts(&section.items)
        .into_iter()
        .map(|line| line.text.as_str())
        .filter(|text| !is_label(text) && !words::is_none(text))
        .collect();
    // A list of statuses may stand below that of the first.
    let is_list = lines.iter().any(|text| words::status(text, StatusScope::Registered).is_some());
    let has_samples = section.items.iter().any(|item| matches!(item, Item::Sample(_) | Item::Media(_)));
    if is_list || (lines.is_empty() && !has_samples && found.is_bare() && !section.items.is_empty()) {
        return false;
    }
    for table in tables(&section.items) {
        codes::table(&section.title, table, section.meaning, draft);
    }
    for item in &section.items {
        if let Item::Sample(SampleContent::Text(text)) = item {
            own::add(&section.title, text, draft);
        }
    }
    let said = std::iter::once(found.text.as_str()).chain(lines).filter(|text| !text.is_empty());
    let text = said.collect::<Vec<_>>().join(": ");
    codes::add_status(Status { code: found.code, text }, draft);
    true
}
