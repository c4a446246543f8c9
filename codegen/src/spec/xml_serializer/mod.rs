//! What `XmlSerializer` makes of the types of a spec: which ones it writes and reads, and what it calls them.

pub(crate) mod data_type;
pub(crate) mod names;
mod place;
pub(crate) mod shape;

use datacontract::contract::Serializer;

pub use place::{ElementName, ElementPlace, MemberPlace};

use super::{
    Endpoint, Spec, TypeExpr, TypeExprKind, TypeKind,
    model::{Class, TypeDef},
};

/// The types of a spec that `XmlSerializer` writes and reads.
#[derive(Clone, Debug)]
pub struct XmlSerializerUse {
    /// By the places of the spec's types.
    types: Vec<bool>,
    /// The types that `DataContractSerializer` writes and reads, by their places.
    of_data_contracts: Vec<bool>,
    /// The types at the roots of its documents, each once, in the order of the spec.
    roots: Vec<usize>,
}

impl XmlSerializerUse {
    /// Returns whether it writes and reads values of the type at a place of the spec.
    #[must_use]
    pub fn has(&self, index: usize) -> bool {
        self.types.get(index).is_some_and(|used| *used)
    }

    /// Returns whether `DataContractSerializer` writes and reads values of the type at a place of the spec too.
    #[must_use]
    pub fn is_also_of_data_contracts(&self, index: usize) -> bool {
        self.of_data_contracts.get(index).is_some_and(|used| *used)
    }

    /// Returns the types at the roots of its documents, or in lists at the roots, in the order of the spec.
    #[must_use]
    pub fn roots(&self) -> &[usize] {
        &self.roots
    }
}

impl Spec {
    /// Returns whether `XmlSerializer` writes and reads documents of the API.
    #[must_use]
    pub fn uses_xml_serializer(&self) -> bool {
        let is_own = |endpoint: &Endpoint| {
            endpoint.serializer.as_ref().is_some_and(|own| own.value == Serializer::XmlSerializer)
        };
        self.has_xml()
            && (self.xml.serializer == Serializer::XmlSerializer
                || self.endpoints.iter().any(is_own)
                || self.types.iter().any(|ty| ty.xml.own_serializer.is_some()))
    }

    /// Returns which types `XmlSerializer` writes and reads: those that bodies and responses lead to, by the
    /// serializer of the endpoint or of the type itself. In an API that uses it, types that no endpoint leads
    /// to are among them.
    #[must_use]
    pub fn xml_serializer_use(&self) -> XmlSerializerUse {
        let mut found = XmlSerializerUse {
            types: vec![false; self.types.len()],
            of_data_contracts: vec![false; self.types.len()],
            roots: Vec::new(),
        };
        if !self.has_xml() {
            return found;
        }
        let (mut roots, mut others) = (Vec::new(), Vec::new());
        for endpoint in &self.endpoints {
            for ty in payloads(endpoint) {
                let is_ours = self.serializer_of(endpoint, ty) == Serializer::XmlSerializer;
                self.types_in(ty, if is_ours { &mut roots } else { &mut others });
            }
        }
        roots.extend((0..self.types.len()).filter(|&index| self.types[index].xml.own_serializer.is_some()));
        self.reach(&roots, &mut found.types);
        self.reach(&others, &mut found.of_data_contracts);
        if self.xml.serializer == Serializer::XmlSerializer {
            for index in 0..self.types.len() {
                if !found.types[index] && !found.of_data_contracts[index] {
                    roots.push(index);
                    self.reach(&[index], &mut found.types);
                }
            }
        }
        roots.sort_unstable();
        roots.dedup();
        found.roots = roots;
        found
    }

    /// Returns what writes and reads documents of this type at an endpoint.
    #[must_use]
    pub fn serializer_of(&self, endpoint: &Endpoint, ty: &TypeExpr) -> Serializer {
        let has_own = |index: usize| self.types[index].xml.own_serializer.is_some();
        if self.named(ty).is_some_and(has_own) {
            return Serializer::XmlSerializer;
        }
        self.xml_settings(endpoint).serializer
    }

    /// Marks the types that these lead to in the documents of `XmlSerializer`, and themselves.
    pub(super) fn reach(&self, from: &[usize], reached: &mut [bool]) {
        let mut open = from.to_vec();
        while let Some(index) = open.pop() {
            if !std::mem::replace(&mut reached[index], true) {
                self.types_below(index, &mut open);
            }
        }
    }

    /// Adds the types that the type at a place leads to directly in the documents of `XmlSerializer`.
    fn types_below(&self, index: usize, below: &mut Vec<usize>) {
        let TypeDef { xml, kind, .. } = &self.types[index];
        for include in &xml.includes {
            self.types_in(include, below);
        }
        match kind {
            TypeKind::Class(Class { base, members, .. }) => {
                if let Some(base) = base {
                    self.types_in(base, below);
                }
                for member in members {
                    if member.is_in_xml_serializer() {
                        self.types_in(&member.ty, below);
                        member.xml.types().for_each(|ty| self.types_in(ty, below));
                    }
                }
            }
            TypeKind::Collection(collection) => self.types_in(&collection.item, below),
            // It refuses dictionaries.
            TypeKind::Dictionary(_) | TypeKind::Enum(_) => {}
        }
    }

    /// Adds the types of the spec that values of this type are of. Arguments of a generic type are not: its
    /// members lead to them.
    fn types_in(&self, ty: &TypeExpr, types: &mut Vec<usize>) {
        match &ty.kind {
            TypeExprKind::Named(name) => types.extend(self.resolve(name)),
            TypeExprKind::Nullable(inner) | TypeExprKind::List(inner) | TypeExprKind::Array(inner) => {
                self.types_in(inner, types);
            }
            // It refuses these, or writes nothing of what is in them.
            TypeExprKind::Dictionary(..)
            | TypeExprKind::ReadOnly(_)
            | TypeExprKind::Pair(..)
            | TypeExprKind::Tuple(_)
            | TypeExprKind::Clr(_)
            | TypeExprKind::Word(_) => {}
        }
    }
}

/// Returns the types of what an endpoint sends and answers.
fn payloads(endpoint: &Endpoint) -> impl Iterator<Item = &TypeExpr> {
    endpoint.body.iter().chain(&endpoint.response).map(|payload| &payload.ty)
}
