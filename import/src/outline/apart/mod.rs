//! Parts documents that people put together: several operations, one below the other, each with its own
//! sections.

mod addresses;
mod nested_types;

use super::words::{self, Meaning};
use super::{Item, section::is_api_heading, text_of};
use crate::page::{Content, Page};
use std::collections::BTreeSet;

/// How many items stand between a method as a heading and the line that says it with its path: a comment.
const MOST_BETWEEN: usize = 4;

/// Returns the items of each operation, and then those of each type that stands below one; one part with all of
/// them if the document is about nothing else.
pub(crate) fn apart(items: Vec<Item>) -> Vec<Vec<Item>> {
    let mut types = Vec::new();
    let mut parts = Vec::new();
    for part in addresses::apart(&items).unwrap_or_else(|| operations(items)) {
        let (part, of_part) = nested_types::take(part);
        parts.push(part);
        types.extend(of_part);
    }
    parts.append(&mut types);
    parts
}

fn operations(items: Vec<Item>) -> Vec<Vec<Item>> {
    let starts = starts(&items);
    if starts.len() < 2 {
        return vec![items];
    }
    let mut parts: Vec<Vec<Item>> = Vec::with_capacity(starts.len());
    let mut part = Vec::new();
    // What stands between the two lines of a title.
    let mut comment: Vec<Item> = Vec::new();
    let mut starts = starts.into_iter().enumerate().peekable();
    for (at, item) in items.into_iter().enumerate() {
        let Some((number, start)) = starts.peek().copied().filter(|(_, start)| at >= start.begin) else {
            part.push(item);
            continue;
        };
        if at == start.begin && number > 0 {
            parts.push(std::mem::take(&mut part));
        }
        if at == start.title {
            part.push(item);
            part.append(&mut comment);
            starts.next();
        } else {
            comment.extend(comment_of(item));
        }
    }
    parts.push(part);
    parts
}

/// Returns what stands in the title as a part of the comment: the method as a heading says nothing more.
fn comment_of(item: Item) -> Option<Item> {
    match item {
        Item::Heading { text, .. } if words::method(&text).is_some() => None,
        Item::Heading { text, .. } => Some(Item::line(text)),
        item => Some(item),
    }
}

/// The pages of a document, of which there is at least one.
#[derive(Debug)]
pub(crate) struct Pages {
    pub(crate) first: Page,
    others: Vec<Page>,
}

impl Pages {
    /// Collects pages; `None` if there are none.
    pub(crate) fn collect(mut pages: impl Iterator<Item = Page>) -> Option<Self> {
        Some(Self { first: pages.next()?, others: pages.collect() })
    }

    /// Returns the first page, whose notes name the operations of the others.
    pub(crate) fn into_first(self) -> Page {
        let mut first = self.first;
        let others: Vec<String> = self
            .others
            .into_iter()
            .filter_map(|page| if let Content::Api(api) = page.content { Some(api.heading) } else { None })
            .collect();
        if !others.is_empty() {
            first.notes.push(format!("There are more operations on this page: `{}`.", others.join("`, `")));
        }
        first
    }

    pub(crate) fn into_vec(self) -> Vec<Page> {
        let mut pages = self.others;
        pages.insert(0, self.first);
        pages
    }
}

/// Where an operation begins.
#[derive(Clone, Copy)]
struct Start {
    /// Its first item.
    begin: usize,
    /// The line that says method and path.
    title: usize,
}

fn starts(items: &[Item]) -> Vec<Start> {
    let titles: Vec<(usize, String)> = items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| {
            let (method, path) = words::operation(text_of(item)?)?;
            Some((at, format!("{method} {path}")))
        })
        .collect();
    let mut starts: Vec<Start> = Vec::new();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    // What has a heading since the last operation began.
    let sections = Sections::of(items);
    let meaning = |item: &Item| sections.meaning(item);
    let first = titles.first().map_or(0, |(at, _)| *at);
    let mut met: BTreeSet<Meaning> = items.iter().take(first).filter_map(meaning).collect();
    for (index, (at, title)) in titles.iter().enumerate() {
        let end = titles.get(index + 1).map_or(items.len(), |(next, _)| *next);
        let is_heading = matches!(items.get(*at), Some(Item::Heading { level: 1.., .. }));
        let below: Vec<Meaning> =
            items.get(at + 1..end).unwrap_or_default().iter().filter_map(meaning).collect();
        // A line can quote any call. What begins with the request is an operation of its own, and so is what has the
        // headings once more that the one before has.
        let is_first = starts.is_empty() && met.is_empty();
        let begins = match below.first() {
            Some(Meaning::RequestInfo | Meaning::UriParameters | Meaning::Parameters) => true,
            Some(_) => is_heading || is_first || below.iter().any(|meaning| met.contains(meaning)),
            None => false,
        };
        if begins && known.insert(title) {
            let begin = method_above(items, *at).or_else(|| name_above(items, *at)).unwrap_or(*at);
            starts.push(Start { begin, title: *at });
            met.clear();
        }
        met.extend(below);
    }
    starts
}

/// Returns where the heading stands that says directly above method and path what the operation does.
fn name_above(items: &[Item], title: usize) -> Option<usize> {
    let at = title.checked_sub(1)?;
    let is_name = match (items.get(at)?, items.get(title)?) {
        // The first level is the document's.
        (Item::Heading { level: 2.., text }, Item::Line(_)) => words::meaning(text).is_none(),
        _ => false,
    };
    is_name.then_some(at)
}

/// Returns where the method stands as a heading of its own, above the line that says it with its path.
fn method_above(items: &[Item], title: usize) -> Option<usize> {
    let above = items.get(title.saturating_sub(MOST_BETWEEN)..title)?;
    let lines = above.iter().rev().take_while(|item| matches!(item, Item::Line(_))).count();
    let at = title.checked_sub(lines + 1)?;
    let is_method =
        matches!(items.get(at), Some(Item::Heading { level: 1.., text }) if words::method(text).is_some());
    is_method.then_some(at)
}

/// What marks the sections of a document.
#[derive(Clone, Copy)]
enum Sections {
    /// Headings.
    Headings,
    /// Lines with the words of headings, since no heading has them.
    Lines,
}

impl Sections {
    fn of(items: &[Item]) -> Self {
        if items.iter().any(is_api_heading) { Self::Headings } else { Self::Lines }
    }

    fn meaning(self, item: &Item) -> Option<Meaning> {
        let found = match (self, item) {
            (Self::Headings, Item::Heading { text, .. }) => words::meaning(text),
            (Self::Lines, Item::Line(line)) => words::line_meaning(&line.text),
            _ => None,
        };
        found.filter(|meaning| meaning.is_stock())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Item {
        Item::line(text)
    }

    fn heading(text: &str) -> Item {
        Item::Heading { level: 2, text: text.to_owned() }
    }

    #[test]
    fn each_operation_is_a_part() {
        let items = vec![
            line("GET api/kites"),
            line("POST api/kites"),
            line("GET api/kites"),
            heading("Request Information"),
            line("None."),
            heading("POST"),
            line("Makes one."),
            line("POST api/kites"),
            heading("Request Information"),
            heading("GET api/kites/{id}"),
            heading("Response Information"),
        ];
        let parts = apart(items.clone());
        let texts = |part: &[Item]| part.iter().filter_map(text_of).map(str::to_owned).collect::<Vec<_>>();
        let parts: Vec<Vec<String>> = parts.iter().map(|part| texts(part)).collect();
        let expected: [&[&str]; 3] = [
            &["GET api/kites", "POST api/kites", "GET api/kites", "Request Information", "None."],
            &["POST api/kites", "Makes one.", "Request Information"],
            &["GET api/kites/{id}", "Response Information"],
        ];
        assert_eq!(parts, expected);
    }

    #[test]
    fn operations_may_begin_with_lines() {
        let items = vec![
            heading("Kites"),
            line("POST /api/kites"),
            heading("Body"),
            heading("Response"),
            heading("Find one"),
            line("GET /api/kites/{id}"),
            heading("Response"),
        ];
        let parts = apart(items);
        let texts = |part: &[Item]| part.iter().filter_map(text_of).map(str::to_owned).collect::<Vec<_>>();
        let parts: Vec<Vec<String>> = parts.iter().map(|part| texts(part)).collect();
        let expected: [&[&str]; 2] = [
            &["POST /api/kites", "Kites", "Body", "Response"],
            &["GET /api/kites/{id}", "Find one", "Response"],
        ];
        assert_eq!(parts, expected);
    }

    #[test]
    fn one_operation_stays_whole() {
        let items = vec![
            heading("GET api/kites/{id}"),
            heading("Request Information"),
            line("GET api/kites/{id}"),
            heading("Examples"),
            line("GET https://host.example/api/kites/7"),
            heading("Response Information"),
        ];
        assert_eq!(apart(items.clone()), [items]);
    }
}
