//! XML to values: any document that says the same, or only what .NET reads.

mod attributes;
mod class;
mod content;
mod foretold;
mod instruction;
mod notices;
mod out_of_order;
mod reference;
mod scalar;
mod tag;
#[cfg(feature = "http")]
mod tree;
mod value;

use super::ReadOptions;
use super::known::KnownTypes;
use super::raw;
use crate::contract::plan::{Shape, TypePlan};
use crate::contract::{Primitive, SER, SYSTEM, Type};
use crate::error::{Error, ErrorKind, Result};
use crate::notice::NoticeBudget;
use crate::value::Slot;
use reference::References;
use smallvec::SmallVec;
use std::borrow::Cow;
use tag::Tag;
#[cfg(feature = "http")]
pub(crate) use tree::{is_nil, read_tree};

pub(crate) struct Reader<'x, 'o> {
    /// The document, without its byte-order mark.
    text: &'x str,
    bytes: &'x [u8],
    pos: usize,
    /// How many bytes the byte-order mark has.
    mark: usize,
    /// The namespace declarations in scope, outermost first.
    scope: SmallVec<[(&'x str, Cow<'x, str>); 4]>,
    /// The names of the open elements.
    path: SmallVec<[&'x str; 8]>,
    /// Texts that do not stand in the document as they are.
    scratch: String,
    notice_budget: NoticeBudget,
    options: ReadOptions<'o>,
    /// Whether elements are foretold.
    foretells: bool,
    /// The type of the root.
    root: Type,
    known: KnownTypes<'o>,
    /// The objects with `z:Id`, if there are any.
    references: Option<References<'x>>,
    /// Whether what is being read stands out of order and was read before, by way of trial.
    is_tried: bool,
    /// How many bytes were read again because references to them had to be copied.
    copied: usize,
    /// How many names lead to the secret member that is being read, if one is: what stands inside it is not told.
    secret_depth: Option<usize>,
}

/// Reads a document whose root is of this type. Nothing is foretold if not asked for: the same, but slow.
pub(crate) fn read_document(
    text: &str,
    slot: Slot<'_>,
    ty: &TypePlan,
    options: ReadOptions<'_>,
    foretells: bool,
) -> Result<()> {
    let (text, mark) = crate::error::input(text, options.max_size)?;
    let mut reader = Reader::new(text, mark, ty.ty, options);
    reader.foretells = foretells;
    let result = reader.document(slot, ty);
    if let (Some(last), Some(notices)) = (reader.notice_budget.last(), &mut reader.options.notices) {
        notices(&last);
    }
    match result {
        Ok(()) => Ok(()),
        Err(error) => {
            let shown = reader.secret_depth.unwrap_or(usize::MAX);
            Err(error.at(reader.pos).in_path(reader.path.into_iter().take(shown)).locate(text, mark))
        }
    }
}

impl<'x, 'o> Reader<'x, 'o> {
    /// A reader of a document without its byte-order mark, whose root is of this type.
    fn new(text: &'x str, mark: usize, root: Type, options: ReadOptions<'o>) -> Self {
        Reader {
            text,
            bytes: text.as_bytes(),
            pos: 0,
            mark,
            scope: SmallVec::new(),
            path: SmallVec::new(),
            scratch: String::new(),
            known: KnownTypes::new(options.known_types),
            notice_budget: NoticeBudget::new(options.max_notices),
            options,
            foretells: true,
            root,
            references: None,
            is_tried: false,
            copied: 0,
            secret_depth: None,
        }
    }
}

impl<'x> Reader<'x, '_> {
    #[cold]
    fn error(&self, kind: ErrorKind, message: impl Into<String>) -> Error {
        Error::new(kind, message).at(self.pos)
    }

    #[cold]
    fn syntax(&self, message: impl Into<String>) -> Error {
        self.error(ErrorKind::Syntax, message)
    }

    /// A name of the document for a message; inside a secret member, where any word may be a secret, it is not shown.
    fn shown<'n>(&self, name: &'n str) -> &'n str {
        if self.secret_depth.is_some() { "…" } else { name }
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.pos).copied()
    }

    #[inline]
    fn rest(&self) -> &'x [u8] {
        &self.bytes[self.pos..]
    }

    #[inline]
    fn skip_white_space(&mut self) {
        self.pos += raw::white_space_len(self.rest());
    }

    fn document(&mut self, mut slot: Slot<'_>, ty: &TypePlan) -> Result<()> {
        if !self.foretold_root(&mut slot, ty)? {
            self.prolog()?;
            let tag = self.start_tag()?;
            self.check_root(&tag, ty)?;
            self.root_value(slot, ty, &tag)?;
            self.finish(&tag)?;
        }
        self.epilog()
    }

    /// Nothing but white space and comments may stand behind the root.
    fn epilog(&mut self) -> Result<()> {
        loop {
            self.skip_white_space();
            match self.rest() {
                [] => return Ok(()),
                [b'<', b'!', b'-', b'-', ..] => self.comment()?,
                [b'<', b'?', ..] if !self.options.strict => self.processing_instruction()?,
                _ => return Err(self.syntax("there is something after the end of the root element")),
            }
        }
    }

    fn prolog(&mut self) -> Result<()> {
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

    fn dtd(&self) -> Error {
        self.syntax(
            "document type declarations are refused, since they can make a document grow without bounds",
        )
    }

    /// The root has to have the contract's name.
    fn check_root(&self, tag: &Tag<'x>, ty: &TypePlan) -> Result<()> {
        let (name, namespace) = match &ty.shape {
            Shape::Object => ("anyType", SER),
            Shape::Primitive(Primitive::DateTimeOffset) => ("DateTimeOffset", SYSTEM),
            Shape::Primitive(primitive) => (primitive.contract_name(), SER),
            Shape::Contract(_) | Shape::Library(_) => match ty.object() {
                Some(plan) => (plan.name.name.as_str(), plan.name.namespace.as_str()),
                None => return Err(self.error(ErrorKind::Root, "the root's type has no contract")),
            },
        };
        if tag.local == name && self.namespace_of(tag) == namespace {
            return Ok(());
        }
        let found = self.namespace_of(tag);
        let message = format!(
            "the root element is `{}` in the namespace `{found}`, but the contract's is `{name}` in `{namespace}`",
            tag.local
        );
        Err(Error::new(ErrorKind::Root, message).at(tag.start))
    }
}
