//! A body in the other format.

use datacontract::contract::TypeNameHandling;
use datacontract_codegen::payload::{self, FormatterSettings};
use datacontract_codegen::spec::Format;
use serde_json::{Value, json};

use crate::site::Site;

/// Answers `{"from": "json", "to": "xml", "text": ".."}` with the body in the other format, indented.
pub(super) fn answer(site: &Site, place: usize, asked: &Value) -> Result<Value, String> {
    let endpoint = site.spec().endpoints.get(place).ok_or("there is no such endpoint")?;
    let body = endpoint.body.as_ref().filter(|_| site.graph().is_sound(place)).ok_or("it has no body")?;
    let format = |name: &str| match asked.get(name).and_then(Value::as_str) {
        Some("xml") => Ok(Format::Xml),
        Some("json") => Ok(Format::Json),
        _ => Err(format!("`{name}` is neither `json` nor `xml`")),
    };
    let (from, to) = (format("from")?, format("to")?);
    let text = asked.get("text").and_then(Value::as_str).ok_or("there is no text")?;
    let ty = site.type_of(&body.ty);
    let mut settings = FormatterSettings::of(site.spec(), endpoint, &body.ty).indented(true);
    settings.xml.declaration = false;
    // XML names the classes of objects by `i:type`; where the service's JSON does not, the form's does.
    if settings.json.type_names == TypeNameHandling::None {
        settings.json.type_names = TypeNameHandling::Auto;
    }
    let message = |error: datacontract::Error| match error.path() {
        path if path.is_empty() => error.message().to_owned(),
        path => format!("`{path}`: {}", error.message()),
    };
    let value = payload::read(from, text, &ty, &settings).map_err(message)?;
    let text = payload::write(to, &value, &ty, &settings).map_err(message)?;
    Ok(json!({ "text": text }))
}
