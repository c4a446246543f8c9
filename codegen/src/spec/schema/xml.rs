//! The attributes of `XmlSerializer`, as a spec writes them.

use schemars::JsonSchema;

use super::words::TypeWord;

/// What writes and reads XML.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub(super) enum Serializer {
    /// `DataContractSerializer`: Web API's default.
    DataContractSerializer,
    /// `XmlSerializer`: `XmlFormatter.UseXmlSerializer = true`.
    XmlSerializer,
}

/// The XML of an endpoint.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct EndpointXml {
    /// What writes and reads its XML; as for the API unless given.
    serializer: Option<Serializer>,
}

/// What a type's attributes of `XmlSerializer` say.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct TypeXml {
    /// `xmlSerializer` if Web API uses it for documents of this type, whatever the API says (`XmlFormatter.SetSerializer`).
    serializer: Option<OwnSerializer>,
    /// `XmlRoot`: its element at the root of a document.
    xml_root: Option<XmlRootOrName>,
    /// `XmlType`: its name as an item of lists and in `xsi:type`, and the namespace of its members.
    xml_type: Option<XmlTypeOrName>,
    /// `XmlInclude`: derived classes that may stand for it.
    xml_include: Option<Vec<TypeWord>>,
    /// Why `XmlSerializer` refuses the type, where its members do not show it: such as a class without a constructor that
    /// takes no arguments. The service has no XML of it then, and answers in JSON.
    refused: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum OwnSerializer {
    XmlSerializer,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum XmlRootOrName {
    /// `XmlRoot(ElementName)`.
    Name(String),
    Attribute(XmlRoot),
}

/// `XmlRoot`.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct XmlRoot {
    /// `ElementName`; the type's name unless given.
    element_name: Option<String>,
    /// `Namespace`; none unless given.
    namespace: Option<String>,
    /// `IsNullable`: whether a root that is null is nil, not empty; true unless given.
    is_nullable: Option<bool>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum XmlTypeOrName {
    /// `XmlType(TypeName)`.
    Name(String),
    Attribute(XmlType),
}

/// `XmlType`.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct XmlType {
    /// `TypeName`; the class's name unless given.
    type_name: Option<String>,
    /// `Namespace` of its members; that of `xmlRoot`, or of the place where it stands, unless given.
    namespace: Option<String>,
}

/// What a member's attributes of `XmlSerializer` say.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the names are C#'s")]
pub(super) struct MemberXml {
    /// `XmlIgnore`: `XmlSerializer` does not have it.
    xml_ignore: Option<bool>,
    /// `XmlElement`: an element; of a list, one for each item without one around them. Several are a choice by type.
    xml_element: Option<OneOrSeveral<XmlElementOrName>>,
    /// `XmlAttribute`.
    xml_attribute: Option<XmlAttributeOrName>,
    /// `XmlText`: the text of the object's element. Beside `xmlElement` or `xmlAnyElement` of a list, the texts between the
    /// elements.
    xml_text: Option<XmlTextOrTrue>,
    /// `XmlArray`: the element around the items of a list.
    xml_array: Option<XmlArrayOrName>,
    /// `XmlArrayItem`: the elements of the items of a list. Several are a choice by type.
    xml_array_item: Option<OneOrSeveral<XmlArrayItemOrName>>,
    /// `XmlChoiceIdentifier`: the member whose enum says which of several `xmlElement` it is; of a list, an array of
    /// these.
    xml_choice_identifier: Option<String>,
    /// `XmlAnyElement`: the elements that no other member is, each as a text of XML. The member is a string, or a list of
    /// strings. Several are a choice by the elements' names.
    xml_any_element: Option<OneOrSeveral<XmlAnyElementOrName>>,
    /// `XmlAnyAttribute`: the attributes that no other member is, each as a text: `p:a="1" xmlns:p="urn:p"`. The member is
    /// a list of strings.
    xml_any_attribute: Option<bool>,
    /// `XmlNamespaceDeclarations`: the namespaces that its element declares, each as a text: `xmlns:p="urn:p"`. The member
    /// is a list of strings.
    xml_namespace_declarations: Option<bool>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum XmlAnyElementOrName {
    /// The attribute without anything.
    Bare(bool),
    /// `Name`.
    Name(String),
    Attribute(XmlAnyElement),
}

/// `XmlAnyElement`.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct XmlAnyElement {
    /// `Name`: the elements of this name alone.
    name: Option<String>,
    /// `Namespace`; that of the class unless given.
    namespace: Option<String>,
    /// `Order`.
    order: Option<u32>,
}

#[derive(JsonSchema)]
#[schemars(untagged, rename = "OneOrSeveral{T}")]
enum OneOrSeveral<T> {
    Several(Vec<T>),
    One(T),
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum XmlElementOrName {
    /// The attribute without anything.
    Bare(bool),
    /// `ElementName`.
    Name(String),
    Attribute(XmlElement),
}

/// `XmlElement`.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct XmlElement {
    /// `ElementName`; C#'s name of the member unless given.
    element_name: Option<String>,
    /// `Namespace`; that of the class unless given.
    namespace: Option<String>,
    /// `IsNullable`: whether null is nil, not left out.
    is_nullable: Option<bool>,
    /// `Form`; `qualified` unless given.
    form: Option<Form>,
    /// `DataType`: the type of XML Schema that values are written as: `date`, `time`, `hexBinary`, `token`.
    data_type: Option<String>,
    /// `Type`: the type of the values that this element is for.
    #[schemars(rename = "type")]
    ty: Option<TypeWord>,
    /// `Order`.
    order: Option<u32>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
enum Form {
    /// In the namespace.
    Qualified,
    /// In none.
    Unqualified,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum XmlAttributeOrName {
    /// The attribute without anything.
    Bare(bool),
    /// `AttributeName`.
    Name(String),
    Attribute(XmlAttribute),
}

/// `XmlAttribute`.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct XmlAttribute {
    /// `AttributeName`; C#'s name of the member unless given.
    attribute_name: Option<String>,
    /// `Namespace`; none unless given.
    namespace: Option<String>,
    /// `Form`; `unqualified` unless given or in another namespace than the class.
    form: Option<Form>,
    /// `DataType`: the type of XML Schema that values are written as: `date`, `time`, `hexBinary`, `token`.
    data_type: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum XmlTextOrTrue {
    /// The attribute without anything.
    Bare(bool),
    Attribute(XmlText),
}

/// `XmlText`.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct XmlText {
    /// `DataType`: the type of XML Schema that values are written as: `date`, `time`, `hexBinary`, `token`.
    data_type: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum XmlArrayOrName {
    /// The attribute without anything.
    Bare(bool),
    /// `ElementName`.
    Name(String),
    Attribute(XmlArray),
}

/// `XmlArray`.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct XmlArray {
    /// `ElementName`; C#'s name of the member unless given.
    element_name: Option<String>,
    /// `Namespace`; that of the class unless given.
    namespace: Option<String>,
    /// `IsNullable`: whether null is nil, not left out.
    is_nullable: Option<bool>,
    /// `Form`; `qualified` unless given.
    form: Option<Form>,
    /// `Order`.
    order: Option<u32>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum XmlArrayItemOrName {
    /// The attribute without anything.
    Bare(bool),
    /// `ElementName`.
    Name(String),
    Attribute(XmlArrayItem),
}

/// `XmlArrayItem`.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase", deny_unknown_fields)]
struct XmlArrayItem {
    /// `ElementName`; the name of the item's type unless given.
    element_name: Option<String>,
    /// `Namespace`; that of the element around it unless given.
    namespace: Option<String>,
    /// `IsNullable`: whether null is nil, not left out.
    is_nullable: Option<bool>,
    /// `Form`; `qualified` unless given.
    form: Option<Form>,
    /// `DataType`: the type of XML Schema that values are written as: `date`, `time`, `hexBinary`, `token`.
    data_type: Option<String>,
    /// `Type`: the type of the items that this element is for.
    #[schemars(rename = "type")]
    ty: Option<TypeWord>,
    /// `NestingLevel`: of which lists in the list it speaks; 0 unless given.
    nesting_level: Option<u8>,
}
