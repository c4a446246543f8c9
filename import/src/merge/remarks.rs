//! The comments on what is not proven, where a spec is imported into again.
//!
//! A comment stands above the entry that it is about. Whoever decides the matter writes what the service has,
//! or deletes the comment if the guess is right: both are remembered, so that nobody is asked twice. Comments
//! of import whose matter is decided, or that the pages now show, go.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{lines::Lines, value::long};
use crate::{
    infer::model::NO_NAMESPACE,
    keys::Keys,
    report::{Fact, SpecEntry},
};

/// By the place and the cause: the comments that were written, also those that a person has deleted since.
pub(super) type Written = BTreeMap<String, BTreeMap<String, String>>;

/// What the comments of a spec are merged from.
pub(super) struct MergeInput<'a> {
    /// What the pages say, in the words of the spec.
    pub(super) now: &'a Value,
    /// What the pages alone would call the API.
    pub(super) name: Option<Value>,
    /// What the last import called it.
    pub(super) earlier_name: Option<&'a Value>,
    /// The spec as it is to be.
    pub(super) spec: &'a Value,
    /// The comments that the last imports wrote; `None` if the record is too old to say.
    pub(super) last: Option<&'a Written>,
    /// The lines of all comments that imports wrote.
    pub(super) lines: Option<&'a BTreeSet<String>>,
    /// The endpoints and types of which not all pages were given.
    pub(super) lacking: &'a BTreeSet<String>,
    /// Whether all pages of earlier imports were given.
    pub(super) is_whole: bool,
}

impl MergeInput<'_> {
    /// Returns whether a place is the API's name, and the spec keeps the one that fewer pages gave it: it stays, since
    /// callers know its module, and is a guess as before.
    fn has_name_of_earlier(&self, path: &str) -> bool {
        let own = self.spec.get("name");
        path == "name" && own.is_some() && own == self.earlier_name && own != self.name.as_ref()
    }
}

/// The spec with its comments brought up to date.
pub(super) struct Merged {
    pub(super) text: String,
    /// What is still not proven.
    pub(super) facts: Vec<Fact>,
    pub(super) written: Written,
    /// The lines of the comments that were added.
    pub(super) added: Vec<String>,
}

/// Returns what a new spec has written of each fact.
pub(super) fn written(facts: &[Fact]) -> Written {
    let mut written = Written::new();
    for fact in facts {
        written.entry(path_of(&fact.place)).or_default().insert(cause(fact), comment(fact));
    }
    written
}

fn path_of(place: &SpecEntry) -> String {
    place.path().join(" / ")
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cause(fact: &Fact) -> String {
    plain(&format!("{}: {}", fact.confidence.word(), fact.text))
}

fn comment(fact: &Fact) -> String {
    plain(&format!("{}: {}", fact.confidence.word(), fact.sentence()))
}

/// Merges the comments of import into a spec whose entries are merged already.
pub(super) fn merge(text: &str, facts: &[Fact], given: &MergeInput<'_>) -> Merged {
    let keys = Keys::of(text);
    let mut page = Lines::new(text);
    let mut merged =
        Merged { text: String::new(), facts: Vec::new(), written: Written::new(), added: Vec::new() };
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    for fact in facts {
        let (path, cause) = (path_of(&fact.place), cause(fact));
        let last = given.last.and_then(|last| last.get(&path)?.get(&cause));
        if given.has_name_of_earlier(&path) {
            merged.facts.extend(guess_of_earlier(fact, given.last, &keys, &page));
            continue;
        }
        seen.insert((path.clone(), cause.clone()));
        let Some(anchor) = anchor(&keys, &fact.place) else { continue };
        let undecided = undecided(fact, given);
        let Some(fact) = undecided else {
            if let Some(last) = last {
                page.remove(anchor, last);
            }
            continue;
        };
        let now = comment(&fact);
        let is_there = page.has(anchor, &cause);
        let was_written = match (given.last, given.lines) {
            (Some(_), _) => last.is_some(),
            (None, Some(lines)) => {
                page.lines_of(anchor, &now).first().is_some_and(|first| lines.contains(first))
            }
            (None, None) => false,
        };
        let kept = match (was_written, is_there) {
            // A person deleted the comment: the guess is right.
            (true, false) => last.cloned().unwrap_or(now),
            (_, true) => {
                if last.is_some_and(|last| *last != now && page.replace(anchor, last, &now)) {
                    merged.added.extend(page.lines_of(anchor, &now));
                }
                merged.facts.push(fact);
                now
            }
            // The spec knows more than the pages that were given.
            (false, false) if is_lacking(&fact.place, given) => continue,
            (false, false) => {
                let could_be_written = page.insert(anchor, &now);
                merged.facts.push(fact);
                if !could_be_written {
                    continue;
                }
                merged.added.extend(page.lines_of(anchor, &now));
                now
            }
        };
        merged.written.entry(path).or_default().insert(cause, kept);
    }
    for (path, causes) in given.last.into_iter().flatten() {
        for (cause, comment) in
            causes.iter().filter(|(cause, _)| !seen.contains(&(path.clone(), (*cause).clone())))
        {
            let keys_of: Vec<&str> = path.split(" / ").collect();
            // A setting that the spec did not have when the comment was written may have come since.
            let lines: Vec<usize> = match keys_of.as_slice() {
                [key] => root_anchors(&keys, key).collect(),
                path => keys.line(path).into_iter().collect(),
            };
            let Some(line) =
                lines.iter().copied().find(|line| page.has(*line, cause)).or(lines.first().copied())
            else {
                continue;
            };
            let is_given = match keys_of.as_slice() {
                [section, entry, ..] => {
                    !given.lacking.contains(*entry)
                        && given.now.get(section).and_then(|of| of.get(entry)).is_some()
                }
                _ => given.is_whole && !given.has_name_of_earlier(path),
            };
            if is_given {
                // The pages show it now.
                page.remove(line, comment);
            } else {
                merged.written.entry(path.clone()).or_default().insert(cause.clone(), comment.clone());
            }
        }
    }
    merged.text = page.text();
    merged
}

/// Returns what an earlier import guessed of the same place, if its comment still stands there.
fn guess_of_earlier(now: &Fact, last: Option<&Written>, keys: &Keys, page: &Lines) -> Option<Fact> {
    let anchor = anchor(keys, &now.place)?;
    let cause = last?.get(&path_of(&now.place))?.keys().find(|cause| page.has(anchor, cause))?;
    let text = cause.strip_prefix(now.confidence.word())?.strip_prefix(": ")?;
    Some(Fact { text: text.to_owned(), ..now.clone() })
}

/// The lines that the comments on a setting may stand above; those on one that the spec does not have stand
/// above what comes first behind it.
fn root_anchors(keys: &Keys, key: &str) -> impl Iterator<Item = usize> {
    [keys.line(&[key]), keys.line(&["endpoints"]), keys.line(&["types"])].into_iter().flatten()
}

/// The line that the comments on a place stand above.
fn anchor(keys: &Keys, place: &SpecEntry) -> Option<usize> {
    match place {
        SpecEntry::Key(key) => root_anchors(keys, key).next(),
        place => keys.line(&place.path()),
    }
}

fn is_lacking(place: &SpecEntry, given: &MergeInput<'_>) -> bool {
    match place.path().as_slice() {
        [_, entry, ..] => given.lacking.contains(*entry),
        _ => !given.is_whole,
    }
}

/// Returns what of a fact nobody has decided by writing something else than the pages say.
fn undecided(fact: &Fact, given: &MergeInput<'_>) -> Option<Fact> {
    let mut fact = fact.clone();
    if let SpecEntry::Key(key) = fact.place {
        let says = if key == "name" { given.name.as_ref() } else { given.now.get(key) };
        if given.spec.get(key) != says {
            return None;
        }
    }
    let formatters = given.spec.get("formatters").filter(|own| Some(*own) != given.now.get("formatters"));
    if fact.text == NO_NAMESPACE && formatters.is_some_and(|formatters| formatters.get("xml").is_none()) {
        // A person says that there is no XML.
        return None;
    }
    let Some(advice) = &fact.advice else { return Some(fact) };
    if let Some(entry) = advice.entry.as_ref().filter(|entry| entry.at_root) {
        let is_same = given.spec.get(entry.key) == given.now.get(entry.key);
        return is_same.then_some(fact);
    }
    let is_same = |place: &SpecEntry| {
        advice.decided_by.iter().all(|key| value(given.spec, place, key) == value(given.now, place, key))
    };
    if fact.members.is_empty() {
        return is_same(&fact.place).then_some(fact);
    }
    let places = fact.places();
    let members: Vec<String> = fact
        .members
        .iter()
        .zip(&places)
        .filter(|(_, place)| entry(given.spec, place).is_some() && is_same(place))
        .map(|(member, _)| member.clone())
        .collect();
    fact.members = members;
    (!fact.members.is_empty()).then_some(fact)
}

fn entry<'a>(spec: &'a Value, place: &SpecEntry) -> Option<&'a Value> {
    place.path().iter().try_fold(spec, |value, key| value.get(key))
}

fn value(spec: &Value, place: &SpecEntry, key: &str) -> Option<Value> {
    long(entry(spec, place)?).get(key).cloned()
}
