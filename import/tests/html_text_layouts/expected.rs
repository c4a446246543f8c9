//! What a page should be read as.

use datacontract_import::page::{ApiPage, Payload, Row, Sample, SampleContent};

use super::Tally;

/// Compares a page with what it should be; what differs is written down.
pub(crate) fn compare(
    name: &str,
    found: &ApiPage,
    want: &ApiPage,
    exact: bool,
    tally: &mut Tally,
    wrong: &mut Vec<String>,
) {
    let mut check = |what: &str, right: bool, found: String, want: String| {
        if !right {
            wrong.push(format!("{name}: {what}\n    found {found}\n    not   {want}"));
        }
        right
    };
    let heading = (&found.heading, &found.summary);
    let wanted = (&want.heading, &want.summary);
    tally.headings.count(check("heading", heading == wanted, format!("{heading:?}"), format!("{wanted:?}")));
    let right = found.uri_parameters == want.uri_parameters;
    tally.parameters.count(check(
        "parameters",
        right,
        rows(&found.uri_parameters),
        rows(&want.uri_parameters),
    ));
    for (side, found, want) in
        [("request", &found.request, &want.request), ("response", &found.response, &want.response)]
    {
        let none = Payload::default();
        let (has, should) = (found.is_some(), want.is_some());
        let (found, want) = (found.as_ref().unwrap_or(&none), want.as_ref().unwrap_or(&none));
        // The engine's words in place of a sample name the type of a page that has none.
        let ty =
            if want.ty.is_empty() && is_named_in_failure(want, &found.ty) { &found.ty } else { &want.ty };
        let (a, b) = ((has, &found.ty, &found.doc), (should, ty, &want.doc));
        tally.types.count(check(&format!("{side} type"), a == b, format!("{a:?}"), format!("{b:?}")));
        if let Some(members) = &want.members {
            let has = found.members.as_deref().unwrap_or_default();
            tally.members.count(check(
                &format!("{side} members"),
                has == members.as_slice(),
                rows(has),
                rows(members),
            ));
        } else if found.members.as_ref().is_some_and(|rows| !are_of_comment(rows, want)) {
            tally.members.count(check(
                &format!("{side} members"),
                false,
                format!("{:?}", found.members),
                String::new(),
            ));
        }
        if !(want.samples.is_empty() && found.samples.is_empty()) {
            let same = found.samples.len() == want.samples.len()
                && found.samples.iter().zip(&want.samples).all(|(a, b)| same_sample(a, b, exact));
            let text = |samples: &[Sample]| format!("{samples:?}");
            tally.samples.count(check(
                &format!("{side} samples"),
                same,
                text(&found.samples),
                text(&want.samples),
            ));
        }
    }
}

fn is_named_in_failure(payload: &Payload, ty: &str) -> bool {
    let words = format!("to write type '{ty}'");
    payload
        .samples
        .iter()
        .any(|sample| matches!(&sample.content, SampleContent::Failed(why) if why.contains(&words)))
}

fn rows(rows: &[Row]) -> String {
    let row = |r: &Row| format!("\n      {} / {} / {} / {:?}", r.name, r.description, r.ty, r.annotations);
    rows.iter().map(row).collect()
}

/// Layouts that keep a sample's white space must keep all of it; the others are compared without.
fn same_sample(a: &Sample, b: &Sample, exact: bool) -> bool {
    let text = |sample: &Sample| match &sample.content {
        SampleContent::Text(text) if !exact => plain(text),
        SampleContent::Text(text) => text.clone(),
        other => format!("{other:?}"),
    };
    a.media_types == b.media_types && text(a) == text(b)
}

fn plain(text: &str) -> String {
    if let Ok(value) = serde_json::from_str::<serde_json::Value>(text) {
        return value.to_string();
    }
    // White space between tags, that is.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace("> <", "><")
}

/// Returns whether rows are those that the comment of a parameter lists, where the old view has neither types
/// nor tables.
fn are_of_comment(rows: &[Row], want: &Payload) -> bool {
    want.ty.is_empty() && rows.iter().all(|row| row.ty.is_empty() && !row.description.is_empty())
}
