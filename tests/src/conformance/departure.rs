//! Where the reader refuses what .NET makes something of, because refusing is better.

use datacontract::{Error, ErrorKind};
use serde_json::Value as Json;

/// Returns why a document that .NET reads is refused on purpose. Otherwise the refusal is a mistake.
pub(super) fn of(document: &[u8], expected: &Json, error: &Error) -> Option<&'static str> {
    if error.kind() == ErrorKind::Reference && contains(expected, "$cut") {
        return Some(
            "an object without `IsReference` that contains itself; .NET makes an endless value of it",
        );
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
