//! The elements that XML names after the built-in types of .NET.

use datacontract_codegen::spec::Clr;

/// The elements of built-in types, in lists and as roots.
pub(crate) const ELEMENTS: &[(&str, Clr)] = &[
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
    ELEMENTS.iter().map(|(_, clr)| *clr).find(|clr| element_of_xml_serializer(*clr) == Some(name))
}

/// Returns the name of the element that `XmlSerializer` names after a built-in type.
pub(crate) fn element_of_xml_serializer(clr: Clr) -> Option<&'static str> {
    match clr {
        // It has no name for a duration, and refuses an `Uri`.
        Clr::TimeSpan => Some("TimeSpan"),
        Clr::Uri => None,
        clr => element(clr),
    }
}
