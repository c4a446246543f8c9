//! From bytes to text: by the byte-order mark, the server's word, the page's own word, or by what the bytes
//! themselves look like.
//!
//! A declaration is believed unless the bytes contradict it: pages are saved again by editors and archives
//! that change the bytes and leave the declaration as it was.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte-order mark.
    pub text: String,
    /// The encoding that it was taken for.
    pub encoding: &'static str,
    /// How the encoding is known.
    pub evidence: Evidence,
    /// Some bytes are none of that encoding, and stand as `U+FFFD`.
    pub damaged: bool,
    /// How many characters `U+0000` there were: they stand as `U+FFFD`, as in browsers.
    pub nuls: usize,
}

/// How the encoding of a text is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// By a byte-order mark, by a declaration that the bytes agree with, or by bytes that leave no choice.
    Known,
    /// Nothing declares it: the bytes look most like it.
    Inferred,
    /// The declared encoding is another one, and the bytes are not of that.
    Contradicts(&'static str),
}

impl Decoded {
    /// Returns what a person should know of how the text was decoded, one sentence each.
    pub(crate) fn notes(&self) -> Vec<String> {
        let encoding = self.encoding;
        let mut notes = Vec::new();
        match self.evidence {
            Evidence::Known => {}
            Evidence::Inferred => notes.push(format!(
                "The encoding is inferred: {encoding}. Nothing declares it; see whether letters beyond ASCII are right."
            )),
            Evidence::Contradicts(declared) => notes.push(format!(
                "The encoding is inferred: {encoding}. {declared} is declared, but the bytes are not of that; see \
                 whether letters beyond ASCII are right."
            )),
        }
        if self.damaged {
            notes.push(format!("Some bytes are no {encoding}: they stand as `\u{fffd}`."));
        }
        if self.nuls > 0 {
            notes.push(format!("U+0000 stands as `\u{fffd}`, as in browsers ({} in all).", self.nuls));
        }
        notes
    }
}

/// How much of a page is searched for its own word: charsets stand at the beginning of the head.
const HEAD: usize = 4096;

/// Decodes a page.
///
/// `charset` is what the server said of it, if there was one.
///
/// ```
/// let decoded = datacontract_import::html::decode(b"<meta charset=iso-8859-1>\xe5", None);
/// assert!(decoded.text.ends_with('å'));
/// ```
#[must_use]
pub fn decode(bytes: &[u8], charset: Option<&str>) -> Decoded {
    let (encoding, evidence) = encoding(bytes, charset);
    let (text, encoding, damaged) = encoding.decode(bytes);
    let nuls = text.matches('\0').count();
    let text = if nuls > 0 { text.replace('\0', "\u{fffd}") } else { text.into_owned() };
    Decoded { text, encoding: encoding.name(), evidence, damaged, nuls }
}

/// Returns whether bytes are UTF-16, with a byte-order mark or without.
pub(crate) fn is_utf_16(bytes: &[u8]) -> bool {
    let marked = Encoding::for_bom(bytes).is_some_and(|(marked, _)| marked != UTF_8);
    marked || utf_16_without_mark(bytes).is_some()
}

fn encoding(bytes: &[u8], charset: Option<&str>) -> (&'static Encoding, Evidence) {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return (marked, Evidence::Known);
    }
    if let Some(wide) = utf_16_without_mark(bytes) {
        return (wide, Evidence::Known);
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let from_header = || charset.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let declared = from_header().or_else(|| meta_charset(head)).or_else(|| xml_encoding(head));
    // What says UTF-16 of itself and is not (above) has been saved in another encoding since.
    match declared.filter(|encoding| encoding.is_ascii_compatible() || *encoding == encoding_rs::ISO_2022_JP)
    {
        Some(declared) if agrees(bytes, declared) => (declared, Evidence::Known),
        Some(declared) => match undeclared(bytes) {
            (found, _) if found == declared => (found, Evidence::Known),
            (found, _) => (found, Evidence::Contradicts(declared.name())),
        },
        None => undeclared(bytes),
    }
}

/// Returns whether bytes can be of the encoding that is declared for them.
fn agrees(bytes: &[u8], declared: &'static Encoding) -> bool {
    if declared == UTF_8 {
        return is_utf_8(bytes);
    }
    if declared.is_single_byte() {
        // Any bytes are of a single-byte encoding; but text in one is not UTF-8 by chance.
        return !(several_bytes_a_character(bytes) && is_utf_8(bytes));
    }
    declared.decode_without_bom_handling_and_without_replacement(bytes).is_some() || !is_utf_8(bytes)
}

/// Returns the encoding that bytes look like.
fn undeclared(bytes: &[u8]) -> (&'static Encoding, Evidence) {
    if is_utf_8(bytes) {
        return (UTF_8, Evidence::Known);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    (detector.guess(None, Utf8Detection::Deny), Evidence::Inferred)
}

fn is_utf_8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        // A page that is cut off can end in the middle of a character.
        Err(error) if error.error_len().is_none() => true,
        // One bad byte among many good characters is damage; none but bad ones is another encoding.
        Err(_) => good_characters(bytes),
    }
}

/// More of the bytes beyond ASCII are UTF-8 than not.
fn good_characters(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| !b.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good > bad
}

fn several_bytes_a_character(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

/// Recognizes UTF-16 by its zeros: markup and samples are ASCII, whatever the language is.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in head.chunks_exact(2) {
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.get(1) == Some(&0));
    }
    let pairs = head.len() / 2;
    let (most, least) = (even.max(odd), even.min(odd));
    // Half of the characters of a page are ASCII; U+0000 itself is rare.
    (pairs >= 4 && most * 2 > pairs && least * 50 < pairs.max(50)).then_some(if odd > even {
        UTF_16LE
    } else {
        UTF_16BE
    })
}

/// Returns the encoding of `<meta charset="x">` or
/// `<meta http-equiv="Content-Type" content="text/html; charset=x">`.
fn meta_charset(head: &[u8]) -> Option<&'static Encoding> {
    let head: String = head.iter().map(|b| char::from(b.to_ascii_lowercase())).collect();
    let mut rest = head.as_str();
    while let Some(at) = rest.find('<') {
        let (_, tag) = rest.split_at(at);
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.split_once("-->")?.1;
            continue;
        }
        let (inner, after) = tag.split_once('>').unwrap_or((tag, ""));
        let label = inner.starts_with("<meta").then(|| value_of(inner, "charset")).flatten();
        if let Some(encoding) = label.and_then(|label| Encoding::for_label(label.as_bytes())) {
            return Some(encoding);
        }
        rest = after;
    }
    None
}

/// Returns the encoding of `<?xml version="1.0" encoding="x"?>`.
fn xml_encoding(head: &[u8]) -> Option<&'static Encoding> {
    let head: String = head.iter().map(|b| char::from(b.to_ascii_lowercase())).collect();
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    Encoding::for_label(value_of(declaration, "encoding")?.as_bytes())
}

/// Returns the value that stands after `key` and `=`, with or without quotes.
fn value_of<'t>(tag: &'t str, key: &str) -> Option<&'t str> {
    tag.match_indices(key).find_map(|(at, _)| {
        let value = tag.get(at + key.len()..)?.trim_start().strip_prefix('=')?;
        let value = value.trim_start().trim_start_matches(['"', '\'']).trim_start();
        let value =
            value.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/' | '?')).next()?;
        (!value.is_empty()).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_by_the_best_word() {
        assert_eq!(decode(b"\xEF\xBB\xBFx", None).text, "x");
        assert_eq!(decode(b"\xFF\xFEx\0", None).text, "x");
        assert_eq!(decode(b"\xe5", Some("windows-1251")).text, "е");
        assert_eq!(
            decode(b"<META content='text/html; charset=koi8-r'>\xc1", None).text.chars().last(),
            Some('а')
        );
        assert_eq!(decode(b"<meta charset=utf-8>\xe5 ", None).encoding, "windows-1252");
        assert_eq!(decode("å€ä".as_bytes(), None).text, "å€ä");
        assert_eq!(decode("å€ä".as_bytes().get(..4).unwrap_or_default(), None).encoding, "UTF-8");
    }

    #[test]
    fn finds_declarations_and_passes_over_comments() {
        let of = |html: &[u8]| decode(html, None).encoding;
        assert_eq!(of(b"<meta charset = 'windows-1251' >\xe5"), "windows-1251");
        assert_eq!(of(b"<!-- <meta charset=koi8-r> --><meta charset=windows-1251>\xe5"), "windows-1251");
        assert_eq!(of(b"<meta name=x content=charset><meta charset=koi8-r>\xe5"), "KOI8-R");
        assert_eq!(of(b"<?xml version='1.0' encoding='ISO-8859-5'?><html>\xe5"), "ISO-8859-5");
        assert_eq!(of(b"<meta charset=x-nothing><meta charset=koi8-r>\xe5"), "KOI8-R");
    }
}
