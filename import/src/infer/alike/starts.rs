//! The classes that pages name, by how they begin in whole JSON samples: the class that a sample is cut off in may be
//! one of those that begin as it does.

use std::collections::HashMap;

use super::{cut_copies, json_look::of_place};
use crate::infer::{
    model::TypeId,
    types::{
        each::Type,
        registry::Registry,
        seen::{Seen, SeenMember, Slot},
    },
};

/// How many members have to be there to know a class by its first ones.
const ENOUGH: usize = 3;

/// So many classes that begin alike are compared with what there is of one. Of more, those alone are that a name means.
const MAX_ALIKE: usize = 16;

/// The place of a start in a [`Starts`]: no member at all, or some of them in the order of JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct StartId(usize);

/// The starts of classes: each member leads from the start before it to the one with it, so that those of one class are
/// found by going through its members once.
#[derive(Debug, Default)]
pub(crate) struct Starts {
    /// By the start before a member, the member's name and what samples show in it.
    next: HashMap<(StartId, String, Slot), StartId>,
    /// The classes that begin so, in their order; by start, without the empty one.
    classes: Vec<Vec<TypeId>>,
}

impl Starts {
    /// Adds a class as a whole JSON sample shows it.
    pub(crate) fn add(&mut self, registry: &Registry, id: TypeId, seen: &Seen) {
        let mut start = StartId::default();
        for (name, member) in seen.in_json_order() {
            let key = (start, name.to_owned(), of_place(registry, &member.slot));
            let new = StartId(self.classes.len() + 1);
            start = *self.next.entry(key).or_insert(new);
            if start == new {
                self.classes.push(Vec::new());
            }
            if let Some(classes) = start.0.checked_sub(1).and_then(|at| self.classes.get_mut(at))
                && classes.last() != Some(&id)
            {
                classes.push(id);
            }
        }
    }

    /// Returns the classes that begin with some members, in the order in which they were added.
    fn with(&self, registry: &Registry, members: &[(&str, &SeenMember)]) -> &[TypeId] {
        let mut start = StartId::default();
        for (name, member) in members {
            let key = (start, (*name).to_owned(), of_place(registry, &member.slot));
            let Some(next) = self.next.get(&key) else { return &[] };
            start = *next;
        }
        start.0.checked_sub(1).and_then(|at| self.classes.get(at)).map_or(&[], Vec::as_slice)
    }

    /// Returns the classes that begin as one does of which the sample is cut off, by enough members to know it. Where
    /// many do, they are those that its name ends in or that `arguments` name.
    pub(crate) fn like(
        &self,
        registry: &Registry,
        ty: &Type,
        seen: &Seen,
        arguments: &[&str],
    ) -> Vec<TypeId> {
        if !cut_copies::is_cut_copy(seen) {
            return Vec::new();
        }
        // A sample ends in the last member, if in any.
        let mut members = seen.in_json_order();
        members.retain(|(_, member)| !member.slot.is_cut_off);
        if members.len() < ENOUGH {
            return Vec::new();
        }
        let ids = self.with(registry, &members);
        let begins_so = |id: &TypeId| {
            let known = registry.types.get(*id);
            known.is_some_and(|known| cut_copies::agreements(registry, seen, known).next().is_some())
        };
        if ids.len() <= MAX_ALIKE {
            return ids.iter().copied().filter(begins_so).collect();
        }
        let ends = ty.made_up.char_indices().filter_map(|(at, _)| ty.made_up.get(at..));
        let named = ends.chain(arguments.iter().copied()).flat_map(|name| registry.variants(name)).copied();
        named.filter(|id| ids.binary_search(id).is_ok()).take(MAX_ALIKE).filter(begins_so).collect()
    }
}
