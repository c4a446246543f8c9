//! Character sets: bytes to text and back.

#[cfg(feature = "client")]
pub(crate) mod decoder;

use super::{Api, Format};
use crate::contract::XmlEncoding;
use crate::error::{Error, ErrorKind, Result};
use encoding_rs::{DecoderResult, Encoding};
use std::borrow::Cow;

/// A character set that is read. Web API itself reads and writes the first two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Charset {
    /// `utf-8`
    Utf8,
    /// `utf-16`, `utf-16le`: .NET's `Encoding.Unicode`
    Utf16Le,
    /// `utf-16be`
    Utf16Be,
    /// `us-ascii`
    Ascii,
    /// `iso-8859-1`
    Latin1,
    /// A code page: `windows-1252`, `koi8-r`, `shift_jis`
    CodePage(CodePage),
}

/// A code page that the Encoding Standard has: the `windows-125x`, the parts of `iso-8859`, `koi8-r`,
/// `gb18030`, `shift_jis` and so on. [`Charset::from_name`] finds them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct CodePage(&'static Encoding);

impl std::fmt::Debug for CodePage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name())
    }
}

impl Charset {
    /// Finds a character set by one of its names, in any case: `utf-8`, `utf-16`, `unicode`, `us-ascii`,
    /// `latin1`, `windows-1252`.
    ///
    /// The names of the first five are those of .NET; further ones are those of the Encoding Standard.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        const NAMES: [(Charset, &[&str]); 5] = [
            (Charset::Utf8, &["utf-8", "utf8", "unicode-1-1-utf-8", "unicode-2-0-utf-8"]),
            (Charset::Utf16Le, &["utf-16", "utf-16le", "unicode", "ucs-2", "iso-10646-ucs-2"]),
            (Charset::Utf16Be, &["utf-16be", "unicodefffe"]),
            (
                Charset::Ascii,
                &[
                    "us-ascii",
                    "ascii",
                    "us",
                    "ansi_x3.4-1968",
                    "ansi_x3.4-1986",
                    "cp367",
                    "csascii",
                    "ibm367",
                    "iso-ir-6",
                    "iso646-us",
                    "iso_646.irv:1991",
                ],
            ),
            (
                Charset::Latin1,
                &[
                    "iso-8859-1",
                    "iso8859-1",
                    "iso_8859-1",
                    "iso_8859-1:1987",
                    "iso-ir-100",
                    "latin1",
                    "l1",
                    "cp819",
                    "ibm819",
                    "csisolatin1",
                ],
            ),
        ];
        let name = name.trim();
        let is_one = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        let known = NAMES.iter().find(|(_, names)| is_one(names)).map(|(charset, _)| *charset);
        known.or_else(|| {
            let encoding = Encoding::for_label_no_replacement(name.as_bytes())?;
            Some(match () {
                () if encoding == encoding_rs::UTF_8 => Charset::Utf8,
                () if encoding == encoding_rs::UTF_16LE => Charset::Utf16Le,
                () if encoding == encoding_rs::UTF_16BE => Charset::Utf16Be,
                () => Charset::CodePage(CodePage(encoding)),
            })
        })
    }

    /// Returns its name as .NET writes it: `utf-8`, `utf-16`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Charset::Utf8 => "utf-8",
            Charset::Utf16Le => "utf-16",
            Charset::Utf16Be => "utf-16BE",
            Charset::Ascii => "us-ascii",
            Charset::Latin1 => "iso-8859-1",
            Charset::CodePage(CodePage(encoding)) => encoding.name(),
        }
    }

    /// Returns the byte-order mark that the bytes begin with, as .NET's readers look for it: its character
    /// set and its length.
    pub(crate) fn of_bom(bytes: &[u8]) -> Option<(Self, usize)> {
        match bytes {
            [0xef, 0xbb, 0xbf, ..] => Some((Charset::Utf8, 3)),
            [0xff, 0xfe, ..] => Some((Charset::Utf16Le, 2)),
            [0xfe, 0xff, ..] => Some((Charset::Utf16Be, 2)),
            _ => None,
        }
    }

    /// Returns the text of bytes without a byte-order mark.
    ///
    /// # Errors
    /// If the bytes are no text of this character set. Nothing is replaced or guessed; the error has the
    /// place.
    pub(crate) fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>> {
        match self {
            Charset::Utf8 => std::str::from_utf8(bytes)
                .map(Cow::Borrowed)
                .map_err(|error| self.wrong_at(error.valid_up_to())),
            Charset::Ascii => match std::str::from_utf8(bytes) {
                Ok(text) if bytes.is_ascii() => Ok(Cow::Borrowed(text)),
                _ => Err(self.wrong_at(bytes.iter().take_while(|c| c.is_ascii()).count())),
            },
            Charset::Latin1 => Ok(bytes.iter().map(|&c| char::from(c)).collect()),
            Charset::Utf16Le => self.decode_pairs(bytes, u16::from_le_bytes),
            Charset::Utf16Be => self.decode_pairs(bytes, u16::from_be_bytes),
            Charset::CodePage(page) => self.decode_page(page, bytes),
        }
    }

    fn decode_page(self, CodePage(encoding): CodePage, bytes: &[u8]) -> Result<Cow<'_, str>> {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let most = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
        let mut text = String::with_capacity(most.ok_or_else(|| self.wrong_at(0))?);
        match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
            (DecoderResult::InputEmpty, _) => Ok(Cow::Owned(text)),
            (DecoderResult::Malformed(wrong, behind), read) => {
                Err(self.wrong_at(read.saturating_sub(usize::from(wrong) + usize::from(behind))))
            }
            (DecoderResult::OutputFull, read) => Err(self.wrong_at(read)),
        }
    }

    fn decode_pairs(self, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>> {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let mut text = String::with_capacity(pairs.len());
        let mut offset = 0;
        for c in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
            let c = c.map_err(|_| self.wrong_at(offset))?;
            offset += 2 * c.len_utf16();
            text.push(c);
        }
        if rest.is_empty() { Ok(Cow::Owned(text)) } else { Err(self.wrong_at(offset)) }
    }

    #[cold]
    fn wrong_at(self, offset: usize) -> Error {
        let message = format!("the bytes are no {}, which they are said to be", self.name());
        Error::new(ErrorKind::Syntax, message).at(offset)
    }

    /// Returns the encoding that a formatter of the service writes in by itself: the first one of its
    /// `SupportedEncodings`.
    pub(crate) fn first_of(api: &Api, format: Format) -> Self {
        match (format, api.xml.encoding) {
            (Format::Xml, XmlEncoding::Utf16) => Charset::Utf16Le,
            (_, XmlEncoding::Utf8) | (Format::Json | Format::Form, _) => Charset::Utf8,
        }
    }

    /// Returns the bytes of a text as Web API's formatters write them, which have UTF-8 and UTF-16: .NET's
    /// UTF-16 has a byte-order mark, its UTF-8 has none.
    pub(crate) fn encode_with_bom(self, text: &str) -> Vec<u8> {
        match self {
            Charset::Utf16Le => self.encode(&format!("\u{feff}{text}")),
            _ => self.encode(text),
        }
    }

    /// Returns the bytes of a text that continues another one.
    pub(crate) fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Charset::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => text.as_bytes().to_vec(),
        }
    }
}

/// Returns the text of a body in the character set that [`of_body`] finds.
///
/// # Errors
/// If the name is not known, and if the bytes are no text of the character set.
pub(crate) fn decode<'b>(bytes: &'b [u8], name: Option<&str>) -> Result<Cow<'b, str>> {
    let (charset, bom_len) = of_body(bytes, name)?;
    charset.decode(&bytes[bom_len..])
}

/// Returns the character set of a body, and the length of its byte-order mark: the character set of the mark, else the
/// one of `Content-Type`, else UTF-8, or UTF-16 where every other byte of the start is zero.
///
/// # Errors
/// If the name is not known.
pub(crate) fn of_body(start: &[u8], name: Option<&str>) -> Result<(Charset, usize)> {
    if let Some(found) = Charset::of_bom(start) {
        return Ok(found);
    }
    let charset = match name {
        Some(name) => Charset::from_name(name).ok_or_else(|| {
            // The name came over the wire: it is not repeated.
            Error::new(
                ErrorKind::Syntax,
                "the character set is not known: utf-8, utf-16, us-ascii and those of the Encoding Standard are read",
            )
        })?,
        None => match start {
            [first, 0, ..] if *first != 0 => Charset::Utf16Le,
            [0, second, ..] if *second != 0 => Charset::Utf16Be,
            _ => Charset::Utf8,
        },
    };
    Ok((charset, 0))
}

/// Returns the character set that an XML declaration names; its bytes are ASCII, or it could not be looked
/// for.
pub(crate) fn of_declaration(bytes: &[u8]) -> Option<&str> {
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let end = declaration.iter().take(256).position(|c| *c == b'>')?;
    let declaration = std::str::from_utf8(&declaration[..end]).ok()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split_once(quote).map(|(name, _)| name)
}

/// Returns a text with blanks in place of an XML declaration that names the character set from which it was
/// decoded: what it was is settled by then, and places stay what they are.
pub(crate) fn without_declaration(text: &str) -> Cow<'_, str> {
    match of_declaration(text.as_bytes()) {
        Some(name) if !name.eq_ignore_ascii_case("utf-8") => {
            let end = text.find('>').map_or(0, |end| end + 1);
            Cow::Owned(" ".repeat(end) + &text[end..])
        }
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::{Charset, decode, of_declaration, without_declaration};
    use proptest::prelude::*;

    const FIRST: [Charset; 5] =
        [Charset::Utf8, Charset::Utf16Le, Charset::Utf16Be, Charset::Ascii, Charset::Latin1];

    fn all() -> impl Iterator<Item = Charset> {
        let pages = [
            "windows-1250",
            "windows-1251",
            "windows-1252",
            "iso-8859-2",
            "iso-8859-15",
            "koi8-r",
            "gb2312",
            "gb18030",
            "big5",
            "shift_jis",
            "euc-jp",
            "euc-kr",
        ];
        FIRST.into_iter().chain(pages.map(|name| Charset::from_name(name).unwrap()))
    }

    /// Returns the bytes of a text, or `None` if a character has no place in the character set.
    fn encode(charset: Charset, text: &str) -> Option<Vec<u8>> {
        match charset {
            Charset::Utf8 => Some(text.as_bytes().to_vec()),
            Charset::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Charset::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Charset::Ascii => text.is_ascii().then(|| text.as_bytes().to_vec()),
            Charset::Latin1 => text.chars().map(|c| u8::try_from(c).ok()).collect(),
            Charset::CodePage(page) => {
                let (bytes, _, has_errors) = page.0.encode(text);
                // The Encoding Standard has some characters stand for others: `¥` is a backslash in
                // `shift_jis`.
                let (decoded, _) = page.0.decode_without_bom_handling(&bytes);
                (!has_errors && decoded == text).then(|| bytes.to_vec())
            }
        }
    }

    #[test]
    fn names_are_known_in_any_case() {
        for charset in all() {
            assert_eq!(Charset::from_name(charset.name()), Some(charset));
        }
        assert_eq!(Charset::from_name(" UTF8 "), Some(Charset::Utf8));
        assert_eq!(Charset::from_name("Unicode"), Some(Charset::Utf16Le));
        assert_eq!(Charset::from_name("Unicode-1-1-UTF-8"), Some(Charset::Utf8));
        assert_eq!(Charset::from_name("csUnicode"), Some(Charset::Utf16Le));
        assert_eq!(Charset::from_name("x-cp1252"), Charset::from_name("Windows-1252"));
        assert_ne!(Charset::from_name("ISO_8859-1:1987"), Charset::from_name("Windows-1252"));
        assert_eq!(Charset::from_name("utf-7"), None);
        assert_eq!(Charset::from_name("iso-2022-kr"), None);
        assert_eq!(Charset::from_name(""), None);
    }

    #[test]
    fn the_mark_counts_more_than_the_name() {
        for charset in [Charset::Utf8, Charset::Utf16Le, Charset::Utf16Be] {
            let bytes = encode(charset, "\u{feff}<a>Åsa</a>").unwrap();
            assert_eq!(decode(&bytes, Some("us-ascii")).unwrap(), "<a>Åsa</a>");
            assert_eq!(decode(&bytes, Some("klingon")).unwrap(), "<a>Åsa</a>");
            assert_eq!(decode(&bytes, None).unwrap(), "<a>Åsa</a>");
        }
        assert_eq!(decode(b"{\0}\0", None).unwrap(), "{}");
        assert!(decode(b"{}", Some("klingon")).is_err());
    }

    #[test]
    fn declarations_name_character_sets() {
        let text = "<?xml version='1.0' encoding = 'iso-8859-1' ?><a/>";
        assert_eq!(of_declaration(text.as_bytes()), Some("iso-8859-1"));
        let without = without_declaration(text);
        assert_eq!((without.len(), without.trim_start()), (text.len(), "<a/>"));
        for text in
            ["<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>", "<?xml version=\"1.0\"?><a/>", "<a/>", "{}"]
        {
            assert_eq!(without_declaration(text), text);
        }
    }

    #[test]
    fn wrong_bytes_are_refused_with_their_place() {
        for (bytes, name, offset) in [
            (&b"ab\xff"[..], "utf-8", 2),
            (b"abc\xc3\xa5", "us-ascii", 3),
            (b"a\0b", "utf-16", 2),
            (b"a\0\0\xd8b\0", "utf-16", 2),
            (b"\0a\xdc\0", "utf-16be", 2),
            (b"ab\x83", "shift_jis", 2),
            (b"ab\xff\xffcd", "gb18030", 2),
            (b"abc\xd2", "windows-1253", 3),
        ] {
            assert_eq!(decode(bytes, Some(name)).unwrap_err().offset(), Some(offset), "{name}");
        }
    }

    /// Returns the text of bytes that come in pieces of this size.
    #[cfg(feature = "client")]
    fn decode_in_pieces(charset: Charset, bytes: &[u8], size: usize) -> crate::Result<Vec<u8>> {
        let mut decoder = super::decoder::TextDecoder::new(charset);
        let mut text = Vec::new();
        for chunk in bytes.chunks(size) {
            text.extend_from_slice(&decoder.push(chunk)?);
        }
        text.extend_from_slice(&decoder.finish()?);
        Ok(text)
    }

    #[test]
    #[cfg(feature = "client")]
    fn wrong_bytes_are_refused_with_their_place_however_they_come() {
        for (bytes, name, offset) in [
            (&b"abc\xc3\xa5"[..], "us-ascii", 3),
            (b"a\0b", "utf-16", 2),
            (b"a\0\0\xd8b\0", "utf-16", 2),
            (b"a\0\0\xd8", "utf-16", 2),
            (b"\0a\xdc\0", "utf-16be", 2),
            (b"ab\x83", "shift_jis", 2),
            (b"ab\xff\xffcd", "gb18030", 2),
            (b"abc\xd2", "windows-1253", 3),
        ] {
            for size in 1..=bytes.len() {
                let charset = Charset::from_name(name).unwrap();
                let error = decode_in_pieces(charset, bytes, size).unwrap_err();
                assert_eq!(error.offset(), Some(offset), "{name} by {size}");
            }
        }
    }

    proptest! {
        #[test]
        #[cfg(feature = "client")]
        fn text_may_come_in_pieces(text: String, size in 1_usize..9) {
            for charset in all() {
                if let Some(bytes) = encode(charset, &text) {
                    let pieces = decode_in_pieces(charset, &bytes, size).unwrap();
                    prop_assert_eq!(String::from_utf8(pieces).unwrap(), text.as_str());
                }
            }
        }

        #[test]
        fn what_is_encoded_is_decoded(text: String) {
            for charset in all() {
                if let Some(bytes) = encode(charset, &text) {
                    prop_assert_eq!(charset.decode(&bytes).unwrap(), text.as_str());
                }
            }
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes: Vec<u8>) {
            for charset in all() {
                let _ = charset.decode(&bytes);
            }
            let _ = decode(&bytes, None);
        }
    }
}
