//! Compressed bodies: what stands in `Content-Encoding`. Each coding is a feature of this crate.

#[cfg(any(feature = "brotli", feature = "deflate", feature = "gzip", feature = "zstd"))]
mod decode;

use super::content_encoding::codings;
use ::http::HeaderMap;
use ::http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use bytes::Bytes;

/// The codings that bodies are read in, in the order in which clients prefer them.
const KNOWN: &[Coding] = &[
    #[cfg(feature = "brotli")]
    Coding { name: "br", alias: "", decode: decode::brotli },
    #[cfg(feature = "zstd")]
    Coding { name: "zstd", alias: "", decode: decode::zstd },
    #[cfg(feature = "gzip")]
    Coding { name: "gzip", alias: "x-gzip", decode: decode::gzip },
    #[cfg(feature = "deflate")]
    Coding { name: "deflate", alias: "", decode: decode::deflate },
];

/// A way to compress bodies.
struct Coding {
    name: &'static str,
    alias: &'static str,
    decode: fn(&[u8], usize) -> Result<Vec<u8>, CodingError>,
}

/// Returns the value of `Accept-Encoding`, if any coding is read.
#[cfg(feature = "client")]
pub(crate) fn accepted() -> Option<&'static ::http::HeaderValue> {
    use ::http::HeaderValue;
    use std::sync::LazyLock;
    static ACCEPTED: LazyLock<Option<HeaderValue>> = LazyLock::new(|| {
        let names: Vec<&str> = KNOWN.iter().map(|coding| coding.name).collect();
        HeaderValue::try_from(names.join(", ")).ok().filter(|names| !names.is_empty())
    });
    ACCEPTED.as_ref()
}

/// Why a body cannot be decompressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(any(feature = "brotli", feature = "deflate", feature = "gzip", feature = "zstd")),
    expect(dead_code, reason = "without a coding nothing is decompressed")
)]
pub(crate) enum CodingError {
    /// The coding is none of those that are read.
    Unknown,
    /// There is more in it than allowed.
    TooLarge,
    /// It is not what the header says, or ends too soon.
    Broken,
}

/// Returns a body without its codings, of at most `limit` bytes, and takes them from the headers.
///
/// # Errors
/// If the body cannot be read, or is longer.
pub(crate) fn decode(headers: &mut HeaderMap, body: Bytes, limit: usize) -> Result<Bytes, CodingError> {
    let names: Vec<String> = codings(headers).map(str::to_ascii_lowercase).collect();
    if names.is_empty() || body.is_empty() {
        return Ok(body);
    }
    // The last one was applied last. More than two are an attack.
    if names.len() > 2 {
        return Err(CodingError::Unknown);
    }
    let decoded = names.iter().rev().try_fold(body, |body, name| {
        let known = KNOWN.iter().find(|coding| [coding.name, coding.alias].contains(&name.as_str()));
        (known.ok_or(CodingError::Unknown)?.decode)(&body, limit).map(Bytes::from)
    })?;
    headers.remove(CONTENT_ENCODING);
    headers.remove(CONTENT_LENGTH);
    Ok(decoded)
}

#[cfg(all(test, feature = "brotli", feature = "deflate", feature = "gzip", feature = "zstd"))]
mod tests {
    use super::{CodingError, decode};
    use ::http::HeaderMap;
    use ::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderValue};
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use bytes::Bytes;

    /// What programs of others made of 100 times "Ada, ".
    const SAMPLES: [(&str, &str); 5] = [
        ("br", "G/MB+I2UqPOrQViCyERYsBYFpLYA"),
        ("zstd", "KLUv/QRYZQAAKEFkYSwgAQDsUIsW2XpyQg=="),
        ("gzip", "H4sIAAAAAAACA3NMSdRRcBwlRhIBAFK5YXD0AQAA"),
        ("deflate", "eJxzTEnUUXAcJUYSAQBq/4QJ"),
        ("deflate", "c0xJ1FFwHCVGEgEA"),
    ];

    fn read(coding: &'static str, body: impl Into<Bytes>, limit: usize) -> Result<Bytes, CodingError> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
        headers.insert(CONTENT_LENGTH, HeaderValue::from_static("1"));
        let read = decode(&mut headers, body.into(), limit);
        assert_eq!(headers.is_empty(), read.is_ok());
        read
    }

    #[test]
    fn bodies_are_decompressed_up_to_the_limit() {
        for (coding, body) in SAMPLES {
            let body = STANDARD.decode(body).unwrap();
            assert_eq!(read(coding, body.clone(), 500).unwrap(), "Ada, ".repeat(100), "{coding}");
            assert_eq!(read(coding, body, 499), Err(CodingError::TooLarge), "{coding}");
        }
    }

    #[test]
    fn what_is_cut_or_changed_is_broken() {
        for (coding, body) in SAMPLES {
            let body = STANDARD.decode(body).unwrap();
            for end in 1..body.len() {
                let cut = read(coding, body[..end].to_vec(), 500);
                assert_eq!(cut, Err(CodingError::Broken), "{coding} up to {end}");
            }
            for at in 0..body.len() {
                let mut changed = body.clone();
                changed[at] ^= 0x55;
                // Not all codings have a checksum; none panics, and none gets beyond the limit.
                let _ = read(coding, changed, 500);
            }
        }
    }

    #[test]
    fn codings_may_be_nested_but_not_deeply() {
        let (coding, body) = SAMPLES[2];
        let body = STANDARD.decode(body).unwrap();
        assert_eq!(read("identity, X-GZip", body.clone(), 500).unwrap().len(), 500, "{coding}");
        assert_eq!(read("br, gzip", body.clone(), 500), Err(CodingError::Broken));
        assert_eq!(read("gzip, gzip, gzip", body.clone(), 500), Err(CodingError::Unknown));
        assert_eq!(read("compress", body, 500), Err(CodingError::Unknown));
    }
}
