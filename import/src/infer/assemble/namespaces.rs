//! Namespaces that no sample shows.

use std::collections::BTreeMap;

use datacontract::contract::DC;
use indexmap::IndexSet;

use super::types::Types;
use crate::infer::{
    model::{Api, TypeId},
    operations::heading::{is_api, is_version},
    types::{
        each::{CutContract, Known},
        generic_names::{ByHash, argument_in_contract},
    },
};

/// Returns whether a namespace of CLR is one of .NET itself, whose types every API can use.
pub(super) fn is_dotnets(clr: &str) -> bool {
    matches!(clr.split('.').next(), Some("System" | "Microsoft"))
}

/// Returns whether the namespace of a contract is one of CLR that is the API's own.
fn is_of_api(namespace: &str) -> bool {
    namespace.strip_prefix(DC).is_some_and(|clr| !is_dotnets(clr))
}

impl Types<'_> {
    /// Types that no sample shows have the namespace of their neighbours: of the types that operations under
    /// the same path use, if most of these are in one.
    pub(super) fn assume_namespaces(&mut self, api: &Api) {
        if !self.shows_contracts() {
            return;
        }
        self.set_dotnets();
        let of_others = self.set_by_hashes();
        self.assume_of_other_arguments();
        let mut groups: BTreeMap<String, IndexSet<TypeId>> = BTreeMap::new();
        for endpoint in &api.endpoints {
            let path = endpoint.heading.split(' ').nth(1).unwrap_or_default();
            let words = path.split('/').filter(|word| !is_api(word) && !is_version(word));
            let group = groups.entry(words.take(1).collect::<String>().to_lowercase()).or_default();
            for (ty, _) in endpoint.body.iter().chain(&endpoint.response) {
                ty.each_type(&mut |id| self.reach(id, group));
            }
        }
        for group in groups.values() {
            // How many types are in each, and of how many a root or an item shows it.
            let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
            for id in group {
                if let Some((known, namespace)) =
                    self.registry.types.get(*id).and_then(|ty| ty.namespace.as_ref())
                    && *known > Known::Owner
                    && is_of_api(namespace)
                {
                    let (all, shown) = counts.entry(namespace.clone()).or_default();
                    *all += 1;
                    *shown += usize::from(*known == Known::Shown);
                }
            }
            let all: usize = counts.values().map(|(all, _)| all).sum();
            let Some((namespace, (count, _))) = counts.into_iter().max_by_key(|(_, counts)| *counts) else {
                continue;
            };
            if count * 2 <= all {
                self.assume_holders(group, &of_others);
            }
            if count * 2 < all {
                continue;
            }
            self.assume(group.iter().copied().filter(|id| !of_others.contains(id)), &namespace);
        }
    }

    /// Gives types of which nothing shows the namespace this one.
    fn assume(&mut self, types: impl Iterator<Item = TypeId>, namespace: &str) {
        for id in types {
            let is_open = self.registry.types.get(id).is_some_and(|ty| ty.namespace.is_none());
            if is_open && self.has_contract_in_xml(id) {
                self.registry.set_namespace(id, Known::Assumed, namespace);
            }
        }
    }

    /// Gives generic classes that no sample shows the namespace in which samples show them with other arguments: a class
    /// is in one.
    fn assume_of_other_arguments(&mut self) {
        let class = |page: &str| page.split_once("Of").map(|(class, _)| class.to_owned());
        let mut shown: BTreeMap<String, IndexSet<String>> = BTreeMap::new();
        for id in &self.order {
            let Some(ty) = self.registry.types.get(*id) else { continue };
            let page = ty.page.as_deref().and_then(class);
            if let (Some(class), Some((_, name)), Some((Known::Shown, namespace))) =
                (page, &ty.contract, &ty.namespace)
                && name.strip_prefix(&class).is_some_and(|arguments| arguments.starts_with("Of"))
            {
                shown.entry(class).or_default().insert(namespace.clone());
            }
        }
        for id in self.order.clone() {
            let Some(ty) = self.registry.types.get(id).filter(|ty| ty.namespace.is_none()) else { continue };
            let known = ty.page.as_deref().and_then(class).and_then(|class| shown.get(&class));
            let Some(namespace) = known.filter(|known| known.len() == 1).and_then(IndexSet::first) else {
                continue;
            };
            if self.has_contract_in_xml(id) {
                self.registry.set_namespace(id, Known::OtherArguments, namespace);
            }
        }
    }

    /// Gives .NET's own enums that pages name the namespaces that they have there.
    fn set_dotnets(&mut self) {
        for id in self.order.clone() {
            let Some(ty) = self.registry.types.get(id) else { continue };
            let is_known = ty.namespace.as_ref().is_some_and(|(known, _)| *known > Known::Owner);
            if let Some(namespace) = ty.dotnet_enum().map(|known| known.namespace).filter(|_| !is_known) {
                self.registry.set_namespace(id, Known::Content, &format!("{DC}{namespace}"));
            }
        }
    }

    /// Gives the arguments of generic classes the namespaces that the hashes in the names of these prove. Returns those
    /// arguments that are in none of the namespaces that the pages show.
    fn set_by_hashes(&mut self) -> IndexSet<TypeId> {
        let mut of_others = IndexSet::new();
        for id in self.order.clone() {
            let Some(ty) = self.registry.types.get(id) else { continue };
            let shown = ty.contract.as_ref().map(|(_, name)| name);
            let shown = shown.or_else(|| ty.cut_contract.as_ref().and_then(CutContract::whole_name));
            let Some(contract) = shown else { continue };
            let Some(page) = ty.page.as_ref() else {
                if let Some((name, namespace)) = argument_in_contract(self.registry, contract) {
                    self.name_argument(id, &name, &namespace);
                }
                continue;
            };
            let of_arguments = ByHash::find(self.registry, page, contract);
            match of_arguments {
                ByHash::Proven(arguments) => {
                    for (argument, namespace) in arguments {
                        self.registry.set_namespace(argument, Known::Shown, &namespace);
                    }
                }
                ByHash::OfOthers(arguments) => of_others.extend(arguments),
                ByHash::Nothing => {}
            }
        }
        of_others
    }

    /// Gives the only class without a name that the members of a generic class have the name of its argument.
    fn name_argument(&mut self, id: TypeId, name: &str, namespace: &str) {
        let mut held = IndexSet::new();
        self.held_by(id, &mut |id| {
            held.insert(id);
        });
        let mut unnamed = held.into_iter().filter(|id| {
            self.registry.types.get(*id).is_some_and(|ty| {
                let is_there = ty
                    .namespace
                    .as_ref()
                    .is_none_or(|(known, own)| own == namespace || *known < Known::Declared);
                ty.page.is_none() && ty.contract.is_none() && !ty.is_enum() && is_there
            })
        });
        if let (Some(only), None) = (unnamed.next(), unnamed.next())
            && self.registry.called(name).next().is_none()
        {
            self.registry.set_contract(only, namespace, name);
        }
    }

    /// Gives types that no sample shows the namespace of the class that holds them: the first one does.
    fn assume_holders(&mut self, group: &IndexSet<TypeId>, of_others: &IndexSet<TypeId>) {
        for id in group {
            let Some((_, namespace)) = self.registry.types.get(*id).and_then(|ty| ty.namespace.clone())
            else {
                continue;
            };
            if !is_of_api(&namespace) {
                continue;
            }
            let mut held = Vec::new();
            self.held_by(*id, &mut |id| held.push(id));
            self.assume(held.into_iter().filter(|id| !of_others.contains(id)), &namespace);
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
