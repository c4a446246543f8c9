//! What the attributes of `XmlSerializer` say of types and members.
//!
//! A contract describes a type for both of .NET's serializers. `DataContractSerializer` does not look at these
//! attributes, and `XmlSerializer` does not look at those of `DataContractSerializer`: where a `DataMember` or
//! an `EnumMember` gives a name, [`MemberXml::clr_name`] says what C# calls the member. A type or member that
//! has none of these attributes, and no name but its own, needs nothing of this module.
//!
//! ```
//! use datacontract::contract::xml_serializer::{MemberXml, Node, XmlAttribute, XmlElement};
//! use datacontract::contract::{Contract, Member, Primitive, Type};
//!
//! // public class Person {
//! //     [XmlAttribute("id")] public int Id;
//! //     [XmlElement("tag")] public List<string> Tags;
//! // }
//! static ID: MemberXml = MemberXml::new().node(Node::Attribute(XmlAttribute::new().name("id")));
//! static TAG: [XmlElement; 1] = [XmlElement::new().name("tag")];
//! static TAGS: MemberXml = MemberXml::new().node(Node::Elements(&TAG));
//! static STRING: Type = Type::Primitive(Primitive::String);
//! static PERSON: Contract = Contract::class("Person", "").members(&[
//!     Member::new("Id", Type::Primitive(Primitive::Int32)).xml(&ID),
//!     Member::new("Tags", Type::List(&STRING)).xml(&TAGS),
//! ]);
//! assert_eq!(PERSON.qualified_name().name, "Person");
//! ```

use super::{Primitive, Type};

/// What the attributes say of a class, struct or enum.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct TypeXml {
    /// C#'s name of the class, without its namespace and the classes that it is nested in, where it does not
    /// follow from the contract's name. Of a generic class without its arguments.
    pub clr_name: Option<&'static str>,
    /// `XmlRoot(ElementName)`: its name as the root of a document.
    pub root_name: Option<&'static str>,
    /// `XmlRoot(Namespace)`.
    pub root_namespace: Option<&'static str>,
    /// `XmlRoot(IsNullable)`: what a root that is null is written as.
    pub root_is_nullable: Option<bool>,
    /// `XmlType(TypeName)`: its name as the item of a list, and in `xsi:type`.
    pub type_name: Option<&'static str>,
    /// `XmlType(Namespace)`: the namespace of its members.
    pub type_namespace: Option<&'static str>,
    /// The types of its `XmlInclude` attributes.
    pub includes: &'static [Type],
    /// Web API uses `XmlSerializer` for documents with this root, whatever its formatter is set to
    /// (`XmlFormatter.SetSerializer`).
    pub is_own_serializer: bool,
    /// Why `XmlSerializer` refuses the type, where the contract does not show it: it has no constructor without
    /// arguments, or a member is declared as an interface.
    pub refused: Option<&'static str>,
}

impl TypeXml {
    /// Returns what a type without such attributes says: nothing.
    #[must_use]
    pub const fn new() -> Self {
        TypeXml {
            clr_name: None,
            root_name: None,
            root_namespace: None,
            root_is_nullable: None,
            type_name: None,
            type_namespace: None,
            includes: &[],
            is_own_serializer: false,
            refused: None,
        }
    }

    /// Sets C#'s name where it does not follow from the contract's.
    #[must_use]
    pub const fn clr_name(mut self, name: &'static str) -> Self {
        self.clr_name = Some(name);
        self
    }

    /// Sets `XmlRoot(ElementName)`.
    #[must_use]
    pub const fn root_name(mut self, name: &'static str) -> Self {
        self.root_name = Some(name);
        self
    }

    /// Sets `XmlRoot(Namespace)`.
    #[must_use]
    pub const fn root_namespace(mut self, namespace: &'static str) -> Self {
        self.root_namespace = Some(namespace);
        self
    }

    /// Sets `XmlRoot(IsNullable)`.
    #[must_use]
    pub const fn root_is_nullable(mut self, is_nullable: bool) -> Self {
        self.root_is_nullable = Some(is_nullable);
        self
    }

    /// Sets `XmlType(TypeName)`.
    #[must_use]
    pub const fn type_name(mut self, name: &'static str) -> Self {
        self.type_name = Some(name);
        self
    }

    /// Sets `XmlType(Namespace)`.
    #[must_use]
    pub const fn type_namespace(mut self, namespace: &'static str) -> Self {
        self.type_namespace = Some(namespace);
        self
    }

    /// Sets the types of its `XmlInclude` attributes.
    #[must_use]
    pub const fn includes(mut self, types: &'static [Type]) -> Self {
        self.includes = types;
        self
    }

    /// Makes `XmlSerializer` the serializer of documents with this root.
    #[must_use]
    pub const fn own_serializer(mut self) -> Self {
        self.is_own_serializer = true;
        self
    }

    /// Says that `XmlSerializer` refuses the type, and why.
    #[must_use]
    pub const fn refused(mut self, why: &'static str) -> Self {
        self.refused = Some(why);
        self
    }
}

/// What the attributes say of a member.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct MemberXml {
    /// C#'s name of the member, where `DataMember` gives another.
    pub clr_name: Option<&'static str>,
    /// Whether it is a field: the fields of a class come before its properties.
    pub is_field: bool,
    /// What it becomes.
    pub node: Node,
    /// `Order` of `XmlElement`, `XmlArray` or `XmlAnyElement`.
    pub order: Option<i32>,
    /// `XmlChoiceIdentifier(MemberName)`: C#'s name of the member that says which of its elements the value is. Its
    /// enum has a member for each of them, or for a list it is an array of these.
    pub choice_identifier: Option<&'static str>,
    /// `XmlText` beside `XmlElement` or `XmlAnyElement`: the items are the texts between the elements too.
    pub is_mixed: bool,
}

impl MemberXml {
    /// Returns what a property without such attributes says: nothing.
    #[must_use]
    pub const fn new() -> Self {
        MemberXml {
            clr_name: None,
            is_field: false,
            node: Node::Default,
            order: None,
            choice_identifier: None,
            is_mixed: false,
        }
    }

    /// Sets C#'s name where `DataMember` gives another.
    #[must_use]
    pub const fn clr_name(mut self, name: &'static str) -> Self {
        self.clr_name = Some(name);
        self
    }

    /// Makes it a field.
    #[must_use]
    pub const fn field(mut self) -> Self {
        self.is_field = true;
        self
    }

    /// Sets what it becomes.
    #[must_use]
    pub const fn node(mut self, node: Node) -> Self {
        self.node = node;
        self
    }

    /// Sets `Order`.
    #[must_use]
    pub const fn order(mut self, order: i32) -> Self {
        self.order = Some(order);
        self
    }

    /// Sets `XmlChoiceIdentifier(MemberName)`.
    #[must_use]
    pub const fn choice_identifier(mut self, member: &'static str) -> Self {
        self.choice_identifier = Some(member);
        self
    }

    /// Adds `XmlText` to the `XmlElement` or `XmlAnyElement` of a list.
    #[must_use]
    pub const fn mixed(mut self) -> Self {
        self.is_mixed = true;
        self
    }
}

/// What a member becomes.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub enum Node {
    /// No attribute says it: an element, and of a collection one with an element for each item.
    #[default]
    Default,
    /// `XmlIgnore`: nothing.
    Ignored,
    /// `XmlElement`: an element, or of a collection an element for each item without one around them. Several
    /// are a choice by the type of the value, or by [`MemberXml::choice_identifier`].
    Elements(&'static [XmlElement]),
    /// `XmlAttribute`.
    Attribute(XmlAttribute),
    /// `XmlText`: the text of the object's element.
    Text(Option<DataType>),
    /// `XmlArray` and `XmlArrayItem`: an element, and those for the items in it.
    Array(XmlArray, &'static [XmlArrayItem]),
    /// `XmlAnyElement`: the elements that no other member is, each as a text of XML. The member is a string or a list
    /// of strings. Several are a choice by the names of the elements; with none of them and
    /// [`MemberXml::is_mixed`] it is the text alone.
    AnyElements(&'static [XmlAnyElement]),
    /// `XmlAnyAttribute`: the attributes that no other member is, each as a text: `a="1"`, or
    /// `p:a="1" xmlns:p="urn:p"`. The member is a list of strings.
    AnyAttributes,
    /// `XmlNamespaceDeclarations`: the namespaces that the object's element declares, each as a text:
    /// `xmlns:p="urn:p"`. The member is a list of strings.
    Namespaces,
}

/// `XmlAnyElement` at a member.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct XmlAnyElement {
    /// `Name`: the elements of this name alone.
    pub name: Option<&'static str>,
    /// `Namespace`, where it is not that of the class.
    pub namespace: Option<&'static str>,
}

impl XmlAnyElement {
    /// Returns an `XmlAnyElement` that sets nothing: all elements.
    #[must_use]
    pub const fn new() -> Self {
        XmlAnyElement { name: None, namespace: None }
    }

    /// Sets `Name`.
    #[must_use]
    pub const fn name(mut self, name: &'static str) -> Self {
        self.name = Some(name);
        self
    }

    /// Sets `Namespace`.
    #[must_use]
    pub const fn namespace(mut self, namespace: &'static str) -> Self {
        self.namespace = Some(namespace);
        self
    }
}

/// The form of a name: `XmlSchemaForm`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// That of the place: elements are qualified, attributes are not.
    #[default]
    OfPlace,
    /// In a namespace.
    Qualified,
    /// In none.
    Unqualified,
}

/// `XmlElement` at a member.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct XmlElement {
    /// `ElementName`, where it is not C#'s name.
    pub name: Option<&'static str>,
    /// `Namespace`, where it is not that of the class.
    pub namespace: Option<&'static str>,
    /// `Type`: the class that stands there, of several the one that picks this element.
    pub ty: Option<Type>,
    /// `IsNullable`: whether null is nil, not left out.
    pub is_nullable: Option<bool>,
    /// `Form`.
    pub form: Form,
    /// `DataType`.
    pub data_type: Option<DataType>,
}

impl XmlElement {
    /// Returns an `XmlElement` that sets nothing.
    #[must_use]
    pub const fn new() -> Self {
        XmlElement {
            name: None,
            namespace: None,
            ty: None,
            is_nullable: None,
            form: Form::OfPlace,
            data_type: None,
        }
    }

    /// Sets `ElementName`.
    #[must_use]
    pub const fn name(mut self, name: &'static str) -> Self {
        self.name = Some(name);
        self
    }

    /// Sets `Namespace`.
    #[must_use]
    pub const fn namespace(mut self, namespace: &'static str) -> Self {
        self.namespace = Some(namespace);
        self
    }

    /// Sets `Type`.
    #[must_use]
    pub const fn ty(mut self, ty: Type) -> Self {
        self.ty = Some(ty);
        self
    }

    /// Sets `IsNullable`.
    #[must_use]
    pub const fn is_nullable(mut self, is_nullable: bool) -> Self {
        self.is_nullable = Some(is_nullable);
        self
    }

    /// Sets `Form`.
    #[must_use]
    pub const fn form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }

    /// Sets `DataType`.
    #[must_use]
    pub const fn data_type(mut self, data_type: DataType) -> Self {
        self.data_type = Some(data_type);
        self
    }
}

/// `XmlArrayItem` at a member.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct XmlArrayItem {
    /// What it says of the item's element.
    pub element: XmlElement,
    /// `NestingLevel`: of which lists in the list it speaks.
    pub nesting_level: u8,
}

impl XmlArrayItem {
    /// Returns an `XmlArrayItem` that says this of the items' elements.
    #[must_use]
    pub const fn new(element: XmlElement) -> Self {
        XmlArrayItem { element, nesting_level: 0 }
    }

    /// Sets `NestingLevel`.
    #[must_use]
    pub const fn nesting_level(mut self, level: u8) -> Self {
        self.nesting_level = level;
        self
    }
}

/// `XmlArray` at a member: the element around the items.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct XmlArray {
    /// `ElementName`, where it is not C#'s name.
    pub name: Option<&'static str>,
    /// `Namespace`, where it is not that of the class.
    pub namespace: Option<&'static str>,
    /// `IsNullable`: whether null is nil, not left out.
    pub is_nullable: Option<bool>,
    /// `Form`.
    pub form: Form,
}

impl XmlArray {
    /// Returns an `XmlArray` that sets nothing.
    #[must_use]
    pub const fn new() -> Self {
        XmlArray { name: None, namespace: None, is_nullable: None, form: Form::OfPlace }
    }

    /// Sets `ElementName`.
    #[must_use]
    pub const fn name(mut self, name: &'static str) -> Self {
        self.name = Some(name);
        self
    }

    /// Sets `Namespace`.
    #[must_use]
    pub const fn namespace(mut self, namespace: &'static str) -> Self {
        self.namespace = Some(namespace);
        self
    }

    /// Sets `IsNullable`.
    #[must_use]
    pub const fn is_nullable(mut self, is_nullable: bool) -> Self {
        self.is_nullable = Some(is_nullable);
        self
    }

    /// Sets `Form`.
    #[must_use]
    pub const fn form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }
}

/// `XmlAttribute` at a member.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct XmlAttribute {
    /// `AttributeName`, where it is not C#'s name.
    pub name: Option<&'static str>,
    /// `Namespace`; without it, none.
    pub namespace: Option<&'static str>,
    /// `Form`.
    pub form: Form,
    /// `DataType`.
    pub data_type: Option<DataType>,
}

impl XmlAttribute {
    /// Returns an `XmlAttribute` that sets nothing.
    #[must_use]
    pub const fn new() -> Self {
        XmlAttribute { name: None, namespace: None, form: Form::OfPlace, data_type: None }
    }

    /// Sets `AttributeName`.
    #[must_use]
    pub const fn name(mut self, name: &'static str) -> Self {
        self.name = Some(name);
        self
    }

    /// Sets `Namespace`.
    #[must_use]
    pub const fn namespace(mut self, namespace: &'static str) -> Self {
        self.namespace = Some(namespace);
        self
    }

    /// Sets `Form`.
    #[must_use]
    pub const fn form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }

    /// Sets `DataType`.
    #[must_use]
    pub const fn data_type(mut self, data_type: DataType) -> Self {
        self.data_type = Some(data_type);
        self
    }
}

/// `DataType`: the XML Schema type of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DataType {
    /// `date`: a `DateTime` without time and zone.
    Date,
    /// `time`: a `DateTime` without its date, with seven digits behind the second.
    Time,
    /// `dateTime`: a `DateTime`, as without it.
    DateTime,
    /// `hexBinary`: a `byte[]` as hexadecimal digits.
    HexBinary,
    /// `base64Binary`: a `byte[]`, as without it.
    Base64Binary,
    /// `Name`: a string whose other characters are encoded: `a_x0020_b`.
    Name,
    /// `NCName`: as [`Name`](Self::Name).
    NcName,
    /// `NMTOKEN`: as [`Name`](Self::Name).
    NmToken,
    /// `NMTOKENS`: a string.
    NmTokens,
    /// `token`: a string, read without the white space around it.
    Token,
    /// `normalizedString`: a string.
    NormalizedString,
    /// `anyURI`: as [`Token`](Self::Token).
    AnyUri,
    /// `language`: as [`Token`](Self::Token).
    Language,
    /// `ID`: as [`Token`](Self::Token).
    Id,
    /// `IDREF`: as [`Token`](Self::Token).
    IdRef,
    /// `IDREFS`: a string.
    IdRefs,
    /// `ENTITY`: as [`Token`](Self::Token).
    Entity,
    /// `ENTITIES`: a string.
    Entities,
    /// `NOTATION`: as [`Token`](Self::Token).
    Notation,
    /// `integer`: a string.
    Integer,
    /// `positiveInteger`: a string.
    PositiveInteger,
    /// `negativeInteger`: a string.
    NegativeInteger,
    /// `nonNegativeInteger`: a string.
    NonNegativeInteger,
    /// `nonPositiveInteger`: a string.
    NonPositiveInteger,
    /// `duration`: a string.
    Duration,
    /// `gYear`: a string.
    GYear,
    /// `gYearMonth`: a string.
    GYearMonth,
    /// `gMonth`: a string.
    GMonth,
    /// `gMonthDay`: a string.
    GMonthDay,
    /// `gDay`: a string.
    GDay,
}

impl DataType {
    /// All of them.
    pub const ALL: [DataType; 30] = [
        DataType::Date,
        DataType::Time,
        DataType::DateTime,
        DataType::HexBinary,
        DataType::Base64Binary,
        DataType::Name,
        DataType::NcName,
        DataType::NmToken,
        DataType::NmTokens,
        DataType::Token,
        DataType::NormalizedString,
        DataType::AnyUri,
        DataType::Language,
        DataType::Id,
        DataType::IdRef,
        DataType::IdRefs,
        DataType::Entity,
        DataType::Entities,
        DataType::Notation,
        DataType::Integer,
        DataType::PositiveInteger,
        DataType::NegativeInteger,
        DataType::NonNegativeInteger,
        DataType::NonPositiveInteger,
        DataType::Duration,
        DataType::GYear,
        DataType::GYearMonth,
        DataType::GMonth,
        DataType::GMonthDay,
        DataType::GDay,
    ];

    /// Returns the name that XML Schema has for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            DataType::Date => "date",
            DataType::Time => "time",
            DataType::DateTime => "dateTime",
            DataType::HexBinary => "hexBinary",
            DataType::Base64Binary => "base64Binary",
            DataType::Name => "Name",
            DataType::NcName => "NCName",
            DataType::NmToken => "NMTOKEN",
            DataType::NmTokens => "NMTOKENS",
            DataType::Token => "token",
            DataType::NormalizedString => "normalizedString",
            DataType::AnyUri => "anyURI",
            DataType::Language => "language",
            DataType::Id => "ID",
            DataType::IdRef => "IDREF",
            DataType::IdRefs => "IDREFS",
            DataType::Entity => "ENTITY",
            DataType::Entities => "ENTITIES",
            DataType::Notation => "NOTATION",
            DataType::Integer => "integer",
            DataType::PositiveInteger => "positiveInteger",
            DataType::NegativeInteger => "negativeInteger",
            DataType::NonNegativeInteger => "nonNegativeInteger",
            DataType::NonPositiveInteger => "nonPositiveInteger",
            DataType::Duration => "duration",
            DataType::GYear => "gYear",
            DataType::GYearMonth => "gYearMonth",
            DataType::GMonth => "gMonth",
            DataType::GMonthDay => "gMonthDay",
            DataType::GDay => "gDay",
        }
    }

    /// Returns the one of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        DataType::ALL.into_iter().find(|data_type| data_type.name() == name)
    }

    /// Returns whether a text is written or read otherwise than without it.
    pub(crate) const fn changes_text(self) -> bool {
        matches!(self, DataType::Date | DataType::Time | DataType::HexBinary)
            || self.is_name()
            || self.is_trimmed()
    }

    /// Returns whether what is no character of a name is encoded.
    pub(crate) const fn is_name(self) -> bool {
        matches!(self, DataType::Name | DataType::NcName | DataType::NmToken)
    }

    /// Returns whether the white space around a text is none of it.
    pub(crate) const fn is_trimmed(self) -> bool {
        matches!(
            self,
            DataType::Token
                | DataType::AnyUri
                | DataType::Language
                | DataType::Id
                | DataType::IdRef
                | DataType::IdRefs
                | DataType::Entity
                | DataType::Entities
                | DataType::NmTokens
                | DataType::Notation
                | DataType::Integer
                | DataType::PositiveInteger
                | DataType::NegativeInteger
                | DataType::NonNegativeInteger
                | DataType::NonPositiveInteger
                | DataType::Duration
                | DataType::GYear
                | DataType::GYearMonth
                | DataType::GMonth
                | DataType::GMonthDay
                | DataType::GDay
        )
    }

    /// Returns whether it is for values of a primitive.
    pub(crate) const fn is_for(self, primitive: Primitive) -> bool {
        match self {
            DataType::Date | DataType::Time | DataType::DateTime => matches!(primitive, Primitive::DateTime),
            DataType::HexBinary | DataType::Base64Binary => matches!(primitive, Primitive::Bytes),
            _ => matches!(primitive, Primitive::String),
        }
    }
}

/// What becomes of an enum's member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EnumXml {
    /// It has C#'s name.
    #[default]
    AsDeclared,
    /// `XmlEnum(Name)`.
    Named(&'static str),
    /// `XmlIgnore`: it has no name.
    Ignored,
}
