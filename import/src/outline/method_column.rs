//! Tables that have the method in one column and the address in another, where the engine's lists of operations
//! have both in one.

use super::section::is_api_heading;
use super::title_labels::LABEL;
use super::words;
use super::{Cell, Column, Item, Table};
use crate::address::begins_address;

/// Puts method and address together. A table of one operation on a page that says more of it is its title, and lines of
/// operations below each other are a table of them.
pub(super) fn settle(items: Vec<Item>) -> Vec<Item> {
    let is_page = items.iter().any(is_api_heading);
    let items = if is_page { items } else { with_listed_lines(items) };
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Item::Table(table) => match joined(&table) {
                Some(joined) if is_page && joined.rows.len() == 1 => out.extend(as_title(&joined)),
                Some(joined) => out.push(Item::Table(joined)),
                None => out.push(Item::Table(table)),
            },
            item => out.push(item),
        }
    }
    out
}

/// Puts a table in the place of lines each of which is an operation with what it does: `1. GET api/kites Finds kites.`
fn with_listed_lines(items: Vec<Item>) -> Vec<Item> {
    const FEWEST: usize = 3;
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    let mut rows: Vec<(Item, Vec<Cell>)> = Vec::new();
    let close = |rows: &mut Vec<(Item, Vec<Cell>)>, out: &mut Vec<Item>| {
        if rows.len() < FEWEST {
            out.extend(rows.drain(..).map(|(item, _)| item));
            return;
        }
        let columns = vec![Column::Api, Column::Description];
        let rows = rows.drain(..).map(|(_, row)| row).collect();
        out.push(Item::Table(Table { columns, rows, ..Table::default() }));
    };
    for item in items {
        if let Some(row) = listed_line(&item) {
            rows.push((item, row));
        } else {
            close(&mut rows, &mut out);
            out.push(item);
        }
    }
    close(&mut rows, &mut out);
    out
}

fn listed_line(item: &Item) -> Option<Vec<Cell>> {
    let Item::Line(line) = item else { return None };
    let text = line
        .text
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | '-' | '•' | '*' | ' '));
    let link = words::link(text);
    let (method, rest) = link.as_ref().map_or(text, |link| link.label).split_once(' ')?;
    let method = words::method(method)?;
    let (address, said) = rest.trim_start().split_once(' ').unwrap_or((rest.trim_start(), ""));
    let said = link.map_or(said, |link| link.behind.trim_start());
    let said = said.trim_start_matches(['-', '–', '—', ':', ' ']);
    // A list says what each is for; a menu has addresses alone.
    let is_listed = is_address(address) && !said.is_empty();
    is_listed.then(|| vec![Cell::of(format!("{method} {address}")), Cell::of(said)])
}

/// Where a table has its methods and its addresses.
struct Places {
    method: usize,
    address: usize,
}

/// Returns the table with method and address in its first column; `None` if a row has not one of each, always in
/// the same columns.
fn joined(table: &Table) -> Option<Table> {
    let places = places(table.rows.first()?)?;
    let row = |cells: &Vec<Cell>| {
        let cell = |at: usize| cells.get(at).cloned().unwrap_or_default();
        let (method, address) = (words::method(cell(places.method).text().trim())?, cell(places.address));
        let path = address.text();
        let heading = is_address(path.trim()).then(|| format!("{method} {}", path.trim()))?;
        let first = Cell { link: address.link, ..Cell::of(heading) };
        Some(std::iter::once(first).chain(others(cells, &places).cloned()).collect())
    };
    let rows: Option<Vec<Vec<Cell>>> = table.rows.iter().map(row).collect();
    let mut columns: Vec<Column> =
        std::iter::once(Column::Api).chain(others(&table.columns, &places).cloned()).collect();
    // What stands beside them says what each is for.
    if let [_, purpose] = columns.as_mut_slice() {
        *purpose = Column::Description;
    }
    Some(Table { columns, rows: rows?, ..table.clone() })
}

fn others<'a, T>(cells: &'a [T], places: &Places) -> impl Iterator<Item = &'a T> {
    let (method, address) = (places.method, places.address);
    cells.iter().enumerate().filter(move |(at, _)| *at != method && *at != address).map(|(_, cell)| cell)
}

fn places(row: &[Cell]) -> Option<Places> {
    let method = row.iter().position(|cell| words::method(cell.text().trim()).is_some())?;
    let address = row.iter().position(|cell| is_address(cell.text().trim()))?;
    Some(Places { method, address })
}

fn is_address(text: &str) -> bool {
    !text.contains(char::is_whitespace)
        && words::media_types(text).is_none()
        && (begins_address(text) || text.contains('/'))
        && text.contains(char::is_alphabetic)
}

/// The title that a table of one operation is, and what its other cells say below it.
fn as_title(table: &Table) -> Vec<Item> {
    let cells = table.rows.first().map(Vec::as_slice).unwrap_or_default();
    let text = |cell: &Cell| cell.text().trim().to_owned();
    let title = cells.first().map(|cell| format!("{LABEL}{}", cell.text().trim()));
    let below = cells.iter().skip(1).map(text).filter(|text| !text.is_empty());
    title.into_iter().chain(below).map(Item::line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Table {
        let cell = |text: &&str| Cell::of(*text);
        let columns = rows.first().map_or(0, |row| row.len());
        Table {
            columns: vec![Column::Other("Any".to_owned()); columns],
            rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
            ..Table::default()
        }
    }

    #[test]
    fn method_and_address_stand_together() {
        let listed = table(&[
            &["All kites.", "GET", "/api/kites"],
            &["Adds one.", "[POST]", "https://a.example/api/kites"],
        ]);
        let joined = joined(&listed).expect("operations");
        let text: Vec<Vec<String>> =
            joined.rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
        assert_eq!(
            text,
            [["GET /api/kites", "All kites."], ["POST https://a.example/api/kites", "Adds one."]]
        );
        assert_eq!(joined.columns.first(), Some(&Column::Api));
    }

    #[test]
    fn other_tables_stay() {
        for rows in [
            [["GET", "Gets a kite."], ["POST", "Adds one."]],
            [["GET", "application/json"], ["POST", "text/xml"]],
            [["GET", "/api/kites"], ["Name", "string"]],
        ] {
            let rows: Vec<&[&str]> = rows.iter().map(<[&str; 2]>::as_slice).collect();
            assert!(joined(&table(&rows)).is_none(), "{rows:?}");
        }
    }
}
