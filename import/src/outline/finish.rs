//! The last touches on a page of one operation: what the samples show of the type, the service's address, and
//! what is missing.

use std::collections::BTreeSet;

use serde_json::Value;

use super::cut;
use super::draft::{Draft, Which, which};
use super::lacking::{Lacking, sample_for};
use super::words::{self, Meaning};
use super::{authentication, codes, own, samples};
use crate::page::{Authentication, Ending, Payload, Row, Sample, SampleContent};

/// Finishes a page, and returns what it does not say.
pub(super) fn finish(draft: &mut Draft, plain: &[String]) -> Lacking {
    for which in [Which::Request, Which::Response] {
        let side = draft.side(which);
        type_below_label(&mut side.payload);
        type_in_sentence(&mut side.payload);
        side.present |= !side.payload.samples.is_empty();
    }
    let lacking = cut::lacking(draft);
    nothing_comes_back(draft);
    note_place_of_samples(draft);
    address(draft, plain);
    drop_repeats(draft);
    notes(draft);
    let request = std::mem::take(&mut draft.request);
    let response = std::mem::take(&mut draft.response);
    draft.page.request = request.present.then_some(request.payload);
    draft.page.response = response.present.then_some(response.payload);
    lacking
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
        if !draft.page.status.iter().any(|(code, _)| *code == status.0) {
            draft.page.status.insert(0, status);
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

/// What sites write before a type on its line.
const TYPE_LABELS: &[&str] = &[
    "return type",
    "response type",
    "result type",
    "request type",
    "rückgabetyp",
    "type de retour",
    "tipo de retorno",
    "返回类型",
];

/// `Return type: Collection of Lead`: takes the type out of the comment.
fn type_below_label(payload: &mut Payload) {
    if !payload.ty.is_empty() {
        return;
    }
    let stated = |line: &str| {
        let (label, ty) = line.split_once(':')?;
        let ty = ty.trim();
        let is_label = TYPE_LABELS.contains(&label.trim().to_lowercase().as_str());
        (is_label && (words::is_stock_type(ty) || words::is_class_name(ty))).then(|| ty.to_owned())
    };
    let Some(ty) = payload.doc.lines().find_map(stated) else { return };
    let others: Vec<&str> = payload.doc.lines().filter(|line| stated(line).is_none()).collect();
    let doc = others.join("\n");
    doc.trim().clone_into(&mut payload.doc);
    payload.ty = ty;
}

/// `Data of the lead LeadRequest`: comment and type in one line, where a scraper keeps no line ends within a
/// section. Only what the samples prove counts: the XML sample's root has the type's name, or the JSON sample
/// is such a value.
fn type_in_sentence(payload: &mut Payload) {
    if !payload.ty.is_empty() || payload.doc.is_empty() {
        return;
    }
    if let Some((doc, ty)) = full_name_behind(&payload.doc) {
        (payload.doc, payload.ty) = (doc.to_owned(), ty.to_owned());
        return;
    }
    if let Some(ty) = words::type_at_end(&payload.doc) {
        let mut texts = payload.samples.iter().filter_map(|sample| match &sample.content {
            SampleContent::Text(text) => Some(text),
            SampleContent::NotAvailable | SampleContent::Failed(_) => None,
        });
        if texts.any(|text| serde_json::from_str(text).is_ok_and(|value| is_value_of(&value, ty))) {
            let ty = ty.to_owned();
            let doc = payload.doc.strip_suffix(ty.as_str()).unwrap_or_default().trim_end().to_owned();
            payload.doc = doc;
            payload.ty = ty;
            return;
        }
    }
    let Some(last) = payload.doc.split_whitespace().last().map(str::to_owned) else { return };
    let root = payload.samples.iter().any(
        |sample| matches!(&sample.content, SampleContent::Text(text) if samples::xml_root(text) == Some(last.as_str())),
    );
    if root {
        let doc = payload.doc.strip_suffix(last.as_str()).unwrap_or_default().trim_end().to_owned();
        payload.doc = doc;
        payload.ty = last;
    }
}

/// `All active kites. (Windy.Api.Kite[])`: parts the comment from the type's full name, which stands in brackets
/// behind it.
fn full_name_behind(doc: &str) -> Option<(&str, &str)> {
    let (comment, name) = doc.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let is_name = name.contains('.') && name.trim_end_matches("[]").split('.').all(words::is_identifier);
    (is_name && comment.ends_with(' ')).then_some((comment.trim_end(), name))
}

/// Returns whether a sample's value can be one of a type in the engine's words.
fn is_value_of(value: &Value, ty: &str) -> bool {
    if let Some(item) = ty.strip_prefix("Collection of ") {
        return match value {
            Value::Array(items) => items.iter().all(|value| is_value_of(value, item)),
            Value::String(_) => item == "byte",
            _ => false,
        };
    }
    match value {
        Value::Bool(_) => ty == "boolean",
        Value::Number(number) if number.is_f64() => ty == "decimal number",
        Value::Number(_) => matches!(ty, "integer" | "unsigned integer" | "byte" | "signed byte"),
        Value::String(_) => matches!(
            ty,
            "string" | "character" | "date" | "time interval" | "globally unique identifier" | "URI"
        ),
        Value::Null | Value::Array(_) => false,
        // What has members is no `Object`, but the end of a sentence: "the created Object".
        Value::Object(members) => ty.starts_with("Dictionary of ") || (ty == "Object" && members.is_empty()),
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
    for line in plain {
        if draft.page.base_url.is_none() {
            draft.page.base_url =
                line.split(['"', '\'', ' ', '`', '(']).find_map(|word| base_of(word, &path));
            draft.page.base_url_is_example = draft.page.base_url.is_some();
        }
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
    if draft.met.contains(&Meaning::ResourceDescription)
        && !draft.met.iter().any(|met| which(*met) == Some(Which::Request))
    {
        notes.push("Nothing about the request: looked for `Request Information`.".to_owned());
    }
    if cut::ends_in_response(draft) {
        draft.page.ending = Ending::CutOff;
    }
    note_lost_names(&draft.page.uri_parameters, "of the URI parameters", &mut notes);
    for (side, what) in [(&draft.request, "request"), (&draft.response, "response")] {
        if let Some(rows) = &side.payload.members {
            note_lost_names(rows, &format!("of the {what}'s members"), &mut notes);
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
