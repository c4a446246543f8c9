//! The classes that `XmlSerializer` knows while it serializes a root: those that the root's members reach, and those
//! that `XmlInclude` names on a class that is reached.

use super::{Place, class};
use crate::contract::{Contract, QName, Type};
use crate::plan::{Body, CollectionPlan, MemberPlan, ObjectPlan, Placement, Shape, TypePlan};
use std::collections::{HashMap, HashSet};
use std::ptr;

/// The classes and enums that a root reaches, each with its plan at the places where it stands.
#[derive(Debug, Default)]
pub(crate) struct KnownClasses {
    /// In the order in which they are met.
    plans: Vec<&'static ObjectPlan>,
    /// The places of a contract's plans among them, the one first that .NET comes to first where it looks for the
    /// class of an object.
    by_contract: HashMap<usize, Vec<usize>>,
    by_name: HashMap<QName, usize>,
    /// Collections that `XmlInclude` names.
    collections: Vec<Type>,
}

/// Returns the address of a contract or plan, by which it is known.
fn address<T>(of: &T) -> usize {
    ptr::from_ref(of).addr()
}

impl KnownClasses {
    /// Returns what a document knows whose root is declared as `ty`.
    pub(crate) fn of_root(ty: &Type) -> Self {
        let mut known = KnownClasses::default();
        let mut walk = Walk {
            known: &mut known,
            seen: HashSet::new(),
            derived: HashMap::new(),
            depth: 0,
            deferred: Vec::new(),
        };
        walk.type_plan(&TypePlan::for_xml_serializer(ty, super::root_place(ty)));
        walk.finish();
        let ranks = ranks(&walk.derived);
        for (place, plan) in known.plans.iter().enumerate() {
            if let Some(contract) = plan.contract {
                known.by_contract.entry(address(contract)).or_default().push(place);
            }
            known.by_name.entry(plan.name.clone()).or_insert(place);
        }
        for places in known.by_contract.values_mut() {
            places.sort_by_key(|place| ranks.get(&address(known.plans[*place])));
        }
        known
    }

    /// Returns all classes and enums.
    pub(crate) fn plans(&self) -> &[&'static ObjectPlan] {
        &self.plans
    }

    /// Returns the plan of an object's class where `declared` stands; `None` where the class is not known there.
    pub(crate) fn find(
        &self,
        actual: &'static Contract,
        declared: Option<&ObjectPlan>,
    ) -> Option<&'static ObjectPlan> {
        let places = self.by_contract.get(&address(actual))?;
        places.iter().map(|place| self.plans[*place]).find(|plan| fits(plan, declared))
    }

    /// Returns the plan of the class or enum that `xsi:type` names.
    pub(crate) fn find_name(
        &self,
        name: &str,
        namespace: &str,
        declared: Option<&ObjectPlan>,
    ) -> Option<&'static ObjectPlan> {
        let name = QName { name: name.to_owned(), namespace: namespace.to_owned() };
        let plan = self.plans[*self.by_name.get(&name)?];
        fits(plan, declared).then_some(plan)
    }

    /// Returns the collections that may stand where `object` is declared.
    pub(crate) fn collections(&self) -> &[Type] {
        &self.collections
    }
}

/// Returns whether objects of a class may stand where another one is declared: it is that, or derives from it, in
/// the namespace that it has there.
fn fits(plan: &ObjectPlan, declared: Option<&ObjectPlan>) -> bool {
    let Some(declared) = declared else { return true };
    let Some(contract) = plan.contract else { return false };
    class::levels(contract, &plan.name.namespace).iter().any(|level| {
        let is_it = declared.contract.is_some_and(|declared| ptr::eq(declared, level.contract));
        is_it && level.namespace == declared.name.namespace
    })
}

/// Returns the plan of a class that a Rust type holds though no attribute names it, where `declared` stands.
pub(crate) fn included(
    actual: &'static Contract,
    declared: Option<&ObjectPlan>,
) -> Option<&'static ObjectPlan> {
    // A class counts as written without a namespace around it.
    let place = Place { names: declared.and_then(|declared| declared.names), ..Place::new("") };
    let plan = actual.xml_serializer_plan(place);
    fits(plan, declared).then_some(plan)
}

/// The classes that derive from each class, by its address; of none those that derive from no other.
type Derived = HashMap<Option<usize>, Vec<&'static ObjectPlan>>;

/// Returns the order in which .NET tries the classes to find the one of an object: a class before those that derive
/// from it, and of these the one first that was met last.
fn ranks(derived: &Derived) -> HashMap<usize, usize> {
    let mut ranks = HashMap::new();
    let mut open: Vec<&ObjectPlan> = derived.get(&None).into_iter().flatten().copied().collect();
    while let Some(plan) = open.pop() {
        ranks.insert(address(plan), ranks.len());
        open.extend(derived.get(&Some(address(plan))).into_iter().flatten().copied());
    }
    ranks
}

/// A walk through all that a root reaches, in the order in which .NET meets it: the base class, members in the order
/// of the source, included classes.
struct Walk<'k> {
    known: &'k mut KnownClasses,
    seen: HashSet<usize>,
    derived: Derived,
    /// How many classes lead to the one that is visited.
    depth: u32,
    /// Classes behind a chain of so many others that they are visited by themselves.
    deferred: Vec<&'static ObjectPlan>,
}

impl Walk<'_> {
    fn type_plan(&mut self, ty: &TypePlan) {
        match &ty.shape {
            Shape::Contract(link) => self.plan(link.plan()),
            Shape::Library(plan) => {
                if let Body::Collection(collection) = &plan.body {
                    self.collection(collection);
                }
            }
            Shape::Primitive(_) | Shape::Object => {}
        }
    }

    fn plan(&mut self, plan: &'static ObjectPlan) {
        if !self.seen.insert(address(plan)) {
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
        let Some(contract) = plan.contract else { return };
        match &plan.body {
            Body::Class(class) => {
                self.known.plans.push(plan);
                let base = super::base_plan(contract, plan);
                if let Some(base) = base {
                    self.plan(base);
                    self.derived.entry(Some(address(base))).or_default().push(plan);
                }
                for member in class::in_source_order(contract, class) {
                    self.member(member);
                }
                if base.is_none() {
                    self.derived.entry(None).or_default().push(plan);
                }
            }
            Body::Enum(_) => self.known.plans.push(plan),
            Body::Collection(collection) => self.collection(collection),
            Body::Dictionary(_) => {}
        }
        for included in contract.xml_serializer().includes {
            if super::item_of(included).is_some() {
                self.known.collections.push(*included);
            }
            self.type_plan(&TypePlan::for_xml_serializer(included, Place::in_object("", plan)));
        }
    }

    fn member(&mut self, member: &MemberPlan) {
        match &member.placement {
            Placement::Items(collection) => self.collection(collection),
            Placement::Choice(choices) => choices.iter().for_each(|choice| self.type_plan(&choice.ty)),
            Placement::Element | Placement::Text => self.type_plan(&member.ty),
            Placement::OneOf { .. } => {}
        }
    }

    fn collection(&mut self, collection: &CollectionPlan) {
        if collection.choices.is_empty() {
            self.type_plan(&collection.item.ty);
        }
        collection.choices.iter().for_each(|choice| self.type_plan(&choice.ty));
    }
}

#[cfg(test)]
mod tests {
    use super::KnownClasses;
    use crate::contract::{Contract, ContractRef, Member, Type};

    /// Would end the program if each class of the chain took room on the stack.
    #[test]
    fn a_long_chain_of_classes() {
        const LONG: usize = 50_000;
        let mut next: Option<&'static Contract> = None;
        for number in 0..LONG {
            let name: &'static str = Box::leak(format!("C{number}").into());
            let members = next.map(|next| Member::new("Next", Type::Contract(ContractRef::Known(next))));
            let members: &'static [Member] = Vec::leak(members.into_iter().collect());
            next = Some(Box::leak(Box::new(Contract::class(name, "").members(members))));
        }
        let root = next.map(|root| Type::Contract(ContractRef::Known(root)));
        let known = root.map(|root| KnownClasses::of_root(&root));
        assert_eq!(known.map(|known| known.plans().len()), Some(LONG));
    }
}
