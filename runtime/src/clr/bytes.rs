//! `byte[]`.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::str::FromStr;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

use super::error::ParseError;

/// .NET looks at no bits behind the last byte.
const BASE64: GeneralPurpose =
    GeneralPurpose::new(&STANDARD, GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true));

/// A .NET `byte[]`, which is base64 in XML and JSON.
///
/// ```
/// use datacontract::clr::Bytes;
///
/// let bytes: Bytes = "AQI DBA==".parse()?;
/// assert_eq!(*bytes, [1, 2, 3, 4]);
/// assert_eq!(bytes.to_string(), "AQIDBA==");
/// # Ok::<(), datacontract::clr::ParseError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bytes(pub Vec<u8>);

impl Bytes {
    /// Appends the text, the same in XML and JSON: base64 with padding, without line breaks.
    pub fn write_xml(&self, out: &mut String) {
        write_base64(out, &self.0);
    }

    /// Appends the text in JSON, without quotes: the same as in XML.
    pub fn write_json_text(&self, out: &mut String) {
        self.write_xml(out);
    }

    /// Returns the bytes themselves.
    #[must_use]
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }
}

/// Appends bytes as base64, as [`Bytes`] does.
pub fn write_base64(out: &mut String, bytes: &[u8]) {
    BASE64.encode_string(bytes, out);
}

/// Reads base64 as [`Bytes`] does: blanks and line breaks may stand anywhere, padding is a must.
pub fn parse_base64(text: &str) -> Result<Vec<u8>, ParseError> {
    let decoded = if text.bytes().any(is_blank) {
        BASE64.decode(text.bytes().filter(|byte| !is_blank(*byte)).collect::<Vec<_>>())
    } else {
        BASE64.decode(text)
    };
    decoded.map_err(|_| ParseError::new("base64 such as AQIDBA=="))
}

/// Reads base64 from XML, as [`parse_base64`] does. .NET's reader goes by groups of four characters, any of
/// which may end with padding: texts one behind the other are the bytes of all of them.
pub(crate) fn parse_xml_base64(text: &str) -> Result<Vec<u8>, ParseError> {
    parse_base64(text).or_else(|error| by_groups(text).ok_or(error))
}

fn by_groups(text: &str) -> Option<Vec<u8>> {
    let text: Vec<u8> = text.bytes().filter(|byte| !is_blank(*byte)).collect();
    let (mut bytes, mut rest) = (Vec::new(), text.as_slice());
    while let Some(padding) = rest.iter().position(|byte| *byte == b'=') {
        let (padded, behind) = rest.split_at_checked((padding / 4 + 1) * 4)?;
        BASE64.decode_vec(padded, &mut bytes).ok()?;
        rest = behind;
    }
    BASE64.decode_vec(rest, &mut bytes).ok()?;
    Some(bytes)
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

impl FromStr for Bytes {
    type Err = ParseError;

    /// Reads base64 as .NET's reader does: blanks and line breaks may stand anywhere, padding is a must, no
    /// text at all is no bytes.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        parse_base64(text).map(Self)
    }
}

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        self.write_xml(&mut out);
        f.write_str(&out)
    }
}

impl Deref for Bytes {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}

impl DerefMut for Bytes {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Bytes {
    fn from(bytes: [u8; N]) -> Self {
        Self(bytes.to_vec())
    }
}

impl From<Bytes> for Vec<u8> {
    fn from(bytes: Bytes) -> Self {
        bytes.0
    }
}

impl FromIterator<u8> for Bytes {
    fn from_iter<I: IntoIterator<Item = u8>>(bytes: I) -> Self {
        Self(bytes.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_dotnet_reads() {
        // reading.json: bytes.[..], empty.bytes
        let cases: [(&str, Option<&[u8]>); 14] = [
            ("AQID", Some(&[1, 2, 3])),
            ("AQI=", Some(&[1, 2])),
            ("AQ==", Some(&[1])),
            ("", Some(&[])),
            ("AQI", None),
            ("AQ ID", Some(&[1, 2, 3])),
            ("AQ\nID", Some(&[1, 2, 3])),
            (" AQID ", Some(&[1, 2, 3])),
            ("A", None),
            ("AQID=", None),
            ("AQ=D", None),
            ("AQIDAQ", None),
            ("_-AA", None),
            // By .NET's Base64Encoding: bits behind the last byte are not looked at.
            ("AR==", Some(&[1])),
        ];
        for (text, expected) in cases {
            assert_eq!(text.parse::<Bytes>().ok().as_ref().map(AsRef::as_ref), expected, "{text:?}");
        }
    }

    #[test]
    fn xml_may_have_texts_one_behind_the_other() {
        let cases: [(&str, Option<&[u8]>); 8] = [
            ("tg== tg==", Some(&[0xb6, 0xb6])),
            ("AQI=AQ==AQID", Some(&[1, 2, 1, 1, 2, 3])),
            ("AQID", Some(&[1, 2, 3])),
            ("AQ=D", None),
            ("AQI=A", None),
            ("=AQI", None),
            ("AQI==", None),
            ("AQ==A===", None),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_xml_base64(text).ok().as_deref(), expected, "{text:?}");
        }
        // JSON and URLs have no such reader.
        assert!(parse_base64("AQI=AQID").is_err());
    }

    #[test]
    fn writes_as_in_the_vectors() {
        // writing.json: scalar.bytes-lengths; truth.json
        let text = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElK\
S0xNTk9QUVJTVFVWV1hZWltcXV5fYGFiYw==";
        assert_eq!((0..100).collect::<Bytes>().to_string(), text);
        assert_eq!(Bytes::from([1, 2, 3, 250]).to_string(), "AQID+g==");
        assert_eq!(Bytes::default().to_string(), "");
    }

    proptest! {
        #[test]
        fn reads_back_what_it_writes(bytes: Vec<u8>) {
            let bytes = Bytes(bytes);
            prop_assert_eq!(bytes.to_string().parse(), Ok(bytes));
        }

        #[test]
        fn never_panics(text in "[A-Za-z0-9+/= \\n]{0,20}.?") {
            let _ = text.parse::<Bytes>();
        }
    }
}
