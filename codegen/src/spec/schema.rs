//! The JSON Schema of spec files, for editors.
//!
//! The types here describe the file as it is written. They are never read into: the parser is written by hand, so
//! that it can report every mistake of a file at its place. A test holds the keys of both together.

#![expect(dead_code, reason = "the types are described, never made")]

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, generate::SchemaSettings, json_schema, transform::transform_subschemas};
use serde_json::{Value, json};

/// The text of `specs/schema.json`.
#[must_use]
pub fn schema() -> String {
    // Editors know this draft best.
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<Api>();
    without_null(&mut schema);
    for key in ["allowComments", "allowTrailingCommas"] {
        schema.insert(key.to_owned(), Value::Bool(true));
    }
    // A value of the right kind always has a text.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// A key that may be left out may not be null: `Option` says both, specs mean the first alone.
fn without_null(schema: &mut Schema) {
    let null = json!({"type": "null"});
    if let Some(Value::Array(types)) = schema.get_mut("type")
        && types.len() == 2
        && let Some(at) = types.iter().position(|ty| ty == "null")
    {
        types.remove(at);
        let only = types.remove(0);
        schema.insert("type".to_owned(), only);
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf")
        && choices.len() == 2
        && let Some(at) = choices.iter().position(|choice| *choice == null)
    {
        choices.remove(at);
        let only = schema.remove("anyOf").unwrap_or_default();
        schema.insert("allOf".to_owned(), only);
    }
    transform_subschemas(&mut without_null, schema);
}

/// A map from names to entries; its order counts.
type Map<T> = BTreeMap<String, T>;

/// An API: what its help pages say, and what their samples show.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Api {
    /// This schema, for editors: `../schema.json`.
    #[schemars(rename = "$schema")]
    schema: Option<String>,
    /// The version of the format.
    #[schemars(extend("const" = super::VERSION))]
    version: u32,
    /// What people call the API.
    name: String,
    /// The Rust module that holds its types.
    module: String,
    /// What the API is for.
    doc: Option<String>,
    /// Where the facts come from.
    source: Option<Source>,
    /// The address that paths are relative to.
    base_url: Option<String>,
    /// How callers say who they are; `"none"` unless given.
    authentication: Option<Authentication>,
    /// The formats that the service takes, in its order. Unless given: JSON, XML and form, with their usual types.
    formatters: Option<Formatters>,
    /// How the service writes JSON.
    json: Option<Json>,
    /// What the XML formatter is set to.
    xml: Option<Xml>,
    /// The endpoints, by the headings of their pages: `POST api/lead/{id}?from={from}`.
    endpoints: Option<Map<Endpoint>>,
    /// The types, by full CLR name: `Site.Models.Page<Lead>`, `Site.Models.Outer+Inner`.
    types: Option<Map<Type>>,
    /// Wishes about the Rust code, by `*`, `Type`, `Type.Member`, `Type.*` or `*.Member` (CLR names).
    rust: Option<Map<Rust>>,
}

/// Where the facts come from.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Source {
    /// The address of the page.
    page: Option<String>,
    /// The day it was read: `2024-10-15`.
    retrieved: Option<String>,
    /// What a reader of this file ought to know about the page.
    note: Option<String>,
}

/// How callers say who they are.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Authentication {
    Scheme(AuthenticationScheme),
    Place(AuthenticationPlace),
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum AuthenticationScheme {
    /// They do not, or the page does not say.
    None,
    /// HTTP Basic.
    Basic,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct AuthenticationPlace {
    /// The name of the header that holds a key.
    header: Option<String>,
    /// The paths of the members of bodies that hold credentials, by CLR names.
    body: Option<Vec<String>>,
}

/// The formats in order, each with its media types.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Formatters {
    /// Json.NET: `application/json`, `text/json`.
    json: Option<Vec<String>>,
    /// `DataContractSerializer`: `application/xml`, `text/xml`.
    xml: Option<Vec<String>>,
    /// Forms: `application/x-www-form-urlencoded`.
    form: Option<Vec<String>>,
}

/// How names and enums look in the JSON of a type.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct TypeJson {
    /// What becomes of names; as for the API unless given.
    naming: Option<Naming>,
    /// What becomes of enum values; as for the API unless given.
    enums: Option<Enums>,
}

/// What the JSON formatter is set to: names, enums and Json.NET's `JsonSerializerSettings`.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Json {
    /// What becomes of names; `asDeclared` unless given.
    naming: Option<Naming>,
    /// What becomes of enum values; `number` unless given.
    enums: Option<Enums>,
    /// Whether the keys of dictionaries are named like members; for `camelCase` alone unless given.
    process_dictionary_keys: Option<bool>,
    /// The zone of dates; `roundtripKind` unless given.
    date_time_zone_handling: Option<DateTimeZoneHandling>,
    /// The offset of the server's own zone: `+02:00`.
    local_offset: Option<String>,
    /// The form of dates; `isoDateFormat` unless given.
    date_format_handling: Option<DateFormatHandling>,
    /// The format of dates, as in C#: `dd/MM/yyyy`.
    date_format_string: Option<String>,
    /// What becomes of members that are null; `include` unless given.
    null_value_handling: Option<NullValueHandling>,
    /// What becomes of members with the default of their type; `include` unless given.
    default_value_handling: Option<DefaultValueHandling>,
    /// Which characters are escaped; `default` unless given.
    string_escape_handling: Option<StringEscapeHandling>,
    /// Whether documents are indented; `none` unless given.
    formatting: Option<Formatting>,
    /// The line ends of indented documents: `\n` unless given, or `\r\n`.
    new_line: Option<String>,
}

/// A member's name in JSON, or what its attributes of Json.NET say.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only the schema is made of it")]
enum MemberJsonOrName {
    /// `JsonProperty(PropertyName)`.
    Name(String),
    Attributes(MemberJson),
}

/// What a member's attributes of Json.NET say.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct MemberJson {
    /// `JsonProperty(PropertyName)`.
    name: Option<String>,
    /// `JsonProperty(NullValueHandling)`; as for the API unless given.
    null_value_handling: Option<NullValueHandling>,
    /// `JsonProperty(DefaultValueHandling)`; as for the API unless given.
    default_value_handling: Option<DefaultValueHandling>,
    /// The format of an `IsoDateTimeConverter`.
    date_format_string: Option<String>,
    /// The form that a `StringEnumConverter` gives an enum.
    enums: Option<Enums>,
}

/// What the XML formatter is set to: its `WriterSettings`.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Xml {
    /// Whether documents have no XML declaration; they have none unless this is `false`.
    omit_xml_declaration: Option<bool>,
    /// Whether documents are indented; they are not unless given.
    indent: Option<bool>,
    /// The line ends: `\n` unless given, or `\r\n`.
    new_line_chars: Option<String>,
    /// The encoding of documents, unless a request asks for the other one: `utf-8` unless given, or `utf-16`.
    encoding: Option<XmlEncoding>,
}

#[derive(JsonSchema)]
enum XmlEncoding {
    #[schemars(rename = "utf-8")]
    Utf8,
    #[schemars(rename = "utf-16")]
    Utf16,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum DateTimeZoneHandling {
    /// The zone of each value stays.
    RoundtripKind,
    /// The server's.
    Local,
    /// UTC.
    Utc,
    /// None.
    Unspecified,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum DateFormatHandling {
    /// `2024-10-15T05:30:00Z`.
    IsoDateFormat,
    /// `\/Date(1728970200000)\/`.
    MicrosoftDateFormat,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum NullValueHandling {
    /// They are written.
    Include,
    /// They are left out.
    Ignore,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum DefaultValueHandling {
    /// They are written.
    Include,
    /// They are left out.
    Ignore,
    /// They are written; a missing member gets its default.
    Populate,
    /// They are left out; a missing member gets its default.
    IgnoreAndPopulate,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum StringEscapeHandling {
    /// What has to be.
    Default,
    /// All that is not ASCII, too.
    EscapeNonAscii,
    /// The characters of HTML, too.
    EscapeHtml,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum Formatting {
    /// On one line.
    None,
    /// Two blanks a level.
    Indented,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum Naming {
    /// They stay as they are.
    AsDeclared,
    /// `FirstName` becomes `firstName`.
    CamelCase,
    /// `FirstName` becomes `first_name`.
    SnakeCase,
    /// `FirstName` becomes `first-name`.
    KebabCase,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum Enums {
    /// Numbers.
    Number,
    /// Names; numbers are read too.
    Text,
    /// Names in camelCase; numbers are read too.
    CamelCaseText,
}

/// An endpoint.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Endpoint {
    /// What it does.
    doc: Option<String>,
    /// Its page, where the API has several.
    source: Option<Source>,
    /// On its way out; a text says what to use instead.
    deprecated: Option<Deprecated>,
    /// The URI parameters, by the names in the heading's braces.
    parameters: Option<Map<ParameterOrType>>,
    /// What is sent.
    body: Option<BodyOrType>,
    /// What comes back; nothing unless given.
    response: Option<PayloadOrType>,
    /// What status codes mean, by code.
    status: Option<Map<String>>,
    /// The page's samples.
    samples: Option<Samples>,
    /// Its Rust name; made of method and path unless given.
    name: Option<String>,
}

/// `true`, or a text that says what to use instead.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Deprecated {
    Yes(bool),
    Because(String),
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum ParameterOrType {
    Type(TypeWord),
    Parameter(Parameter),
}

/// A parameter in the path or the query; the heading says which.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Parameter {
    /// Its type: a simple one, an enum, or a list of these.
    #[schemars(rename = "type")]
    ty: TypeWord,
    /// What it is.
    doc: Option<String>,
    /// `Required` on the page. Parameters in the path are required unless given.
    required: Option<bool>,
    /// `Default value is ..` on the page.
    default: Option<Literal>,
    /// Never shown in `Debug` output, in logs or in errors.
    secret: Option<bool>,
    /// `{*rest}` in the service's route, at the end of the path: it takes slashes too.
    catch_all: Option<bool>,
    /// The items of the list are one value with commas between them, `ids=1,2,3`: the service has a model binder for it.
    comma_separated: Option<bool>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum BodyOrType {
    Type(TypeWord),
    Body(Body),
}

/// What is sent.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Body {
    /// Its type; with `?` if the service takes null.
    #[schemars(rename = "type")]
    ty: TypeWord,
    /// What it is.
    doc: Option<String>,
    /// C#'s name of the argument, with which the service's error messages begin.
    name: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum PayloadOrType {
    Type(TypeWord),
    Payload(Payload),
}

/// What comes back.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Payload {
    /// Its type; with `?` if it may be null.
    #[schemars(rename = "type")]
    ty: TypeWord,
    /// What it is.
    doc: Option<String>,
}

/// Files in `samples`.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Samples {
    /// Of what is sent.
    request: Option<SampleFiles>,
    /// Of what comes back.
    response: Option<SampleFiles>,
}

/// One payload in each format.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct SampleFiles {
    /// `LeadUpdate.request.json`.
    json: Option<String>,
    /// `LeadUpdate.request.xml`.
    xml: Option<String>,
}

/// A type: a class (`members`), an enum (`enum`), a list (`collection`) or a dictionary (`dictionary`).
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Type {
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
    namespace: Option<String>,
    /// On its way out; a text says what to use instead.
    deprecated: Option<Deprecated>,
    /// How its JSON differs from the API's.
    json: Option<TypeJson>,
    /// Class: the base class.
    base: Option<TypeWord>,
    /// Class: its own members, in the order of their declaration.
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
    #[schemars(rename = "enum")]
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
    #[schemars(extend("minItems" = 2, "maxItems" = 2))]
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
struct Annotations {
    /// `Required`.
    required: Option<bool>,
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
    /// `Matching regular expression pattern: P`.
    pattern: Option<String>,
    /// `Data type: T`.
    data_type: Option<String>,
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

/// Wishes about the Rust code.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Rust {
    /// The Rust name.
    name: Option<String>,
    /// The Rust type; of a type: one that exists already and stands for it.
    #[schemars(rename = "type")]
    ty: Option<String>,
    /// Further derives, of types.
    derive: Option<Vec<String>>,
    /// Further attributes, without `#[` and `]`.
    attributes: Option<Vec<String>>,
}

/// A type in C# or in the words of help pages.
struct TypeWord;

impl JsonSchema for TypeWord {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TypeWord".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> Schema {
        let built_in = super::Clr::ALL.map(super::Clr::name);
        let words = super::Word::ALL.map(super::Word::text);
        let patterns =
            ["List<T>", "Dictionary<K, V>", "Collection of T", "Dictionary of K [key] and V [value]"];
        let examples: Vec<Value> =
            built_in.iter().chain(&words).chain(&patterns).map(|text| json!(text)).collect();
        json_schema!({
            "description":
                "A type in C# (`long?`, `List<Lead>`, `Dictionary<string, int>`), in the words of help pages \
                 (`integer`, `Collection of Lead`), or the name of a type of this file, with its namespace or without.",
            "type": "string",
            "minLength": 1,
            "examples": examples,
        })
    }
}

/// A text, a number, true, false or null.
struct Literal;

impl JsonSchema for Literal {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Literal".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A text, a number, true, false or null.",
            "type": ["string", "number", "boolean", "null"],
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::schema;
    use crate::spec::parse::keys;

    /// The schema and the parser have the same keys, object by object.
    #[test]
    fn schema_has_the_parsers_keys() {
        let schema: Value = serde_json::from_str(&schema()).expect("the schema is JSON");
        let objects = [
            ("", keys::API),
            ("Source", keys::SOURCE),
            ("AuthenticationPlace", keys::AUTHENTICATION),
            ("Formatters", keys::FORMATTERS),
            ("Json", keys::JSON),
            ("MemberJson", keys::MEMBER_JSON),
            ("TypeJson", keys::TYPE_JSON),
            ("Xml", keys::XML),
            ("Endpoint", keys::ENDPOINT),
            ("Parameter", keys::PARAMETER),
            ("Body", keys::BODY),
            ("Payload", keys::PAYLOAD),
            ("Samples", keys::SAMPLES),
            ("SampleFiles", keys::SAMPLE_FILES),
            ("Type", keys::TYPE),
            ("Member", keys::MEMBER),
            ("Annotations", keys::ANNOTATIONS),
            ("EnumMember", keys::ENUM_MEMBER),
            ("Outcome", keys::OUTCOME),
            ("Rust", keys::RUST),
        ];
        let mut described = 0;
        for (name, keys) in objects {
            let object = if name.is_empty() { &schema } else { &schema["definitions"][name] };
            let properties = object["properties"].as_object().unwrap_or_else(|| panic!("no object {name}"));
            assert_eq!(properties.keys().collect::<Vec<_>>(), keys.iter().collect::<Vec<_>>(), "{name}");
            described += 1;
        }
        let definitions = schema["definitions"].as_object().expect("definitions");
        let with_keys = definitions.values().filter(|object| object["properties"].is_object()).count();
        assert_eq!(described, with_keys + 1, "an object of the schema that the parser does not know");
    }
}
