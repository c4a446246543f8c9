//! Text of a character set that comes in pieces.

use super::Charset;
use crate::error::Result;
use encoding_rs::{Decoder, DecoderResult};
use std::borrow::Cow;

/// Decodes a text to UTF-8 while it comes.
pub(crate) struct TextDecoder {
    charset: Charset,
    /// The decoder of a code page, which keeps the first bytes of a character by itself.
    page: Option<Decoder>,
    /// The first bytes of a character whose last ones have not come.
    partial: Vec<u8>,
    /// How many bytes were decoded.
    offset: usize,
}

/// Whether more bytes follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    Follows,
    Nothing,
}

impl TextDecoder {
    pub(crate) fn new(charset: Charset) -> Self {
        let page = match charset {
            Charset::CodePage(page) => Some(page.0.new_decoder_without_bom_handling()),
            _ => None,
        };
        TextDecoder { charset, page, partial: Vec::new(), offset: 0 }
    }

    /// Returns the text of the next bytes in UTF-8. Bytes that are said to be UTF-8 are not looked at.
    ///
    /// # Errors
    /// If they are no text of the character set. The error has the position.
    pub(crate) fn push<'b>(&mut self, bytes: &'b [u8]) -> Result<Cow<'b, [u8]>> {
        self.decode(bytes, Rest::Follows)
    }

    /// Notes that no more bytes follow, and returns what is left of the text.
    ///
    /// # Errors
    /// If it ends within a character.
    pub(crate) fn finish(&mut self) -> Result<Cow<'static, [u8]>> {
        self.decode(&[], Rest::Nothing)
    }

    fn decode<'b>(&mut self, bytes: &'b [u8], rest: Rest) -> Result<Cow<'b, [u8]>> {
        if let Some(page) = &mut self.page {
            let text = decode_page(page, bytes, rest).map_err(|at| {
                // The first bytes of a character may have come before.
                let at = isize::try_from(self.offset).unwrap_or(isize::MAX).saturating_add(at);
                self.charset.wrong_at(usize::try_from(at).unwrap_or(0))
            })?;
            self.offset += bytes.len();
            return Ok(Cow::Owned(text.into_bytes()));
        }
        let bytes = match self.charset {
            Charset::Utf8 => return Ok(Cow::Borrowed(bytes)),
            Charset::Utf16Le | Charset::Utf16Be => {
                let mut all = std::mem::take(&mut self.partial);
                all.extend_from_slice(bytes);
                if rest == Rest::Follows {
                    self.partial = all.split_off(self.whole_len(&all));
                }
                Cow::Owned(all)
            }
            _ => Cow::Borrowed(bytes),
        };
        let text = self
            .charset
            .decode(&bytes)
            .map_err(|error| self.charset.wrong_at(self.offset + error.offset().unwrap_or(0)))?;
        let text = text.into_owned().into_bytes();
        self.offset += bytes.len();
        Ok(Cow::Owned(text))
    }

    /// Returns how many bytes of UTF-16 are whole characters, as far as this can be told.
    fn whole_len(&self, bytes: &[u8]) -> usize {
        let (pairs, odd) = bytes.as_chunks::<2>();
        let last = pairs.last().map(|pair| match self.charset {
            Charset::Utf16Be => u16::from_be_bytes(*pair),
            _ => u16::from_le_bytes(*pair),
        });
        let is_half = last.is_some_and(|unit| matches!(unit, 0xd800..=0xdbff));
        bytes.len() - odd.len() - if is_half { 2 } else { 0 }
    }
}

/// Returns the text of bytes, or the position of the first wrong one, which may be in bytes that came before.
fn decode_page(decoder: &mut Decoder, bytes: &[u8], rest: Rest) -> std::result::Result<String, isize> {
    let most = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(most.ok_or(0_isize)?);
    let is_last = rest == Rest::Nothing;
    match decoder.decode_to_string_without_replacement(bytes, &mut text, is_last) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        (DecoderResult::Malformed(wrong, behind), read) => {
            let read = isize::try_from(read).unwrap_or(isize::MAX);
            Err(read - isize::from(wrong) - isize::from(behind))
        }
        (DecoderResult::OutputFull, read) => Err(isize::try_from(read).unwrap_or(isize::MAX)),
    }
}
