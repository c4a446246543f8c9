//! The classes that `XmlSerializer` knows while it serializes a root: those that the root's members reach, and those
//! that `XmlInclude` names on a class that is reached.

use super::Place;
use super::walk::{Visitor, walk};
use crate::contract::{Contract, QName, Type};
use crate::plan::{Body, ObjectPlan, TypePlan};
use std::collections::HashMap;
use std::ops::Deref;
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

/// The classes that a document knows: kept with the contract of its root, or made for the document.
pub(crate) enum KnownInDocument {
    Kept(&'static KnownClasses),
    Made(Box<KnownClasses>),
}

impl KnownInDocument {
    /// Returns what a document knows whose root is declared as `ty`.
    pub(crate) fn new(ty: &Type) -> Self {
        let make = || Box::new(KnownClasses::of_root(ty));
        match ty {
            Type::Contract(contract) => {
                Self::Kept(contract.get().xml_serializer_plans().known_as_root.get_or_init(make))
            }
            Type::List(Type::Contract(contract)) => {
                Self::Kept(contract.get().xml_serializer_plans().known_as_items.get_or_init(make))
            }
            _ => Self::Made(make()),
        }
    }
}

impl Deref for KnownInDocument {
    type Target = KnownClasses;

    fn deref(&self) -> &KnownClasses {
        match self {
            Self::Kept(known) => known,
            Self::Made(known) => known,
        }
    }
}

impl KnownClasses {
    /// Returns what a document knows whose root is declared as `ty`.
    pub(crate) fn of_root(ty: &Type) -> Self {
        let mut found = Found::default();
        walk(&TypePlan::for_xml_serializer(ty, super::root_place(ty)), &mut found);
        let Found { mut known, derived } = found;
        let ranks = ranks(&derived);
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
    let Some(contract) = declared.contract else { return false };
    std::iter::successors(Some(plan), |plan| plan.base())
        .any(|plan| plan.is_of(contract) && plan.name.namespace == declared.name.namespace)
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

/// What of it is a class, an enum or a named collection.
#[derive(Default)]
struct Found {
    known: KnownClasses,
    derived: Derived,
}

impl Visitor for Found {
    fn contract(&mut self, plan: &'static ObjectPlan) {
        if let Body::Class(_) | Body::Enum(_) = plan.body {
            self.known.plans.push(plan);
        }
    }

    fn base(&mut self, base: &'static ObjectPlan, plan: &'static ObjectPlan) {
        self.derived.entry(Some(address(base))).or_default().push(plan);
    }

    fn members_are_done(&mut self, plan: &'static ObjectPlan) {
        if plan.base().is_none() {
            self.derived.entry(None).or_default().push(plan);
        }
    }

    fn included(&mut self, ty: &'static Type) {
        if super::item_of(ty).is_some() {
            self.known.collections.push(*ty);
        }
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
