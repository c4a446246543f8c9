//! Members and parameters in lines where views have lists in place of tables: the name, its type, and below
//! them annotations and a description.

use std::collections::BTreeSet;

use super::section::Section;
use super::words::{self, Meaning, OwnRules, Understood};
use super::{Cell, Column, Item, Table};

/// Makes tables of such lines in the sections of parameters and of members.
pub(super) fn settle(sections: &mut [Section]) {
    for section in sections {
        let fewest = match section.meaning {
            Some(Meaning::UriParameters) => 1,
            // Two lines alone may be a comment and the type.
            Some(Meaning::BodyParameters | Meaning::ResourceDescription) => 2,
            _ => continue,
        };
        let Some(lines) = lines(&section.items) else { continue };
        if let Some(found) = find(&lines, fewest) {
            let above = section.items.drain(..found.start).collect::<Vec<_>>();
            let below = section.items.split_off(found.end - found.start);
            section.items = above.into_iter().chain([Item::Table(found.table)]).chain(below).collect();
        }
    }
}

/// Returns the lines of a section that has nothing else, up to its samples.
fn lines(items: &[Item]) -> Option<Vec<&str>> {
    let text = |item: &Item| match item {
        Item::Line(_) => true,
        Item::Heading { .. } | Item::Table(_) | Item::Media(_) | Item::Sample(_) => false,
    };
    let end = items.iter().position(|item| !text(item)).unwrap_or(items.len());
    if items.iter().any(|item| matches!(item, Item::Table(_))) {
        return None;
    }
    Some(items.iter().take(end).filter_map(super::text_of).collect())
}

/// A table, and the lines that it stands for.
struct Found {
    table: Table,
    start: usize,
    end: usize,
}

/// The lines of a member.
struct Row<'l> {
    name: &'l str,
    /// Empty where views have a link that is lost.
    ty: &'l str,
    annotations: Vec<&'l str>,
    description: Vec<&'l str>,
}

/// Finds as many members as there are at least, or one with annotations. Where a line stands among them that
/// is neither an annotation nor words, the lines are laid out otherwise.
fn find(lines: &[&str], fewest: usize) -> Option<Found> {
    const FEWEST_TYPED: usize = 2;
    let typed: Vec<usize> = (0..lines.len()).filter(|at| begins_row(lines, *at)).collect();
    let is_list = typed.len() >= FEWEST_TYPED;
    let untyped = (0..lines.len()).filter(|at| is_list && begins_untyped(lines, *at));
    let starts: BTreeSet<usize> = typed.iter().copied().chain(untyped).collect();
    let (first, last) = (*starts.first()?, *starts.last()?);
    let starts: Vec<usize> = starts.into_iter().collect();
    let is_comment = |text: &&str| !words::is_stock_type(text) && !words::is_note(text);
    if !lines.iter().take(first).all(is_comment) || has_own_heading(lines, first) {
        return None;
    }
    let mut rows = Vec::new();
    let mut longest = 1;
    let mut end = last;
    for (index, start) in starts.iter().enumerate() {
        let next = starts.get(index + 1).copied().unwrap_or(lines.len());
        let (name, below) = lines.get(*start..next)?.split_first()?;
        let (ty, below) = if typed.contains(start) { below.split_first()? } else { (&"", below) };
        let mut row = Row { name, ty, annotations: Vec::new(), description: Vec::new() };
        end = next - below.len();
        for text in below {
            if is_annotation(text) {
                row.annotations.push(text);
            } else if next == lines.len() && (row.description.len() == longest || words::is_identifier(text))
            {
                // What stands below the last one, or the name in which the page ends.
                break;
            } else if words::is_stock_type(text) || words::is_identifier(text) {
                return None;
            } else {
                row.description.push(text);
            }
            end += 1;
        }
        longest = longest.max(row.description.len());
        rows.push(row);
    }
    // Below the type of a body that is one value the engine has nothing more.
    let is_noted = |row: &Row<'_>| row.annotations.iter().any(|text| !words::is_none(text));
    if rows.len() < fewest && !rows.iter().any(is_noted) {
        return None;
    }
    let rest = lines.get(end..).unwrap_or_default();
    if rest.iter().any(|text| words::is_stock_type(text) || words::is_note(text)) {
        return None;
    }
    let cell = |parts: Vec<&str>| {
        let parts = parts.into_iter().filter(|part| !part.is_empty()).map(str::to_owned);
        Cell { parts: parts.collect(), link: None }
    };
    let cells = |row: Row<'_>| {
        vec![
            cell(vec![row.name]),
            cell(vec![row.ty]),
            cell(row.annotations),
            cell(vec![&row.description.join("\n")]),
        ]
    };
    let columns = vec![Column::Name, Column::Type, Column::Annotations, Column::Description];
    let rows = rows.into_iter().map(cells).collect();
    Some(Found { table: Table { columns, rows, ..Table::default() }, start: first, end })
}

/// Returns whether the line above the first row may be the heading of a table: it is one word below another,
/// which may be the type.
fn has_own_heading(lines: &[&str], first: usize) -> bool {
    let above = first.checked_sub(2).and_then(|start| lines.get(start..first)).unwrap_or_default();
    !above.is_empty() && above.iter().all(|text| words::is_identifier(text))
}

/// Returns whether a line says what must hold of a value, in the engine's words or in a site's own.
fn is_annotation(text: &str) -> bool {
    let is_wholly = |rules: OwnRules| rules.extent == Understood::Wholly;
    words::is_note(text) || OwnRules::parse(text).is_some_and(is_wholly)
}

/// Returns whether a name with its type below it stands at a position: one of the engine's words, or a class
/// above an annotation.
fn begins_row(lines: &[&str], at: usize) -> bool {
    let Some([name, ty]) = lines.get(at..).and_then(<[&str]>::first_chunk) else { return false };
    let is_name = words::is_identifier(name) && !words::is_note(name) && !words::is_stock_type(name);
    let is_noted = lines.get(at + 2).is_some_and(|below| words::is_note(below));
    let is_class = words::is_type(ty) && !words::is_note(ty) && is_noted;
    is_name && (words::is_stock_type(ty) || is_class)
}

/// Returns whether a name without a type stands at a position, as views leave out those of classes: words are
/// directly below it, and above it those of the member before, or of the whole list.
fn begins_untyped(lines: &[&str], at: usize) -> bool {
    const FEWEST_WORDS: usize = 3;
    let is_said = |text: &str| text.split_whitespace().count() >= FEWEST_WORDS && !is_annotation(text);
    let Some([name, below]) = lines.get(at..).and_then(<[&str]>::first_chunk) else { return false };
    let is_name = words::is_identifier(name) && !words::is_note(name) && !words::is_stock_type(name);
    let above = at.checked_sub(1).and_then(|above| lines.get(above));
    is_name && is_said(below) && !words::is_stock_type(below) && above.is_some_and(|above| is_said(above))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(meaning: Meaning, lines: &[&str]) -> Option<(usize, Vec<Vec<String>>)> {
        let items = lines.iter().map(|line| Item::line(*line)).collect();
        let mut sections = [Section { meaning: Some(meaning), title: String::new(), items }];
        settle(&mut sections);
        let at = sections[0].items.iter().position(|item| matches!(item, Item::Table(_)))?;
        let Item::Table(table) = &sections[0].items[at] else { return None };
        Some((at, table.rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect()))
    }

    #[test]
    fn names_and_types_below_each_other_are_members() {
        let lines = [
            "What a crate has",
            "Number",
            "string",
            "Required",
            "Max length: 3",
            "Its number.",
            "Owner",
            "Person",
            "None.",
            "At",
            "date",
            "When it was packed.",
            "See there.",
        ];
        let rows = [
            ["Number", "string", "Required Max length: 3", "Its number."],
            ["Owner", "Person", "None.", ""],
            ["At", "date", "", "When it was packed."],
        ];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec()).to_vec();
        assert_eq!(settled(Meaning::BodyParameters, &lines), Some((1, rows)));
        let noted = vec![["Id", "integer", "Required", ""].map(str::to_owned).to_vec()];
        assert_eq!(settled(Meaning::BodyParameters, &["Id", "integer", "Required"]), Some((0, noted)));
        let one = vec![["id", "integer", "", ""].map(str::to_owned).to_vec()];
        assert_eq!(settled(Meaning::UriParameters, &["id", "integer"]), Some((0, one)));
    }

    #[test]
    fn the_types_of_classes_may_be_left_out() {
        let lines = [
            "What a crate has",
            "Kind",
            "What is in it",
            "Number",
            "string",
            "Its whole number.",
            "Owner",
            "Whom it belongs to",
            "At",
            "date",
        ];
        let rows = [
            ["Kind", "", "", "What is in it"],
            ["Number", "string", "", "Its whole number."],
            ["Owner", "", "", "Whom it belongs to"],
            ["At", "date", "", ""],
        ];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec()).to_vec();
        assert_eq!(settled(Meaning::BodyParameters, &lines), Some((1, rows)));
    }

    #[test]
    fn other_lines_stay() {
        for lines in [
            // A comment of one word, and the type.
            &["Number", "string"][..],
            &["The number", "string"],
            // Tables that have lost their headings have the description first.
            &["Id", "Its number", "integer", "None.", "At", "date", "None.", "Label", "string", "None."],
            &["At", "date", "None.", "Label", "string", "None.", "Id", "Its number", "integer", "None."],
            &["Send the", "string", "or the", "date"],
            // Nothing tells the heading of a table from a type.
            &["A kite", "Kite", "Feld-NameArt", "Id", "integer", "Its number", "At", "date"],
        ] {
            assert_eq!(settled(Meaning::BodyParameters, lines), None, "{lines:?}");
        }
    }
}
