//! The contract graph: a spec with everything resolved, described as the runtime's engines need it.
//!
//! Contract names, namespaces and orders are not computed here: the runtime does that from the description,
//! for derived types and for these alike. So what a spec says is proven by the same code that generated types
//! run.

mod annotations;
mod contracts;
mod keep;
#[cfg(feature = "http")]
mod operations;
mod sound;
mod xml_serializer;

#[cfg(feature = "http")]
pub use operations::EndpointOperation;

use crate::{
    diagnostic::Diagnostics,
    spec::{Spec, TypeExpr},
};
use contracts::Builder;
use datacontract::contract::{Contract, JsonSettings, Type};
use sound::SoundPart;

/// The contracts of a spec.
///
/// Contracts live as long as the program: make a graph once for a spec.
#[derive(Debug)]
pub struct ContractGraph<'s> {
    spec: &'s Spec,
    /// By the places of the spec's types.
    types: Vec<Type>,
    builder: Builder,
    sound: SoundPart,
}

impl<'s> ContractGraph<'s> {
    /// Returns the graph of a spec without errors.
    #[must_use]
    pub fn new(spec: &'s Spec) -> Self {
        Self::of(spec, SoundPart::all(spec))
    }

    /// Returns the graph of what errors leave alone in a spec: of the types that have none, and lead to none
    /// that has one.
    #[must_use]
    pub fn of_sound_part(spec: &'s Spec, diagnostics: &Diagnostics) -> Self {
        Self::of(spec, SoundPart::new(spec, diagnostics))
    }

    fn of(spec: &'s Spec, sound: SoundPart) -> Self {
        let mut builder = Builder::new(spec, &sound);
        let types = builder.define_all(spec, &sound);
        ContractGraph { spec, types, builder, sound }
    }

    /// Returns whether no error touches the endpoint at this place of [`Spec::endpoints`].
    #[must_use]
    pub fn is_sound(&self, endpoint: usize) -> bool {
        self.sound.has_endpoint(endpoint)
    }

    /// Returns what the service's JSON formatter is set to.
    #[must_use]
    pub fn json_settings(&self) -> JsonSettings {
        self.builder.settings
    }

    /// Returns the spec.
    #[must_use]
    pub fn spec(&self) -> &'s Spec {
        self.spec
    }

    /// Returns the wire type of the spec's type at this place of [`Spec::types`].
    #[must_use]
    pub fn type_at(&self, index: usize) -> Option<Type> {
        self.types.get(index).copied()
    }

    /// Returns the contract of the spec's type at this place; none for a plain collection class, which is a
    /// library collection on the wire.
    #[must_use]
    pub fn contract_at(&self, index: usize) -> Option<&'static Contract> {
        match self.type_at(index)? {
            Type::Contract(contract) => Some(contract.get()),
            _ => None,
        }
    }

    /// Returns the wire type of a type expression of this spec: a body, a response, a member.
    #[must_use]
    pub fn type_of(&self, ty: &TypeExpr) -> Type {
        self.builder.type_of(self.spec, ty)
    }
}
