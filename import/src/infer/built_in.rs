//! The built-in types of .NET: the elements that XML names after them, their contracts and their classes.

use datacontract::contract::{SER, XSD};
use datacontract_codegen::spec::Clr;

use super::{
    form::system,
    model::Ty,
    names::{Argument, NamedType},
};

/// The elements of built-in types, in lists and as roots.
pub(super) const ELEMENTS: &[(&str, Clr)] = &[
    ("boolean", Clr::Bool),
    ("byte", Clr::SByte),
    ("unsignedByte", Clr::Byte),
    ("short", Clr::Short),
    ("unsignedShort", Clr::UShort),
    ("int", Clr::Int),
    ("unsignedInt", Clr::UInt),
    ("long", Clr::Long),
    ("unsignedLong", Clr::ULong),
    ("float", Clr::Float),
    ("double", Clr::Double),
    ("decimal", Clr::Decimal),
    ("char", Clr::Char),
    ("string", Clr::String),
    ("dateTime", Clr::DateTime),
    ("DateTimeOffset", Clr::DateTimeOffset),
    ("duration", Clr::TimeSpan),
    ("guid", Clr::Guid),
    ("anyURI", Clr::Uri),
    ("base64Binary", Clr::Bytes),
    ("anyType", Clr::Object),
];

/// Returns the name of the element in XML that is named after a built-in type.
pub(crate) fn element(clr: Clr) -> Option<&'static str> {
    ELEMENTS.iter().find(|(_, other)| *other == clr).map(|(name, _)| *name)
}

/// Finds a built-in type by the element that `XmlSerializer` names after it.
pub(crate) fn by_element(name: &str) -> Option<Clr> {
    match name {
        "TimeSpan" => Some(Clr::TimeSpan),
        // It refuses an `Uri`, and has no name for a duration.
        "duration" | "anyURI" => None,
        _ => ELEMENTS.iter().find(|(element, _)| *element == name).map(|(_, clr)| *clr),
    }
}

/// Returns the name of the element that `XmlSerializer` names after a built-in type.
pub(crate) fn element_of_xml_serializer(clr: Clr) -> Option<&'static str> {
    match clr {
        Clr::TimeSpan => Some("TimeSpan"),
        Clr::Uri => None,
        clr => element(clr),
    }
}

/// Returns a built-in type with its contract name.
pub(crate) fn built_in(clr: Clr) -> Option<NamedType> {
    let name = element(clr)?;
    let namespace = match clr {
        Clr::Char | Clr::TimeSpan | Clr::Guid => SER.to_owned(),
        Clr::DateTimeOffset => system(),
        _ => XSD.to_owned(),
    };
    Some(NamedType { ty: Ty::Clr(clr), name: Argument::new(name, namespace) })
}

/// Finds a built-in type by its class's name: `Int32`, as it stands in the names of generics on pages.
pub(crate) fn by_class(name: &str) -> Option<Clr> {
    Some(match name {
        "Boolean" => Clr::Bool,
        "SByte" => Clr::SByte,
        "Byte" => Clr::Byte,
        "Int16" => Clr::Short,
        "UInt16" => Clr::UShort,
        "Int32" => Clr::Int,
        "UInt32" => Clr::UInt,
        "Int64" => Clr::Long,
        "UInt64" => Clr::ULong,
        "Single" => Clr::Float,
        "Double" => Clr::Double,
        "Decimal" => Clr::Decimal,
        "Char" => Clr::Char,
        "String" => Clr::String,
        "DateTime" => Clr::DateTime,
        "DateTimeOffset" => Clr::DateTimeOffset,
        "TimeSpan" => Clr::TimeSpan,
        "Guid" => Clr::Guid,
        "Uri" => Clr::Uri,
        "Object" => Clr::Object,
        _ => return None,
    })
}
