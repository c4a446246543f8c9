//! The walk through all that a root reaches, in the order in which .NET meets it: the base class, members in the order
//! of the source, included classes; the items of a collection before itself.

use super::{Place, class};
use crate::contract::Type;
use crate::plan::{Body, CollectionPlan, MemberPlan, ObjectPlan, Placement, Shape, TypePlan};
use std::collections::HashSet;
use std::ptr;

/// How many classes the walk goes into one another before it begins anew: a chain of any length has room on the stack.
const MAX_CHAIN: u32 = 200;

/// What takes note of what a walk meets. Each contract is met once for each plan that it has.
pub(super) trait Visitor {
    /// A class, enum or collection of a contract, before all that it reaches.
    fn contract(&mut self, _plan: &'static ObjectPlan) {}

    /// The base class of a class, after all that it reaches.
    fn base(&mut self, _base: &'static ObjectPlan, _plan: &'static ObjectPlan) {}

    /// A class after all that its members reach.
    fn members_are_done(&mut self, _plan: &'static ObjectPlan) {}

    /// A collection that has an element of its own, after its items.
    fn collection(&mut self, _plan: &ObjectPlan, _collection: &CollectionPlan) {}

    /// A type that `XmlInclude` names, before all that it reaches.
    fn included(&mut self, _ty: &'static Type) {}
}

/// Shows a visitor all that a root reaches.
pub(super) fn walk(root: &TypePlan, visitor: &mut impl Visitor) {
    let mut walk = Walk { visitor, seen: HashSet::new(), depth: 0, deferred: Vec::new() };
    walk.type_plan(root);
    // Nothing is around these any more.
    while let Some(plan) = walk.deferred.pop() {
        walk.visit(plan);
    }
}

struct Walk<'v, V> {
    visitor: &'v mut V,
    seen: HashSet<usize>,
    /// How many classes lead to the one that is visited.
    depth: u32,
    /// Classes behind a chain of so many others that they are visited by themselves.
    deferred: Vec<&'static ObjectPlan>,
}

impl<V: Visitor> Walk<'_, V> {
    fn type_plan(&mut self, ty: &TypePlan) {
        match &ty.shape {
            Shape::Contract(link) => self.plan(link.plan()),
            Shape::Library(plan) => {
                if let Body::Collection(collection) = &plan.body {
                    self.collection(plan, collection);
                }
            }
            Shape::Primitive(_) | Shape::Object => {}
        }
    }

    fn plan(&mut self, plan: &'static ObjectPlan) {
        if !self.seen.insert(ptr::from_ref(plan).addr()) {
            return;
        }
        if self.depth == MAX_CHAIN {
            self.deferred.push(plan);
            return;
        }
        self.depth += 1;
        self.visit(plan);
        self.depth -= 1;
    }

    fn visit(&mut self, plan: &'static ObjectPlan) {
        let Some(contract) = plan.contract else { return };
        self.visitor.contract(plan);
        match &plan.body {
            Body::Class(class) => {
                if let Some(base) = plan.base() {
                    self.plan(base);
                    self.visitor.base(base, plan);
                }
                for member in class::in_source_order(contract, class) {
                    self.member(member);
                }
                self.visitor.members_are_done(plan);
            }
            Body::Collection(collection) => self.collection(plan, collection),
            Body::Enum(_) | Body::Dictionary(_) => {}
        }
        for included in contract.xml_serializer().includes {
            self.visitor.included(included);
            self.type_plan(&TypePlan::for_xml_serializer(included, Place::in_object("", plan)));
        }
    }

    fn member(&mut self, member: &MemberPlan) {
        match &member.placement {
            Placement::Items(collection) => self.items(collection),
            Placement::Choice(choices) => choices.iter().for_each(|choice| self.type_plan(&choice.ty)),
            Placement::Element | Placement::Text => self.type_plan(&member.ty),
            Placement::OneOf { .. } | Placement::AnyElements(_) | Placement::AnyAttributes => {}
        }
    }

    fn collection(&mut self, plan: &ObjectPlan, collection: &CollectionPlan) {
        self.items(collection);
        self.visitor.collection(plan, collection);
    }

    fn items(&mut self, collection: &CollectionPlan) {
        if collection.choices.is_empty() {
            self.type_plan(&collection.item.ty);
        }
        collection.choices.iter().for_each(|choice| self.type_plan(&choice.ty));
    }
}
