//! What .NET writes and reads by the settings of its XML formatter: the rows in `vectors/xml-settings/`, which
//! `Vectors.cs` has made.

use datacontract::clr::Bytes;
use datacontract::contract::XmlEncoding;
use serde::Deserialize;
use serde_json::Value;

/// What .NET writes and reads by the same settings.
#[derive(Debug, Deserialize)]
pub struct Group {
    /// The settings, in the words of a spec's `xml`.
    pub settings: Value,
    /// What it writes.
    pub write: Vec<Written>,
    /// What it reads.
    pub read: Vec<Read>,
}

/// A value that .NET writes.
#[derive(Debug, Deserialize)]
pub struct Written {
    /// Its type.
    pub ty: String,
    /// The value as .NET writes it by default.
    pub by_default: String,
    /// The bytes that it writes by the settings.
    pub bytes: Bytes,
}

/// A document that .NET reads.
#[derive(Debug, Deserialize)]
pub struct Read {
    /// The type of its value.
    pub ty: String,
    /// The `charset` of the content type.
    pub charset: Option<String>,
    /// The document.
    pub bytes: Bytes,
    /// The value as .NET then writes it by default, or nothing if it refuses the document.
    pub by_default: Option<String>,
}

/// Returns all rows, by settings.
///
/// # Panics
/// If the rows are not what this module expects.
#[must_use]
pub fn groups() -> Vec<Group> {
    serde_json::from_str(include_str!("../vectors/xml-settings/rows.json")).expect("rows")
}

/// A text, and the encoding that it was in.
#[derive(Debug)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// UTF-16 if it begins with .NET's byte-order mark, else UTF-8.
    pub encoding: XmlEncoding,
}

/// Decodes a document of .NET.
///
/// # Panics
/// If the bytes are in neither of the two encodings.
#[must_use]
pub fn decoded(bytes: &[u8]) -> Decoded {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        let units: Vec<u16> = rest.chunks(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
        let text = String::from_utf16(&units).expect("UTF-16");
        Decoded { text, encoding: XmlEncoding::Utf16 }
    } else {
        let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
        Decoded { text, encoding: XmlEncoding::Utf8 }
    }
}
