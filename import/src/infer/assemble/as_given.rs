//! The entries of a spec in the order in which the pages were given, where these are gone through in another
//! one.

use std::collections::HashMap;

use indexmap::IndexSet;

use crate::infer::{
    model::{Api, Ty, TypeDef, TypeId, TypeKind},
    operations::by_address::GivenOrder,
};

/// Puts endpoints into the order in which their pages were given, and types into that of their first use.
pub(super) fn restore(api: &mut Api, given: &GivenOrder) {
    api.endpoints.sort_by_key(|endpoint| given.place(&endpoint.source.location));
    let used = first_uses(api);
    let mut groups: Vec<(usize, Vec<TypeDef>)> = Vec::new();
    // What no endpoint leads to, as a base class, stays before the type that it stands before.
    let mut group = Vec::new();
    for def in std::mem::take(&mut api.types) {
        let place = used.get_index_of(&def.id);
        group.push(def);
        if let Some(place) = place {
            groups.push((place, std::mem::take(&mut group)));
        }
    }
    groups.sort_by_key(|(place, _)| *place);
    api.types = groups.into_iter().flat_map(|(_, group)| group).chain(group).collect();
}

/// Returns the types that endpoints use in the order of their first use, depth first.
fn first_uses(api: &Api) -> IndexSet<TypeId> {
    let by_id: HashMap<TypeId, &TypeDef> = api.types.iter().map(|def| (def.id, def)).collect();
    let mut used = IndexSet::new();
    for endpoint in &api.endpoints {
        let payloads = endpoint.body.iter().chain(&endpoint.response).map(|(ty, _)| ty);
        let types: Vec<&Ty> = payloads.chain(endpoint.values().map(|value| &value.ty)).collect();
        let mut open = types_in(&types);
        open.reverse();
        while let Some(id) = open.pop() {
            if used.insert(id) {
                open.extend(types_in(&parts(id, &by_id)).into_iter().rev());
            }
        }
    }
    used
}

/// Returns what the members of a class and of its base classes hold, or the items of a list.
fn parts<'a>(id: TypeId, by_id: &HashMap<TypeId, &'a TypeDef>) -> Vec<&'a Ty> {
    let mut parts = Vec::new();
    let mut next = by_id.get(&id);
    for _ in 0..by_id.len() {
        match next.map(|def| &def.kind) {
            Some(TypeKind::Class(class)) => {
                parts.extend(class.members.iter().map(|member| &member.ty));
                next = class.base.and_then(|base| by_id.get(&base));
            }
            Some(TypeKind::List(list)) => {
                parts.push(&list.item);
                break;
            }
            Some(TypeKind::Enum { .. }) | None => break,
        }
    }
    parts
}

fn types_in(types: &[&Ty]) -> Vec<TypeId> {
    let mut found = Vec::new();
    for ty in types {
        ty.each_type(&mut |id| found.push(id));
    }
    found
}
