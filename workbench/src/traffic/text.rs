//! Bodies as text, in the encodings that Web API writes.

/// How the text of a body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

impl Encoding {
    /// Returns the name as the recordings have it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }

    pub(crate) fn of_name(name: &str) -> Option<Self> {
        [Self::Utf8, Self::Utf16Le, Self::Utf16Be].into_iter().find(|encoding| encoding.name() == name)
    }
}

/// A decoded body, from which the same bytes can be made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) encoding: Encoding,
    /// Whether a byte-order mark stands before the text.
    pub(crate) has_mark: bool,
    pub(crate) content: String,
}

impl Text {
    /// Returns a body as text; `None` if it is neither UTF-8 nor UTF-16.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        let (encoding, has_mark, rest) = match bytes {
            [0xEF, 0xBB, 0xBF, rest @ ..] => (Encoding::Utf8, true, rest),
            [0xFF, 0xFE, rest @ ..] => (Encoding::Utf16Le, true, rest),
            [0xFE, 0xFF, rest @ ..] => (Encoding::Utf16Be, true, rest),
            // Every document begins with a character of ASCII.
            [first, 0, ..] if *first != 0 => (Encoding::Utf16Le, false, bytes),
            [0, second, ..] if *second != 0 => (Encoding::Utf16Be, false, bytes),
            _ => (Encoding::Utf8, false, bytes),
        };
        let unit = match encoding {
            Encoding::Utf8 => {
                return Some(Text { encoding, has_mark, content: String::from_utf8(rest.to_vec()).ok()? });
            }
            Encoding::Utf16Le => u16::from_le_bytes,
            Encoding::Utf16Be => u16::from_be_bytes,
        };
        let (pairs, []) = rest.as_chunks::<2>() else { return None };
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        Some(Text { encoding, has_mark, content: String::from_utf16(&units).ok()? })
    }

    /// Returns another text that is encoded likewise.
    pub(crate) fn with(&self, content: String) -> Self {
        Text { content, ..*self }
    }

    /// Returns the bytes of the body.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mark = self.has_mark.then_some('\u{feff}');
        let text = mark.iter().copied().chain(self.content.chars());
        match self.encoding {
            Encoding::Utf8 => text.collect::<String>().into_bytes(),
            Encoding::Utf16Le => text.collect::<String>().encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => text.collect::<String>().encode_utf16().flat_map(u16::to_be_bytes).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Text};

    #[test]
    fn the_same_bytes_come_out_again() {
        for (bytes, encoding, text) in [
            (&b"{}"[..], Encoding::Utf8, "{}"),
            (b"\xEF\xBB\xBF{}", Encoding::Utf8, "{}"),
            (b"\xFF\xFE{\0}\0", Encoding::Utf16Le, "{}"),
            (b"\xFE\xFF\0{\0}", Encoding::Utf16Be, "{}"),
            (b"{\0}\0", Encoding::Utf16Le, "{}"),
            (b"\0{\0}", Encoding::Utf16Be, "{}"),
        ] {
            let read = Text::of(bytes).expect("a text");
            assert_eq!((read.encoding, read.content.as_str()), (encoding, text));
            assert_eq!(read.to_bytes(), bytes);
        }
        for bytes in [&b"\xFF"[..], b"\xFF\xFE{", b"{\0\x00\xD8"] {
            assert_eq!(Text::of(bytes), None);
        }
    }
}
