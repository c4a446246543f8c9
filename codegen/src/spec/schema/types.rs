//! Types and their members, as a spec writes them.

use schemars::JsonSchema;

use super::{
    Map, MemberJsonOrName, Source, TypeJson,
    words::{Deprecated, Literal, TypeWord},
    xml::{MemberXml, TypeXml},
};

/// A type: a class (`members`), an enum (`enum`), a list (`collection`) or a dictionary (`dictionary`).
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Type {
    /// What it is.
    doc: Option<String>,
    /// Its page, where the API has several.
    source: Option<Source>,
    /// What the page calls it, where that is not the class's name.
    page: Option<String>,
    /// Which attributes the class has; `plain` unless given.
    contract: Option<Contract>,
    /// `DataContract(Name)`.
    name: Option<String>,
    /// `DataContract(Namespace)`: a URI. Unless given it follows from the CLR namespace.
    #[schemars(extend("examples" = ["http://schemas.example.com/shop"]))]
    namespace: Option<String>,
    /// On its way out; a text says what to use instead.
    deprecated: Option<Deprecated>,
    /// How its JSON differs from the API's.
    json: Option<TypeJson>,
    /// What its attributes of `XmlSerializer` say.
    xml: Option<TypeXml>,
    /// Class: the base class.
    base: Option<TypeWord>,
    /// Class: its own members, in the order of their declaration.
    #[schemars(extend("examples" = [{"Id": "int", "Note": {"type": "string", "annotations": {"maxLength": 100}}}]))]
    members: Option<Map<MemberOrType>>,
    /// `DataContract(IsReference)`.
    is_reference: Option<bool>,
    /// Class: derived classes that may stand for it.
    known_types: Option<Vec<TypeWord>>,
    /// Class: there are only objects of derived classes.
    #[schemars(rename = "abstract")]
    is_abstract: Option<bool>,
    /// Class: a value type.
    #[schemars(rename = "struct")]
    is_struct: Option<bool>,
    /// Class: how a response tells success from failure when HTTP says 200 to both.
    outcome: Option<Outcome>,
    /// Enum: its members in the order of their declaration; empty if the page does not name them.
    #[schemars(rename = "enum", extend("examples" = [{"New": 0, "Shipped": 1}]))]
    members_of_enum: Option<Map<EnumMemberOrValue>>,
    /// Enum: the integer it is stored as; `int` unless given.
    underlying: Option<Underlying>,
    /// Enum: values can be combined.
    flags: Option<bool>,
    /// Enum: values without a name are kept; true unless given.
    open: Option<bool>,
    /// List: the type of its items.
    collection: Option<TypeWord>,
    /// Dictionary: the types of its keys and values.
    #[schemars(extend("minItems" = 2, "maxItems" = 2, "examples" = [["string", "int"]]))]
    dictionary: Option<Vec<TypeWord>>,
    /// List and dictionary: `CollectionDataContract(ItemName)`.
    item_name: Option<String>,
    /// Dictionary: `CollectionDataContract(KeyName)`.
    key_name: Option<String>,
    /// Dictionary: `CollectionDataContract(ValueName)`.
    value_name: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum Contract {
    /// None: all public properties and fields.
    Plain,
    /// `[DataContract]`.
    #[schemars(rename = "dataContract")]
    Data,
    /// `[Serializable]` alone: the fields.
    Serializable,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum MemberOrType {
    Type(TypeWord),
    Member(Box<Member>),
}

/// A property or a field.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Member {
    /// Its type.
    #[schemars(rename = "type")]
    ty: TypeWord,
    /// What it is.
    doc: Option<String>,
    /// `DataMember(Name)`.
    name: Option<String>,
    /// `DataMember(Order)`.
    order: Option<i32>,
    /// `DataMember(IsRequired)`.
    required: Option<bool>,
    /// `DataMember(EmitDefaultValue)`; true unless given.
    emit_default: Option<bool>,
    /// `JsonProperty(PropertyName)`.
    json: Option<MemberJsonOrName>,
    /// `JsonProperty(Order)`.
    json_order: Option<i32>,
    /// What its attributes of `XmlSerializer` say.
    xml: Option<MemberXml>,
    /// Whether it takes null, where its type does not tell.
    nullable: Option<bool>,
    /// Never shown in `Debug` output or in errors.
    secret: Option<bool>,
    /// On its way out; a text says what to use instead.
    deprecated: Option<Deprecated>,
    /// What the page has under "Additional information".
    annotations: Option<Annotations>,
    /// What the service takes if it is left out.
    default: Option<Literal>,
    /// The only format that has it: `json` for a read-only property, `xml` for `[JsonIgnore]`.
    only: Option<Only>,
    /// A public field, no property: these come first in JSON.
    field: Option<bool>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum Only {
    Json,
    Xml,
}

/// What the page has under "Additional information".
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Annotations {
    /// `Required`.
    required: Option<bool>,
    /// `Required(AllowEmptyStrings)`: a text without anything but white space is taken.
    allow_empty_strings: Option<bool>,
    /// `Min length: N`.
    min_length: Option<u32>,
    /// `Max length: N`.
    max_length: Option<u32>,
    /// `String length: inclusive between A and B`: `[A, B]`.
    #[schemars(extend("minItems" = 2, "maxItems" = 2))]
    length: Option<Vec<u32>>,
    /// `Range: inclusive between A and B`: `[A, B]`.
    #[schemars(extend("minItems" = 2, "maxItems" = 2))]
    range: Option<Vec<Literal>>,
    /// `Matching regular expression pattern: P`, of a value of any type.
    pattern: Option<String>,
    /// `Data type: T`.
    data_type: Option<String>,
    /// `[EmailAddress]`, which no page shows.
    email_address: Option<bool>,
    /// `[Url]`, which no page shows.
    url: Option<bool>,
    /// `[Phone]`, which no page shows.
    phone: Option<bool>,
    /// `[CreditCard]`, which no page shows.
    credit_card: Option<bool>,
    /// `[Compare]`: the CLR name of the member whose value it has to have.
    compare: Option<String>,
    /// `[Display(Name)]`: the name in the service's messages.
    display_name: Option<String>,
    /// `ErrorMessage`, by the key of the rule; `{0}` is the name.
    messages: Option<Map<String>>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum EnumMemberOrValue {
    Value(i128),
    Member(EnumMember),
}

/// A member of an enum.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct EnumMember {
    /// Its number.
    value: i128,
    /// `EnumMember(Value)`.
    name: Option<String>,
    /// `XmlEnum`: its name for `XmlSerializer`.
    xml_enum: Option<String>,
    /// `XmlIgnore`: `XmlSerializer` has no name for it.
    xml_ignore: Option<bool>,
    /// What it means.
    doc: Option<String>,
    /// On its way out; a text says what to use instead.
    deprecated: Option<Deprecated>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum Underlying {
    SByte,
    Byte,
    Short,
    UShort,
    Int,
    UInt,
    Long,
    ULong,
}

/// How a response tells success from failure when HTTP says 200 to both.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Outcome {
    /// The path of the member that holds the code, by CLR names.
    code: String,
    /// The values that mean success; left out if nobody knows them.
    success: Option<Vec<Literal>>,
    /// The path of the member that holds the message.
    message: Option<String>,
    /// What the codes mean, by code.
    codes: Option<Map<String>>,
}
