//! The rules by which what was seen becomes a lesson: a module for each topic.

mod bodies;
mod derived;
mod enums;
mod left_out;
mod members;
mod namespaces;
mod nulls;
mod order;
mod statuses;
mod types;

use datacontract_codegen::spec::{Member, Nullability, Spec, TypeDef};

use super::{
    lesson::{Certainty, Edit, Lesson, Topic},
    observed::{Observations, SlotOwner},
    revise::Doubt,
    wording::begins_with,
};
use crate::site::Site;

/// What the rules look at.
pub(super) struct Context<'c, 's> {
    pub(super) site: &'s Site,
    pub(super) seen: &'c Observations<'s>,
    /// How often something has to be so before it counts that it never was otherwise.
    pub(super) at_least: u64,
    /// What the spec says is not known.
    pub(super) doubts: Vec<Doubt>,
}

/// Returns the lessons, in the order of the spec.
pub(super) fn lessons(context: &Context<'_, '_>) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    nulls::learn(context, &mut lessons);
    types::learn(context, &mut lessons);
    enums::learn(context, &mut lessons);
    namespaces::learn(context, &mut lessons);
    left_out::learn(context, &mut lessons);
    members::learn(context, &mut lessons);
    order::learn(context, &mut lessons);
    derived::learn(context, &mut lessons);
    statuses::learn(context, &mut lessons);
    bodies::learn(context, &mut lessons);
    lessons.sort_by_key(|lesson| (lesson.entry, lesson.topic));
    lessons
}

/// An entry of the spec that lessons are about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// The offset of its key.
    at: usize,
    place: String,
}

impl<'s> Context<'_, 's> {
    fn spec(&self) -> &'s Spec {
        self.site.spec()
    }

    fn ty(&self, index: usize) -> &'s TypeDef {
        &self.spec().types[index]
    }

    /// Returns whether the member's type is a reference type, of which `XmlSerializer` leaves out null.
    fn is_reference(&self, member: &Member) -> bool {
        self.spec().nullability_of_type(member.ty.without_nullable()) == Nullability::Nullable
    }

    fn member(&self, ty: usize, member: usize) -> Option<&'s Member> {
        self.ty(ty).class()?.members.get(member)
    }

    /// Returns the entry of a type.
    fn type_entry(&self, index: usize) -> Entry {
        let ty = self.ty(index);
        Entry { at: ty.name.span.start, place: ty.name.value.to_string() }
    }

    /// Returns the entry of what a type word belongs to.
    fn owner_entry(&self, owner: SlotOwner) -> Entry {
        match owner {
            SlotOwner::Member { ty, member } => {
                let name = self.member(ty, member).map(|member| &member.name);
                Entry {
                    at: name.map_or(0, |name| name.span.start),
                    place: format!("{}.{}", self.ty(ty).name.value, name.map_or("", |name| &name.value)),
                }
            }
            SlotOwner::Items(ty) => self.type_entry(ty),
            SlotOwner::Response(endpoint) => self.endpoint_entry(endpoint),
        }
    }

    /// Returns whether a remark that begins with these words doubts something of an entry.
    fn is_doubted(&self, entry: usize, words: &str) -> bool {
        self.doubts.iter().any(|doubt| doubt.is_of(entry) && begins_with(&doubt.text, words))
    }

    fn endpoint_entry(&self, index: usize) -> Entry {
        let heading = &self.spec().endpoints[index].heading;
        Entry { at: heading.span.start, place: heading.value.clone() }
    }
}

impl Entry {
    fn lesson(
        self,
        topic: Topic,
        certainty: Certainty,
        finding: impl Into<String>,
        evidence: impl Into<String>,
        edits: Vec<Edit>,
    ) -> Lesson {
        let (finding, evidence) = (finding.into(), evidence.into());
        Lesson { topic, place: self.place, finding, evidence, guess: None, certainty, entry: self.at, edits }
    }
}

/// Returns a number of things: `1 value`, `3 values`.
fn times(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
