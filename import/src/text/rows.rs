//! Finds the rows of a table in the row of its pieces.
//!
//! Extractors drop empty cells, drop cells that look like boilerplate (a member called `Email`), glue and
//! shift. So a row is not counted off: of all ways to read the pieces as rows the one with the lowest
//! [price](super::prices) is taken. The search goes through the pieces once.

use std::collections::BTreeSet;

use super::header::Layout;
use super::prices::{NO, Names, Prices};
use super::unit::{Before, Unit};
use crate::outline::{Cell, Column, samples, words};

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

/// Whether the last row of a table has all its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LastRow {
    /// Something stands below the table.
    Whole,
    /// The page ends with the table, perhaps in the middle of a row.
    MayBeCut,
}

/// The rows that were found in pieces of text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Rows {
    pub(super) rows: Vec<Vec<Cell>>,
    /// How many of the pieces belong to them.
    pub(super) used: usize,
}

/// Finds the rows of a table.
///
/// Where a layout loses whole cells, a row can be without a name.
pub(super) fn rows(
    units: &[Unit],
    columns: &[Column],
    names: &Names,
    layout: Layout,
    last_row: LastRow,
) -> Rows {
    let mut prices = Prices::new(columns, names, layout);
    let mut last_row = last_row;
    let mut first = search(units, &prices, last_row);
    // What the last row is called decides whether it is one.
    if last_row == LastRow::MayBeCut && !is_last_named(&first.rows, columns) {
        last_row = LastRow::Whole;
        first = search(units, &prices, last_row);
    }
    // Where a row has one line, a name that is lost and a description that is empty leave the same cells.
    // Only if the samples have as many names that extractors drop as there are rows in doubt, are those
    // without their names.
    let found = row_names(&first.rows, columns);
    let known = found.iter().filter(|name| names.known.contains(*name)).count();
    let nameless = found.iter().filter(|name| name.is_empty()).count();
    let in_doubt = found.len() - known;
    // The samples are of this very type if they have as many of its names as they lack.
    let strangers = in_doubt.saturating_sub(nameless);
    if layout.loses_cells()
        && names.are_whole
        && strangers > 0
        && known >= strangers
        && rows_on_lines(units)
        && in_doubt <= dropped(units, &names.known)
    {
        prices.stranger = 50;
        return search(units, &prices, last_row);
    }
    first
}

/// The words that an extractor takes for boilerplate, folded: a cell that is nothing else vanishes.
const BOILERPLATE: &[&str] = &[
    "email",
    "mail",
    "print",
    "pdf",
    "facebook",
    "twitter",
    "google",
    "instagram",
    "linkedin",
    "pinterest",
    "pocket",
    "reddit",
    "flipboard",
    "whatsapp",
    "wechat",
    "weibo",
    "qq",
    "xing",
    "drucken",
];

/// How many names of the samples an extractor has dropped.
fn dropped(units: &[Unit], names: &BTreeSet<String>) -> usize {
    let shown: BTreeSet<String> = units.iter().map(|unit| samples::folded(&unit.text)).collect();
    BOILERPLATE.iter().filter(|word| names.contains(**word) && !shown.contains(**word)).count()
}

/// Returns whether the last row has the cells that every row has, as far as that can be seen. `others` are
/// those before it.
pub(super) fn is_whole(row: &[Cell], others: &[Vec<Cell>], columns: &[Column], layout: Layout) -> bool {
    let text = |column: &Column| {
        let at = columns.iter().position(|other| other == column)?;
        row.get(at).map(Cell::text).filter(|text| !text.is_empty())
    };
    let notes = columns.iter().position(|column| *column == Column::Annotations).and_then(|at| row.get(at));
    let has_note = notes.is_some_and(|cell| {
        !cell.parts.is_empty()
            && (words::is_note(&cell.text()) || cell.parts.iter().all(|part| words::is_note(part)))
    });
    if columns.contains(&Column::Value) {
        return text(&Column::Value).is_some();
    }
    // Whatever the columns are: a cell ends with a pipe, or is one of the engine's words.
    let is_full = columns.len() > 1 && row.iter().all(|cell| !cell.parts.is_empty());
    if is_full && (layout.loses_cells() || has_note) {
        return true;
    }
    if !columns.contains(&Column::Type) {
        return has_note || !columns.contains(&Column::Annotations);
    }
    // Sites leave the annotations empty. There a word of the engine's is a type; another can be a
    // description, as any can where the rows before have annotations.
    let annotations = columns.iter().position(|column| *column == Column::Annotations);
    let have_notes = annotations.is_some_and(|at| {
        let is_noted = |row: &Vec<Cell>| row.get(at).is_some_and(|cell| words::is_note(&cell.text()));
        !others.is_empty() && others.iter().all(is_noted)
    });
    // The words for a dictionary go on behind the type of its keys.
    if text(&Column::Description).is_some_and(|text| words::begins_composed_type(&format!("{text} ")))
        && !has_note
    {
        return false;
    }
    let is_third = text(&Column::Description).is_some();
    let is_stock =
        (!have_notes || is_third) && text(&Column::Type).is_some_and(|text| words::is_stock_type(&text));
    let has_name = text(&Column::Name).is_some();
    (has_name && (has_note || is_stock || !columns.contains(&Column::Annotations)))
        || (layout.loses_cells() && has_note && is_stock)
}

/// Returns whether the last row alone has no annotations, on a page that ends with it: they are lost, and nothing else.
pub(super) fn lacks_notes(row: &[Cell], others: &[Vec<Cell>], columns: &[Column]) -> bool {
    const ENOUGH: usize = 2;
    let Some(at) = columns.iter().position(|column| *column == Column::Annotations) else { return false };
    let has_note = |row: &[Cell]| row.get(at).is_some_and(|cell| !cell.parts.is_empty());
    others.len() >= ENOUGH && others.iter().all(|row| has_note(row)) && !has_note(row)
}

/// Returns whether the last row's name can be one.
fn is_last_named(rows: &[Vec<Cell>], columns: &[Column]) -> bool {
    let at = columns.iter().position(|column| *column == Column::Name);
    let name = at.zip(rows.last()).and_then(|(at, row)| row.get(at)).map(Cell::text);
    name.is_none_or(|name| words::is_identifier(&name))
}

/// The names of rows, folded.
fn row_names(rows: &[Vec<Cell>], columns: &[Column]) -> Vec<String> {
    let Some(at) = columns.iter().position(|column| *column == Column::Name) else { return Vec::new() };
    rows.iter().filter_map(|row| row.get(at)).map(|cell| samples::folded(&cell.text())).collect()
}

/// Whether the layout puts all cells of a row on one line.
fn rows_on_lines(units: &[Unit]) -> bool {
    units.windows(3).any(|three| matches!(three, [first, _, third] if first.line == third.line))
}

/// The best ways to have come to the last piece so far.
struct Best {
    /// The price for each column that it can be in; the last is for outside of the table.
    prices: Vec<u32>,
    /// The column before, and the step, for each.
    steps: Vec<(usize, Step)>,
}

impl Best {
    fn new(width: usize) -> Self {
        Best { prices: vec![NO; width + 1], steps: vec![(0, Step::Outside); width + 1] }
    }

    fn offer(&mut self, to: usize, price: u32, from: usize, step: Step) {
        if let (Some(best), Some(way)) = (self.prices.get_mut(to), self.steps.get_mut(to))
            && price < *best
        {
            *best = price;
            *way = (from, step);
        }
    }
}

fn search(units: &[Unit], prices: &Prices, last_row: LastRow) -> Rows {
    let width = prices.columns.len();
    let Some((first, more)) = units.split_first() else { return Rows::default() };
    let mut best = Best::new(width);
    for to in 0..width {
        best.offer(to, prices.cell(first, to).saturating_add(prices.begin(to, first)), width, Step::Row(to));
    }
    let mut steps: Vec<Vec<(usize, Step)>> = Vec::with_capacity(units.len());
    for (last, unit) in units.iter().zip(more) {
        let mut next = Best::new(width);
        for to in 0..width {
            let own = prices.cell(unit, to);
            let row = own.saturating_add(prices.begin(to, unit)).saturating_add(prices.row(unit));
            let inner = own.saturating_add(Prices::inner(unit));
            for (from, so_far) in best.prices.iter().enumerate().take(width).filter(|(_, p)| **p < NO) {
                next.offer(
                    to,
                    so_far.saturating_add(prices.end(from)).saturating_add(row),
                    from,
                    Step::Row(to),
                );
                if from < to {
                    let price = so_far.saturating_add(prices.skip(from, to, unit)).saturating_add(inner);
                    next.offer(to, price, from, Step::Next(to));
                } else if from == to {
                    let price = so_far.saturating_add(prices.more(to, last, unit)).saturating_add(inner);
                    next.offer(to, price, from, Step::Same(to));
                }
            }
        }
        for (from, so_far) in best.prices.iter().enumerate() {
            // Dear enough that an odd row is a row, cheap enough that paragraphs below the table are none of
            // it.
            let outside = if from == width { 25 } else { 35 };
            next.offer(
                width,
                so_far.saturating_add(prices.end(from)).saturating_add(outside),
                from,
                Step::Outside,
            );
        }
        steps.push(std::mem::take(&mut best.steps));
        best = next;
    }
    steps.push(best.steps);
    // A name with its description begins a row. A word alone may as well be the last cell of the row above.
    let is_cut =
        |at: usize| last_row == LastRow::MayBeCut && prices.columns.get(at) == Some(&Column::Description);
    let end = |at| if is_cut(at) { 0 } else { prices.end(at) };
    let last = best.prices.iter().enumerate().min_by_key(|(at, price)| price.saturating_add(end(*at)));
    build(units, prices.columns, &steps, last.map_or(width, |(at, _)| at))
}

/// Walks the steps back and puts the rows together.
fn build(units: &[Unit], columns: &[Column], steps: &[Vec<(usize, Step)>], last: usize) -> Rows {
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
            Some(part) if same && unit.before == Before::Pipe => {
                part.push_str(" | ");
                part.push_str(&unit.text);
            }
            Some(part)
                if same && unit.before == Before::Line && columns.get(to) != Some(&Column::Annotations) =>
            {
                part.push(' ');
                part.push_str(&unit.text);
            }
            _ => {
                let is_word = matches!(columns.get(to), Some(Column::Name | Column::Type));
                let word = unit.whole_word.as_ref().filter(|_| is_word);
                cell.parts.push(word.unwrap_or(&unit.text).clone());
            }
        }
    }
    Rows { rows, used }
}

#[cfg(test)]
mod tests {
    use super::super::cells::units;
    use super::*;

    const FOUR: [Column; 4] = [Column::Name, Column::Description, Column::Type, Column::Annotations];

    fn read(lines: &[&str], layout: Layout, columns: &[Column], known: &[&str]) -> Vec<String> {
        let known: BTreeSet<String> = known.iter().map(|name| samples::folded(name)).collect();
        let names = Names { are_of_samples: !known.is_empty(), known, are_whole: true };
        let Rows { rows, .. } =
            rows(&units(lines, layout, columns, &names.known), columns, &names, layout, LastRow::Whole);
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
        let Rows { rows: found, used } = rows(
            &units(&lines, Layout::Lines, &FOUR, &BTreeSet::new()),
            &FOUR,
            &Names::default(),
            Layout::Lines,
            LastRow::Whole,
        );
        assert_eq!((found.len(), used), (1, 3));
    }
}
