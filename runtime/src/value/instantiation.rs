//! The contracts of generic types: a static is one for all instantiations, so they are kept here.

use crate::contract::Contract;
use std::any::TypeId;
use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

static CONTRACTS: RwLock<BTreeMap<TypeId, &'static Contract>> = RwLock::new(BTreeMap::new());

/// Returns the contract of an instantiation of a generic type, which is made once.
pub fn contract_of_instantiation<T: 'static>(make: fn() -> Contract) -> &'static Contract {
    let id = TypeId::of::<T>();
    let known = CONTRACTS.read().unwrap_or_else(PoisonError::into_inner).get(&id).copied();
    known.unwrap_or_else(|| {
        let mut contracts = CONTRACTS.write().unwrap_or_else(PoisonError::into_inner);
        // As many are kept as the program has types.
        contracts.entry(id).or_insert_with(|| Box::leak(Box::new(make())))
    })
}
