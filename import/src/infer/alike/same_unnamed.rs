//! Classes that nothing names, and that are one: they have the same members, values and namespace.
//!
//! The members in which they stand give them names, and a class that two members have would get two of them.

use std::collections::HashMap;

use super::look::{ENOUGH, Look, Round, look, shown_namespace};
use crate::infer::{
    model::TypeId,
    samples::made_guids::Objects,
    types::{
        each::{SameBy, Type},
        registry::Registry,
    },
};

/// Takes each class without a name for the first of those that it cannot be told apart from. The first one is
/// the one with the shortest name, whatever the order of the pages.
pub(super) fn unite(registry: &mut Registry) -> Round {
    let mut alike: HashMap<Vec<Look>, Vec<TypeId>> = HashMap::new();
    for (id, ty) in registry.types.iter().enumerate() {
        if registry.actual(id) == id && is_comparable(ty) {
            let looks = ty.seen.iter().map(|seen| look(registry, ty, seen)).collect();
            alike.entry(looks).or_default().push(id);
        }
    }
    let mut found: Vec<(TypeId, TypeId)> = Vec::new();
    for mut ids in alike.into_values() {
        ids.sort_by_key(|id| registry.types.get(*id).map(|ty| (ty.made_up.len(), &ty.made_up, *id)));
        let mut first: Vec<TypeId> = Vec::new();
        for id in ids {
            // The engine makes one object of a class, so that others have other Guids.
            let is_same = |known: &&TypeId| {
                let guids = registry.types.get(id).zip(registry.types.get(**known));
                guids.is_some_and(|(ty, known)| ty.guids.compare(&known.guids) != Objects::Different)
            };
            match first.iter().find(is_same) {
                Some(known) => found.push((id, *known)),
                None => first.push(id),
            }
        }
    }
    found.sort_unstable();
    let round = if found.is_empty() { Round::Settled } else { Round::Changed };
    for (id, known) in found {
        registry.is_same(id, known, SameBy::Look);
    }
    round
}

/// Returns whether enough is known of a class that nothing names to tell it from others.
fn is_comparable(ty: &Type) -> bool {
    let is_unnamed = ty.page.is_none() && ty.contract.is_none() && ty.clr.is_none() && ty.derives.is_none();
    let has_enough = !ty.seen.is_empty() && ty.seen.iter().all(|seen| seen.members.len() >= ENOUGH);
    is_unnamed && has_enough && !ty.is_enum() && !ty.is_cut_off() && shown_namespace(ty).is_some()
}
