//! Parts a type from the annotations that a layout has put on the same line: `integer None.`.
//!
//! Text browsers and extractors do so where the annotations are no paragraphs of their own; the name of the next row
//! then stands directly below.

use super::unit::{Before, Unit};
use crate::outline::{Column, words};

/// Parts such lines of a table of one cell a line, if the table has them.
pub(super) fn part(units: &mut Vec<Unit>, columns: &[Column]) {
    let are_beside = columns.windows(2).any(|pair| matches!(pair, [Column::Type, Column::Annotations]));
    if !are_beside || !has_noted_types(units) {
        return;
    }
    let last = units.len().saturating_sub(1);
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    let mut row_may_end = false;
    let mut whole = std::mem::take(units).into_iter().enumerate().peekable();
    while let Some((at, mut unit)) = whole.next() {
        let is_annotation = words::is_note(&unit.text);
        if row_may_end && unit.before == Before::Line && !is_annotation {
            unit.starts_row = Some(true);
            unit.before = Before::Cell;
        }
        let ends_row = whole.peek().is_none_or(|(_, next)| next.before == Before::Line);
        let is_cell = unit.before == Before::Cell && unit.starts_row != Some(true);
        let noted = NotedType::parse(&unit.text)
            .filter(|noted| is_cell && (ends_row || words::is_stock_type(noted.ty)))
            .or_else(|| NotedType::parse_half(&unit.text).filter(|_| is_cell && at == last));
        row_may_end = noted.is_some()
            || words::is_stock_type(&unit.text)
            || (row_may_end && is_annotation && unit.before == Before::Line);
        match noted {
            Some(NotedType { ty, annotations }) => {
                let cell = |text: &str| Unit {
                    text: text.to_owned(),
                    starts_row: Some(false),
                    line: unit.line,
                    ..Unit::default()
                };
                out.extend([cell(ty), cell(annotations)]);
            }
            None => out.push(unit),
        }
    }
    *units = out;
}

/// Returns whether types of a table have their annotations on the same line. A description can have such words as well,
/// but has a blank line below it, and the cell of the annotations follows.
fn has_noted_types(units: &[Unit]) -> bool {
    let noted = |unit: &Unit| {
        unit.before == Before::Cell
            && NotedType::parse(&unit.text).is_some_and(|noted| words::is_stock_type(noted.ty))
    };
    let ends_row = |at: usize| units.get(at + 1).is_none_or(|next| next.before == Before::Line);
    let mut found = units.iter().enumerate().filter(|(_, unit)| noted(unit)).peekable();
    found.peek().is_some()
        && (!units.iter().any(|unit| words::is_note(&unit.text)) || found.any(|(at, _)| ends_row(at)))
}

/// A line that is a type and the annotations behind it.
struct NotedType<'l> {
    ty: &'l str,
    annotations: &'l str,
}

impl<'l> NotedType<'l> {
    fn parse(text: &'l str) -> Option<Self> {
        // `Required Max length: 20` is no class.
        if words::is_note(text) {
            return None;
        }
        Self::parts(text).find(|noted| words::is_type(noted.ty) && words::is_note(noted.annotations))
    }

    /// Reads a line in which the page ends: `string Requ`.
    fn parse_half(text: &'l str) -> Option<Self> {
        Self::parts(text)
            .find(|noted| words::is_stock_type(noted.ty) && words::is_half_annotation(noted.annotations))
    }

    fn parts(text: &'l str) -> impl Iterator<Item = Self> {
        // The longest of the engine's names of types have fewer words.
        const MOST_WORDS: usize = 24;
        text.match_indices(' ')
            .take(MOST_WORDS)
            .filter_map(move |(at, _)| Some(Self { ty: text.get(..at)?, annotations: text.get(at + 1..)? }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOUR: [Column; 4] = [Column::Name, Column::Description, Column::Type, Column::Annotations];

    /// The cells, with `+` before what begins a row for sure.
    fn parted(lines: &[&str]) -> Vec<String> {
        let mut units: Vec<Unit> = Vec::new();
        let mut before = Before::Cell;
        for (line, text) in lines.iter().enumerate() {
            if text.is_empty() {
                before = Before::Cell;
                continue;
            }
            units.push(Unit { text: (*text).to_owned(), before, line, ..Unit::default() });
            before = Before::Line;
        }
        part(&mut units, &FOUR);
        let begins = |unit: &Unit| if unit.starts_row == Some(true) { "+" } else { "" };
        units.iter().map(|unit| format!("{}{}", begins(unit), unit.text)).collect()
    }

    #[test]
    fn types_and_annotations_are_parted() {
        let lines = [
            "Id",
            "",
            "Its number",
            "",
            "integer None.",
            "Lines",
            "",
            "Collection of Line Required",
            "Box",
            "",
            "Box Required Max length: 3",
        ];
        let cells = [
            "Id",
            "Its number",
            "integer",
            "None.",
            "+Lines",
            "Collection of Line",
            "Required",
            "+Box",
            "Box",
            "Required Max length: 3",
        ];
        assert_eq!(parted(&lines), cells);
        assert_eq!(parted(&["Id", "", "integer Required"]), ["Id", "integer", "Required"]);
        let empty =
            ["Id", "", "integer", "Label", "", "string Required", "Max length: 3", "Size", "", "string Requ"];
        let cells =
            ["Id", "integer", "+Label", "string", "Required", "Max length: 3", "+Size", "string", "Requ"];
        assert_eq!(parted(&empty), cells);
    }

    #[test]
    fn descriptions_stay_whole() {
        for lines in [
            &["At", "", "date Required", "", "date", "", "None."][..],
            &["At", "", "Date required", "", "date", "", "Required"],
            &["At", "", "The date", "", "date", "", "Required", "", "Max length: 3"],
        ] {
            let whole: Vec<&str> = lines.iter().copied().filter(|text| !text.is_empty()).collect();
            assert_eq!(parted(lines), whole);
        }
    }
}
