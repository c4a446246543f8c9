//! Samples of one payload beside the first: a site's own can show other members.

use indexmap::IndexSet;

use super::{
    json::{self, Json},
    model::Remark,
    sample_formats::format_of,
};
use crate::page::{Payload, SampleContent};

/// Returns the remark on members that the first JSON sample of a payload lacks and another one has.
pub(super) fn remark(what: &str, payload: &Payload) -> Option<Remark> {
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
        return None;
    }
    let text = format!(
        "another JSON sample of the {what} has members that the first one lacks: `{}`",
        more.join("`, `")
    );
    Some(Remark::open(text).advise("write them into `members` of its type, as members that may be absent"))
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
