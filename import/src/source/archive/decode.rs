//! The encodings of the transfer. What is not of the encoding stays as it is: a page is never lost for it.

use std::borrow::Cow;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Takes the encoding off a part.
pub(super) fn transfer<'a>(body: &'a [u8], encoding: Option<&str>) -> Cow<'a, [u8]> {
    match encoding.unwrap_or_default().to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable(body).into(),
        "base64" => base64(body).map_or(Cow::Borrowed(body), Cow::Owned),
        _ => body.into(),
    }
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let content = line.trim_ascii_end();
        // An equals sign at the end of a line joins it to the next.
        let (content, end) = match content.strip_suffix(b"=") {
            Some(joined) => (joined, b"".as_slice()),
            None => (content, line.get(content.len()..).unwrap_or_default()),
        };
        let mut rest = content;
        while let Some(at) = rest.iter().position(|byte| *byte == b'=') {
            let (before, escape) = rest.split_at(at);
            out.extend_from_slice(before);
            let byte = match escape {
                [_, high, low, ..] => hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low),
                _ => None,
            };
            out.push(byte.unwrap_or(b'='));
            rest = escape.get(if byte.is_some() { 3 } else { 1 }..).unwrap_or_default();
        }
        out.extend_from_slice(rest);
        out.extend_from_slice(end);
    }
    out
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// Decodes base64 up to its padding, whatever blanks and line ends are in it; `None` if it is none.
fn base64(body: &[u8]) -> Option<Vec<u8>> {
    let mut letters: Vec<u8> = body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    if let Some(end) = letters.iter().position(|byte| *byte == b'=') {
        letters.truncate(end);
    }
    // One letter alone is the rest of a part that is cut off.
    if letters.len() % 4 == 1 {
        letters.pop();
    }
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(&STANDARD, config).decode(letters).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_quoted_printable() {
        let decoded = |text: &str| String::from_utf8(quoted_printable(text.as_bytes())).expect("text");
        assert_eq!(decoded("Gr=C3=B6=c3=9Fe"), "Größe");
        assert_eq!(decoded("a=3D=\r\nb =\n c\r\nd"), "a=b  c\r\nd");
        assert_eq!(decoded("a=\t \r\nb"), "ab");
        assert_eq!(decoded("x=y =Z1 =4"), "x=y =Z1 =4");
        assert_eq!(decoded("="), "");
    }

    #[test]
    fn decodes_base64() {
        assert_eq!(base64(b"R3LD\r\n tsOf\nZQ==\r\n").as_deref(), Some("Größe".as_bytes()));
        assert_eq!(base64(b"R3LDtsOfZ").as_deref(), Some("Größ".as_bytes()));
        assert_eq!(base64(b"<html>"), None);
    }
}
