//! The text of a body that comes in pieces: decompressed, and in UTF-8.

use crate::error::Error;
use crate::http::charset::{self, decoder::TextDecoder};
use crate::http::coding::{CodingError, Decoded, Decoder, PIECE};
use bytes::Bytes;
use std::borrow::Cow;

/// The text of a body, as far as it has come.
pub(super) struct TextSource {
    coding: Option<Decoder>,
    /// What has come of a body that is not compressed.
    plain: Option<Bytes>,
    /// Whether the whole body has come.
    is_complete: bool,
    is_empty: bool,
    size: usize,
    max_size: usize,
    /// The name of the character set, as the headers have it.
    charset: Option<String>,
    /// The first bytes, until they say how to go on.
    start: Vec<u8>,
    decoder: Option<TextDecoder>,
    is_at_end: bool,
}

/// What comes next of a text.
pub(super) enum Text {
    /// A piece. The first one has all of an XML declaration, and shows which format it is.
    Piece(Bytes),
    /// More of the body has to come first.
    Waiting,
    End,
}

/// Why a body has no text.
pub(super) enum TextError {
    Wrong(Error),
    Coding(CodingError),
}

/// So many bytes are enough to know how to go on.
const LONG_START: usize = 1 << 10;

impl TextSource {
    pub(super) fn new(coding: Option<Decoder>, charset: Option<String>, max_size: usize) -> Self {
        TextSource {
            coding,
            plain: None,
            is_complete: false,
            is_empty: true,
            size: 0,
            max_size,
            charset,
            start: Vec::new(),
            decoder: None,
            is_at_end: false,
        }
    }

    /// Adds the next bytes of the body, behind those that were read.
    pub(super) fn push(&mut self, bytes: Bytes) {
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

    pub(super) fn finish(&mut self) {
        self.is_complete = true;
        if let Some(coding) = &mut self.coding {
            coding.finish();
        }
    }

    /// Returns how many bytes were read, without their coding.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    pub(super) fn next(&mut self) -> Result<Text, TextError> {
        loop {
            if self.is_at_end {
                return Ok(Text::End);
            }
            match self.next_bytes().map_err(TextError::Coding)? {
                Text::Waiting => return Ok(Text::Waiting),
                Text::Piece(bytes) => {
                    if let Some(decoder) = &mut self.decoder {
                        let text = match decoder.push(&bytes).map_err(TextError::Wrong)? {
                            Cow::Owned(text) => text.into(),
                            Cow::Borrowed(_) => bytes,
                        };
                        return Ok(Text::Piece(text));
                    }
                    self.start.extend_from_slice(&bytes);
                    if is_start(&self.start) {
                        return self.begin().map(Text::Piece).map_err(TextError::Wrong);
                    }
                }
                Text::End => {
                    self.is_at_end = true;
                    let mut rest = Vec::new();
                    if self.decoder.is_none() {
                        rest.extend_from_slice(&self.begin().map_err(TextError::Wrong)?);
                    }
                    if let Some(decoder) = &mut self.decoder {
                        rest.extend_from_slice(&decoder.finish().map_err(TextError::Wrong)?);
                    }
                    if !rest.is_empty() {
                        return Ok(Text::Piece(rest.into()));
                    }
                }
            }
        }
    }

    /// Returns the next bytes without their coding.
    fn next_bytes(&mut self) -> Result<Text, CodingError> {
        let bytes = match &mut self.coding {
            None => match self.plain.take() {
                Some(bytes) => bytes,
                None if self.is_complete => return Ok(Text::End),
                None => return Ok(Text::Waiting),
            },
            // Nothing is not compressed.
            Some(_) if self.is_complete && self.is_empty => return Ok(Text::End),
            Some(coding) => {
                let mut piece = vec![0; PIECE];
                let len = match coding.read(&mut piece)? {
                    Decoded::Bytes(bytes) => bytes.len(),
                    Decoded::Waiting => return Ok(Text::Waiting),
                    Decoded::End => return Ok(Text::End),
                };
                piece.truncate(len);
                piece.into()
            }
        };
        self.size = self.size.saturating_add(bytes.len());
        if self.size > self.max_size {
            return Err(CodingError::TooLarge);
        }
        Ok(Text::Piece(bytes))
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
