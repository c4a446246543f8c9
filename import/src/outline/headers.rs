//! Tables of the headers of requests and responses that sites add to their pages. Specs have no place for headers:
//! what a page says of each is kept as a text of the site's own, and none of them becomes a parameter or a member.

use super::section::text_of;
use super::words::{self, Meaning};
use super::{Cell, Column, Item, RowsOf, Table, authentication, rows};
use crate::page::OwnText;

/// The items of a page without its tables of headers.
pub(super) struct Taken {
    pub(super) items: Vec<Item>,
    /// What the tables say.
    pub(super) texts: Vec<OwnText>,
    /// The headers of the tables that show how calls are authenticated, as requests have them.
    pub(super) authentication: Vec<String>,
}

/// Takes the tables of headers out of the items of a page.
pub(super) fn take(items: Vec<Item>) -> Taken {
    let mut taken =
        Taken { items: Vec::with_capacity(items.len()), texts: Vec::new(), authentication: Vec::new() };
    for item in items {
        match item {
            Item::Table(table) if is_of_headers(&table, &taken.items) => {
                let title = title_above(&mut taken.items).unwrap_or_else(|| "Headers".to_owned());
                taken
                    .authentication
                    .extend(table.rows.iter().filter_map(|row| authentication::header_of_row(row)));
                taken.texts.push(OwnText { title, text: text_of_headers(&table) });
            }
            item => taken.items.push(item),
        }
    }
    taken
}

/// Returns whether a table is one of headers, by its own headings or by the heading above it.
fn is_of_headers(table: &Table, above: &[Item]) -> bool {
    let has_name = table.column(&Column::Name).is_some();
    has_name && (table.rows_of == RowsOf::Headers || announcing(above).is_some())
}

/// Returns the last item if it announces headers, and nothing of the engine's: `Request Headers`. A line directly
/// below a heading that stands above types is a type.
fn announcing(above: &[Item]) -> Option<&str> {
    const MOST_WORDS: usize = 4;
    let (last, above) = above.split_last()?;
    let is_type = match last {
        Item::Line(line) => line.type_link.is_some() || above.last().is_some_and(is_above_types),
        _ => false,
    };
    let text = text_of(last).filter(|_| !is_type)?;
    let announces = words::is_of_headers(text)
        && text.split_whitespace().count() <= MOST_WORDS
        && words::meaning(text).is_none_or(|meaning| meaning == Meaning::Own);
    announces.then_some(text)
}

/// Returns whether an item is a heading below which a page has a type.
fn is_above_types(item: &Item) -> bool {
    let meaning = text_of(item).and_then(words::meaning);
    matches!(meaning, Some(Meaning::BodyParameters | Meaning::ResourceDescription))
}

/// Returns the heading directly above a table of headers. A line that is nothing else goes with it.
fn title_above(above: &mut Vec<Item>) -> Option<String> {
    let title = words::undecorated(announcing(above)?).to_owned();
    above.pop_if(|item| matches!(item, Item::Line(_)));
    Some(title)
}

/// Returns what a table says of headers, each on a line. A row that begins with words has no name of a header.
fn text_of_headers(table: &Table) -> String {
    let of_row = |cells: &Vec<Cell>| {
        let row = rows::row(table, cells);
        if !is_name(&row.name) {
            let cells: Vec<String> = cells.iter().map(Cell::text).filter(|text| !text.is_empty()).collect();
            return cells.join(": ");
        }
        let columns = table.columns.iter().zip(cells);
        let values: Vec<String> =
            columns.filter(|(column, _)| **column == Column::Value).map(|(_, cell)| cell.text()).collect();
        let said = std::iter::once(&row.ty).chain(&values).chain(&row.annotations);
        let said: Vec<&str> = said.map(String::as_str).filter(|said| !said.is_empty()).collect();
        let mut text = row.name;
        if !said.is_empty() {
            text = format!("{text} ({})", said.join("; "));
        }
        if row.description.is_empty() { text } else { format!("{text}: {}", row.description) }
    };
    table.rows.iter().map(of_row).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Returns whether a text can be the name of a header.
fn is_name(text: &str) -> bool {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(is_token)
}
