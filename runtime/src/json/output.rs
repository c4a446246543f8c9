//! The text of JSON as Json.NET's `JsonTextWriter` writes it.

use crate::contract::{JsonSettings, LineEnd, StringEscapeHandling};
use crate::raw;

/// A document that is being written.
pub(super) struct Output {
    pub(super) out: Vec<u8>,
    /// How deep it is, if it gets white space: two blanks a level.
    pub(super) level: Option<usize>,
    line_end: LineEnd,
    escapes: StringEscapeHandling,
    /// Whether members' names are written as they stand ready, without white space and further escapes.
    pub(super) is_compact: bool,
    /// Where the items belong that are written one by one.
    pub(super) items: Option<ItemPlace>,
    /// The text of a number.
    scratch: String,
}

/// Where the items of an array belong.
#[derive(Clone, Copy, Debug)]
pub(super) struct ItemPlace {
    /// The position behind the opening bracket.
    pub(super) pos: usize,
    /// How deep the items are, if the document gets white space.
    pub(super) level: Option<usize>,
}

impl Output {
    /// Writes behind what is there.
    pub(super) fn new(out: Vec<u8>, settings: &JsonSettings, indented: bool) -> Self {
        let level = (indented || settings.indented).then_some(0);
        Output {
            out,
            level,
            line_end: settings.line_end,
            escapes: settings.escapes,
            is_compact: level.is_none() && settings.escapes == StringEscapeHandling::Default,
            items: None,
            scratch: String::new(),
        }
    }

    pub(super) fn into_inner(self) -> Vec<u8> {
        self.out
    }

    /// What is written of a text.
    pub(super) fn text_of(text: &str) -> String {
        let mut output = Output::new(Vec::new(), &JsonSettings::new(), false);
        output.push_text(text);
        raw::into_string(output.out)
    }

    #[inline]
    pub(super) fn line(&mut self) {
        if let Some(level) = self.level {
            self.out.extend_from_slice(self.line_end.as_str().as_bytes());
            self.out.resize(self.out.len() + 2 * level, b' ');
        }
    }

    #[inline]
    pub(super) fn number(&mut self, write: impl FnOnce(&mut String)) {
        self.scratch.clear();
        write(&mut self.scratch);
        self.out.extend_from_slice(self.scratch.as_bytes());
    }

    #[inline]
    pub(super) fn push_text(&mut self, text: &str) {
        if self.escapes != StringEscapeHandling::Default {
            return self.push_escaped(text);
        }
        self.push_plainly(text);
    }

    /// Writes a text with the escapes that have to be.
    #[inline]
    pub(super) fn push_plainly(&mut self, text: &str) {
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

    pub(super) fn push_microsoft_date(&mut self, text: &str) {
        self.out.push(b'"');
        self.out.extend_from_slice(text.replace('/', "\\/").as_bytes());
        self.out.push(b'"');
    }

    /// Writes a text by the settings' further escapes.
    #[cold]
    fn push_escaped(&mut self, text: &str) {
        self.out.push(b'"');
        for c in text.chars() {
            let is_escaped = match self.escapes {
                StringEscapeHandling::Default => false,
                StringEscapeHandling::EscapeNonAscii => !c.is_ascii(),
                StringEscapeHandling::EscapeHtml => matches!(c, '<' | '>' | '&' | '\'' | '"'),
            };
            if is_escaped {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    self.out.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
                }
                continue;
            }
            let mut bytes = [0; 4];
            let mut rest = c.encode_utf8(&mut bytes).as_bytes();
            while !rest.is_empty() {
                rest = self.escape(rest);
            }
        }
        self.out.push(b'"');
    }

    /// Writes the first character of a text, or the first byte of one that needs no escape, and returns what
    /// is behind.
    ///
    /// Besides what JSON demands, Json.NET escapes the line ends that JavaScript knows: U+0085, U+2028,
    /// U+2029.
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

/// How many bytes there are before one that [`Output::push_text`] has to look at.
#[inline]
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

/// Returns whether a text has nothing that [`Output::push_text`] would have to look at.
#[inline]
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    plain_len(bytes) == bytes.len()
}

/// Which bytes [`Output::push_text`] has to look at: what JSON escapes, and the first ones of line ends.
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

#[cfg(test)]
mod tests {
    use super::Output;
    use proptest::prelude::*;

    proptest! {
        /// A character that is escaped may stand anywhere among eight bytes.
        #[test]
        fn texts_are_those_of_serde_json(text in "([a-z\u{7f}éж🙂’]|[\u{0}-\u{1f}\"\\\\/]|\u{85}|\u{2028}|\u{2029}){0,40}") {
            let mut expected = serde_json::to_string(&text).unwrap();
            for (c, escape) in [("\u{85}", "\\u0085"), ("\u{2028}", "\\u2028"), ("\u{2029}", "\\u2029")] {
                expected = expected.replace(c, escape);
            }
            prop_assert_eq!(Output::text_of(&text), expected);
        }
    }
}
