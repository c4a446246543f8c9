//! `DataType` of `XmlSerializer`'s attributes: types of XML Schema that values are written as.

#[cfg(feature = "graph")]
use datacontract::contract::xml_serializer::DataType;

#[cfg(feature = "graph")]
use crate::spec::span::Spanned;
use crate::spec::type_expr::Clr;

/// Returns the contract's type for a `dataType`; `None` for what C# writes anyway, as `int`.
#[cfg(feature = "graph")]
pub(crate) fn of(name: Option<&Spanned<String>>) -> Option<DataType> {
    DataType::from_name(name?)
}

/// Returns the built-in type that values of a type of XML Schema have in .NET, if specs have it.
pub(in crate::spec) fn clr(name: &str) -> Option<Clr> {
    if let Some(clr) = Clr::of_schema_type(name) {
        return Some(clr);
    }
    Some(match name {
        "date" | "time" => Clr::DateTime,
        "base64Binary" | "hexBinary" => Clr::Bytes,
        // `XmlQualifiedName`, which no help page can name.
        "QName" => return None,
        // All others are texts to .NET: `integer`, `duration`, `anyURI`.
        _ => Clr::String,
    })
}
