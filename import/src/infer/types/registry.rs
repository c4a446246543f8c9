//! All types of a site, and by what they are found.

use std::collections::{BTreeMap, HashMap, HashSet};

use indexmap::IndexSet;

use super::{
    each::{CutNamespace, Known, Reference, SameBy, Type},
    known_namespaces::KnownNamespaces,
    member_types::MemberTypes,
    seen::Formats,
};
use crate::{
    clr_name::AssemblyQualifiedName,
    infer::{
        model::TypeId,
        samples::sample_formats::ShownXml,
        settings::{left_out::Defaults, metadata::Additions},
    },
    page::Row,
};

/// All types, in the order in which they were met.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    pub(crate) types: Vec<Type>,
    by_page: HashMap<String, Vec<TypeId>>,
    /// Names on pages that are the ends of full ones there, with the full one.
    full_names: BTreeMap<String, String>,
    /// Of types whose name no page shows: by the name that was made up, and by content.
    made_up: HashMap<String, HashMap<ShapeId, TypeId>>,
    /// By contract name, then by namespace; of several the first.
    by_contract: HashMap<String, HashMap<String, TypeId>>,
    /// By the full name of the class, which JSON says as `$type`.
    by_clr_name: HashMap<String, TypeId>,
    /// Of enums without a name: the others that would be called so, and whose values say that they are others.
    other_enums: HashMap<TypeId, Vec<TypeId>>,
    /// All that types are called, on pages, in contracts or for want of a name, and which are called so.
    by_name: HashMap<String, IndexSet<TypeId>>,
    /// The types that others are taken to be, and by what.
    actual: HashMap<TypeId, (TypeId, SameBy)>,
    /// What types are called for want of a name.
    names: HashSet<String>,
    /// Of names with a number: the next one that may be free.
    numbers: HashMap<String, usize>,
    pub(crate) shapes: Shapes,
    pub(crate) namespaces: KnownNamespaces,
    /// What becomes in JSON of values that have the default of their type.
    pub(crate) defaults: Defaults,
    /// Dictionaries, or objects of no class, have an identity in JSON, which no attribute of a class gives
    /// them.
    pub(crate) keeps_classless: bool,
    /// What JSON has of enums whose names XML shows.
    pub(crate) enums_in_json: EnumsInJson,
    /// What tables show of the names in JSON.
    pub(crate) names_in_json: NamesInJson,
    /// The types that the tables give to members.
    pub(crate) member_types: MemberTypes,
    /// How many payloads have been gone through.
    pub(crate) payloads: usize,
}

/// What JSON has of enums, as far as XML shows that they are some.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum EnumsInJson {
    /// Nothing shows it.
    #[default]
    Open,
    /// Their numbers.
    Numbers,
}

/// What JSON makes of the names that tables have in `PascalCase`, as far as samples show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NamesInJson {
    /// Nothing shows it, or not one thing.
    #[default]
    Open,
    /// A resolver makes `camelCase` of them.
    CamelCase,
}

/// What the content of a value looks like: the place of a shape in [`Shapes`]. Two values of one shape look
/// alike all the way down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ShapeId(usize);

/// The shapes of values, each once.
#[derive(Debug, Default)]
pub(crate) struct Shapes {
    ids: HashMap<Shape, ShapeId>,
}

/// What one level of a value looks like.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    /// A text, a number and the like.
    Simple,
    /// An enum; of several that are called alike the value that distinguishes it from the others.
    Enum(Option<String>),
    /// A class in the place of another, whatever it holds.
    Derived,
    /// A list with a class of its own, whatever it holds.
    OwnList,
    /// Nothing but its namespace is shown.
    Placeholder(String),
    /// The first item of a list, if there is one.
    List(Option<ShapeId>),
    /// The members by their names, letters and digits in small.
    Members(Vec<(String, ShapeId)>),
}

impl Shapes {
    /// The number of a shape.
    pub(crate) fn id(&mut self, shape: Shape) -> ShapeId {
        let next = ShapeId(self.ids.len());
        *self.ids.entry(shape).or_insert(next)
    }
}

impl Registry {
    /// The type that one is taken to be: itself, unless it has the looks of one that is known.
    pub(crate) fn actual(&self, id: TypeId) -> TypeId {
        self.taken_for(id).map_or(id, |(actual, _)| actual)
    }

    /// The type that one without a name is taken to be, and by what.
    pub(crate) fn taken_for(&self, id: TypeId) -> Option<(TypeId, SameBy)> {
        self.actual.get(&id).copied()
    }

    /// Takes a type for another one, which `XmlSerializer` then calls as it does this one, and whose objects have the
    /// identities that samples show of this one.
    pub(crate) fn is_same(&mut self, id: TypeId, actual: TypeId, by: SameBy) {
        let shown = self.types.get_mut(id).map(|ty| {
            let serialized = std::mem::take(&mut ty.serialized);
            (serialized, ty.identity_in, ty.reference)
        });
        if let (Some((serialized, identity_in, reference)), Some(actual)) =
            (shown, self.types.get_mut(actual))
        {
            actual.serialized.add(serialized);
            actual.identity_in.json |= identity_in.json;
            actual.identity_in.xml |= identity_in.xml;
            if actual.reference == Reference::None {
                actual.reference = reference;
            }
        }
        self.actual.insert(id, (actual, by));
    }

    /// Leads types that are taken for ones that are others themselves to these.
    pub(crate) fn settle_actual(&mut self) {
        let last = |id: TypeId| {
            let next = |id: &TypeId| self.actual.get(id).map(|(actual, _)| *actual);
            std::iter::successors(Some(id), next).take(self.types.len()).last().unwrap_or(id)
        };
        let settled: Vec<(TypeId, TypeId)> =
            self.actual.iter().map(|(id, (actual, _))| (*id, last(*actual))).collect();
        for (id, actual) in settled {
            if let Some((to, _)) = self.actual.get_mut(&id) {
                *to = actual;
            }
        }
    }

    /// The type that pages call so; of several the first.
    pub(crate) fn of_page(&mut self, name: &str) -> TypeId {
        self.known_page(name).unwrap_or_else(|| self.another(name))
    }

    /// Another type that pages call so.
    pub(crate) fn another(&mut self, name: &str) -> TypeId {
        let name = self.full_name(name).to_owned();
        let id = self.add(Type { page: Some(name.clone()), made_up: name.clone(), ..Type::default() });
        self.by_page.entry(name).or_default().push(id);
        id
    }

    /// Finds what keeps the identity of objects, once all samples are read.
    pub(crate) fn settle_references(&mut self, xml: ShownXml, additions: &Additions) {
        let of_json = |ty: &Type| ty.identity_in.json && !ty.identity_in.xml;
        let is_setting = additions.has_lists_with_identity()
            || self.keeps_classless
            || self.types.iter().any(|ty| of_json(ty) && ty.seen.iter().any(|seen| seen.formats.xml));
        for ty in &mut self.types {
            ty.reference = match ty.identity_in {
                Formats { xml: true, .. } => Reference::Shown,
                Formats { json: true, .. } if is_setting => Reference::Setting,
                Formats { json: true, .. } if additions.is_kept_by_class() => Reference::ShownInJson,
                Formats { json: true, .. } if xml == ShownXml::AllThereIs => Reference::Inferred,
                Formats { json: true, .. } => Reference::Open,
                Formats { .. } => Reference::None,
            };
        }
    }

    /// Finds which names on pages are the ends of full ones.
    pub(crate) fn set_full_names(&mut self, names: BTreeMap<String, String>) {
        self.full_names = names;
    }

    /// The shorter names by which pages call what they call by this full name too.
    pub(crate) fn short_names<'n>(&'n self, full: &'n str) -> impl Iterator<Item = &'n str> {
        self.full_names.iter().filter(move |(_, other)| *other == full).map(|(short, _)| short.as_str())
    }

    fn full_name<'n>(&'n self, name: &'n str) -> &'n str {
        self.full_names.get(name).map_or(name, String::as_str)
    }

    /// All types that pages call so, in the order in which they were met.
    pub(crate) fn variants(&self, name: &str) -> &[TypeId] {
        self.by_page.get(self.full_name(name)).map_or(&[], Vec::as_slice)
    }

    /// The type that pages call so, if any does; of several the first.
    pub(crate) fn known_page(&self, name: &str) -> Option<TypeId> {
        self.variants(name).first().copied()
    }

    /// The type of this contract name.
    pub(crate) fn of_contract(&self, namespace: &str, name: &str) -> Option<TypeId> {
        self.by_contract.get(name)?.get(namespace).copied()
    }

    /// The types that pages or contracts call so, or that are called so for want of a name, in the order in
    /// which they were met. They may have been called so before.
    pub(crate) fn called(&self, name: &str) -> impl Iterator<Item = TypeId> + use<'_> {
        self.by_name.get(name).into_iter().flatten().copied()
    }

    /// A type that no page names: one that was called so before and has the same content, else a new one.
    pub(crate) fn unnamed(&mut self, name: &str, owner: &str, shape: ShapeId) -> TypeId {
        if let Some(id) = self.made_up.get(name).and_then(|known| known.get(&shape)) {
            return *id;
        }
        let mut own = name.to_owned();
        let is_taken = self.names.contains(&own);
        if is_taken {
            own = format!("{owner}{name}");
            if self.names.contains(&own) {
                own = self.numbered(&own);
            }
        }
        let wished = is_taken.then(|| name.to_owned());
        let id = self.add(Type { made_up: own, wished, ..Type::default() });
        self.made_up.entry(name.to_owned()).or_default().insert(shape, id);
        id
    }

    /// Returns an enum without a name, and the others that would be called so.
    pub(crate) fn enums_called_as(&self, first: TypeId) -> impl Iterator<Item = TypeId> + use<'_> {
        let others = self.other_enums.get(&first).into_iter().flatten().copied();
        std::iter::once(first).chain(others)
    }

    /// Keeps an enum that would be called as another one.
    pub(crate) fn note_enum_called_as(&mut self, first: TypeId, other: TypeId) {
        let others = self.other_enums.entry(first).or_default();
        if other != first && !others.contains(&other) {
            others.push(other);
        }
    }

    /// The name with the lowest number that is free, from 2 on.
    pub(crate) fn numbered(&mut self, name: &str) -> String {
        let number = self.numbers.entry(name.to_owned()).or_insert(2);
        loop {
            let own = format!("{name}{number}");
            *number += 1;
            if !self.names.contains(&own) {
                return own;
            }
        }
    }

    /// Whether a type is called so, on a page or for want of a name.
    pub(crate) fn is_taken(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    pub(crate) fn add(&mut self, ty: Type) -> TypeId {
        let id = self.types.len();
        self.note_name(id, &ty.made_up);
        self.types.push(ty);
        id
    }

    /// Calls a type something else for want of a name.
    pub(crate) fn rename(&mut self, id: TypeId, name: String) {
        self.note_name(id, &name);
        if let Some(ty) = self.types.get_mut(id) {
            ty.made_up = name;
        }
    }

    fn note_name(&mut self, id: TypeId, name: &str) {
        if name.is_empty() {
            return;
        }
        self.names.insert(name.to_owned());
        self.by_name.entry(name.to_owned()).or_default().insert(id);
    }

    /// Keeps the namespace if it is better known than what there is; two that are known equally well are a
    /// conflict.
    pub(crate) fn set_namespace(&mut self, id: TypeId, known: Known, namespace: &str) {
        if let Some(ty) = self.types.get_mut(id) {
            ty.set_namespace(known, namespace);
            self.namespaces.add(namespace);
        }
    }

    /// Keeps what a sample that is cut off shows of the namespace of a type. What was taken to be its namespace is not.
    pub(crate) fn set_cut_namespace(&mut self, id: TypeId, shown: CutNamespace) {
        if let Some(ty) = self.types.get_mut(id) {
            ty.namespace.take_if(|(known, _)| *known <= Known::Owner);
            ty.cut_namespace.get_or_insert(shown);
        }
    }

    /// The type whose class JSON calls so.
    pub(crate) fn of_clr_name(&self, name: &str) -> Option<TypeId> {
        self.by_clr_name.get(name).copied()
    }

    /// Keeps what JSON says of a type's class; what was said first stays.
    pub(crate) fn set_clr_name(&mut self, id: TypeId, class: &AssemblyQualifiedName) {
        if let Some(ty) = self.types.get_mut(id) {
            ty.clr.get_or_insert_with(|| class.clone());
            self.by_clr_name.entry(class.name.clone()).or_insert(id);
        }
    }

    /// Keeps the contract's name, which stands in a sample.
    pub(crate) fn set_contract(&mut self, id: TypeId, namespace: &str, name: &str) {
        let Some(ty) = self.types.get_mut(id) else { return };
        let is_new = ty.contract.is_none();
        ty.set_contract(namespace, name);
        self.namespaces.add(namespace);
        if is_new {
            let of_name = self.by_contract.entry(name.to_owned()).or_default();
            let first = of_name.entry(namespace.to_owned()).or_insert(id);
            *first = id.min(*first);
            self.by_name.entry(name.to_owned()).or_default().insert(id);
        }
    }

    /// The rows of a type's table.
    pub(crate) fn rows(&self, id: TypeId) -> &[Row] {
        self.types.get(id).and_then(|ty| ty.rows.as_deref()).unwrap_or_default()
    }

    pub(crate) fn get_mut(&mut self, id: TypeId) -> Option<&mut Type> {
        self.types.get_mut(id)
    }
}
