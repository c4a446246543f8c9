//! Samples of one payload beside the first: a site's own can show other members.
//!
//! Where a site has written the sample of one media type by hand, and the engine has made that of another, the engine's
//! is the one that shows the types.

use indexmap::IndexSet;

use super::{
    form::Text,
    json::{self, Json},
    sample_formats::format_of,
};
use crate::{
    infer::{model::Remark, wording::words::is_identifier},
    outline,
    page::{Payload, Sample, SampleContent},
};

/// Settles which of several JSON samples of a payload counts, and returns the remark on the others.
pub(crate) fn settle(what: &str, payload: &mut Payload) -> Option<Remark> {
    engines_first(what, payload).or_else(|| remark(what, payload)).or_else(|| not_json(what, payload))
}

/// Puts the engine's JSON sample before one that a person has written, and returns the remark on the latter.
fn engines_first(what: &str, payload: &mut Payload) -> Option<Remark> {
    let samples = payload.samples.iter().enumerate();
    let json: Vec<(usize, Maker)> =
        samples.filter_map(|(at, sample)| Some((at, Maker::of(&json_of(sample)?)))).collect();
    let (first, _) = *json.first().filter(|(_, maker)| *maker == Maker::Person)?;
    let (engines, _) = *json.iter().find(|(_, maker)| *maker == Maker::Engine)?;
    payload.samples.swap(first, engines);
    let of = |at: usize| match payload.samples.get(at).map(|sample| sample.media_types.join(", ")) {
        Some(media_types) if !media_types.is_empty() => format!("`{media_types}`"),
        _ => "no media type".to_owned(),
    };
    let text = format!(
        "the JSON sample of the {what} for {} is left out: a person seems to have written it, and the one for {} is made \
         of the types",
        of(engines),
        of(first)
    );
    Some(Remark::open(text).advise("see what the service itself sends for the first"))
}

/// Who made a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Maker {
    /// The engine: texts are its own, or one word, as enums are.
    Engine,
    /// A person: a text is a sentence.
    Person,
    /// Nothing shows it.
    Unknown,
}

impl Maker {
    fn of(value: &Json) -> Self {
        let mut texts = Vec::new();
        add_texts(value, &mut texts);
        let is_sentence =
            |text: &Text| matches!(text, Text::Other(text) if text.contains(' ') && !is_identifier(text));
        let is_engines = |text: &Text| matches!(text, Text::Sample(_) | Text::Uri(_));
        if texts.iter().any(is_sentence) {
            Self::Person
        } else if texts.iter().any(is_engines) {
            Self::Engine
        } else {
            Self::Unknown
        }
    }
}

/// The JSON of a sample, as far as there is any.
fn json_of(sample: &Sample) -> Option<Json> {
    match &sample.content {
        SampleContent::Text(text) if format_of(&sample.media_types, text) == Some("json") => {
            Some(json::parse(text)?.value)
        }
        _ => None,
    }
}

fn add_texts(value: &Json, texts: &mut Vec<Text>) {
    match value {
        Json::Text(text) => texts.push(Text::of(text)),
        Json::Array(array) => array.items.iter().for_each(|item| add_texts(item, texts)),
        Json::Object(object) => object.members.iter().for_each(|(_, value)| add_texts(value, texts)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// Returns the remark on members that the first JSON sample of a payload lacks and another one has.
fn remark(what: &str, payload: &Payload) -> Option<Remark> {
    let json = payload.samples.iter().filter_map(|sample| match &sample.content {
        SampleContent::Text(text) if format_of(&sample.media_types, text) == Some("json") => Some(text),
        _ => None,
    });
    let texts: Vec<&String> = json.collect();
    if texts.len() < 2 {
        return None;
    }
    let mut samples = texts.into_iter().filter_map(|text| json::parse(text));
    // Behind its cut a sample may have what the others show.
    let first = samples.next().filter(|first| !first.cut_off)?;
    let mut known = IndexSet::new();
    add_names(&first.value, &mut known);
    let mut all = known.clone();
    samples.for_each(|other| add_names(&other.value, &mut all));
    let more: Vec<&str> = all.difference(&known).map(String::as_str).collect();
    if more.is_empty() {
        return other_value(what, payload);
    }
    let text = format!(
        "another JSON sample of the {what} has members that the first one lacks: `{}`",
        more.join("`, `")
    );
    Some(Remark::open(text).advise("write them into `members` of its type, as members that may be absent"))
}

/// Returns the remark on the first value in which another JSON sample of a payload differs from the first one, which is
/// kept.
fn other_value(what: &str, payload: &Payload) -> Option<Remark> {
    let mut samples = payload.samples.iter().filter_map(|sample| Some((sample, whole_json_of(sample)?)));
    let (first, kept) = samples.next()?;
    let (other, path) =
        samples.find_map(|(sample, value)| Some((sample, first_difference(&kept, &value)?)))?;
    let place = if path.is_empty() { String::new() } else { format!(" in `{path}`") };
    if other.media_types.is_empty() != first.media_types.is_empty() {
        // The example in a comment, mostly.
        let text = format!(
            "the page has another JSON sample of the {what} that stands below no media types, and differs{place}: the \
             one below `{}` is kept",
            if first.media_types.is_empty() { other } else { first }.media_types.join(", ")
        );
        return Some(Remark::inferred(text));
    }
    let text = format!(
        "the JSON samples of the {what} for `{}` and for `{}` differ{place}: the service is taken to make the value \
         anew each time, and the first sample is kept",
        first.media_types.join(", "),
        other.media_types.join(", ")
    );
    Some(Remark::inferred(text))
}

/// Returns the remark on a sample that stands below no media types, an example in a comment mostly, and is no
/// JSON, though it begins as JSON does: a person has left something out of it.
fn not_json(what: &str, payload: &Payload) -> Option<Remark> {
    const MOST: usize = 400;
    let texts = payload.samples.iter().skip(1).filter(|sample| sample.media_types.is_empty());
    let mut texts = texts.filter_map(|sample| match &sample.content {
        SampleContent::Text(text) => Some(text.trim()),
        SampleContent::Failed(_) | SampleContent::NotAvailable => None,
    });
    let text = texts.find(|text| text.starts_with(['{', '[']) && json::parse(text).is_none())?;
    let start: String = outline::collapse(text).chars().take(MOST).collect();
    Some(Remark::said(format!("the page has another sample of the {what}, which is no JSON: {start}")))
}

/// The JSON of a sample that is there to its end.
fn whole_json_of(sample: &Sample) -> Option<Json> {
    match &sample.content {
        SampleContent::Text(text) if format_of(&sample.media_types, text) == Some("json") => {
            json::parse(text).filter(|parsed| !parsed.cut_off).map(|parsed| parsed.value)
        }
        _ => None,
    }
}

/// Returns the names of the members that lead to the first value in which two samples differ.
fn first_difference(one: &Json, other: &Json) -> Option<String> {
    let within =
        |name: &str, path: String| if path.is_empty() { name.to_owned() } else { format!("{name}/{path}") };
    match (one, other) {
        (Json::Object(one), Json::Object(other)) => {
            let mut members = one.members.iter().zip(&other.members);
            members.find_map(|((name, one), (_, other))| {
                first_difference(one, other).map(|path| within(name, path))
            })
        }
        (Json::Array(one), Json::Array(other)) => {
            let mut items = one.items.iter().zip(&other.items).enumerate();
            items.find_map(|(at, (one, other))| {
                first_difference(one, other).map(|path| within(&at.to_string(), path))
            })
        }
        (one, other) => (one != other).then(String::new),
    }
}

fn add_names(value: &Json, names: &mut IndexSet<String>) {
    match value {
        Json::Object(object) => {
            for (name, value) in &object.members {
                names.insert(name.clone());
                add_names(value, names);
            }
        }
        Json::Array(array) => array.items.iter().for_each(|item| add_names(item, names)),
        _ => {}
    }
}
