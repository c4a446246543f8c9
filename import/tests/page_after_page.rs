//! A spec is made of all its pages: imported one after the other into one folder, they give what they give at
//! once. Pages that were given earlier are read again, behind those that are given.
//!
//! The sites are the folders of `fixtures/field` that have several pages. Of all folders the same pages once more change
//! nothing.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use datacontract_import::{
    Options, import_beside,
    merge::{Existing, plan},
    page::Page,
    source::{self, Source},
};
use rayon::prelude::*;
use serde_json::Value;

use crate::parts::{files, spec};

#[test]
fn one_page_after_the_other_gives_what_all_give_at_once() {
    let sites: Vec<(String, Vec<Document>)> =
        sites().into_iter().filter(|(_, documents)| documents.len() > 1).collect();
    assert!(!sites.is_empty(), "no site has several pages");
    let wrong: Vec<String> = sites.par_iter().flat_map(|(name, documents)| faults(name, documents)).collect();
    println!("{} sites", sites.len());
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_same_pages_once_more_change_nothing() {
    let wrong: Vec<String> = sites()
        .par_iter()
        .filter_map(|(name, documents)| match once_more(documents) {
            Ok((first, second)) => (first != second).then(|| name.clone()),
            Err(error) => Some(format!("{name}: {error}")),
        })
        .collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Returns the folders of the field with their documents.
fn sites() -> Vec<(String, Vec<Document>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/field");
    let only = std::env::var("FIELD").unwrap_or_default();
    let mut paths = Vec::new();
    files(&folder, &mut paths);
    let mut of_site: BTreeMap<&Path, Vec<PathBuf>> = BTreeMap::new();
    for path in &paths {
        of_site.entry(path.parent().unwrap_or(&folder)).or_default().push(path.clone());
    }
    of_site
        .into_iter()
        .map(|(site, pages)| (site.strip_prefix(&folder).unwrap_or(site).display().to_string(), site, pages))
        .filter(|(name, ..)| name.contains(&only))
        .map(|(name, site, pages)| (name, documents(pages, site)))
        .collect()
}

/// Returns what two imports of the same pages into one folder make of the spec, one after the other.
fn once_more(documents: &[Document]) -> Result<(String, String), String> {
    let mut existing = Existing::default();
    let mut specs = Vec::new();
    for _ in 0..2 {
        let imported =
            import_beside(documents.iter().flatten().cloned(), std::iter::empty(), &Options::default());
        if imported.report.nothing_imported().is_some() {
            return Ok((String::new(), String::new()));
        }
        let plan = plan(&existing, &imported).map_err(|error| error.to_string())?;
        let record = plan.record().map_err(|error| error.to_string())?;
        specs.push(plan.api_json.clone());
        existing = Existing { spec: Some(plan.api_json), record: Some(record) };
    }
    let second = specs.pop().unwrap_or_default();
    Ok((specs.pop().unwrap_or_default(), second))
}

/// The pages of a file.
type Document = Vec<Page>;

/// Reads the files of a site, for a spec in a folder beside them.
fn documents(paths: Vec<PathBuf>, site: &Path) -> Vec<Document> {
    let options = source::Options { relative_to: Some(site.join("spec")), ..source::Options::default() };
    let read = |path| source::read([Source::File(path)], &options, |_| {}).filter_map(Result::ok).collect();
    paths.into_iter().map(read).filter(|pages: &Document| !pages.is_empty()).collect()
}

/// Returns what is otherwise if the pages of a site come one after the other, from the first on and from the
/// last on.
fn faults(name: &str, documents: &[Document]) -> Vec<String> {
    let mut wrong = Vec::new();
    let reversed: Vec<Document> = documents.iter().rev().cloned().collect();
    for (order, documents) in [("in order", documents), ("reversed", &reversed)] {
        match one_by_one(documents) {
            Err(error) => wrong.push(format!("{name}, {order}: {error}")),
            Ok(Outcome { at_once, merged }) => {
                let differences = differences(&spec(&at_once), &spec(&merged));
                wrong.extend(differences.iter().map(|difference| format!("{name}, {order}: {difference}")));
            }
        }
    }
    wrong
}

/// What comes of pages that are imported one after the other.
struct Outcome {
    /// What the last import makes of all pages.
    at_once: String,
    /// What it makes of the spec that is there.
    merged: String,
}

fn one_by_one(documents: &[Document]) -> Result<Outcome, String> {
    let mut existing = Existing::default();
    let mut at_once = None;
    for (place, pages) in documents.iter().enumerate() {
        let earlier = documents[..place].iter().flatten().cloned();
        let imported = import_beside(pages.iter().cloned(), earlier, &Options::default());
        if imported.report.nothing_imported().is_some() {
            continue;
        }
        let plan = plan(&existing, &imported).map_err(|error| error.to_string())?;
        let record = plan.record().map_err(|error| error.to_string())?;
        existing = Existing { spec: Some(plan.api_json), record: Some(record) };
        at_once = Some(imported.api_json);
    }
    let (Some(merged), Some(at_once)) = (existing.spec, at_once) else {
        return Err("nothing was imported".to_owned());
    };
    Ok(Outcome { at_once, merged })
}

/// Returns where two specs differ, whatever the order of their entries. Names that a spec and files have they
/// keep, and where a page was does not matter.
fn differences(at_once: &Value, one_by_one: &Value) -> Vec<String> {
    fn is_of_no_matter(path: &str) -> bool {
        matches!(path, "/name" | "/module") || path.ends_with("/source")
    }
    let mut found = Vec::new();
    let mut open = vec![(String::new(), Some(at_once), Some(one_by_one))];
    while let Some((path, left, right)) = open.pop() {
        match (left, right) {
            _ if left == right || is_of_no_matter(&path) => {}
            (Some(Value::Object(left)), Some(Value::Object(right))) => {
                let keys: BTreeSet<&String> = left.keys().chain(right.keys()).collect();
                open.extend(
                    keys.into_iter().map(|key| (format!("{path}/{key}"), left.get(key), right.get(key))),
                );
            }
            // The names of files.
            (Some(Value::String(_)), Some(Value::String(_))) if path.contains("/samples/") => {}
            // `"Id": "int"` is `"Id": { "type": "int" }`.
            (Some(Value::String(short)), Some(Value::Object(long)))
            | (Some(Value::Object(long)), Some(Value::String(short)))
                if long.len() == 1 && long.get("type").and_then(Value::as_str) == Some(short) => {}
            _ => {
                let shown = |value: Option<&Value>| value.map_or("nothing".to_owned(), ToString::to_string);
                found.push(format!("{path} is {}, at once {}", shown(right), shown(left)));
            }
        }
    }
    found.sort();
    found
}
