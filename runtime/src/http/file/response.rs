//! A file in a response, as far as the response has come.

use super::disposition::name_in;
use super::media_type_in;
use crate::http::coding::{BodyPiece, DecodedBody, Decoder};
use crate::http::response::without_coding;
use crate::http::{DecodeError, Error, Operation, TransportError};
use ::http::header::CONTENT_LENGTH;
use ::http::{HeaderMap, StatusCode};
use bytes::Bytes;

/// The file of a response that is read while it comes.
pub(crate) struct ResponseFile {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    body: DecodedBody,
}

impl ResponseFile {
    /// Begins with the head of a response of success, whose file has at most so many bytes.
    ///
    /// # Errors
    /// If the body is compressed in a way that was not asked for.
    pub(crate) fn new(
        operation: &'static Operation,
        (status, headers): (StatusCode, HeaderMap),
        max_size: usize,
    ) -> Result<Self, Error> {
        let coding = Decoder::of_headers(&headers, max_size).unwrap_or_default();
        if coding.is_none()
            && let Err(error) = without_coding(&headers)
        {
            let error = DecodeError::of_items(operation.name, error, status, &headers, 0);
            return Err(Error::Decode(Box::new(error)));
        }
        Ok(ResponseFile { status, headers, body: DecodedBody::new(coding, max_size) })
    }

    /// Returns the name of the file.
    pub(crate) fn name(&self) -> Option<String> {
        name_in(&self.headers)
    }

    /// Returns the media type of the file.
    pub(crate) fn media_type(&self) -> Option<&str> {
        media_type_in(&self.headers)
    }

    /// Returns the length of the file, if the service says it.
    pub(crate) fn length(&self) -> Option<u64> {
        // That of a compressed body is another one.
        let length = self.headers.get(CONTENT_LENGTH).filter(|_| !self.body.is_coded())?;
        length.to_str().ok()?.trim().parse().ok()
    }

    /// Adds the next bytes of the body.
    pub(crate) fn push(&mut self, bytes: Bytes) {
        self.body.push(bytes);
    }

    /// Notes that the body is complete.
    pub(crate) fn finish(&mut self) {
        self.body.finish();
    }

    /// Returns the next bytes of the file.
    ///
    /// # Errors
    /// If the body is not compressed as it says, or has more bytes than it may.
    pub(crate) fn next(&mut self) -> Result<BodyPiece, TransportError> {
        self.body.next().map_err(TransportError::from)
    }
}
