//! From bytes to text: byte order mark, the server's word, the page's own word, UTF-8 if it is that, windows-1252.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding that it was taken for.
    pub encoding: &'static str,
    /// Some bytes are none of that encoding, and stand as `U+FFFD`.
    pub damaged: bool,
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
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let told = || charset.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let own = || meta_charset(bytes.get(..HEAD).unwrap_or(bytes));
    let named = marked.or_else(told).or_else(own);
    let encoding = match named {
        // A page that names UTF-8 and is saved in the system's own code page is met more often than a damaged one.
        Some(encoding) if encoding == UTF_8 && marked.is_none() => likely(bytes),
        Some(encoding) => encoding,
        None => likely(bytes),
    };
    let (text, encoding, damaged) = encoding.decode(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), damaged }
}

fn likely(bytes: &[u8]) -> &'static Encoding {
    match std::str::from_utf8(bytes) {
        Ok(_) => UTF_8,
        // A page that is cut off can end in the middle of a character.
        Err(error) if error.error_len().is_none() => UTF_8,
        // One bad byte among many good characters is damage; none but bad ones is another encoding.
        Err(_) if good_characters(bytes) => UTF_8,
        Err(_) => WINDOWS_1252,
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

/// `<meta charset="x">`, `<meta http-equiv="Content-Type" content="text/html; charset=x">`.
fn meta_charset(head: &[u8]) -> Option<&'static Encoding> {
    let head: String = head.iter().map(|b| char::from(b.to_ascii_lowercase())).collect();
    let mut rest = head.as_str();
    while let Some((_, after)) = rest.split_once("<meta") {
        let tag = after.split('>').next().unwrap_or_default();
        if let Some((_, value)) = tag.split_once("charset=") {
            let label = value.trim_start_matches(['"', '\'', ' ']);
            let label = label.split(['"', '\'', ';', ' ', '/']).next().unwrap_or_default();
            // A page that says UTF-16 of itself in ASCII letters is none.
            return Encoding::for_label(label.as_bytes())
                .map(|e| if e.is_ascii_compatible() { e } else { UTF_8 });
        }
        rest = after;
    }
    None
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
}
