//! Tables of the headers of requests and responses that sites add to their pages. Specs have no place for
//! headers: what a page says of each is kept as a text of the site's own, and none of them becomes a
//! parameter or a member.

use super::{Cell, Column, Item, RowsOf, Table, authentication, header_lines, rows, words};
use crate::page::{MembersEnd, OwnText};

/// The items of a page without its tables of headers.
pub(super) struct Taken {
    pub(super) items: Vec<Item>,
    /// What the tables say.
    pub(super) texts: Vec<OwnText>,
    /// The headers of the tables that show how calls are authenticated, as requests have them.
    pub(super) authentication: Vec<String>,
    /// Whether a table of headers is the last one of the page: those above it are whole then.
    pub(super) members_end: MembersEnd,
}

/// What a table of headers is called that has no heading.
const TITLE: &str = "Headers";

/// Takes the tables of headers out of the items of a page.
pub(super) fn take(items: Vec<Item>) -> Taken {
    let mut taken = Taken {
        items: Vec::with_capacity(items.len()),
        texts: Vec::new(),
        authentication: Vec::new(),
        members_end: MembersEnd::Open,
    };
    let mut lines = header_lines::find(&items).into_iter().peekable();
    for (at, item) in items.into_iter().enumerate() {
        while lines.next_if(|lines| lines.place.end <= at).is_some() {}
        if let Some(lines) = lines.peek_mut().filter(|lines| lines.place.contains(&at)) {
            if at == lines.place.start {
                let title = title_above(&mut taken.items).unwrap_or_else(|| TITLE.to_owned());
                taken.texts.push(OwnText { title, text: std::mem::take(&mut lines.text) });
                taken.authentication.append(&mut lines.authentication);
                taken.members_end = MembersEnd::Shown;
            }
            continue;
        }
        match item {
            Item::Table(table) if is_of_headers(&table, &taken.items) => {
                let title = title_above(&mut taken.items).unwrap_or_else(|| TITLE.to_owned());
                taken
                    .authentication
                    .extend(table.rows.iter().filter_map(|row| authentication::header_of_row(row)));
                taken.texts.push(OwnText { title, text: text_of_headers(&table) });
                taken.members_end = MembersEnd::Shown;
            }
            item => {
                if matches!(item, Item::Table(_)) {
                    taken.members_end = MembersEnd::Open;
                }
                taken.items.push(item);
            }
        }
    }
    taken
}

/// Returns whether a table is one of headers, by its own headings or by the heading above it.
fn is_of_headers(table: &Table, above: &[Item]) -> bool {
    let has_name = table.column(&Column::Name).is_some();
    has_name && (table.rows_of == RowsOf::Headers || header_lines::announcing(above).is_some())
}

/// Returns the heading directly above a table of headers. A line that is nothing else goes with it.
fn title_above(above: &mut Vec<Item>) -> Option<String> {
    let title = words::undecorated(header_lines::announcing(above)?).to_owned();
    above.pop_if(|item| matches!(item, Item::Line(_)));
    Some(title)
}

/// Returns what a table says of headers, each on a line. A row that begins with words has no name of a header.
fn text_of_headers(table: &Table) -> String {
    let of_row = |cells: &Vec<Cell>| {
        let mut row = rows::row(table, cells);
        if !header_lines::is_name(&row.name) {
            let cells: Vec<String> = cells.iter().map(Cell::text).filter(|text| !text.is_empty()).collect();
            return cells.join(": ");
        }
        if let Some(run_together) = authentication::run_together(cells) {
            return run_together;
        }
        let columns = table.columns.iter().zip(cells);
        let values = columns.filter(|(column, _)| **column == Column::Value).map(|(_, cell)| cell.text());
        row.annotations.splice(0..0, values);
        row.in_words()
    };
    table.rows.iter().map(of_row).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}
