//! The addresses of endpoints.

use std::fmt::Write as _;

use datacontract_codegen::spec::{Endpoint, Piece};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand in a part of a path and in a query as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Returns the address of an endpoint below that of its service, without a query. `value` says what stands for a
/// parameter, as it stands in an address.
fn path_address(base: &str, endpoint: &Endpoint, value: &dyn Fn(&str) -> String) -> String {
    let mut text = format!("{}/", base.trim_end_matches('/'));
    for piece in &endpoint.template.path {
        match piece {
            // The address has the slash already.
            Piece::Text(path) if text.ends_with('/') => text.push_str(path.trim_start_matches('/')),
            Piece::Text(path) => text.push_str(path),
            Piece::Parameter(name) => text.push_str(&value(name)),
        }
    }
    text
}

/// Returns a text as it stands in a part of a path or in a query.
pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// Returns the address of an endpoint below that of its service. `values` says what stands for a parameter: several values
/// where it is a list, and none where it is left out.
pub(crate) fn address(base: &str, endpoint: &Endpoint, values: &dyn Fn(&str) -> Vec<String>) -> String {
    let first = |name: &str| values(name).first().map(|value| encoded(value)).unwrap_or_default();
    let mut text = path_address(base, endpoint, &first);
    let mut separator = '?';
    let mut told = Vec::new();
    for piece in &endpoint.template.query {
        let name = piece.parameter.value.as_str();
        // The heading shows two items of a list; the values say how many there are.
        if told.contains(&name) {
            continue;
        }
        told.push(name);
        let key = if piece.item { name } else { piece.key.as_str() };
        for value in values(name) {
            let _ = write!(text, "{separator}{}={}", encoded(key), encoded(&value));
            separator = '&';
        }
    }
    text
}
