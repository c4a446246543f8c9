//! The endpoints and the types of a spec: each is from pages of its own, and stays where these were not
//! given.

use std::collections::BTreeSet;

use jsonc_parser::cst::CstObject;
use serde_json::{Map, Value};

use super::{
    apply::{Apply, Authority, Vanished, value_of},
    change::{ChangeKind, Why},
    layout::{Layout, PieceId},
    record::Record,
    uses,
    value::input,
};
use crate::origins::{Origins, is_traceable};

/// Merges everything, and brings the record up to date. Returns the entries of which not all pages were
/// given.
pub(super) fn merge(
    apply: &mut Apply<'_>,
    root: &CstObject,
    record: &mut Record,
    now: &Value,
    origins: &Origins,
) -> BTreeSet<String> {
    let last = std::mem::replace(record, Record::none());
    record.endpoints.clone_from(&last.endpoints);
    record.types.clone_from(&last.types);
    record.samples.clone_from(&last.samples);
    record.settings = last.settings.clone();
    record.conflicts.clone_from(&last.conflicts);
    let mut kept = Map::new();
    let nothing = Map::new();
    let now = now.as_object().unwrap_or(&nothing);
    let last_spec = last.spec.as_object().unwrap_or(&nothing);
    let section = |of: &Map<String, Value>, name: &str| {
        of.get(name).and_then(Value::as_object).cloned().unwrap_or_default()
    };

    let whole = if last.is_traced { authority(last.pages(), &origins.given) } else { untraced() };
    let mut lacking = BTreeSet::new();
    let mut layout = Layout::of(root);
    let mut there = layout.by_key();
    let mut before: Option<PieceId> = None;
    let keys = now.keys().chain(last_spec.keys().filter(|key| !now.contains_key(*key)));
    for key in keys {
        let (was, says) = (last_spec.get(key), now.get(key));
        let mut path = vec![key.clone()];
        if matches!(key.as_str(), "endpoints" | "types") {
            let (was, says) = (section(last_spec, key), section(now, key));
            let mut section =
                Section { key, was: &was, now: &says, last: &last, origins, lacking: BTreeSet::new() };
            let entries = match there.get(key).and_then(|entry| layout.property(*entry)) {
                Some(property) => match property.object_value() {
                    Some(object) => section.merge(apply, &object),
                    None => says.clone(),
                },
                None if last_spec.get(key).is_none() && !says.is_empty() => {
                    let entry = layout.insert(before, key, &Value::Object(says.clone()));
                    there.insert(key.clone(), entry);
                    section.tell_new(apply);
                    says.clone()
                }
                None => says.clone(),
            };
            lacking.append(&mut section.lacking);
            if !entries.is_empty() {
                kept.insert(key.clone(), Value::Object(entries));
            }
        } else {
            let entry = there.get(key).copied();
            let property = entry.and_then(|entry| layout.property(entry));
            let remembered = match (property, says) {
                (Some(property), Some(says)) => match &whole {
                    Authority::Lacking(pages) => {
                        let is = value_of(&property).unwrap_or_default();
                        if is != *says && was != Some(says) && !is_silent(key) {
                            apply.keep(&path, &is, Some(says), Why::OtherPages(pages.clone()));
                        }
                        was.cloned()
                    }
                    whole => {
                        apply.entry(&property, was, says, &mut path, whole);
                        Some(says.clone())
                    }
                },
                (Some(_), None) => match there.remove(key).zip(was) {
                    Some((_, was)) if is_silent(key) && matches!(whole, Authority::Lacking(_)) => {
                        Some(was.clone())
                    }
                    Some((entry, was)) => match apply.vanished(&mut layout, entry, was, &path, &whole) {
                        Vanished::Kept if apply.asks_again(&whole) => Some(was.clone()),
                        Vanished::Kept | Vanished::Removed => None,
                    },
                    None => None,
                },
                // A person took it out.
                (None, Some(says)) if was.is_some() => Some(says.clone()),
                (None, Some(says)) => match &whole {
                    Authority::Lacking(pages) if !is_silent(key) => {
                        apply.keep(&path, &Value::Null, Some(says), Why::OtherPages(pages.clone()));
                        None
                    }
                    Authority::Lacking(_) => None,
                    _ => {
                        there.insert(key.clone(), layout.insert(before, key, says));
                        apply.tell(&path, ChangeKind::Added);
                        Some(says.clone())
                    }
                },
                (None, None) => None,
            };
            if let Some(value) = remembered {
                kept.insert(key.clone(), value);
            }
        }
        before = there.get(key).copied();
    }
    layout.finish();
    record.spec = Value::Object(kept);
    record.learn(origins, &lacking);
    lacking
}

/// What is not worth a word where not all pages were given.
fn is_silent(key: &str) -> bool {
    matches!(key, "$schema" | "version" | "source" | "name" | "module")
}

/// Returns what may be done to what is from some pages, given others.
fn authority<'a>(pages: impl IntoIterator<Item = &'a String>, given: &BTreeSet<String>) -> Authority {
    let pages: BTreeSet<&String> = pages.into_iter().collect();
    let missing: Vec<String> = pages
        .iter()
        .filter(|page| !is_given(page, given) || page.as_str() == "-")
        .map(|page| (*page).clone())
        .collect();
    match missing.as_slice() {
        [] if pages.iter().all(|page| is_traceable(page)) => Authority::Whole,
        [] => Authority::ByName,
        _ => Authority::Lacking(missing),
    }
}

/// An old record does not say where things are from.
fn untraced() -> Authority {
    Authority::Lacking(vec!["its pages, which the old record does not name".to_owned()])
}

/// Returns whether a page was given. A site that has moved from http to https is the same one.
fn is_given(page: &str, given: &BTreeSet<String>) -> bool {
    given.contains(page)
        || page.strip_prefix("http://").is_some_and(|rest| given.contains(&format!("https://{rest}")))
}

struct Section<'a> {
    /// `endpoints` or `types`
    key: &'a str,
    was: &'a Map<String, Value>,
    now: &'a Map<String, Value>,
    last: &'a Record,
    origins: &'a Origins,
    /// The entries of which not all pages were given.
    lacking: BTreeSet<String>,
}

impl Section<'_> {
    /// Merges all entries; returns those of the new record.
    fn merge(&mut self, apply: &mut Apply<'_>, spec: &CstObject) -> Map<String, Value> {
        let mut kept = Map::new();
        let mut layout = Layout::of(spec);
        let mut there = layout.by_key();
        let mut before: Option<PieceId> = None;
        for (key, says) in self.now {
            let mut path = vec![self.key.to_owned(), key.clone()];
            let was = self.was.get(key);
            let authority = self.to_change(key);
            if let Authority::Lacking(_) = authority {
                self.lacking.insert(key.clone());
            }
            let entry = there.get(key).copied();
            let remembered = match entry.and_then(|entry| layout.property(entry)) {
                Some(property) => {
                    before = entry;
                    if let (Authority::Lacking(pages), Some(was)) = (&authority, was) {
                        let is = value_of(&property).unwrap_or_default();
                        let said = without_source(says);
                        if without_source(&is) != said && without_source(was) != said {
                            apply.keep(&path, &is, Some(says), Why::OtherPages(pages.clone()));
                        }
                        was
                    } else {
                        apply.entry(&property, was, says, &mut path, &authority);
                        says
                    }
                }
                // A person took it out.
                None if was.is_some() => {
                    before = None;
                    says
                }
                None => {
                    before = Some(layout.insert(before, key, says));
                    apply.tell(&path, ChangeKind::Added);
                    says
                }
            };
            kept.insert(key.clone(), remembered.clone());
        }
        let mut open = Vec::new();
        for (key, was) in self.was.iter().filter(|(key, _)| !self.now.contains_key(*key)) {
            let gone = self.is_gone(key);
            match (there.remove(key), gone) {
                (Some(entry), Gone::Yes(authority)) => open.push((key, was, entry, authority)),
                // A page that was not given says nothing.
                (_, Gone::Unknown) => {
                    kept.insert(key.clone(), was.clone());
                }
                // A person took it out, and the pages too.
                (None, Gone::Yes(_)) => {}
            }
        }
        // One that a person touched stays, and so does what it uses.
        let is_untouched = |layout: &Layout, entry: PieceId, was: &Value| {
            layout.property(entry).as_ref().and_then(value_of).as_ref() == Some(was)
        };
        let candidates: BTreeSet<String> = open
            .iter()
            .filter(|(_, was, entry, _)| is_untouched(&layout, *entry, was))
            .map(|(key, ..)| (*key).clone())
            .collect();
        let used = self.used(spec, &layout, &candidates);
        for (key, was, entry, authority) in open {
            let path = [self.key.to_owned(), key.clone()];
            if used.contains(key) {
                apply.keep(&path, was, None, Why::Used);
                if apply.asks_again(&authority) {
                    kept.insert(key.clone(), was.clone());
                }
            } else if apply.vanished(&mut layout, entry, was, &path, &authority) == Vanished::Kept
                && apply.asks_again(&authority)
            {
                kept.insert(key.clone(), was.clone());
            }
        }
        layout.finish();
        kept
    }

    /// Reports a section that the spec does not have yet.
    fn tell_new(&mut self, apply: &mut Apply<'_>) {
        for key in self.now.keys() {
            if let Authority::Lacking(_) = self.to_change(key) {
                self.lacking.insert(key.clone());
            }
            apply.tell(&[self.key.to_owned(), key.clone()], ChangeKind::Added);
        }
    }

    /// Which of the types that would go are used by what stays.
    fn used(&self, spec: &CstObject, layout: &Layout, candidates: &BTreeSet<String>) -> BTreeSet<String> {
        if self.key != "types" || candidates.is_empty() {
            return BTreeSet::new();
        }
        // What is merged already is in the tree as text.
        let value = |text: &str| super::parse(text).map(|(_, value)| value).unwrap_or_default();
        let mut whole = spec.root_node().map(|root| value(&root.to_string())).unwrap_or_default();
        if let Some(types) = whole.get_mut(self.key) {
            *types = value(&layout.text());
        }
        uses::used(&whole, candidates)
    }

    /// What may be done to an entry that the given pages have.
    fn to_change(&self, key: &String) -> Authority {
        if self.key == "types" {
            return match self.last.types.get(key) {
                Some(pages) if !pages.is_empty() => authority(pages, &self.origins.given),
                // The record has it, but not where it is from.
                _ if self.was.contains_key(key) => untraced(),
                _ => Authority::Whole,
            };
        }
        // Its own page was given, however that is called now.
        let models = self.last.endpoints.get(key).map(|origin| &origin.models);
        authority(models.into_iter().flatten(), &self.origins.given)
    }

    /// Whether the given pages show that an entry is gone.
    fn is_gone(&self, key: &String) -> Gone {
        if self.key == "types" {
            return match self.last.types.get(key) {
                Some(pages) if !pages.is_empty() => match authority(pages, &self.origins.given) {
                    Authority::Lacking(_) => Gone::Unknown,
                    authority => Gone::Yes(authority),
                },
                _ => Gone::Unknown,
            };
        }
        if self.origins.listed.contains(&key.to_lowercase()) {
            return Gone::Unknown;
        }
        let Some(origin) = self.last.endpoints.get(key) else { return Gone::Unknown };
        let given: Vec<&String> = origin
            .pages
            .iter()
            .chain(&origin.indexes)
            .filter(|page| is_given(page, &self.origins.given))
            .collect();
        match given.as_slice() {
            [] => Gone::Unknown,
            given if given.iter().any(|page| is_traceable(page)) => Gone::Yes(Authority::Whole),
            _ => Gone::Yes(Authority::ByName),
        }
    }
}

/// What becomes of an entry that the given pages do not have.
enum Gone {
    /// A page that had it was given, and does not have it any more.
    Yes(Authority),
    /// It is from pages that were not given.
    Unknown,
}

fn without_source(value: &Value) -> Value {
    let mut value = value.clone();
    if let Some(object) = value.as_object_mut() {
        object.shift_remove("source");
    }
    value
}

/// Takes the secrets out of the addresses that older versions wrote into a spec.
pub(super) fn hide_secrets(root: &CstObject) {
    let hide = |of: &CstObject| {
        let page = of.object_value("source").and_then(|source| source.get("page"));
        let text = page.as_ref().and_then(value_of).and_then(|value| value.as_str().map(str::to_owned));
        if let (Some(page), Some(text)) = (page, text)
            && crate::address::is_address(&text)
        {
            let shown = crate::address::shown(&text);
            if shown != text {
                page.set_value(input(&Value::String(shown)));
            }
        }
    };
    hide(root);
    for section in ["endpoints", "types"] {
        for property in root.object_value(section).iter().flat_map(CstObject::properties) {
            property.object_value().iter().for_each(&hide);
        }
    }
}
