//! The text of JSON as Json.NET's `JsonTextWriter` writes it. As a serializer of serde it knows what the engine writes,
//! and no more; keys are texts.

use crate::clr;
use serde::ser::{Error, Impossible, SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use std::fmt::{self, Display};
use std::io::Write as _;

/// A document that is being written.
pub(super) struct Output {
    out: Vec<u8>,
    /// How deep it is, if it gets white space: two blanks a level.
    level: Option<usize>,
    /// The text of a number.
    scratch: String,
}

/// The error is the engine's, which keeps it.
#[derive(Debug)]
pub(super) struct Stopped;

impl Output {
    /// Writes behind what is there.
    pub(super) fn new(out: Vec<u8>, indented: bool) -> Self {
        Output { out, level: indented.then_some(0), scratch: String::new() }
    }

    pub(super) fn into_inner(self) -> Vec<u8> {
        self.out
    }

    fn begin(&mut self, start: u8, end: u8) -> Items<'_> {
        self.out.push(start);
        if let Some(level) = &mut self.level {
            *level += 1;
        }
        Items { output: self, end, is_empty: true }
    }

    #[inline]
    fn line(&mut self) {
        if let Some(level) = self.level {
            self.out.push(b'\n');
            self.out.resize(self.out.len() + 2 * level, b' ');
        }
    }

    fn number(&mut self, write: impl FnOnce(&mut String)) {
        self.scratch.clear();
        write(&mut self.scratch);
        self.out.extend_from_slice(self.scratch.as_bytes());
    }

    fn text(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        self.out.reserve(rest.len() + 2);
        self.out.push(b'"');
        loop {
            let (plain, special) = rest.split_at(plain_len(rest));
            self.out.extend_from_slice(plain);
            if special.is_empty() {
                break;
            }
            rest = self.escape(special);
        }
        self.out.push(b'"');
    }

    /// Writes the first character of a text, or the first byte of one that needs no escape, and returns what is behind.
    ///
    /// Besides what JSON demands, Json.NET escapes the line ends that JavaScript knows: U+0085, U+2028, U+2029.
    #[inline(never)]
    fn escape<'t>(&mut self, text: &'t [u8]) -> &'t [u8] {
        let (escape, length): (&[u8], usize) = match text {
            [b'"', ..] => (b"\\\"", 1),
            [b'\\', ..] => (b"\\\\", 1),
            [0x08, ..] => (b"\\b", 1),
            [b'\t', ..] => (b"\\t", 1),
            [b'\n', ..] => (b"\\n", 1),
            [0x0c, ..] => (b"\\f", 1),
            [b'\r', ..] => (b"\\r", 1),
            [c @ ..0x20, ..] => {
                let digit = |digit: u8| b"0123456789abcdef"[usize::from(digit)];
                (&[b'\\', b'u', b'0', b'0', digit(c >> 4), digit(c & 15)], 1)
            }
            [0xc2, 0x85, ..] => (b"\\u0085", 2),
            [0xe2, 0x80, 0xa8, ..] => (b"\\u2028", 3),
            [0xe2, 0x80, 0xa9, ..] => (b"\\u2029", 3),
            other => (&other[..1], 1),
        };
        self.out.extend_from_slice(escape);
        &text[length..]
    }
}

/// How many bytes there are before one that [`Output::text`] has to look at.
fn plain_len(bytes: &[u8]) -> usize {
    let (chunks, _) = bytes.as_chunks();
    let start = match chunks.iter().position(|chunk| any_special(*chunk)) {
        Some(index) => 8 * index,
        // The last eight overlap what was looked at.
        None if bytes.last_chunk().is_some_and(|last| !any_special(*last)) => return bytes.len(),
        None => 8 * chunks.len(),
    };
    let rest = &bytes[start..];
    start + rest.iter().position(|c| SPECIAL[usize::from(*c)]).unwrap_or(rest.len())
}

/// Which bytes [`Output::text`] has to look at: what JSON escapes, and the first ones of line ends.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut c = 0;
    while c < special.len() {
        special[c] = matches!(c, ..0x20 | 0x22 | 0x5c | 0xc2 | 0xe2);
        c += 1;
    }
    special
};

/// Whether one of eight bytes has to be looked at; all are compared at once.
#[inline]
fn any_special(bytes: [u8; 8]) -> bool {
    const fn all(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    let bytes = u64::from_le_bytes(bytes);
    let below = |bytes: u64, limit: u8| bytes.wrapping_sub(all(limit)) & !bytes;
    let is = |byte: u8| below(bytes ^ all(byte), 1);
    (below(bytes, 0x20) | is(b'"') | is(b'\\') | is(0xc2) | is(0xe2)) & all(0x80) != 0
}

/// The items of an array, or the members of an object.
pub(super) struct Items<'o> {
    output: &'o mut Output,
    end: u8,
    is_empty: bool,
}

impl Items<'_> {
    #[inline]
    fn next(&mut self) {
        if !self.is_empty {
            self.output.out.push(b',');
        }
        self.is_empty = false;
        self.output.line();
    }

    fn finish(self) {
        if let Some(level) = &mut self.output.level {
            *level -= 1;
        }
        if !self.is_empty {
            self.output.line();
        }
        self.output.out.push(self.end);
    }
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = Stopped;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Stopped> {
        self.next();
        value.serialize(&mut *self.output)
    }

    fn end(self) -> Result<(), Stopped> {
        self.finish();
        Ok(())
    }
}

impl SerializeMap for Items<'_> {
    type Ok = ();
    type Error = Stopped;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Stopped> {
        self.next();
        key.serialize(&mut *self.output)
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Stopped> {
        self.output.out.extend_from_slice(if self.output.level.is_some() { b": " } else { b":" });
        value.serialize(&mut *self.output)
    }

    fn end(self) -> Result<(), Stopped> {
        self.finish();
        Ok(())
    }
}

/// Methods that take a value, and what they do with it.
macro_rules! values {
    ($self:ident; $($name:ident($value:ident: $ty:ty) $body:block)*) => {
        $(
            #[inline]
            fn $name($self, $value: $ty) -> Result<(), Stopped> {
                $body;
                Ok(())
            }
        )*
    };
}

/// Methods for what the engine does not write.
macro_rules! unused {
    ($($name:ident($($ty:ty),*) -> $ok:ident;)*) => {
        $(
            fn $name(self, $(_: $ty),*) -> Result<Self::$ok, Stopped> {
                Err(Stopped)
            }
        )*
    };
}

type Never = Impossible<(), Stopped>;

impl<'o> Serializer for &'o mut Output {
    type Ok = ();
    type Error = Stopped;
    type SerializeSeq = Items<'o>;
    type SerializeMap = Items<'o>;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeStruct = Never;
    type SerializeStructVariant = Never;

    values! {
        self;
        serialize_bool(value: bool) { self.out.extend_from_slice(if value { b"true" } else { b"false" }) }
        serialize_i64(value: i64) { self.out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes()) }
        serialize_u64(value: u64) { self.out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes()) }
        serialize_f32(value: f32) { self.number(|text| clr::write_json_f32(text, value)) }
        serialize_f64(value: f64) { self.number(|text| clr::write_json_f64(text, value)) }
        serialize_char(value: char) { self.text(value.encode_utf8(&mut [0; 4])) }
        serialize_str(value: &str) { self.text(value) }
    }

    fn serialize_none(self) -> Result<(), Stopped> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'o>, Stopped> {
        Ok(self.begin(b'[', b']'))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Items<'o>, Stopped> {
        Ok(self.begin(b'{', b'}'))
    }

    /// The text of a number, as it is.
    fn collect_str<T: ?Sized + Display>(self, value: &T) -> Result<(), Stopped> {
        write!(self.out, "{value}").map_err(|_| Stopped)
    }

    unused! {
        serialize_i8(i8) -> Ok;
        serialize_i16(i16) -> Ok;
        serialize_i32(i32) -> Ok;
        serialize_u8(u8) -> Ok;
        serialize_u16(u16) -> Ok;
        serialize_u32(u32) -> Ok;
        serialize_bytes(&[u8]) -> Ok;
        serialize_unit() -> Ok;
        serialize_unit_struct(&'static str) -> Ok;
        serialize_unit_variant(&'static str, u32, &'static str) -> Ok;
        serialize_tuple(usize) -> SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> SerializeTupleVariant;
        serialize_struct(&'static str, usize) -> SerializeStruct;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> SerializeStructVariant;
    }

    fn serialize_some<T: ?Sized + Serialize>(self, _: &T) -> Result<(), Stopped> {
        Err(Stopped)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, _: &T) -> Result<(), Stopped> {
        Err(Stopped)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Stopped> {
        Err(Stopped)
    }
}

impl Error for Stopped {
    fn custom<T: Display>(_: T) -> Self {
        Stopped
    }
}

impl Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value cannot be written as JSON")
    }
}

impl std::error::Error for Stopped {}

#[cfg(test)]
mod tests {
    use super::Output;
    use proptest::prelude::*;

    fn written(text: &str) -> String {
        let mut output = Output::new(Vec::new(), false);
        output.text(text);
        String::from_utf8(output.into_inner()).unwrap()
    }

    proptest! {
        /// A character that is escaped may stand anywhere among eight bytes.
        #[test]
        fn texts_are_those_of_serde_json(text in "([a-z\u{7f}éж🙂’]|[\u{0}-\u{1f}\"\\\\/]|\u{85}|\u{2028}|\u{2029}){0,40}") {
            let mut expected = serde_json::to_string(&text).unwrap();
            for (c, escape) in [("\u{85}", "\\u0085"), ("\u{2028}", "\\u2028"), ("\u{2029}", "\\u2029")] {
                expected = expected.replace(c, escape);
            }
            prop_assert_eq!(written(&text), expected);
        }
    }
}
