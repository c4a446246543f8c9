//! Responses of a service: values and errors as bodies.

use super::charset::Charset;
use super::file::disposition;
use super::request::unreadable;
use super::{Api, Endpoint, File, Format, Formatter, HttpError, Operation, Payload};
use crate::contract::Type;
use crate::engine::Engine;
use crate::error::Result;
#[cfg(feature = "server")]
use crate::items::{HasItems, ItemEncoder, PathToList};
#[cfg(feature = "server")]
use crate::value::Field;
use crate::value::View;
use crate::{json, xml};
use ::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use ::http::{HeaderMap, HeaderValue, Response, StatusCode};
use bytes::Bytes;

/// Returns the response of a service to an endpoint's request: 200 and the value, or 204 where nothing comes
/// back.
///
/// In a format that the service does not have, in [`Format::Form`], and in XML of a type that `XmlSerializer`
/// refuses, it is in the service's first format that writes it.
///
/// # Errors
/// If the value cannot be written: see [`ErrorKind::Unrepresentable`](crate::ErrorKind::Unrepresentable).
pub fn answer<E: Endpoint>(value: &E::Response, format: Format) -> Result<Response<Bytes>> {
    let operation = E::operation();
    if let Some(file) = value.file() {
        let bytes = file.read().map_err(|error| unreadable(&error))?;
        let mut answer = response(StatusCode::OK, None);
        file_headers(file, answer.headers_mut())?;
        *answer.body_mut() = bytes;
        return Ok(answer);
    }
    let Some(ty) = &<E::Response as Payload>::TYPE else { return Ok(response(StatusCode::NO_CONTENT, None)) };
    let negotiated = Negotiated::of_format(Writers::of_response(operation), format);
    let content = write_value(operation, ty, value.view(), &negotiated)?;
    Ok(response(StatusCode::OK, Some(content)))
}

/// Returns the response of a service that something went wrong.
#[must_use]
pub fn answer_error(api: &Api, status: StatusCode, error: &HttpError, format: Format) -> Response<Bytes> {
    response(status, Some(write_error(api, error, &Negotiated::of_format(Writers::of_errors(api), format))))
}

/// Puts in what the headers say of a file.
///
/// # Errors
/// If its media type is none.
pub(crate) fn file_headers(file: &File, headers: &mut HeaderMap) -> Result<()> {
    let media_type = file.header_media_type("application/octet-stream")?;
    if let Ok(media_type) = HeaderValue::from_str(media_type) {
        headers.insert(CONTENT_TYPE, media_type);
    }
    if let Some(name) = file.name()
        && let Ok(disposition) = HeaderValue::try_from(disposition::of_attachment(name))
    {
        headers.entry(CONTENT_DISPOSITION).or_insert(disposition);
    }
    Ok(())
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
    /// that nothing is written in, the first one.
    pub(crate) fn of_format(writers: Writers<'_>, format: Format) -> Self {
        let mut formatters = writers.formatters();
        let formatter =
            formatters.clone().find(|formatter| formatter.format == format).or_else(|| formatters.next());
        Negotiated::first_of(writers.api, formatter.unwrap_or(&Formatter::JSON))
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

/// The formatters of a service that write something.
#[derive(Clone, Copy)]
pub(crate) struct Writers<'a> {
    pub(super) api: &'a Api,
    /// Whether the XML formatter is one of them.
    has_xml: bool,
}

impl<'a> Writers<'a> {
    /// Returns those that write errors: all.
    pub(crate) fn of_errors(api: &'a Api) -> Self {
        Writers { api, has_xml: true }
    }

    /// Returns those that write the response of an operation.
    pub(crate) fn of_response(operation: &'a Operation) -> Self {
        let has_xml = operation.response.as_ref().is_none_or(|ty| operation.takes(Format::Xml, ty));
        Writers { api: operation.api, has_xml }
    }

    /// Returns whether they write errors too, in the formats that they have for a response.
    #[cfg(feature = "server")]
    pub(crate) fn are_all(self) -> bool {
        self.has_xml
    }

    /// Returns them in the service's order. Forms are never written.
    pub(super) fn formatters(self) -> impl Iterator<Item = &'static Formatter> + Clone + use<> {
        let has_xml = self.has_xml;
        self.api.formatters.iter().filter(move |formatter| match formatter.format {
            Format::Json => true,
            Format::Xml => has_xml,
            Format::Form => false,
        })
    }
}

/// A body with its `Content-Type`.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub(crate) bytes: Bytes,
    pub(crate) media_type: HeaderValue,
}

/// Returns a value as a body.
pub(crate) fn write_value(
    operation: &Operation,
    ty: &Type,
    view: View<'_>,
    negotiated: &Negotiated,
) -> Result<Content> {
    // The engines know how much room a document takes.
    let mut out = Vec::new();
    match negotiated.format {
        Format::Xml => {
            xml::Xml::write(ty, view, &xml_options(operation, negotiated), &mut out)?;
        }
        Format::Json | Format::Form => {
            json::Json::write(ty, view, &json_options(operation), &mut out)?;
        }
    }
    let bytes = match negotiated.charset {
        Charset::Utf8 => out.into(),
        charset => charset.encode_with_bom(&String::from_utf8_lossy(&out)).into(),
    };
    Ok(Content { bytes, media_type: negotiated.content_type() })
}

fn xml_options(operation: &Operation, negotiated: &Negotiated) -> xml::WriteOptions<'static> {
    xml::WriteOptions {
        encoding: negotiated.charset.name(),
        ..xml::WriteOptions::of_settings(&operation.xml)
    }
}

fn json_options(operation: &Operation) -> json::WriteOptions {
    json::WriteOptions { settings: Some(operation.api.json), ..json::WriteOptions::default() }
}

/// The text of a response whose list is written item by item.
#[cfg(feature = "server")]
pub(crate) struct ItemText<T> {
    encoder: ItemEncoder<'static, T>,
    charset: Charset,
    is_begun: bool,
}

#[cfg(feature = "server")]
impl<T: Field> ItemText<T> {
    /// Begins with what is around the list.
    ///
    /// # Errors
    /// If there is no list whose items can be written one by one.
    pub(crate) fn new<R: HasItems<Item = T> + Send + Sync + 'static>(
        operation: &'static Operation,
        document: R,
        negotiated: &Negotiated,
    ) -> Result<Self> {
        let path = R::path_to_items();
        let path = PathToList::Views(&path);
        let encoder = match negotiated.format {
            Format::Xml => xml::encoder_at(document, path, &xml_options(operation, negotiated))?,
            Format::Json | Format::Form => json::encoder_at(document, path, &json_options(operation))?,
        };
        Ok(ItemText { encoder, charset: negotiated.charset, is_begun: false })
    }

    /// Writes an item.
    pub(crate) fn push(&mut self, item: &T) -> Result<()> {
        self.encoder.push(item)
    }

    /// Writes what is behind the items.
    pub(crate) fn finish(&mut self) -> Result<()> {
        self.encoder.finish()
    }

    /// Returns how many bytes of UTF-8 were written since the last call of [`take`](Self::take).
    pub(crate) fn buffered(&self) -> usize {
        self.encoder.buffered()
    }

    /// Returns what was written since the last call, in the character set of the response.
    pub(crate) fn take(&mut self) -> Bytes {
        let text = self.encoder.take();
        if text.is_empty() {
            return Bytes::new();
        }
        let is_first = !std::mem::replace(&mut self.is_begun, true);
        match self.charset {
            Charset::Utf8 => text.into(),
            charset => {
                let text = String::from_utf8_lossy(&text);
                if is_first { charset.encode_with_bom(&text) } else { charset.encode(&text) }.into()
            }
        }
    }
}

/// Returns an error as a body.
pub(crate) fn write_error(api: &Api, error: &HttpError, negotiated: &Negotiated) -> Content {
    let text = error.write(negotiated.format, api.json.dictionary_keys);
    Content { bytes: negotiated.charset.encode_with_bom(&text).into(), media_type: negotiated.content_type() }
}
