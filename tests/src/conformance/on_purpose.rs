//! Documents that .NET reads and the reader refuses on purpose.

use datacontract::contract::Serializer;
use datacontract::{Error, ErrorKind};
use serde_json::Value as Json;

/// Returns why a document that .NET reads is refused on purpose. Otherwise the refusal is a mistake.
pub(super) fn difference(
    document: &[u8],
    expected: &Json,
    error: &Error,
    serializer: Serializer,
) -> Option<&'static str> {
    if serializer == Serializer::XmlSerializer
        && error.kind() == ErrorKind::Unexpected
        && begins_typed_text(document, error)
    {
        return Some(
            "an element in the text of a simple `object`: .NET takes its text and loses what follows",
        );
    }
    if error.kind() == ErrorKind::Reference && contains(expected, "$cut") {
        return Some(
            "an object without `IsReference` that contains itself; .NET makes an endless value of it",
        );
    }
    if contains_text(expected, "XmlNode") {
        return Some(XML_NODES);
    }
    if error.kind() == ErrorKind::Nil && expected.is_null() {
        return Some(
            "nil as a root whose type has no null; .NET returns a null that no caller of this type can hold",
        );
    }
    if error.kind() == ErrorKind::Value && is_time(document, error) {
        return Some("a time without a date, which .NET completes with today's");
    }
    if error.kind() == ErrorKind::Value && is_day(document, error) {
        return Some("a day or month without its year, which .NET completes with the current one");
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

/// Returns why what .NET makes of a document is a mistake of its reader, if it is: one that its other reader does not
/// make, or one that loses what stands there.
pub(super) fn mistake(document: &[u8], case: &Json, serializer: Serializer) -> Option<&'static str> {
    let text = std::str::from_utf8(document).ok()?;
    let mut declarations = text.split("xmlns").skip(1).filter_map(|rest| rest.split(['"', '\'']).nth(1));
    if case.get("outcomeXmlReader").is_some() && declarations.any(|namespace| namespace.contains('&')) {
        return Some(
            "a namespace with an escaped character, which .NET Core's text reader mistakes for another",
        );
    }
    let is_simple = serializer == Serializer::XmlSerializer && case["root"].is_string();
    let (_, content) = text.split_once('<')?.1.split_once('>')?;
    let is_element = content
        .trim_start()
        .strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() || c == '_'));
    (is_simple && is_element)
        .then_some("an element in the text of a simple root: .NET takes its text and loses what follows")
}

/// Why an `object` is refused, or null.
const XML_NODES: &str = "an `object` without a type that is known: .NET makes XML nodes of it";

/// Why a Rust type has an empty list where C# has null.
pub(super) const NULL_ARRAYS: &str =
    "a null array at the root or in a list: a `Vec` is a list of C#, of which .NET makes no null";

/// Why a Rust type is written where .NET refuses the class of an object.
pub(super) const KNOWN_VARIANTS: &str =
    "a class that no attribute names: an enum of Rust knows all its variants";

/// Why `XmlSerializer` writes other zones.
pub(super) const TIME_ZONE: &str =
    "a DateTime as `time`: .NET writes the zone of its server, of which nothing is known here";

/// Returns whether two documents differ in nothing but the zones of times.
pub(super) fn differ_by_zone(expected: &str, found: &str) -> bool {
    without_zones(expected) == without_zones(found)
}

/// Takes away what follows a time with seven digits behind the second.
fn without_zones(xml: &str) -> String {
    let mut plain = String::new();
    let mut rest = xml;
    while let Some(place) = rest.find('.') {
        let digits = rest[place + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let (head, tail) = rest.split_at(place + 1 + digits);
        let is_time = digits == 7 && place >= 3 && head.as_bytes()[place - 3] == b':';
        plain.push_str(head);
        let is_zone = is_time && tail.len() > 6 && matches!(tail.as_bytes()[0], b'+' | b'-');
        rest = if is_zone { &tail[6..] } else { tail };
    }
    plain + rest
}

/// Returns why a document is read as another value than by .NET on purpose, if it is.
pub(super) fn other_value(document: &[u8], expected: &Json, serializer: Serializer) -> Option<&'static str> {
    if contains_text(expected, "XmlNode") {
        return Some(XML_NODES);
    }
    if let Some(why) = nil_of_derived(document, serializer) {
        return Some(why);
    }
    let text = std::str::from_utf8(document).unwrap_or_default();
    let has = |name: &str| text.contains(&format!("<{name}>"));
    let is_zoned = serializer == Serializer::XmlSerializer && (has("Day") || has("Time"));
    is_zoned.then_some("a `date` or `time` with a zone, which .NET turns to that of its server")
}

/// Returns why an element with both nil and a type is read as another value: `XmlSerializer` skips it, and then makes an
/// object of the type of whatever stands behind it, be that another member or an end tag, which is an error.
pub(super) fn nil_of_derived(document: &[u8], serializer: Serializer) -> Option<&'static str> {
    let text = std::str::from_utf8(document).ok()?;
    let is_nil = |tag: &str| [":nil=\"true\"", ":nil=\"1\""].iter().any(|nil| tag.contains(nil));
    let mut tags = text.split('<').filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag);
    let has_both =
        serializer == Serializer::XmlSerializer && tags.any(|tag| is_nil(tag) && tag.contains(":type=\""));
    has_both.then_some(
        "nil with the type of a derived class: .NET reads the next element in its place; here it is null",
    )
}

fn contains_text(value: &Json, text: &str) -> bool {
    match value {
        Json::String(other) => other == text,
        Json::Object(members) => members.values().any(|value| contains_text(value, text)),
        Json::Array(items) => items.iter().any(|item| contains_text(item, text)),
        _ => false,
    }
}

/// Whether the element at an error stands where the text of one with a type begins.
fn begins_typed_text(document: &[u8], error: &Error) -> bool {
    let Some(before) = error.offset().and_then(|offset| document.get(..offset)) else { return false };
    let before = String::from_utf8_lossy(before);
    let tag = before.trim_end().strip_suffix('>').and_then(|before| Some(before.rsplit_once('<')?.1));
    tag.is_some_and(|tag| tag.contains(":type=\"") && !tag.ends_with('/'))
}

/// Whether the text at an error, or the one that ends there, is a time alone.
fn is_time(document: &[u8], error: &Error) -> bool {
    let Some(at) = error.offset().and_then(|offset| document.get(..offset)) else { return false };
    let behind = &document[at.len()..];
    let is_time = |text: &[u8]| matches!(text.trim_ascii(), [a, b, b':', c, d, b':', ..] if [a, b, c, d].iter().all(|c| c.is_ascii_digit()));
    let start = at.iter().rposition(|c| *c == b'>').map_or(0, |place| place + 1);
    is_time(behind) || is_time(&at[start..])
}

/// Whether the text at an error, or the one that ends there, is a day or a month without a year.
fn is_day(document: &[u8], error: &Error) -> bool {
    let Some((at, behind)) = error.offset().and_then(|offset| document.split_at_checked(offset)) else {
        return false;
    };
    let start = at.iter().rposition(|c| *c == b'>').map_or(0, |place| place + 1);
    [behind, &at[start..]].iter().any(|text| text.trim_ascii().starts_with(b"--"))
}

/// Returns why a document that strict mode reads may be refused in lenient mode, if it may.
pub(super) fn in_lenient_mode(has_order: bool, error: &Error) -> Option<&'static str> {
    let is_read = matches!(
        error.kind(),
        ErrorKind::Value | ErrorKind::Nil | ErrorKind::UnknownType | ErrorKind::Unexpected
    );
    (has_order && is_read)
        .then_some("what .NET loses behind a broken sequence, which lenient mode reads and finds wrong")
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
