//! Bodies of errors that are of no class that the spec has.

use std::collections::BTreeSet;

use datacontract_codegen::spec::Spec;

use super::{MIN_SHARED_NAMES, UnknownEndpoint, keep};
use crate::{
    learn::errors::names_of,
    traffic::{Message, matching::Matcher},
};

/// How many kinds of bodies are remembered.
const MAX_KINDS: usize = 50;

/// Collects bodies of errors, by their members.
#[derive(Debug, Default)]
pub(in crate::learn) struct UnknownErrors(Vec<UnknownError>);

/// Bodies of errors that have the same members, but for those that some of them leave out.
#[derive(Debug, Default)]
pub(in crate::learn) struct UnknownError {
    /// In small letters: JSON may spell them otherwise than XML.
    names: BTreeSet<String>,
    recorded: UnknownEndpoint,
    /// Which answers had it, by endpoint and status.
    answers: BTreeSet<(usize, u16)>,
}

impl UnknownErrors {
    /// Takes the answer of an endpoint, without its secrets.
    pub(in crate::learn) fn add(
        &mut self,
        endpoint: usize,
        status: u16,
        answer: &Message,
        matcher: &Matcher,
    ) {
        let names = names_of(answer, matcher);
        if names.is_empty() {
            return;
        }
        let is_it = |known: &&mut UnknownError| {
            let shared = known.names.intersection(&names).count();
            let is_part = known.names.is_subset(&names) || names.is_subset(&known.names);
            known.names == names || (is_part && shared >= MIN_SHARED_NAMES)
        };
        let known = match self.0.iter_mut().position(|mut known| is_it(&mut known)) {
            Some(found) => &mut self.0[found],
            None if self.0.len() >= MAX_KINDS => return,
            None => {
                self.0.push(UnknownError::default());
                self.0.last_mut().expect("it has just been added")
            }
        };
        known.names.extend(names);
        known.recorded.exchanges += 1;
        known.answers.insert((endpoint, status));
        keep(&mut known.recorded.operation.responses, answer, matcher);
    }

    /// Returns one made-up endpoint for each kind of body, which answers with it: its heading is `GET errors/` and a name for
    /// the class.
    pub(in crate::learn) fn all(&self, spec: &Spec) -> Vec<UnknownEndpoint> {
        let names = names(spec);
        let named = self.0.iter().zip(names).map(|(error, name)| {
            let mut recorded = error.recorded.clone();
            recorded.operation.heading = heading(&name);
            recorded
        });
        named.filter(UnknownEndpoint::has_documents).collect()
    }

    /// Returns the kind of body that stands behind a heading of [`all`](Self::all).
    pub(in crate::learn) fn find(&self, spec: &Spec, of: &str) -> Option<&UnknownError> {
        self.0.iter().zip(names(spec)).find(|(_, name)| heading(name) == of).map(|(error, _)| error)
    }
}

impl UnknownError {
    /// Returns how many bodies there were.
    pub(in crate::learn) fn bodies(&self) -> u64 {
        self.recorded.exchanges
    }

    /// Returns the statuses of the answers that had it.
    pub(in crate::learn) fn statuses(&self) -> BTreeSet<u16> {
        self.answers.iter().map(|(_, status)| *status).collect()
    }

    /// Returns the headings of the endpoints whose answers had it.
    pub(in crate::learn) fn headings<'s>(&self, spec: &'s Spec) -> BTreeSet<&'s str> {
        self.answers.iter().map(|(endpoint, _)| spec.endpoints[*endpoint].heading.value.as_str()).collect()
    }
}

/// Returns names for classes of errors that the spec does not have.
fn names(spec: &Spec) -> impl Iterator<Item = String> {
    let taken: BTreeSet<&str> = spec.types.iter().map(|ty| ty.name.short()).collect();
    let all = std::iter::once("Error".to_owned()).chain((2..).map(|number| format!("Error{number}")));
    all.filter(move |name| !taken.contains(name.as_str()))
}

fn heading(name: &str) -> String {
    format!("GET errors/{name}")
}
