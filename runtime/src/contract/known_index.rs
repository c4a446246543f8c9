//! The types of a contract's `KnownType` attributes, by their names.

use super::name_index::FEW;
use super::{Contract, QName, Type, type_name};
use std::cmp::Ordering;
use std::collections::HashSet;
use std::ptr;

/// The known types of a contract that has many.
#[derive(Debug)]
pub(super) struct KnownIndex {
    /// Sorted by name; of one name the first comes first.
    names: Vec<(QName, Type)>,
    /// The addresses of the contracts.
    contracts: HashSet<usize>,
}

impl KnownIndex {
    fn new(known: &[Type]) -> Self {
        let (mut names, mut contracts) = (Vec::new(), HashSet::new());
        for ty in known {
            find_in(ty, &mut |ty| {
                names.push((type_name(ty), *ty));
                if let Type::Contract(contract) = ty {
                    contracts.insert(ptr::from_ref(contract.get()).addr());
                }
                false
            });
        }
        names.sort_by(|(a, _), (b, _)| compare(a, &b.name, &b.namespace));
        Self { names, contracts }
    }
}

impl Contract {
    fn known_index(&self) -> Option<&KnownIndex> {
        let index = || (self.known().len() > FEW).then(|| Box::new(KnownIndex::new(self.known())));
        self.known_index.get_or_init(index).as_deref()
    }

    /// Returns the first type with this contract name of those that its own attributes make known.
    pub(crate) fn find_known(&self, name: &str, namespace: &str) -> Option<Type> {
        let Some(index) = self.known_index() else {
            return self.known().iter().find_map(|ty| find_named(ty, name, namespace));
        };
        let start = index.names.partition_point(|(known, _)| compare(known, name, namespace).is_lt());
        let found = index.names.get(start).filter(|(known, _)| compare(known, name, namespace).is_eq());
        found.map(|(_, ty)| *ty)
    }

    /// Returns whether its own attributes make a contract known.
    pub(crate) fn knows(&self, contract: &Contract) -> bool {
        if let Some(index) = self.known_index() {
            return index.contracts.contains(&ptr::from_ref(contract).addr());
        }
        let mut is_it =
            |known: &Type| matches!(known, Type::Contract(known) if ptr::eq(known.get(), contract));
        self.known().iter().any(|ty| find_in(ty, &mut is_it).is_some())
    }
}

/// Returns the type with this contract name of those that one makes known.
pub(crate) fn find_named(ty: &Type, name: &str, namespace: &str) -> Option<Type> {
    find_in(ty, &mut |known| is_named(known, name, namespace))
}

/// Returns whether a type has this contract name.
pub(crate) fn is_named(ty: &Type, name: &str, namespace: &str) -> bool {
    match ty {
        Type::Contract(contract) => compare(contract.get().qualified_name(), name, namespace).is_eq(),
        ty => compare(&type_name(ty), name, namespace).is_eq(),
    }
}

fn compare(known: &QName, name: &str, namespace: &str) -> Ordering {
    known.name.as_str().cmp(name).then_with(|| (*known.namespace).cmp(namespace))
}

/// Returns the first type that fits of those that one makes known: a known collection makes its items known.
pub(crate) fn find_in(ty: &Type, matches: &mut impl FnMut(&Type) -> bool) -> Option<Type> {
    if matches(ty) {
        return Some(*ty);
    }
    match ty {
        Type::List(item) | Type::Array(item) | Type::Nullable(item) | Type::ReadOnlyCollection(item) => {
            find_in(item, matches)
        }
        Type::Dictionary(entry) | Type::Pair(entry) | Type::ReadOnlyDictionary(entry) => {
            find_in(&entry.0, matches).or_else(|| find_in(&entry.1, matches))
        }
        Type::Primitive(_) | Type::Object | Type::Contract(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::ContractRef;

    fn named(name: String) -> &'static Contract {
        Box::leak(Box::new(Contract::class(Box::leak(name.into()), "urn:x")))
    }

    fn knowing(types: Vec<Type>) -> Contract {
        Contract::class("A", "urn:x").known_types(Vec::leak(types))
    }

    #[test]
    fn types_are_found_as_by_going_through_all() {
        // Names that stand several times, alone and as items.
        let contracts: Vec<_> = (0..200).map(|at| named(format!("N{}", at * 7 % 90))).collect();
        let types = contracts.iter().enumerate().map(|(at, contract)| {
            let ty = Type::Contract(ContractRef::Known(contract));
            if at % 5 == 0 { Type::List(Box::leak(Box::new(ty))) } else { ty }
        });
        let all = knowing(types.collect());
        assert!(all.known_index().is_some());
        for (name, namespace) in
            (0..95).flat_map(|at| [(format!("N{at}"), "urn:x"), (format!("N{at}"), "urn:y")])
        {
            let expected = all.known().iter().find_map(|ty| find_named(ty, &name, namespace));
            let found = all.find_known(&name, namespace);
            assert_eq!(format!("{found:?}"), format!("{expected:?}"), "{name}");
        }
        assert!(contracts.iter().all(|contract| all.knows(contract)));
        assert!(!all.knows(named("N1".to_owned())));
    }

    /// Would not end if each name were compared with all others.
    #[test]
    fn very_many_known_types() {
        const MANY: usize = 100_000;
        let contracts: Vec<_> = (0..MANY).map(|at| named(format!("N{at}"))).collect();
        let types = contracts.iter().map(|contract| Type::Contract(ContractRef::Known(contract)));
        let all = knowing(types.collect());
        for (at, contract) in contracts.iter().enumerate() {
            assert!(all.knows(contract));
            let found = all.find_known(&format!("N{at}"), "urn:x");
            assert!(matches!(found, Some(Type::Contract(found)) if ptr::eq(found.get(), *contract)));
        }
    }
}
