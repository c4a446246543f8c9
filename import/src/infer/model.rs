//! What inference has found: the spec to be, with its reasons.

use datacontract::contract::Serializer;
use datacontract_codegen::spec::{Clr, JsonEnums, Untyped, Word, remarks::doubts};

use crate::{
    infer::direction::Direction,
    page::{CodeTable, Provenance},
};

/// The place of a type in [`Registry::types`].
pub(crate) type TypeId = usize;

/// How certain a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// The samples prove it.
    Proven,
    /// The page suggests it.
    Inferred,
    /// Nothing shows it; what stands there is a choice that does no harm.
    Open,
}

impl Confidence {
    /// Returns the word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Inferred => "inferred",
            Self::Open => "open",
        }
    }
}

/// What is said of a type whose namespace in XML is not known.
pub(crate) const NO_NAMESPACE: &str = doubts::NAMESPACE;

/// What is said of a type that no endpoint uses.
pub(crate) const UNUSED: &str = "no endpoint of the pages uses it";

/// What is said of a member whose name the table lacks.
pub(crate) const LOST_NAME: &str = "the table has lost this name; the samples have it";

/// What is said of a member that samples alone show, where there is a table.
pub(crate) const NOT_LISTED: &str = "the table does not list it; samples have it";

/// What is said of a member that samples alone show, where the page ends in the table.
pub(crate) const NOT_LISTED_BEFORE_END: &str =
    "the page ends in the table, whose row of it may stand behind that; samples have it";

/// How to decide whether a member takes null.
pub(crate) const TAKES_NULL: &str =
    "end the type in `?` if the service takes null (`int?`), and write it without if it does not";

/// Adds a remark to those of an entry, unless it is there.
pub(crate) fn push_once(remarks: &mut Vec<Remark>, remark: Remark) {
    if !remarks.contains(&remark) {
        remarks.push(remark);
    }
}

/// Why something is in the spec as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remark {
    pub(crate) confidence: Confidence,
    pub(crate) text: String,
    /// The members that it is about, if it is not about all of the entry.
    pub(crate) members: Vec<String>,
    /// How to decide it.
    pub(crate) advice: Option<Advice>,
    /// What later rules know it by.
    pub(crate) topic: Topic,
}

/// What a remark is about, where a later rule takes it back, changes it or tells it once. Its text is for
/// readers alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Topic {
    /// No later rule asks.
    #[default]
    Other,
    /// The page does not show a payload of its operation, or whether there is one.
    NotShown(Untyped),
    /// Nothing is taken to come back, as a whole page says nothing of it.
    NothingComesBack,
    /// Members stand behind the cut of the XML sample.
    BehindCut(CutMembers, OpenBehindCut),
    /// Something is added to the XML sample of a payload.
    AddedToXml(Direction),
}

/// Which members of a class stand behind the cut of its XML sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CutMembers {
    /// All of them.
    All,
    /// Those that the remark names.
    Named,
}

/// What is open of members behind the cut of an XML sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OpenBehindCut {
    /// Whether they are the class's own, or a base class's.
    Class,
    /// Their names, of which the table has others than XML may have.
    Names,
    /// Their names, which JSON alone shows.
    NamesOfJsonAlone,
    /// Their names, and whether they are the class's own.
    NamesAndClass,
}

/// How a person decides what the pages leave open.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Advice {
    /// What to do, as a sentence without its full stop.
    pub text: String,
    /// What to write, where it can be said.
    pub entry: Option<AdvisedEntry>,
    /// The keys of the entry that decide it: it is decided once one has another value than the pages say.
    pub decided_by: &'static [&'static str],
}

/// A key of the spec that decides something, and its value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AdvisedEntry {
    /// Whether it belongs at the top of the spec, and not into the entry that the remark is about.
    pub at_root: bool,
    /// The key.
    pub key: &'static str,
    /// The value as JSON. `…` stands for what only a person knows.
    pub value: String,
}

impl AdvisedEntry {
    /// Returns the line to copy into the spec: `"success": [0]`.
    #[must_use]
    pub fn json(&self) -> String {
        format!("\"{}\": {}", self.key, self.value)
    }
}

impl Remark {
    pub(crate) fn inferred(text: impl Into<String>) -> Self {
        Self::new(Confidence::Inferred, text)
    }

    pub(crate) fn open(text: impl Into<String>) -> Self {
        Self::new(Confidence::Open, text)
    }

    pub(crate) fn new(confidence: Confidence, text: impl Into<String>) -> Self {
        Self { confidence, text: text.into(), members: Vec::new(), advice: None, topic: Topic::Other }
    }

    /// What the page says of an entry that has a `doc`.
    pub(crate) fn said(text: impl Into<String>) -> Self {
        Self::open(text).advise("keep in `doc` what callers need to know").decided_by(&["doc"])
    }

    /// A parameter that takes any text, as the page's type of it is none that a URI can have.
    pub(crate) fn unfit(text: impl Into<String>) -> Self {
        Self::open(text).write("write its type, unless it is text", &["type"], "\"…\"")
    }

    /// Says what later rules know the remark by.
    pub(crate) fn about(mut self, topic: Topic) -> Self {
        self.topic = topic;
        self
    }

    /// Limits the remark to some members.
    pub(crate) fn of_members(mut self, members: Vec<String>) -> Self {
        self.members = members;
        self
    }

    /// Adds what a person should do.
    pub(crate) fn advise(mut self, text: &str) -> Self {
        self.advice = Some(Advice { text: text.to_owned(), entry: None, decided_by: &[] });
        self
    }

    /// Adds the keys of the entry that decide the matter.
    pub(crate) fn decided_by(mut self, keys: &'static [&'static str]) -> Self {
        if let Some(advice) = &mut self.advice {
            advice.decided_by = keys;
        }
        self
    }

    /// Adds what to write into the entry: the first of the keys that decide the matter, and its value.
    pub(crate) fn write(mut self, text: &str, keys: &'static [&'static str], value: &str) -> Self {
        let key = keys.first().copied().unwrap_or_default();
        let entry = Some(AdvisedEntry { at_root: false, key, value: value.to_owned() });
        self.advice = Some(Advice { text: text.to_owned(), entry, decided_by: keys });
        self
    }

    /// Adds what to write at the top of the spec.
    pub(crate) fn write_at_root(mut self, text: &str, key: &'static str, value: &str) -> Self {
        let entry = Some(AdvisedEntry { at_root: true, key, value: value.to_owned() });
        self.advice = Some(Advice { text: text.to_owned(), entry, decided_by: &[] });
        self
    }

    /// Returns the text with the names of the members that it is about.
    pub(crate) fn sentence(&self) -> String {
        if self.members.is_empty() {
            return self.text.clone();
        }
        let members: Vec<String> = self.members.iter().map(|name| format!("`{name}`")).collect();
        format!("{}: {}", self.text, members.join(", "))
    }
}

/// A type in a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ty {
    Clr(Clr),
    /// The page's word: what it leaves open is open.
    Word(Word),
    Nullable(Box<Ty>),
    /// A declared type.
    Type(TypeId),
    List(Box<Ty>),
    /// `T[]`
    Array(Box<Ty>),
    Dictionary(Box<Ty>, Box<Ty>),
    Pair(Box<Ty>, Box<Ty>),
    /// `System.Tuple`
    Tuple(Vec<Ty>),
    /// `ReadOnlyCollection<T>` over a list, `ReadOnlyDictionary<K, V>` over a dictionary.
    ReadOnly(Box<Ty>),
}

impl Ty {
    /// Returns the built-in type, with or without null.
    pub(crate) fn clr(&self) -> Option<Clr> {
        match self {
            Self::Clr(clr) => Some(*clr),
            Self::Word(word) => Some(word.clr()),
            Self::Nullable(inner) => inner.clr(),
            _ => None,
        }
    }

    pub(crate) fn nullable(self) -> Self {
        match self {
            Self::Nullable(_) => self,
            ty => Self::Nullable(Box::new(ty)),
        }
    }

    /// Calls `visit` with each declared type in it.
    pub(crate) fn each_type(&self, visit: &mut dyn FnMut(TypeId)) {
        match self {
            Self::Clr(_) | Self::Word(_) => {}
            Self::Type(id) => visit(*id),
            Self::Nullable(inner) | Self::List(inner) | Self::Array(inner) | Self::ReadOnly(inner) => {
                inner.each_type(visit);
            }
            Self::Dictionary(key, value) | Self::Pair(key, value) => {
                key.each_type(visit);
                value.each_type(visit);
            }
            Self::Tuple(items) => items.iter().for_each(|item| item.each_type(visit)),
        }
    }

    /// As it stands in a spec, given the names of declared types.
    pub(crate) fn text(&self, name: &dyn Fn(TypeId) -> String) -> String {
        match self {
            Self::Clr(clr) => clr.name().to_owned(),
            Self::Word(word) => word.text().to_owned(),
            Self::Type(id) => name(*id),
            Self::Nullable(inner) => format!("{}?", inner.text(name)),
            Self::List(item) => format!("List<{}>", item.text(name)),
            Self::Array(item) => format!("{}[]", item.text(name)),
            Self::Dictionary(key, value) => format!("Dictionary<{}, {}>", key.text(name), value.text(name)),
            Self::ReadOnly(inner) => match &**inner {
                Self::List(item) => format!("ReadOnlyCollection<{}>", item.text(name)),
                other => format!("ReadOnly{}", other.text(name)),
            },
            Self::Pair(key, value) => format!("KeyValuePair<{}, {}>", key.text(name), value.text(name)),
            Self::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| item.text(name)).collect();
                format!("Tuple<{}>", items.join(", "))
            }
        }
    }
}

/// A member of a class.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) ty: Ty,
    pub(crate) nullable: Option<bool>,
    pub(crate) doc: String,
    pub(crate) contract_name: Option<String>,
    pub(crate) order: Option<i32>,
    pub(crate) emit_default: bool,
    pub(crate) json: Option<String>,
    pub(crate) json_order: Option<i32>,
    /// `json` or `xml`
    pub(crate) only: Option<&'static str>,
    pub(crate) field: bool,
    pub(crate) secret: bool,
    pub(crate) annotations: Annotations,
    pub(crate) xml: MemberXml,
    pub(crate) remarks: Vec<Remark>,
}

/// What a member's attributes of `XmlSerializer` say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MemberXml {
    /// `XmlElement`
    pub(crate) element: Option<XmlElement>,
    /// `XmlAttribute`, with its name where that is another than the member's.
    pub(crate) attribute: Option<XmlAttribute>,
    /// `XmlText`
    pub(crate) is_text: bool,
    /// `XmlArray`
    pub(crate) array: Option<XmlElement>,
    /// `XmlArrayItem`, by the level of the list in lists.
    pub(crate) items: Vec<(usize, String)>,
}

/// What `XmlElement` and `XmlArray` say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct XmlElement {
    pub(crate) name: Option<String>,
    pub(crate) is_nullable: bool,
    pub(crate) order: Option<i32>,
}

/// What `XmlAttribute` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct XmlAttribute {
    pub(crate) name: Option<String>,
    pub(crate) namespace: Option<String>,
}

/// What a type's attributes of `XmlSerializer` say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TypeXml {
    /// `XmlSerializer` alone writes documents of it, whatever the service's setting.
    pub(crate) is_own: bool,
    /// `XmlRoot`: name and namespace.
    pub(crate) root: (Option<String>, Option<String>),
    /// `XmlType`: name and namespace.
    pub(crate) ty: (Option<String>, Option<String>),
    /// `XmlInclude`
    pub(crate) includes: Vec<TypeId>,
}

/// The rules that the page lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Annotations {
    pub(crate) required: bool,
    pub(crate) min_length: Option<u32>,
    pub(crate) max_length: Option<u32>,
    pub(crate) length: Option<(u32, u32)>,
    /// As on the page, until the type is known; then as JSON literals.
    pub(crate) range: Option<(String, String)>,
    pub(crate) pattern: Option<String>,
    pub(crate) data_type: Option<String>,
    /// As on the page.
    pub(crate) default: Option<String>,
    /// What is none of these.
    pub(crate) others: Vec<String>,
}

/// A type to be declared.
#[derive(Clone, Debug)]
pub(crate) struct TypeDef {
    pub(crate) id: TypeId,
    /// The CLR namespace; empty if nothing shows it.
    pub(crate) namespace: String,
    /// The class, with those around it and with type arguments: `Outer+Inner`, `Page<Lead>`.
    pub(crate) class: String,
    pub(crate) page: Option<String>,
    pub(crate) doc: String,
    pub(crate) contract: &'static str,
    pub(crate) contract_name: Option<String>,
    pub(crate) contract_namespace: Option<String>,
    /// Enums alone: as text in JSON, where the API's are otherwise.
    pub(crate) json_enums: Option<JsonEnums>,
    /// The assembly that `$type` names, where it is another than the API's.
    pub(crate) json_assembly: Option<String>,
    pub(crate) xml: TypeXml,
    pub(crate) kind: TypeKind,
    pub(crate) source: Provenance,
    pub(crate) remarks: Vec<Remark>,
}

impl TypeDef {
    /// Returns the class with its namespace.
    pub(crate) fn full_name(&self) -> String {
        full_name(&self.namespace, &self.class)
    }
}

/// Returns a class with its namespace.
pub(crate) fn full_name(namespace: &str, class: &str) -> String {
    if namespace.is_empty() { class.to_owned() } else { format!("{namespace}.{class}") }
}

#[derive(Clone, Debug)]
pub(crate) enum TypeKind {
    Class(Class),
    Enum {
        members: Vec<EnumMember>,
        flags: bool,
        underlying: Option<&'static str>,
    },
    /// A class that is a list.
    List(OwnList),
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Class {
    pub(crate) base: Option<TypeId>,
    pub(crate) members: Vec<Member>,
    pub(crate) is_reference: bool,
    pub(crate) known: Vec<TypeId>,
    pub(crate) outcome: Option<Box<Outcome>>,
    /// How its members are named in JSON, if otherwise than those of other classes.
    pub(crate) json_naming: Option<&'static str>,
}

/// A class that is a list.
#[derive(Clone, Debug)]
pub(crate) struct OwnList {
    pub(crate) item: Ty,
    /// What `CollectionDataContract` calls the items, where that is not what their type is called.
    pub(crate) item_name: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) code: String,
    /// JSON literals.
    pub(crate) success: Vec<String>,
    pub(crate) message: Option<String>,
    pub(crate) codes: Vec<(String, String)>,
    pub(crate) remark: Remark,
}

#[derive(Clone, Debug)]
pub(crate) struct EnumMember {
    pub(crate) name: String,
    pub(crate) value: i128,
    pub(crate) contract_name: Option<String>,
    /// `XmlEnum`
    pub(crate) xml_name: Option<String>,
    pub(crate) doc: String,
}

impl EnumMember {
    /// Returns a member that is on the wire as it is called.
    pub(crate) fn new(name: String, value: i128) -> Self {
        Self { name, value, contract_name: None, xml_name: None, doc: String::new() }
    }
}

/// How much of an operation the pages show, the whole first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// Its page may end before its end.
    CutOff,
    /// No more than a list of operations has.
    Listed,
}

/// An operation.
#[derive(Clone, Debug)]
pub(crate) struct Endpoint {
    pub(crate) heading: String,
    pub(crate) name: Option<String>,
    pub(crate) doc: String,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<(Ty, String)>,
    /// C#'s name of the body's argument, if a page shows it.
    pub(crate) body_name: String,
    pub(crate) response: Option<(Ty, String)>,
    /// The request, if no formatter reads it: then it has no `body`.
    pub(crate) upload: Option<Upload>,
    /// The response, if it is a file: then it has no `response`.
    pub(crate) download: Option<Download>,
    pub(crate) status: Vec<(u16, String)>,
    /// The page's tables of codes; those that no type takes become remarks.
    pub(crate) codes: Vec<CodeTable>,
    /// Names of files: request JSON and XML, response JSON and XML.
    pub(crate) samples: [Option<String>; 4],
    pub(crate) source: Provenance,
    /// All pages that have it.
    pub(crate) pages: Vec<String>,
    /// What writes its XML, where that is not what writes the service's.
    pub(crate) serializer: Option<Serializer>,
    /// Whether it takes no credentials, unlike the rest of the service.
    pub(crate) is_anonymous: bool,
    /// The request or the response, if the page shows it in JSON and has no place for a sample in XML.
    pub(crate) without_xml: Vec<Direction>,
    /// How much its pages show of it.
    pub(crate) extent: Extent,
    /// The request or the response, if the page has one and shows nothing of what it is.
    pub(crate) untyped: Vec<Untyped>,
    /// How the pages of a list are asked for; a remark of the endpoint says why.
    pub(crate) paging: Option<Paging>,
    pub(crate) remarks: Vec<Remark>,
}

/// How the pages of a list are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paging {
    pub(crate) step: PageStep,
    /// The parameter that says how many items a page has.
    pub(crate) size: Option<String>,
    /// The path to the list. `None` if the response is the list, or has exactly one list among its own members.
    pub(crate) items: Option<String>,
    /// The member that says how many items there are.
    pub(crate) total: Option<String>,
    /// The member that says how many pages there are.
    pub(crate) pages: Option<String>,
    /// The member that says whether there are more pages.
    pub(crate) more: Option<String>,
}

/// How one page leads to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PageStep {
    /// A parameter is the number of the page.
    Page { parameter: String, first: u64 },
    /// A parameter is the number of items to skip.
    Skip(String),
    /// A member has the address of the next page.
    Next(String),
}

impl Endpoint {
    /// Returns the parts of its form that are values.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &Parameter> {
        self.upload.iter().flat_map(Upload::parts).filter_map(|part| match part {
            Part::Value(value) => Some(&**value),
            Part::File { .. } => None,
        })
    }

    /// Returns all that a call passes as one value: the parameters, and the values of its form.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().chain(self.parts())
    }

    /// Returns all that a call passes as one value, to be changed.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut Parameter> {
        let parts = match &mut self.upload {
            Some(Upload::Parts(parts)) => parts.as_mut_slice(),
            Some(Upload::Content(_)) | None => &mut [],
        };
        let values = parts.iter_mut().filter_map(|part| match part {
            Part::Value(value) => Some(&mut **value),
            Part::File { .. } => None,
        });
        self.parameters.iter_mut().chain(values)
    }
}

/// A request that no formatter reads.
#[derive(Clone, Debug)]
pub(crate) enum Upload {
    /// A form with files.
    Parts(Vec<Part>),
    /// The content of a file of this media type.
    Content(String),
}

impl Upload {
    fn parts(&self) -> &[Part] {
        match self {
            Self::Parts(parts) => parts,
            Self::Content(_) => &[],
        }
    }
}

/// A response that is a file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Download {
    /// Its media type.
    pub(crate) media: String,
    /// What it is.
    pub(crate) doc: String,
}

/// A part of a form with files.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    File {
        name: String,
        doc: String,
        is_list: bool,
        is_required: bool,
    },
    /// A value as in a query; whether it must be given stands in `required`.
    Value(Box<Parameter>),
}

#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) ty: Ty,
    pub(crate) doc: String,
    pub(crate) required: bool,
    /// A JSON literal.
    pub(crate) default: Option<String>,
    /// What the service checks of it; whether it must be given stands in `required`.
    pub(crate) annotations: Annotations,
    pub(crate) in_path: bool,
    pub(crate) secret: bool,
    pub(crate) remarks: Vec<Remark>,
}

/// The whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Api {
    pub(crate) name: String,
    pub(crate) module: String,
    /// Where the name is from, if nobody gave it.
    pub(crate) name_remark: Option<Remark>,
    pub(crate) source: Option<Provenance>,
    pub(crate) notes: Vec<String>,
    pub(crate) base_url: Option<String>,
    pub(crate) base_url_remarks: Vec<Remark>,
    pub(crate) authentication: Authentication,
    pub(crate) authentication_remarks: Vec<Remark>,
    /// Key and media types; none if they are the usual ones.
    pub(crate) formatters: Option<Vec<(&'static str, Vec<String>)>>,
    pub(crate) formatters_remarks: Vec<Remark>,
    pub(crate) naming: Option<&'static str>,
    pub(crate) enums: JsonEnums,
    /// What that is concluded from, if it is no proof.
    pub(crate) enums_remark: Option<Remark>,
    /// What else its JSON formatter is set to.
    pub(crate) json_settings: Vec<Setting>,
    /// What samples show of the service's JSON that specs cannot say.
    pub(crate) json_remarks: Vec<Remark>,
    /// What its XML formatter is set to.
    pub(crate) xml_settings: Vec<Setting>,
    /// What samples leave open of that.
    pub(crate) xml_remarks: Vec<Remark>,
    pub(crate) endpoints: Vec<Endpoint>,
    pub(crate) types: Vec<TypeDef>,
    /// Rust names: target and name.
    pub(crate) rust: Vec<(String, String)>,
}

/// The value of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SettingValue {
    Text(String),
    Flag(bool),
}

/// A key of `json` or `xml`, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    pub(crate) key: &'static str,
    pub(crate) value: SettingValue,
    pub(crate) remark: Remark,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Authentication {
    #[default]
    None,
    Basic,
    Header(String),
    Token(TokenLogin),
    Body(String),
}

/// Where the service hands out tokens, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TokenLogin {
    /// Relative to the address of the service.
    pub(crate) path: String,
    pub(crate) grant: Grant,
}

/// What callers give for a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grant {
    /// The name and the password of a user.
    Password,
    /// The name and the secret of a program.
    ClientCredentials,
}
