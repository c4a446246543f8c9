//! What another spec has, which was inferred from recordings.

use std::collections::{BTreeMap, BTreeSet};

use super::lesson::{Certainty, Edit, Lesson, Topic};
use super::revise;
use crate::site::Site;

/// What is a guess of an endpoint that no page shows.
const BY_LOOKS: &str = "parameters and types are what was recorded looks like";

/// Returns a lesson for each endpoint that the site does not have, with the types that it needs.
pub(super) fn lessons(site: &Site, inferred: &str, exchanges: &dyn Fn(&str) -> Option<u64>) -> Vec<Lesson> {
    let spec = site.spec();
    // Documents become samples if the caller wants it: see `Samples`.
    let inferred = &revise::without(inferred, "endpoints", "samples");
    let types: BTreeMap<String, String> = revise::entries(inferred, "types").into_iter().collect();
    // Those of the site, and those that a lesson before has added.
    let mut known: BTreeSet<String> = spec.types.iter().map(|ty| ty.name.value.to_string()).collect();
    let mut lessons = Vec::new();
    for (heading, text) in revise::entries(inferred, "endpoints") {
        if spec.endpoints.iter().any(|endpoint| endpoint.heading.value.eq_ignore_ascii_case(&heading)) {
            continue;
        }
        let mut edits = vec![Edit::Entry { section: "endpoints", text: text.clone() }];
        let mut open = vec![text];
        while let Some(text) = open.pop() {
            for (name, entry) in &types {
                if !known.contains(name) && names(&text, name) {
                    known.insert(name.clone());
                    edits.push(Edit::Entry { section: "types", text: entry.clone() });
                    open.push(entry.clone());
                }
            }
        }
        let evidence = match exchanges(&heading) {
            Some(1) | None => "in 1 exchange".to_owned(),
            Some(count) => format!("in {count} exchanges"),
        };
        lessons.push(Lesson {
            topic: Topic::Endpoint,
            place: heading,
            finding: "is an endpoint".to_owned(),
            evidence,
            guess: Some(BY_LOOKS),
            certainty: Certainty::Shown,
            entry: spec.file.text().len(),
            edits,
        });
    }
    lessons
}

/// Returns whether a type is named in the text of an entry, in full or by its last name.
fn names(text: &str, name: &str) -> bool {
    let last = name.rsplit(['.', '+']).next().unwrap_or(name);
    let mut words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '+')));
    words.any(|word| word == name || word == last)
}
