//! Samples in a format that has one already, of which specs hold one.

use std::collections::BTreeSet;

use super::{
    json::{self, Json},
    model::Remark,
    raw_endpoint::OtherSample,
    xml::{self, Document, Element},
};

/// Returns the remark on another sample than the first one, if it shows what that one does not.
pub(super) fn remark(other: &OtherSample, first: &str, what: &str) -> Option<Remark> {
    let format = if other.format == "json" { "JSON" } else { "XML" };
    let text = format!("the page has another sample of the {what} in {format}, which is not used");
    let advice = "see whether its members belong to the type, and write them into `members` if so";
    let names = |text: &str| if other.format == "json" { names_in_json(text) } else { names_in_xml(text) };
    let (Some(known), Some(names)) = (names(first), names(&other.text)) else {
        return (first.trim() != other.text.trim()).then(|| Remark::open(text).advise(advice));
    };
    let more: Vec<String> = names.difference(&known).map(|name| format!("`{name}`")).collect();
    (!more.is_empty())
        .then(|| Remark::open(format!("{text}: it has {} besides", more.join(", "))).advise(advice))
}

fn names_in_json(text: &str) -> Option<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    let parsed = json::parse(text)?;
    let mut open = vec![&parsed.value];
    while let Some(value) = open.pop() {
        match value {
            Json::Object(object) => {
                for (name, value) in &object.members {
                    names.insert(name.clone());
                    open.push(value);
                }
            }
            Json::Array(array) => open.extend(&array.items),
            _ => {}
        }
    }
    Some(names)
}

fn names_in_xml(text: &str) -> Option<BTreeSet<String>> {
    let Document::Contract { root, .. } = xml::parse(text)? else { return None };
    let mut names = BTreeSet::new();
    let mut open: Vec<&Element> = vec![&root];
    while let Some(element) = open.pop() {
        names.insert(xml::decode(&element.name));
        open.extend(&element.children);
    }
    Some(names)
}
