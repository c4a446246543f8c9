//! Which pages the endpoints and types of a spec came from.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    infer::{
        model::{Api, Class, Endpoint, Extent, TypeDef, TypeId, TypeKind},
        operations::{heading, site::Site},
    },
    origins::{EndpointOrigin, Origins},
};

/// Returns where everything is from: a type is from all pages of the endpoints that reach it, and from its
/// own.
pub(super) fn of(site: &Site, api: &Api) -> Origins {
    let mut indexes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for listed in &site.index {
        let heading = heading::listed(&listed.heading);
        indexes.entry(heading.to_lowercase()).or_default().insert(listed.source.location.clone());
    }
    let mut origins = Origins {
        given: site.given.clone(),
        listed: indexes.keys().cloned().collect(),
        ..Origins::default()
    };
    let types: BTreeMap<TypeId, &TypeDef> = api.types.iter().map(|def| (def.id, def)).collect();
    let mut pages: BTreeMap<TypeId, BTreeSet<String>> = BTreeMap::new();
    for def in &api.types {
        let own = Some(&def.source.location).filter(|location| !location.is_empty()).cloned();
        pages.insert(def.id, own.into_iter().collect());
    }
    for endpoint in &api.endpoints {
        let mut origin = EndpointOrigin {
            pages: own_pages(endpoint),
            indexes: indexes.get(&endpoint.heading.to_lowercase()).cloned().unwrap_or_default(),
            ..EndpointOrigin::default()
        };
        for id in reached(endpoint, &types) {
            let Some(known) = pages.get_mut(&id) else { continue };
            known.extend(origin.pages.iter().cloned());
            let own = types.get(&id).map(|def| &def.source.location);
            origin.models.extend(own.filter(|own| site.models.contains(*own)).cloned());
        }
        origins.endpoints.insert(endpoint.heading.clone(), origin);
    }
    for def in &api.types {
        let pages = pages.remove(&def.id).unwrap_or_default();
        origins.types.entry(def.full_name()).or_default().extend(pages);
    }
    origins
}

/// The pages of an endpoint: a list that it stands in is none.
fn own_pages(endpoint: &Endpoint) -> BTreeSet<String> {
    match endpoint.extent {
        Extent::Listed => BTreeSet::new(),
        Extent::Whole | Extent::CutOff => endpoint.pages.iter().cloned().collect(),
    }
}

/// The types that an endpoint uses, and those that these use.
fn reached(endpoint: &Endpoint, types: &BTreeMap<TypeId, &TypeDef>) -> BTreeSet<TypeId> {
    let mut open = Vec::new();
    let payloads = endpoint.body.iter().chain(&endpoint.response).map(|(ty, _)| ty);
    for ty in payloads.chain(endpoint.values().map(|value| &value.ty)) {
        ty.each_type(&mut |id| open.push(id));
    }
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !found.insert(id) {
            continue;
        }
        match types.get(&id).map(|def| &def.kind) {
            Some(TypeKind::Class(Class { base, members, known, .. })) => {
                open.extend(base.iter().chain(known));
                for member in members {
                    member.ty.each_type(&mut |id| open.push(id));
                }
            }
            Some(TypeKind::List(list)) => list.item.each_type(&mut |id| open.push(id)),
            Some(TypeKind::Enum { .. }) | None => {}
        }
    }
    found
}
