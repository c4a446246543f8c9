//! Types that samples show in one place: a member of a class has one type, and so have the items of a list
//! and the values of a dictionary. Where XML or a table names the type in one object and not in the next, be
//! it behind a cut, it is one type all the same. Objects that persons wrote may each show other members of it.

use indexmap::{IndexMap, IndexSet};

use super::{places::members, same_name};
use crate::infer::{
    model::TypeId,
    types::{
        each::{SameBy, Type},
        registry::Registry,
        seen::{Kind, Slot},
    },
    wording::words::{PageType, Word},
};

/// Classes that are found to be one have members whose classes are found to be one after that.
const ROUNDS: usize = 8;

/// Takes each type that nothing names for the one that is named in its place. `payloads` are what bodies and responses
/// hold.
pub(crate) fn unite<'s>(registry: &mut Registry, payloads: impl Iterator<Item = &'s Slot>) {
    let payloads: Vec<&Slot> = payloads.filter(|slot| !matches!(slot.kind, Kind::Type(_))).collect();
    for _ in 0..ROUNDS {
        let mut found = IndexMap::new();
        for slot in &payloads {
            find(registry, &[*slot], &mut found);
        }
        for slots in members(registry).values() {
            find(registry, slots, &mut found);
        }
        if found.is_empty() {
            return;
        }
        for (id, actual) in found {
            same_name::take_over(registry, id, actual, SameBy::Place);
        }
    }
}

/// Finds the types without a name in one place that are the one that has a name there, and in what is in it.
fn find(registry: &Registry, slots: &[&Slot], found: &mut IndexMap<TypeId, TypeId>) {
    let mut types: IndexSet<TypeId> = IndexSet::new();
    let (mut items, mut keys, mut values) = (Vec::new(), Vec::new(), Vec::new());
    // What stands in an `object` may be of another type each time.
    for slot in slots.iter().filter(|slot| slot.page != PageType::Word(Word::Object)) {
        match &slot.kind {
            Kind::Type(id) => {
                types.insert(registry.actual(*id));
            }
            Kind::List(parts) => items.extend(parts),
            Kind::Dictionary(entries, _) => values.extend(entries.iter().map(|(_, value)| value)),
            Kind::Pair(parts) => {
                keys.push(&parts.0);
                values.push(&parts.1);
            }
            Kind::Unknown | Kind::Simple => {}
        }
    }
    for parts in [items, keys, values].into_iter().filter(|parts| !parts.is_empty()) {
        find(registry, &parts, found);
    }
    let is_unnamed = |id: &TypeId| registry.types.get(*id).is_some_and(is_unnamed);
    let (unnamed, named): (Vec<TypeId>, Vec<TypeId>) = types.into_iter().partition(is_unnamed);
    // Persons leave out of one object what they show in another; the engine shows all members in each.
    let is_of_persons = |id: &TypeId| registry.types.get(*id).is_some_and(is_of_persons);
    let mut of_persons = unnamed.iter().copied().filter(is_of_persons);
    if named.is_empty()
        && let Some(first) = of_persons.next()
    {
        for other in of_persons {
            found.entry(other).or_insert(first);
        }
    }
    for id in unnamed {
        let can_be = |known: &&TypeId| {
            let types = registry.types.get(id).zip(registry.types.get(**known));
            types.is_some_and(|(ty, known)| known.can_be(ty) && same_name::can_be_one(ty, known))
        };
        let mut fitting = named.iter().filter(can_be);
        if let (Some(actual), None) = (fitting.next(), fitting.next()) {
            found.entry(id).or_insert(*actual);
        }
    }
}

/// Returns whether persons wrote all objects that samples show of a class, and in JSON alone.
fn is_of_persons(ty: &Type) -> bool {
    !ty.is_enum() && !ty.seen.is_empty() && ty.seen.iter().all(|seen| !seen.counted && !seen.formats.xml)
}

/// Returns whether neither a page nor a sample names a type.
fn is_unnamed(ty: &Type) -> bool {
    ty.page.is_none() && ty.contract.is_none() && ty.clr.is_none() && ty.derives.is_none()
}
