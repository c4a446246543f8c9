//! A file in a response, as far as the response has come.

use super::disposition::name_in;
use crate::http::coding::{CodingError, Decoded, Decoder, PIECE};
use crate::http::items::NextItem;
use crate::http::response::without_coding;
use crate::http::{DecodeError, Error, Operation, TransportError, TransportKind};
use ::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use ::http::{HeaderMap, StatusCode};
use bytes::Bytes;

/// The file of a response that is read while it comes.
pub(crate) struct ResponseFile {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    coding: Option<Decoder>,
    /// What has come of a body that is not compressed.
    plain: Option<Bytes>,
    is_complete: bool,
    is_empty: bool,
    /// How many bytes there may still be.
    left: usize,
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
        Ok(ResponseFile {
            status,
            headers,
            coding,
            plain: None,
            is_complete: false,
            is_empty: true,
            left: max_size,
        })
    }

    /// Returns the name of the file.
    pub(crate) fn name(&self) -> Option<String> {
        name_in(&self.headers)
    }

    /// Returns the media type of the file.
    pub(crate) fn media_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// Returns the length of the file, if the service says it.
    pub(crate) fn length(&self) -> Option<u64> {
        // That of a compressed body is another one.
        let length = self.headers.get(CONTENT_LENGTH).filter(|_| self.coding.is_none())?;
        length.to_str().ok()?.trim().parse().ok()
    }

    /// Adds the next bytes of the body. All that came before are to be taken first.
    pub(crate) fn push(&mut self, bytes: Bytes) {
        self.is_empty &= bytes.is_empty();
        match &mut self.coding {
            Some(coding) => coding.push(bytes),
            None => self.plain = Some(bytes),
        }
    }

    /// Notes that the body is complete.
    pub(crate) fn finish(&mut self) {
        self.is_complete = true;
        if let Some(coding) = &mut self.coding {
            coding.finish();
        }
    }

    /// Returns the next bytes of the file.
    ///
    /// # Errors
    /// If the body is not compressed as it says, or has more bytes than it may.
    pub(crate) fn next(&mut self) -> Result<NextItem<Bytes>, TransportError> {
        let Some(coding) = &mut self.coding else {
            return match self.plain.take() {
                Some(bytes) => {
                    let too_large = || TransportError::of(TransportKind::TooLarge, None);
                    self.left = self.left.checked_sub(bytes.len()).ok_or_else(too_large)?;
                    Ok(NextItem::Item(bytes))
                }
                None if self.is_complete => Ok(NextItem::End),
                None => Ok(NextItem::Waiting),
            };
        };
        if self.is_empty {
            // Nothing is compressed nothing, although no coding says so.
            return Ok(if self.is_complete { NextItem::End } else { NextItem::Waiting });
        }
        let mut piece = vec![0; PIECE];
        match coding.read(&mut piece) {
            Ok(Decoded::Bytes(bytes)) => {
                let len = bytes.len();
                piece.truncate(len);
                Ok(NextItem::Item(piece.into()))
            }
            Ok(Decoded::Waiting) => Ok(NextItem::Waiting),
            Ok(Decoded::End) => Ok(NextItem::End),
            Err(CodingError::TooLarge) => Err(TransportError::of(TransportKind::TooLarge, None)),
            Err(CodingError::Unknown | CodingError::Broken) => Err(TransportError::broken_coding()),
        }
    }
}
