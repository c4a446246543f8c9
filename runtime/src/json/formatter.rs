//! The text of JSON as Json.NET's `JsonTextWriter` writes it, where `serde_json` differs.

use crate::clr;
use memchr::memchr2_iter;
use serde_json::ser::{CharEscape, Formatter, PrettyFormatter};
use std::io::{self, Write};

/// Both of Json.NET's `Formatting`s, so that the engine is compiled for one formatter only.
pub(super) struct JsonNet {
    indented: Option<PrettyFormatter<'static>>,
    scratch: String,
}

impl JsonNet {
    pub(super) fn new(indented: bool) -> Self {
        JsonNet { indented: indented.then(PrettyFormatter::new), scratch: String::new() }
    }
}

/// Hands a call to the indenting formatter if there is one, and does the plain thing otherwise.
macro_rules! structure {
    ($($name:ident($($arg:ident: $ty:ty)?) $plain:literal;)*) => {
        $(
            #[inline]
            fn $name<W: ?Sized + Write>(&mut self, writer: &mut W $(, $arg: $ty)?) -> io::Result<()> {
                match &mut self.indented {
                    None => writer.write_all($plain),
                    Some(indented) => indented.$name(writer $(, $arg)?),
                }
            }
        )*
    };
    (first: $($name:ident;)*) => {
        $(
            #[inline]
            fn $name<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
                match &mut self.indented {
                    None if first => Ok(()),
                    None => writer.write_all(b","),
                    Some(indented) => indented.$name(writer, first),
                }
            }
        )*
    };
}

impl Formatter for JsonNet {
    structure! {
        begin_array() b"[";
        end_array() b"]";
        begin_object() b"{";
        end_object() b"}";
        begin_object_value() b":";
        end_array_value() b"";
        end_object_value() b"";
    }
    structure! { first: begin_array_value; begin_object_key; }

    fn write_f32<W: ?Sized + Write>(&mut self, writer: &mut W, value: f32) -> io::Result<()> {
        self.scratch.clear();
        clr::write_json_f32(&mut self.scratch, value);
        writer.write_all(self.scratch.as_bytes())
    }

    fn write_f64<W: ?Sized + Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        self.scratch.clear();
        clr::write_json_f64(&mut self.scratch, value);
        writer.write_all(self.scratch.as_bytes())
    }

    /// Besides what JSON demands, Json.NET escapes the line ends that JavaScript knows: U+0085, U+2028, U+2029.
    #[inline]
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if fragment.is_ascii() {
            return writer.write_all(fragment.as_bytes());
        }
        write_with_line_ends(writer, fragment.as_bytes())
    }

    #[inline]
    fn write_char_escape<W: ?Sized + Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        match escape {
            // JSON may escape it, Json.NET does not.
            CharEscape::Solidus => writer.write_all(b"/"),
            CharEscape::AsciiControl(byte) => write!(writer, "\\u{byte:04x}"),
            CharEscape::Quote => writer.write_all(b"\\\""),
            CharEscape::ReverseSolidus => writer.write_all(b"\\\\"),
            CharEscape::Backspace => writer.write_all(b"\\b"),
            CharEscape::FormFeed => writer.write_all(b"\\f"),
            CharEscape::LineFeed => writer.write_all(b"\\n"),
            CharEscape::CarriageReturn => writer.write_all(b"\\r"),
            CharEscape::Tab => writer.write_all(b"\\t"),
        }
    }
}

fn write_with_line_ends<W: ?Sized + Write>(writer: &mut W, bytes: &[u8]) -> io::Result<()> {
    let mut copied = 0;
    // Their UTF-8 forms are C2 85, E2 80 A8 and E2 80 A9.
    for at in memchr2_iter(0xc2, 0xe2, bytes) {
        let (escape, len): (&[u8], usize) = match &bytes[at..] {
            [0xc2, 0x85, ..] => (b"\\u0085", 2),
            [0xe2, 0x80, 0xa8, ..] => (b"\\u2028", 3),
            [0xe2, 0x80, 0xa9, ..] => (b"\\u2029", 3),
            _ => continue,
        };
        writer.write_all(&bytes[copied..at])?;
        writer.write_all(escape)?;
        copied = at + len;
    }
    writer.write_all(&bytes[copied..])
}
