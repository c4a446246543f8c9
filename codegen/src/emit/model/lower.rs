//! From type words to Rust types.

use super::{Model, RustType};
use crate::spec::{Class, Clr, Member, Nullability, RustRule, Spec, TypeExpr, TypeExprKind, TypeKind};

impl Model<'_> {
    /// The Rust type of a type word.
    pub(crate) fn lower(&self, ty: &TypeExpr) -> RustType {
        match &ty.kind {
            TypeExprKind::Clr(clr) => self.built_in(*clr),
            TypeExprKind::Word(word) => self.built_in(word.clr()),
            TypeExprKind::Nullable(inner) => self.lower(inner).option(),
            TypeExprKind::List(item) | TypeExprKind::Array(item) => RustType::Vec(Box::new(self.lower(item))),
            TypeExprKind::Dictionary(key, value) => {
                RustType::Dictionary(Box::new((self.lower(key), self.lower(value))))
            }
            TypeExprKind::ReadOnly(inner) => RustType::ReadOnly(Box::new(self.lower(inner))),
            TypeExprKind::Named(name) => match self.spec.resolve(name) {
                Ok(index) => self.value_of(index),
                // A spec without errors resolves all names.
                Err(_) => RustType::Clr(Clr::Object),
            },
            TypeExprKind::Pair(..) | TypeExprKind::Tuple(_) => {
                self.library_index(ty).map_or(RustType::Clr(Clr::Object), RustType::Library)
            }
        }
    }

    /// The Rust type of a built-in type.
    pub(crate) fn built_in(&self, clr: Clr) -> RustType {
        self.spec.rust_types.of(clr).map_or(RustType::Clr(clr), RustType::Value)
    }

    /// What stands where the type at a place is declared.
    fn value_of(&self, index: usize) -> RustType {
        let ty = if self.family(index).is_some() { RustType::Family(index) } else { RustType::Own(index) };
        if self.is_reference(index) { RustType::Shared(Box::new(ty)) } else { ty }
    }

    /// Whether objects of the type at a place keep their identity.
    fn is_reference(&self, index: usize) -> bool {
        match self.spec.types.get(index).map(|ty| &ty.kind) {
            Some(TypeKind::Class(class)) => class.is_reference.value,
            Some(TypeKind::Collection(of)) => of.is_reference.value,
            Some(TypeKind::Dictionary(of)) => of.is_reference.value,
            Some(TypeKind::Enum(_)) | None => false,
        }
    }

    /// The same, where exactly this class is meant: a base, a known type.
    pub(crate) fn lower_exactly(&self, ty: &TypeExpr) -> RustType {
        self.spec.named(ty).map_or_else(|| self.lower(ty), RustType::Own)
    }

    /// The Rust type of the member at a place of the class at a place.
    pub(crate) fn member_type(&self, index: usize, place: usize) -> RustType {
        let Some(member) = self.class(index).and_then(|class| class.members.get(place)) else {
            return RustType::Clr(Clr::Object);
        };
        if let Some(given) = given_type(self.spec.rules_of_member(index, &member.name)) {
            return RustType::Custom(Box::new(given));
        }
        let mut ty = self.lower(member.ty.without_nullable());
        let is_boxed = self.boxed.contains(&(index, place));
        if is_boxed && !matches!(ty, RustType::Shared(_)) {
            ty = RustType::Boxed(Box::new(ty));
        }
        if member.secret {
            ty = RustType::Secret(Box::new(ty));
        }
        // A value that must hold another of its own type has no end.
        if is_boxed || is_optional(self.spec, member) { ty.option() } else { ty }
    }

    pub(crate) fn class(&self, index: usize) -> Option<&Class> {
        self.spec.types.get(index)?.class()
    }
}

/// Whether a member may do without a value.
fn is_optional(spec: &Spec, member: &Member) -> bool {
    let says_so = member.nullable.as_deref() == Some(&true) || member.ty.without_nullable() != &member.ty;
    match spec.nullability(member) {
        Nullability::Never => false,
        Nullability::Nullable | Nullability::Unknown => {
            says_so || !(member.required.value || member.annotations.required)
        }
    }
}

/// The Rust type that the rules give, the most particular one's.
pub(super) fn given_type<'a>(rules: impl Iterator<Item = &'a RustRule>) -> Option<syn::Type> {
    let text = rules.filter_map(|rule| rule.ty.as_ref()).last()?;
    syn::parse_str(&text.value).ok()
}
