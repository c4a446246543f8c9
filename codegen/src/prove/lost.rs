//! What the samples of help pages lack, or have besides, of what services write.
//!
//! Pages parse the JSON of a sample and print it again: what Json.NET says of the outermost value (`$id`,
//! `$type`) is lost on the way. The serialisers of older runtimes give a plain `object` the type `anyType`,
//! those of newer ones give it none.

use std::{collections::HashMap, ops::Range};

use super::{
    token::{self, Kind, Token},
    xml,
};
use crate::spec::Format;
use datacontract::contract::{JsonSettings, PreserveReferencesHandling, XSD};

/// How many tokens a document may have in which each `$ref` is followed: more are no help page's.
const MOST_TOKENS: usize = 200_000;

/// How the identities of objects in JSON are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Identities {
    /// As they stand there.
    AsWritten,
    /// By what they refer to. A setting of Json.NET gives them to all objects, which here are trees: an
    /// object that the service has twice is written twice, and numbers are others behind it.
    Followed,
}

impl Identities {
    /// Returns how those of a sample are compared, by the service's settings.
    pub(super) fn of(format: Format, sample: &[Token<'_>], settings: &JsonSettings) -> Self {
        let refers = |token: &Token<'_>| token.kind == Kind::Key && token.name == "$ref";
        let is_kept = settings.references != PreserveReferencesHandling::None;
        if format == Format::Json && is_kept && sample.iter().any(refers) {
            Self::Followed
        } else {
            Self::AsWritten
        }
    }

    /// Returns the tokens in the form in which they are compared.
    pub(super) fn of_tokens(self, tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
        match self {
            Self::AsWritten => tokens,
            Self::Followed => with_references_followed(&tokens),
        }
    }
}

/// Returns the tokens with the object that a `$ref` refers to in its place, and without `$id`.
fn with_references_followed<'t>(tokens: &[Token<'t>]) -> Vec<Token<'t>> {
    let mut followed: Vec<Token<'t>> = Vec::with_capacity(tokens.len());
    let mut known: HashMap<&str, Range<usize>> = HashMap::new();
    // What is open: the identity of each, if it has one, and where it begins.
    let mut open: Vec<(Option<&'t str>, usize)> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let entry = |name: &str| match tokens.get(at + 1..at + 3) {
            Some([key, value]) if key.kind == Kind::Key && key.name == name => Some(value.text),
            _ => None,
        };
        match token.kind {
            Kind::Open => {
                let refers_to = entry("$ref").and_then(|id| known.get(id)).cloned();
                if let Some(range) = refers_to
                    && tokens.get(at + 3).is_some_and(|token| token.kind == Kind::Close)
                    && followed.len() + range.len() <= MOST_TOKENS
                {
                    followed.extend_from_within(range);
                    at += 4;
                    continue;
                }
                let id = entry("$id");
                open.push((id, followed.len()));
                followed.push(token.clone());
                at += if id.is_some() { 3 } else { 1 };
            }
            Kind::Close => {
                followed.push(token.clone());
                if let Some((Some(id), start)) = open.pop() {
                    known.insert(id, start..followed.len());
                }
                at += 1;
            }
            _ => {
                followed.push(token.clone());
                at += 1;
            }
        }
    }
    followed
}

/// Returns the tokens of what was written, without what Json.NET says of the outermost value if the sample
/// says nothing of it: pages lose it.
pub(super) fn without_metadata_of_root<'t>(
    format: Format,
    expected: &[Token<'_>],
    written: Vec<Token<'t>>,
) -> Vec<Token<'t>> {
    if format != Format::Json || !metadata_of_root(expected).is_empty() {
        return written;
    }
    let metadata = metadata_of_root(&written);
    let is_content = |token: &Token<'_>| token.kind == Kind::Key && token.name == "$values";
    if written.get(metadata.end).is_some_and(is_content)
        && expected.first().is_some_and(|token| token.text == "[")
    {
        let items = metadata.end + 1;
        let end = token::end_of(&written, items);
        return written.into_iter().skip(items).take(end - items).collect();
    }
    let is_kept = |place: usize| !metadata.contains(&place);
    written.into_iter().enumerate().filter(|(place, _)| is_kept(*place)).map(|(_, token)| token).collect()
}

/// Returns where the identity and the type of the outermost object stand: behind its bracket.
fn metadata_of_root(tokens: &[Token<'_>]) -> Range<usize> {
    let is_metadata =
        |token: &Token<'_>| token.kind == Kind::Key && (token.name == "$id" || token.name == "$type");
    let mut end = 1;
    while tokens.get(end).is_some_and(is_metadata) {
        end += 2;
    }
    1..end
}

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
