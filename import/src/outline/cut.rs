//! Finds what every page of an operation has, and a part of one lacks.

use super::draft::{Draft, Side, Which};
use super::lacking::{Lack, Lacking};
use super::rows::rows;
use super::section::{Section, tables};
use super::words::{self, Meaning};
use super::{Cell, Column, Item};
use crate::page::{ApiPage, MembersEnd, Row};

/// Finds what a page lacks, once all of its sections are read.
pub(super) fn lacking(draft: &Draft) -> Lacking {
    let is_last = |cells: &&Vec<String>| {
        let last = draft.page.uri_parameters.last();
        last.zip(cells.first()).is_some_and(|(row, name)| row.name == *name)
    };
    let row = draft.last_row.as_ref().filter(is_last).cloned();
    Lacking { body: body(draft), response: response(draft), row }
}

fn is_known(side: &Side) -> bool {
    side.present || side.says_none.is_some()
}

fn has_met(draft: &Draft, meanings: &[Meaning]) -> bool {
    draft.met.iter().any(|met| meanings.contains(met))
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

/// Returns whether the page ends behind the heading of the request or of its parameters, which only stands where there
/// are some, before the first of them is whole.
fn ends_at_parameters(draft: &Draft) -> bool {
    let rows = &draft.page.uri_parameters;
    let is_in_first_row =
        draft.ends_in == Some(Meaning::Parameters) && draft.last_row.is_some() && rows.len() == 1;
    matches!(draft.ends_in, Some(Meaning::RequestInfo | Meaning::Parameters))
        && (rows.is_empty() || is_in_first_row)
        && draft.page.texts.is_empty()
        && draft.loose_tables.is_empty()
        && draft.loose_samples.is_empty()
        && !draft.request.present
}

/// Returns whether the page ends in the table of parameters, behind the row of the body: its samples always follow.
fn ends_before_samples(draft: &Draft) -> bool {
    let request = &draft.request.payload;
    draft.ends_in == Some(Meaning::Parameters)
        && is_of_5_0(draft)
        && draft.request.present
        && request.members.is_none()
        && request.samples.is_empty()
}

fn body(draft: &Draft) -> Lack {
    let is_operation = !draft.page.heading.is_empty();
    if is_known(&draft.request) || draft.is_bodiless() || draft.has_headings(Which::Response) || !is_operation
    {
        return Lack::Nothing;
    }
    // Below the heading of samples there are some of a body.
    let is_begun = matches!(draft.ends_in, Some(Meaning::BodyParameters | Meaning::RequestFormats));
    if is_begun || ends_at_parameters(draft) {
        return Lack::BelowHeading;
    }
    if draft.ends_in == Some(Meaning::Parameters) && is_of_5_0(draft) {
        return Lack::LeftOut;
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
    if draft.has_headings(Which::Response) {
        return match draft.met.last() {
            // Something stands below it on all pages: the type, or the word for none.
            Some(Meaning::ResourceDescription) if draft.ends_in == Some(Meaning::ResourceDescription) => {
                Lack::BelowHeading
            }
            // On pages of 5.0 samples stand below it. Later ones have a heading there, but sites put sections before
            // it.
            Some(Meaning::ResponseInfo)
                if draft.ends_in == Some(Meaning::ResponseInfo)
                    || has_met(draft, &[Meaning::UriParameters, Meaning::BodyParameters]) =>
            {
                Lack::BelowHeading
            }
            _ => Lack::Unsaid,
        };
    }
    if ends_at_parameters(draft) || ends_before_samples(draft) {
        Lack::BelowHeading
    } else if has_met(draft, &begins) && !is_of_5_0(draft) {
        Lack::Headings
    } else if !has_met(draft, &[Meaning::Parameters]) && is_bare(draft) {
        Lack::NotBegun
    } else if is_of_5_0(draft) {
        Lack::LeftOut
    } else {
        Lack::Unsaid
    }
}

/// The last section of a page, if its heading shows that it is behind the tables of members.
pub(super) struct BehindMembers {
    /// The rows of its own tables, which may turn out to be members all the same.
    tables: Vec<Vec<Row>>,
}

/// Returns the last section of a page if it is one of the site's own, or one of samples. A member can be
/// called as such a heading if that is one word, so that there a table below it tells.
pub(super) fn section_behind_members(sections: &[Section]) -> Option<BehindMembers> {
    let last = sections.last().filter(|last| !last.title.is_empty())?;
    let is_other = match last.meaning {
        None
        | Some(
            Meaning::Own
            | Meaning::Status
            | Meaning::EnumValues
            | Meaning::Summary
            | Meaning::RequestFormats
            | Meaning::ResponseFormats,
        ) => true,
        Some(
            Meaning::RequestInfo
            | Meaning::UriParameters
            | Meaning::Parameters
            | Meaning::BodyParameters
            | Meaning::ResponseInfo
            | Meaning::ResourceDescription,
        ) => false,
    };
    let tables: Vec<Vec<Row>> = tables(&last.items).map(rows).collect();
    let is_heading = last.title.contains(' ') || !tables.is_empty();
    (is_other && is_heading).then_some(BehindMembers { tables })
}

impl BehindMembers {
    /// Notes that the tables above are whole, unless those of the section are members themselves.
    pub(super) fn settle(self, draft: &mut Draft) {
        let members = [&draft.request, &draft.response].map(|side| side.payload.members.as_ref());
        if !members.into_iter().flatten().any(|rows| self.tables.contains(rows)) {
            draft.page.members_end = MembersEnd::Shown;
        }
    }
}

/// Returns whether the page ends early in what it says of its response.
pub(super) fn ends_in_response(draft: &Draft) -> bool {
    // Some pages have the table directly below the heading of the response.
    let has_description = draft.met.contains(&Meaning::ResourceDescription)
        || (draft.ends_in == Some(Meaning::ResponseInfo) && draft.response.payload.members.is_some());
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

/// Returns whether there is a comment on the response alone: stock pages go on with its type, or with the word for
/// none.
fn lacks_type(draft: &Draft) -> bool {
    let side = &draft.response;
    let payload = &side.payload;
    !payload.doc.is_empty()
        && payload.ty.is_empty()
        && payload.members.is_none()
        && payload.samples.is_empty()
        && side.says_none.is_none()
}

/// Returns whether a line that can be a class's name can be a comment of one word as well.
pub(super) fn may_be_comment(text: &str) -> bool {
    let is_type =
        words::is_stock_type(text) || words::is_class_name(text) || words::is_framework_result(text);
    !is_type && words::is_type(text) && !words::is_note(text)
}

/// Takes back that a word is the type of the response where the page ends in the line below it: that is where the type
/// stands, and the comment above it.
pub(crate) fn settle_above_half_line(half: &str, api: &mut ApiPage) {
    let Some(response) = &mut api.response else { return };
    let is_bare = response.doc.is_empty() && response.members.is_none() && response.samples.is_empty();
    if is_bare && may_be_comment(&response.ty) {
        response.doc = std::mem::take(&mut response.ty);
        // The headings of the table begin behind the type.
        let title = half.split_once('|').map(|(title, _)| title.trim());
        title.filter(|title| words::is_type(title)).unwrap_or_default().clone_into(&mut response.ty);
    }
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
