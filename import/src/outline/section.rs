//! The sections of a page: its items, cut at their headings.

use super::words::{self, Meaning, Requirement};
use super::{Cell, Column, Item, Line, Table};

/// A heading with what stands below it.
#[derive(Debug, Default)]
pub(crate) struct Section {
    pub(crate) meaning: Option<Meaning>,
    pub(crate) title: String,
    pub(crate) items: Vec<Item>,
}

/// Cuts the items at their headings; the first section is what stands before any.
pub(crate) fn sections(items: Vec<Item>) -> Vec<Section> {
    let mut out = vec![Section::default()];
    for item in items {
        if let Item::Heading { text, .. } = &item {
            let title = words::undecorated(text).to_owned();
            out.push(Section { meaning: words::meaning(text), title, items: Vec::new() });
        } else if let Some(section) = out.last_mut() {
            section.items.push(item);
        }
    }
    for section in &mut out {
        if let Some(requirement) = words::requirement(&section.title) {
            tables_mut(&mut section.items).for_each(|table| annotate(table, requirement));
        }
    }
    out
}

/// Adds to each row what the heading above the table says of all of them.
fn annotate(table: &mut Table, requirement: Requirement) {
    let at = table.column(&Column::Annotations).unwrap_or_else(|| {
        table.columns.push(Column::Annotations);
        table.columns.len() - 1
    });
    let width = table.columns.len();
    for row in table.rows.iter_mut().filter(|row| row.iter().any(|cell| !cell.parts.is_empty())) {
        row.resize(width, Cell::default());
        let Some(cell) = row.get_mut(at) else { continue };
        let says = |text: &String| words::is_required(text) || text.starts_with(Requirement::Optional.word());
        if !cell.parts.iter().any(says) {
            cell.parts.retain(|part| !words::is_none(part));
            cell.parts.insert(0, requirement.word().to_owned());
        }
    }
}

fn tables_mut(items: &mut [Item]) -> impl Iterator<Item = &mut Table> {
    items.iter_mut().filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None })
}

/// Returns the text of a heading or a line.
pub(crate) fn text_of(item: &Item) -> Option<&str> {
    match item {
        Item::Heading { text, .. } => Some(text),
        Item::Line(line) => Some(&line.text),
        Item::Table(_) | Item::Media(_) | Item::Sample(_) => None,
    }
}

/// Returns whether an item is a heading of stock pages.
pub(super) fn is_api_heading(item: &Item) -> bool {
    matches!(item, Item::Heading { text, .. } if words::meaning(text).is_some_and(Meaning::is_stock))
}

/// Returns the tables among the items.
pub(super) fn tables(items: &[Item]) -> impl Iterator<Item = &Table> {
    items.iter().filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None })
}

/// Returns the lines among the items.
pub(super) fn texts(items: &[Item]) -> Vec<&Line> {
    items.iter().filter_map(|item| if let Item::Line(line) = item { Some(line) } else { None }).collect()
}

/// A comment; "No documentation available." is none.
pub(super) fn doc(lines: &[&Line]) -> String {
    let texts: Vec<&str> = lines
        .iter()
        .map(|line| line.text.as_str())
        .filter(|text| !words::is_no_documentation(text))
        .collect();
    texts.join("\n")
}
