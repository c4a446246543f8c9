//! The prices by which the pieces of a table are taken for its cells.
//!
//! A price says how odd a reading is: nothing for what stock pages are full of, ten or so for what is met
//! every day, 50 and more for what is hardly ever meant. Each has its reason beside it.

use std::collections::BTreeSet;

use super::header::Layout;
use super::unit::{Before, Unit};
use crate::outline::{Column, samples, words};

/// Never.
pub(super) const NO: u32 = 1_000_000_000;

/// The names that are known before the rows of a table are: those in the samples and in the heading, folded.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) known: BTreeSet<String>,
    /// The samples below the table are whole: what is not among the names is no member of theirs.
    pub(super) are_whole: bool,
    /// There are names of samples among them: what is not is no member, as far as the samples go.
    pub(super) are_of_samples: bool,
}

/// What is known about a table, by which its pieces are priced.
pub(super) struct Prices<'t> {
    pub(super) columns: &'t [Column],
    /// The names in the samples and in the heading.
    names: &'t BTreeSet<String>,
    /// The layout loses whole cells.
    lossy: bool,
    /// The price of a name that no sample has.
    pub(super) stranger: u32,
}

impl<'t> Prices<'t> {
    pub(super) fn new(columns: &'t [Column], names: &'t Names, layout: Layout) -> Self {
        Prices {
            columns,
            names: &names.known,
            lossy: layout.loses_cells(),
            // The heading alone has no names of a body's members.
            stranger: if names.are_of_samples { 18 } else { 10 },
        }
    }

    /// Taking a piece for a cell of a column.
    pub(super) fn cell(&self, unit: &Unit, to: usize) -> u32 {
        let text = unit.text.as_str();
        let Some(column) = self.columns.get(to) else { return NO };
        let price = match column {
            Column::Name => self.name(unit),
            Column::Description => self.description(text),
            Column::Type => match unit.whole_word.as_deref().unwrap_or(text) {
                text if words::is_stock_type(text) => 0,
                text if words::is_note(text) => 70,
                text if words::is_identifier(text) => 15,
                // A site's own words for a type.
                text if text.len() <= 30 && !text.ends_with(['.', ':', '!', '?']) => 45,
                _ => 70,
            },
            Column::Annotations => match text {
                _ if words::is_note(text) => 0,
                // A rule in a site's own words.
                _ if words::OwnRules::parse(text).is_some() => 5,
                // Other words of a site's; one word is rather a name or a type.
                _ if words::is_identifier(text) => 45,
                _ => 38,
            },
            Column::Value => match text {
                _ if text.parse::<i128>().is_ok() => 0,
                // A table of values without names has the names as values; one with names can have the texts.
                _ if words::is_identifier(text) && !self.columns.contains(&Column::Name) => 5,
                _ if words::unquoted(text).len() < text.len() => 5,
                _ => 80,
            },
            Column::Api => {
                if words::operation(text).is_some() {
                    0
                } else {
                    90
                }
            }
            Column::Other(heading) => {
                let flag =
                    matches!(text.to_lowercase().as_str(), "true" | "false" | "yes" | "no" | "y" | "n");
                if words::is_of_lengths(heading) {
                    return if text.parse::<u64>().is_ok() { 0 } else { 60 };
                }
                let says_so = || text.to_lowercase().contains(&heading.to_lowercase());
                match text {
                    _ if flag || words::is_none(text) || says_so() => 0,
                    // A description that has moved to the left of empty cells.
                    _ if words::is_flag(heading) => 45,
                    _ => 12,
                }
            }
        };
        // L2 puts tabs before a type.
        if unit.typed && *column != Column::Type { price + 30 } else { price }
    }

    fn name(&self, unit: &Unit) -> u32 {
        let text = unit.whole_word.as_deref().unwrap_or_else(|| words::unquoted(&unit.text));
        let note = words::is_note(text);
        let sentence = text.len() > 40 || text.ends_with(['.', ':', '!', '?']) || note;
        // A place after an empty cell is not the first.
        let shifted = if unit.gaps > 0 { 30 } else { 0 };
        shifted
            + if !words::is_identifier(text) {
                let is_known = self.names.contains(&samples::folded(text));
                match sentence {
                    _ if words::begins_with_status(text) => 5,
                    // No member is called `Collection of Kite`.
                    _ if words::begins_composed_type(text) && !is_known => 200,
                    true => 80,
                    // JSON's names can have blanks.
                    false if is_known => 5,
                    // Less than a lost name costs, where none is lost; more, where some are.
                    false if self.lossy => 55,
                    false => 35,
                }
            } else if self.names.contains(&samples::folded(text)) {
                0
            } else if words::is_none(text) && self.columns.contains(&Column::Value) {
                // Many enums have a `None`; their tables have no annotations.
                self.stranger
            } else if note {
                // A member can be called `None` or `string`, but then a sample should know it.
                60
            } else if words::is_stock_type(text) {
                25.max(self.stranger)
            } else {
                self.stranger
            }
    }

    fn description(&self, text: &str) -> u32 {
        match text {
            // Nobody comments so; an empty section below a table says it.
            _ if words::is_none(text) => 70,
            _ if !self.columns.contains(&Column::Type)
                && (words::is_note(text) || words::is_stock_type(text)) =>
            {
                10
            }
            // Nowhere else can it stand.
            _ if words::is_note(text) && !self.columns.contains(&Column::Annotations) => 10,
            _ if words::is_note(text) => 40,
            // Nobody comments so either.
            _ if words::begins_composed_type(text) && words::is_stock_type(text) => 70,
            _ if words::is_stock_type(text) => 40,
            _ if !words::is_identifier(text) => 10,
            _ if self.names.contains(&samples::folded(text)) => 25,
            _ => 15,
        }
    }

    /// A row that begins in a column: its name is lost, and perhaps its description was empty.
    pub(super) fn begin(&self, to: usize, unit: &Unit) -> u32 {
        // P4 keeps empty cells, so the cell's place is certain.
        let placed = unit.gaps == to;
        // One cell a line: names are never lost.
        let kept = if self.lossy { 0 } else { 60 };
        match self.columns.get(to) {
            _ if to == 0 => {
                if unit.unnamed {
                    60
                } else {
                    0
                }
            }
            Some(Column::Type) if placed => 12 + kept,
            Some(Column::Type) => 35 + kept,
            Some(Column::Description) if placed => 8 + kept,
            Some(Column::Description) => 30 + kept,
            // Extractors that lose cells lose the names of enums as well.
            Some(Column::Value) if self.lossy && unit.text.parse::<i128>().is_ok() => 16,
            _ => 60,
        }
    }

    /// A row that ends in a column.
    pub(super) fn end(&self, from: usize) -> u32 {
        let price = |column: &Column| match column {
            // Some sites leave the column empty in place of `None.`.
            Column::Annotations => 20,
            Column::Type => 50,
            Column::Value => 60,
            Column::Description | Column::Other(_) => 2,
            Column::Name | Column::Api => 0,
        };
        self.columns.iter().skip(from + 1).map(price).sum()
    }

    /// Passing over the columns between two cells of a row.
    pub(super) fn skip(&self, from: usize, to: usize, unit: &Unit) -> u32 {
        let skipped = self.columns.get(from + 1..to).unwrap_or_default();
        if unit.gaps > 0 && unit.gaps == skipped.len() {
            return 0;
        }
        // An empty cell of another place.
        let misplaced = if unit.gaps > 0 { 20 } else { 0 };
        let price = |column: &Column| match column {
            // The pipe layouts end the line before and after a description; without one, name and type share
            // a line.
            Column::Description => {
                let to_type = self.columns.get(to) == Some(&Column::Type);
                if self.lossy && to_type && unit.before != Before::Pipe { 30 } else { 2 }
            }
            Column::Type => 50,
            Column::Annotations => 15,
            Column::Value => 60,
            Column::Name | Column::Api | Column::Other(_) => 5,
        };
        misplaced + skipped.iter().map(price).sum::<u32>()
    }

    /// More of the cell whose last piece is `last`.
    pub(super) fn more(&self, to: usize, last: &Unit, unit: &Unit) -> u32 {
        match self.columns.get(to) {
            // Descriptions have paragraphs and, rarely, pipes.
            Some(Column::Description) => {
                if unit.before == Before::Line {
                    0
                } else {
                    12
                }
            }
            // The word for none stands alone in its cell, and `Required` comes first.
            Some(Column::Annotations) if words::is_none(&unit.text) || words::is_none(&last.text) => 80,
            Some(Column::Annotations) => {
                let late = if words::is_required(&unit.text) { 20 } else { 0 };
                late + if unit.before == Before::Line { 1 } else { 3 }
            }
            Some(Column::Type | Column::Other(_)) => 55,
            _ => 60,
        }
    }

    /// A row that begins, by what the layout shows.
    pub(super) fn row(&self, unit: &Unit) -> u32 {
        match unit.starts_row {
            Some(true) => 0,
            Some(false) => 60,
            None => {
                if unit.before == Before::Line && self.lossy {
                    60
                } else if unit.before == Before::Line {
                    4
                } else {
                    0
                }
            }
        }
    }

    /// A row that goes on, by what the layout shows.
    pub(super) fn inner(unit: &Unit) -> u32 {
        if unit.starts_row == Some(true) { 60 } else { 0 }
    }
}
