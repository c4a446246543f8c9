//! The document that is being written.

use crate::raw::{self, Batch, Literal};

/// The bytes of a document. Only whole texts are appended, so they are UTF-8.
pub(crate) struct Output<'o> {
    bytes: &'o mut Vec<u8>,
    scratch: String,
}

impl<'o> Output<'o> {
    pub(crate) fn new(bytes: &'o mut Vec<u8>) -> Self {
        Output { bytes, scratch: String::new() }
    }

    /// Returns the text that `write` writes.
    pub(crate) fn text_of(write: impl FnOnce(&mut Output<'_>)) -> String {
        let mut bytes = Vec::new();
        write(&mut Output::new(&mut bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    #[inline]
    pub(crate) fn push_str(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    #[inline]
    pub(crate) fn push(&mut self, c: char) {
        self.push_str(c.encode_utf8(&mut [0; 4]));
    }

    /// Takes the last byte back, which has to be a character of ASCII.
    #[inline]
    pub(crate) fn pop(&mut self) {
        self.bytes.pop();
    }

    #[inline]
    pub(crate) fn push_literal(&mut self, literal: &Literal) {
        raw::push_literal(self.bytes, literal);
    }

    #[inline]
    pub(crate) fn push_integer(&mut self, value: i64) {
        self.push_literal_and_integer(Literal::empty(), value);
    }

    #[inline]
    pub(crate) fn push_unsigned(&mut self, value: u64) {
        self.push_literal_and_unsigned(Literal::empty(), value);
    }

    /// Begins a batch with a literal, for what follows it closely.
    #[inline]
    pub(crate) fn batch_behind(&mut self, literal: &Literal) -> Batch<'_> {
        Batch::behind(self.bytes, literal)
    }

    /// What `write` appends to a `String`.
    pub(crate) fn push_with(&mut self, write: impl FnOnce(&mut String)) {
        self.scratch.clear();
        write(&mut self.scratch);
        self.bytes.extend_from_slice(self.scratch.as_bytes());
    }

    /// Text: `&`, `<` and `>` are escaped, characters that XML forbids become references, and every line end
    /// (CR, LF, CR LF) becomes the writer's own.
    #[inline]
    pub(crate) fn push_text(&mut self, text: &str, line_end: &str) {
        self.push_literal_and_text(Literal::empty(), text, line_end);
    }

    /// A literal, then an integer.
    #[inline]
    pub(crate) fn push_literal_and_integer(&mut self, literal: &Literal, value: i64) {
        raw::push_literal_and_integer(self.bytes, literal, value);
    }

    /// A literal, then an integer.
    #[inline]
    pub(crate) fn push_literal_and_unsigned(&mut self, literal: &Literal, value: u64) {
        raw::push_literal_and_unsigned(self.bytes, literal, value);
    }

    /// A literal, then text.
    #[inline]
    pub(crate) fn push_literal_and_text(&mut self, literal: &Literal, text: &str, line_end: &str) {
        if !raw::push_literal_and_text(self.bytes, literal, text) {
            raw::push_escaped(self.bytes, text, line_end);
        }
    }
}
