//! Responses of a service: values and errors as bodies.

use super::charset::Charset;
use super::{Api, Endpoint, Format, Formatter, HttpError, Payload};
use crate::contract::Type;
use crate::engine::Engine;
use crate::error::Result;
use crate::value::View;
use crate::{json, xml};
use ::http::header::CONTENT_TYPE;
use ::http::{HeaderValue, Response, StatusCode};
use bytes::Bytes;

/// Returns the response of a service to an endpoint's request: 200 and the value, or 204 where nothing comes
/// back.
///
/// In a format that the service does not have, and in [`Format::Form`], it is in the service's first format.
///
/// # Errors
/// If the value cannot be written: see [`ErrorKind::Unrepresentable`](crate::ErrorKind::Unrepresentable).
pub fn answer<E: Endpoint>(value: &E::Response, format: Format) -> Result<Response<Bytes>> {
    let api = E::operation().api;
    let Some(ty) = &<E::Response as Payload>::TYPE else { return Ok(response(StatusCode::NO_CONTENT, None)) };
    let content = write_value(api, ty, value.view(), &Negotiated::of_format(api, format))?;
    Ok(response(StatusCode::OK, Some(content)))
}

/// Returns the response of a service that something went wrong.
#[must_use]
pub fn answer_error(api: &Api, status: StatusCode, error: &HttpError, format: Format) -> Response<Bytes> {
    response(status, Some(write_error(api, error, &Negotiated::of_format(api, format))))
}

fn response(status: StatusCode, content: Option<Content>) -> Response<Bytes> {
    let mut response = Response::default();
    *response.status_mut() = status;
    if let Some(Content { bytes, media_type }) = content {
        *response.body_mut() = bytes;
        response.headers_mut().insert(CONTENT_TYPE, media_type);
    }
    response
}

/// What is answered in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Negotiated {
    pub(crate) format: Format,
    pub(crate) media_type: &'static str,
    pub(crate) charset: Charset,
}

impl Negotiated {
    /// A format with its preferred media type and encoding; for forms, which are never written, and formats
    /// that the service does not have, its first one.
    pub(crate) fn of_format(api: &Api, format: Format) -> Self {
        let mut formatters = writers(api);
        let formatter =
            formatters.clone().find(|formatter| formatter.format == format).or_else(|| formatters.next());
        Negotiated::first_of(api, formatter.unwrap_or(&Formatter::JSON))
    }

    pub(super) fn first_of(api: &Api, formatter: &Formatter) -> Self {
        let media_type = formatter.media_types.first().copied().unwrap_or("application/json");
        let charset = Charset::first_of(api, formatter.format);
        Negotiated { format: formatter.format, media_type, charset }
    }

    /// `Content-Type`
    pub(crate) fn content_type(&self) -> HeaderValue {
        match (self.media_type, self.charset) {
            ("application/json", Charset::Utf8) => {
                HeaderValue::from_static("application/json; charset=utf-8")
            }
            ("application/xml", Charset::Utf8) => HeaderValue::from_static("application/xml; charset=utf-8"),
            ("text/xml", Charset::Utf8) => HeaderValue::from_static("text/xml; charset=utf-8"),
            (media_type, charset) => {
                let text = format!("{media_type}; charset={}", charset.name());
                // A service's media types are its author's.
                HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("application/octet-stream"))
            }
        }
    }
}

/// Returns the formats that can be written, in the service's order.
pub(super) fn writers(api: &Api) -> impl Iterator<Item = &'static Formatter> + Clone {
    api.formatters.iter().filter(|formatter| formatter.format != Format::Form)
}

/// A body with its `Content-Type`.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub(crate) bytes: Bytes,
    pub(crate) media_type: HeaderValue,
}

/// Returns a value as a body.
pub(crate) fn write_value(api: &Api, ty: &Type, view: View<'_>, negotiated: &Negotiated) -> Result<Content> {
    let mut out = Vec::with_capacity(1024);
    match negotiated.format {
        Format::Xml => {
            let options = xml::WriteOptions {
                encoding: negotiated.charset.name(),
                ..xml::WriteOptions::of_settings(&api.xml)
            };
            xml::Xml::write(ty, view, &options, &mut out)?;
        }
        Format::Json | Format::Form => {
            let options = json::WriteOptions { settings: Some(api.json), ..json::WriteOptions::default() };
            json::Json::write(ty, view, &options, &mut out)?;
        }
    }
    let bytes = match negotiated.charset {
        Charset::Utf8 => out.into(),
        charset => charset.encode_with_bom(String::from_utf8_lossy(&out).into_owned()).into(),
    };
    Ok(Content { bytes, media_type: negotiated.content_type() })
}

/// Returns an error as a body.
pub(crate) fn write_error(api: &Api, error: &HttpError, negotiated: &Negotiated) -> Content {
    let text = error.write(negotiated.format, api.json.dictionary_keys);
    Content { bytes: negotiated.charset.encode_with_bom(text).into(), media_type: negotiated.content_type() }
}
