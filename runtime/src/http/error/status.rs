//! Answers that are not of success.

use crate::contract::Serializer;
use crate::http::{Format, HttpError, MediaType, Operation, charset};
use crate::value::Field;
use crate::xml;
use ::http::{HeaderMap, StatusCode};
use bytes::Bytes;
use std::error::Error as StdError;
use std::fmt;

/// The answer is not one of success.
#[non_exhaustive]
pub struct StatusError<S = StatusCode> {
    /// The operation.
    pub operation: &'static str,
    /// What the documentation says of the status code.
    pub status: S,
    /// The status code.
    pub code: StatusCode,
    /// The headers of the answer.
    pub headers: HeaderMap,
    /// The body, as far as it could be read.
    pub body: ErrorBody,
    raw: Bytes,
    /// Which serializer wrote the body, if it is XML and none of Web API's own.
    serializer: Serializer,
}

/// The body of an answer that is not one of success.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorBody {
    /// There is none.
    Empty,
    /// ASP.NET's own, or the problem details of ASP.NET Core.
    HttpError(HttpError),
    /// Another text: an error page, a body of the service's own ([`StatusError::read`] may read it).
    Text(String),
    /// No text.
    Raw(Bytes),
}

impl StatusError {
    pub(in crate::http) fn new(
        operation: &'static Operation,
        code: StatusCode,
        headers: HeaderMap,
        raw: Bytes,
        asked: Format,
    ) -> Self {
        let body = ErrorBody::of(&headers, &raw, asked);
        let serializer = operation.xml.serializer;
        StatusError { operation: operation.name, status: code, code, headers, body, raw, serializer }
    }
}

impl<S> StatusError<S> {
    /// Returns ASP.NET's own words about what went wrong, if these came.
    #[must_use]
    pub fn http_error(&self) -> Option<&HttpError> {
        match &self.body {
            ErrorBody::HttpError(error) => Some(error),
            _ => None,
        }
    }

    /// Returns the body as it came.
    #[must_use]
    pub fn raw(&self) -> &Bytes {
        &self.raw
    }

    /// Reads the body, JSON or XML, where the service has a contract for its errors.
    ///
    /// # Errors
    /// If it is something else.
    pub fn read<T: Field>(&self) -> crate::Result<T> {
        let media_type = MediaType::of_body(&self.headers);
        let text = charset::decode(&self.raw, media_type.as_ref().and_then(MediaType::charset))?;
        match media_type.and_then(|found| found.format()) {
            Some(Format::Xml) => self.read_xml(&text),
            Some(Format::Json) => crate::json::from_str(&text),
            _ if text.trim_start().starts_with('<') => self.read_xml(&text),
            _ => crate::json::from_str(&text),
        }
    }

    fn read_xml<T: Field>(&self, text: &str) -> crate::Result<T> {
        let options = xml::ReadOptions { serializer: self.serializer, ..xml::ReadOptions::default() };
        xml::from_str_with(text, options)
    }

    pub(super) fn map_status<R>(self, status: impl FnOnce(StatusCode) -> R) -> StatusError<R> {
        let StatusError { operation, code, headers, body, raw, serializer, .. } = self;
        StatusError { operation, status: status(code), code, headers, body, raw, serializer }
    }
}

impl ErrorBody {
    fn of(headers: &HeaderMap, raw: &Bytes, asked: Format) -> Self {
        if raw.is_empty() {
            return ErrorBody::Empty;
        }
        let media_type = MediaType::of_body(headers);
        let Ok(text) = charset::decode(raw, media_type.as_ref().and_then(MediaType::charset)) else {
            return ErrorBody::Raw(raw.clone());
        };
        let is_problem = media_type
            .as_ref()
            .is_some_and(|found| found.essence().eq_ignore_ascii_case("application/problem+json"));
        let format = match media_type {
            Some(media_type) => media_type.format(),
            None => Format::sniff(&text).or(Some(asked)),
        };
        let error = match format {
            _ if is_problem => HttpError::from_problem(&text),
            format => format.and_then(|format| HttpError::read(format, &text)),
        };
        match error {
            Some(error) => ErrorBody::HttpError(error),
            None => ErrorBody::Text(text.into_owned()),
        }
    }
}

impl<S: fmt::Display> fmt::Display for StatusError<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` was answered with {}", self.operation, self.status)?;
        match &self.body {
            ErrorBody::Empty => Ok(()),
            ErrorBody::HttpError(error) => write!(f, ": {error}"),
            ErrorBody::Text(_) | ErrorBody::Raw(_) => {
                let media_type = MediaType::of_body(&self.headers);
                let shown = media_type.as_ref().map_or("unknown type", MediaType::essence);
                write!(f, " and {} bytes of {shown}", self.raw.len())
            }
        }
    }
}

/// Without the headers' values, which may be cookies, and without unknown bodies.
impl<S: fmt::Debug> fmt::Debug for StatusError<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StatusError")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("code", &self.code)
            .field("headers", &self.headers.keys().map(::http::HeaderName::as_str).collect::<Vec<_>>())
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ErrorBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ErrorBody::Empty => f.write_str("Empty"),
            ErrorBody::HttpError(error) => error.fmt(f),
            ErrorBody::Text(text) => write!(f, "Text({} bytes)", text.len()),
            ErrorBody::Raw(bytes) => write!(f, "Raw({} bytes)", bytes.len()),
        }
    }
}

impl<S: fmt::Debug + fmt::Display> StdError for StatusError<S> {}
