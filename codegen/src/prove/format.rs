//! Reading and writing in either format.

use std::borrow::Cow;

use datacontract::{
    Result,
    contract::{JsonSettings, Serializer, Type, XmlSettings},
    dynamic::Value,
    json, xml,
};

use super::token::Token;
use crate::spec::Format;

/// The form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    /// XML of `DataContractSerializer`.
    DataContract,
    /// XML of `XmlSerializer`.
    XmlSerializer,
}

impl Form {
    /// Returns the form of a format, of which XML is written by this serializer.
    pub(super) fn of(format: Format, serializer: Serializer) -> Self {
        match (format, serializer) {
            (Format::Xml, Serializer::DataContractSerializer) => Self::DataContract,
            (Format::Xml, Serializer::XmlSerializer) => Self::XmlSerializer,
            (Format::Json | Format::Form, _) => Self::Json,
        }
    }
}

/// Reads a value. `settings` are the service's.
pub(super) fn read(format: Format, text: &str, ty: &Type, settings: &FormatterSettings) -> Result<Value> {
    if format == Format::Xml {
        let mut options = xml::ReadOptions::default();
        options.serializer = settings.xml.serializer;
        return xml::read_value_with(&without_encoding(text), ty, options);
    }
    let mut options = json::ReadOptions::default();
    options.settings = Some(settings.json);
    json::read_value_with(text, ty, options)
}

/// Returns a sample with blanks in place of a declaration that names an encoding. A sample is text, whatever
/// encoding the service's bytes have, and offsets stay what they are.
fn without_encoding(text: &str) -> Cow<'_, str> {
    let declaration =
        text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map(|(inside, _)| inside);
    match declaration {
        Some(inside) if inside.contains("encoding") => {
            let end = "<?xml".len() + inside.len() + "?>".len();
            Cow::Owned(" ".repeat(end) + text.get(end..).unwrap_or_default())
        }
        _ => Cow::Borrowed(text),
    }
}

/// What the formatters of a service are set to.
pub(super) struct FormatterSettings {
    pub(super) json: JsonSettings,
    pub(super) xml: XmlSettings,
}

/// Writes a value. `settings` are the service's: a list of dates at the root has them from nowhere else.
/// White space between elements is not looked at, so that XML needs none.
pub(super) fn write(
    format: Format,
    value: &Value,
    ty: &Type,
    settings: &FormatterSettings,
) -> Result<String> {
    if format == Format::Xml {
        let mut options = datacontract::xml::WriteOptions::default();
        options.declaration = settings.xml.declaration;
        options.encoding = settings.xml.encoding.name();
        options.serializer = settings.xml.serializer;
        return datacontract::xml::write_value(value, ty, &options);
    }
    let mut options = datacontract::json::WriteOptions::default();
    options.settings = Some(settings.json);
    datacontract::json::write_value(value, ty, &options)
}

pub(super) fn tokens(format: Format, text: &str) -> Vec<Token<'_>> {
    match format {
        Format::Xml => super::xml::tokens(text),
        _ => super::json::tokens(text),
    }
}

/// Returns the format as people call it.
pub(super) fn name(format: Format) -> &'static str {
    match format {
        Format::Json => "JSON",
        Format::Xml => "XML",
        Format::Form => "form",
    }
}
