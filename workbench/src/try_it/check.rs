//! Whether a document is as the contract says.

use std::path::Path;

use datacontract::{Notice, NoticeKind};
use datacontract_codegen::diagnostic::SourceFile;
use datacontract_codegen::payload::{self, FormatterSettings, Noticing};
use datacontract_codegen::spec::Format;
use serde_json::{Value, json};

use crate::sample::Side;
use crate::site::Site;

/// A difference between a document and its contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// What it is, in a sentence's words. Nothing of a secret member is in it.
    pub message: String,
    /// Where it is, in bytes from the document's start, where that is known.
    pub offset: Option<usize>,
    /// Whether the document cannot be read for it, by .NET or at all.
    pub is_error: bool,
}

/// Returns how a document departs from what an endpoint's contract says, as .NET reads it: unknown, missing and
/// misplaced members, unknown values of enums, nulls, values of another type. None if it is as it should be, or
/// if the endpoint has no such payload.
#[must_use]
pub fn departures(site: &Site, place: usize, side: Side, format: Format, text: &str) -> Vec<Departure> {
    let Some(endpoint) = site.spec().endpoints.get(place) else { return Vec::new() };
    let (Some(of_side), true) = (side.payload(endpoint), site.graph().is_sound(place)) else {
        return Vec::new();
    };
    let ty = site.type_of(&of_side.ty);
    let mut found = Vec::new();
    let mut notice = |notice: &Notice<'_>| {
        let message = match notice.kind {
            NoticeKind::Omitted(more) => format!("{more} more differences are not shown"),
            _ => notice.to_string(),
        };
        found.push(Departure { message, offset: notice.offset, is_error: false });
    };
    let settings = FormatterSettings::of(site.spec(), endpoint, &of_side.ty);
    let noticing = Noticing { strict: true, max_size: None, notice: &mut notice };
    if let Err(error) = payload::read_text_noticing(format, text, &ty, &settings, noticing) {
        let path = error.path();
        let message = match path.as_str() {
            "" => error.message().to_owned(),
            path => format!("`{path}`: {}", error.message()),
        };
        found.push(Departure { message, offset: error.offset(), is_error: true });
    }
    found
}

/// Answers `{"side": "response", "format": "xml", "text": ".."}` with the departures of the text.
pub(super) fn answer(site: &Site, place: usize, asked: &Value) -> Result<Value, String> {
    let text = |name: &str| asked.get(name).and_then(Value::as_str);
    let side = match text("side") {
        Some("request") => Side::Request,
        _ => Side::Response,
    };
    let format = match text("format") {
        Some("xml") => Format::Xml,
        Some("json") => Format::Json,
        _ => return Err("the format is neither `json` nor `xml`".to_owned()),
    };
    let document = text("text").ok_or("there is no text")?;
    let document = document.trim_start_matches('\u{feff}');
    let departures = departures(site, place, side, format, document);
    let source = SourceFile::new(Path::new(""), document);
    let shown: Vec<Value> = departures
        .iter()
        .map(|departure| {
            let place = departure.offset.map(|offset| source.line_column(offset));
            json!({
                "message": departure.message,
                "offset": departure.offset,
                "line": place.map(|at| at.line),
                "column": place.map(|at| at.column),
                "isError": departure.is_error,
            })
        })
        .collect();
    Ok(json!({ "departures": shown }))
}
