//! Types: classes, enums, lists and dictionaries.

pub use datacontract_rules::Underlying;

use datacontract::contract::NullValueHandling;

use super::{
    Deprecated, EnumMemberXml, Format, JsonStyleChange, Literal, MemberJson, MemberXml, Source, TypeXml,
};
use crate::spec::{
    span::{Span, Spanned},
    type_expr::{ClrName, TypeExpr},
};

/// One CLR type.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Its CLR name.
    pub name: Spanned<ClrName>,
    /// The whole entry in the file.
    pub extent: Span,
    /// What it is.
    pub doc: Option<Spanned<String>>,
    /// Its page, where the API has several.
    pub source: Source,
    /// What it is called on the help page, where that is not the class's name.
    pub page: Option<Spanned<String>>,
    /// Which of .NET's rules say what is serialised.
    pub contract: Contract,
    /// The contract's name where it is given: `DataContract(Name)`.
    pub contract_name: Option<Spanned<String>>,
    /// The contract's namespace where it is given: `DataContract(Namespace)`.
    pub namespace: Option<Spanned<String>>,
    /// On its way out.
    pub deprecated: Option<Deprecated>,
    /// How it differs in JSON from the other types.
    pub json: JsonStyleChange,
    /// Its assembly, where it is another than that of the API's types.
    pub assembly: Option<String>,
    /// `JsonObject(ItemNullValueHandling)`.
    pub item_nulls: Option<NullValueHandling>,
    /// What the attributes of `XmlSerializer` say of it.
    pub xml: TypeXml,
    /// What kind of type it is, with what only that kind has.
    pub kind: TypeKind,
}

/// The kinds of types.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// A class or a struct.
    Class(Class),
    /// An enum.
    Enum(Enum),
    /// A list of its own name.
    Collection(Collection),
    /// A dictionary of its own name.
    Dictionary(Dictionary),
}

/// Which of .NET's rules say what of a type is serialised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contract {
    /// No attributes: all public properties and fields.
    #[default]
    Plain,
    /// `[DataContract]` (or `[CollectionDataContract]`).
    DataContract,
    /// `[Serializable]` alone: the fields.
    Serializable,
}

/// A class or a struct.
#[derive(Clone, Debug, Default)]
pub struct Class {
    /// The base class.
    pub base: Option<TypeExpr>,
    /// Its own members, in the order of their declaration.
    pub members: Vec<Member>,
    /// `IsReference`.
    pub is_reference: Spanned<bool>,
    /// Classes that may stand where this one is declared.
    pub known_types: Vec<TypeExpr>,
    /// There are no objects of exactly this class.
    pub is_abstract: bool,
    /// A value type: never null unless written with `?`.
    pub is_struct: bool,
    /// How it tells success from failure.
    pub outcome: Option<Outcome>,
}

/// A property or a field.
#[derive(Clone, Debug)]
pub struct Member {
    /// The CLR name.
    pub name: Spanned<String>,
    /// Its type.
    pub ty: TypeExpr,
    /// What it is.
    pub doc: Option<Spanned<String>>,
    /// `DataMember(Name)`.
    pub contract_name: Option<Spanned<String>>,
    /// `DataMember(Order)`.
    pub order: Option<Spanned<i32>>,
    /// `DataMember(IsRequired)`.
    pub required: Spanned<bool>,
    /// `DataMember(EmitDefaultValue)`; true unless the spec says otherwise.
    pub emit_default: Spanned<bool>,
    /// The name in JSON where it is given: `JsonProperty(PropertyName)`.
    pub json_name: Option<Spanned<String>>,
    /// What else it says of its JSON.
    pub json: MemberJson,
    /// `JsonProperty(Order)`.
    pub json_order: Option<Spanned<i32>>,
    /// What the attributes of `XmlSerializer` say of it.
    pub xml: MemberXml,
    /// Whether it takes null, where the type does not say it.
    pub nullable: Option<Spanned<bool>>,
    /// Never shown in `Debug` or in errors.
    pub secret: bool,
    /// On its way out.
    pub deprecated: Option<Deprecated>,
    /// Rules that the service checks.
    pub annotations: Annotations,
    /// The value that the service takes if it is left out.
    pub default: Option<Spanned<Literal>>,
    /// The only format that has it. JSON alone: a read-only property. XML alone: `[JsonIgnore]`.
    pub only: Option<Format>,
    /// A public field: these come before properties in JSON.
    pub field: bool,
}

/// Validation rules, as help pages list them.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// `Required`.
    pub required: bool,
    /// `Required(AllowEmptyStrings)`: a text without anything but white space is taken.
    pub allows_empty_strings: bool,
    /// `Min length: N`.
    pub min_length: Option<Spanned<u32>>,
    /// `Max length: N`.
    pub max_length: Option<Spanned<u32>>,
    /// `String length: inclusive between A and B`.
    pub length: Option<(Spanned<u32>, Spanned<u32>)>,
    /// `Range: inclusive between A and B`; spelled as on the page.
    pub range: Option<(Spanned<Literal>, Spanned<Literal>)>,
    /// `Matching regular expression pattern: P`.
    pub pattern: Option<Spanned<String>>,
    /// `Data type: T`.
    pub data_type: Option<Spanned<String>>,
    /// `EmailAddress`, `Url`, `Phone` and `CreditCard`.
    pub texts: Vec<TextRule>,
    /// `Compare(..)`: the CLR name of the member whose value it has to have.
    pub compare: Option<Spanned<String>>,
    /// `Display(Name)`: the name in messages.
    pub display_name: Option<Spanned<String>>,
    /// `ErrorMessage`, by the key of the rule.
    pub messages: Vec<(Spanned<String>, Spanned<String>)>,
    /// The keys of the rules, in the order in which they stand in the spec.
    pub order: Vec<String>,
}

/// A rule for texts that has no arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextRule {
    /// `[EmailAddress]`
    EmailAddress,
    /// `[Url]`
    Url,
    /// `[Phone]`
    Phone,
    /// `[CreditCard]`
    CreditCard,
}

impl TextRule {
    /// All of them.
    pub const ALL: [TextRule; 4] =
        [TextRule::EmailAddress, TextRule::Url, TextRule::Phone, TextRule::CreditCard];

    /// Returns its key in a spec.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            TextRule::EmailAddress => "emailAddress",
            TextRule::Url => "url",
            TextRule::Phone => "phone",
            TextRule::CreditCard => "creditCard",
        }
    }
}

/// How a response tells success from failure when HTTP says 200 to both.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Where it stands.
    pub span: Span,
    /// Path of the member with the code, by CLR names: `ErrorCode`, `Result.Code`.
    pub code: Spanned<String>,
    /// The values that mean success; `None` if nobody knows them.
    pub success: Option<Vec<Spanned<Literal>>>,
    /// Path of the member with the message.
    pub message: Option<Spanned<String>>,
    /// What the codes mean.
    pub codes: Vec<OutcomeCode>,
}

/// The meaning of one code.
#[derive(Clone, Debug)]
pub struct OutcomeCode {
    /// The code, as text.
    pub code: Spanned<String>,
    /// Its meaning.
    pub doc: Spanned<String>,
}

/// An enum.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its members in the order of their declaration.
    pub members: Vec<EnumMember>,
    /// The integer it is stored as.
    pub underlying: Spanned<Underlying>,
    /// `[Flags]`: values may be combined.
    pub flags: bool,
    /// Values without a name are read, kept and written back.
    pub open: bool,
}

/// A member of an enum.
#[derive(Clone, Debug)]
pub struct EnumMember {
    /// The CLR name.
    pub name: Spanned<String>,
    /// The number.
    pub value: Spanned<i128>,
    /// `EnumMember(Value)`.
    pub contract_name: Option<Spanned<String>>,
    /// What the attributes of `XmlSerializer` say of it.
    pub xml: EnumMemberXml,
    /// What it means.
    pub doc: Option<Spanned<String>>,
    /// On its way out.
    pub deprecated: Option<Deprecated>,
}

impl EnumMember {
    /// Returns the name on the wire, where it is not C#'s.
    #[must_use]
    pub fn wire_name(&self) -> Option<&Spanned<String>> {
        self.contract_name.as_ref().filter(|name| name.value != self.name.value)
    }
}

/// A list type of its own name (`class Tags : List<string>`, with `[CollectionDataContract]` or without).
#[derive(Clone, Debug)]
pub struct Collection {
    /// The type of the items.
    pub item: TypeExpr,
    /// `CollectionDataContract(ItemName)`.
    pub item_name: Option<Spanned<String>>,
    /// `CollectionDataContract(IsReference)`.
    pub is_reference: Spanned<bool>,
}

/// A dictionary type of its own name.
#[derive(Clone, Debug)]
pub struct Dictionary {
    /// The type of the keys.
    pub key: TypeExpr,
    /// The type of the values.
    pub value: TypeExpr,
    /// `CollectionDataContract(ItemName)`.
    pub item_name: Option<Spanned<String>>,
    /// `CollectionDataContract(KeyName)`.
    pub key_name: Option<Spanned<String>>,
    /// `CollectionDataContract(ValueName)`.
    pub value_name: Option<Spanned<String>>,
    /// `CollectionDataContract(IsReference)`.
    pub is_reference: Spanned<bool>,
}

impl TypeDef {
    /// Returns the class, if it is one.
    #[must_use]
    pub fn class(&self) -> Option<&Class> {
        match &self.kind {
            TypeKind::Class(class) => Some(class),
            _ => None,
        }
    }

    /// Returns a class's own members with their places, in the order in which .NET lists them: fields before
    /// properties. (Of a class that is merely `[Serializable]` all are fields.) None of other kinds of types.
    #[must_use]
    pub fn members_in_order(&self) -> Vec<(usize, &Member)> {
        let mut members: Vec<_> =
            self.class().into_iter().flat_map(|class| class.members.iter().enumerate()).collect();
        if self.contract != Contract::Serializable {
            members.sort_by_key(|(_, member)| !member.field);
        }
        members
    }

    /// Returns whether values of it are never null unless declared with `?`: enums and structs.
    #[must_use]
    pub fn is_value_type(&self) -> bool {
        match &self.kind {
            TypeKind::Class(class) => class.is_struct,
            TypeKind::Enum(_) => true,
            TypeKind::Collection(_) | TypeKind::Dictionary(_) => false,
        }
    }
}
