//! The codings, each by a crate of its own.

use super::CodingError;
use std::io::Read;

#[cfg(feature = "gzip")]
pub(super) fn gzip(body: &[u8], limit: usize) -> Result<Vec<u8>, CodingError> {
    read(flate2::bufread::MultiGzDecoder::new(body), limit)
}

/// Reads both things that are called so: zlib's format, as RFC 9110 says, and without it, as IIS sends it.
#[cfg(feature = "deflate")]
pub(super) fn deflate(body: &[u8], limit: usize) -> Result<Vec<u8>, CodingError> {
    let is_zlib = match body {
        [first, second, ..] => first & 0x0f == 8 && u16::from_be_bytes([*first, *second]) % 31 == 0,
        _ => false,
    };
    if is_zlib {
        read(flate2::bufread::ZlibDecoder::new(body), limit)
    } else {
        read(flate2::bufread::DeflateDecoder::new(body), limit)
    }
}

#[cfg(feature = "brotli")]
pub(super) fn brotli(body: &[u8], limit: usize) -> Result<Vec<u8>, CodingError> {
    read(brotli_decompressor::Decompressor::new(body, 4096), limit)
}

#[cfg(feature = "zstd")]
pub(super) fn zstd(mut body: &[u8], limit: usize) -> Result<Vec<u8>, CodingError> {
    let mut out = Vec::new();
    // A body may have several frames.
    while !body.is_empty() {
        let decoder = ruzstd::decoding::StreamingDecoder::new(&mut body).map_err(|_| CodingError::Broken)?;
        let frame = read(decoder, limit - out.len())?;
        out.extend_from_slice(&frame);
    }
    Ok(out)
}

fn read(decoder: impl Read, limit: usize) -> Result<Vec<u8>, CodingError> {
    let most = u64::try_from(limit).unwrap_or(u64::MAX);
    let mut out = Vec::new();
    decoder.take(most.saturating_add(1)).read_to_end(&mut out).map_err(|_| CodingError::Broken)?;
    if out.len() > limit { Err(CodingError::TooLarge) } else { Ok(out) }
}
