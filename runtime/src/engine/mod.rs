//! What both engines do with every document, whatever its format: buffers, bytes, and values of all kinds.

mod positions;

pub(crate) use positions::{Origin, Positions};

use crate::contract::Type;
use crate::error::{Error, ErrorKind, Result, utf8};
use crate::raw::into_string;
use crate::value::dynamic::Value;
use crate::value::{Field, Slot, View};

/// How deep a document may nest unless the options say otherwise: what ASP.NET reads.
pub(crate) const MAX_DEPTH: u32 = 256;

/// How many bytes a document may have unless the options say otherwise.
pub(crate) const MAX_SIZE: usize = 64 << 20;

/// How many bytes an item may have that is read by itself, unless the options say otherwise.
pub(crate) const MAX_ITEM_SIZE: usize = 16 << 20;

/// A document without its byte-order mark.
pub(crate) struct Document<'d> {
    pub(crate) text: &'d str,
    /// Where the text stands in the input.
    pub(crate) positions: Positions,
}

impl<'d> Document<'d> {
    /// Takes off the byte-order mark, and refuses a document of more than `max_size` bytes.
    pub(crate) fn new(input: &'d str, max_size: usize) -> Result<Self> {
        if input.len() > max_size {
            let message = format!(
                "the document has more than {max_size} bytes; ReadOptions::max_size raises the limit"
            );
            return Err(Error::new(ErrorKind::Limit, message));
        }
        let text = input.strip_prefix('\u{feff}').unwrap_or(input);
        Ok(Document { text, positions: Positions::of_document(input.len() - text.len()) })
    }
}

/// The engine of one format.
pub(crate) trait Engine {
    /// The options for writing.
    type WriteOptions<'o>;
    /// The options for reading.
    type ReadOptions<'o>;

    /// Appends a value whose root is declared as `ty` to `out`, in UTF-8 without a byte-order mark.
    ///
    /// After an error `out` holds a part of the value.
    fn write(ty: &Type, view: View<'_>, options: &Self::WriteOptions<'_>, out: &mut Vec<u8>) -> Result<()>;

    /// Reads a document whose root is declared as `ty` into a slot.
    ///
    /// After an error the slot holds a part of the value.
    fn read(text: &str, ty: &Type, slot: Slot<'_>, options: Self::ReadOptions<'_>) -> Result<()>;

    /// Writes a value into a buffer of its own.
    fn to_vec(ty: &Type, view: View<'_>, options: &Self::WriteOptions<'_>) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        Self::write(ty, view, options, &mut out)?;
        Ok(out)
    }

    /// Writes a value as a text.
    fn to_string(ty: &Type, view: View<'_>, options: &Self::WriteOptions<'_>) -> Result<String> {
        Self::to_vec(ty, view, options).map(into_string)
    }

    /// Appends a value to a buffer. After an error the buffer is as it was before.
    fn append(
        ty: &Type,
        view: View<'_>,
        options: &Self::WriteOptions<'_>,
        buffer: &mut Vec<u8>,
    ) -> Result<()> {
        let before = buffer.len();
        let result = Self::write(ty, view, options, buffer);
        if result.is_err() {
            buffer.truncate(before);
        }
        result
    }

    /// Reads a document as a Rust type.
    fn typed<T: Field>(text: &str, options: Self::ReadOptions<'_>) -> Result<T> {
        let mut value = T::initial();
        Self::read(text, &T::TYPE, value.slot(), options)?;
        Ok(value)
    }

    /// Reads UTF-8 bytes, with or without a byte-order mark, as a Rust type.
    fn typed_from_slice<T: Field>(bytes: &[u8], options: Self::ReadOptions<'_>) -> Result<T> {
        Self::typed(utf8(bytes)?, options)
    }

    /// Reads a document whose root is declared as `ty` as a value without a Rust type.
    fn untyped(text: &str, ty: &Type, options: Self::ReadOptions<'_>) -> Result<Value> {
        let mut value = Value::default_of(ty);
        Self::read(text, ty, Slot::Value(&mut value), options)?;
        Ok(value)
    }

    /// Reads UTF-8 bytes, with or without a byte-order mark, as a value without a Rust type.
    fn untyped_from_slice(bytes: &[u8], ty: &Type, options: Self::ReadOptions<'_>) -> Result<Value> {
        Self::untyped(utf8(bytes)?, ty, options)
    }
}
