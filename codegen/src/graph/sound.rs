//! What errors leave alone in a spec.
//!
//! One mistake costs the endpoints that it touches their proof, never the others: an error belongs to the
//! endpoint or the type in whose entry it stands. A type that leads to a type with an error is as unsound as
//! that one, and so is an endpoint. Errors elsewhere, such as in `baseUrl`, and those about Rust's names
//! alone touch no contract.

use crate::{
    diagnostic::{Code, Diagnostics, Severity},
    spec::{Span, Spec, TypeExpr},
};

/// The endpoints and types of a spec that no error touches.
#[derive(Debug)]
pub(super) struct SoundPart {
    /// By the places of the spec's types.
    types: Vec<bool>,
    /// By the places of the spec's endpoints.
    endpoints: Vec<bool>,
}

impl SoundPart {
    /// Everything: of a spec without errors.
    pub(super) fn all(spec: &Spec) -> Self {
        Self { types: vec![true; spec.types.len()], endpoints: vec![true; spec.endpoints.len()] }
    }

    /// What these errors leave alone.
    pub(super) fn new(spec: &Spec, diagnostics: &Diagnostics) -> Self {
        let mut sound = Self::all(spec);
        let types: Vec<Span> = spec.types.iter().map(|ty| ty.extent).collect();
        let endpoints: Vec<Span> = spec.endpoints.iter().map(|endpoint| endpoint.extent).collect();
        let mut open = Vec::new();
        for error in diagnostics.iter().filter(|diagnostic| touches_contracts(diagnostic)) {
            if let Some(index) = around(&types, error.span) {
                open.push(index);
            } else if let Some(index) = around(&endpoints, error.span) {
                sound.endpoints[index] = false;
            }
        }
        if open.is_empty() {
            return sound;
        }
        let users = users(spec);
        while let Some(index) = open.pop() {
            if std::mem::replace(&mut sound.types[index], false) {
                open.extend(&users[index]);
            }
        }
        for (place, endpoint) in spec.endpoints.iter().enumerate() {
            let parameters = endpoint.parameters.iter().map(|parameter| &parameter.ty);
            let payloads = endpoint.body.iter().chain(&endpoint.response).map(|payload| &payload.ty);
            for ty in parameters.chain(payloads) {
                ty.each_name(&mut |name| {
                    let is_sound = spec.resolve(name).is_ok_and(|index| sound.types[index]);
                    sound.endpoints[place] &= is_sound;
                });
            }
        }
        sound
    }

    pub(super) fn has_type(&self, index: usize) -> bool {
        self.types.get(index).is_some_and(|sound| *sound)
    }

    pub(super) fn has_endpoint(&self, index: usize) -> bool {
        self.endpoints.get(index).is_some_and(|sound| *sound)
    }
}

/// Returns whether a diagnostic is an error that may change what is on the wire.
fn touches_contracts(diagnostic: &crate::diagnostic::Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
        && !matches!(diagnostic.code, Code::RustNameClash | Code::BadRustName | Code::BadRustCode)
}

/// Returns the entry that a place of the file is in; entries stand in the order of the file.
fn around(entries: &[Span], place: Span) -> Option<usize> {
    let index = entries.partition_point(|entry| entry.end < place.start);
    entries.get(index).filter(|entry| entry.start <= place.start).map(|_| index)
}

/// For each type the types that lead to it.
fn users(spec: &Spec) -> Vec<Vec<usize>> {
    let mut users = vec![Vec::new(); spec.types.len()];
    for (user, ty) in spec.types.iter().enumerate() {
        let mut add = |ty: &TypeExpr| {
            ty.each_name(&mut |name| {
                if let Ok(used) = spec.resolve(name) {
                    users[used].push(user);
                }
            });
        };
        ty.name.arguments().for_each(&mut add);
        spec.each_type_of(user, &mut add);
    }
    users
}
