//! Pages that end early: what every page of an operation has, and a part of one lacks.

use super::draft::{Draft, Side, Which, which};
use super::finish::is_of_cut_sample;
use super::words::{self, Meaning};
use super::{Cell, Column, Item};
use crate::page::{ApiPage, Ending};

/// The note on a page that ends before its response.
pub(crate) const NO_RESPONSE: &str =
    "Nothing about the response: looked for `Response Information`; the page may be cut off.";

/// The note on a page that ends before its body.
pub(crate) const NO_BODY: &str =
    "Nothing about the body and the response: looked for `Body Parameters`; the page may be cut off.";

/// The start of a note that says where a page ends.
const ENDS: &str = "The page ends in the middle of ";

/// The start of the note on a row in whose middle a page ends.
const IN_ROW: &str = "The page ends in the middle of a table's row: ";

/// What a page does not say of its operation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lacking {
    body: Lack,
    response: Lack,
    /// The cells of the last URI parameter, if it alone has no annotations and is the last thing on the page.
    row: Option<Vec<String>>,
}

/// What a page lacks of a body or a response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Lack {
    /// Nothing: it shows what there is, or says that there is none.
    #[default]
    Nothing,
    /// All of it, and other pages may have no more: those of 5.0 leave out what is empty.
    Unsaid,
    /// What has to stand below the last heading.
    BelowHeading,
    /// Its headings, as the page is no more than the operation and what that does.
    NotBegun,
    /// Its headings, where others are there.
    Headings,
}

/// What stands behind a page in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behind {
    /// Nothing: the document is this page.
    Nothing,
    /// Nothing, and other operations stand before it.
    NothingOfSeveral,
    /// Another operation, or the end of the document.
    Something,
}

impl Lack {
    /// Returns whether it shows that the page ends early.
    fn is_cut(self, behind: Behind) -> bool {
        match self {
            Self::Nothing | Self::Unsaid => false,
            Self::BelowHeading => behind != Behind::Something,
            // Lists of operations have no more of each.
            Self::NotBegun => behind == Behind::Nothing,
            Self::Headings => true,
        }
    }
}

impl Lacking {
    /// Finds what a page lacks, once all of its sections are read.
    pub(super) fn of(draft: &Draft) -> Self {
        let is_last = |cells: &&Vec<String>| {
            let last = draft.page.uri_parameters.last();
            last.zip(cells.first()).is_some_and(|(row, name)| row.name == *name)
        };
        Self {
            body: body(draft),
            response: response(draft),
            row: draft.last_row.as_ref().filter(is_last).cloned(),
        }
    }

    /// Notes what a page lacks that it would have if it did not end early. `end` is what the document shows of its end.
    pub(crate) fn note(&self, end: Ending, behind: Behind, api: &mut ApiPage, notes: &mut Vec<String>) {
        if self.response == Lack::Headings
            && let Some(cells) = &self.row
            && !notes.iter().any(|note| note.starts_with(ENDS))
        {
            notes.push(in_row(cells));
        }
        if self.body.is_cut(behind) {
            notes.push(NO_BODY.to_owned());
        }
        if self.response.is_cut(behind) || (end == Ending::CutOff && self.response != Lack::Nothing) {
            notes.push(NO_RESPONSE.to_owned());
        } else if !self.body.is_cut(behind) {
            return;
        }
        api.ending = Ending::CutOff;
    }
}

fn is_known(side: &Side) -> bool {
    side.present || side.says_none.is_some()
}

fn has_met(draft: &Draft, meanings: &[Meaning]) -> bool {
    draft.met.iter().any(|met| meanings.contains(met))
}

/// Returns whether headings of a side were met.
fn has_headings(draft: &Draft, side: Which) -> bool {
    draft.met.iter().any(|met| which(*met) == Some(side))
}

/// Returns whether the page is of 5.0: these leave out whatever is empty, and have one table for all parameters.
fn is_of_5_0(draft: &Draft) -> bool {
    has_met(draft, &[Meaning::Parameters])
        && !has_met(draft, &[Meaning::UriParameters, Meaning::BodyParameters])
}

/// Returns whether the page has nothing but its operation, what that does, and texts of the site's own.
fn is_bare(draft: &Draft) -> bool {
    let page = &draft.page;
    let has_none = page.uri_parameters.is_empty() && page.status.is_empty() && page.codes.is_empty();
    let has_no_tables = draft.own_tables.is_empty() && draft.loose_tables.is_empty();
    has_none && has_no_tables && !draft.request.present && draft.loose_samples.is_empty()
}

fn body(draft: &Draft) -> Lack {
    let is_operation = !draft.page.heading.is_empty();
    if is_known(&draft.request)
        || draft.is_bodiless()
        || has_headings(draft, Which::Response)
        || !is_operation
    {
        return Lack::Nothing;
    }
    if draft.ends_in == Some(Meaning::BodyParameters) {
        return Lack::BelowHeading;
    }
    let has_body = has_met(draft, &[Meaning::BodyParameters, Meaning::RequestFormats]);
    if has_body || is_of_5_0(draft) || draft.response.present {
        return Lack::Nothing;
    }
    if has_met(draft, &[Meaning::UriParameters]) {
        return Lack::Headings;
    }
    if is_bare(draft) { Lack::NotBegun } else { Lack::Nothing }
}

fn response(draft: &Draft) -> Lack {
    if is_known(&draft.response) {
        return Lack::Nothing;
    }
    let begins = [Meaning::UriParameters, Meaning::BodyParameters, Meaning::RequestFormats];
    if has_headings(draft, Which::Response) {
        return match draft.met.last() {
            // Something stands below it on all pages: the type, or the word for none.
            Some(Meaning::ResourceDescription) if draft.ends_in == Some(Meaning::ResourceDescription) => {
                Lack::BelowHeading
            }
            // On pages of 5.0 samples stand below it. Later ones have a heading there, but sites put sections before it.
            Some(Meaning::ResponseInfo)
                if draft.ends_in == Some(Meaning::ResponseInfo)
                    || has_met(draft, &[Meaning::UriParameters, Meaning::BodyParameters]) =>
            {
                Lack::BelowHeading
            }
            _ => Lack::Unsaid,
        };
    }
    if has_met(draft, &begins) && !is_of_5_0(draft) {
        Lack::Headings
    } else if !has_met(draft, &[Meaning::Parameters]) && is_bare(draft) {
        Lack::NotBegun
    } else {
        Lack::Unsaid
    }
}

/// Returns whether the page ends early in what it says of its response.
pub(super) fn ends_in_response(draft: &Draft) -> bool {
    let has_description = draft.met.contains(&Meaning::ResourceDescription);
    let is_last = draft.ends_in == Some(Meaning::ResourceDescription);
    (has_description && !draft.met.contains(&Meaning::ResponseFormats) && lacks_samples(draft))
        || (is_last && lacks_type(draft))
}

/// Returns whether the response has a type of which every stock page shows samples, or says why it has none.
fn lacks_samples(draft: &Draft) -> bool {
    const WITHOUT: &[&str] = &["HttpResponseMessage", "IHttpActionResult", "Object"];
    let payload = &draft.response.payload;
    let is_typed = payload.members.is_some() || (!payload.ty.is_empty() && !words::is_none(&payload.ty));
    is_typed && payload.samples.is_empty() && !WITHOUT.contains(&payload.ty.as_str())
}

/// Returns whether there is a comment on the response alone: stock pages go on with its type, or with the word for none.
fn lacks_type(draft: &Draft) -> bool {
    let side = &draft.response;
    let payload = &side.payload;
    !payload.doc.is_empty()
        && payload.ty.is_empty()
        && payload.members.is_none()
        && payload.samples.is_empty()
        && side.says_none.is_none()
}

/// Adds the note on the line in whose middle a page ends.
pub(crate) fn note_half_line(line: &str, notes: &mut Vec<String>) {
    notes.push(format!("{ENDS}a line: `{line}`."));
}

/// Drops the notes on what is missing where another one says at what the page ends.
pub(crate) fn tell_cut_once(notes: &mut Vec<String>) {
    let says_where = |note: &String| {
        note.starts_with(ENDS) || ["request", "response"].iter().any(|what| is_of_cut_sample(note, what))
    };
    if notes.iter().any(says_where) {
        notes.retain(|note| note != NO_RESPONSE && note != NO_BODY);
    } else if notes.iter().any(|note| note == NO_BODY) {
        notes.retain(|note| note != NO_RESPONSE);
    }
}

/// Notes the row in whose middle a page ends.
pub(super) fn note_torn(items: &[Item], notes: &mut Vec<String>) {
    for item in items {
        if let Item::Table(table) = item
            && !table.torn.is_empty()
        {
            notes.push(in_row(&table.torn));
        }
    }
}

fn in_row(cells: &[String]) -> String {
    format!("{IN_ROW}`{}`.", cells.join(" | "))
}

/// Returns the cells of the last row of a table with which a section ends, if it lacks the annotations that the others
/// have.
pub(super) fn last_row(items: &[Item]) -> Option<Vec<String>> {
    let Some(Item::Table(table)) = items.last() else { return None };
    let at = table.column(&Column::Annotations)?;
    let has_note = |row: &Vec<Cell>| row.get(at).is_some_and(|cell| !cell.parts.is_empty());
    let (last, others) = table.rows.split_last()?;
    let lacks = !has_note(last) && others.iter().all(has_note);
    lacks.then(|| last.iter().map(Cell::text).filter(|text| !text.is_empty()).collect())
}

/// Returns whether a note says that the page ends in the middle of the row of a name.
pub(crate) fn is_in_row_of(note: &str, name: &str) -> bool {
    let cells = note.strip_prefix(IN_ROW).and_then(|cells| cells.strip_prefix('`'));
    let behind = cells.and_then(|cells| cells.strip_prefix(name));
    behind.is_some_and(|behind| behind.starts_with(" | ") || behind == "`.")
}
