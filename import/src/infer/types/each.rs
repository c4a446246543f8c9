//! What the pages and samples of a site show of each of its types.

use std::collections::BTreeSet;

use indexmap::IndexSet;

use super::{
    dotnet_enums::{self, DotnetEnum},
    seen::{Formats, Seen, Slot},
};
use crate::{
    clr_name::AssemblyQualifiedName,
    infer::{
        model::TypeId,
        samples::{
            form::{JsonForm, Text, XmlForm},
            made_guids::MadeGuids,
            xml::decode,
        },
    },
    page::{EnumRow, NameEnd, Provenance, Row},
};

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
    pub(crate) fn add(&mut self, other: Self) {
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
    /// It is that of the same generic class with other arguments.
    OtherArguments,
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
    /// An element without content, which no JSON shows.
    EmptyInXml,
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

    pub(crate) fn set_namespace(&mut self, known: Known, namespace: &str) {
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

    pub(crate) fn set_contract(&mut self, namespace: &str, name: &str) {
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
