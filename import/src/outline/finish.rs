//! The last touches on a page of one operation: what the samples tell of the type, the service's address, and what is
//! missing.

use super::fill::{Draft, Which};
use super::samples;
use super::words::{self, Meaning};
use crate::page::{Ending, Payload, Row, SampleContent};

pub(super) fn finish(draft: &mut Draft, plain: &[String]) {
    for which in [Which::Request, Which::Response] {
        let side = draft.side(which);
        type_in_sentence(&mut side.payload);
        side.present |= !side.payload.samples.is_empty();
    }
    address(draft, plain);
    notes(draft);
    let request = std::mem::take(&mut draft.request);
    let response = std::mem::take(&mut draft.response);
    draft.page.request = request.present.then_some(request.payload);
    draft.page.response = response.present.then_some(response.payload);
}

/// `Data of the lead LeadRequest`: comment and type in one line, where a scraper keeps no line ends within a section.
/// The XML sample's root has the type's name; without one a class's name at the end is taken for it.
fn type_in_sentence(payload: &mut Payload) {
    if !payload.ty.is_empty() || payload.doc.is_empty() {
        return;
    }
    let Some(last) = payload.doc.split_whitespace().last().map(str::to_owned) else { return };
    let root = payload.samples.iter().any(
        |sample| matches!(&sample.content, SampleContent::Text(text) if samples::xml_root(text) == Some(last.as_str())),
    );
    if root || (payload.members.is_some() && words::is_class_name(&last)) {
        let doc = payload.doc.strip_suffix(last.as_str()).unwrap_or_default().trim_end().to_owned();
        payload.doc = doc;
        payload.ty = last;
    }
}

/// The service's address and authentication, from code examples and the site's own lines.
fn address(draft: &mut Draft, plain: &[String]) {
    let path = draft.page.heading.split(' ').nth(1).unwrap_or_default().to_owned();
    for line in plain {
        if draft.page.base_url.is_none() {
            draft.page.base_url =
                line.split(['"', '\'', ' ', '`', '(']).find_map(|word| base_of(word, &path));
        }
        if draft.page.authentication.is_none() {
            draft.page.authentication = authentication(line);
        }
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
    (fits && plain).then(|| format!("{scheme}://{}", found.get(..start).unwrap_or_default().join("/")))
}

fn authentication(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    if let Some(at) = lower.find("authorization:") {
        let value = lower.get(at + "authorization:".len()..)?;
        let word = value
            .trim_start_matches([' ', '"', '\'', '<', '{'])
            .split(|c: char| !c.is_alphanumeric())
            .next()?;
        return Some(if word.is_empty() { "Authorization".to_owned() } else { word.to_owned() });
    }
    let said = [
        "requires authorization",
        "requires authentication",
        "authorization required",
        "authentication required",
    ];
    (line.len() < 120 && said.iter().any(|words| lower.contains(words))).then(|| line.to_owned())
}

fn notes(draft: &mut Draft) {
    let mut notes = Vec::new();
    let met = |meanings: &[Meaning]| draft.met.iter().any(|m| meanings.contains(m));
    let request = [
        Meaning::RequestInfo,
        Meaning::UriParameters,
        Meaning::Parameters,
        Meaning::BodyParameters,
        Meaning::RequestFormats,
    ];
    let response = [Meaning::ResponseInfo, Meaning::ResourceDescription, Meaning::ResponseFormats];
    // The pages of 5.0 leave out whatever is empty.
    if met(&[Meaning::ResourceDescription]) && !met(&request) {
        notes.push("Nothing about the request: looked for `Request Information`.".to_owned());
    }
    let begins = [Meaning::UriParameters, Meaning::BodyParameters, Meaning::RequestFormats];
    if met(&begins) && !met(&response) {
        draft.page.ending = Ending::CutOff;
        notes.push(
            "Nothing about the response: looked for `Response Information`; the page may be cut off."
                .to_owned(),
        );
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
                notes.push(format!("The {what}'s sample for `{media}` is cut off."));
            }
        }
    }
    draft.notes.append(&mut notes);
}

pub(crate) fn note_lost_names(rows: &[Row], what: &str, notes: &mut Vec<String>) {
    let lost = rows.iter().filter(|row| row.name.is_empty()).count();
    if lost > 0 {
        notes.push(format!("{lost} {what} {} lost the name.", if lost == 1 { "has" } else { "have" }));
    }
}
