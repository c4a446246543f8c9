//! Collections that would have one name: `XmlSerializer` numbers them, `ArrayOfInt`, `ArrayOfInt1`.
//!
//! `List<int>` and `List<int?>` are both `ArrayOfInt`, and so are lists whose items have other names by the attributes
//! of a member. Within what one root reaches the first that is met keeps the name. That is rare, so a contract has
//! plans for such a root alone besides those that it has for all others.

use super::walk::{Visitor, walk};
use super::{Place, root_namespace};
use crate::contract::{Contract, Type};
use crate::plan::{CollectionPlan, MemberPlan, ObjectPlan, TypePlan};
use std::collections::HashMap;

/// The names of the collections that a root reaches, where two of them would have the same.
#[derive(Debug)]
pub(crate) struct NumberedNames(HashMap<CollectionName, Vec<Items>>);

/// The name of a collection, before it gets a number. Its type is in the namespace of its items' element.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct CollectionName {
    name: String,
    namespace: String,
}

impl CollectionName {
    fn new(name: String, collection: &CollectionPlan) -> Self {
        CollectionName { name, namespace: collection.item.namespace.to_string() }
    }
}

/// What tells the items of two collections apart.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Items {
    name: String,
    takes_nil: bool,
}

impl Items {
    fn of(collection: &CollectionPlan) -> Self {
        let MemberPlan { name, takes_nil, ty, .. } = &collection.item;
        // A value type is never nil, whatever the element may be.
        let takes_nil = *takes_nil && ty.is_nullable;
        Items { name: name.clone(), takes_nil }
    }
}

impl NumberedNames {
    /// Returns the names of what a root reaches, if any two are the same.
    pub(super) fn of_root(ty: &Type) -> Option<&'static NumberedNames> {
        let mut found = Found::default();
        walk(&TypePlan::for_xml_serializer(ty, Place::new(root_namespace(ty))), &mut found);
        let Found(names) = found;
        let is_any_twice = names.values().any(|items| items.len() > 1);
        // They live as long as the contract of the root, which has them once.
        is_any_twice.then(|| &*Box::leak(Box::new(NumberedNames(names))))
    }

    /// Returns the name of a collection.
    pub(super) fn name_of(&self, name: String, collection: &CollectionPlan) -> String {
        let of = CollectionName::new(name, collection);
        let items = Items::of(collection);
        match self.0.get(&of).and_then(|all| all.iter().position(|other| *other == items)) {
            None | Some(0) => of.name,
            Some(number) => format!("{}{number}", of.name),
        }
    }
}

/// The names of collections, as they are met.
#[derive(Default)]
struct Found(HashMap<CollectionName, Vec<Items>>);

impl Visitor for Found {
    fn collection(&mut self, plan: &ObjectPlan, collection: &CollectionPlan) {
        if collection.choices.len() > 1 {
            // Its name is another one for each.
            return;
        }
        let known = self.0.entry(CollectionName::new(plan.name.name.clone(), collection)).or_default();
        let items = Items::of(collection);
        if !known.contains(&items) {
            known.push(items);
        }
    }
}

impl Contract {
    /// Returns the numbered names of a root that is this contract or a list of it.
    pub(super) fn numbered_names(&'static self, ty: &Type) -> Option<&'static NumberedNames> {
        let plans = self.xml_serializer_plans();
        let names =
            if matches!(ty, Type::Contract(_)) { &plans.names_as_root } else { &plans.names_as_items };
        *names.get_or_init(|| NumberedNames::of_root(ty))
    }
}
