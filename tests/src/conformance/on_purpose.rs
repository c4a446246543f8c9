//! Documents that .NET reads and the reader refuses on purpose.

use datacontract::{Error, ErrorKind};
use serde_json::Value as Json;

/// Returns why a document that .NET reads is refused on purpose. Otherwise the refusal is a mistake.
pub(super) fn difference(document: &[u8], expected: &Json, error: &Error) -> Option<&'static str> {
    if error.kind() == ErrorKind::Reference && contains(expected, "$cut") {
        return Some(
            "an object without `IsReference` that contains itself; .NET makes an endless value of it",
        );
    }
    if error.kind() == ErrorKind::Nil && expected.is_null() {
        return Some(
            "nil as a root whose type has no null; .NET returns a null that no caller of this type can hold",
        );
    }
    if error.kind() == ErrorKind::Value && is_time(document, error) {
        return Some("a time without a date, which .NET completes with today's");
    }
    if error.kind() != ErrorKind::Syntax {
        return None;
    }
    let Ok(text) = std::str::from_utf8(document) else {
        return Some("broken UTF-8, which .NET replaces or takes for other characters");
    };
    text.match_indices("&#")
        .any(|(place, _)| names_no_character(&text[place + 2..]))
        .then_some("a reference to no character: without digits, or half of a surrogate pair")
}

/// Whether the text at an error, or the one that ends there, is a time alone.
fn is_time(document: &[u8], error: &Error) -> bool {
    let Some(at) = error.offset().and_then(|offset| document.get(..offset)) else { return false };
    let behind = &document[at.len()..];
    let is_time = |text: &[u8]| matches!(text.trim_ascii(), [a, b, b':', c, d, b':', ..] if [a, b, c, d].iter().all(|c| c.is_ascii_digit()));
    let start = at.iter().rposition(|c| *c == b'>').map_or(0, |place| place + 1);
    is_time(behind) || is_time(&at[start..])
}

/// Whether a reference, behind its `&#`, names nothing that a Rust text can hold.
fn names_no_character(reference: &str) -> bool {
    let Some((number, _)) = reference.split_once(';') else { return false };
    let code = match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    number.trim_start_matches('x').is_empty() || code.is_ok_and(|code| char::from_u32(code).is_none())
}

fn contains(value: &Json, key: &str) -> bool {
    match value {
        Json::Object(members) => members.iter().any(|(name, value)| name == key || contains(value, key)),
        Json::Array(items) => items.iter().any(|item| contains(item, key)),
        _ => false,
    }
}
