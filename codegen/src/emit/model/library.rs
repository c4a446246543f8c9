//! Pairs and tuples: .NET's own classes, which every module that uses them spells out.

use std::collections::BTreeMap;

use proc_macro2::Ident;
use quote::format_ident;

use super::{Model, RustType, Scope};
use crate::spec::{
    Spec, TypeExpr, TypeExprKind, TypeKind, names::page_name_of, rust_name::type_name, wire::LibraryMember,
};

/// A pair or a tuple.
pub(crate) struct Library {
    /// The name of the struct.
    pub(crate) name: Ident,
    /// The type as the spec has it.
    pub(crate) ty: TypeExpr,
    /// Its members.
    pub(crate) fields: Vec<LibraryField>,
}

/// A member of a pair or tuple.
pub(crate) struct LibraryField {
    pub(crate) name: Ident,
    /// C#'s name.
    pub(crate) property: String,
    pub(crate) wire: String,
    pub(crate) json: String,
    pub(crate) ty: RustType,
}

/// Returns the pairs and tuples of a spec in the order of their first use, and where to find them by their C#
/// notation.
pub(super) fn collect(spec: &Spec, scope: &mut Scope) -> (Vec<(Ident, TypeExpr)>, BTreeMap<String, usize>) {
    let mut found: Vec<(Ident, TypeExpr)> = Vec::new();
    let mut places = BTreeMap::new();
    let mut visit = |ty: &TypeExpr| {
        each_library(ty, &mut |ty| {
            places.entry(spec.names.canonical(ty)).or_insert_with(|| {
                let name = scope.take(&type_name(&page_name_of(ty)), "_");
                found.push((format_ident!("{name}"), ty.clone()));
                found.len() - 1
            });
        });
    };
    for ty in &spec.types {
        ty.name.arguments().for_each(&mut visit);
        match &ty.kind {
            TypeKind::Class(class) => {
                class.members.iter().for_each(|member| visit(&member.ty));
                class.known_types.iter().for_each(&mut visit);
            }
            TypeKind::Collection(collection) => visit(&collection.item),
            TypeKind::Dictionary(dictionary) => {
                [&dictionary.key, &dictionary.value].into_iter().for_each(&mut visit);
            }
            TypeKind::Enum(_) => {}
        }
    }
    for endpoint in &spec.endpoints {
        endpoint.body.iter().chain(&endpoint.response).for_each(|payload| visit(&payload.ty));
    }
    (found, places)
}

/// Calls `visit` with every pair and tuple in a type, inner ones first.
fn each_library(ty: &TypeExpr, visit: &mut dyn FnMut(&TypeExpr)) {
    match &ty.kind {
        TypeExprKind::Clr(_) | TypeExprKind::Word(_) => {}
        TypeExprKind::Nullable(inner)
        | TypeExprKind::List(inner)
        | TypeExprKind::Array(inner)
        | TypeExprKind::ReadOnly(inner) => each_library(inner, visit),
        TypeExprKind::Dictionary(key, value) => {
            each_library(key, visit);
            each_library(value, visit);
        }
        TypeExprKind::Pair(key, value) => {
            each_library(key, visit);
            each_library(value, visit);
            visit(ty);
        }
        TypeExprKind::Tuple(items) => {
            for item in items {
                each_library(item, visit);
            }
            visit(ty);
        }
        TypeExprKind::Named(name) => name.arguments().for_each(|argument| each_library(argument, visit)),
    }
}

/// Returns the members of a pair or tuple.
pub(super) fn fields(model: &Model<'_>, ty: &TypeExpr) -> Vec<LibraryField> {
    let field = |name: String, member: LibraryMember, ty: &TypeExpr| {
        let lowered = model.lower(ty);
        let is_value = model.spec.nullability_of_type(ty) == crate::spec::Nullability::Never || !ty.exact();
        let ty = if is_value { lowered } else { lowered.option() };
        let LibraryMember { property, field, json } = member;
        LibraryField { name: format_ident!("{name}"), property, wire: field, json, ty }
    };
    match &ty.kind {
        TypeExprKind::Pair(key, value) => [("key", "Key", key), ("value", "Value", value)]
            .map(|(name, json, ty)| {
                let property = json.to_owned();
                field(
                    name.to_owned(),
                    LibraryMember { json: property.clone(), property, field: name.to_owned() },
                    ty,
                )
            })
            .into(),
        TypeExprKind::Tuple(items) => items
            .iter()
            .enumerate()
            .map(|(at, ty)| {
                field(format!("item{}", at + 1), LibraryMember::item_of_tuple(model.spec, at), ty)
            })
            .collect(),
        _ => Vec::new(),
    }
}
