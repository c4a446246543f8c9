//! Splits an XML document into tags, texts and references, and checks that it is well-formed. It knows no
//! contract.
//!
//! What is refused here is refused for every document: a DTD, an undeclared prefix, a character that XML does
//! not have. Where .NET refuses more than XML asks for, strict mode does so too ([`Tokenizer::is_strict`]).

mod markup;
mod tag;
mod text;

use crate::contract::Serializer;
use crate::error::{Error, ErrorKind, Result};
use crate::raw;
pub(super) use markup::WHITE_SPACE;
use smallvec::SmallVec;
use std::borrow::Cow;
pub(super) use tag::InvalidAttribute;
pub(crate) use tag::{OtherAttribute, RawAttribute, Tag};
pub(crate) use text::{Next, Pieces, RawNode};

/// The namespace declarations in scope, outermost first: each prefix with what it means.
pub(super) type Scope<'x> = SmallVec<[(&'x str, Cow<'x, str>); 4]>;

/// A document, the position in it, and what is open there.
pub(crate) struct Tokenizer<'x> {
    /// The document, without its byte-order mark.
    pub(super) text: &'x str,
    pub(super) bytes: &'x [u8],
    pub(super) pos: usize,
    pub(super) scope: Scope<'x>,
    /// The names of the open elements, outermost first.
    pub(super) path: SmallVec<[&'x str; 8]>,
    /// How deep elements may nest.
    pub(super) max_depth: usize,
    /// Whether to refuse what .NET refuses though it is well-formed, such as processing instructions.
    pub(super) is_strict: bool,
    /// The length of the path to the secret member that is being read, if one is: no word inside it is shown.
    pub(super) secret_depth: Option<usize>,
    /// Which serializer's attributes mean something.
    pub(super) serializer: Serializer,
}

impl<'x> Tokenizer<'x> {
    /// Returns a tokenizer at the start of a document, which has no byte-order mark any more.
    pub(crate) fn new(text: &'x str, max_depth: u32, is_strict: bool) -> Self {
        Tokenizer {
            text,
            bytes: text.as_bytes(),
            pos: 0,
            scope: SmallVec::new(),
            path: SmallVec::new(),
            max_depth: max_depth as usize,
            is_strict,
            secret_depth: None,
            serializer: Serializer::DataContractSerializer,
        }
    }

    /// Returns an error at this position.
    #[cold]
    pub(super) fn error(&self, kind: ErrorKind, message: impl Into<String>) -> Error {
        Error::new(kind, message).at(self.pos)
    }

    /// Says of an error that it is at this position.
    #[cold]
    pub(super) fn locate(&self, error: Error) -> Error {
        error.at(self.pos)
    }

    /// Returns the error for a document that is not well-formed at this position.
    #[cold]
    pub(super) fn syntax(&self, message: impl Into<String>) -> Error {
        self.error(ErrorKind::Syntax, message)
    }

    /// Returns a name of the document as a message may show it: inside a secret member, where any word may be
    /// the secret, it is hidden.
    pub(super) fn shown<'n>(&self, name: &'n str) -> &'n str {
        if self.secret_depth.is_some() { "…" } else { name }
    }

    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.pos).copied()
    }

    #[inline]
    pub(super) fn rest(&self) -> &'x [u8] {
        &self.bytes[self.pos..]
    }

    #[inline]
    pub(super) fn skip_white_space(&mut self) {
        self.pos += raw::white_space_len(self.rest());
    }

    /// Reads all that may stand before the root: a declaration, comments, processing instructions.
    pub(crate) fn prolog(&mut self) -> Result<()> {
        let is_declaration = |rest: &[u8]| {
            rest.starts_with(b"<?xml")
                && rest.get(5).is_some_and(|c| matches!(c, b' ' | b'\t' | b'\r' | b'\n'))
        };
        if is_declaration(self.rest()) {
            self.declaration()?;
        }
        loop {
            self.skip_white_space();
            match self.rest() {
                [b'<', b'!', b'-', b'-', ..] => self.comment()?,
                [b'<', b'!', b'D', ..] => return Err(self.dtd()),
                rest if is_declaration(rest) => {
                    return Err(self.syntax("an XML declaration is allowed only at the very start"));
                }
                [b'<', b'?', ..] => self.processing_instruction()?,
                [b'<', ..] => return Ok(()),
                [] => return Err(self.syntax("the document is empty: a root element is expected")),
                _ => return Err(self.syntax("text before the root element: this is no XML document")),
            }
        }
    }

    /// Reads to the end of the document, where nothing but white space and comments may stand behind the
    /// root.
    pub(crate) fn epilog(&mut self) -> Result<()> {
        loop {
            self.skip_white_space();
            match self.rest() {
                [] => return Ok(()),
                [b'<', b'!', b'-', b'-', ..] => self.comment()?,
                [b'<', b'?', ..] if !self.is_strict => self.processing_instruction()?,
                _ => return Err(self.syntax("there is something after the end of the root element")),
            }
        }
    }
}
