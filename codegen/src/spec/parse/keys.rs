//! The keys of each object of a spec: what the parser takes and the schema describes.

pub(crate) const API: &[&str] = &[
    "$schema",
    "version",
    "name",
    "module",
    "doc",
    "apiVersion",
    "source",
    "baseUrl",
    "authentication",
    "formatters",
    "json",
    "xml",
    "endpoints",
    "types",
    "rust",
];
pub(crate) const SOURCE: &[&str] = &["page", "retrieved", "note"];
pub(crate) const AUTHENTICATION: &[&str] = &["header", "query", "cookie", "token", "body"];
pub(crate) const ENDPOINT_AUTHENTICATION: &[&str] = &["header", "query", "cookie"];
pub(crate) const TOKEN: &[&str] = &["path", "grant", "fields"];
pub(crate) const FORMATTERS: &[&str] = &["json", "xml", "form"];
pub(crate) const JSON: &[&str] = &[
    "naming",
    "enums",
    "processDictionaryKeys",
    "ignoreSerializableAttribute",
    "dateTimeZoneHandling",
    "localOffset",
    "dateFormatHandling",
    "dateFormatString",
    "nullValueHandling",
    "defaultValueHandling",
    "typeNameHandling",
    "assembly",
    "preserveReferencesHandling",
    "referenceLoopHandling",
    "stringEscapeHandling",
    "formatting",
    "newLine",
];
/// What a type says of its own JSON.
pub(crate) const TYPE_JSON: &[&str] = &["naming", "enums", "assembly", "itemNullValueHandling"];
/// What a member says of its own JSON.
pub(crate) const MEMBER_JSON: &[&str] =
    &["name", "nullValueHandling", "defaultValueHandling", "defaultValue", "dateFormatString", "enums"];
pub(crate) const XML: &[&str] = &["omitXmlDeclaration", "indent", "newLineChars", "encoding", "serializer"];
/// What an endpoint says of its XML.
pub(crate) const ENDPOINT_XML: &[&str] = &["serializer"];
/// What a type says of its own XML.
pub(crate) const TYPE_XML: &[&str] = &["serializer", "xmlRoot", "xmlType", "xmlInclude", "refused"];
pub(crate) const XML_ROOT: &[&str] = &["elementName", "namespace", "isNullable"];
pub(crate) const XML_TYPE: &[&str] = &["typeName", "namespace"];
/// What a member says of its own XML.
pub(crate) const MEMBER_XML: &[&str] = &[
    "xmlIgnore",
    "xmlElement",
    "xmlAttribute",
    "xmlText",
    "xmlArray",
    "xmlArrayItem",
    "xmlChoiceIdentifier",
    "xmlAnyElement",
    "xmlAnyAttribute",
    "xmlNamespaceDeclarations",
];
pub(crate) const XML_ANY_ELEMENT: &[&str] = &["name", "namespace", "order"];
pub(crate) const XML_ELEMENT: &[&str] =
    &["elementName", "namespace", "isNullable", "form", "dataType", "type", "order"];
pub(crate) const XML_ATTRIBUTE: &[&str] = &["attributeName", "namespace", "form", "dataType"];
pub(crate) const XML_TEXT: &[&str] = &["dataType"];
pub(crate) const XML_ARRAY: &[&str] = &["elementName", "namespace", "isNullable", "form", "order"];
pub(crate) const XML_ARRAY_ITEM: &[&str] =
    &["elementName", "namespace", "isNullable", "form", "dataType", "type", "nestingLevel"];
pub(crate) const ENDPOINT: &[&str] = &[
    "doc",
    "source",
    "deprecated",
    "parameters",
    "body",
    "response",
    "untyped",
    "paging",
    "status",
    "authentication",
    "xml",
    "samples",
    "name",
];
pub(crate) const PARAMETER: &[&str] =
    &["type", "doc", "required", "default", "secret", "catchAll", "commaSeparated", "annotations"];
pub(crate) const BODY: &[&str] = &["type", "doc", "name"];
pub(crate) const PAGING: &[&str] =
    &["page", "first", "skip", "size", "next", "items", "total", "pages", "more"];
pub(crate) const UPLOAD: &[&str] = &["media", "parts", "doc"];
pub(crate) const FILE_PART: &[&str] = &["type", "media", "doc"];
pub(crate) const DOWNLOAD: &[&str] = &["media", "doc"];
pub(crate) const PAYLOAD: &[&str] = &["type", "doc"];
pub(crate) const SAMPLES: &[&str] = &["request", "response"];
pub(crate) const SAMPLE_FILES: &[&str] = &["json", "xml"];
pub(crate) const TYPE: &[&str] = &[
    "doc",
    "source",
    "page",
    "contract",
    "name",
    "namespace",
    "deprecated",
    "json",
    "xml",
    "base",
    "members",
    "isReference",
    "knownTypes",
    "abstract",
    "struct",
    "outcome",
    "enum",
    "underlying",
    "flags",
    "open",
    "collection",
    "dictionary",
    "itemName",
    "keyName",
    "valueName",
];
pub(crate) const MEMBER: &[&str] = &[
    "type",
    "doc",
    "name",
    "order",
    "required",
    "emitDefault",
    "json",
    "jsonOrder",
    "xml",
    "nullable",
    "secret",
    "deprecated",
    "annotations",
    "default",
    "only",
    "field",
];
pub(crate) const ANNOTATIONS: &[&str] = &[
    "required",
    "allowEmptyStrings",
    "minLength",
    "maxLength",
    "length",
    "range",
    "pattern",
    "dataType",
    "emailAddress",
    "url",
    "phone",
    "creditCard",
    "compare",
    "displayName",
    "messages",
];
pub(crate) const ENUM_MEMBER: &[&str] = &["value", "name", "xmlEnum", "xmlIgnore", "doc", "deprecated"];
pub(crate) const OUTCOME: &[&str] = &["code", "success", "message", "codes"];
pub(crate) const RUST: &[&str] = &["name", "type", "derive", "attributes"];
/// What can be said of a built-in type of .NET.
pub(crate) const RUST_TYPE: &[&str] = &["type"];
