//! What was imported, made ready to be merged into a spec that is there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{record::Record, same, uses::last_part};
use crate::{
    infer::Imported,
    origins::{EndpointOrigin, Origins},
};

/// What was imported, in the words of the spec that is there.
pub(super) struct Prepared {
    pub(super) now: Value,
    pub(super) origins: Origins,
    /// By the name of the file.
    pub(super) samples: BTreeMap<String, String>,
    /// The endpoints that only the lists have that were given, and that are those of pages that are not at
    /// hand.
    pub(super) only_listed: BTreeSet<String>,
}

/// Prepares what was imported. `spec` is what is there now.
pub(super) fn prepare(
    imported: &Imported,
    mut now: Value,
    mut origins: Origins,
    record: &Record,
    spec: &Value,
    missing: &BTreeSet<String>,
) -> Prepared {
    if !imported.is_named {
        keep_names(&mut now, record, spec);
    }
    same_types(&mut now, &mut origins, record);
    let only_listed = leave_out_listed(&mut now, &mut origins, record, spec);
    // Where all pages are at hand, they say themselves where each entry is from.
    if !missing.is_empty() {
        spread_source(&mut now, &record.spec, spec);
    }
    let samples = name_samples(&mut now, imported, &record.spec, spec);
    same::keep_days(&mut now, &record.spec);
    Prepared { now, origins, samples, only_listed }
}

/// Without a name on the command line, name and module are those that the spec has.
fn keep_names(now: &mut Value, record: &Record, spec: &Value) {
    let Some(now) = now.as_object_mut() else { return };
    for key in ["name", "module"] {
        if let Some(known) = record.spec.get(key).or_else(|| spec.get(key)) {
            now.insert(key.to_owned(), known.clone());
        }
    }
}

/// A type of which not all pages were given may lack its namespace: it is the one of that name all the same.
fn same_types(now: &mut Value, origins: &mut Origins, record: &Record) {
    let Some(types) = now.get_mut("types").and_then(Value::as_object_mut) else { return };
    let mut known: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for (name, pages) in &record.types {
        let is_partly_given = pages.iter().any(|page| origins.given.contains(page))
            && !pages.iter().all(|page| origins.given.contains(page));
        if is_partly_given && !types.contains_key(name) && !name.contains('<') {
            known.entry(last_part(name)).or_default().push(name);
        }
    }
    let new: Vec<String> = types.keys().filter(|name| !record.types.contains_key(*name)).cloned().collect();
    for name in new {
        let is_last_part = last_part(&name) == name;
        if let Some([same]) = known.get(name.as_str()).map(Vec::as_slice).filter(|_| is_last_part) {
            types.shift_remove(&name);
            let pages = origins.types.remove(&name).unwrap_or_default();
            if let Some(was) = record.spec.get("types").and_then(|types| types.get(*same)) {
                // It stays as it is: not all of its pages were given.
                types.insert((*same).clone(), was.clone());
                origins.types.insert((*same).clone(), pages);
            }
        }
    }
}

/// Leaves out what only a list has of an operation whose page was given earlier, and is not at hand any more:
/// a list says nothing of what pages have. It may have the operation in other letters, or without its query.
/// Returns the headings.
fn leave_out_listed(
    now: &mut Value,
    origins: &mut Origins,
    record: &Record,
    spec: &Value,
) -> BTreeSet<String> {
    let is_only_listed = |heading: &String, of: &BTreeMap<String, EndpointOrigin>| {
        of.get(heading).is_some_and(|origin| origin.pages.is_empty())
    };
    let operation = |heading: &str| heading.split('?').next().unwrap_or(heading).to_lowercase();
    // Where its page is at hand, the import has told the operations apart.
    let is_at_hand = |heading: &String| {
        let origin = record.endpoints.get(heading);
        origin.is_some_and(|origin| origin.pages.iter().all(|page| origins.given.contains(page)))
    };
    let of_pages: BTreeSet<String> = entries(spec)
        .filter(|(heading, _)| !is_at_hand(heading))
        .map(|(heading, _)| operation(heading))
        .collect();
    let only_listed: BTreeSet<String> = entries(now)
        .map(|(heading, _)| heading.clone())
        .filter(|heading| is_only_listed(heading, &origins.endpoints))
        .filter(|heading| of_pages.contains(&operation(heading)))
        .collect();
    if let Some(endpoints) = now.get_mut("endpoints").and_then(Value::as_object_mut) {
        endpoints.retain(|heading, _| !only_listed.contains(heading));
    }
    origins.endpoints.retain(|heading, _| !only_listed.contains(heading));
    only_listed
}

/// Where all is from one page, that stands once, at the top. It moves to the entries if the spec is from
/// another page.
fn spread_source(now: &mut Value, last: &Value, spec: &Value) {
    let page = |of: &Value| of.get("source").and_then(|source| source.get("page")).cloned();
    let own = page(now);
    let is_new = spec.get("endpoints").is_none() && spec.get("types").is_none();
    if own.is_none() || is_new || own == page(last) || own == page(spec) {
        return;
    }
    let Some(root) = now.as_object_mut() else { return };
    let Some(mut source) = root.get("source").and_then(Value::as_object).cloned() else { return };
    let note = source.shift_remove("note");
    match note {
        Some(note) => root.insert("source".to_owned(), Map::from_iter([("note".to_owned(), note)]).into()),
        None => root.shift_remove("source"),
    };
    for section in ["endpoints", "types"] {
        for (_, entry) in root.get_mut(section).and_then(Value::as_object_mut).into_iter().flatten() {
            if let Some(entry) = entry.as_object_mut() {
                let at = usize::from(entry.contains_key("name")) + usize::from(entry.contains_key("doc"));
                entry.shift_insert(at.min(entry.len()), "source".to_owned(), source.clone().into());
            }
        }
    }
}

/// Gives samples the names that they had, and names that no other endpoint has to new ones.
fn name_samples(
    now: &mut Value,
    imported: &Imported,
    last: &Value,
    spec: &Value,
) -> BTreeMap<String, String> {
    let mut texts: BTreeMap<&str, &str> =
        imported.samples.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut taken: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for of in [last, spec] {
        for (heading, endpoint) in entries(of) {
            each_sample(endpoint, &mut |_, name| {
                taken.entry(name.to_lowercase()).or_default().insert(heading.clone());
            });
        }
    }
    let mut samples = BTreeMap::new();
    let Some(endpoints) = now.get_mut("endpoints").and_then(Value::as_object_mut) else { return samples };
    for (heading, endpoint) in endpoints {
        let mut known: BTreeMap<[String; 2], String> = BTreeMap::new();
        if let Some(last) = last.get("endpoints").and_then(|endpoints| endpoints.get(heading)) {
            each_sample(last, &mut |slot, name| {
                known.insert(slot, name.to_owned());
            });
        }
        let payloads = endpoint.get_mut("samples").and_then(Value::as_object_mut).into_iter().flatten();
        for (what, files) in payloads {
            for (format, file) in files.as_object_mut().into_iter().flatten() {
                let Some(text) = file.as_str().and_then(|name| texts.remove(name)) else { continue };
                let slot = [what.clone(), format.clone()];
                let name = match known.get(&slot).filter(|name| is_plain(name)) {
                    Some(name) => name.clone(),
                    None => free_name(file.as_str().unwrap_or_default(), heading, &taken),
                };
                taken.entry(name.to_lowercase()).or_default().insert(heading.clone());
                *file = Value::String(name.clone());
                samples.insert(name, text.to_owned());
            }
        }
    }
    samples
}

fn entries(spec: &Value) -> impl Iterator<Item = (&String, &Value)> {
    spec.get("endpoints").and_then(Value::as_object).into_iter().flatten()
}

/// Calls `visit` with `["request", "json"]` and the name of the file, for each sample of an endpoint.
pub(super) fn each_sample(endpoint: &Value, visit: &mut dyn FnMut([String; 2], &str)) {
    for (what, files) in endpoint.get("samples").and_then(Value::as_object).into_iter().flatten() {
        for (format, file) in files.as_object().into_iter().flatten() {
            if let Some(file) = file.as_str() {
                visit([what.clone(), format.clone()], file);
            }
        }
    }
}

/// The name of a file in the folder `samples` itself.
pub(super) fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':'])
}

fn free_name(wanted: &str, heading: &String, taken: &BTreeMap<String, BTreeSet<String>>) -> String {
    let is_free = |name: &str| {
        taken.get(&name.to_lowercase()).is_none_or(|headings| headings.iter().all(|other| other == heading))
    };
    if is_free(wanted) {
        return wanted.to_owned();
    }
    let method = heading.split(' ').next().unwrap_or_default().to_lowercase();
    let (stem, rest) = wanted.split_once('.').unwrap_or((wanted, ""));
    let names = std::iter::once(format!("{method}-{wanted}"))
        .chain((2_usize..).map(|number| format!("{method}-{stem}-{number}.{rest}")));
    names.into_iter().find(|name| is_free(name)).unwrap_or_default()
}
