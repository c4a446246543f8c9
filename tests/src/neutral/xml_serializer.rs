//! The attributes of `XmlSerializer`, as the files have them.

use super::contracts::{Contracts, Result, Unsupported, malformed};
use datacontract::contract::xml_serializer::{
    DataType, EnumXml, Form, MemberXml, Node, TypeXml, XmlAnyElement, XmlArray, XmlArrayItem, XmlAttribute,
    XmlElement,
};
use datacontract::contract::{EnumMember, Member, Type};
use datacontract::dynamic::ContractSet;
use serde_json::{Map, Value as Json};

type Object = Map<String, Json>;

fn text(of: &Object, key: &str) -> Option<&'static str> {
    of.get(key).and_then(Json::as_str).map(|text| ContractSet::keep_text(text.to_owned()))
}

fn flag(of: &Object, key: &str) -> Option<bool> {
    of.get(key).and_then(Json::as_bool)
}

fn out_of_scope<T>(what: &str) -> Result<T> {
    Err(Unsupported::OutOfScope(what.to_owned()))
}

fn refused<T>(why: &str) -> Result<T> {
    Err(Unsupported::Refused(why.to_owned()))
}

/// Collections that `XmlSerializer` refuses as members.
const REFUSED: [&str; 6] =
    ["LinkedList", "Queue", "Stack", "SortedSet", "ReadOnlyCollection", "SortedDictionary"];

/// Refuses what `XmlSerializer` refuses and a contract does not tell.
pub(super) fn check_reference(object: &Object) -> Result<()> {
    let Some(clr) = object.get("clr").and_then(Json::as_str) else { return Ok(()) };
    let is_interface = clr.starts_with('I') && clr[1..].starts_with(|c: char| c.is_ascii_uppercase());
    // The untyped one is taken.
    let is_untyped = clr == "IList" && object.get("list").is_some_and(|item| item == "object");
    if (is_interface && !is_untyped) || REFUSED.contains(&clr) {
        return refused("a collection that XmlSerializer does not take");
    }
    Ok(())
}

/// What the attributes of a type say.
pub(super) fn type_xml(contracts: &mut Contracts<'_>, definition: &Object) -> Result<TypeXml> {
    let mut made = TypeXml::new();
    if definition.get("visibility").is_some() {
        return refused("a class that is not public");
    }
    if definition.get("defaultConstructor").and_then(Json::as_str) == Some("none") {
        return refused("a class without default constructor");
    }
    made.clr_name =
        text(definition, "clrName").map(|name| name.rsplit_once('.').map_or(name, |(_, name)| name));
    if let Some(root) = definition.get("xmlRoot").and_then(Json::as_object) {
        made.root_name = text(root, "ElementName");
        made.root_namespace = text(root, "Namespace");
        made.root_is_nullable = flag(root, "IsNullable");
    }
    if let Some(of) = definition.get("xmlType").and_then(Json::as_object) {
        made.type_name = text(of, "TypeName");
        made.type_namespace = text(of, "Namespace");
    }
    if let Some(name) = name_by_other_collection(contracts.definitions(), definition) {
        made.type_name = made.type_name.or(Some(ContractSet::keep_text(name)));
    }
    let includes = definition.get("xmlInclude").and_then(Json::as_array).into_iter().flatten();
    let includes = includes.map(|included| contracts.type_of(included)).collect::<Result<Vec<_>>>()?;
    made.includes = ContractSet::keep(includes);
    Ok(made)
}

/// C#'s name of a generic class with a collection as an argument that is no `List`. Contracts and specs have lists
/// alone, so the name has to be said.
pub(super) fn name_by_other_collection(definitions: &Object, definition: &Object) -> Option<String> {
    let args = definition
        .get("typeArgs")
        .filter(|_| definition.get("kind").is_none_or(|kind| kind != "collection"))?;
    args.to_string().contains("\"clr\":\"HashSet\"").then(|| clr_name_of_definition(definitions, definition))
}

/// C#'s name of a class, with its type arguments.
fn clr_name_of_definition(definitions: &Object, definition: &Object) -> String {
    let name = definition.get("clrName").and_then(Json::as_str).unwrap_or_default();
    let name = name.rsplit_once('.').map_or(name, |(_, name)| name);
    match definition.get("typeArgs").and_then(Json::as_array) {
        None => name.to_owned(),
        Some(args) => args.iter().fold(format!("{name}Of"), |name, arg| name + &clr_name(definitions, arg)),
    }
}

/// C#'s name of a type, as names of generic classes have it.
fn clr_name(definitions: &Object, reference: &Json) -> String {
    let inside = |key: &str| reference.get(key).map(|inner| clr_name(definitions, inner));
    if let Some(item) = inside("list") {
        return format!("{}Of{item}", reference["clr"].as_str().unwrap_or("List"));
    }
    if let Some(item) = inside("array") {
        return format!("ArrayOf{item}");
    }
    if let Some(inner) = inside("nullable") {
        return format!("NullableOf{inner}");
    }
    if let Some(definition) = reference["ref"].as_str().and_then(|key| definitions.get(key)?.as_object()) {
        return clr_name_of_definition(definitions, definition);
    }
    let name = reference.as_str().unwrap_or_default();
    let known = [
        ("bool", "Boolean"),
        ("sbyte", "SByte"),
        ("short", "Int16"),
        ("ushort", "UInt16"),
        ("int", "Int32"),
        ("uint", "UInt32"),
        ("long", "Int64"),
        ("ulong", "UInt64"),
        ("float", "Single"),
        ("bytes", "ArrayOfByte"),
    ];
    match known.iter().find(|(word, _)| *word == name) {
        Some((_, name)) => (*name).to_owned(),
        None => name[..1].to_uppercase() + &name[1..],
    }
}

/// What the attributes of an enum's member say.
pub(super) fn enum_member(member: EnumMember, of: &Json) -> EnumMember {
    let name = of.get("xmlEnum").and_then(|name| name.get("Name")).and_then(Json::as_str);
    match name {
        _ if of.get("xmlIgnore").and_then(Json::as_bool) == Some(true) => member.xml(EnumXml::Ignored),
        Some(name) => member.xml(EnumXml::Named(ContractSet::keep_text(name.to_owned()))),
        None => member,
    }
}

/// Why a member is none of the contract: it is of a construct that is out of scope, and its values are null.
pub(super) fn is_left_out(member: &Object) -> bool {
    const TYPES: [&str; 8] = [
        "QName",
        "XmlElement",
        "XmlNode",
        "XmlAttribute",
        "XmlDocument",
        "XElement",
        "XmlNamespaces",
        "Version",
    ];
    fn has(of: &Json, types: &[&str]) -> bool {
        match of {
            Json::String(name) => types.contains(&name.as_str()),
            Json::Object(object) => object.values().any(|of| has(of, types)),
            Json::Array(items) => items.iter().any(|of| has(of, types)),
            _ => false,
        }
    }
    member.get("type").is_some_and(|ty| has(ty, &TYPES))
}

/// What the construct is called that is out of scope.
pub(super) fn construct_of(member: &Json) -> String {
    format!("a member of the type {}", member["type"])
}

/// Returns whether `XmlSerializer` writes a member; flags are members of values too.
pub(super) fn takes_part(member: &Object, members: &[Json]) -> bool {
    let name = member.get("name").and_then(Json::as_str).unwrap_or_default();
    let is_named = |suffix: &str| {
        name.strip_suffix(suffix).is_some_and(|of| {
            members.iter().any(|other| other["name"] == of && other.get("specified").is_some())
        })
    };
    let is_choice = members.iter().any(|other| other["xmlChoiceIdentifier"]["MemberName"] == name);
    let is_ignored = flag(member, "xmlIgnore") == Some(true) || flag(member, "obsolete") == Some(true);
    let is_collection = member.get("type").is_some_and(|ty| ty.get("list").is_some());
    let has_no_setter = member.get("setter").and_then(Json::as_str) == Some("none") && !is_collection;
    is_named("Specified") || is_choice || !(is_ignored || has_no_setter)
}

/// A member with what its attributes say.
pub(super) fn member(contracts: &mut Contracts<'_>, mut made: Member, of: &Object) -> Result<Member> {
    let mut xml = MemberXml::new();
    xml.choice_identifier =
        of.get("xmlChoiceIdentifier").and_then(|named| text(named.as_object()?, "MemberName"));
    let is_array = of.get("type").is_some_and(|ty| ty.get("array").is_some());
    let is_collection = matches!(made.ty, Type::List(_)) && !is_array;
    match of.get("setter").and_then(Json::as_str) {
        Some("private") if !is_collection => return refused("a property without public setter"),
        Some("none") if !is_collection => made.in_xml = false,
        _ => {}
    }
    if flag(of, "xmlIgnore") == Some(true) || flag(of, "obsolete") == Some(true) {
        xml.node = Node::Ignored;
        made.xml = Some(&ContractSet::keep(vec![xml])[0]);
        return Ok(made);
    }
    let kinds =
        ["xmlElement", "xmlAttribute", "xmlArray"].iter().filter(|kind| of.contains_key(**kind)).count();
    if kinds > 1 {
        return refused("attributes that exclude each other");
    }
    let elements = objects(of, "xmlElement");
    if of.contains_key("xmlAnyElement") && flag(of, "isXml") != Some(true) {
        return match of.get("type").map(ToString::to_string) {
            Some(ty) if ty.contains("\"object\"") => out_of_scope("XmlAnyElement of an `object`"),
            _ => refused("XmlAnyElement of what is no XML node"),
        };
    }
    if !elements.is_empty() {
        xml.is_mixed = of.contains_key("xmlText");
        let order = elements.iter().find_map(|element| element.get("Order")).and_then(Json::as_i64);
        xml.order = order.and_then(|order| i32::try_from(order).ok());
        let elements = elements.iter().map(|of| element(contracts, of)).collect::<Result<Vec<_>>>()?;
        xml.node = Node::Elements(ContractSet::keep(elements));
    } else if let Some(attribute) = of.get("xmlAttribute").and_then(Json::as_object) {
        xml.node = Node::Attribute(attribute_of(attribute)?);
    } else if of.contains_key("xmlAnyElement") {
        let elements = objects(of, "xmlAnyElement");
        let order = elements.iter().find_map(|element| element.get("Order")).and_then(Json::as_i64);
        xml.order = order.and_then(|order| i32::try_from(order).ok());
        xml.is_mixed = of.contains_key("xmlText");
        let elements = elements.iter().map(|of| {
            let mut made = XmlAnyElement::new();
            made.name = text(of, "Name");
            made.namespace = text(of, "Namespace");
            made
        });
        xml.node = Node::AnyElements(ContractSet::keep(elements.collect()));
    } else if flag(of, "xmlAnyAttribute") == Some(true) {
        xml.node = Node::AnyAttributes;
    } else if flag(of, "xmlNamespaceDeclarations") == Some(true) {
        xml.node = Node::Namespaces;
    } else if let Some(content) = of.get("xmlText").and_then(Json::as_object) {
        xml.node = Node::Text(data_type(content)?);
    } else if of.contains_key("xmlArray") || of.contains_key("xmlArrayItem") {
        let array = of.get("xmlArray").and_then(Json::as_object).cloned().unwrap_or_default();
        xml.order = array.get("Order").and_then(Json::as_i64).and_then(|order| i32::try_from(order).ok());
        let items = objects(of, "xmlArrayItem");
        let items = items.iter().map(|of| item(contracts, of)).collect::<Result<Vec<_>>>()?;
        xml.node = Node::Array(array_of(&array)?, ContractSet::keep(items));
    }
    if let Some(default) = of.get("defaultValue") {
        made.json = made.json.default_value(ContractSet::keep_text(default_text(default)?));
    }
    made.xml = Some(&ContractSet::keep(vec![xml])[0]);
    Ok(made)
}

/// The attributes of one kind, each with the type that the member has.
fn objects(of: &Object, key: &str) -> Vec<Object> {
    let list = of.get(key).and_then(Json::as_array).into_iter().flatten();
    let ty = declared_value(of);
    list.filter_map(Json::as_object)
        .cloned()
        .map(|mut attribute| {
            attribute.extend(ty.map(|ty| ("declared".to_owned(), ty.clone())));
            attribute
        })
        .collect()
}

/// The type of a member's value, or of each value in a list.
fn declared_value(member: &Object) -> Option<&Json> {
    let ty = member.get("type")?;
    let ty = ty.get("nullable").unwrap_or(ty);
    Some(ty.get("list").or_else(|| ty.get("array")).unwrap_or(ty))
}

/// The `DataType` of an attribute, if it is the name of the type itself, so that it says nothing more.
pub(super) fn own_data_type<'a>(attribute: &'a Json, member: &'a Json) -> Option<&'a Json> {
    let types = [attribute.get("Type"), member.as_object().and_then(declared_value)];
    attribute.get("DataType").filter(|data_type| types.contains(&Some(data_type)))
}

fn element(contracts: &mut Contracts<'_>, of: &Object) -> Result<XmlElement> {
    let mut made = XmlElement::new();
    made.name = text(of, "ElementName");
    made.namespace = text(of, "Namespace");
    made.ty = of.get("Type").map(|ty| contracts.type_of(ty)).transpose()?;
    made.is_nullable = flag(of, "IsNullable");
    made.form = form(of)?;
    made.data_type = data_type(of)?;
    Ok(made)
}

fn item(contracts: &mut Contracts<'_>, of: &Object) -> Result<XmlArrayItem> {
    let level = of.get("NestingLevel").and_then(Json::as_u64).and_then(|level| u8::try_from(level).ok());
    Ok(XmlArrayItem::new(element(contracts, of)?).nesting_level(level.unwrap_or(0)))
}

fn array_of(of: &Object) -> Result<XmlArray> {
    let mut made = XmlArray::new();
    made.name = text(of, "ElementName");
    made.namespace = text(of, "Namespace");
    made.is_nullable = flag(of, "IsNullable");
    made.form = form(of)?;
    Ok(made)
}

fn attribute_of(of: &Object) -> Result<XmlAttribute> {
    let mut made = XmlAttribute::new();
    made.name = text(of, "AttributeName");
    made.namespace = text(of, "Namespace");
    made.form = form(of)?;
    made.data_type = data_type(of)?;
    Ok(made)
}

fn form(of: &Object) -> Result<Form> {
    match of.get("Form").and_then(Json::as_str) {
        None => Ok(Form::OfPlace),
        Some("Qualified") => Ok(Form::Qualified),
        Some("Unqualified") => Ok(Form::Unqualified),
        Some(other) => Err(malformed(&format!("no form: {other}"))),
    }
}

fn data_type(of: &Object) -> Result<Option<DataType>> {
    let Some(name) = of.get("DataType").and_then(Json::as_str) else { return Ok(None) };
    // The type's own name says nothing more.
    let types = ["Type", "declared"].map(|key| of.get(key).and_then(Json::as_str));
    if types.contains(&Some(name)) {
        return Ok(None);
    }
    match DataType::from_name(name) {
        Some(data_type) => Ok(Some(data_type)),
        None => refused("a DataType that XML Schema does not have"),
    }
}

pub(super) fn default_text(default: &Json) -> Result<String> {
    use datacontract::clr::{DateTime, DateTimeKind};
    if let Some(ticks) = default.get("ticks").and_then(Json::as_i64) {
        if default.get("kind").is_none() {
            return Ok(datacontract::clr::TimeSpan::from_ticks(ticks).to_json_text());
        }
        let date = DateTime::from_ticks(ticks, DateTimeKind::Unspecified);
        return date.map(|date| date.to_string()).ok_or_else(|| malformed("no date"));
    }
    Ok(match default {
        Json::String(text) => serde_json::to_string(text).map_err(|error| malformed(&error.to_string()))?,
        other => other.to_string(),
    })
}
