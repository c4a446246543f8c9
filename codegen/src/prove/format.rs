//! Reading and writing in either format.

use datacontract::{Result, contract::Type, dynamic::Value, json, xml};

use super::token::Token;
use crate::spec::{Format, JsonNaming};

pub(super) fn read(format: Format, text: &str, ty: &Type) -> Result<Value> {
    match format {
        Format::Xml => xml::read_value(text, ty),
        _ => json::read_value(text, ty),
    }
}

/// `naming` is the service's: a dictionary at the root has it from nowhere else.
pub(super) fn write(format: Format, value: &Value, ty: &Type, naming: JsonNaming) -> Result<String> {
    if format == Format::Xml {
        return xml::write_value(value, ty, &xml::WriteOptions::default());
    }
    let mut options = json::WriteOptions::default();
    options.naming = naming.into();
    json::write_value(value, ty, &options)
}

pub(super) fn tokens(format: Format, text: &str) -> Vec<Token<'_>> {
    match format {
        Format::Xml => super::xml::tokens(text),
        _ => super::json::tokens(text),
    }
}

/// The format as people call it.
pub(super) fn name(format: Format) -> &'static str {
    match format {
        Format::Json => "JSON",
        Format::Xml => "XML",
        Format::Form => "form",
    }
}
