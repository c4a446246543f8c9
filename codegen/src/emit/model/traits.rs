//! Which types can be compared for equality, hashed, copied.

use super::{Model, RustType};
use crate::spec::{Clr, TypeExprKind, TypeKind};

/// What of `Eq`, `Hash` and `Copy` a type can derive. (All types can `Clone`, `Debug`, `Default` and `PartialEq`.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Traits {
    /// `Eq` and `Hash`: no floating-point numbers, nothing without a type.
    pub(crate) eq_hash: bool,
    /// `Copy`, which only value types of .NET get: a class may grow a text with the next version of its service.
    pub(crate) copy: bool,
}

impl Traits {
    const ALL: Self = Self { eq_hash: true, copy: true };
    const NONE: Self = Self { eq_hash: false, copy: false };

    fn and(self, other: Self) -> Self {
        Self { eq_hash: self.eq_hash && other.eq_hash, copy: self.copy && other.copy }
    }
}

impl Model<'_> {
    /// The traits of a Rust type, given those of the spec's types.
    pub(crate) fn traits_of(&self, ty: &RustType) -> Traits {
        match ty {
            RustType::Clr(Clr::Float | Clr::Double) => Traits { eq_hash: false, copy: true },
            // What a type of the user's can do is known to the user, who can say so by `derive`.
            RustType::Clr(Clr::Object) | RustType::Shared(_) | RustType::Custom(_) => Traits::NONE,
            RustType::Clr(Clr::String | Clr::Uri | Clr::Bytes) => Traits { eq_hash: true, copy: false },
            RustType::Clr(_) => Traits::ALL,
            RustType::Value(ty) => Traits { eq_hash: true, copy: ty.facts().is_copy },
            RustType::Own(index) => self.traits.get(*index).copied().unwrap_or(Traits::NONE),
            RustType::Family(index) => Traits { copy: false, ..self.traits_of_family(*index) },
            RustType::Library(index) => self.library(*index).map_or(Traits::NONE, |library| {
                let all =
                    library.fields.iter().fold(Traits::ALL, |all, field| all.and(self.traits_of(&field.ty)));
                // A pair is a struct in .NET, a tuple is a class.
                Traits { copy: all.copy && matches!(library.ty.kind, TypeExprKind::Pair(..)), ..all }
            }),
            RustType::Option(inner) => self.traits_of(inner),
            RustType::Boxed(inner)
            | RustType::Secret(inner)
            | RustType::Vec(inner)
            | RustType::ReadOnly(inner) => Traits { copy: false, ..self.traits_of(inner) },
            RustType::Dictionary(entry) => {
                Traits { copy: false, ..self.traits_of(&entry.0).and(self.traits_of(&entry.1)) }
            }
        }
    }

    fn traits_of_family(&self, index: usize) -> Traits {
        let variants = self.family(index).into_iter().flat_map(|family| &family.variants);
        variants.fold(Traits::ALL, |all, variant| all.and(self.traits_of(&RustType::Own(*variant))))
    }

    /// The traits of the type at a place, as far as is known so far.
    fn traits_at(&self, index: usize) -> Traits {
        let Some(ty) = self.spec.types.get(index).filter(|_| self.external(index).is_none()) else {
            return Traits::NONE;
        };
        match &ty.kind {
            TypeKind::Class(class) => {
                let members = (0..class.members.len()).map(|place| self.member_type(index, place));
                let base = class.base.as_ref().map(|base| self.lower_exactly(base));
                let all = members.chain(base).fold(Traits::ALL, |all, ty| all.and(self.traits_of(&ty)));
                Traits { copy: all.copy && class.is_struct, ..all }
            }
            TypeKind::Enum(of) => Traits { eq_hash: true, copy: of.flags || !of.open },
            TypeKind::Collection(collection) => {
                Traits { copy: false, ..self.traits_of(&self.lower(&collection.item)) }
            }
            TypeKind::Dictionary(dictionary) => {
                let entry = [&dictionary.key, &dictionary.value].map(|ty| self.traits_of(&self.lower(ty)));
                Traits { copy: false, ..entry[0].and(entry[1]) }
            }
        }
    }

    /// The traits of all types: taken to be there until something is found that lacks one, so that classes that
    /// hold each other do not stand in each other's way.
    pub(super) fn find_traits(&mut self) {
        self.traits = vec![Traits::ALL; self.spec.types.len()];
        loop {
            let next: Vec<Traits> = (0..self.traits.len()).map(|index| self.traits_at(index)).collect();
            if next == self.traits {
                return;
            }
            self.traits = next;
        }
    }
}
