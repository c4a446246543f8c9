//! Bodies and responses as values without a Rust type, read and written as the service does.

mod made;

use std::borrow::Cow;

use datacontract::{
    Notice, Result,
    contract::{JsonSettings, Type, XmlSettings},
    dynamic::Value,
    json, xml,
};

use crate::spec::{Endpoint, Format, Spec, TypeExpr};

pub use made::{made_value, size};

/// What the formatters of a service are set to.
#[derive(Clone, Copy, Debug, Default)]
pub struct FormatterSettings {
    /// The JSON formatter.
    pub json: JsonSettings,
    /// The XML formatter.
    pub xml: XmlSettings,
    /// Whether what is written is indented, as samples on help pages are.
    pub indented: bool,
}

impl FormatterSettings {
    /// Returns what a service's formatters are set to for a payload of an endpoint.
    #[must_use]
    pub fn of(spec: &Spec, endpoint: &Endpoint, ty: &TypeExpr) -> Self {
        let xml = spec.xml_settings(endpoint).serializer(spec.serializer_of(endpoint, ty));
        FormatterSettings { json: spec.json_settings(), xml, indented: false }
    }

    /// Sets whether what is written is indented.
    #[must_use]
    pub fn indented(self, indented: bool) -> Self {
        FormatterSettings { indented, ..self }
    }
}

/// Reads a value. A declaration that names an encoding is passed over: a text has none.
///
/// # Errors
/// If the text is no document of the type. A form is read as JSON.
pub fn read(format: Format, text: &str, ty: &Type, settings: &FormatterSettings) -> Result<Value> {
    if format == Format::Xml {
        let options = xml::ReadOptions::of_settings(&settings.xml);
        return xml::read_value_with(&without_encoding(text), ty, options);
    }
    let mut options = json::ReadOptions::default();
    options.settings = Some(settings.json);
    json::read_value_with(text, ty, options)
}

/// How a document is read that somebody wants to know the departures of.
pub struct Noticing<'n> {
    /// Whether it is read as .NET reads it.
    pub strict: bool,
    /// The most bytes that it may have; the reader's own limit if nothing is said.
    pub max_size: Option<usize>,
    /// Is told of each departure from the contract.
    pub notice: &'n mut dyn FnMut(&Notice<'_>),
}

/// Reads a value from a document's bytes, and tells how it departs from the contract.
///
/// # Errors
/// If they are no document of the type. A form is read as JSON.
pub fn read_noticing(
    format: Format,
    bytes: &[u8],
    ty: &Type,
    settings: &FormatterSettings,
    noticing: Noticing<'_>,
) -> Result<Value> {
    let Noticing { strict, max_size, notice } = noticing;
    if format == Format::Xml {
        let mut options = xml::ReadOptions::of_settings(&settings.xml);
        options.strict = strict;
        options.max_size = max_size.unwrap_or(options.max_size);
        options.notices = Some(notice);
        return xml::read_value_from_slice_with(bytes, ty, options);
    }
    let mut options = json::ReadOptions::default();
    options.strict = strict;
    options.max_size = max_size.unwrap_or(options.max_size);
    options.settings = Some(settings.json);
    options.notices = Some(notice);
    json::read_value_from_slice_with(bytes, ty, options)
}

/// Reads a value from a text as [`read_noticing`] does. A declaration that names an encoding is passed over: a text
/// has none.
///
/// # Errors
/// If the text is no document of the type.
pub fn read_text_noticing(
    format: Format,
    text: &str,
    ty: &Type,
    settings: &FormatterSettings,
    noticing: Noticing<'_>,
) -> Result<Value> {
    let text = if format == Format::Xml { without_encoding(text) } else { Cow::Borrowed(text) };
    read_noticing(format, text.as_bytes(), ty, settings, noticing)
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

/// Writes a value. The settings are the service's: a list of dates at the root has them from nowhere else.
///
/// # Errors
/// If the value cannot be written in the format.
pub fn write(format: Format, value: &Value, ty: &Type, settings: &FormatterSettings) -> Result<String> {
    if format == Format::Xml {
        let mut options = xml::WriteOptions::default();
        options.declaration = settings.xml.declaration;
        options.encoding = settings.xml.encoding.name();
        options.serializer = settings.xml.serializer;
        options.indented = settings.indented;
        return xml::write_value(value, ty, &options);
    }
    let mut options = json::WriteOptions::default();
    options.settings = Some(settings.json);
    options.indented = settings.indented;
    json::write_value(value, ty, &options)
}

/// Returns the format as people call it.
#[must_use]
pub fn name(format: Format) -> &'static str {
    match format {
        Format::Json => "JSON",
        Format::Xml => "XML",
        Format::Form => "form",
    }
}
