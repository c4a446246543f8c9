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
    /// How many bytes of it were read, if it was not kept.
    read: Option<u64>,
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
        let content_type = MediaType::of_body(headers);
        DecodeError { operation, error, status, content_type, excerpt, raw, read: None }
    }

    /// Returns the error of an answer that was read item by item, and is not kept.
    #[cfg(feature = "client")]
    pub(in crate::http) fn of_items(
        operation: &'static str,
        error: crate::Error,
        status: StatusCode,
        headers: &HeaderMap,
        read: u64,
    ) -> Self {
        let error = DecodeError::new(operation, error, status, headers, Bytes::new(), String::new());
        DecodeError { read: Some(read), ..error }
    }

    /// Returns the body as it came: nothing, if it was read item by item.
    #[must_use]
    pub fn raw(&self) -> &Bytes {
        &self.raw
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` was answered with {}, but ", self.operation, self.status)?;
        match self.read {
            Some(read) => write!(f, "its first {read} bytes")?,
            None => write!(f, "its {} bytes", self.raw.len())?,
        }
        if let Some(media_type) = &self.content_type {
            write!(f, " of {}", media_type.essence())?;
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
