//! The contract graph: a spec with everything resolved, described as the runtime's engines need it.
//!
//! Contract names, namespaces and orders are not computed here: the runtime does that from the description, for
//! derived types and for these alike. So what a spec says is proven by the same code that generated types run.

mod contracts;

use crate::spec::{Spec, TypeExpr};
use contracts::Builder;
pub(crate) use contracts::{SYSTEM, contract_pattern, is_plain_collection, levels, member_name};
use datacontract::contract::{Contract, Type};

/// The contracts of a spec.
///
/// Contracts live as long as the program: make a graph once for a spec.
#[derive(Debug)]
pub struct ContractGraph<'s> {
    spec: &'s Spec,
    /// By the places of the spec's types.
    types: Vec<Type>,
    builder: Builder,
}

impl<'s> ContractGraph<'s> {
    /// The graph of a spec without errors.
    #[must_use]
    pub fn new(spec: &'s Spec) -> Self {
        let mut builder = Builder::new(spec);
        let types = builder.define_all(spec);
        ContractGraph { spec, types, builder }
    }

    /// The spec.
    #[must_use]
    pub fn spec(&self) -> &'s Spec {
        self.spec
    }

    /// The wire type of the spec's type at this place of [`Spec::types`].
    #[must_use]
    pub fn type_at(&self, index: usize) -> Option<Type> {
        self.types.get(index).copied()
    }

    /// The contract of the spec's type at this place; none for a plain collection class, which is a library
    /// collection on the wire.
    #[must_use]
    pub fn contract_at(&self, index: usize) -> Option<&'static Contract> {
        match self.type_at(index)? {
            Type::Contract(contract) => Some(contract.get()),
            _ => None,
        }
    }

    /// The wire type of a type expression of this spec: a body, a response, a member.
    #[must_use]
    pub fn type_of(&self, ty: &TypeExpr) -> Type {
        self.builder.type_of(self.spec, ty)
    }
}
