//! Types as dynamic values compare them.

use crate::contract::{Contract, Type, type_name};

/// Returns the contract of a type, be it with or without null.
pub(super) fn contract_of(ty: &Type) -> Option<&'static Contract> {
    match ty {
        Type::Contract(contract) => Some(contract.get()),
        Type::Nullable(inner) => contract_of(inner),
        _ => None,
    }
}

/// Returns whether two types have one contract, or one name.
pub(super) fn same_type(a: &Type, b: &Type) -> bool {
    match (contract_of(a), contract_of(b)) {
        (Some(a), Some(b)) => std::ptr::eq(a, b),
        (None, None) => type_name(a) == type_name(b),
        _ => false,
    }
}
