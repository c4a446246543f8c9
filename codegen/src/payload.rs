//! Bodies and responses as values without a Rust type, read and written as the service does.

use std::borrow::Cow;

use datacontract::{
    Result,
    contract::{JsonSettings, Type, XmlSettings},
    dynamic::Value,
    json, xml,
};

use crate::spec::{Endpoint, Format, Spec, TypeExpr};

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
