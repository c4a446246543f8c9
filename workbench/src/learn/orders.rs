//! In which order the members of objects come, against the order in which the contract writes them.

use std::collections::BTreeMap;

use super::{
    document::Form,
    observed::{MemberAt, Observations},
    pairs::Trace,
};

/// How many objects of a document are compared.
const MAX_OBJECTS: usize = 1_000;

/// The members of a document's objects, in the order in which they stand there, by the places of the objects.
#[derive(Debug, Default)]
pub(super) struct Orders(BTreeMap<Vec<usize>, (usize, Vec<MemberAt>)>);

impl Orders {
    /// Returns whether there is nothing to compare.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes an object's members, each with its place in the document.
    pub(super) fn add(&mut self, trace: &Trace, class: usize, mut members: Vec<(usize, MemberAt)>) {
        if self.0.len() >= MAX_OBJECTS || members.len() < 2 {
            return;
        }
        members.sort_unstable();
        let members = members.into_iter().map(|(_, member)| member).collect();
        self.0.insert(trace.path().to_vec(), (class, members));
    }

    /// Compares a document with what the contract writes of the same value.
    pub(super) fn compare(self, written: &Orders, form: Form, seen: &mut Observations<'_>) {
        for (path, (class, members)) in self.0 {
            let Some((_, expected)) = written.0.get(&path).filter(|(other, _)| *other == class) else {
                continue;
            };
            let expected = expected.iter().filter(|member| members.contains(member));
            let common = members.iter().filter(|member| expected.clone().any(|other| other == *member));
            let is_kept = common.eq(expected.clone());
            let seen = &mut seen.classes.entry(class).or_default().orders[form];
            if is_kept {
                seen.kept += 1;
                continue;
            }
            seen.other += 1;
            if members.len() > seen.longest.len() {
                seen.longest = members;
            }
        }
    }
}
