//! Collections that would have one name: `XmlSerializer` numbers them, `ArrayOfInt`, `ArrayOfInt1`.
//!
//! `List<int>` and `List<int?>` are both `ArrayOfInt`, and so are lists whose items have other names by the attributes
//! of a member. Within what one root reaches the first that is met keeps the name. That is rare, so a contract has
//! plans for such a root alone besides those that it has for all others.

use super::{Place, class, root_namespace};
use crate::contract::{Contract, Type};
use crate::plan::{Body, CollectionPlan, MemberPlan, ObjectPlan, Placement, Shape, TypePlan};
use std::collections::{HashMap, HashSet};
use std::ptr;

/// The names of the collections that a root reaches, where two of them would have the same.
#[derive(Debug)]
pub(crate) struct NumberedNames(HashMap<CollectionName, Vec<Items>>);

/// The name of a collection, before it gets a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct CollectionName {
    name: String,
    namespace: String,
}

/// What tells the items of two collections apart.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Items {
    name: String,
    namespace: String,
    takes_nil: bool,
}

impl Items {
    fn of(collection: &CollectionPlan) -> Self {
        let MemberPlan { name, namespace, takes_nil, ty, .. } = &collection.item;
        // A value type is never nil, whatever the element may be.
        let takes_nil = *takes_nil && ty.is_nullable;
        Items { name: name.clone(), namespace: namespace.to_string(), takes_nil }
    }
}

impl NumberedNames {
    /// Returns the names of what a root reaches, if any two are the same.
    pub(super) fn of_root(ty: &Type) -> Option<&'static NumberedNames> {
        let mut walk = Walk { names: HashMap::new(), seen: HashSet::new(), depth: 0, deferred: Vec::new() };
        walk.type_plan(&TypePlan::for_xml_serializer(ty, Place::new(root_namespace(ty))));
        walk.finish();
        // They live as long as the contract of the root, which has them once.
        let is_any_twice = walk.names.values().any(|items| items.len() > 1);
        is_any_twice.then(|| &*Box::leak(Box::new(NumberedNames(walk.names))))
    }

    /// Returns the name of a collection.
    pub(super) fn name_of(&self, name: String, namespace: &str, collection: &CollectionPlan) -> String {
        let of = CollectionName { name, namespace: namespace.to_owned() };
        let items = Items::of(collection);
        match self.0.get(&of).and_then(|all| all.iter().position(|other| *other == items)) {
            None | Some(0) => of.name,
            Some(number) => format!("{}{number}", of.name),
        }
    }
}

/// A walk through all that a root reaches, in the order in which .NET meets it: the base class, members in the order
/// of the source, included classes; the items of a collection before itself.
struct Walk {
    names: HashMap<CollectionName, Vec<Items>>,
    seen: HashSet<usize>,
    /// How many classes lead to the one that is visited.
    depth: u32,
    /// Classes behind a chain of so many others that they are visited by themselves.
    deferred: Vec<&'static ObjectPlan>,
}

impl Walk {
    fn type_plan(&mut self, ty: &TypePlan) {
        match &ty.shape {
            Shape::Contract(link) => self.object(link.plan()),
            Shape::Library(plan) => {
                if let Body::Collection(collection) = &plan.body {
                    self.collection(plan, collection);
                }
            }
            Shape::Primitive(_) | Shape::Object => {}
        }
    }

    fn collection(&mut self, plan: &ObjectPlan, collection: &CollectionPlan) {
        self.type_plan(&collection.item.ty);
        collection.choices.iter().for_each(|choice| self.type_plan(&choice.ty));
        if collection.choices.len() > 1 {
            // Its name is another one for each.
            return;
        }
        let (name, namespace) = (plan.name.name.clone(), plan.name.namespace.clone());
        let known = self.names.entry(CollectionName { name, namespace }).or_default();
        let items = Items::of(collection);
        if !known.contains(&items) {
            known.push(items);
        }
    }

    fn object(&mut self, plan: &'static ObjectPlan) {
        if !self.seen.insert(ptr::from_ref(plan).addr()) {
            return;
        }
        if self.depth == super::MAX_CHAIN {
            self.deferred.push(plan);
            return;
        }
        self.depth += 1;
        self.visit(plan);
        self.depth -= 1;
    }

    /// Visits what was deferred, where nothing is around it any more.
    fn finish(&mut self) {
        while let Some(plan) = self.deferred.pop() {
            self.visit(plan);
        }
    }

    fn visit(&mut self, plan: &'static ObjectPlan) {
        if let Some(base) = plan.contract.and_then(|contract| super::base_plan(contract, plan)) {
            self.object(base);
        }
        match (&plan.body, plan.contract) {
            (Body::Class(class), Some(contract)) => {
                for member in class::in_source_order(contract, class) {
                    self.member(member);
                }
            }
            (Body::Collection(collection), _) => self.collection(plan, collection),
            (Body::Class(_) | Body::Enum(_) | Body::Dictionary(_), _) => {}
        }
        for included in plan.contract.map_or(&[][..], |contract| contract.xml_serializer().includes) {
            self.type_plan(&TypePlan::for_xml_serializer(included, Place::new("")));
        }
    }

    fn member(&mut self, member: &MemberPlan) {
        match &member.placement {
            Placement::Items(collection) => {
                self.type_plan(&collection.item.ty);
                collection.choices.iter().for_each(|choice| self.type_plan(&choice.ty));
            }
            Placement::Choice(choices) => choices.iter().for_each(|choice| self.type_plan(&choice.ty)),
            Placement::Element | Placement::Text | Placement::OneOf { .. } => self.type_plan(&member.ty),
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
