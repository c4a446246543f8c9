//! The built-in types of .NET: their contracts and their classes.

use datacontract::contract::{SER, XSD};
use datacontract_codegen::spec::Clr;

use super::{
    elements::element,
    form::system,
    model::Ty,
    names::{Argument, NamedType},
};

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
