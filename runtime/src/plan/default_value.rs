//! `DefaultValue(..)`: the value of a member that `XmlSerializer` leaves out.

use crate::clr::{self, DateTime, Decimal, Guid, TimeSpan};
use crate::contract::{Kind, Primitive, Type};
use crate::value::View;

/// The value that `DefaultValue(..)` says, as its type has it.
#[derive(Debug, PartialEq)]
pub(crate) enum DefaultValue {
    Bool(bool),
    Int(i64),
    UInt(u64),
    Single(f32),
    Double(f64),
    Decimal(Decimal),
    Str(String),
    DateTime(DateTime),
    Guid(Guid),
    TimeSpan(TimeSpan),
}

impl DefaultValue {
    /// Returns the default of a type from its text in JSON. `None` for a text that is no value of the type, and for
    /// the types of which .NET heeds no default.
    pub(crate) fn new(json: &str, ty: &Type) -> Option<Self> {
        let text = unquoted(json);
        Some(match ty {
            Type::Primitive(primitive) => match primitive {
                Primitive::Boolean => DefaultValue::Bool(clr::parse_bool(&text).ok()?),
                Primitive::SByte | Primitive::Int16 | Primitive::Int32 | Primitive::Int64 => {
                    DefaultValue::Int(text.parse().ok()?)
                }
                Primitive::Byte | Primitive::UInt16 | Primitive::UInt32 | Primitive::UInt64 => {
                    DefaultValue::UInt(text.parse().ok()?)
                }
                Primitive::Single => DefaultValue::Single(clr::parse_f32(&text).ok()?),
                Primitive::Double => DefaultValue::Double(clr::parse_f64(&text).ok()?),
                Primitive::Decimal => DefaultValue::Decimal(text.parse().ok()?),
                Primitive::String => DefaultValue::Str(text),
                Primitive::DateTime => DefaultValue::DateTime(text.parse().ok()?),
                Primitive::Guid => DefaultValue::Guid(text.parse().ok()?),
                Primitive::TimeSpan => DefaultValue::TimeSpan(TimeSpan::from_json_text(&text).ok()?),
                Primitive::Char | Primitive::DateTimeOffset | Primitive::Uri | Primitive::Bytes => {
                    return None;
                }
            },
            Type::Contract(contract) => match contract.get().kind() {
                Kind::Enum(of) => {
                    let named = || {
                        let is_it = |name: &str| name == text;
                        let members = of.members.iter();
                        let mut named =
                            members.filter(|member| is_it(member.name) || member.clr_name.is_some_and(is_it));
                        named.next().map(|member| member.number)
                    };
                    DefaultValue::Int(text.parse().ok().or_else(named)?)
                }
                _ => return None,
            },
            _ => return None,
        })
    }

    /// Returns whether a value is this one. Decimals are compared by value: 1.500 is 1.50.
    pub(crate) fn is(&self, view: View<'_>) -> bool {
        match (self, view) {
            (DefaultValue::Bool(default), View::Bool(value)) => *default == value,
            (DefaultValue::Int(default), View::Int(value)) => *default == value,
            (DefaultValue::UInt(default), View::UInt(value)) => *default == value,
            (DefaultValue::Single(default), View::Single(value)) => default.to_bits() == value.to_bits(),
            (DefaultValue::Double(default), View::Double(value)) => default.to_bits() == value.to_bits(),
            (DefaultValue::Decimal(default), View::Decimal(value)) => default.cmp(value).is_eq(),
            (DefaultValue::Str(default), View::Str(value)) => default == value,
            (DefaultValue::DateTime(default), View::DateTime(value)) => default.ticks() == value.ticks(),
            (DefaultValue::Guid(default), View::Guid(value)) => default == value,
            (DefaultValue::TimeSpan(default), View::TimeSpan(value)) => *default == value,
            (default, View::Converted(value)) => value.with(|view| default.is(view)).unwrap_or(false),
            _ => false,
        }
    }
}

/// Returns a JSON text without its quotes and escapes; any other value as it stands.
fn unquoted(json: &str) -> String {
    let Some(text) = json.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else {
        return json.to_owned();
    };
    let mut plain = String::with_capacity(text.len());
    let mut units: Vec<u16> = Vec::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let escaped = if c == '\\' { chars.next() } else { None };
        if escaped == Some('u') {
            let digits: String = chars.by_ref().take(4).collect();
            units.extend(u16::from_str_radix(&digits, 16));
            continue;
        }
        plain.push_str(&String::from_utf16_lossy(&units));
        units.clear();
        plain.push(match escaped {
            None => c,
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some(other) => other,
        });
    }
    plain + &String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_compared_by_value() {
        let of = |json, primitive| DefaultValue::new(json, &Type::Primitive(primitive)).unwrap();
        assert!(of("1.50", Primitive::Decimal).is(View::Decimal(&"1.500".parse().unwrap())));
        assert!(of("\"a\\u00e9\\n\\\"\"", Primitive::String).is(View::Str("aé\n\"")));
        assert!(!of("5", Primitive::Int32).is(View::Int(6)));
        let half_an_hour = TimeSpan::from_ticks(18_000_000_000);
        assert!(of("\"00:30:00\"", Primitive::TimeSpan).is(View::TimeSpan(half_an_hour)));
        assert!(DefaultValue::new("\"x\"", &Type::Primitive(Primitive::Char)).is_none());
    }
}
