//! The rows of a table of parameters or members, whatever its columns.

use super::words::{self, Requirement};
use super::{Cell, Column, Table};
use crate::page::{NameEnd, Row};

/// The rows of a table of parameters or members.
pub(super) fn rows(table: &Table) -> Vec<Row> {
    let last = table.rows.len().saturating_sub(1);
    let row = |(at, cells): (usize, &Vec<Cell>)| {
        let row = row(table, cells);
        if at == last { with_cut_name(row) } else { row }
    };
    table
        .rows
        .iter()
        .enumerate()
        .map(row)
        .filter(|row| *row != Row { unannotated: row.unannotated, ..Row::default() })
        .collect()
}

/// Returns the type in a cell, and what a site says of it below: the values of an enum, mostly.
fn type_of(cell: &Cell) -> (String, &[String]) {
    match cell.parts.as_slice() {
        [ty, more @ ..]
            if more.first().is_some_and(|part| words::is_type(ty) && !part.starts_with("and ")) =>
        {
            (ty.clone(), more)
        }
        _ => (cell.text(), &[]),
    }
}

/// Returns whether a cell in the column of types says what the member is for: somebody has left the type out.
fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let begins = ["The ", "A ", "An ", "This "].iter().any(|article| text.starts_with(article));
    !words::is_stock_type(text) && ((words >= 3 && text.ends_with(['.', '!', '?'])) || (words >= 4 && begins))
}

/// Returns what a column of a site's own says in the engine's words: whether a value must be given, and what
/// stands for it if it is not.
fn own_annotation(heading: &str, text: &str) -> Option<String> {
    const YES: &[&str] = &["yes", "true", "y", "x", "✓", "✔", "ja", "sí", "sim", "oui", "да", "是"];
    const NO: &[&str] = &["no", "false", "n", "nein", "nej", "nee", "não", "non", "нет", "否"];
    let said = text.trim().trim_end_matches('.').to_lowercase();
    let (yes, no) = (YES.contains(&said.as_str()), NO.contains(&said.as_str()));
    let heading = heading.to_lowercase();
    let requirement = match heading.trim_end_matches('?') {
        "required" | "mandatory" if yes || words::is_required(text) || said.ends_with(" is required") => {
            Requirement::Required
        }
        "required" | "mandatory" if no || said == "optional" => Requirement::Optional,
        "optional" if yes => Requirement::Optional,
        "optional" if no => Requirement::Required,
        heading
            if words::is_of_lengths(heading)
                && !said.is_empty()
                && said.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            return Some(format!("Max length: {said}"));
        }
        "default" | "default value" if !said.is_empty() && !words::is_none(text) && said != "-" => {
            return Some(format!("Default value is {}", text.trim()));
        }
        _ => return None,
    };
    Some(requirement.word().to_owned())
}

/// Reads the mark behind the name in which a page ends. Before the last row it is a part of the name.
fn with_cut_name(mut row: Row) -> Row {
    if let Some(name) = row.name.strip_suffix(words::CUT) {
        row.name = words::unquoted(name.trim_end_matches(['*', ' '])).to_owned();
        row.name_end = NameEnd::Open;
    }
    row
}

/// Reads a row of a table.
pub(super) fn row(table: &Table, cells: &[Cell]) -> Row {
    let mut out = Row { unannotated: true, ..Row::default() };
    let mut said_as_type = String::new();
    for (column, cell) in table.columns.iter().zip(cells) {
        match column {
            // Sites mark what is required with a star.
            Column::Name | Column::Api => {
                let text = cell.text();
                words::unquoted(text.trim_end_matches(['*', ' '])).clone_into(&mut out.name);
            }
            Column::Description => {
                let text = cell.text();
                let is_empty = words::is_no_documentation(&text) || words::is_bullet(&text);
                out.description = if is_empty { String::new() } else { text };
            }
            Column::Type => {
                let (ty, more) = type_of(cell);
                let in_words = words::type_in_words(&ty);
                if in_words.is_none() && is_sentence(&ty) {
                    said_as_type = ty;
                } else {
                    let ty = in_words.unwrap_or(ty);
                    out.ty = words::with_question_mark(ty.trim()).unwrap_or(ty);
                }
                out.annotations.extend(more.iter().cloned());
            }
            Column::Annotations => {
                out.unannotated = cell.parts.is_empty();
                let parts = cell.parts.iter().filter(|part| !words::is_none(part) && !words::is_bullet(part));
                out.annotations.extend(parts.flat_map(|part| words::split_annotations(part)));
            }
            Column::Value | Column::Other(_) => {}
        }
    }
    settle_description(&mut out, said_as_type);
    settle_null(&mut out);
    add_own_columns(&mut out, table, cells);
    out
}

/// Puts the description where a site has it in place of the name, or of the type.
fn settle_description(row: &mut Row, said_as_type: String) {
    // A row that has lost its name begins with its description.
    if row.description.is_empty() && row.name.ends_with('.') && is_sentence(&row.name) {
        row.description = std::mem::take(&mut row.name);
    }
    if !said_as_type.is_empty() {
        let parts = [std::mem::take(&mut row.description), said_as_type];
        row.description = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
    }
}

/// Makes the type one that takes null where an annotation says so.
fn settle_null(row: &mut Row) {
    if row.annotations.iter().any(|text| words::says_null(text))
        && let Some(ty) = words::with_question_mark(&format!("{} or null", row.ty.trim()))
    {
        row.ty = ty;
        row.annotations.retain(|text| !words::says_null(text));
    }
}

/// Keeps what only this site's tables have as annotations, after the engine's own.
fn add_own_columns(row: &mut Row, table: &Table, cells: &[Cell]) {
    for (column, cell) in table.columns.iter().zip(cells) {
        let Column::Other(heading) = column else { continue };
        let text = cell.text();
        match own_annotation(heading, &text) {
            Some(annotation) => {
                row.unannotated = false;
                if !row.annotations.contains(&annotation) {
                    row.annotations.push(annotation);
                }
            }
            None if text.is_empty() || words::is_none(&text) => {}
            None => row.annotations.push(format!("{heading}: {text}")),
        }
    }
}
