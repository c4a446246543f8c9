//! Finds the places of tables and samples that a scraper has moved out of their sections.

use std::collections::BTreeSet;

use super::draft::{BodyRow, Draft, Stands, Which};
use super::words::{self, Meaning};
use super::{Column, codes, listed_statuses, own, rows, samples};
use crate::page::{Payload, Row, Sample, SampleContent};

pub(crate) fn settle(draft: &mut Draft) {
    body_rows(draft);
    members_in_comment(draft);
    tables(draft);
    own_tables(draft);
    loose_samples(draft);
}

/// Rows of which each says that it stands in the body. Those with names of the sample are its members; the others may
/// be the argument, or members that the sample lacks.
fn body_rows(draft: &mut Draft) {
    let rows = std::mem::take(&mut draft.body_rows);
    if rows.is_empty() {
        return;
    }
    draft.request.present = true;
    let shown = sample_names(draft, Which::Request);
    let is_free = draft.request.payload.members.is_none();
    let mut members = Vec::new();
    for BodyRow { row, said } in rows {
        if is_free && shown.contains(&samples::folded(&row.name)) {
            members.push(row);
        } else {
            let parts = [row.description.as_str(), said.as_str()];
            let text = parts.into_iter().find(|text| !text.is_empty()).unwrap_or("it stands in the body");
            own::add(&row.name, text, draft);
        }
    }
    if !members.is_empty() {
        draft.request.payload.members = Some(members);
    }
}

/// Members that the comment on the body lists at its end, each on a line:
/// `CrateId: (Integer) Number of the crate.`. The sample has their names.
fn members_in_comment(draft: &mut Draft) {
    let shown = sample_names(draft, Which::Request);
    let payload = &mut draft.request.payload;
    if payload.members.is_some() {
        return;
    }
    let entry = |line: &str| -> Option<Row> {
        let (name, said) = words::undecorated_start(line).split_once(':')?;
        let is_member = words::is_identifier(name) && shown.contains(&samples::folded(name));
        let description = said.trim().to_owned();
        let row = Row { name: name.to_owned(), description, unannotated: true, ..Row::default() };
        (is_member && !row.description.is_empty()).then_some(row)
    };
    let lines: Vec<&str> = payload.doc.lines().collect();
    let Some(start) = lines.iter().position(|line| entry(line).is_some()) else { return };
    let (comment, listed) = lines.split_at_checked(start).unwrap_or_default();
    let rows = listed.iter().map(|line| entry(line)).collect::<Option<Vec<Row>>>();
    // One line alone may go on with those of the others, where a layout keeps no line ends.
    if let Some(rows) = rows.filter(|rows| rows.len() > 1 || rows.len() == shown.len()) {
        payload.doc = comment.join("\n");
        payload.members = Some(rows);
    }
}

/// Tables by what their rows are called: parameters stand in braces in the heading, members in the samples.
fn tables(draft: &mut Draft) {
    for table in std::mem::take(&mut draft.loose_tables) {
        if listed_statuses::is_of_statuses(&table) {
            codes::table("", &table, Some(Meaning::Status), draft);
            continue;
        }
        if table.column(&Column::Name).is_none() || table.column(&Column::Value).is_some() {
            own::add(&table.title, &codes::text_of(&table), draft);
            continue;
        }
        let rows = rows::rows(&table);
        if rows.is_empty() {
            continue;
        }
        if are_more_parameters(&rows, draft) {
            draft.page.uri_parameters.extend(rows);
            continue;
        }
        let names: BTreeSet<String> = rows.iter().map(|row| samples::folded(&row.name)).collect();
        let shown = [Which::Request, Which::Response].map(|which| sample_names(draft, which));
        let [request, response] = shown.each_ref().map(|shown| overlap(&names, shown));
        // Nothing but its place says that it is about members: any table of the site's own looks so.
        if table.column(&Column::Type).is_none() && request == 0 && response == 0 {
            own::add(&table.title, &codes::text_of(&table), draft);
            continue;
        }
        let bodiless = draft.is_bodiless();
        let which = if response > request || (response == request && bodiless) {
            Which::Response
        } else {
            Which::Request
        };
        let side = draft.side(which);
        if side.payload.members.is_none() {
            side.payload.members = Some(rows);
            side.present = true;
            if side.payload.ty.is_empty() {
                side.payload.ty = table.title;
            }
            continue;
        }
        let [of_request, of_response] = &shown;
        let of_side = if which == Which::Request { of_request } else { of_response };
        let known = side.payload.members.get_or_insert_default();
        if are_more_members(&rows, known, of_side) {
            known.extend(rows);
        } else if *known != rows {
            own::add(&table.title, &codes::text_of(&table), draft);
        }
    }
}

/// Tables in sections that the site added are of members only if samples or the heading have their names: a
/// table of headers looks the same.
fn own_tables(draft: &mut Draft) {
    if draft.own_tables.is_empty() {
        return;
    }
    let shown = [Which::Request, Which::Response].map(|which| (sample_names(draft, which), which));
    for (title, table) in std::mem::take(&mut draft.own_tables) {
        let rows = rows::rows(&table);
        let names: BTreeSet<String> = rows.iter().map(|row| samples::folded(&row.name)).collect();
        if are_more_parameters(&rows, draft) {
            draft.page.uri_parameters.extend(rows);
            continue;
        }
        // Below its own name the members of the body's argument stand.
        let request = &mut draft.request.payload;
        if !request.name.is_empty() && title.eq_ignore_ascii_case(&request.name) && request.members.is_none()
        {
            request.members = Some(rows);
            own::add("", &title, draft);
            continue;
        }
        let scores = shown.each_ref().map(|(shown, which)| {
            let is_free = draft.side(*which).payload.members.is_none();
            (if is_free { overlap(&names, shown) } else { 0 }, *which)
        });
        match scores.into_iter().max_by_key(|(score, _)| *score) {
            Some((score, which)) if score >= 50 => {
                let side = draft.side(which);
                side.payload.members = Some(rows);
                side.present = true;
            }
            _ => own::add(&title, &codes::text_of(&table), draft),
        }
    }
}

/// Returns whether rows are parameters in the heading that no other table has.
fn are_more_parameters(rows: &[Row], draft: &Draft) -> bool {
    let known: BTreeSet<String> =
        draft.page.uri_parameters.iter().map(|row| samples::folded(&row.name)).collect();
    let is_new = |row: &Row| draft.in_heading(&row.name) && !known.contains(&samples::folded(&row.name));
    !rows.is_empty() && rows.iter().all(is_new)
}

/// Returns whether rows are members of a class of which another table has others.
fn are_more_members(rows: &[Row], known: &[Row], shown: &BTreeSet<String>) -> bool {
    let known: BTreeSet<String> = known.iter().map(|row| samples::folded(&row.name)).collect();
    let is_new = |row: &Row| {
        let name = samples::folded(&row.name);
        shown.contains(&name) && !known.contains(&name)
    };
    !rows.is_empty() && rows.iter().all(is_new)
}

fn sample_names(draft: &Draft, which: Which) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let side = if which == Which::Request { &draft.request } else { &draft.response };
    let own = side.payload.samples.iter();
    let loose = draft
        .loose_samples
        .iter()
        .filter(|(stands, _)| stands.side() == Some(which))
        .map(|(_, sample)| sample);
    for sample in own.chain(loose) {
        if let SampleContent::Text(text) = &sample.content {
            samples::names(text, &mut names);
        }
    }
    names
}

fn overlap(names: &BTreeSet<String>, others: &BTreeSet<String>) -> usize {
    names.intersection(others).count() * 100 / names.len().max(1)
}

/// Samples by the names in them: the side they stand on is only a hint, since code examples in between have
/// no heading.
fn loose_samples(draft: &mut Draft) {
    for (stands, sample) in std::mem::take(&mut draft.loose_samples) {
        let SampleContent::Text(text) = &sample.content else { continue };
        let mut names = BTreeSet::new();
        samples::names(text, &mut names);
        let score = |draft: &Draft, which: Which| {
            let side = if which == Which::Request { &draft.request } else { &draft.response };
            let hint = match stands {
                Stands::Below(on) if on == which => 300,
                Stands::On(on) | Stands::WithMembers(on) if on == which => 50,
                _ => 0,
            };
            fits(&side.payload, text, &names) + hint
        };
        let (request, response) = (score(draft, Which::Request), score(draft, Which::Response));
        let is_below = stands.side() == Some(Which::Response);
        let is_response = response > request || (response == request && (draft.is_bodiless() || is_below));
        let which = if is_response { Which::Response } else { Which::Request };
        let payload = &mut draft.side(which).payload;
        if stands == Stands::WithMembers(which) && is_beside_formats(payload, text) {
            if !payload.doc.is_empty() {
                payload.doc.push('\n');
            }
            payload.doc.push_str(text.trim());
        }
        let duplicate = payload.samples.iter().any(|other| same(other, &sample));
        if !duplicate {
            payload.samples.push(sample);
        }
    }
}

/// Returns whether a sample in the words about a payload is an example of a person's: the payload has another below its
/// media types.
fn is_beside_formats(payload: &Payload, text: &str) -> bool {
    let shape = samples::Shape::of(text);
    let without_blanks = |text: &str| text.split_whitespace().collect::<String>();
    let plain = without_blanks(text);
    let of_formats = payload.samples.iter().filter(|sample| !sample.media_types.is_empty());
    let others: Vec<&String> = of_formats
        .filter_map(|sample| match &sample.content {
            SampleContent::Text(other) if samples::Shape::of(other) == shape => Some(other),
            _ => None,
        })
        .collect();
    !others.is_empty() && !others.into_iter().any(|other| without_blanks(other) == plain)
}

fn same(one: &Sample, other: &Sample) -> bool {
    one.content == other.content && one.media_types == other.media_types
}

/// How well a sample fits a payload, between -100 and 100.
fn fits(payload: &Payload, text: &str, names: &BTreeSet<String>) -> i64 {
    let scalar = is_scalar(text);
    let mut known: BTreeSet<String> =
        payload.members.iter().flatten().map(|row| samples::folded(&row.name)).collect();
    for sample in &payload.samples {
        if let SampleContent::Text(other) = &sample.content
            && !is_scalar(other)
        {
            samples::names(other, &mut known);
        }
    }
    if !known.is_empty() {
        let hits = i64::try_from(overlap(&known, names)).unwrap_or(100);
        return if scalar { -100 } else { hits };
    }
    match words::is_stock_type(&payload.ty) && !payload.ty.contains(" of ") {
        true if scalar => 100,
        true => -100,
        false => 0,
    }
}

/// Returns whether a sample is a value without members: `"sample string 1"`,
/// `<string xmlns="..">sample string 1</string>`.
fn is_scalar(text: &str) -> bool {
    match samples::Shape::of(text) {
        samples::Shape::Json => !text.trim_start().starts_with(['{', '[']),
        samples::Shape::Xml => text.matches('<').count() <= 2,
        samples::Shape::Other => true,
    }
}
