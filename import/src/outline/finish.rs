//! The last touches on a page of one operation: what the samples show of the type, the service's address, and
//! what is missing.

use std::collections::{BTreeMap, BTreeSet};

use super::base_address::{self, BaseAddress};
use super::cut;
use super::draft::{Draft, Which};
use super::lacking::{Lacking, sample_for};
use super::words::{self, Meaning};
use super::{authentication, codes, own, samples, told_statuses, unnamed_types};
use crate::page::{Authentication, BaseUrlFrom, Ending, Payload, Row, Sample, SampleContent};

/// Finishes a page, and returns what it does not say.
pub(super) fn finish(draft: &mut Draft, plain: &[String]) -> Lacking {
    for which in [Which::Request, Which::Response] {
        let side = draft.side(which);
        whole_names(&mut side.payload);
        unnamed_types::find(&mut side.payload);
        side.present |= !side.payload.samples.is_empty();
    }
    let lacking = cut::lacking(draft);
    nothing_is_sent(draft);
    nothing_comes_back(draft);
    note_place_of_samples(draft);
    address(draft, plain);
    drop_repeats(draft);
    notes(draft);
    told_statuses::settle(draft);
    let request = std::mem::take(&mut draft.request);
    let response = std::mem::take(&mut draft.response);
    draft.page.request = request.present.then_some(request.payload);
    draft.page.response = response.present.then_some(response.payload);
    lacking
}

/// Puts the names of members together that the page has broken at a line end or a blank, where the samples have them
/// as one word.
fn whole_names(payload: &mut Payload) {
    let Payload { members: Some(rows), samples, .. } = payload else { return };
    if !rows.iter().any(|row| row.name.contains(' ')) {
        return;
    }
    let texts: Vec<&String> = samples
        .iter()
        .filter_map(|sample| if let SampleContent::Text(text) = &sample.content { Some(text) } else { None })
        .collect();
    let mut known = BTreeSet::new();
    for text in &texts {
        samples::names(text, &mut known);
    }
    for row in rows.iter_mut().filter(|row| row.name.contains(' ')) {
        let whole: String = row.name.split_whitespace().collect();
        // Names in JSON may have blanks.
        let is_as_it_is = texts.iter().any(|text| text.contains(&format!("\"{}\"", row.name)));
        if known.contains(&samples::folded(&whole)) && !is_as_it_is && words::is_identifier(&whole) {
            row.name = whole;
        }
    }
}

/// Notes that a page which ends at the heading of the response's samples has them: the table above is whole.
fn note_place_of_samples(draft: &mut Draft) {
    let payload = &mut draft.response.payload;
    if draft.met.last() == Some(&Meaning::ResponseFormats)
        && payload.members.is_some()
        && payload.samples.is_empty()
    {
        payload.samples.push(Sample { media_types: Vec::new(), content: SampleContent::NotAvailable });
    }
}

/// Takes the samples of a request whose method has no body for what a person wrote of it, if the page says that it has
/// none: the engine makes samples of a body's type alone.
fn nothing_is_sent(draft: &mut Draft) {
    const LONGEST: usize = 200;
    let is_bodiless = draft.is_bodiless();
    let side = &mut draft.request;
    let payload = &mut side.payload;
    let is_untyped = payload.ty.is_empty() && payload.members.is_none() && !payload.samples.is_empty();
    let Some(title) = side.says_none.as_ref().filter(|_| is_bodiless && is_untyped) else { return };
    for sample in std::mem::take(&mut payload.samples) {
        let SampleContent::Text(text) = sample.content else { continue };
        let text = super::collapse(&text);
        let shown = if text.len() <= LONGEST { format!(": `{text}`") } else { String::new() };
        draft.notes.push(format!(
            "Not kept: a sample of the request, as the page says under `{title}` that there is none{shown}"
        ));
    }
    side.present = false;
}

/// Takes the comment of a response that does not exist for what it is: a status that says so, or a text of the site's
/// own, where below the comment stands the word for none in place of a type. With it stock pages end.
fn nothing_comes_back(draft: &mut Draft) {
    let side = &mut draft.response;
    let payload = &side.payload;
    let is_empty = payload.ty.is_empty() && payload.members.is_none() && payload.samples.is_empty();
    if is_empty && let Some(status) = codes::without_content(&payload.doc) {
        side.present = false;
        side.payload.doc.clear();
        // Stock pages have nothing more then.
        if draft.page.ending == Ending::Open {
            draft.page.ending = Ending::Whole;
        }
        if !draft.page.status.iter().any(|(code, _)| *code == status.code) {
            draft.page.status.insert(0, (status.code, status.text));
        }
        return;
    }
    if let Some(title) = side.says_none.take_if(|_| is_empty) {
        side.present = false;
        if let Some(Meaning::ResourceDescription | Meaning::ResponseInfo) = draft.met.last() {
            draft.page.ending = Ending::Whole;
        }
        let doc = std::mem::take(&mut side.payload.doc);
        own::add(&title, &doc, draft);
    }
}

/// Drops what stands at its place already: one extractor writes the whole of a short page, or a part of it,
/// twice.
fn drop_repeats(draft: &mut Draft) {
    let page = &mut draft.page;
    let payloads = [&draft.request.payload.doc, &draft.response.payload.doc];
    let known: BTreeSet<&str> = std::iter::once(page.heading.as_str())
        .chain(page.summary.lines())
        .chain(payloads.into_iter().flat_map(|doc| doc.lines()))
        .filter(|line| !line.is_empty())
        .collect();
    for own in &mut page.texts {
        let kept: Vec<&str> = own.text.lines().filter(|line| !known.contains(line)).collect();
        if kept.len() < own.text.lines().count() {
            own.text = kept.join("\n");
        }
    }
    page.texts.retain(|own| !own.text.is_empty());
}

/// The service's address and authentication, from code examples and the site's own lines.
fn address(draft: &mut Draft, plain: &[String]) {
    let path = draft.page.heading.split(' ').nth(1).unwrap_or_default().to_owned();
    if draft.page.base_url.is_none() {
        let words = plain.iter().flat_map(|line| line.split(['"', '\'', ' ', '`', '(']));
        if let Some(found) = words.into_iter().find_map(|word| base_of(word, &path)) {
            draft.page.base_url = Some(found);
            draft.page.base_url_from = BaseUrlFrom::Example;
        }
    }
    match base_address::of_lines(plain, &path) {
        Some(BaseAddress::OfService(address)) if draft.page.base_url.is_none() => {
            draft.page.base_url = Some(address);
            draft.page.base_url_from = BaseUrlFrom::Line;
        }
        Some(BaseAddress::Private(line)) => {
            draft.notes.push(format!("The address in `{line}` is no service's: it is left out."));
        }
        Some(BaseAddress::OfService(_)) | None => {}
    }
    draft.page.authentication = authentication::of(plain);
    if let Some(Authentication::Unspecified { said, .. }) = &draft.page.authentication {
        draft.page.texts.retain(|own| !authentication::is_said_in(&own.text, said));
    }
}

/// `https://host/v1` of `https://host/v1/leads/7`, if the path is `leads/{id}`.
fn base_of(address: &str, path: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    if scheme != "http" && scheme != "https" {
        return None;
    }
    let rest = rest.split(['?', '#']).next()?.trim_end_matches('/');
    let wanted: Vec<&str> = path.split('?').next()?.split('/').filter(|s| !s.is_empty()).collect();
    let found: Vec<&str> = rest.split('/').collect();
    let start = found.len().checked_sub(wanted.len()).filter(|start| *start > 0 && !wanted.is_empty())?;
    let same = |want: &&str, have: &&str| want.contains('{') || want.eq_ignore_ascii_case(have);
    let fits = wanted.iter().zip(found.iter().skip(start)).all(|(want, have)| same(want, have));
    let plain = wanted.iter().any(|want| !want.contains('{'));
    // A name and a password may stand before the host.
    let host = found.first().map(|host| host.rsplit('@').next().unwrap_or(host))?;
    let folders: Vec<&str> = std::iter::once(host).chain(found.get(1..start)?.iter().copied()).collect();
    (fits && plain && words::is_public_host(host)).then(|| format!("{scheme}://{}", folders.join("/")))
}

fn notes(draft: &mut Draft) {
    let mut notes = Vec::new();
    if draft.met.contains(&Meaning::ResourceDescription) && !draft.has_headings(Which::Request) {
        notes.push("Nothing about the request: looked for `Request Information`.".to_owned());
    }
    if cut::ends_in_response(draft) {
        draft.page.ending = Ending::CutOff;
    }
    note_lost_names(&draft.page.uri_parameters, "of the URI parameters", &mut notes);
    for (side, what) in [(&draft.request, "request"), (&draft.response, "response")] {
        if let Some(rows) = &side.payload.members {
            note_lost_names(rows, &format!("of the {what}'s members"), &mut notes);
            note_hidden_members(rows, &side.payload.ty, &mut notes);
        }
        for sample in &side.payload.samples {
            if let SampleContent::Text(text) = &sample.content
                && samples::is_cut_off(text)
            {
                draft.page.ending = Ending::CutOff;
                let media = sample.media_types.first().map_or("", String::as_str);
                notes.push(format!("{}`{media}` is cut off.", sample_for(what)));
            }
        }
    }
    draft.notes.append(&mut notes);
}

/// Returns whether a note counts members that have lost their names.
pub(crate) fn is_of_lost_members(note: &str) -> bool {
    note.ends_with("lost the name.") && note.contains("'s members ")
}

pub(crate) fn note_lost_names(rows: &[Row], what: &str, notes: &mut Vec<String>) {
    let lost = rows.iter().filter(|row| row.name.is_empty()).count();
    if lost > 0 {
        notes.push(format!("{lost} {what} {} lost the name.", if lost == 1 { "has" } else { "have" }));
    }
}

/// Notes the members that stand in a table a second time, with another type: a class can hide a member of its base
/// class (`new`), and .NET lists both, its own first.
pub(crate) fn note_hidden_members(rows: &[Row], of: &str, notes: &mut Vec<String>) {
    let mut types: BTreeMap<&str, &str> = BTreeMap::new();
    let of = if of.is_empty() { "a type".to_owned() } else { format!("`{of}`") };
    for row in rows.iter().filter(|row| !row.name.is_empty() && !row.ty.is_empty()) {
        let first = *types.entry(&row.name).or_insert(&row.ty);
        if first != row.ty {
            notes.push(format!(
                "`{}` stands twice in the table of {of}: as `{first}`, which is kept, and as `{}`, which is not. A base \
                 class may have the second one, hidden by the first.",
                row.name, row.ty
            ));
        }
    }
}
