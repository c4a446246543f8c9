//! What the samples of help pages lack, or have besides, of what services write.
//!
//! Pages parse the JSON of a sample and print it again: `$id` is lost on the way. The serialisers of older
//! runtimes give a plain `object` the type `anyType`, those of newer ones give it none.

use super::{
    token::{self, Kind, Token},
    xml,
};
use crate::spec::Format;
use datacontract::contract::XSD;

/// Returns the tokens of what was written, without the identities of objects if the sample has none.
pub(super) fn without_identities<'t>(
    format: Format,
    expected: &[Token<'_>],
    written: Vec<Token<'t>>,
) -> Vec<Token<'t>> {
    let is_identity = |token: &Token<'_>| token.kind == Kind::Key && token.name == "$id";
    if format != Format::Json || expected.iter().any(|token| is_identity(token) || token.name == "$ref") {
        return written;
    }
    let mut kept = Vec::with_capacity(written.len());
    let mut skip_to = 0;
    for (place, token) in written.iter().enumerate() {
        if place < skip_to {
            continue;
        }
        if is_identity(token) {
            skip_to = token::end_of(&written, place);
        } else {
            kept.push(token.clone());
        }
    }
    kept
}

/// Returns the tokens of what was written without members that are null, and the first of these, if the
/// sample has no null member: then the service leaves them out. A sample that shows one null member shows
/// them all.
pub(super) fn without_nulls<'t>(
    format: Format,
    expected: &[Token<'_>],
    written: Vec<Token<'t>>,
) -> (Vec<Token<'t>>, Option<String>) {
    let is_null_member =
        |(key, value): (&Token<'_>, &Token<'_>)| key.kind == Kind::Key && value.text == "null";
    let has_null = |tokens: &[Token<'_>]| tokens.iter().zip(tokens.iter().skip(1)).any(is_null_member);
    if format != Format::Json || has_null(expected) || !has_null(&written) {
        return (written, None);
    }
    let mut kept = Vec::with_capacity(written.len());
    let mut first = None;
    let mut rest = written.into_iter().peekable();
    while let Some(token) = rest.next() {
        if rest.next_if(|value| is_null_member((&token, value))).is_some() {
            first.get_or_insert_with(|| token.name.clone().into_owned());
        } else {
            kept.push(token);
        }
    }
    (kept, first)
}

/// Returns whether the sample's tag is the written one but for the type `anyType`.
pub(super) fn is_any_type(expected: &Token<'_>, written: &Token<'_>) -> bool {
    if expected.kind != Kind::Empty || written.kind != Kind::Empty || expected.name != written.name {
        return false;
    }
    let prefix_of = |attributes: &[(&str, &str)], wanted: &str| -> Option<String> {
        let found = attributes.iter().find(|(_, value)| *value == wanted).map(|(name, _)| *name)?;
        found.strip_prefix("xmlns:").map(str::to_owned)
    };
    let attributes = xml::attributes(expected.text);
    let Some(prefix) = prefix_of(&attributes, XSD) else { return false };
    let is_type = |name: &str, value: &str| name.ends_with(":type") && value == format!("{prefix}:anyType");
    let rest: Vec<(&str, &str)> =
        attributes.iter().copied().filter(|(name, value)| !is_type(name, value) && *value != XSD).collect();
    rest.len() + 2 == attributes.len() && rest == xml::attributes(written.text)
}

/// Returns whether one of two tokens that differ is of an object's identity, which the page's JSON has lost:
/// XML refers to an object that stood there before, JSON has it once more.
pub(super) fn is_identity(expected: Option<&Token<'_>>, found: Option<&Token<'_>>) -> bool {
    let has_identity = |token: &Token<'_>| {
        let is_identity = |name: &str| name.ends_with(":Ref") || name.ends_with(":Id");
        token.name == "$ref" || xml::attributes(token.text).iter().any(|(name, _)| is_identity(name))
    };
    expected.is_some_and(has_identity) || found.is_some_and(has_identity)
}
