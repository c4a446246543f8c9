//! The places in which samples show types: the members of classes.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::infer::{
    model::TypeId,
    pairing::by_name::loosely,
    types::{
        registry::Registry,
        seen::{Kind, SeenMember, Slot},
    },
};

/// Returns what samples show in each member of each class.
pub(super) fn members(registry: &Registry) -> IndexMap<(TypeId, String), Vec<&Slot>> {
    // One sample may show the member in both formats, another one in JSON alone, by JSON's name.
    let name =
        |member: &SeenMember| member.json.as_ref().map_or(loosely(&member.key), |(name, _)| loosely(name));
    let mut found: IndexMap<(TypeId, String), Vec<&Slot>> = IndexMap::new();
    for (id, ty) in registry.types.iter().enumerate() {
        for member in ty.seen.iter().flat_map(|seen| &seen.members).filter(|member| member.has_whole_name()) {
            found.entry((registry.actual(id), name(member))).or_default().push(&member.slot);
        }
    }
    found
}

/// The members that types stand in, themselves or as items of lists.
pub(super) struct Places(HashMap<TypeId, HashSet<usize>>);

impl Places {
    /// Finds the members that these types stand in.
    pub(super) fn of(registry: &Registry, types: impl Iterator<Item = TypeId>) -> Self {
        let mut places = Self(types.map(|id| (id, HashSet::new())).collect());
        for (place, slots) in members(registry).values().enumerate() {
            for slot in slots {
                places.add(slot, place);
            }
        }
        places
    }

    fn add(&mut self, slot: &Slot, place: usize) {
        match &slot.kind {
            Kind::Type(id) => {
                if let Some(places) = self.0.get_mut(id) {
                    places.insert(place);
                }
            }
            Kind::List(items) => {
                for item in items {
                    self.add(item, place);
                }
            }
            _ => {}
        }
    }

    /// Returns whether a member has both types.
    pub(super) fn has_both(&self, one: TypeId, other: TypeId) -> bool {
        self.0.get(&one).zip(self.0.get(&other)).is_some_and(|(one, other)| !one.is_disjoint(other))
    }
}
