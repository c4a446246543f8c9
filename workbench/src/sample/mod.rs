//! Samples: what an endpoint is sent and answers, as a value and as text.

use datacontract::contract::Type;
use datacontract::dynamic::Value;
use datacontract_codegen::payload::{self, FormatterSettings, made_value};
use datacontract_codegen::spec::{Endpoint, Format, Payload, SampleFiles, TypeExpr};

use crate::site::Site;

/// One of the two payloads of an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// What is sent.
    Request,
    /// What comes back.
    Response,
}

/// Where a sample comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleSource {
    /// The help page shows it in this format.
    Page(Format),
    /// It was made by the rules by which ASP.NET's help pages make samples.
    Made,
}

/// A value of a payload's type.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The value.
    pub value: Value,
    /// The type that it is declared as.
    pub ty: Type,
    /// Where it comes from.
    pub source: SampleSource,
}

impl Side {
    /// Returns `request` or `response`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Side::Request => "request",
            Side::Response => "response",
        }
    }

    /// Returns what an endpoint is sent, or what it answers.
    #[must_use]
    pub fn payload(self, endpoint: &Endpoint) -> Option<&Payload> {
        match self {
            Side::Request => endpoint.body.as_ref(),
            Side::Response => endpoint.response.as_ref(),
        }
    }

    pub(crate) fn files(self, endpoint: &Endpoint) -> &SampleFiles {
        match self {
            Side::Request => &endpoint.samples.request,
            Side::Response => &endpoint.samples.response,
        }
    }
}

/// Returns the sample of a payload for a format: the page's in that format if it can be read, else the page's in
/// the other one, else one that is made. There is none without a payload, and for an endpoint that an error touches.
///
/// So members that only XML has are in the value for XML, and those that only JSON has are in the value for JSON.
#[must_use]
pub fn sample(site: &Site, place: usize, side: Side, format: Format) -> Option<Sample> {
    let endpoint = site.spec().endpoints.get(place)?;
    let (payload, files) = (side.payload(endpoint)?, side.files(endpoint));
    if !site.graph().is_sound(place) {
        return None;
    }
    let ty = site.type_of(&payload.ty);
    let settings = FormatterSettings::of(site.spec(), endpoint, &payload.ty);
    let read = |format: Format, file: &Option<_>| {
        let text = text_of(site, file.as_ref()?)?;
        let value = payload::read(format, &text, &ty, &settings).ok()?;
        Some(Sample { value, ty, source: SampleSource::Page(format) })
    };
    let (json, xml) = (|| read(Format::Json, &files.json), || read(Format::Xml, &files.xml));
    let from_page = match format {
        Format::Xml => xml().or_else(json),
        Format::Json | Format::Form => json().or_else(xml),
    };
    Some(from_page.unwrap_or_else(|| Sample {
        value: made_value(site.graph(), &payload.ty),
        ty,
        source: SampleSource::Made,
    }))
}

/// Returns the text of a sample's file, as the proof reads it.
fn text_of(site: &Site, file: &datacontract_codegen::spec::Spanned<String>) -> Option<String> {
    let text = String::from_utf8(site.read_sample(file).ok()?).ok()?;
    Some(text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n"))
}

/// Returns a payload's sample as a help page shows it: the page's own text where it has one in this format,
/// else the sample's value, indented. An error says why there is no text.
///
/// # Errors
/// If the value cannot be written in the format, as .NET's serializer could not.
pub fn sample_text(
    site: &Site,
    place: usize,
    side: Side,
    format: Format,
) -> Result<Option<String>, datacontract::Error> {
    let Some(endpoint) = site.spec().endpoints.get(place) else { return Ok(None) };
    let (Some(payload), files) = (side.payload(endpoint), side.files(endpoint)) else { return Ok(None) };
    let file = match format {
        Format::Json => &files.json,
        Format::Xml => &files.xml,
        Format::Form => return Ok(None),
    };
    if let Some(text) = file.as_ref().and_then(|file| text_of(site, file)) {
        return Ok(Some(text.trim_end_matches('\n').to_owned()));
    }
    let Some(sample) = sample(site, place, side, format) else { return Ok(None) };
    let settings = FormatterSettings::of(site.spec(), endpoint, &payload.ty);
    value_text(&sample.value, &sample.ty, format, settings).map(Some)
}

/// Returns the sample of a type in a format, made by the help page's rules and indented as on a help page.
///
/// # Errors
/// If the value cannot be written in the format.
pub fn type_text(site: &Site, ty: &TypeExpr, format: Format) -> Result<String, datacontract::Error> {
    let settings =
        FormatterSettings { json: site.graph().json_settings(), xml: site.spec().xml, indented: true };
    value_text(&made_value(site.graph(), ty), &site.type_of(ty), format, settings)
}

fn value_text(
    value: &Value,
    ty: &Type,
    format: Format,
    mut settings: FormatterSettings,
) -> Result<String, datacontract::Error> {
    // Help pages show documents without their declarations.
    settings.xml.declaration = false;
    payload::write(format, value, ty, &settings.indented(true))
}
