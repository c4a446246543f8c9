//! What `Content-Encoding` says of a body.

use ::http::HeaderMap;
use ::http::header::CONTENT_ENCODING;

/// Returns whether a body is compressed.
pub(crate) fn is_coded(headers: &HeaderMap) -> bool {
    codings(headers).next().is_some()
}

/// Returns the codings of a body in the order in which they were applied.
pub(super) fn codings(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    // A value that is no text is a coding that nobody knows.
    let values = headers.get_all(CONTENT_ENCODING).iter().map(|value| value.to_str().unwrap_or("?"));
    let names = values.flat_map(|value| value.split(',')).map(str::trim);
    names.filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case("identity"))
}
