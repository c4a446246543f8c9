//! Tables of the headers of requests and responses that sites add to their pages. Specs have no place for headers: what a
//! page says of each is kept as a text of the site's own, and none of them becomes a parameter or a member.

use super::section::text_of;
use super::words::{self, Meaning};
use super::{Cell, Column, Item, RowsOf, Table, codes, rows};
use crate::page::OwnText;

/// Takes the tables of headers out of the items of a page; hands back the other items, and what the tables say.
pub(super) fn take(items: Vec<Item>) -> (Vec<Item>, Vec<OwnText>) {
    let mut kept: Vec<Item> = Vec::with_capacity(items.len());
    let mut taken = Vec::new();
    for item in items {
        match item {
            Item::Table(table) if is_of_headers(&table, &kept) => {
                let title = title_above(&mut kept).unwrap_or_else(|| "Headers".to_owned());
                taken.push(OwnText { title, text: text_of_headers(&table) });
            }
            item => kept.push(item),
        }
    }
    (kept, taken)
}

/// Returns whether a table is one of headers, by its own headings or by the heading above it.
fn is_of_headers(table: &Table, above: &[Item]) -> bool {
    let has_name = table.column(&Column::Name).is_some();
    has_name && (table.rows_of == RowsOf::Headers || above.last().is_some_and(announces))
}

/// Returns whether an item announces headers, and nothing of the engine's: `Request Headers`.
fn announces(item: &Item) -> bool {
    const MOST_WORDS: usize = 4;
    text_of(item).is_some_and(|text| {
        words::is_of_headers(text)
            && text.split_whitespace().count() <= MOST_WORDS
            && words::meaning(text).is_none_or(|meaning| meaning == Meaning::Own)
    })
}

/// Returns the heading directly above a table of headers. A line that is nothing else goes with it.
fn title_above(above: &mut Vec<Item>) -> Option<String> {
    let last = above.last().filter(|item| announces(item))?;
    let title = words::undecorated(text_of(last)?).to_owned();
    above.pop_if(|item| matches!(item, Item::Line(_)));
    Some(title)
}

/// Returns what a table says of headers, each on a line. A row that begins with words has no name of a header.
fn text_of_headers(table: &Table) -> String {
    let of_rows = |cells: &Vec<Cell>| {
        let one = Table { rows: vec![cells.clone()], ..table.clone() };
        match rows::rows(&one).as_slice() {
            [row] if is_name(&row.name) => {
                let mut text = row.name.clone();
                let columns = table.columns.iter().zip(cells);
                let values: Vec<String> = columns
                    .filter(|(column, _)| **column == Column::Value)
                    .map(|(_, cell)| cell.text())
                    .collect();
                let said: Vec<&str> = std::iter::once(&row.ty)
                    .chain(&values)
                    .chain(&row.annotations)
                    .map(String::as_str)
                    .filter(|said| !said.is_empty())
                    .collect();
                if !said.is_empty() {
                    text = format!("{text} ({})", said.join("; "));
                }
                if row.description.is_empty() { text } else { format!("{text}: {}", row.description) }
            }
            _ => codes::text_of(&one),
        }
    };
    table.rows.iter().map(of_rows).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Returns whether a text can be the name of a header.
fn is_name(text: &str) -> bool {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(is_token)
}
