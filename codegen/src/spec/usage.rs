//! Which types endpoints lead to.

use super::{
    model::{Class, Endpoint, Spec, TypeKind},
    type_expr::{TypeExpr, TypeExprKind},
};

impl Spec {
    /// Returns, for each type of the spec, whether these endpoints lead to it.
    ///
    /// What stands for a class in C# may stand for it on the wire: a class that is derived from one that is used counts as
    /// used.
    #[must_use]
    pub fn used_types<'a>(&self, endpoints: impl IntoIterator<Item = &'a Endpoint>) -> Vec<bool> {
        let mut used = vec![false; self.types.len()];
        let mut open = Vec::new();
        for endpoint in endpoints {
            let payloads = endpoint.body.iter().chain(&endpoint.response).map(|payload| &payload.ty);
            payloads
                .chain(endpoint.parameters.iter().map(|parameter| &parameter.ty))
                .for_each(|ty| types_in(self, ty, &mut open));
        }
        let mut derived: Vec<Vec<usize>> = vec![Vec::new(); self.types.len()];
        for index in 0..self.types.len() {
            if let Some(of_base) = self.base(index).and_then(|base| derived.get_mut(base)) {
                of_base.push(index);
            }
        }
        while let Some(index) = open.pop() {
            let Some(slot) = used.get_mut(index) else { continue };
            if !std::mem::replace(slot, true) {
                open.extend(derived.get(index).into_iter().flatten());
                below(self, index, &mut open);
            }
        }
        used
    }
}

/// Adds the types that a type leads to directly.
fn below(spec: &Spec, index: usize, found: &mut Vec<usize>) {
    let Some(ty) = spec.types.get(index) else { return };
    ty.xml.includes.iter().for_each(|include| types_in(spec, include, found));
    match &ty.kind {
        TypeKind::Class(Class { base, members, known_types, .. }) => {
            base.iter().chain(known_types).for_each(|ty| types_in(spec, ty, found));
            for member in members {
                types_in(spec, &member.ty, found);
                member.xml.types().for_each(|ty| types_in(spec, ty, found));
            }
        }
        TypeKind::Collection(collection) => types_in(spec, &collection.item, found),
        TypeKind::Dictionary(dictionary) => {
            types_in(spec, &dictionary.key, found);
            types_in(spec, &dictionary.value, found);
        }
        TypeKind::Enum(_) => {}
    }
}

/// Adds the types of the spec that a type names.
fn types_in(spec: &Spec, ty: &TypeExpr, found: &mut Vec<usize>) {
    match &ty.kind {
        TypeExprKind::Named(name) => found.extend(spec.resolve(name)),
        TypeExprKind::Nullable(inner)
        | TypeExprKind::List(inner)
        | TypeExprKind::Array(inner)
        | TypeExprKind::ReadOnly(inner) => types_in(spec, inner, found),
        TypeExprKind::Dictionary(key, value) | TypeExprKind::Pair(key, value) => {
            types_in(spec, key, found);
            types_in(spec, value, found);
        }
        TypeExprKind::Tuple(items) => items.iter().for_each(|item| types_in(spec, item, found)),
        TypeExprKind::Clr(_) | TypeExprKind::Word(_) => {}
    }
}
