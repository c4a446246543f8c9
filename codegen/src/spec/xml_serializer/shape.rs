//! What a type is to `XmlSerializer`.

use crate::spec::{
    Spec, TypeKind,
    type_expr::{Clr, Nullability, TypeExpr, TypeExprKind},
};

/// What a type is to `XmlSerializer`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape<'s> {
    /// A simple value, written as text.
    Simple,
    /// An enum: whether its values can be combined.
    Enum { flags: bool },
    /// A simple value or an enum that may be null: an element of its own.
    NullableValue,
    /// A class, a struct, `object`: elements.
    Class,
    /// A list, with the type of its items.
    List(&'s TypeExpr),
}

impl Spec {
    /// Returns what a type is to `XmlSerializer`.
    pub(crate) fn shape<'s>(&'s self, ty: &'s TypeExpr) -> Shape<'s> {
        match &ty.kind {
            // To .NET a `DateTimeOffset` is a struct without properties that can be set.
            TypeExprKind::Clr(clr) if !matches!(clr, Clr::Object | Clr::DateTimeOffset) => Shape::Simple,
            TypeExprKind::Word(_) => Shape::Simple,
            TypeExprKind::Nullable(inner) if self.is_nullable_of_dot_net(ty) => match self.shape(inner) {
                Shape::Simple | Shape::Enum { .. } => Shape::NullableValue,
                other => other,
            },
            TypeExprKind::Nullable(inner) => self.shape(inner),
            TypeExprKind::List(item) | TypeExprKind::Array(item) => Shape::List(item),
            TypeExprKind::Named(_) => match self.named(ty).map(|index| &self.types[index].kind) {
                Some(TypeKind::Enum(of)) => Shape::Enum { flags: of.flags },
                Some(TypeKind::Collection(of)) => Shape::List(&of.item),
                Some(TypeKind::Class(_) | TypeKind::Dictionary(_)) | None => Shape::Class,
            },
            TypeExprKind::Clr(_)
            | TypeExprKind::Dictionary(..)
            | TypeExprKind::ReadOnly(_)
            | TypeExprKind::Pair(..)
            | TypeExprKind::Tuple(_) => Shape::Class,
        }
    }

    /// Returns whether a type is .NET's `Nullable<T>`: a `?` behind a reference type means nothing to it.
    pub(crate) fn is_nullable_of_dot_net(&self, ty: &TypeExpr) -> bool {
        match &ty.kind {
            TypeExprKind::Nullable(inner) => self.nullability_of_type(inner) != Nullability::Nullable,
            _ => false,
        }
    }
}
