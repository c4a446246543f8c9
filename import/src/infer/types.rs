//! The types of a site: what its pages and samples show of each.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use indexmap::IndexSet;

use super::dotnet_enums::{self, DotnetEnum};
use super::form::{JsonForm, Text, XmlForm};
use super::known_namespaces::KnownNamespaces;
use super::left_out::Defaults;
use super::made_guids::MadeGuids;
use super::member_types::MemberTypes;
use super::metadata::Additions;
use super::model::TypeId;
use super::sample_formats::ShownXml;
use super::seen::{Formats, Seen, Slot};
use super::xml::decode;
use crate::clr_name::AssemblyQualifiedName;
use crate::page::{EnumRow, NameEnd, Provenance, Row};

/// What a sample shows of the contract in a place: the namespace, and the name where the element is called
/// after it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Contract {
    pub(crate) namespace: String,
    pub(crate) name: Option<String>,
}

/// A contract as the tag of a root shows it that a sample is cut off in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CutContract {
    pub(crate) name: String,
    pub(crate) name_end: NameEnd,
    /// What there is of its namespace.
    pub(crate) namespace: String,
}

impl CutContract {
    /// Returns the name if all of it is there.
    pub(crate) fn whole_name(&self) -> Option<&String> {
        Some(&self.name).filter(|_| self.name_end == NameEnd::Shown)
    }
}

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

/// What is known of one type.
#[derive(Debug, Default)]
pub(crate) struct Type {
    /// What pages call it; none if no page does.
    pub(crate) page: Option<String>,
    /// What it is called for want of a name.
    pub(crate) made_up: String,
    /// What it would have been called, if no other type were called so.
    pub(crate) wished: Option<String>,
    pub(crate) doc: String,
    /// How far pages show its name.
    pub(crate) page_end: NameEnd,
    /// The rows of its table.
    pub(crate) rows: Option<Vec<Row>>,
    pub(crate) table_end: TableEnd,
    /// The rows of its table, if it is an enum.
    pub(crate) values: Option<Vec<EnumRow>>,
    /// What JSON says of its class, as `$type`.
    pub(crate) clr: Option<AssemblyQualifiedName>,
    /// The contract of the samples beside its table.
    pub(crate) root: Option<Contract>,
    /// Where it is from.
    pub(crate) source: Provenance,
    /// It was seen where only an enum can be.
    pub(crate) is_enum: bool,
    /// Its contract name in XML with the namespace, as elements show it.
    pub(crate) contract: Option<(String, String)>,
    /// What stands of its contract where the sample is cut off in the root's tag.
    pub(crate) cut_contract: Option<CutContract>,
    /// The namespace of its contract, and how well that is known.
    pub(crate) namespace: Option<(Known, String)>,
    /// What a sample that is cut off in it shows of the namespace, if no other sample shows more.
    pub(crate) cut_namespace: Option<CutNamespace>,
    /// What `XmlSerializer` calls it.
    pub(crate) serialized: Serialized,
    /// Different shapes of it in samples.
    pub(crate) seen: Vec<Seen>,
    /// The names in JSON of the members that objects of it in a list lack and others of the list have.
    pub(crate) lacking_in_items: BTreeSet<String>,
    /// The items of it in samples, if it is a list.
    pub(crate) items: Vec<Slot>,
    /// Its values in samples, if it is an enum: in JSON and in XML.
    pub(crate) shown: Vec<(JsonForm, XmlForm)>,
    pub(crate) in_uri: InUri,
    /// A page has a range of numbers for a member of it.
    pub(crate) has_range: bool,
    /// Where its values stand, if it is an enum.
    pub(crate) shown_by: ShownBy,
    /// Nothing is shown of it but its namespace.
    pub(crate) placeholder: Option<Placeholder>,
    /// What samples show of it where they show none of its members.
    pub(crate) memberless: Memberless,
    /// The path within it on which the engine says that a graph leads back to it.
    pub(crate) leads_back: Option<String>,
    /// The formats that keep its identity: XML by `z:Id` and `z:Ref`, JSON by `$id` and `$ref`. A setting of
    /// Json.NET does the latter too, so JSON is no proof.
    pub(crate) identity_in: Formats,
    /// What keeps its identity.
    pub(crate) reference: Reference,
    /// The Guids that the engine made for its members.
    pub(crate) guids: MadeGuids,
    /// The class in whose place it was seen.
    pub(crate) derives: Option<TypeId>,
    /// What does not fit together.
    pub(crate) conflicts: IndexSet<String>,
    /// The pages it was seen on, the first ones.
    pub(crate) pages: Vec<String>,
}

/// A namespace of which a sample that is cut off shows the first letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CutNamespace {
    pub(crate) start: String,
    /// The namespace of the class around it, which is another one.
    pub(crate) owners: Option<String>,
}

/// Why a type of which nothing is shown is taken to be an enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EnumBy {
    /// A range of numbers stands on a member of it, which no class has.
    Range,
    /// Its name ends so.
    Name,
    /// The namespace or class around it is called so.
    Around,
    /// A parameter in a URI is of it.
    Parameter,
}

/// Whether a type stands in a URI.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum InUri {
    /// No parameter is of it, or a page has its members.
    #[default]
    None,
    /// It is the type of one value there.
    Value,
}

/// What namespaces and classes are called that hold enums.
const AROUND_ENUMS: &[&str] = &["Enums", "Enumerations", "Enum"];

/// Where the table of a type ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TableEnd {
    /// Behind its last row, on one page at least.
    #[default]
    Whole,
    /// Where its pages end: it may have more rows.
    OfPage,
}

/// By what a type without a name is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SameBy {
    /// By its contract.
    Contract,
    /// By the place in which it stands, where another sample or object shows the name.
    Place,
    /// By all that samples show of it.
    Look,
    /// By all that there is of it in a sample that is cut off.
    Start,
    /// By the name of the member in which it stands.
    MemberName,
    /// By a Guid that the engine made once.
    Object,
}

/// What samples of `XmlSerializer` show of a type.
#[derive(Clone, Debug, Default)]
pub(crate) struct Serialized {
    /// Namespace and encoded name of the roots that are named after it.
    pub(crate) roots: IndexSet<(String, String)>,
    /// The encoded names of items in lists that are roots.
    pub(crate) items: IndexSet<String>,
    /// The namespace of its members, where it is another than that of its element.
    pub(crate) namespace: Option<String>,
    /// `XmlSerializer` alone writes documents of it, whatever the service's setting.
    pub(crate) is_own: bool,
}

impl Serialized {
    /// Returns whether an element is named after the type.
    pub(crate) fn is_named(&self) -> bool {
        !self.roots.is_empty() || !self.items.is_empty()
    }

    /// Returns the encoded names of the elements that are named after the type.
    fn names(&self) -> impl Iterator<Item = &String> {
        self.roots.iter().map(|(_, name)| name).chain(&self.items)
    }

    /// Adds what samples show of a type that is the same.
    fn add(&mut self, other: Self) {
        self.roots.extend(other.roots);
        self.items.extend(other.items);
        if let Some(namespace) = other.namespace {
            self.namespace.get_or_insert(namespace);
        }
        self.is_own |= other.is_own;
    }
}

/// Where values of an enum stand; the more they show the greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ShownBy {
    /// Nowhere.
    #[default]
    Nothing,
    /// In the rows of tables: a default, or an example.
    Rows,
    /// In samples of the engine, which sets the lowest value.
    Engine,
    /// In samples that persons made.
    Persons,
}

/// What keeps the identity of objects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Reference {
    /// Nothing.
    #[default]
    None,
    /// `IsReference`: XML shows it.
    Shown,
    /// `IsReference`, as far as JSON shows it: no XML shows any class that JSON keeps the identity of.
    Inferred,
    /// `IsReference`, as JSON shows: other objects in the same sample have no identity.
    ShownInJson,
    /// A setting of Json.NET: XML shows that it is not `IsReference`, or what no class can mark has one too.
    Setting,
    /// `IsReference` or a setting of Json.NET: the XML that shows it may stand behind the end of a cut page.
    Open,
}

/// How well something is known; the better the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Known {
    /// It is the neighbour's.
    Assumed,
    /// Its element declares none, so it is one of those in scope: its owner's.
    Owner,
    /// Its content is in it; but that may be a base class's.
    Content,
    /// The engine names the class in full where it could make no sample of it.
    Named,
    /// It is what an element declares, or the only one that is in scope where nothing is declared.
    Declared,
    /// The name itself stands in the sample, or a hash that no other namespace gives.
    Shown,
}

/// What samples show of a type that turns out to be another one.
#[derive(Debug)]
pub(crate) struct Absorbed {
    pub(crate) seen: Vec<Seen>,
    pub(crate) lacking_in_items: BTreeSet<String>,
    pub(crate) shown: Vec<(JsonForm, XmlForm)>,
    pub(crate) namespace: Option<(Known, String)>,
    pub(crate) pages: Vec<String>,
    pub(crate) is_enum: bool,
}

/// What samples show of a type without a member of it; the more they show the greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Memberless {
    /// Nothing.
    #[default]
    Nothing,
    /// Null, where the engine gives every enum a value.
    NullOfEngine,
    /// That it is a class: XML declares its namespace although it is null there, or JSON ends in the object.
    Class,
    /// An object without members in JSON, and XML ends before it.
    EmptyBeforeCut,
    /// An object without members in JSON, which no XML shows.
    Empty,
}

/// What stands where a class is of which nothing is shown but its namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placeholder {
    /// Null: it may be a list of such a class, too.
    Null,
    /// Its start tag, behind which the sample is cut off: it may be a list of such a class, too.
    StartTag,
    /// A list without items.
    EmptyList,
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

impl Type {
    /// Keeps what the type's own page says of it.
    pub(crate) fn of_own_page(&mut self, summary: &str, page: &Provenance) {
        if self.doc.is_empty() {
            summary.clone_into(&mut self.doc);
        }
        self.source = page.clone();
    }

    /// Returns what is shown of a namespace that samples do not show to its end.
    pub(crate) fn open_namespace(&self) -> Option<&CutNamespace> {
        self.cut_namespace.as_ref().filter(|_| self.namespace.is_none())
    }

    fn set_namespace(&mut self, known: Known, namespace: &str) {
        // What is not its owner's is not taken to be that of others either.
        if known <= Known::Owner && self.cut_namespace.is_some() {
            return;
        }
        match &self.namespace {
            Some((before, other)) if *before > known || (*before == known && other == namespace) => {}
            Some((before, other)) if *before == known && known > Known::Owner => {
                let conflict = format!(
                    "samples show two namespaces, `{other}` and `{namespace}`: perhaps two types of one name"
                );
                self.conflicts.insert(conflict);
            }
            Some((before, _)) if *before == known => {}
            _ => self.namespace = Some((known, namespace.to_owned())),
        }
    }

    fn set_contract(&mut self, namespace: &str, name: &str) {
        self.set_namespace(Known::Shown, namespace);
        match &self.contract {
            None => self.contract = Some((namespace.to_owned(), name.to_owned())),
            Some((_, other)) if other != name => {
                self.conflicts.insert(format!("XML calls it `{other}` and `{name}`"));
            }
            Some(_) => {}
        }
    }

    /// Keeps a shape, each once.
    pub(crate) fn add_seen(&mut self, seen: Seen) {
        if !self.seen.contains(&seen) && self.seen.len() < MAX_SHAPES {
            self.seen.push(seen);
        }
    }

    /// Takes over what samples show of a type that is this one.
    pub(crate) fn absorb(&mut self, other: Absorbed) {
        let Absorbed { seen, lacking_in_items, shown, namespace, pages, is_enum } = other;
        self.is_enum |= is_enum;
        self.lacking_in_items.extend(lacking_in_items);
        for seen in seen {
            self.add_seen(seen);
        }
        for (json, xml) in shown {
            self.add_shown(json, xml);
        }
        if let Some((known, namespace)) = namespace {
            self.set_namespace(known, &namespace);
        }
        for page in pages {
            if !self.pages.contains(&page) {
                self.pages.push(page);
            }
        }
    }

    /// Returns whether neither a page nor a table lists its members or values.
    pub(crate) fn is_unlisted(&self) -> bool {
        self.rows.is_none() && self.values.is_none()
    }

    /// Keeps the values of an enum that rows name.
    pub(crate) fn add_values_of_rows(&mut self, values: Vec<String>) {
        self.shown_by = self.shown_by.max(ShownBy::Rows);
        for value in values {
            self.add_shown(JsonForm::Absent, XmlForm::Text(Text::Other(value)));
        }
    }

    /// Keeps a value of an enum, each once.
    pub(crate) fn add_shown(&mut self, json: JsonForm, xml: XmlForm) {
        let shown = (json, xml);
        if !self.shown.contains(&shown) && self.shown.len() < MAX_VALUES {
            self.shown.push(shown);
        }
    }
}

/// Pages repeat themselves; what differs so often is no fact.
const MAX_SHAPES: usize = 16;
const MAX_VALUES: usize = 256;

impl Type {
    /// Returns whether a known type may be this one, by what `XmlSerializer` calls both: an element that is
    /// named after a type tells it from those that are called otherwise.
    pub(crate) fn may_be_serialized_as(&self, known: &Self) -> bool {
        let is_known = |name: &String| {
            known.serialized.names().any(|own| own == name) || known.page == Some(decode(name))
        };
        !self.serialized.is_named() || self.serialized.names().any(is_known)
    }

    /// Returns whether a page lists its members.
    pub(crate) fn has_table(&self) -> bool {
        self.rows.as_ref().is_some_and(|rows| !rows.is_empty())
    }

    /// Returns the enum of .NET that the type is, if it is one: a page of its own would show that it is the
    /// service's.
    pub(crate) fn dotnet_enum(&self) -> Option<&'static DotnetEnum> {
        let is_shown = self.rows.is_some() || self.values.is_some() || !self.seen.is_empty();
        match (&self.page, &self.contract) {
            _ if is_shown => None,
            (Some(name), _) => dotnet_enums::of(name, &self.shown),
            (None, None) if self.is_enum && self.shown_by == ShownBy::Engine => {
                dotnet_enums::of_member(self.wished.as_ref().unwrap_or(&self.made_up), &self.shown)
            }
            (None, _) => None,
        }
    }

    /// Returns why it is taken to be an enum of which neither a page nor a sample shows anything, if it is.
    pub(crate) fn enum_by(&self) -> Option<EnumBy> {
        let is_shown = self.rows.is_some()
            || self.values.is_some()
            || !self.seen.is_empty()
            || !self.items.is_empty()
            || self.clr.is_some()
            || self.contract.is_some()
            || self.memberless != Memberless::Nothing;
        let name = self.page.as_deref().filter(|_| !is_shown)?;
        if self.has_range {
            return Some(EnumBy::Range);
        }
        if name.strip_suffix("Enum").is_some_and(|rest| !rest.is_empty()) {
            return Some(EnumBy::Name);
        }
        let mut parts = name.rsplit(['.', '+']).skip(1);
        if !name.contains('<') && parts.next().is_some_and(|around| AROUND_ENUMS.contains(&around)) {
            return Some(EnumBy::Around);
        }
        (self.in_uri == InUri::Value && self.shown.is_empty()).then_some(EnumBy::Parameter)
    }

    /// Returns what pages and contracts call it.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.page.as_deref().into_iter().chain(self.contract.as_ref().map(|(_, name)| name.as_str()))
    }

    /// Returns what it would be called, if no other type were called so.
    pub(crate) fn wished_name(&self) -> &str {
        self.wished.as_deref().unwrap_or(&self.made_up)
    }

    /// Returns whether it is a list, with a class of its own.
    pub(crate) fn is_list(&self) -> bool {
        !self.items.is_empty()
    }

    /// Keeps an item of a list, each once.
    pub(crate) fn add_item(&mut self, item: Slot) {
        if !self.items.contains(&item) && self.items.len() < MAX_SHAPES {
            self.items.push(item);
        }
    }

    /// Whether it is an enum, as far as is known.
    pub(crate) fn is_enum(&self) -> bool {
        self.values.is_some()
            || (self.is_enum && self.seen.is_empty())
            || self.dotnet_enum().is_some()
            || self.enum_by().is_some()
    }

    /// Returns whether all that is known of its members is from samples that are cut off in it.
    pub(crate) fn is_cut_off(&self) -> bool {
        let is_whole = |seen: &Seen| seen.has_whole_json() || (seen.formats.xml && seen.whole.xml);
        !self.has_table() && !self.seen.is_empty() && !self.seen.iter().any(is_whole)
    }
}
