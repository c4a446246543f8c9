//! The rules that `#[derive(DataContract)]`, `#[derive(Endpoint)]` and the generator of
//! `datacontract-codegen` share.
//!
//! A spec that passes the generator's check becomes code that the derives take. So what a derive refuses in a
//! text is decided here, once, and both ask. Not for use by hand: it changes with them.

#![forbid(unsafe_code)]

pub mod case;
mod data_type;
pub mod name;
pub mod namespace;
pub mod path;
mod underlying;
pub mod xml_serializer;

pub use case::Case;
pub use data_type::DataType;
pub use underlying::Underlying;

use std::ops::Range;

/// What is wrong with a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError {
    /// The bytes of the text that are wrong.
    pub at: Range<usize>,
    /// What is wrong, without a capital at the start and without a full stop.
    pub message: String,
}

impl TextError {
    fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }

    /// Makes an error of the text as a whole.
    fn of(text: &str, message: impl Into<String>) -> Self {
        Self::new(0..text.len(), message)
    }
}
