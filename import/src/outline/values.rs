//! The values of an enum, from the table or the list below the words that announce them.

use super::words;
use super::{Cell, Column, Item, Table, own};
use crate::page::EnumRow;

/// Returns the values of a table. Where no column is called so, the first one has their names.
pub(super) fn of_table(table: &Table) -> Vec<EnumRow> {
    let values = table.column(&Column::Value);
    let numbered =
        values.is_some_and(|at| table.rows.iter().any(|row| row.get(at).is_some_and(is_number_cell)));
    let name = table.column(&Column::Name).or_else(|| values.filter(|_| !numbered));
    let name = name.or_else(|| values.is_none().then_some(0));
    let values = values.filter(|at| name != Some(*at));
    table.rows.iter().map(|row| value(row, name, values)).filter(|row| !is_empty(row)).collect()
}

fn is_empty(row: &EnumRow) -> bool {
    row.name.is_empty() && row.value.is_empty() && row.text.is_empty()
}

fn is_number_cell(cell: &Cell) -> bool {
    is_number(cell.text().trim())
}

fn is_number(text: &str) -> bool {
    text.parse::<i128>().is_ok()
}

/// Returns a row: what is neither name nor number describes it.
fn value(row: &[Cell], name: Option<usize>, value: Option<usize>) -> EnumRow {
    let mut out = EnumRow::default();
    let mut descriptions: Vec<String> = Vec::new();
    for (at, cell) in row.iter().enumerate() {
        let text = cell.text();
        if Some(at) == name {
            words::unquoted(&text).clone_into(&mut out.name);
            // What a page quotes stands so on the wire.
            if out.name.len() < text.len() {
                out.text.clone_from(&out.name);
            }
        } else if Some(at) == value {
            if is_number(text.trim()) {
                out.value = text;
            } else {
                words::unquoted(&text).clone_into(&mut out.text);
            }
        } else if !text.is_empty() && !words::is_none(&text) {
            descriptions.push(text);
        }
    }
    out.description = descriptions.join("\n");
    out
}

/// Returns the values of a list, and the position of its last item: `Open`, `Open = 1`, `1 - Open`,
/// `Open: Not yet begun`.
pub(super) fn of_lines(items: &[Item], start: usize) -> Option<(usize, Vec<EnumRow>)> {
    let mut rows = Vec::new();
    let mut last = start;
    for (at, item) in items.iter().enumerate().skip(start) {
        let Item::Line(line) = item else { break };
        if own::is_frame(&line.text) {
            break;
        }
        rows.push(of_line(words::undecorated_start(&line.text))?);
        last = at;
    }
    (!rows.is_empty()).then_some((last, rows))
}

fn of_line(text: &str) -> Option<EnumRow> {
    let (first, second) = text
        .split_once([':', '='])
        .or_else(|| text.split_once(" - "))
        .or_else(|| text.split_once(" – "))
        .unwrap_or((text, ""));
    let (first, second) = (words::unquoted(first.trim()), second.trim());
    let row = |name: &str, value: &str, description: &str| EnumRow {
        name: name.to_owned(),
        value: value.to_owned(),
        text: String::new(),
        description: description.to_owned(),
    };
    if is_number(first) && words::is_identifier(second) {
        return Some(row(second, first, ""));
    }
    let found = if is_number(second) { row(first, second, "") } else { row(first, "", second) };
    words::is_identifier(first).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(rows: &[EnumRow]) -> Vec<String> {
        rows.iter()
            .map(|row| format!("{}/{}/{}/{}", row.name, row.value, row.text, row.description))
            .collect()
    }

    fn table(columns: &[Column], rows: &[&[&str]]) -> Vec<String> {
        let cell = |text: &&str| Cell::of(*text);
        let rows = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        texts(&of_table(&Table { columns: columns.to_vec(), rows, ..Table::default() }))
    }

    #[test]
    fn tables_with_and_without_numbers() {
        use Column::{Description, Name, Value};
        let three = [Name, Value, Description];
        assert_eq!(table(&three, &[&["Delta", "0", "Three"]]), ["Delta/0//Three"]);
        assert_eq!(table(&three, &[&["Delta", "\"delta\"", ""]]), ["Delta//delta/"]);
        assert_eq!(table(&[Name, Description], &[&["\"delta\"", "Three"]]), ["delta//delta/Three"]);
        assert_eq!(table(&[Value, Description], &[&["Delta", "Three"]]), ["Delta///Three"]);
        assert_eq!(table(&[Value, Description], &[&["0", "Three"]]), ["/0//Three"]);
        assert_eq!(table(&[Description], &[&["Delta"], &[""]]), ["Delta///"]);
    }

    #[test]
    fn lists_of_values() {
        let line = |text: &str| Item::line(text);
        let of = |lines: &[&str]| {
            let items: Vec<Item> = lines.iter().map(|text| line(text)).collect();
            of_lines(&items, 0).map(|(last, rows)| (last, texts(&rows)))
        };
        let found = of(&["• Delta = 0", "1 - Box", "Roller: Turns", "Flat", "Back to top", "x y"]);
        let rows = ["Delta/0//", "Box/1//", "Roller///Turns", "Flat///"].map(str::to_owned).to_vec();
        assert_eq!(found, Some((3, rows)));
        assert_eq!(of(&["Delta", "and the others that are there"]), None);
        assert_eq!(of(&[]), None);
    }
}
