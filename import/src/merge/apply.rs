//! The three-way merge itself, entry by entry.

use std::{borrow::Cow, collections::BTreeSet};

use jsonc_parser::cst::{CstNode, CstObject, CstObjectProp};
use serde_json::{Map, Value};

use super::{
    Conflicts,
    change::{Change, ChangeKind, Why},
    layout::{Layout, PieceId},
    render::string_text,
    value::{has_short_form, input, long},
    words,
};

/// Merges into a spec what the pages say.
pub(super) struct Apply<'a> {
    pub(super) changes: Vec<Change>,
    /// The lines of the comments that imports wrote.
    pub(super) comments: Option<&'a BTreeSet<String>>,
    pub(super) conflicts: Conflicts,
}

/// What may be done to an entry that nobody touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Authority {
    /// All pages that it came from were given: what they do not have any more goes.
    Whole,
    /// The pages were given as far as their names show: what they do not have any more stays.
    ByName,
    /// These pages were not given: it stays as it is.
    Lacking(Vec<String>),
}

pub(super) fn value_of(property: &CstObjectProp) -> Option<Value> {
    property.value()?.to_serde_value()
}

impl Apply<'_> {
    /// Returns whether what stays though the pages do not have it any more is asked about again the next time.
    ///
    /// Where a comment asks, it is the person's from then on.
    pub(super) fn asks_again(&self, authority: &Authority) -> bool {
        self.conflicts == Conflicts::Report || matches!(authority, Authority::Lacking(_))
    }

    pub(super) fn tell(&mut self, path: &[String], kind: ChangeKind) {
        self.changes.push(Change { path: path.to_vec(), kind });
    }

    pub(super) fn keep(&mut self, path: &[String], spec: &Value, pages: Option<&Value>, why: Why) {
        let pages = pages.map(ToString::to_string);
        self.tell(path, ChangeKind::Kept { spec: spec.to_string(), pages, why });
    }

    /// Merges the entries of an object. `last` and `now` are what the importer wrote, and writes.
    fn object(
        &mut self,
        spec: &CstObject,
        last: &Value,
        now: &Map<String, Value>,
        path: &mut Vec<String>,
        authority: &Authority,
    ) {
        let mut layout = Layout::of(spec);
        let mut there = layout.by_key();
        let mut before: Option<PieceId> = None;
        for (key, value) in now {
            path.push(key.clone());
            let entry = there.get(key).copied();
            before = match (entry.and_then(|entry| layout.property(entry)), last.get(key)) {
                (Some(property), was) => {
                    self.entry(&property, was, value, path, authority);
                    entry
                }
                // A person took it out.
                (None, Some(_)) => before,
                (None, None) => {
                    self.tell(path, ChangeKind::Added);
                    // What the importer writes first stands there, also where the spec has the rest already.
                    let is_first = before.is_none() && now.keys().any(|key| there.contains_key(key));
                    Some(if is_first {
                        layout.insert_first(key, value)
                    } else {
                        layout.insert(before, key, value)
                    })
                }
            };
            path.pop();
        }
        for (key, was) in last.as_object().into_iter().flatten().filter(|(key, _)| !now.contains_key(*key)) {
            let Some(entry) = there.remove(key) else { continue };
            path.push(key.clone());
            self.vanished(&mut layout, entry, was, path, authority);
            path.pop();
        }
        layout.finish();
    }

    /// What the pages do not have any more: it goes if nobody touched it.
    pub(super) fn vanished(
        &mut self,
        layout: &mut Layout,
        entry: PieceId,
        was: &Value,
        path: &[String],
        authority: &Authority,
    ) -> Vanished {
        let Some(is) = layout.property(entry).as_ref().and_then(value_of) else { return Vanished::Kept };
        let why = match authority {
            _ if is != *was => Why::Edited,
            _ if words::has_words(layout, entry, self.comments) => Why::Commented,
            Authority::Whole => {
                layout.remove(entry);
                self.tell(path, ChangeKind::Removed);
                return Vanished::Removed;
            }
            Authority::ByName => Why::Untraceable,
            Authority::Lacking(pages) => Why::OtherPages(pages.clone()),
        };
        self.keep(path, &is, None, why);
        Vanished::Kept
    }

    /// Merges one entry that the spec has, and the pages too.
    pub(super) fn entry(
        &mut self,
        property: &CstObjectProp,
        was: Option<&Value>,
        now: &Value,
        path: &mut Vec<String>,
        authority: &Authority,
    ) {
        let Some(is) = value_of(property) else { return };
        if is == *now || was == Some(now) {
            return;
        }
        if was == Some(&is) {
            // Objects are gone through, so that what did not change keeps its layout.
            if let (Some(spec), Some(was), Some(now)) = (property.object_value(), was, now.as_object()) {
                self.object(&spec, was, now, path, authority);
            } else if has_inner_words(property, self.comments) {
                self.keep(path, &is, Some(now), Why::Commented);
            } else {
                replace(property, now);
                self.tell(path, ChangeKind::Changed { from: is.to_string(), to: now.to_string() });
            }
            return;
        }
        let short = has_short_form(path);
        let (long_was, long_now) = (
            was.map(|was| if short { long(was) } else { Cow::Borrowed(was) }),
            if short { long(now) } else { Cow::Borrowed(now) },
        );
        if let Some(long_now) = long_now.as_object() {
            let nothing = Value::Object(Map::new());
            let was = long_was.as_deref().unwrap_or(&nothing);
            if let Some(spec) = property.object_value() {
                self.object(&spec, was, long_now, path, authority);
                return;
            }
            if short && is.is_string() {
                let adds = long_now.keys().any(|key| key != "type" && was.get(key) != long_now.get(key));
                if adds {
                    property.set_value(input(&long(&is)));
                    if let Some(spec) = property.object_value() {
                        self.object(&spec, was, long_now, path, authority);
                    }
                    return;
                }
            }
        }
        self.keep(path, &is, Some(now), Why::Edited);
    }
}

/// Gives an entry another value. Texts and numbers, which are most of them, are changed in place:
/// jsonc-parser looks for the file's newline each time, and goes through all of a file that has none.
fn replace(property: &CstObjectProp, now: &Value) {
    let is = property.value();
    let (text, number) =
        (is.as_ref().and_then(CstNode::as_string_lit), is.as_ref().and_then(CstNode::as_number_lit));
    match (now, text, number) {
        (Value::String(now), Some(text), _) => text.set_raw_value(string_text(now)),
        (Value::Number(now), _, Some(number)) => number.set_raw_value(now.to_string()),
        _ => property.set_value(input(now)),
    }
}

/// What became of an entry that the pages do not have any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vanished {
    Removed,
    Kept,
}

/// Comments inside a value that is to be replaced as a whole.
fn has_inner_words(property: &CstObjectProp, known: Option<&BTreeSet<String>>) -> bool {
    property.value().is_some_and(|value| words::are_in(&value, known))
}
