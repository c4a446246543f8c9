//! Two answers, compared by the contract of their endpoint.

use super::difference::{Difference, Differences};
use super::values;
use crate::contract::Type;
use crate::http::response::read_value;
use crate::http::tree::Tree;
use crate::http::{Format, MediaType, Operation};
use crate::notice::NoticeKind;
use crate::value::dynamic::Value;
use ::http::header::CONTENT_TYPE;
use ::http::response::Parts;
use bytes::Bytes;
use std::collections::BTreeSet;

/// An answer whose body is there.
pub(super) struct Answer {
    pub(super) parts: Parts,
    pub(super) body: Bytes,
}

impl Answer {
    fn content_type(&self) -> &str {
        self.parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Returns media type and character set.
    fn media(&self) -> String {
        let Some(media) = MediaType::parse(self.content_type()) else { return String::new() };
        let charset = media.charset().unwrap_or("utf-8").to_ascii_lowercase();
        format!("{}; charset={charset}", media.essence().to_ascii_lowercase())
    }
}

/// Returns what differs between two answers of an operation.
pub(super) fn differences(operation: &'static Operation, old: &Answer, new: &Answer) -> Vec<Difference> {
    let mut found = Differences::default();
    if old.parts.status != new.parts.status {
        found.add("status", old.parts.status.as_str(), new.parts.status.as_str());
        return found.into_vec();
    }
    if old.media() != new.media() {
        found.add("Content-Type", old.content_type(), new.content_type());
        return found.into_vec();
    }
    if old.body == new.body {
        return found.into_vec();
    }
    match operation.response.filter(|_| old.parts.status.is_success()) {
        Some(ty) => by_contract(operation, &ty, old, new, &mut found),
        None => without_contract(old, new, &mut found),
    }
    found.into_vec()
}

/// What was read of an answer.
struct Reading {
    value: Value,
    /// What stands in the document and is not in the value: unknown members, and what .NET loses.
    beside: BTreeSet<String>,
    has_unknown: bool,
}

fn read(operation: &'static Operation, ty: &Type, answer: &Answer) -> Result<Reading, String> {
    let (mut beside, mut has_unknown) = (BTreeSet::new(), false);
    let value = read_value(operation, &answer.parts, &answer.body, ty, &mut |notice| {
        let word = match notice.kind {
            NoticeKind::Unknown => "is not in the contract",
            NoticeKind::Duplicate => "stands there twice",
            NoticeKind::OutOfOrder => "is out of order, and .NET loses it",
            NoticeKind::Omitted(_) => "has too many remarks",
            _ => return,
        };
        has_unknown |= matches!(notice.kind, NoticeKind::Unknown | NoticeKind::Omitted(_));
        beside.insert(format!("{}/{} {word}", notice.path, notice.name));
    });
    let value = value.map_err(|error| error.to_string())?;
    Ok(Reading { value, beside, has_unknown })
}

fn by_contract(
    operation: &'static Operation,
    ty: &Type,
    old: &Answer,
    new: &Answer,
    found: &mut Differences,
) {
    let (old, new) = match (read(operation, ty, old), read(operation, ty, new)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(_), Err(_)) => return without_contract(old, new, found),
        (old, new) => {
            let shown = |read: Result<Reading, String>| {
                read.map_or_else(
                    |error| format!("not of the contract: {error}"),
                    |_| "of the contract".to_owned(),
                )
            };
            return found.add("/", &shown(old), &shown(new));
        }
    };
    values::compare(&old.value, &new.value, found);
    for (only, is_old) in
        [(old.beside.difference(&new.beside), true), (new.beside.difference(&old.beside), false)]
    {
        for remark in only {
            let (path, word) = remark.split_once(' ').unwrap_or((remark, ""));
            let (old, new) = if is_old { (word, "not so") } else { ("not so", word) };
            found.add(path, old, new);
        }
    }
    if old.has_unknown && old.beside == new.beside {
        for remark in &old.beside {
            let path = remark.split(' ').next().unwrap_or_default();
            let word = "is not in the contract: nobody knows what it means";
            found.add(path, word, word);
        }
    }
}

/// Compares what no contract describes, such as errors. Values are not told: who knows what is secret there?
fn without_contract(old: &Answer, new: &Answer, found: &mut Differences) {
    let tree = |answer: &Answer| {
        let text = std::str::from_utf8(&answer.body).ok()?;
        match MediaType::parse(answer.content_type())?.format()? {
            Format::Json => Tree::from_json(text),
            Format::Xml => Tree::from_xml(text).map(|(name, tree)| Tree::Members(vec![(name, tree)])),
            Format::Form => None,
        }
    };
    match (tree(old), tree(new)) {
        (Some(old), Some(new)) => trees(&old, &new, "", found),
        _ => found.add("/", "other bytes", "other bytes"),
    }
}

fn trees(old: &Tree, new: &Tree, path: &str, found: &mut Differences) {
    match (old, new) {
        (Tree::Members(a), Tree::Members(b)) => {
            for (name, value) in a {
                let path = format!("{path}/{name}");
                match b.iter().find(|(other, _)| other == name) {
                    Some((_, other)) => trees(value, other, &path, found),
                    None => found.add(&path, "a member", "none"),
                }
            }
            for (name, _) in b.iter().filter(|(name, _)| !a.iter().any(|(other, _)| other == name)) {
                found.add(&format!("{path}/{name}"), "none", "a member");
            }
        }
        (Tree::List(a), Tree::List(b)) if a.len() == b.len() => {
            for (index, (a, b)) in a.iter().zip(b).enumerate() {
                trees(a, b, &format!("{path}/{index}"), found);
            }
        }
        (old, new) if old == new => {}
        _ => found.add(path, "a value", "another value"),
    }
}
