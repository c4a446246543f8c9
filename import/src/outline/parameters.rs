//! The parameters of an operation: those of the URI, and the one table of the oldest pages.

use super::draft::{BodyRow, Draft};
use super::rows::rows;
use super::{Column, Table, own, words};
use crate::page::{NameEnd, Row};

/// One extractor writes short tables twice. Of a name in which the page ends the heading shows whether it is whole: no
/// other one is a parameter's.
pub(super) fn of_uri(rows: Vec<Row>, draft: &mut Draft) {
    for mut row in rows {
        if row.name_end == NameEnd::Open {
            if !draft.in_heading(&row.name) {
                draft.notes.push(format!("Not kept: the parameter `{}{}`.", row.name, words::CUT));
                continue;
            }
            row.name_end = NameEnd::Shown;
        }
        if !draft.page.uri_parameters.contains(&row) {
            draft.page.uri_parameters.push(row);
        }
    }
}

/// The note on parameters of which nothing says whether they are required.
const NO_REQUIREMENTS: &str = "The table of URI parameters has no column that says which are required: those in the query \
     are taken for optional.";

/// Notes that a table of parameters has no column that could say which of them are required, where that is open: what
/// stands in the path always is.
pub(super) fn note_lack_of_requirements(table: &Table, rows: &[Row], draft: &mut Draft) {
    let says_more = |column: &Column| matches!(column, Column::Annotations | Column::Other(_));
    if table.column(&Column::Type).is_none() || table.columns.iter().any(says_more) {
        return;
    }
    let query = draft.page.heading.split_once('?').map_or("", |(_, query)| query);
    let is_open = |row: &Row| row.annotations.is_empty() && query.contains(&format!("{{{}}}", row.name));
    if rows.iter().any(is_open) {
        draft.notes.push(NO_REQUIREMENTS.to_owned());
    }
}

/// The one table of the pages of 5.0, for URI and body: its last column says which.
pub(super) fn of_all(table: &Table, draft: &mut Draft) {
    let typed = table.column(&Column::Type).is_some();
    let mut members = Vec::new();
    let mut of_body: Vec<BodyRow> = Vec::new();
    let mut rows = rows(table);
    for row in rows.iter_mut().filter(|row| says_place(&row.description)) {
        row.annotations.push(std::mem::take(&mut row.description));
    }
    let says_where = |row: &Row| row.annotations.iter().any(|text| says_place(text));
    let say_where = !typed && rows.iter().any(says_where);
    let bodiless = draft.is_bodiless();
    // Several names without types that stand neither in the URI nor in a table that says where: the samples
    // tell whose they are.
    if !typed
        && !say_where
        && !bodiless
        && rows.len() > 1
        && !rows.iter().any(|row| draft.in_heading(&row.name))
    {
        draft.loose_tables.push(table.clone());
        return;
    }
    for mut row in rows {
        // Each row of this table says where the parameter stands; what does not is a text below the table.
        if say_where && !says_where(&row) && !draft.in_heading(&row.name) {
            let parts = std::iter::once(row.description).chain(row.annotations);
            let texts: Vec<String> = parts.filter(|text| !text.is_empty()).collect();
            own::add(&row.name, &texts.join("\n"), draft);
            continue;
        }
        // An example or a pattern can have the words in it.
        let says = |text: &&String| says_place(text) || !words::is_annotation(text);
        let said: Vec<&str> = row.annotations.iter().filter(says).map(String::as_str).collect();
        let said = said.join(" ");
        let source = said.to_lowercase();
        if says_where(&row) {
            if !typed {
                add_words_to_description(&mut row);
            }
            row.annotations.retain(|text| typed && !says_place(text));
            row.unannotated = row.annotations.is_empty();
        }
        let in_body =
            ["body", "brödtext", "corps", "cuerpo", "corpo", "тел"].iter().any(|w| source.contains(w));
        let in_uri = draft.in_heading(&row.name) || source.contains("uri") || source.contains("url");
        if (in_uri || bodiless) && !in_body {
            of_uri(vec![row], draft);
        } else if typed && !in_body {
            members.push(row);
        } else if !of_body.iter().any(|other| other.row.name == row.name) {
            of_body.push(BodyRow { row, said });
        }
    }
    match of_body.as_mut_slice() {
        [] => {}
        [one] => body_argument(std::mem::take(&mut one.row), draft),
        _ => draft.body_rows.extend(of_body),
    }
    if !members.is_empty() {
        draft.request.present = true;
        draft.request.payload.members.get_or_insert_default().extend(members);
    }
}

/// Returns whether a text is the engine's, in the last column of 5.0, on where a parameter stands.
fn says_place(text: &str) -> bool {
    text.starts_with("Define this parameter in the request")
}

/// Adds to a parameter's description what else stands in the last column of 5.0. The engine has nothing else
/// there, so these are lines of the description: `Number of the crate. Required.` looks like an annotation.
fn add_words_to_description(row: &mut Row) {
    let words = row.annotations.iter().filter(|text| !says_place(text) && !words::is_required(text));
    for text in words {
        if !row.description.is_empty() {
            row.description.push('\n');
        }
        row.description.push_str(text);
    }
}

/// Takes the row of the body's argument: an action has one at most.
fn body_argument(row: Row, draft: &mut Draft) {
    draft.request.present = true;
    let payload = &mut draft.request.payload;
    if payload.doc.is_empty() && payload.name.is_empty() {
        payload.doc = row.description;
        payload.name = row.name;
        if payload.ty.is_empty() {
            payload.ty = row.ty;
        }
    } else if payload.name != row.name {
        own::add(&row.name, &row.description, draft);
    }
}
