//! The description of a contract: what the engines know of a type.
//!
//! A [`Contract`] says what C#'s attributes and declarations say: names, namespaces, members with their types
//! in the order of their declaration, the base class. What follows from these by .NET's rules (the order on
//! the wire, encoded names, names of generic types) is computed once, at the first use of a contract, by the
//! modules beside this one; so each rule stands in one place, for derived types, generated types and types
//! made at run time.

mod annotations;
mod case;
mod enumeration;
#[cfg(feature = "json")]
pub(crate) mod json_type;
pub(crate) mod known_index;
mod layout;
mod member;
mod name_chars;
pub(crate) mod name_index;
pub(crate) mod names;
pub(crate) mod namespaces;
pub(crate) mod order;
pub(crate) mod reachable;
mod settings;
mod ty;
pub mod xml_serializer;

pub use annotations::{Annotation, AnnotationRule, Annotations};
pub use case::Naming;
pub use enumeration::{EnumContract, EnumMember};
pub use member::Member;
pub(crate) use name_chars::{is_name_char, is_name_start};
pub use names::{QName, clr_namespace, encode_name, generic_pattern};
pub(crate) use names::{decode_name, item_name, type_name};
pub use namespaces::{ARRAYS, DC, SER, XSD, XSI};
pub(crate) use namespaces::{SYSTEM, WSDL, XML};
pub(crate) use settings::JsonNames;
pub use settings::{
    DateFormatHandling, DateSettings, DateTimeZoneHandling, DefaultValueHandling, EnumForm, JsonSettings,
    LineEnd, MemberJson, NullValueHandling, PreserveReferencesHandling, Serializer, StringEscapeHandling,
    TypeNameHandling, XmlEncoding, XmlSettings,
};
pub use ty::{Primitive, Type};

use known_index::KnownIndex;
use layout::LayoutMember;
use std::any::Any;
use std::sync::OnceLock;
use xml_serializer::TypeXml;

/// A reference from one contract to another.
///
/// Contracts may refer to themselves, hence no plain reference.
#[derive(Clone, Copy)]
pub enum ContractRef {
    /// A static contract, as the derive makes it.
    Static(fn() -> &'static Contract),
    /// A contract that is there already.
    Known(&'static Contract),
    /// A contract made at run time; the cell is filled once all contracts of the set are complete.
    Cell(&'static OnceLock<Contract>),
}

impl ContractRef {
    /// Returns the contract.
    ///
    /// # Panics
    /// If a cell is asked before its contract was made: a mistake in the code that builds a set of contracts,
    /// never of its input.
    #[must_use]
    pub fn get(self) -> &'static Contract {
        match self {
            ContractRef::Static(contract) => contract(),
            ContractRef::Known(contract) => contract,
            ContractRef::Cell(cell) => {
                cell.get().expect("all contracts of a set are made before one is used")
            }
        }
    }
}

impl std::fmt::Debug for ContractRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Only the name: contracts may refer to themselves.
        match self {
            ContractRef::Static(contract) => f.write_str(contract().name),
            ContractRef::Known(contract) => f.write_str(contract.name),
            ContractRef::Cell(cell) => {
                f.write_str(cell.get().map_or("(not yet made)", |contract| contract.name))
            }
        }
    }
}

/// The kind of type that a contract describes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A class or struct.
    Class(Class),
    /// An enum.
    Enum(EnumContract),
    /// A class with `CollectionDataContract`: its own name, and its own name for items.
    Collection {
        /// The type of the items.
        item: Type,
        /// `ItemName`; without it the item's contract name.
        item_name: Option<&'static str>,
    },
    /// A dictionary class with `CollectionDataContract`.
    Dictionary {
        /// The type of the keys.
        key: Type,
        /// The type of the values.
        value: Type,
        /// `ItemName`; without it `KeyValueOf..`.
        item_name: Option<&'static str>,
        /// `KeyName`; without it `Key`.
        key_name: Option<&'static str>,
        /// `ValueName`; without it `Value`.
        value_name: Option<&'static str>,
    },
}

/// The part of a contract that only classes and structs have.
#[derive(Clone, Copy, Debug)]
pub struct Class {
    /// The base class: its members come first in XML, last in JSON.
    pub base: Option<ContractRef>,
    /// The members that the class itself declares, in the order of their declaration.
    pub members: &'static [Member],
    /// A struct: never nil, and left out by `EmitDefaultValue=false` when all its members have their
    /// defaults.
    pub is_struct: bool,
    /// An abstract class has no values of its own: what is read names its type by `i:type`.
    pub is_abstract: bool,
}

/// The description of a contract.
///
/// Made by the derive, or by hand:
///
/// ```
/// use datacontract::contract::{Contract, Member, Primitive, Type};
///
/// static MONEY: Contract = Contract::class("Money", "http://example.com/shop").members(&[
///     Member::new("Amount", Type::Primitive(Primitive::Decimal)),
///     Member::new("Currency", Type::Primitive(Primitive::String)),
/// ]);
///
/// assert_eq!(MONEY.qualified_name().name, "Money");
/// ```
pub struct Contract {
    name: &'static str,
    namespace: &'static str,
    args: &'static [Type],
    levels: &'static [u8],
    kind: Kind,
    is_reference: bool,
    is_json_reference: bool,
    pub(crate) needs_value: bool,
    known_types: &'static [Type],
    json_naming: Naming,
    json_settings: Option<&'static JsonSettings>,
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    json_type: Option<&'static str>,
    json_item_nulls: Option<NullValueHandling>,
    xml: Option<&'static TypeXml>,
    resolved_name: OnceLock<QName>,
    known_index: OnceLock<Option<Box<KnownIndex>>>,
    layout: OnceLock<Box<[LayoutMember]>>,
    cache: Cache,
    xml_serializer_cache: Cache,
}

/// What a layer above has computed of a contract, without its type.
#[derive(Default)]
struct Cache(OnceLock<Box<dyn Any + Send + Sync>>);

impl Cache {
    const fn new() -> Self {
        Cache(OnceLock::new())
    }

    #[inline]
    fn get<T: Any + Send + Sync>(&'static self, make: impl FnOnce() -> T) -> &'static T {
        let cached = match self.0.get() {
            Some(cached) => &**cached,
            None => self.made(Box::new(make())),
        };
        cached.downcast_ref().expect("a contract has one plan for each serializer")
    }

    #[cold]
    #[inline(never)]
    fn made(&'static self, made: Box<dyn Any + Send + Sync>) -> &'static (dyn Any + Send + Sync) {
        &**self.0.get_or_init(|| made)
    }
}

impl Contract {
    const fn new(name: &'static str, namespace: &'static str, kind: Kind) -> Self {
        Contract {
            name,
            namespace,
            args: &[],
            levels: &[],
            kind,
            is_reference: false,
            is_json_reference: false,
            needs_value: false,
            known_types: &[],
            json_naming: Naming::AsDeclared,
            json_settings: None,
            json_type: None,
            json_item_nulls: None,
            xml: None,
            resolved_name: OnceLock::new(),
            known_index: OnceLock::new(),
            layout: OnceLock::new(),
            cache: Cache::new(),
            xml_serializer_cache: Cache::new(),
        }
    }

    /// Returns a class or struct with this contract name (encoded at first use) in this namespace.
    #[must_use]
    pub const fn class(name: &'static str, namespace: &'static str) -> Self {
        let class = Class { base: None, members: &[], is_struct: false, is_abstract: false };
        Contract::new(name, namespace, Kind::Class(class))
    }

    /// Returns a class as the derive makes most of them: in one call, which the compiler is done with sooner
    /// than with several. `needs_value` says that the Rust type has no value to begin with.
    #[doc(hidden)]
    #[must_use]
    pub const fn derived(
        name: &'static str,
        namespace: &'static str,
        members: &'static [Member],
        needs_value: bool,
    ) -> Self {
        let class = Class { base: None, members, is_struct: false, is_abstract: false };
        let mut contract = Contract::new(name, namespace, Kind::Class(class));
        contract.needs_value = needs_value;
        contract
    }

    /// Returns an enum.
    #[must_use]
    pub const fn enumeration(name: &'static str, namespace: &'static str, contract: EnumContract) -> Self {
        Contract::new(name, namespace, Kind::Enum(contract))
    }

    /// Returns a collection class with `CollectionDataContract`; `item_name` only where the attribute has
    /// `ItemName`.
    #[must_use]
    pub const fn collection(
        name: &'static str,
        namespace: &'static str,
        item: Type,
        item_name: Option<&'static str>,
    ) -> Self {
        Contract::new(name, namespace, Kind::Collection { item, item_name })
    }

    /// Returns a dictionary class with `CollectionDataContract`: the names of item, key and value where it
    /// sets them.
    #[must_use]
    pub const fn dictionary(
        name: &'static str,
        namespace: &'static str,
        entry: (Type, Type),
        names: [Option<&'static str>; 3],
    ) -> Self {
        let [item_name, key_name, value_name] = names;
        Contract::new(
            name,
            namespace,
            Kind::Dictionary { key: entry.0, value: entry.1, item_name, key_name, value_name },
        )
    }

    const fn with_class(mut self, class: Class) -> Self {
        self.kind = Kind::Class(class);
        self
    }

    const fn class_of(&self) -> Class {
        match self.kind {
            Kind::Class(class) => class,
            _ => panic!("only a class or struct has a base, members and the attributes of classes"),
        }
    }

    /// Sets the base class.
    #[must_use]
    pub const fn base(self, base: ContractRef) -> Self {
        let class = Class { base: Some(base), ..self.class_of() };
        self.with_class(class)
    }

    /// Sets the class's own members, in the order of their declaration.
    #[must_use]
    pub const fn members(self, members: &'static [Member]) -> Self {
        let class = Class { members, ..self.class_of() };
        self.with_class(class)
    }

    /// Makes it a struct.
    #[must_use]
    pub const fn value_type(self) -> Self {
        let class = Class { is_struct: true, ..self.class_of() };
        self.with_class(class)
    }

    /// Makes it an abstract class.
    #[must_use]
    pub const fn abstract_class(self) -> Self {
        let class = Class { is_abstract: true, ..self.class_of() };
        self.with_class(class)
    }

    /// Sets `IsReference=true`: objects are written once, with `z:Id`, and referred to by `z:Ref` from then
    /// on.
    #[must_use]
    pub const fn reference(mut self) -> Self {
        self.is_reference = true;
        self.is_json_reference = true;
        self
    }

    /// Sets `JsonObject(IsReference = false)`: JSON has no `$id` and `$ref`, whatever XML has.
    #[must_use]
    pub const fn without_json_reference(mut self) -> Self {
        self.is_json_reference = false;
        self
    }

    /// Sets the type arguments of a generic class. The contract name is then a pattern: `PageOf{0}{#}`, where
    /// `{0}` stands for the first argument's contract name and `{#}` for the hash of the arguments'
    /// namespaces.
    ///
    /// `levels` says how many parameters each class has that this one is nested in, outermost first, itself
    /// last; empty where it is not nested.
    #[must_use]
    pub const fn generic(mut self, args: &'static [Type], levels: &'static [u8]) -> Self {
        self.args = args;
        self.levels = levels;
        self
    }

    /// Sets the types of its `KnownType` attributes.
    #[must_use]
    pub const fn known_types(mut self, known_types: &'static [Type]) -> Self {
        self.known_types = known_types;
        self
    }

    /// Sets what the attributes of `XmlSerializer` say of it.
    #[must_use]
    pub const fn xml(mut self, xml: &'static TypeXml) -> Self {
        self.xml = Some(xml);
        self
    }

    /// Sets how members' names become names in JSON.
    #[must_use]
    pub const fn json_naming(mut self, naming: Naming) -> Self {
        self.json_naming = naming;
        self
    }

    /// Sets what the JSON formatter of its service is set to. Its naming is for what has no contract of its
    /// own: that of the members is [`Self::json_naming`].
    #[must_use]
    pub const fn json_settings(mut self, settings: &'static JsonSettings) -> Self {
        self.json_settings = Some(settings);
        self
    }

    /// Sets what `$type` has of it in JSON: the CLR name and the assembly, `Shop.Order, Shop`. Of a generic
    /// class `{0}` stands for that of the first argument:
    /// ``Shop.Page`1[[{0}]], Shop``. Without an assembly it is only read.
    #[must_use]
    pub const fn json_type(mut self, name: &'static str) -> Self {
        self.json_type = Some(name);
        self
    }

    /// Sets `JsonObject(ItemNullValueHandling)`: what becomes of its members that are null, unless they say
    /// it themselves.
    #[must_use]
    pub const fn json_item_nulls(mut self, nulls: NullValueHandling) -> Self {
        self.json_item_nulls = Some(nulls);
        self
    }

    /// Returns the name and namespace on the wire.
    pub fn qualified_name(&self) -> &QName {
        self.resolved_name.get_or_init(|| names::contract_name(self))
    }

    /// Returns the contract name as it was given: that of a generic class is a pattern.
    pub(crate) const fn declared_name(&self) -> &'static str {
        self.name
    }

    /// Returns the type arguments of a generic class.
    pub(crate) const fn type_arguments(&self) -> &'static [Type] {
        self.args
    }

    /// Returns what kind of type it is.
    #[must_use]
    pub const fn kind(&self) -> &Kind {
        &self.kind
    }

    /// Returns the types of its `KnownType` attributes.
    #[must_use]
    pub const fn known(&self) -> &'static [Type] {
        self.known_types
    }

    /// Returns whether it is a class or struct that is `candidate` or derives from it.
    #[must_use]
    pub fn is_a(&self, candidate: &Contract) -> bool {
        self.with_bases().any(|contract| std::ptr::eq(contract, candidate))
    }

    /// Returns the contract and its base classes, from the most derived one on.
    pub(crate) fn with_bases(&self) -> impl Iterator<Item = &Contract> {
        std::iter::successors(Some(self), |contract| contract.base_contract())
    }

    /// Returns whether .NET's type is a value type: a struct or an enum, never null by itself.
    #[must_use]
    pub const fn is_value_type(&self) -> bool {
        match self.kind {
            Kind::Class(class) => class.is_struct,
            Kind::Enum(_) => true,
            Kind::Collection { .. } | Kind::Dictionary { .. } => false,
        }
    }

    /// Returns whether its objects keep their identity on the wire (`IsReference`).
    #[must_use]
    pub const fn is_reference(&self) -> bool {
        self.is_reference
    }

    /// Returns whether its objects keep their identity in JSON.
    pub(crate) const fn is_json_reference(&self) -> bool {
        self.is_json_reference
    }

    /// Returns the base class.
    #[must_use]
    pub fn base_contract(&self) -> Option<&'static Contract> {
        match self.kind {
            Kind::Class(Class { base: Some(base), .. }) => Some(base.get()),
            _ => None,
        }
    }

    /// Returns what it or a base class says of members that are null.
    pub(crate) fn item_nulls(&'static self) -> Option<NullValueHandling> {
        self.with_bases().find_map(|contract| contract.json_item_nulls)
    }

    /// Returns what the attributes of `XmlSerializer` say of it.
    #[must_use]
    pub const fn xml_serializer(&self) -> &'static TypeXml {
        static NOTHING: TypeXml = TypeXml::new();
        match self.xml {
            Some(xml) => xml,
            None => &NOTHING,
        }
    }

    /// Returns the serializer of documents with this root, where that is set whatever the formatter's is.
    #[inline]
    pub(crate) const fn own_serializer(&self) -> Option<Serializer> {
        match self.xml {
            Some(TypeXml { is_own_serializer: true, .. }) => Some(Serializer::XmlSerializer),
            _ => None,
        }
    }

    /// Returns what its JSON formatter makes of names.
    pub(crate) const fn names(&self) -> JsonNames {
        let keys = match self.json_settings {
            Some(settings) => settings.dictionary_keys,
            None => self.json_naming.of_keys(),
        };
        JsonNames { members: self.json_naming, keys }
    }

    #[cfg(feature = "json")]
    pub(crate) const fn settings(&self) -> Option<&'static JsonSettings> {
        self.json_settings
    }

    /// Returns what the layer above has computed of this contract, which it makes at the first use. It is
    /// kept here so that it lives as long as the contract, and without its type so that a contract knows no
    /// engine.
    ///
    /// # Panics
    /// If it is asked for values of two types.
    #[inline]
    pub(crate) fn cached<T: Any + Send + Sync>(&'static self, make: impl FnOnce() -> T) -> &'static T {
        self.cache.get(make)
    }

    /// Does what [`cached`](Self::cached) does for the form of `XmlSerializer`.
    #[inline]
    pub(crate) fn cached_for_xml_serializer<T: Any + Send + Sync>(
        &'static self,
        make: impl FnOnce() -> T,
    ) -> &'static T {
        self.xml_serializer_cache.get(make)
    }
}

impl std::fmt::Debug for Contract {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Contract")
            .field("name", &self.name)
            .field("namespace", &self.namespace)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}
