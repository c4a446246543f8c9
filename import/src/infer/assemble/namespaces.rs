//! Namespaces that no sample shows.

use std::collections::BTreeMap;

use datacontract::contract::DC;
use indexmap::IndexSet;

use super::{
    super::{
        heading::is_version,
        model::{Api, TypeId},
        types::Known,
    },
    types::Types,
};

impl Types<'_> {
    /// Types that no sample shows have the namespace of their neighbours: of the types that operations under
    /// the same path use, if most of these are in one.
    pub(super) fn assume_namespaces(&mut self, api: &Api) {
        if !self.has_contracts_in_xml() {
            return;
        }
        let mut groups: BTreeMap<String, IndexSet<TypeId>> = BTreeMap::new();
        for endpoint in &api.endpoints {
            let path = endpoint.heading.split(' ').nth(1).unwrap_or_default();
            let words = path.split('/').filter(|word| !word.eq_ignore_ascii_case("api") && !is_version(word));
            let group = groups.entry(words.take(1).collect::<String>().to_lowercase()).or_default();
            for (ty, _) in endpoint.body.iter().chain(&endpoint.response) {
                ty.each_type(&mut |id| self.reach(id, group));
            }
        }
        for group in groups.values() {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for id in group {
                if let Some((known, namespace)) =
                    self.registry.types.get(*id).and_then(|ty| ty.namespace.as_ref())
                    && *known > Known::Owner
                    && namespace.starts_with(DC)
                {
                    *counts.entry(namespace.clone()).or_default() += 1;
                }
            }
            let all: usize = counts.values().sum();
            let Some((namespace, count)) = counts.into_iter().max_by_key(|(_, count)| *count) else {
                continue;
            };
            if count * 2 <= all {
                self.assume_holders(group);
            }
            if count * 2 < all {
                continue;
            }
            for id in group {
                let is_open = self.registry.types.get(*id).is_some_and(|ty| ty.namespace.is_none());
                if is_open && self.has_contract_in_xml(*id) {
                    self.registry.set_namespace(*id, Known::Assumed, &namespace);
                }
            }
        }
    }

    /// Gives types that no sample shows the namespace of the class that holds them: the first one does.
    fn assume_holders(&mut self, group: &IndexSet<TypeId>) {
        for id in group {
            let Some((_, namespace)) = self.registry.types.get(*id).and_then(|ty| ty.namespace.clone())
            else {
                continue;
            };
            if !namespace.starts_with(DC) {
                continue;
            }
            let mut held = Vec::new();
            self.held_by(*id, &mut |id| held.push(id));
            for id in held {
                let is_open = self.registry.types.get(id).is_some_and(|ty| ty.namespace.is_none());
                if is_open && self.has_contract_in_xml(id) {
                    self.registry.set_namespace(id, Known::Assumed, &namespace);
                }
            }
        }
    }

    /// The types that a type uses.
    pub(super) fn reach(&self, id: TypeId, found: &mut IndexSet<TypeId>) {
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if !found.insert(id) {
                continue;
            }
            self.held_by(id, &mut |id| open.push(id));
        }
    }

    /// Visits the types of a class's members.
    fn held_by(&self, id: TypeId, found: &mut dyn FnMut(TypeId)) {
        let members = self.facts.get(&id).map_or(&[][..], |facts| facts.members.as_slice());
        for fact in members {
            if let Some(resolved) = self.resolved.get(&(id, fact.key.clone())) {
                resolved.ty.each_type(found);
            }
        }
    }
}
