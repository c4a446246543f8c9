//! What `XmlSerializer` calls types: by C#'s names, where `XmlType` gives no other.

use crate::contract::xml_serializer::TypeXml;
use crate::contract::{Contract, Kind, Primitive, Type, WSDL, XSD, encode_name};
use std::borrow::Cow;

/// Returns the name of a type, which items of lists and `xsi:type` have.
pub(crate) fn type_name(ty: &Type) -> String {
    match ty {
        Type::Primitive(primitive) => primitive_name(*primitive).to_owned(),
        Type::Object => "anyType".to_owned(),
        Type::Nullable(inner) => type_name(inner),
        Type::List(item) | Type::Array(item) => collection_name(item),
        Type::Contract(contract) => contract_name(contract.get()),
        Type::Pair(_) | Type::Dictionary(_) | Type::ReadOnlyCollection(_) | Type::ReadOnlyDictionary(_) => {
            encode(&clr_name(ty))
        }
    }
}

/// Returns the name of a contract's type.
pub(super) fn contract_name(contract: &Contract) -> String {
    let TypeXml { type_name, root_name, .. } = contract.xml_serializer();
    match (given(*type_name), contract.kind()) {
        (Some(name), _) => encode(name),
        // A collection class is named by its items, unless its attributes give it a name.
        (None, Kind::Collection { item, .. }) => {
            given(*root_name).map_or_else(|| collection_name(item), encode)
        }
        (None, _) => encode(&class_name(contract)),
    }
}

/// Returns whether the attributes of a collection class give it a name of its own.
pub(super) fn is_named_by_attributes(contract: &Contract) -> bool {
    let TypeXml { type_name, root_name, .. } = contract.xml_serializer();
    given(*type_name).or(given(*root_name)).is_some()
}

/// An empty name is none to .NET.
pub(super) fn given(name: Option<&'static str>) -> Option<&'static str> {
    name.filter(|name| !name.is_empty())
}

/// Returns the name of a contract's document.
pub(super) fn root_name(contract: &Contract) -> String {
    given(contract.xml_serializer().root_name).map_or_else(|| contract_name(contract), encode)
}

/// `ArrayOf` and the item's name, in .NET's Pascal case.
fn collection_name(item: &Type) -> String {
    array_of(&type_name(item))
}

/// Returns the name of a collection whose items have a name.
pub(super) fn array_of(item_name: &str) -> String {
    format!("ArrayOf{}", pascal_case(item_name))
}

/// Returns a name as `CodeIdentifier.MakePascal` makes it: a capital first, and two letters both in capitals.
fn pascal_case(name: &str) -> String {
    if name.encode_utf16().count() <= 2 {
        return name.to_uppercase();
    }
    let mut chars = name.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Returns C#'s name of a class, with its type arguments: `PageOfInt32`.
fn class_name(contract: &Contract) -> String {
    let name = contract
        .xml_serializer()
        .clr_name
        .map_or_else(|| clr_name_of(contract.declared_name()), Cow::Borrowed);
    if contract.type_arguments().is_empty() {
        return name.into_owned();
    }
    contract.type_arguments().iter().fold(format!("{name}Of"), |name, argument| name + &clr_name(argument))
}

/// Returns the C# name that a contract's name follows from: without the classes that it is nested in, and without
/// what stands for type arguments.
fn clr_name_of(contract_name: &str) -> Cow<'_, str> {
    let name = contract_name.split_once("Of{").map_or(contract_name, |(name, _)| name);
    Cow::Borrowed(name.rsplit_once('.').map_or(name, |(_, name)| name))
}

/// Returns C#'s name of a type, as names of generic classes have it.
fn clr_name(ty: &Type) -> String {
    match ty {
        Type::Primitive(primitive) => match primitive {
            Primitive::Boolean => "Boolean",
            Primitive::SByte => "SByte",
            Primitive::Byte => "Byte",
            Primitive::Int16 => "Int16",
            Primitive::UInt16 => "UInt16",
            Primitive::Int32 => "Int32",
            Primitive::UInt32 => "UInt32",
            Primitive::Int64 => "Int64",
            Primitive::UInt64 => "UInt64",
            Primitive::Single => "Single",
            Primitive::Double => "Double",
            Primitive::Decimal => "Decimal",
            Primitive::Char => "Char",
            Primitive::String => "String",
            Primitive::DateTime => "DateTime",
            Primitive::DateTimeOffset => "DateTimeOffset",
            Primitive::TimeSpan => "TimeSpan",
            Primitive::Guid => "Guid",
            Primitive::Uri => "Uri",
            Primitive::Bytes => "ArrayOfByte",
        }
        .to_owned(),
        Type::Object => "Object".to_owned(),
        Type::Nullable(inner) => format!("NullableOf{}", clr_name(inner)),
        Type::List(item) => format!("ListOf{}", clr_name(item)),
        Type::Array(item) => format!("ArrayOf{}", clr_name(item)),
        Type::Dictionary(entry) => format!("DictionaryOf{}{}", clr_name(&entry.0), clr_name(&entry.1)),
        Type::Pair(entry) => format!("KeyValuePairOf{}{}", clr_name(&entry.0), clr_name(&entry.1)),
        Type::ReadOnlyCollection(item) => format!("ReadOnlyCollectionOf{}", clr_name(item)),
        Type::ReadOnlyDictionary(entry) => {
            format!("ReadOnlyDictionaryOf{}{}", clr_name(&entry.0), clr_name(&entry.1))
        }
        Type::Contract(contract) => class_name(contract.get()),
    }
}

/// Returns whether two types are one.
pub(super) fn is_same_type(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::Contract(a), Type::Contract(b)) => std::ptr::eq(a.get(), b.get()),
        (Type::Contract(_), _) | (_, Type::Contract(_)) => false,
        (a, b) => clr_name(a) == clr_name(b),
    }
}

/// Returns the name of a primitive.
pub(crate) const fn primitive_name(primitive: Primitive) -> &'static str {
    match primitive {
        Primitive::TimeSpan => "TimeSpan",
        other => other.contract_name(),
    }
}

/// Returns the namespace of a primitive's name in `xsi:type`.
pub(crate) const fn primitive_namespace(primitive: Primitive) -> &'static str {
    match primitive {
        Primitive::Guid | Primitive::Char | Primitive::TimeSpan => WSDL,
        _ => XSD,
    }
}

/// Encodes what may not stand in an XML name. Other than in contract names a text that is encoded already is
/// encoded once more.
pub(super) fn encode(name: &str) -> String {
    let mut rest = name;
    let mut escaped = String::new();
    while let Some(place) = rest.find("_x") {
        let behind = &rest.as_bytes()[place + 2..];
        let is_encoded = |digits: usize| {
            behind.len() > digits
                && behind[..digits].iter().all(u8::is_ascii_hexdigit)
                && behind[digits] == b'_'
        };
        escaped.push_str(&rest[..place]);
        escaped.push_str(if is_encoded(4) || is_encoded(8) { "_x005F_" } else { "_" });
        rest = &rest[place + 1..];
    }
    encode_name(&(escaped + rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cases `names.encoded` and `names.odd-type-list`.
    #[test]
    fn names_are_encoded_even_if_they_look_encoded() {
        assert_eq!(encode("first name"), "first_x0020_name");
        assert_eq!(encode("a_x0020_b"), "a_x005F_x0020_b");
        assert_eq!(encode("a:b"), "a_x003A_b");
        assert_eq!(encode("_x1"), "_x1");
        assert_eq!(encode("_xq_x0041_"), "_xq_x005F_x0041_");
    }

    /// The cases `names.list-list-two-letters` and `names.list-three-small-letters`.
    #[test]
    fn names_of_collections_have_a_capital() {
        assert_eq!(pascal_case("io"), "IO");
        assert_eq!(pascal_case("lowercase_class"), "Lowercase_class");
    }
}
