//! What another spec has, which was inferred from recordings.

use std::collections::{BTreeMap, BTreeSet};

use datacontract_codegen::spec::{Endpoint, Spec, TypeDef, Untyped, remarks::doubts};
use serde_json::{Value, json};

use super::lesson::{Certainty, Edit, Lesson, Topic};
use super::revise;
use super::unknown::{UnknownEndpoint, UnknownError, UnknownErrors};
use super::wording::entry_of_recordings;
use crate::site::Site;

/// What is a guess of an endpoint that no page shows.
const BY_LOOKS: &str = "parameters and types are what was recorded looks like";

/// What is a guess of a payload that no page shows.
const TYPE_BY_LOOKS: &str = "its type is what was recorded looks like";

/// What the inference says where it has found no type: a person decides.
const NOTHING: &str = "object";

/// Returns a lesson for each endpoint that the site does not have, and for each payload that has no type there, with the types
/// that it needs.
pub(super) fn lessons(
    site: &Site,
    inferred: &str,
    unknown: &[UnknownEndpoint],
    errors: &UnknownErrors,
) -> Vec<Lesson> {
    let spec = site.spec();
    // Documents become samples if the caller wants it: see `Samples`.
    let inferred = &revise::without(inferred, "endpoints", "samples");
    let mut types = Types {
        inferred: revise::entries(inferred, "types")
            .into_iter()
            .map(|(name, text)| (name, entry_of_recordings(&text)))
            .collect(),
        known: spec.types.iter().map(|ty| ty.name.value.to_string()).collect(),
    };
    types.know_those_of(spec);
    let mut lessons = Vec::new();
    for (heading, text) in revise::entries(inferred, "endpoints") {
        if let Some(error) = errors.find(spec, &heading) {
            let value = revise::value_of(inferred, "endpoints", &heading, "response");
            lessons.extend(value.and_then(|value| types.of_error(spec, error, value)));
            continue;
        }
        let known = spec.endpoints.iter().find(|known| known.heading.value.eq_ignore_ascii_case(&heading));
        let recorded =
            unknown.iter().find(|unknown| unknown.operation.heading.eq_ignore_ascii_case(&heading));
        if let Some(endpoint) = known {
            let value = |key| revise::value_of(inferred, "endpoints", &heading, key);
            let found = Found { request: value("body"), response: value("response") }.open_in(endpoint);
            lessons.extend(types.of_payloads(endpoint, &found, recorded));
            continue;
        }
        let text = without_pages(&text);
        let mut edits = vec![Edit::Entry { section: "endpoints", text: text.clone() }];
        edits.extend(types.needed_by(text));
        let doubts = recorded.map_or(&[][..], |recorded| &recorded.doubts);
        let guess = std::iter::once(BY_LOOKS).chain(doubts.iter().map(String::as_str));
        lessons.push(Lesson {
            topic: Topic::Endpoint,
            place: heading,
            finding: "is an endpoint".to_owned(),
            evidence: in_exchanges(recorded),
            guess: Some(guess.collect::<Vec<_>>().join("; ")),
            certainty: Certainty::Shown,
            entry: spec.file.text().len(),
            edits,
        });
    }
    lessons.extend(types.derived(site, inferred));
    lessons
}

/// What was inferred of the payloads of an endpoint: the JSON that stands for them in a spec.
struct Found<'t> {
    request: Option<&'t str>,
    response: Option<&'t str>,
}

impl Found<'_> {
    /// Returns what of it the spec leaves open.
    fn open_in(self, endpoint: &Endpoint) -> Self {
        let request = endpoint.untyped().any(|untyped| untyped == Untyped::Request);
        let response = endpoint.response.is_none() && endpoint.download.is_none();
        Found { request: self.request.filter(|_| request), response: self.response.filter(|_| response) }
    }
}

/// Returns an entry without what its comments say of a page: there is none.
fn without_pages(text: &str) -> String {
    let is_of_page = |line: &&str| {
        let comment = line.trim_start().strip_prefix("// inferred: ");
        comment.is_some_and(|comment| comment.starts_with(doubts::PAYLOAD))
    };
    entry_of_recordings(&text.lines().filter(|line| !is_of_page(line)).collect::<Vec<_>>().join("\n"))
}

fn in_exchanges(recorded: Option<&UnknownEndpoint>) -> String {
    match recorded.map(|recorded| recorded.exchanges) {
        Some(1) | None => "in 1 exchange".to_owned(),
        Some(count) => format!("in {count} exchanges"),
    }
}

/// The types of the other spec.
struct Types {
    /// By name, as text with comments.
    inferred: BTreeMap<String, String>,
    /// Those of the site, and those that a lesson before has added.
    known: BTreeSet<String>,
}

impl Types {
    /// Takes a class whose namespace nothing shows for the one of the spec with that name, if that has all of its members.
    fn know_those_of(&mut self, spec: &Spec) {
        let is_one_of = |(name, entry): &(&String, &String)| {
            let mut of_name =
                spec.types.iter().enumerate().filter(|(_, ty)| ty.name.short() == name.as_str());
            let (Some((index, _)), None) = (of_name.next(), of_name.next()) else { return false };
            let names: BTreeSet<String> =
                spec.all_members(index).map(|member| member.name.value.to_lowercase()).collect();
            let members = revise::members(entry);
            !members.is_empty() && members.iter().all(|member| names.contains(&member.to_lowercase()))
        };
        let known: Vec<String> =
            self.inferred.iter().filter(is_one_of).map(|(name, _)| name.clone()).collect();
        self.known.extend(known);
    }

    /// Returns what adds the types that are named in a text, and those that these name.
    fn needed_by(&mut self, text: String) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut open = vec![text];
        while let Some(text) = open.pop() {
            for (name, entry) in &self.inferred {
                if !self.known.contains(name) && names(&text, name) {
                    self.known.insert(name.clone());
                    edits.push(Edit::Entry { section: "types", text: entry.clone() });
                    open.push(entry.clone());
                }
            }
        }
        edits
    }

    /// Returns the class of bodies of errors that were inferred to be of this type, the JSON that stands for it in a spec.
    fn of_error(&mut self, spec: &Spec, error: &UnknownError, ty: &str) -> Option<Lesson> {
        let is_named = |name: &&String| !self.known.contains(*name) && names(ty, name);
        let name = self.inferred.keys().find(is_named)?.clone();
        let edits = self.needed_by(ty.to_owned());
        let statuses: Vec<String> = error.statuses().iter().map(u16::to_string).collect();
        let headings = error.headings(spec).into_iter().map(|heading| format!("`{heading}`"));
        let headings: Vec<String> = headings.collect();
        let bodies = error.bodies();
        let bodies = if bodies == 1 { "1 body".to_owned() } else { format!("{bodies} bodies") };
        Some(Lesson {
            topic: Topic::Error,
            place: name,
            finding: format!("is what errors have as their body ({})", statuses.join(", ")),
            evidence: format!("{bodies} of {}", headings.join(", ")),
            guess: Some(TYPE_BY_LOOKS.to_owned()),
            certainty: Certainty::Shown,
            entry: spec.file.text().len(),
            edits,
        })
    }

    /// Returns the classes that are derived from those of the site.
    fn derived(&mut self, site: &Site, inferred: &str) -> Vec<Lesson> {
        let spec = site.spec();
        let mut derived: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for name in self.inferred.keys().filter(|name| !self.known.contains(*name)) {
            let base = revise::value_of(inferred, "types", name, "base");
            let base: Option<String> = base.and_then(|base| serde_json::from_str(base).ok());
            let is_base = |ty: &TypeDef| {
                let full = ty.name.value.to_string();
                base.as_ref().is_some_and(|base| self.inferred.contains_key(&full) && names(base, &full))
            };
            if let Some(index) = spec.types.iter().position(is_base) {
                derived.entry(index).or_default().push(name.clone());
            }
        }
        derived.into_iter().map(|(base, names)| self.derived_from(site, base, &names)).collect()
    }

    fn derived_from(&mut self, site: &Site, base: usize, names: &[String]) -> Lesson {
        let spec = site.spec();
        let inherited: Vec<&str> = spec.all_members(base).map(|member| member.name.value.as_str()).collect();
        let ty = &spec.types[base];
        let known = ty.class().map_or(&[][..], |class| &class.known_types).iter().map(ToString::to_string);
        let known: Vec<String> = known.chain(names.iter().cloned()).collect();
        let mut edits = vec![Edit::Key { key: "knownTypes", value: Value::from(known) }];
        for name in names {
            self.known.insert(name.clone());
            let is_inherited =
                |member: &str| inherited.iter().any(|other| other.eq_ignore_ascii_case(member));
            let text = revise::without_members(&self.inferred[name], is_inherited);
            edits.push(Edit::Entry { section: "types", text: text.clone() });
            edits.extend(self.needed_by(text));
        }
        let shown: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        Lesson {
            topic: Topic::Derived,
            place: ty.name.value.to_string(),
            finding: format!("may be {}", shown.join(", ")),
            evidence: "objects name it in place of the declared class".to_owned(),
            guess: Some("members and types of a derived class are what was recorded looks like".to_owned()),
            certainty: Certainty::Shown,
            entry: ty.name.span.start,
            edits,
        }
    }

    /// Returns what the payloads are of an endpoint of the site; `None` if nothing was found for it.
    fn of_payloads(
        &mut self,
        endpoint: &Endpoint,
        found: &Found<'_>,
        recorded: Option<&UnknownEndpoint>,
    ) -> Option<Lesson> {
        let entry = endpoint.heading.span.start;
        let mut edits = Vec::new();
        let mut findings = Vec::new();
        let mut settled = Vec::new();
        let payloads =
            [("body", Untyped::Request, found.request), ("response", Untyped::Response, found.response)];
        for (key, payload, value) in payloads {
            let Some(value) = value.and_then(|value| serde_json::from_str::<Value>(value).ok()) else {
                continue;
            };
            let ty = value.get("type").unwrap_or(&value).as_str().unwrap_or_default();
            if ty.is_empty() || ty.trim_end_matches('?') == NOTHING {
                continue;
            }
            findings.push(format!("a {key}, `{ty}`"));
            settled.push(payload);
            edits.extend(self.needed_by(value.to_string()));
            edits.push(Edit::Key { key, value });
        }
        if findings.is_empty() {
            return None;
        }
        let is_left = |untyped: &Untyped| !settled.contains(untyped);
        let left: Vec<&str> = endpoint.untyped().filter(is_left).map(Untyped::word).collect();
        edits.push(if left.is_empty() {
            Edit::Without { key: "untyped" }
        } else {
            Edit::Key { key: "untyped", value: json!(left) }
        });
        if settled.contains(&Untyped::Response) {
            edits.push(Edit::Settle { entry, words: doubts::RESPONSE, member: None });
        }
        Some(Lesson {
            topic: Topic::Body,
            place: endpoint.heading.value.clone(),
            finding: format!("has {}", findings.join(", and ")),
            evidence: in_exchanges(recorded),
            guess: Some(TYPE_BY_LOOKS.to_owned()),
            certainty: Certainty::Shown,
            entry,
            edits,
        })
    }
}

/// Returns whether a type is named in the text of an entry, in full or by its last name.
fn names(text: &str, name: &str) -> bool {
    let last = name.rsplit(['.', '+']).next().unwrap_or(name);
    let mut words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '+')));
    words.any(|word| word == name || word == last)
}
