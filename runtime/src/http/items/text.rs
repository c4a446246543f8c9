//! The text of a body that comes in pieces: decompressed, and in UTF-8.

use crate::error::Error;
use crate::http::charset::{self, decoder::TextDecoder};
use crate::http::coding::{BodyPiece, CodingError, DecodedBody};
use bytes::Bytes;
use std::borrow::Cow;

/// The text of a body, as far as it has come.
pub(super) struct TextSource {
    body: DecodedBody,
    /// The name of the character set, as the headers have it.
    charset: Option<String>,
    /// The first bytes, until they say how to go on.
    start: Vec<u8>,
    decoder: Option<TextDecoder>,
    is_at_end: bool,
}

/// Why a body has no text.
pub(super) enum TextError {
    Wrong(Error),
    Coding(CodingError),
}

/// So many bytes are enough to know how to go on.
const LONG_START: usize = 1 << 10;

impl TextSource {
    pub(super) fn new(body: DecodedBody, charset: Option<String>) -> Self {
        TextSource { body, charset, start: Vec::new(), decoder: None, is_at_end: false }
    }

    /// Adds the next bytes of the body, behind those that were read.
    pub(super) fn push(&mut self, bytes: Bytes) {
        self.body.push(bytes);
    }

    pub(super) fn finish(&mut self) {
        self.body.finish();
    }

    /// Returns how many bytes were read, without their coding.
    pub(super) fn size(&self) -> usize {
        self.body.size()
    }

    /// Returns the next piece of the text. The first one has all of an XML declaration, and shows which format it is.
    pub(super) fn next(&mut self) -> Result<BodyPiece, TextError> {
        loop {
            if self.is_at_end {
                return Ok(BodyPiece::End);
            }
            match self.body.next().map_err(TextError::Coding)? {
                BodyPiece::Waiting => return Ok(BodyPiece::Waiting),
                BodyPiece::Bytes(bytes) => {
                    if let Some(decoder) = &mut self.decoder {
                        let text = match decoder.push(&bytes).map_err(TextError::Wrong)? {
                            Cow::Owned(text) => text.into(),
                            Cow::Borrowed(_) => bytes,
                        };
                        return Ok(BodyPiece::Bytes(text));
                    }
                    self.start.extend_from_slice(&bytes);
                    if is_start(&self.start) {
                        return self.begin().map(BodyPiece::Bytes).map_err(TextError::Wrong);
                    }
                }
                BodyPiece::End => {
                    self.is_at_end = true;
                    let mut rest = Vec::new();
                    if self.decoder.is_none() {
                        rest.extend_from_slice(&self.begin().map_err(TextError::Wrong)?);
                    }
                    if let Some(decoder) = &mut self.decoder {
                        rest.extend_from_slice(&decoder.finish().map_err(TextError::Wrong)?);
                    }
                    if !rest.is_empty() {
                        return Ok(BodyPiece::Bytes(rest.into()));
                    }
                }
            }
        }
    }

    /// Decodes the first bytes.
    fn begin(&mut self) -> Result<Bytes, Error> {
        let start = std::mem::take(&mut self.start);
        let name = self.charset.as_deref().or_else(|| charset::of_declaration(&start));
        let (found, bom_len) = charset::of_body(&start, name)?;
        let decoder = self.decoder.insert(TextDecoder::new(found));
        let text = decoder.push(&start[bom_len..])?;
        let valid = match std::str::from_utf8(&text) {
            Ok(valid) => valid,
            Err(error) => std::str::from_utf8(&text[..error.valid_up_to()]).unwrap_or_default(),
        };
        let rest = &text[valid.len()..];
        Ok([charset::without_declaration(valid).as_bytes(), rest].concat().into())
    }
}

/// Returns whether the first bytes of a body say in which character set and in which format it goes on.
fn is_start(bytes: &[u8]) -> bool {
    if bytes.len() >= LONG_START {
        return true;
    }
    // Without byte-order marks, and without the other byte of UTF-16.
    let is_shown =
        |byte: &&u8| !matches!(**byte, 0 | 0xef | 0xbb | 0xbf | 0xfe | 0xff | b' ' | b'\t' | b'\n' | b'\r');
    let mut shown = bytes.iter().filter(is_shown);
    let declaration_is_whole =
        || bytes.iter().position(|byte| *byte == b'>').is_some_and(|end| end + 2 <= bytes.len());
    bytes.len() >= 4
        && match (shown.next(), shown.next()) {
            (Some(b'<'), Some(b'?')) => declaration_is_whole(),
            (Some(b'<'), None) | (None, _) => false,
            _ => true,
        }
}
