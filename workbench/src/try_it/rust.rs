//! A call in Rust with what was typed into the form.

use datacontract_codegen::emit::{CallBody, CallValues, call_with};
use datacontract_codegen::spec::Format;
use serde_json::{Value, json};

use crate::site::Site;

/// Answers `{"address": "..", "parameters": {"id": "5"}, "body": {"format": "json", "text": ".."}}` with the call.
pub(super) fn answer(site: &Site, place: usize, asked: &Value) -> Result<Value, String> {
    if site.has_errors() {
        return Err("the spec has errors, so that no Rust can be made of it".to_owned());
    }
    let text = |of: &Value, name: &str| of.get(name).and_then(Value::as_str).map(str::to_owned);
    let parameters = asked.get("parameters").and_then(Value::as_object).into_iter().flatten();
    let body = asked.get("body").and_then(|body| {
        let format = if text(body, "format")? == "xml" { Format::Xml } else { Format::Json };
        Some(CallBody { format, text: text(body, "text")? })
    });
    let values = CallValues {
        address: text(asked, "address"),
        parameters: parameters
            .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
            .collect(),
        body,
    };
    let call = call_with(site.spec(), place, &values);
    Ok(json!({ "text": call.ok_or("no client has this endpoint")? }))
}
