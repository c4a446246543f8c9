//! Compressed bodies: what stands in `Content-Encoding`. Each coding is a feature of this crate.

#[cfg(feature = "client")]
mod body;
#[cfg(any(feature = "brotli", feature = "deflate", feature = "gzip", feature = "zstd"))]
mod decode;
mod input;

#[cfg(feature = "client")]
pub(crate) use body::{BodyPiece, DecodedBody};

use super::content_encoding::codings;
use ::http::HeaderMap;
use ::http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use bytes::Bytes;
use input::{Feed, Input};
use std::io::{self, ErrorKind, Read};

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
    decode: fn(Input) -> Box<dyn Read + Send>,
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
pub(crate) enum CodingError {
    /// The coding is none of those that are read.
    Unknown,
    /// There is more in it than allowed.
    TooLarge,
    /// It is not what the header says, or ends too soon.
    Broken,
}

/// Returns a body without the compression that its headers tell, of at most `limit` bytes; `None` if it is larger, is not
/// compressed as they say, or is compressed in a way that this program does not read.
///
/// ```
/// use datacontract::http::{Bytes, HeaderMap, decode_body};
///
/// let body = Bytes::from_static(b"{}");
/// let mut headers = HeaderMap::new();
/// assert_eq!(decode_body(&headers, body.clone(), 1024), Some(body.clone()));
/// headers.insert("content-encoding", "unknown".parse().unwrap());
/// assert_eq!(decode_body(&headers, body, 1024), None);
/// ```
#[must_use]
pub fn decode_body(headers: &HeaderMap, body: Bytes, limit: usize) -> Option<Bytes> {
    decode(&mut headers.clone(), body, limit).ok()
}

/// Returns a body without its codings, of at most `limit` bytes, and takes them from the headers.
///
/// # Errors
/// If the body cannot be read, or is longer.
pub(crate) fn decode(headers: &mut HeaderMap, body: Bytes, limit: usize) -> Result<Bytes, CodingError> {
    if body.is_empty() {
        return Ok(body);
    }
    let Some(mut decoder) = Decoder::of_headers(headers, limit)? else { return Ok(body) };
    decoder.push(body);
    decoder.finish();
    let (mut decoded, mut piece) = (Vec::new(), vec![0; PIECE]);
    while let Decoded::Bytes(bytes) = decoder.read(&mut piece)? {
        decoded.extend_from_slice(bytes);
    }
    headers.remove(CONTENT_ENCODING);
    headers.remove(CONTENT_LENGTH);
    Ok(decoded.into())
}

/// How many bytes are decompressed at once.
pub(crate) const PIECE: usize = 32 << 10;

/// Decompresses a body while it comes.
pub(crate) struct Decoder {
    feed: Feed,
    reader: Box<dyn Read + Send>,
}

/// What has come of a body.
pub(crate) enum Decoded<'b> {
    Bytes(&'b [u8]),
    /// More of the compressed body has to come first.
    Waiting,
    End,
}

impl Decoder {
    /// Returns a decoder for the body of a message with these headers; `None` if it is not compressed. No more than `limit`
    /// bytes come out of any of its codings.
    ///
    /// # Errors
    /// If it is compressed in a way that is not known.
    pub(crate) fn of_headers(headers: &HeaderMap, limit: usize) -> Result<Option<Self>, CodingError> {
        let names: Vec<String> = codings(headers).map(str::to_ascii_lowercase).collect();
        // More than two are an attack.
        if names.len() > 2 {
            return Err(CodingError::Unknown);
        }
        let (feed, mut reader) = (Feed::default(), None);
        // The last one was applied last.
        for name in names.iter().rev() {
            let known = KNOWN.iter().find(|coding| [coding.name, coding.alias].contains(&name.as_str()));
            let input = match reader.take() {
                None => Input::of_feed(feed.clone()),
                Some(decoder) => Input::of_decoder(decoder),
            };
            let decoder = (known.ok_or(CodingError::Unknown)?.decode)(input);
            reader = Some(Box::new(Limited { decoder, left: limit }) as Box<dyn Read + Send>);
        }
        Ok(reader.map(|reader| Decoder { feed, reader }))
    }

    /// Adds the next bytes of the compressed body.
    pub(crate) fn push(&mut self, bytes: Bytes) {
        self.feed.push(bytes);
    }

    /// Notes that no more bytes follow.
    pub(crate) fn finish(&mut self) {
        self.feed.finish();
    }

    /// Decompresses what comes next, as far as it fits into the buffer.
    ///
    /// # Errors
    /// If the body is not compressed as the headers say, ends too soon, or is longer than the limit.
    pub(crate) fn read<'b>(&mut self, buffer: &'b mut [u8]) -> Result<Decoded<'b>, CodingError> {
        loop {
            return match self.reader.read(buffer) {
                Ok(0) => Ok(Decoded::End),
                Ok(len) => Ok(Decoded::Bytes(&buffer[..len])),
                Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(Decoded::Waiting),
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) if error.kind() == ErrorKind::FileTooLarge => Err(CodingError::TooLarge),
                Err(_) => Err(CodingError::Broken),
            };
        }
    }
}

/// What comes out of a coding, up to a limit: what another coding makes of it may be far less.
struct Limited {
    decoder: Box<dyn Read + Send>,
    left: usize,
}

impl Read for Limited {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let len = self.decoder.read(out)?;
        self.left = self.left.checked_sub(len).ok_or(ErrorKind::FileTooLarge)?;
        Ok(len)
    }
}

#[cfg(all(test, feature = "brotli", feature = "deflate", feature = "gzip", feature = "zstd"))]
mod tests {
    use super::{CodingError, Decoded, Decoder, decode};
    use ::http::HeaderMap;
    use ::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderValue};
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use bytes::Bytes;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write as _;

    /// What programs of others made of 100 times "Ada, ".
    const SAMPLES: [(&str, &str); 5] = [
        ("br", "G/MB+I2UqPOrQViCyERYsBYFpLYA"),
        ("zstd", "KLUv/QRYZQAAKEFkYSwgAQDsUIsW2XpyQg=="),
        ("gzip", "H4sIAAAAAAACA3NMSdRRcBwlRhIBAFK5YXD0AQAA"),
        ("deflate", "eJxzTEnUUXAcJUYSAQBq/4QJ"),
        ("deflate", "c0xJ1FFwHCVGEgEA"),
    ];

    /// The first of them, compressed once more with gzip.
    const NESTED: &str = "H4sIAAAAAAACA5P+zPijd8qKz6sdI5pOuERsEGNdso0BAIuid00VAAAA";

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
    fn bodies_may_come_in_pieces_of_any_size() {
        for (coding, body) in SAMPLES.into_iter().chain([("br, gzip", NESTED)]) {
            let body = STANDARD.decode(body).unwrap();
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
            for size in 1..=body.len() {
                let mut decoder = Decoder::of_headers(&headers, 500).unwrap().unwrap();
                let mut chunks = body.chunks(size);
                let (mut decoded, mut piece) = (Vec::new(), [0; 7]);
                loop {
                    match decoder.read(&mut piece).unwrap() {
                        Decoded::Bytes(bytes) => decoded.extend_from_slice(bytes),
                        Decoded::Waiting => match chunks.next() {
                            Some(chunk) => decoder.push(Bytes::copy_from_slice(chunk)),
                            None => decoder.finish(),
                        },
                        Decoded::End => break,
                    }
                }
                assert_eq!(decoded, "Ada, ".repeat(100).into_bytes(), "{coding} by {size}");
            }
        }
    }

    /// A million empty members are little in gzip, and nothing is in them.
    #[test]
    fn what_comes_out_of_each_coding_is_limited() {
        let empty = STANDARD.decode("H4sIAAAAAAAA/wMAAAAAAAAAAAA=").unwrap();
        assert_eq!(read("gzip", empty.repeat(3), 0).unwrap(), "");
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&empty.repeat(1000)).unwrap();
        let nested = encoder.finish().unwrap();
        assert_eq!(read("gzip, gzip", nested.clone(), empty.len() * 1000).unwrap(), "");
        assert_eq!(read("gzip, gzip", nested, empty.len() * 1000 - 1), Err(CodingError::TooLarge));
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
