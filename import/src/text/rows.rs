//! Finds the rows of a table in the row of its pieces.
//!
//! Extractors drop empty cells, drop cells that look like boilerplate (a member called `Email`), glue and shift. So a row
//! is not counted off: of all ways to read the pieces as rows the one that explains them best is taken, where each
//! oddity (a name with blanks, a type that is no type, a row without a name) has a price. The prices are below, each
//! beside its reason; the search goes through the pieces once.

use std::collections::BTreeSet;

use super::cells::Unit;
use crate::outline::{Cell, Column, samples, words};

/// Never.
const NO: u32 = 1_000_000;

/// Where a piece stands: in a column of the table, or behind its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// In column `to` of a new row.
    Row(usize),
    /// In column `to` of the same row, further to the right.
    Next(usize),
    /// In the same cell.
    Same(usize),
    /// No part of the table any more.
    Outside,
}

/// The rows, and how many pieces belong to them.
pub(super) fn rows(units: &[Unit], columns: &[Column], names: &BTreeSet<String>) -> (Vec<Vec<Cell>>, usize) {
    let width = columns.len();
    if width == 0 || units.is_empty() {
        return (Vec::new(), 0);
    }
    // The best price for each column that the last piece can be in, and the step that led there; `width` is outside.
    let mut price: Vec<u32> = vec![NO; width + 1];
    let mut steps: Vec<Vec<(usize, Step)>> = Vec::with_capacity(units.len());
    for (at, unit) in units.iter().enumerate() {
        let mut next: Vec<(u32, usize, Step)> = vec![(NO, 0, Step::Outside); width + 1];
        let mut offer = |to: usize, cost: u32, from: usize, step: Step| {
            if let Some(slot) = next.get_mut(to)
                && cost < slot.0
            {
                *slot = (cost, from, step);
            }
        };
        for to in 0..width {
            let own = cell_price(unit, columns.get(to), columns, names);
            if at == 0 {
                offer(to, own.saturating_add(begin_price(columns, to, unit)), width, Step::Row(to));
                continue;
            }
            for from in 0..width {
                let so_far = price.get(from).copied().unwrap_or(NO);
                let cost = so_far.saturating_add(own);
                if so_far >= NO {
                    continue;
                }
                let row = end_price(columns, from).saturating_add(begin_price(columns, to, unit));
                offer(to, cost.saturating_add(row).saturating_add(row_price(unit)), from, Step::Row(to));
                if from < to {
                    let skipped = skip_price(columns, from, to, unit);
                    offer(
                        to,
                        cost.saturating_add(skipped).saturating_add(inner_price(unit)),
                        from,
                        Step::Next(to),
                    );
                } else if from == to {
                    let more = more_price(columns.get(to), unit).saturating_add(inner_price(unit));
                    offer(to, cost.saturating_add(more), from, Step::Same(to));
                }
            }
        }
        if at > 0 {
            for from in 0..=width {
                let so_far = price.get(from).copied().unwrap_or(NO);
                let end = if from < width { end_price(columns, from) } else { 0 };
                // Dear enough that an odd row is a row, cheap enough that a paragraph below the table is none of it.
                offer(width, so_far.saturating_add(end).saturating_add(35), from, Step::Outside);
            }
        }
        price = next.iter().map(|(cost, _, _)| *cost).collect();
        steps.push(next.into_iter().map(|(_, from, step)| (from, step)).collect());
    }
    let last = price.iter().enumerate();
    let last = last
        .min_by_key(|(at, cost)| cost.saturating_add(if *at < width { end_price(columns, *at) } else { 0 }));
    build(units, columns, &steps, last.map_or(width, |(at, _)| at))
}

/// Walks the steps back and puts the rows together.
fn build(
    units: &[Unit],
    columns: &[Column],
    steps: &[Vec<(usize, Step)>],
    last: usize,
) -> (Vec<Vec<Cell>>, usize) {
    let mut path: Vec<Step> = Vec::with_capacity(units.len());
    let mut state = last;
    for choices in steps.iter().rev() {
        let Some((from, step)) = choices.get(state) else { break };
        path.push(*step);
        state = *from;
    }
    path.reverse();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut used = 0;
    for (unit, step) in units.iter().zip(path) {
        let (to, same) = match step {
            Step::Row(to) => {
                rows.push(vec![Cell::default(); columns.len()]);
                (to, false)
            }
            Step::Next(to) => (to, false),
            Step::Same(to) => (to, true),
            Step::Outside => break,
        };
        used += 1;
        let Some(cell) = rows.last_mut().and_then(|row| row.get_mut(to)) else { continue };
        match cell.parts.last_mut() {
            // A pipe within a cell's text looks like a cell's end.
            Some(part) if same && unit.after_pipe => {
                part.push_str(" | ");
                part.push_str(&unit.text);
            }
            Some(part) if same && unit.same_cell && columns.get(to) != Some(&Column::Annotations) => {
                part.push(' ');
                part.push_str(&unit.text);
            }
            _ => cell.parts.push(unit.text.clone()),
        }
    }
    (rows, used)
}

/// What it costs to take a piece for a cell of a column.
fn cell_price(unit: &Unit, column: Option<&Column>, columns: &[Column], names: &BTreeSet<String>) -> u32 {
    let text = unit.text.as_str();
    let note = words::is_none(text) || words::is_annotation(text);
    let known = words::is_identifier(text) && names.contains(&samples::folded(text));
    let typed = if unit.typed && column != Some(&Column::Type) { 30 } else { 0 };
    typed
        + match column {
            Some(Column::Name) => match text {
                _ if known => 0,
                _ if !words::is_identifier(text) => 80,
                // A member can be called `None` or `string`, but then a sample should know it.
                _ if note => 60,
                _ if words::is_stock_type(text) => 25,
                // The samples name all members but those that one of the formats leaves out.
                _ if !names.is_empty() => 18,
                _ => 10,
            },
            Some(Column::Description) => match text {
                _ if note => 40,
                _ if words::is_stock_type(text) => 40,
                _ if known => 25,
                _ if words::is_identifier(text) => 15,
                _ => 10,
            },
            Some(Column::Type) => match text {
                _ if words::is_stock_type(text) => 0,
                _ if note => 70,
                _ if words::is_identifier(text) => 15,
                _ => 70,
            },
            Some(Column::Annotations) => match text {
                _ if note => 0,
                // A site's own words.
                _ if words::is_identifier(text) => 45,
                _ => 38,
            },
            Some(Column::Value) => match text {
                _ if text.parse::<i128>().is_ok() => 0,
                // A table of values without names has the names as values.
                _ if words::is_identifier(text) && !columns.contains(&Column::Name) => 5,
                _ => 80,
            },
            Some(Column::Api) => {
                if words::operation(text).is_some() {
                    0
                } else {
                    90
                }
            }
            Some(Column::Other(_)) => {
                if words::is_none(text) || matches!(text, "True" | "False" | "Yes" | "No" | "true" | "false")
                {
                    0
                } else {
                    12
                }
            }
            None => NO,
        }
}

/// What it costs a row to begin in a column: its name is lost, and perhaps its description was empty.
fn begin_price(columns: &[Column], to: usize, unit: &Unit) -> u32 {
    // P4 keeps empty cells, so the cell's place is certain; elsewhere a row is filled up with empty cells at its end.
    let placed = unit.gaps == to;
    match columns.get(to) {
        _ if to == 0 => 0,
        Some(Column::Type) => {
            if placed {
                12
            } else {
                35
            }
        }
        Some(Column::Description) => {
            if placed {
                8
            } else {
                30
            }
        }
        // Of an enum's row nothing is lost.
        _ => 60,
    }
}

/// What it costs a row to end in a column.
fn end_price(columns: &[Column], from: usize) -> u32 {
    columns
        .iter()
        .skip(from + 1)
        .map(|column| match column {
            // Some sites leave the column empty in place of `None.`.
            Column::Annotations => 20,
            Column::Type => 50,
            Column::Value => 60,
            Column::Description | Column::Other(_) => 2,
            Column::Name | Column::Api => 0,
        })
        .sum()
}

/// What it costs to pass over the columns between two cells.
fn skip_price(columns: &[Column], from: usize, to: usize, unit: &Unit) -> u32 {
    let skipped = columns.get(from + 1..to).unwrap_or_default();
    if unit.gaps > 0 && unit.gaps == skipped.len() {
        return 0;
    }
    skipped
        .iter()
        .map(|column| match column {
            Column::Description => 2,
            Column::Type => 50,
            Column::Annotations => 15,
            Column::Value => 60,
            _ => 5,
        })
        .sum()
}

/// What it costs to take a piece for more of the cell before.
fn more_price(column: Option<&Column>, unit: &Unit) -> u32 {
    match column {
        // Descriptions have paragraphs and, rarely, pipes.
        Some(Column::Description) => {
            if unit.same_cell {
                0
            } else {
                12
            }
        }
        Some(Column::Annotations) => {
            if unit.same_cell {
                1
            } else {
                3
            }
        }
        Some(Column::Type | Column::Other(_)) => 55,
        _ => 60,
    }
}

/// What it costs a piece to begin a row, and to stand within one, by what the layout tells.
fn row_price(unit: &Unit) -> u32 {
    match unit.starts_row {
        Some(true) => 0,
        Some(false) => 60,
        None if unit.same_cell => 4,
        None => 0,
    }
}

fn inner_price(unit: &Unit) -> u32 {
    if unit.starts_row == Some(true) { 60 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::super::cells::units;
    use super::super::header::Layout;
    use super::*;

    const FOUR: [Column; 4] = [Column::Name, Column::Description, Column::Type, Column::Annotations];

    fn read(lines: &[&str], layout: Layout, columns: &[Column], known: &[&str]) -> Vec<String> {
        let names = known.iter().map(|name| samples::folded(name)).collect();
        let (rows, _) = rows(&units(lines, layout), columns, &names);
        rows.iter().map(|row| row.iter().map(Cell::text).collect::<Vec<_>>().join("/")).collect()
    }

    #[test]
    fn rows_with_lost_cells() {
        let lines = [
            "| Zip | string |",
            "None. |",
            "|",
            "|",
            "Mail of the owner |",
            "string |",
            "None. |",
            "|",
            "| boolean |",
            "None. |",
            "||",
            "| Id | integer |",
            "Required |",
        ];
        let found = read(&lines, Layout::Pipes { leading: true }, &FOUR, &["Zip", "Email", "Print", "Id"]);
        assert_eq!(
            found,
            [
                "Zip//string/None.",
                "/Mail of the owner/string/None.",
                "//boolean/None.",
                "Id//integer/Required"
            ]
        );
    }

    #[test]
    fn rows_without_pipes_before() {
        let lines = [
            "Zip | string |",
            "None. |",
            "|",
            "Mail of the owner |",
            "string |",
            "None. |",
            "|",
            "Id | integer |",
            "Required |",
        ];
        let found = read(&lines, Layout::Pipes { leading: false }, &FOUR, &["Zip", "Email", "Id"]);
        assert_eq!(found, ["Zip//string/None.", "/Mail of the owner/string/None.", "Id//integer/Required"]);
    }

    #[test]
    fn names_like_types() {
        let lines = [
            "string", "", "string", "", "None.", "", "D", "", "None.", "", "integer", "", "None.", "", "E",
            "", "string", "", "string", "", "None.",
        ];
        let found = read(&lines, Layout::Lines, &FOUR, &["string", "D", "E"]);
        assert_eq!(found, ["string//string/None.", "D/None./integer/None.", "E/string/string/None."]);
    }

    #[test]
    fn rows_without_annotations() {
        let lines = ["BoxId", "", "integer", "Label", "", "string", "", "Weight", "", "decimal number"];
        assert_eq!(
            read(&lines, Layout::Lines, &FOUR, &[]),
            ["BoxId//integer/", "Label//string/", "Weight//decimal number/"]
        );
    }

    #[test]
    fn more_columns() {
        let columns = words::columns(
            &["Name", "Description", "Type", "Additional information", "Nullable"].map(str::to_owned),
        );
        let lines = [
            "| A | string |",
            "None. |",
            "False |",
            "|",
            "| B |",
            "The b |",
            "string |",
            "Required |",
            "True |",
        ];
        let found = read(&lines, Layout::Pipes { leading: true }, &columns, &["A", "B"]);
        assert_eq!(found, ["A//string/None./False", "B/The b/string/Required/True"]);
    }

    #[test]
    fn patterns_with_pipes() {
        let lines = [
            "| A | string |",
            "Matching regular expression pattern: ^(a | b)$ |",
            "|",
            "| B | string |",
            "None. |",
        ];
        let found = read(&lines, Layout::Pipes { leading: true }, &FOUR, &["A", "B"]);
        assert_eq!(found, ["A//string/Matching regular expression pattern: ^(a | b)$", "B//string/None."]);
    }

    #[test]
    fn enums() {
        let columns = [Column::Name, Column::Value, Column::Description];
        let lines = ["Red", "", "0", "", "Green", "", "3", "", "Like grass", "", "Blue", "", "-1"];
        assert_eq!(read(&lines, Layout::Lines, &columns, &[]), ["Red/0/", "Green/3/Like grass", "Blue/-1/"]);
    }

    #[test]
    fn what_is_below_the_table_is_left() {
        let lines = [
            "A",
            "",
            "string",
            "",
            "None.",
            "",
            "Some other heading",
            "",
            "And a whole sentence.",
            "",
            "And one more.",
        ];
        let (found, used) = rows(&units(&lines, Layout::Lines), &FOUR, &BTreeSet::new());
        assert_eq!((found.len(), used), (1, 3));
    }
}
