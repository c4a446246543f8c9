//! `DataType` of `XmlSerializer`'s attributes: types of XML Schema that values are written as.

use datacontract::contract::xml_serializer::DataType;
use datacontract_rules::DataType as Known;

use crate::spec::{span::Spanned, type_expr::Clr};

/// Returns what a `dataType` changes in the text of a value; `None` if it changes nothing.
pub(crate) fn of(name: Option<&Spanned<String>>) -> Option<DataType> {
    Some(match Known::named(name?)? {
        Known::Plain => return None,
        Known::Date => DataType::Date,
        Known::Time => DataType::Time,
        Known::HexBinary => DataType::HexBinary,
        Known::Name | Known::NcName | Known::NmToken => DataType::Name,
        Known::Token => DataType::Token,
    })
}

/// Returns the built-in type that values of a type of XML Schema have in .NET, if specs have it.
pub(in crate::spec) fn clr(name: &str) -> Option<Clr> {
    Some(match name {
        "boolean" => Clr::Bool,
        "byte" => Clr::SByte,
        "unsignedByte" => Clr::Byte,
        "short" => Clr::Short,
        "unsignedShort" => Clr::UShort,
        "int" => Clr::Int,
        "unsignedInt" => Clr::UInt,
        "long" => Clr::Long,
        "unsignedLong" => Clr::ULong,
        "float" => Clr::Float,
        "double" => Clr::Double,
        "decimal" => Clr::Decimal,
        "dateTime" | "date" | "time" => Clr::DateTime,
        "base64Binary" | "hexBinary" => Clr::Bytes,
        // `XmlQualifiedName`, which no help page can name.
        "QName" => return None,
        // All others are texts to .NET: `integer`, `duration`, `anyURI`.
        _ => Clr::String,
    })
}
