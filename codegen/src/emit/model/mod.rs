//! What a module of Rust types is made of: the spec's types with their Rust names and types, all decisions
//! made.
//!
//! The emitters beside this module only spell it out.

mod case;
mod families;
mod items;
mod library;
mod lower;
mod naming;
mod recursion;
mod rust_type;
mod scope;
mod traits;

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet, HashSet},
    path::Path,
};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(crate) use self::{
    case::{best_case, derived_name},
    families::Family,
    items::ListMark,
    library::{Library, LibraryField},
    naming::{Naming, Submodule},
    rust_type::RustType,
    scope::Scope,
    traits::Traits,
};
use super::Options;
use crate::{
    output::header,
    spec::{Spec, TypeDef, TypeExpr, TypeKind, XmlSerializerUse},
};

/// A spec on its way to Rust.
pub(crate) struct Model<'s> {
    pub(crate) spec: &'s Spec,
    pub(crate) options: &'s Options,
    pub(crate) scope: Scope,
    /// By the places of the spec's types.
    names: Vec<Ident>,
    /// Types that stand for types of the spec.
    external: BTreeMap<usize, syn::Type>,
    families: BTreeMap<usize, Family>,
    library: Vec<Library>,
    library_places: BTreeMap<String, usize>,
    /// The members (class, place) that need a box.
    boxed: BTreeSet<(usize, usize)>,
    traits: Vec<Traits>,
    lists_of_responses: items::ListMarks,
    /// The types that `XmlSerializer` writes and reads.
    pub(crate) xml_serializer_use: XmlSerializerUse,
    /// Whether a service checks any member.
    pub(crate) has_annotations: bool,
    /// By the places of the spec's types; for enums, as soon as they are asked for.
    variant_names: Vec<OnceCell<HashSet<String>>>,
    header: OnceCell<String>,
    recursion_limit: OnceCell<Option<usize>>,
}

impl<'s> Model<'s> {
    pub(crate) fn new(spec: &'s Spec, options: &'s Options) -> Self {
        let types = 0..spec.types.len();
        let external: BTreeMap<usize, syn::Type> = types
            .clone()
            .filter_map(|index| Some((index, lower::given_type(spec.rules_of_type(index))?)))
            .collect();
        let names: Vec<String> = types.map(|index| spec.rust_type_name(index)).collect();
        let emitted = names.iter().enumerate().filter(|(index, _)| !external.contains_key(index));
        let mut scope = Scope::new(emitted.map(|(_, name)| name.clone()));
        let families = families::families(spec, &mut scope);
        let (library, library_places) = library::collect(spec, &mut scope);
        let mut model = Self {
            spec,
            options,
            scope,
            names: names.iter().map(|name| ident(name)).collect(),
            external,
            families,
            library: Vec::new(),
            library_places,
            boxed: BTreeSet::new(),
            traits: Vec::new(),
            lists_of_responses: items::ListMarks::new(),
            xml_serializer_use: spec.xml_serializer_use(),
            has_annotations: spec.has_annotations(),
            variant_names: vec![OnceCell::new(); spec.types.len()],
            header: OnceCell::new(),
            recursion_limit: OnceCell::new(),
        };
        // Inner ones come first, so that each finds what it is made of.
        for (name, ty) in library {
            let fields = library::fields(&model, &ty);
            model.library.push(Library { name, ty, fields });
        }
        model.boxed = recursion::boxed_members(&model);
        model.find_traits();
        model.lists_of_responses = items::lists_of_responses(&model);
        model
    }

    /// Returns the first lines of the files that are made of the spec.
    pub(crate) fn header(&self) -> &str {
        self.header.get_or_init(|| {
            let path = Path::new(self.spec.file.path());
            let origin = path.strip_prefix(&self.options.root).unwrap_or(path);
            header::of_rust(&origin.to_string_lossy().replace('\\', "/"), self.spec.file.text())
        })
    }

    /// What programs need as their recursion limit to call the API, where that is more than the usual one.
    pub(crate) fn recursion_limit(&self) -> Option<usize> {
        *self
            .recursion_limit
            .get_or_init(|| self.spec.crate_root().recursion_limit.map(|needed| needed.limit))
    }

    /// The types to emit, with their places.
    pub(crate) fn types(&self) -> impl Iterator<Item = (usize, &'s TypeDef)> {
        self.spec.types.iter().enumerate().filter(|(index, _)| !self.external.contains_key(index))
    }

    /// Returns the name of the type at a place.
    pub(crate) fn name(&self, index: usize) -> &Ident {
        &self.names[index]
    }

    /// Returns whether the enum at a place has a variant of this name.
    pub(crate) fn has_variant(&self, index: usize, name: &str) -> bool {
        let (Some(ty), Some(names)) = (self.spec.types.get(index), self.variant_names.get(index)) else {
            return false;
        };
        let TypeKind::Enum(of) = &ty.kind else { return false };
        let variants = || of.members.iter().map(|member| self.spec.rust_variant_name(index, &member.name));
        names.get_or_init(|| variants().collect()).contains(name)
    }

    /// How the type at a place is written: its name, or the type that stands for it.
    pub(crate) fn path(&self, index: usize) -> TokenStream {
        match (self.external.get(&index), self.names.get(index)) {
            (Some(external), _) => quote!(#external),
            (None, name) => quote!(#name),
        }
    }

    /// Returns the type that stands for the type at a place.
    pub(crate) fn external(&self, index: usize) -> Option<&syn::Type> {
        self.external.get(&index)
    }

    /// Returns the classes that may stand for the class at a place.
    pub(crate) fn family(&self, index: usize) -> Option<&Family> {
        self.families.get(&index)
    }

    /// All families, by the place of the class that is declared.
    pub(crate) fn families(&self) -> impl Iterator<Item = (usize, &Family)> {
        self.families.iter().map(|(index, family)| (*index, family))
    }

    pub(crate) fn library(&self, place: usize) -> Option<&Library> {
        self.library.get(place)
    }

    /// All pairs and tuples.
    pub(crate) fn libraries(&self) -> &[Library] {
        &self.library
    }

    fn library_index(&self, ty: &TypeExpr) -> Option<usize> {
        self.library_places.get(&self.spec.names.canonical(ty)).copied()
    }
}

/// Returns an identifier of a name that was made to be one.
pub(crate) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, proc_macro2::Span::call_site()),
        None => Ident::new(name, proc_macro2::Span::call_site()),
    }
}
