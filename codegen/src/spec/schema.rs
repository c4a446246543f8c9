//! The JSON Schema of spec files, for editors.
//!
//! The types here describe the file as it is written. They are never read into: the parser is written by hand, so
//! that it can report every mistake of a file at its place. A test holds the keys of both together.

#![expect(dead_code, reason = "the types are described, never made")]

mod endpoint;
mod types;
mod words;
mod xml;

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, generate::SchemaSettings, transform::transform_subschemas};
use serde_json::{Value, json};

use self::{endpoint::Endpoint, types::Type, words::Literal};

/// Returns the text of `specs/schema.json`.
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
    #[schemars(rename = "$schema", extend("examples" = ["../schema.json"]))]
    schema: Option<String>,
    /// The version of the format.
    #[schemars(extend("const" = super::VERSION))]
    version: u32,
    /// What people call the API.
    #[schemars(extend("examples" = ["Order service"]))]
    name: String,
    /// The Rust module that holds its types.
    #[schemars(extend("examples" = ["orders"]))]
    module: String,
    /// What the API is for.
    #[schemars(extend("examples" = ["Orders of the shop, for its partners."]))]
    doc: Option<String>,
    /// The version of the API that the spec describes, three numbers: `1.4.0`.
    #[schemars(
        regex(pattern = r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$"),
        rename = "apiVersion"
    )]
    version_described: Option<String>,
    /// Where the facts come from.
    source: Option<Source>,
    /// The address that paths are relative to.
    #[schemars(extend("examples" = ["https://example.com/"]))]
    base_url: Option<String>,
    /// How callers say who they are; `"none"` unless given.
    authentication: Option<Authentication>,
    /// The formats that the service takes, in its order. Unless given: JSON, XML and form, with their usual types.
    #[schemars(extend("examples" = [{"json": ["application/json", "text/json"], "xml": ["application/xml", "text/xml"]}]))]
    formatters: Option<Formatters>,
    /// How the service writes JSON.
    json: Option<Json>,
    /// What the XML formatter is set to.
    xml: Option<Xml>,
    /// The endpoints, by the headings of their pages: `POST api/lead/{id}?from={from}`.
    #[schemars(extend("examples" = [{"GET api/orders/{id}": {"parameters": {"id": "int"}, "response": "Order"}}]))]
    endpoints: Option<Map<Endpoint>>,
    /// The types, by full CLR name: `Site.Models.Page<Lead>`, `Site.Models.Outer+Inner`.
    #[schemars(extend("examples" = [{"Shop.Models.Order": {"members": {"Id": "int", "Lines": "List<string>"}}}]))]
    types: Option<Map<Type>>,
    /// Wishes about the Rust code, by `*`, `Type`, `Type.Member`, `Type.*` or `*.Member` (CLR names), and the Rust
    /// types of built-in types, by these: `DateTime`, `Guid`.
    #[schemars(extend("examples" = [{"DateTime": "jiff::Timestamp", "Order.Id": {"name": "number"}}]))]
    rust: Option<Map<RustOrType>>,
}

/// Where the facts come from.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Source {
    /// The address of the page.
    #[schemars(extend("examples" = ["https://example.com/Help/Api/GET-api-orders-id"]))]
    page: Option<String>,
    /// The day it was read: `2024-10-15`.
    #[schemars(extend("examples" = ["2024-10-15"]))]
    retrieved: Option<String>,
    /// What a reader of this file ought to know about the page.
    #[schemars(extend("examples" = ["The page is in Russian."]))]
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
    #[schemars(extend("examples" = ["X-Api-Key"]))]
    header: Option<String>,
    /// The name under which the query has a key.
    #[schemars(extend("examples" = ["apiKey"]))]
    query: Option<String>,
    /// The name of the cookie.
    #[schemars(extend("examples" = [".ASPXAUTH"]))]
    cookie: Option<String>,
    /// A bearer token, which the service hands out.
    token: Option<Token>,
    /// The paths of the members of bodies that hold credentials, by CLR names.
    #[schemars(extend("examples" = [["Request.Login", "Request.Password"]]))]
    body: Option<Vec<String>>,
}

/// Where the service hands out tokens, and for what.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Token {
    /// The path, relative to `baseUrl`, or an address of its own; `Token` unless given.
    path: Option<String>,
    /// What callers give for a token; `password` unless given.
    grant: Option<Grant>,
    /// What each request for a token has besides, by name: a text, or null if whoever makes the client gives it.
    fields: Option<Map<words::TextOrNull>>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum Grant {
    /// The name and the password of a user.
    Password,
    /// The name and the secret of a program.
    ClientCredentials,
}

/// The formats in order, each with its media types.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct Formatters {
    /// Json.NET: `application/json`, `text/json`.
    json: Option<Vec<String>>,
    /// `DataContractSerializer`, or `XmlSerializer`: `application/xml`, `text/xml`.
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
    /// The assembly that `$type` names; as for the API unless given.
    assembly: Option<String>,
    /// `JsonObject(ItemNullValueHandling)`: for all its members; as for the API unless given.
    item_null_value_handling: Option<NullValueHandling>,
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
    /// Whether what is `[Serializable]` alone has its properties in JSON, as `Tuple` `Item1`; its fields unless given.
    ignore_serializable_attribute: Option<bool>,
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
    /// Which values name their types by `$type`; `none` unless given.
    type_name_handling: Option<TypeNameHandling>,
    /// The assembly of the types, which `$type` names: what stands behind the comma.
    assembly: Option<String>,
    /// Which values have an `$id`, by which `$ref` refers to them; `none` unless given.
    preserve_references_handling: Option<PreserveReferencesHandling>,
    /// What the service does with objects that contain themselves: it shows nowhere, since values here are trees.
    reference_loop_handling: Option<ReferenceLoopHandling>,
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
    /// `DefaultValue(..)`: its default, in place of that of its type; members of enums by C#'s name.
    default_value: Option<Literal>,
    /// The format of an `IsoDateTimeConverter`.
    date_format_string: Option<String>,
    /// The form that a `StringEnumConverter` gives an enum.
    enums: Option<Enums>,
}

/// What the XML formatter is set to: its `WriterSettings`, and its serializer.
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
    /// What writes and reads documents; `dataContractSerializer` unless given.
    serializer: Option<xml::Serializer>,
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
enum TypeNameHandling {
    /// None.
    None,
    /// Objects and dictionaries.
    Objects,
    /// Arrays, which become objects with `$values`.
    Arrays,
    /// Objects, dictionaries and arrays.
    All,
    /// Values of another type than the declared one.
    Auto,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum PreserveReferencesHandling {
    /// Only objects of contracts with `IsReference`.
    None,
    /// Objects and dictionaries.
    Objects,
    /// Arrays, which become objects with `$values`.
    Arrays,
    /// Objects, dictionaries and arrays.
    All,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum ReferenceLoopHandling {
    /// They are an error.
    Error,
    /// They are left out.
    Ignore,
    /// They are written, without end.
    Serialize,
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

/// The Rust type of a built-in type of .NET, of a member or of a type, or all wishes about the Rust code.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only the schema is made of it")]
enum RustOrType {
    /// The Rust type: `jiff::Timestamp` for `DateTime`, `uuid::Uuid` for `Guid`.
    Type(String),
    Wishes(Rust),
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
            ("EndpointAuthenticationPlace", keys::ENDPOINT_AUTHENTICATION),
            ("Token", keys::TOKEN),
            ("Formatters", keys::FORMATTERS),
            ("Json", keys::JSON),
            ("MemberJson", keys::MEMBER_JSON),
            ("TypeJson", keys::TYPE_JSON),
            ("Xml", keys::XML),
            ("EndpointXml", keys::ENDPOINT_XML),
            ("TypeXml", keys::TYPE_XML),
            ("XmlRoot", keys::XML_ROOT),
            ("XmlType", keys::XML_TYPE),
            ("MemberXml", keys::MEMBER_XML),
            ("XmlAnyElement", keys::XML_ANY_ELEMENT),
            ("XmlElement", keys::XML_ELEMENT),
            ("XmlAttribute", keys::XML_ATTRIBUTE),
            ("XmlText", keys::XML_TEXT),
            ("XmlArray", keys::XML_ARRAY),
            ("XmlArrayItem", keys::XML_ARRAY_ITEM),
            ("Endpoint", keys::ENDPOINT),
            ("Parameter", keys::PARAMETER),
            ("Body", keys::BODY),
            ("Payload", keys::PAYLOAD),
            ("Paging", keys::PAGING),
            ("Upload", keys::UPLOAD),
            ("FilePart", keys::FILE_PART),
            ("Download", keys::DOWNLOAD),
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
