//! A table of the HTML in the making.

use crate::outline::{Cell, Column, RowsOf, Table, words};

/// What HTML says a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellKind {
    /// `<th>`
    Header,
    /// `<td>`
    Data,
}

/// A cell with what its tag says.
#[derive(Debug)]
struct RawCell {
    cell: Cell,
    kind: CellKind,
    class: String,
}

/// Whether a table's end is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableEnd {
    Met,
    /// The HTML ends within it.
    Missing(LastText),
}

/// What the last text of HTML is that ends early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LastText {
    /// A tag stands behind it.
    Whole,
    /// It ends with a word.
    OfWholeWords,
    /// It ends with what may be half a word.
    OfHalfWord,
}

impl LastText {
    /// Returns what a text is behind which nothing stands.
    pub(super) fn of(text: &str) -> Self {
        match text.chars().next_back() {
            None => Self::Whole,
            Some(last) if last.is_whitespace() => Self::OfWholeWords,
            Some(_) => Self::OfHalfWord,
        }
    }
}

/// Whether the HTML ends within the text of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    Whole,
    Half,
}

impl RawCell {
    /// Leaves of the last cell of HTML that ends early what is sure: the start of a description, marked as one.
    fn cut(&mut self, column: &Column, last_text: LastText) -> Cut {
        let Some(text) = self.cell.parts.last_mut().filter(|_| last_text != LastText::Whole) else {
            return Cut::Whole;
        };
        let is_whole = match column {
            Column::Description => text.ends_with(['.', '!', '?']),
            Column::Type => {
                words::is_engines_word(text)
                    || (last_text == LastText::OfWholeWords
                        && words::is_type(text)
                        && !words::begins_stock_type(text))
            }
            Column::Annotations => {
                words::is_none(text)
                    || words::is_required(text)
                    || (last_text == LastText::OfWholeWords && words::is_annotation(text))
            }
            Column::Name | Column::Value | Column::Api | Column::Other(_) => {
                last_text == LastText::OfWholeWords
            }
        };
        if is_whole {
            return Cut::Whole;
        }
        match column {
            Column::Description => text.push(words::CUT),
            Column::Annotations => {
                let whole = words::whole_annotations(text);
                self.cell.parts.pop();
                self.cell.parts.extend(whole);
            }
            Column::Type => {
                let list = words::list_of_open_items(text).map(str::to_owned);
                self.cell.parts.pop();
                self.cell.parts.extend(list);
            }
            Column::Name | Column::Value | Column::Api | Column::Other(_) => {
                self.cell.parts.pop();
            }
        }
        Cut::Half
    }
}

fn texts_of(row: &[RawCell]) -> Vec<String> {
    row.iter().map(|raw| raw.cell.text()).filter(|text| !text.is_empty()).collect()
}

/// A table whose end has not been met.
#[derive(Debug, Default)]
pub(super) struct Builder {
    rows: Vec<Vec<RawCell>>,
    in_cell: bool,
    /// It only lays out other things: tables, samples. Its cells are no cells.
    pub(super) layout: bool,
}

impl Builder {
    pub(super) fn row(&mut self) {
        self.in_cell = false;
        self.rows.push(Vec::new());
    }

    pub(super) fn cell(&mut self, kind: CellKind, class: &str) {
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        if let Some(row) = self.rows.last_mut() {
            row.push(RawCell { cell: Cell::default(), kind, class: class.to_owned() });
        }
        self.in_cell = true;
    }

    pub(super) fn end_cell(&mut self) {
        self.in_cell = false;
    }

    pub(super) fn current(&mut self) -> Option<&mut Cell> {
        if !self.in_cell || self.layout {
            return None;
        }
        self.rows.last_mut()?.last_mut().map(|raw| &mut raw.cell)
    }

    /// Returns whether the cell that is being read is a comment's, by its class or its column's heading:
    /// whatever it quotes is a part of the comment.
    pub(super) fn is_in_comment(&self) -> bool {
        let Some((cell, at)) = self.rows.last().and_then(|row| Some((row.last()?, row.len() - 1))) else {
            return false;
        };
        let heading = self.rows.first().filter(|_| self.rows.len() > 1).and_then(|row| row.get(at));
        let of_heading = heading
            .filter(|raw| raw.kind == CellKind::Header)
            .and_then(|raw| words::column(&raw.cell.text()));
        column_of_class(&cell.class).or(of_heading) == Some(Column::Description)
    }

    /// Turns it into a frame around other things, and hands back what has been read as cells.
    pub(super) fn become_layout(&mut self) -> Vec<String> {
        self.layout = true;
        let rows = std::mem::take(&mut self.rows);
        rows.into_iter().flatten().flat_map(|raw| raw.cell.parts).collect()
    }

    pub(super) fn finish(self, end: TableEnd) -> Option<Table> {
        let mut rows: Vec<Vec<RawCell>> = self.rows.into_iter().filter(|row| !row.is_empty()).collect();
        if rows.is_empty() {
            return None;
        }
        let is_header = |row: &Vec<RawCell>| {
            row.iter().all(|raw| raw.kind == CellKind::Header)
                || row.iter().filter(|raw| words::column(&raw.cell.text()).is_some()).count() >= 2
                || (row.len() >= 2
                    && row.iter().all(|raw| words::column_of_table(&raw.cell.text()).is_some()))
        };
        let header = if rows.first().is_some_and(is_header) { Some(rows.remove(0)) } else { None };
        let width = header.as_ref().or(rows.first()).map_or(0, Vec::len);
        let headings: Vec<String> = match &header {
            Some(row) => row.iter().map(|raw| raw.cell.text()).collect(),
            None => vec![String::new(); width],
        };
        let texts: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|raw| raw.cell.text()).collect()).collect();
        let mut columns = words::columns_of(&headings, &texts);
        // The stock classes say what a cell is in any language.
        for (at, column) in columns.iter_mut().enumerate() {
            let class = rows.first().and_then(|row| row.get(at)).map_or("", |raw| raw.class.as_str());
            if let Some(known) = column_of_class(class) {
                *column = known;
            }
        }
        let name = columns.iter().position(|column| *column == Column::Name);
        let is_torn = |row: &mut Vec<RawCell>| {
            let has_name = name.is_none_or(|at| row.get(at).is_some_and(|raw| !raw.cell.text().is_empty()));
            let is_half_name = end == TableEnd::Missing(LastText::OfHalfWord)
                && name.is_some_and(|at| at + 1 == row.len())
                && self.in_cell;
            end != TableEnd::Met && ((row.len() < columns.len() && !has_name) || is_half_name)
        };
        let mut torn = texts_of(&rows.pop_if(is_torn).unwrap_or_default());
        if let (TableEnd::Missing(last_text), true) = (end, self.in_cell)
            && let Some(row) = rows.last_mut().filter(|_| torn.is_empty())
        {
            let all = texts_of(row);
            if let Some((column, raw)) =
                row.len().checked_sub(1).and_then(|at| columns.get(at)).zip(row.last_mut())
                && raw.cut(column, last_text) == Cut::Half
            {
                torn = all;
            }
        }
        let rows = rows
            .into_iter()
            .map(|row| {
                let mut cells: Vec<Cell> = row.into_iter().map(|raw| raw.cell).collect();
                cells.resize(columns.len(), Cell::default());
                cells
            })
            .collect();
        Some(Table { columns, rows, torn, rows_of: RowsOf::of_headings(&headings), ..Table::default() })
    }
}

fn column_of_class(class: &str) -> Option<Column> {
    class.split_whitespace().find_map(|class| match class {
        "parameter-name" | "enum-name" => Some(Column::Name),
        "parameter-documentation" | "enum-description" | "api-documentation" => Some(Column::Description),
        "parameter-type" => Some(Column::Type),
        "parameter-annotations" | "parameter-source" => Some(Column::Annotations),
        "enum-value" => Some(Column::Value),
        "api-name" => Some(Column::Api),
        _ => None,
    })
}
