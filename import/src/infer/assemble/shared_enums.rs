//! Enums that members of several classes share by their name alone: no page names the enum, and samples do not show the
//! names of all values.

use std::collections::BTreeMap;

use crate::infer::{
    classes::bases::Classes,
    listing,
    model::{Remark, TypeId},
    types::{
        registry::Registry,
        seen::{Kind, Slot},
        variants,
    },
};

/// The members that are of an enum, by the classes that have them.
#[derive(Default)]
struct Shared {
    /// Each class with its member.
    places: Vec<(TypeId, String)>,
    /// In one of them no sample shows the name of the value.
    is_open: bool,
}

/// Says of enums without a name that they are taken to be one, where samples do not show it.
pub(super) fn note(registry: &Registry, classes: &mut Classes) {
    let mut shared: BTreeMap<TypeId, Shared> = BTreeMap::new();
    for (class, facts) in &classes.own {
        for fact in facts {
            let Some(id) = fact.slots.iter().find_map(|slot| unnamed_enum(registry, slot)) else { continue };
            let of = shared.entry(id).or_default();
            of.places.push((*class, fact.clr_name()));
            of.is_open |= !fact.slots.iter().any(shows_name);
        }
    }
    for (id, Shared { places, .. }) in shared.into_iter().filter(|(_, of)| of.is_open && of.is_of_several()) {
        classes.remarks.entry(id).or_default().push(remark(registry, &places));
    }
}

impl Shared {
    fn is_of_several(&self) -> bool {
        self.places.iter().any(|(class, _)| Some(class) != self.places.first().map(|(first, _)| first))
    }
}

/// Returns the enum of a place, or of its items, if neither a page nor XML names it.
fn unnamed_enum(registry: &Registry, slot: &Slot) -> Option<TypeId> {
    match &slot.kind {
        Kind::Type(id) => {
            let id = registry.actual(*id);
            let ty = registry.types.get(id)?;
            (ty.is_enum() && ty.page.is_none() && ty.contract.is_none()).then_some(id)
        }
        Kind::List(items) => unnamed_enum(registry, items.first()?),
        _ => None,
    }
}

/// Returns whether a place, or its items, shows the name of an enum's value.
fn shows_name(slot: &Slot) -> bool {
    match &slot.kind {
        Kind::List(items) => items.iter().any(shows_name),
        _ => variants::value_name(&slot.json, &slot.xml).is_some(),
    }
}

fn remark(registry: &Registry, places: &[(TypeId, String)]) -> Remark {
    const SHOWN: usize = 3;
    let name = |id: TypeId| registry.types.get(id).map_or("", |ty| ty.page.as_deref().unwrap_or(&ty.made_up));
    let places: Vec<String> =
        places.iter().map(|(class, member)| format!("`{}.{member}`", name(*class))).collect();
    Remark::inferred(format!(
        "{} are taken to be of one enum, as they are called alike: samples do not show the names of all values",
        listing::first_of(&places, SHOWN)
    ))
}
