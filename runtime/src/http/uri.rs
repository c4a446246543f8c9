//! Values as text in path and query.

use crate::clr;
use crate::contract::{Kind, Primitive, Type};
use crate::error::{Error, ErrorKind, Result};
use crate::value::View;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What `Uri.EscapeDataString` encodes: all but RFC 3986's unreserved characters.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What a path cannot hold as it is: all but RFC 3986's `pchar`, the slash between segments, and the percent
/// sign, which may begin an escape.
const NOT_IN_PATH: &AsciiSet = &ENCODED
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@')
    .remove(b'/')
    .remove(b'%');

/// Writes a text percent-encoded.
pub(crate) fn encode(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, ENCODED));
}

/// Writes the fixed text of a path, which a spec or a base address has: escapes that stand there are kept,
/// and characters that no path can hold become escapes.
pub(super) fn encode_literal(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('%') {
        out.extend(utf8_percent_encode(before, NOT_IN_PATH));
        let is_escape =
            matches!(behind.as_bytes(), [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit());
        out.push_str(if is_escape { "%" } else { "%25" });
        rest = behind;
    }
    out.extend(utf8_percent_encode(rest, NOT_IN_PATH));
}

/// Returns the text of a value as .NET's type converters read it; `None` is null.
///
/// # Errors
/// If the value is no simple one: objects, lists and dictionaries have no text, nor has half of a surrogate
/// pair.
pub(crate) fn uri_text(ty: &Type, view: &View<'_>) -> Result<Option<String>> {
    let mut text = String::new();
    match view {
        View::Absent | View::Null => return Ok(None),
        View::Bool(value) => text.push_str(clr::bool_text(*value)),
        View::Int(number) => return Ok(Some(integer_or_name(ty, *number))),
        View::UInt(number) => clr::write_integer(&mut text, *number),
        // .NET's converters know the names of the invariant culture, not XML's.
        View::Single(value) if value.is_infinite() => text.push_str(infinity(*value > 0.0)),
        View::Single(value) => clr::write_f32(&mut text, *value),
        View::Double(value) if value.is_infinite() => text.push_str(infinity(*value > 0.0)),
        View::Double(value) => clr::write_f64(&mut text, *value),
        View::Decimal(value) => value.write_xml(&mut text),
        View::Char(value) => {
            return value.to_json_text().map(Some).ok_or_else(|| {
                Error::new(ErrorKind::Unrepresentable, "half of a surrogate pair cannot stand in a URI")
            });
        }
        View::Str(value) => text.push_str(value),
        View::DateTime(value) => value.write_json_text(&mut text),
        View::DateTimeOffset(value) => value.write_json_text(&mut text),
        View::TimeSpan(value) => value.write_json_text(&mut text),
        View::Guid(value) => value.write_json_text(&mut text),
        View::Uri(value) => text.push_str(value.as_str()),
        View::Converted(value) => {
            return value.with(|view| uri_text(ty, &view)).map_err(|error| error.when_written(ty))?;
        }
        View::Bytes(_) | View::Object(_) | View::List(_) | View::Map(_) | View::Shared(_) | View::Any(_) => {
            return Err(Error::new(
                ErrorKind::Unrepresentable,
                "only simple values and lists of them can stand in path and query",
            ));
        }
    }
    Ok(Some(text))
}

const fn infinity(is_positive: bool) -> &'static str {
    if is_positive { "Infinity" } else { "-Infinity" }
}

/// Returns a number, or the name that an enum has for it. .NET reads both, but only C#'s names, not those of
/// `EnumMember`.
fn integer_or_name(ty: &Type, number: i64) -> String {
    match ty {
        Type::Nullable(inner) => return integer_or_name(inner, number),
        Type::Contract(contract) => {
            if let Kind::Enum(members) = contract.get().kind() {
                if let Some(name) = members.clr_name_of(number) {
                    return name.to_owned();
                }
                if members.underlying == Primitive::UInt64 {
                    return number.cast_unsigned().to_string();
                }
            }
        }
        _ => {}
    }
    number.to_string()
}
