//! Classes in whose place derived classes may stand.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Ident;
use quote::format_ident;

use super::Scope;
use crate::spec::{Spec, TypeExpr, TypeKind};

/// A class and those that may stand for it: a Rust enum.
#[derive(Debug)]
pub(crate) struct Family {
    /// The name of the enum.
    pub(crate) name: Ident,
    /// The classes by their places in the spec: the class itself first unless it is abstract.
    pub(crate) variants: Vec<usize>,
}

/// Returns the families of a spec, by the place of the class that is declared. Names are taken from the
/// scope.
pub(super) fn families(spec: &Spec, scope: &mut Scope) -> BTreeMap<usize, Family> {
    let known = known_types(spec);
    let mut derived: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..spec.types.len() {
        for base in spec.with_bases(index).into_iter().skip(1) {
            derived.entry(base).or_default().push(index);
        }
    }
    let declared = declared_types(spec);
    let mut families = BTreeMap::new();
    for (base, derived) in derived {
        let Some(class) = spec.types.get(base).and_then(|ty| ty.class()) else { continue };
        if !declared.contains(&base) {
            continue;
        }
        let may_stand = |index: &usize| {
            // Of an abstract class there has to be some other.
            (known.contains(index) || class.is_abstract)
                && spec.types.get(*index).and_then(|ty| ty.class()).is_some_and(|class| !class.is_abstract)
        };
        let others: Vec<usize> = derived.into_iter().filter(may_stand).collect();
        if others.is_empty() {
            continue;
        }
        let itself = (!class.is_abstract).then_some(base);
        let name = scope.take(&format!("Any{}", spec.rust_type_name(base).trim_start_matches("r#")), "_");
        let family =
            Family { name: format_ident!("{name}"), variants: itself.into_iter().chain(others).collect() };
        families.insert(base, family);
    }
    families
}

/// Returns the types that some class names as known: by `KnownType`, `XmlInclude`, or the `Type` of an
/// `XmlElement` or `XmlArrayItem`. .NET knows them in everything that the class is part of; they are taken to be
/// known everywhere.
fn known_types(spec: &Spec) -> BTreeSet<usize> {
    let mut known = BTreeSet::new();
    for ty in &spec.types {
        let mut add = |ty| known.extend(spec.named(ty));
        ty.class().into_iter().flat_map(|class| &class.known_types).for_each(&mut add);
        ty.each_type_of_xml(&mut add);
    }
    known
}

/// Returns the types that values are declared to be of: members, items, payloads, but not bases.
fn declared_types(spec: &Spec) -> BTreeSet<usize> {
    let mut declared = BTreeSet::new();
    let mut declare = |ty: &TypeExpr| ty.each_name(&mut |name| declared.extend(spec.resolve(name)));
    for ty in &spec.types {
        match &ty.kind {
            TypeKind::Class(class) => class.members.iter().for_each(|member| declare(&member.ty)),
            TypeKind::Collection(collection) => declare(&collection.item),
            TypeKind::Dictionary(dictionary) => declare(&dictionary.value),
            TypeKind::Enum(_) => {}
        }
    }
    for endpoint in &spec.endpoints {
        endpoint.body.iter().chain(&endpoint.response).for_each(|payload| declare(&payload.ty));
    }
    declared
}
