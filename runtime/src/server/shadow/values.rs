//! Where two values of one contract differ.
//!
//! What a reader of .NET takes for the same is the same here: decimals of another scale, dates of the same
//! instant, addresses in another encoding, the order of a dictionary's entries, null and what is left out.

use super::difference::Differences;
use crate::contract::Type;
use crate::http::uri::uri_text;
use crate::value::Shared;
use crate::value::dynamic::{DynamicNode, DynamicObject, Value};
use std::collections::BTreeMap;

/// Deeper than any answer that can be read.
const MAX_DEPTH: usize = 300;

/// Compares two values, and adds what differs.
pub(super) fn compare(old: &Value, new: &Value, found: &mut Differences) {
    let mut comparison = Comparison { found, path: String::new(), seen: Vec::new() };
    comparison.values(old, new, false, 0);
}

struct Comparison<'d> {
    found: &'d mut Differences,
    path: String,
    /// The objects that several places refer to, and that are compared already.
    seen: Vec<(Shared<DynamicNode>, Shared<DynamicNode>)>,
}

impl Comparison<'_> {
    fn inside(&mut self, name: &str, f: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        self.path.push('/');
        self.path.push_str(name);
        f(self);
        self.path.truncate(length);
    }

    fn differ(&mut self, old: &Value, new: &Value, is_secret: bool) {
        if is_secret {
            self.found.hidden(&self.path);
        } else {
            self.found.add(&self.path, &shown(old), &shown(new));
        }
    }

    fn values(&mut self, old: &Value, new: &Value, is_secret: bool, depth: usize) {
        if depth > MAX_DEPTH || self.found.is_full() {
            return;
        }
        match (old, new) {
            (Value::Object(a), Value::Object(b)) if is_same_class(a, b) => {
                self.objects(a, b, is_secret, depth);
            }
            (Value::List(a), Value::List(b)) if a.items.len() == b.items.len() => {
                for (index, (a, b)) in a.items.iter().zip(&b.items).enumerate() {
                    self.inside(&index.to_string(), |it| it.values(a, b, is_secret, depth + 1));
                }
            }
            (Value::Map(a), Value::Map(b)) => self.maps(&a.entries, &b.entries, is_secret, depth),
            (Value::Shared(a), Value::Shared(b)) => {
                let (a, b) = (a.pointer(), b.pointer());
                if self.seen.iter().any(|(x, y)| Shared::same(x, a) && Shared::same(y, b)) {
                    return;
                }
                self.seen.push((a.clone(), b.clone()));
                a.with(|a| b.with(|b| self.values(a.value(), b.value(), is_secret, depth + 1)));
            }
            (old, new) if is_same(old, new) => {}
            (old, new) => self.differ(old, new, is_secret),
        }
    }

    fn objects(&mut self, old: &DynamicObject, new: &DynamicObject, is_secret: bool, depth: usize) {
        let layout = old.contract().map(crate::contract::Contract::layout).unwrap_or_default();
        let names = old.member_names();
        for (index, ((old, new), name)) in old.values().iter().zip(new.values()).zip(&names).enumerate() {
            let is_secret = is_secret || layout.get(index).is_some_and(|member| member.is_secret);
            self.inside(name, |it| it.values(old, new, is_secret, depth + 1));
        }
    }

    fn maps(&mut self, old: &[(Value, Value)], new: &[(Value, Value)], is_secret: bool, depth: usize) {
        let mut rest: BTreeMap<String, &Value> = new.iter().map(|(key, value)| (text(key), value)).collect();
        for (key, value) in old {
            let key = text(key);
            let name = if is_secret { "[secret]" } else { key.as_str() };
            match rest.remove(&key) {
                Some(other) => self.inside(name, |it| it.values(value, other, is_secret, depth + 1)),
                None => self.inside(name, |it| it.found.add(&it.path, "an entry", "none")),
            }
        }
        for key in rest.into_keys() {
            let name = if is_secret { "[secret]" } else { key.as_str() };
            self.inside(name, |it| it.found.add(&it.path, "none", "an entry"));
        }
    }
}

fn is_same_class(a: &DynamicObject, b: &DynamicObject) -> bool {
    let address = |object: &DynamicObject| object.contract().map(std::ptr::from_ref);
    address(a) == address(b) && a.values().len() == b.values().len()
}

fn is_same(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::DateTime(a), Value::DateTime(b)) => match (a.to_unix_ticks_utc(), b.to_unix_ticks_utc()) {
            (None, None) => a.ticks() == b.ticks(),
            (a, b) => a == b,
        },
        (Value::DateTimeOffset(a), Value::DateTimeOffset(b)) => {
            a.to_unix_ticks_utc() == b.to_unix_ticks_utc()
        }
        (Value::Single(a), Value::Single(b)) => a.total_cmp(b).is_eq(),
        (Value::Double(a), Value::Double(b)) => a.total_cmp(b).is_eq(),
        (Value::Uri(a), Value::Uri(b)) => a.to_xml_text() == b.to_xml_text(),
        (old, new) => old == new,
    }
}

/// Returns a value as it is told to people.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::List(list) => format!("{} items", list.items.len()),
        Value::Map(map) => format!("{} entries", map.entries.len()),
        Value::Object(object) => format!("an object of {}", class_name(object)),
        Value::Shared(_) => "an object".to_owned(),
        Value::String(text) => format!("{text:?}"),
        value => text(value),
    }
}

fn class_name(object: &DynamicObject) -> String {
    object.contract().map_or_else(|| "a pair".to_owned(), |contract| contract.qualified_name().name.clone())
}

/// Returns a simple value as text.
fn text(value: &Value) -> String {
    let ty = value.ty().unwrap_or(Type::Object);
    match value {
        Value::Bytes(bytes) => bytes.to_string(),
        value => uri_text(&ty, &value.content()).ok().flatten().unwrap_or_default(),
    }
}
