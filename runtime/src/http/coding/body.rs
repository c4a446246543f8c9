//! A body that comes in pieces, without its compression.

use super::{CodingError, Decoded, Decoder, PIECE};
use bytes::Bytes;

/// A body without its codings, as far as it has come.
pub(crate) struct DecodedBody {
    coding: Option<Decoder>,
    /// What has come of a body that is not compressed.
    plain: Option<Bytes>,
    /// Whether the whole body has come.
    is_complete: bool,
    is_empty: bool,
    size: usize,
    max_size: usize,
}

/// What comes next of a body.
pub(crate) enum BodyPiece {
    Bytes(Bytes),
    /// More of the body has to come first.
    Waiting,
    End,
}

impl DecodedBody {
    /// Returns a body that is compressed by `coding`, and has at most so many bytes without it.
    pub(crate) fn new(coding: Option<Decoder>, max_size: usize) -> Self {
        DecodedBody { coding, plain: None, is_complete: false, is_empty: true, size: 0, max_size }
    }

    /// Returns whether the body is compressed.
    pub(crate) fn is_coded(&self) -> bool {
        self.coding.is_some()
    }

    /// Returns how many bytes were read, without their coding.
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// Adds the next bytes of the body, behind those that were read.
    pub(crate) fn push(&mut self, bytes: Bytes) {
        self.is_empty &= bytes.is_empty();
        match &mut self.coding {
            Some(coding) => coding.push(bytes),
            None => {
                self.plain = Some(match self.plain.take() {
                    Some(before) => [before, bytes].concat().into(),
                    None => bytes,
                });
            }
        }
    }

    /// Notes that the body is complete.
    pub(crate) fn finish(&mut self) {
        self.is_complete = true;
        if let Some(coding) = &mut self.coding {
            coding.finish();
        }
    }

    /// Returns the next bytes without their coding.
    ///
    /// # Errors
    /// If the body is not compressed as it says, or has more bytes than it may.
    pub(crate) fn next(&mut self) -> Result<BodyPiece, CodingError> {
        let bytes = match &mut self.coding {
            None => match self.plain.take() {
                Some(bytes) => bytes,
                None if self.is_complete => return Ok(BodyPiece::End),
                None => return Ok(BodyPiece::Waiting),
            },
            // Nothing is not compressed.
            Some(_) if self.is_complete && self.is_empty => return Ok(BodyPiece::End),
            Some(coding) => {
                let mut piece = vec![0; PIECE];
                let len = match coding.read(&mut piece)? {
                    Decoded::Bytes(bytes) => bytes.len(),
                    Decoded::Waiting => return Ok(BodyPiece::Waiting),
                    Decoded::End => return Ok(BodyPiece::End),
                };
                piece.truncate(len);
                piece.into()
            }
        };
        self.size = self.size.saturating_add(bytes.len());
        if self.size > self.max_size {
            return Err(CodingError::TooLarge);
        }
        Ok(BodyPiece::Bytes(bytes))
    }
}
