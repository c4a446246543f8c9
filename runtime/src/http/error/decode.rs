//! Answers that are not what the contract says.

use crate::http::MediaType;
use ::http::{HeaderMap, StatusCode};
use bytes::Bytes;
use std::error::Error as StdError;
use std::fmt;

/// The answer is one of success, but not what the contract says.
#[non_exhaustive]
pub struct DecodeError {
    /// The operation.
    pub operation: &'static str,
    /// What is wrong, and where.
    pub error: crate::Error,
    /// The status code.
    pub status: StatusCode,
    /// The media type that the answer claims to be of.
    pub content_type: Option<MediaType>,
    /// What the answer looks like there, without its values: `{"Lines":[{"Sku":"xx-00","Count":➜"xxxx"}]}`.
    pub excerpt: String,
    raw: Bytes,
}

impl DecodeError {
    pub(in crate::http) fn new(
        operation: &'static str,
        error: crate::Error,
        status: StatusCode,
        headers: &HeaderMap,
        raw: Bytes,
        excerpt: String,
    ) -> Self {
        DecodeError { operation, error, status, content_type: MediaType::of_body(headers), excerpt, raw }
    }

    /// Returns the body as it came.
    #[must_use]
    pub fn raw(&self) -> &Bytes {
        &self.raw
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` was answered with {}, but ", self.operation, self.status)?;
        match &self.content_type {
            Some(media_type) => write!(f, "its {} bytes of {}", self.raw.len(), media_type.essence())?,
            None => write!(f, "its {} bytes", self.raw.len())?,
        }
        write!(f, " are not what the contract says: {}", self.error)?;
        if self.excerpt.is_empty() { Ok(()) } else { write!(f, ": {}", self.excerpt) }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("operation", &self.operation)
            .field("error", &self.error)
            .field("status", &self.status)
            .field("content_type", &self.content_type.as_ref().map(MediaType::essence))
            .field("excerpt", &self.excerpt)
            .finish_non_exhaustive()
    }
}

impl StdError for DecodeError {}
