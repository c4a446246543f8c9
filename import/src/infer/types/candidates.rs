//! The exact types that a type may be, each with its contract name: the names of generic types are computed
//! from those of their arguments, so they show which one it is.

use datacontract_codegen::spec::{Clr, Word as SpecWord};

use super::{
    built_in::built_in,
    contract_names::{self, Argument, NamedType},
    each::Type,
    registry::Registry,
};
use crate::{
    clr_name::by_class,
    infer::{
        model::Ty,
        samples::{elements::ELEMENTS, form::OBJECT_MODEL},
    },
};

/// Dictionaries in dictionaries multiply what they may be; beyond this nothing is tried.
const ENOUGH: usize = 4096;

/// The types of a dictionary's entries, or of a pair.
pub(crate) struct EntryTypes {
    pub(crate) key: Ty,
    pub(crate) value: Ty,
}

impl EntryTypes {
    /// Returns the types of a dictionary's entries whose computed name is `name`, if candidates have it.
    pub(crate) fn of_entry(&self, registry: &Registry, name: &str) -> Option<Self> {
        self.exact(registry, |key, value| contract_names::entry(key, value) == name)
    }

    /// Returns the types of a pair whose computed name is `name`, if candidates have it.
    pub(crate) fn of_pair(&self, registry: &Registry, name: &str) -> Option<Self> {
        self.exact(registry, |key, value| {
            contract_names::generic("KeyValuePair", &[key.clone(), value.clone()]) == name
        })
    }

    /// Returns the types of a pair that `XmlSerializer` calls `name`: by the classes of key and value, with
    /// nothing between them.
    pub(crate) fn of_pair_by_classes(&self, name: &str) -> Option<Self> {
        let rest = name.strip_prefix("KeyValuePairOf")?;
        let of_class = |class: &str| match class.strip_prefix("NullableOf") {
            Some(inner) => by_class(inner).map(|clr| Ty::Clr(clr).nullable()),
            None => by_class(class).map(Ty::Clr),
        };
        rest.char_indices().find_map(|(at, _)| {
            let (key, value) = rest.split_at(at);
            let value = match &self.value {
                Ty::Clr(_) | Ty::Word(_) | Ty::Nullable(_) => of_class(value)?,
                value => value.clone(),
            };
            Some(Self { key: of_class(key)?, value })
        })
    }

    fn exact(&self, registry: &Registry, fits: impl Fn(&Argument, &Argument) -> bool) -> Option<Self> {
        let (keys, values) = (candidates(registry, &self.key), candidates(registry, &self.value));
        first_fitting(&keys, &values, fits)
    }

    /// Returns the built-in types of key and value that give an entry's name, whatever the forms of their
    /// values say: XML alone shows a `decimal` as it shows an `int`.
    pub(crate) fn of_built_in_entry(&self, name: &str) -> Option<Self> {
        if !matches!(self.value, Ty::Clr(_) | Ty::Word(_)) {
            return None;
        }
        let all: Vec<NamedType> = ELEMENTS.iter().filter_map(|(_, clr)| built_in(*clr)).collect();
        first_fitting(&all, &all, |key, value| contract_names::entry(key, value) == name)
    }
}

/// Returns the first key and value whose names fit.
fn first_fitting(
    keys: &[NamedType],
    values: &[NamedType],
    fits: impl Fn(&Argument, &Argument) -> bool,
) -> Option<EntryTypes> {
    let mut pairs = keys.iter().flat_map(|key| values.iter().map(move |value| (key, value)));
    let (key, value) = pairs.find(|(key, value)| fits(&key.name, &value.name))?;
    Some(EntryTypes { key: key.ty.clone(), value: value.ty.clone() })
}

/// Returns the types that a type may be exactly, with their contract names.
fn candidates(registry: &Registry, ty: &Ty) -> Vec<NamedType> {
    let exact: Vec<NamedType> = match ty {
        Ty::Clr(Clr::Double) => [Clr::Double, Clr::Float].into_iter().filter_map(built_in).collect(),
        Ty::Clr(clr) => built_in(*clr).into_iter().collect(),
        Ty::Word(word) => clrs(*word).iter().copied().filter_map(built_in).collect(),
        Ty::Type(id) => registry
            .types
            .get(*id)
            .and_then(|of| {
                let name = of.contract.as_ref().map(|(_, name)| name.clone()).or_else(|| of.page.clone())?;
                let (_, namespace) = of.namespace.as_ref()?;
                Some(NamedType { ty: ty.clone(), name: Argument::new(name, namespace) })
            })
            .into_iter()
            .collect(),
        Ty::List(item) => candidates(registry, item).into_iter().map(NamedType::list).collect(),
        Ty::Array(item) => candidates(registry, item).into_iter().map(NamedType::array).collect(),
        Ty::Dictionary(key, value) => entry_candidates(registry, key, value)
            .into_iter()
            .map(|(key, value)| NamedType::dictionary(key, value))
            .collect(),
        Ty::Nullable(inner) => {
            return candidates(registry, inner).into_iter().map(NamedType::nullable).collect();
        }
        Ty::ReadOnly(inner) => read_only_candidates(registry, inner),
        Ty::Pair(..) | Ty::Tuple(_) => Vec::new(),
    };
    let is_value_type = |candidate: &&NamedType| match candidate.ty {
        Ty::Clr(clr) => clr.is_value_type(),
        Ty::Type(id) => registry.types.get(id).is_some_and(Type::is_enum),
        _ => false,
    };
    let nullable: Vec<NamedType> =
        exact.iter().filter(is_value_type).cloned().map(NamedType::nullable).collect();
    exact.into_iter().chain(nullable).collect()
}

/// Returns the keys and values that the entries of a dictionary may have.
fn entry_candidates(registry: &Registry, key: &Ty, value: &Ty) -> Vec<(NamedType, NamedType)> {
    let values = candidates(registry, value);
    candidates(registry, key)
        .iter()
        .flat_map(|key| values.iter().map(|value| (key.clone(), value.clone())))
        .take(ENOUGH)
        .collect()
}

/// Returns the types that a read-only class over a list or dictionary may have.
fn read_only_candidates(registry: &Registry, inner: &Ty) -> Vec<NamedType> {
    let read_only = |ty: Ty, class: &str, arguments: &[Argument]| NamedType {
        ty: Ty::ReadOnly(Box::new(ty)),
        name: Argument::new(contract_names::generic(class, arguments), OBJECT_MODEL),
    };
    match inner {
        Ty::List(item) => candidates(registry, item)
            .into_iter()
            .map(|item| read_only(Ty::List(Box::new(item.ty)), "ReadOnlyCollection", &[item.name]))
            .collect(),
        Ty::Dictionary(key, value) => entry_candidates(registry, key, value)
            .into_iter()
            .map(|(key, value)| {
                let ty = Ty::Dictionary(Box::new(key.ty), Box::new(value.ty));
                read_only(ty, "ReadOnlyDictionary", &[key.name, value.name])
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Returns the types that a page's word may stand for, the usual one first.
fn clrs(word: SpecWord) -> &'static [Clr] {
    match word {
        SpecWord::Integer => &[Clr::Int, Clr::Long, Clr::Short],
        SpecWord::UnsignedInteger => &[Clr::UInt, Clr::ULong, Clr::UShort],
        SpecWord::DecimalNumber => &[Clr::Decimal, Clr::Double, Clr::Float],
        SpecWord::Date => &[Clr::DateTime, Clr::DateTimeOffset],
        SpecWord::SignedByte => &[Clr::SByte],
        SpecWord::Character => &[Clr::Char],
        SpecWord::Boolean => &[Clr::Bool],
        SpecWord::GloballyUniqueIdentifier => &[Clr::Guid],
        SpecWord::TimeInterval => &[Clr::TimeSpan],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_in_the_name_of_a_pair_are_its_types() {
        let guessed = EntryTypes { key: Ty::Word(SpecWord::Integer), value: Ty::Word(SpecWord::Integer) };
        let of = |name: &str| guessed.of_pair_by_classes(name).map(|types| (types.key, types.value));
        assert_eq!(of("KeyValuePairOfInt32UInt16"), Some((Ty::Clr(Clr::Int), Ty::Clr(Clr::UShort))));
        assert_eq!(
            of("KeyValuePairOfStringNullableOfInt64"),
            Some((Ty::Clr(Clr::String), Ty::Clr(Clr::Long).nullable()))
        );
        for name in ["KeyValuePairOfLeadLead", "KeyValuePairOf", "PairOfInt32Int32"] {
            assert_eq!(of(name), None, "{name}");
        }
    }
}
