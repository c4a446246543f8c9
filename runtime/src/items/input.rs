//! The bytes of a document as they come, in pieces of any size.

use crate::engine::{Document, Origin, Positions};
use crate::error::{Error, Result, no_utf8};

/// What has come of a document and was not read yet.
pub(super) struct Input {
    text: String,
    /// The first bytes of a character whose last ones have not come.
    partial: Vec<u8>,
    /// Where the text begins in the document.
    origin: Origin,
    /// How many bytes have come.
    size: usize,
    /// The offset of the first byte that is no UTF-8.
    invalid: Option<usize>,
    is_last: bool,
    is_begun: bool,
}

/// A part of a document.
#[derive(Clone, Copy)]
pub(crate) struct Window<'w> {
    pub(crate) text: &'w str,
    origin: Origin,
    /// Whether nothing follows.
    pub(crate) is_last: bool,
}

impl<'w> Window<'w> {
    /// Returns the position at the start of the window.
    #[cfg(feature = "json")]
    pub(crate) fn start(&self) -> WindowPosition<'w> {
        WindowPosition { text: self.text, pos: 0, origin: self.origin }
    }

    /// Returns the text from one position to another, for an engine.
    pub(crate) fn document(&self, start: usize, end: usize) -> Document<'w> {
        let origin = if start == 0 { self.origin } else { self.origin.behind(&self.text[..start]) };
        Document { text: &self.text[start..end], positions: Positions::of_part(origin, None) }
    }
}

/// A position in a window that only goes on, and where it is in the input.
#[cfg(feature = "json")]
pub(crate) struct WindowPosition<'w> {
    text: &'w str,
    pos: usize,
    origin: Origin,
}

#[cfg(feature = "json")]
impl<'w> WindowPosition<'w> {
    /// Goes on to a position.
    pub(crate) fn move_to(&mut self, pos: usize) {
        self.origin = self.origin.behind(&self.text[self.pos..pos]);
        self.pos = pos;
    }

    /// Returns the text from the position to another one, for an engine.
    pub(crate) fn document(&self, end: usize) -> Document<'w> {
        Document { text: &self.text[self.pos..end], positions: Positions::of_part(self.origin, None) }
    }
}

impl Input {
    pub(super) fn new() -> Self {
        Input {
            text: String::new(),
            partial: Vec::new(),
            origin: Origin::behind_bom(0),
            size: 0,
            invalid: None,
            is_last: false,
            is_begun: false,
        }
    }

    /// Adds the next bytes of the document.
    pub(super) fn push(&mut self, mut bytes: &[u8]) {
        while !self.partial.is_empty()
            && let [first, rest @ ..] = bytes
        {
            self.partial.push(*first);
            bytes = rest;
            self.size += 1;
            match std::str::from_utf8(&self.partial) {
                Ok(character) => {
                    self.text.push_str(character);
                    self.partial.clear();
                }
                Err(error) if error.error_len().is_some() => {
                    self.invalid.get_or_insert(self.size - self.partial.len());
                    self.partial.clear();
                }
                Err(_) => {}
            }
        }
        if self.invalid.is_none() {
            match std::str::from_utf8(bytes) {
                Ok(text) => self.text.push_str(text),
                Err(error) => {
                    let (valid, rest) = bytes.split_at(error.valid_up_to());
                    self.text.push_str(std::str::from_utf8(valid).unwrap_or_default());
                    if error.error_len().is_some() {
                        self.invalid = Some(self.size + valid.len());
                    } else {
                        self.partial.extend_from_slice(rest);
                    }
                }
            }
        }
        self.size += bytes.len();
        if !self.is_begun && !self.text.is_empty() {
            self.is_begun = true;
            if self.text.starts_with('\u{feff}') {
                self.text.drain(..'\u{feff}'.len_utf8());
                self.origin = Origin::behind_bom('\u{feff}'.len_utf8());
            }
        }
    }

    /// Notes that no more bytes follow.
    pub(super) fn finish(&mut self) {
        self.is_last = true;
        if !self.partial.is_empty() {
            self.invalid.get_or_insert(self.size - self.partial.len());
        }
    }

    /// Returns how many bytes of the document have come.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Returns how many bytes were not read yet.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Returns whether nothing follows what has come.
    pub(super) fn is_last(&self) -> bool {
        self.is_last
    }

    /// Returns an error if what follows is no UTF-8.
    pub(super) fn check_rest(&self) -> Result<()> {
        match self.invalid {
            Some(offset) => Err(no_utf8(offset)),
            None => Ok(()),
        }
    }

    pub(super) fn window(&self) -> Window<'_> {
        Window { text: &self.text, origin: self.origin, is_last: self.is_last && self.invalid.is_none() }
    }

    /// Returns where the text begins in the document.
    pub(super) fn origin(&self) -> Origin {
        self.origin
    }

    /// Says of an error that it is where the text begins.
    pub(super) fn locate(&self, error: Error) -> Error {
        Positions::of_part(self.origin, None).locate(error.at(0), "")
    }

    /// Forgets what was read.
    pub(super) fn skip(&mut self, len: usize) {
        self.origin = self.origin.behind(&self.text[..len]);
        self.text.drain(..len);
    }
}

#[cfg(test)]
mod tests {
    use super::Input;

    #[test]
    fn characters_may_be_cut_anywhere() {
        let document = "\u{feff}aä€😀b".as_bytes();
        for size in 1..=document.len() {
            let mut input = Input::new();
            document.chunks(size).for_each(|chunk| input.push(chunk));
            input.finish();
            let window = input.window();
            assert_eq!(
                (window.text, window.is_last, input.size()),
                ("aä€😀b", true, document.len()),
                "{size}"
            );
            assert!(input.check_rest().is_ok());
        }
    }

    #[test]
    fn the_first_invalid_byte_is_named() {
        for (bytes, offset) in [
            (&b"ab\xffcd"[..], 2),
            (b"a\xe2\x82", 1),
            (b"a\xe2\x82b", 1),
            (b"\xc3\xa4\xe2(\xa4", 2),
            (b"\x80", 0),
        ] {
            let whole = std::str::from_utf8(bytes).unwrap_err();
            assert_eq!(whole.valid_up_to(), offset);
            for size in 1..=bytes.len() {
                let mut input = Input::new();
                bytes.chunks(size).for_each(|chunk| input.push(chunk));
                input.finish();
                assert_eq!(input.check_rest().unwrap_err().offset(), Some(offset), "{bytes:?} by {size}");
                assert_eq!(input.window().text.as_bytes(), &bytes[..offset], "{bytes:?} by {size}");
                assert!(!input.window().is_last);
            }
        }
    }
}
