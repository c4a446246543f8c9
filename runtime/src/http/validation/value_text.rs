//! `Convert.ToString(value, CultureInfo.CurrentCulture)`: the text of a value of any type, which
//! `[RegularExpression]` looks at.
//!
//! What the culture of the server decides is not known here. Numbers with a fraction have a point in some cultures
//! and a comma in others, so both texts are given. Dates differ too much, and have none.

use crate::clr::{Decimal, Uri};
use crate::contract::{EnumContract, Kind, Primitive, Type};
use crate::value::View;
use std::borrow::Cow;

/// The text of a value in .NET.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ValueText<'v> {
    /// It is the same in every culture.
    Known(Cow<'v, str>),
    /// It has the decimal separator of the culture. These are the texts with a point and with a comma.
    Number { point: String, comma: String },
    /// The culture decides, or the value's class.
    Unknown,
}

impl<'v> ValueText<'v> {
    /// Returns the text of a value of a type.
    pub(super) fn of(view: View<'v>, ty: &Type) -> Self {
        let text: Cow<'v, str> = match view {
            View::Int(number) => match enum_of(ty) {
                Some(members) => enum_text(members, number),
                None => number.to_string().into(),
            },
            View::Str(text) => text.into(),
            View::Bool(value) => if value { "True" } else { "False" }.into(),
            View::UInt(number) => number.to_string().into(),
            View::Char(char) => match char.to_json_text() {
                Some(text) => text.into(),
                None => return ValueText::Unknown,
            },
            View::Guid(guid) => guid.to_string().into(),
            View::TimeSpan(span) => span.to_json_text().into(),
            View::Uri(uri) => return uri_text(uri),
            View::Decimal(number) => return Self::of_number(decimal_text(number)),
            View::Single(number) => return Self::of_float(number.into(), 7),
            View::Double(number) => return Self::of_float(number, 15),
            _ => return ValueText::Unknown,
        };
        ValueText::Known(text)
    }

    fn of_number(point: String) -> Self {
        if point.contains('.') {
            let comma = point.replace('.', ",");
            ValueText::Number { point, comma }
        } else {
            ValueText::Known(point.into())
        }
    }

    /// The text of a `float` or `double` as .NET Framework has it: so many significant digits at most. Cultures
    /// have words of their own for what is no number.
    fn of_float(number: f64, digits: usize) -> Self {
        if number.is_finite() { Self::of_number(float_text(number, digits)) } else { ValueText::Unknown }
    }
}

/// Returns why the text of a type's values is not known, or `None` if it is.
pub(super) fn why_unknown(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::Nullable(inner) => why_unknown(inner),
        Type::Primitive(Primitive::DateTime | Primitive::DateTimeOffset) => {
            Some("the text of a date is that of the server's culture")
        }
        Type::Primitive(Primitive::Bytes) => Some(OF_AN_OBJECT),
        Type::Primitive(_) => None,
        ty if enum_of(ty).is_some() => None,
        _ => Some(OF_AN_OBJECT),
    }
}

const OF_AN_OBJECT: &str =
    "it is matched with the name of the value's class, or with what its `ToString` says";

fn enum_of(ty: &Type) -> Option<&EnumContract> {
    match ty {
        Type::Nullable(inner) => enum_of(inner),
        Type::Contract(contract) => match contract.get().kind() {
            Kind::Enum(members) => Some(members),
            _ => None,
        },
        _ => None,
    }
}

/// `Enum.ToString`: C#'s name. Flags are named from the greatest number down, and stand the other way round; what
/// has no name is a number.
fn enum_text(members: &EnumContract, number: i64) -> Cow<'static, str> {
    if let Some(name) = members.clr_name_of(number) {
        return name.into();
    }
    let mut sorted: Vec<_> = members.members.iter().filter(|member| member.number != 0).collect();
    sorted.sort_by_key(|member| std::cmp::Reverse(member.number.cast_unsigned()));
    let (mut rest, mut names) = (number, Vec::new());
    for member in sorted.into_iter().filter(|_| members.is_flags) {
        if rest & member.number == member.number {
            rest &= !member.number;
            names.push(member.clr_name.unwrap_or(member.name));
        }
    }
    if rest == 0 && !names.is_empty() {
        names.reverse();
        return names.join(", ").into();
    }
    match members.underlying {
        Primitive::UInt64 => number.cast_unsigned().to_string().into(),
        _ => number.to_string().into(),
    }
}

/// Zero has no sign.
fn decimal_text(number: &Decimal) -> String {
    let text = number.to_string();
    match text.strip_prefix('-') {
        Some(digits) if digits.bytes().all(|byte| matches!(byte, b'0' | b'.')) => digits.to_owned(),
        _ => text,
    }
}

/// `ToString("G")` of .NET Framework: scientific from as many digits on as it has at most, and below 1E-04.
fn float_text(number: f64, digits: usize) -> String {
    let scientific = format!("{number:.*e}", digits - 1);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let decimals = usize::try_from(i32::try_from(digits).unwrap_or(i32::MAX) - 1 - exponent);
    match decimals {
        _ if number == 0.0 => "0".to_owned(),
        Ok(decimals) if exponent > -5 => without_zeros(&format!("{number:.decimals$}")).to_owned(),
        _ => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{}E{sign}{:02}", without_zeros(mantissa), exponent.abs())
        }
    }
}

fn without_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// `Uri.ToString`: the canonical form without escapes, but for those that would mean something else. So the text
/// is known if nothing is escaped.
fn uri_text(uri: &Uri) -> ValueText<'_> {
    let canonical = uri.to_xml_text();
    if canonical.contains('%') || !uri.as_str().is_ascii() {
        return ValueText::Unknown;
    }
    ValueText::Known(canonical.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clr::{Char, Guid, TimeSpan};
    use crate::contract::{Contract, ContractRef, EnumMember};

    fn known(view: View<'_>, ty: &Type, expected: &str) {
        assert_eq!(ValueText::of(view, ty), ValueText::Known(expected.into()));
    }

    const INT: Type = Type::Primitive(Primitive::Int32);

    #[test]
    fn texts_that_every_culture_has() {
        known(View::Bool(true), &INT, "True");
        known(View::Int(-5), &INT, "-5");
        known(View::UInt(u64::MAX), &INT, "18446744073709551615");
        known(View::Char(Char::new(120)), &INT, "x");
        known(View::TimeSpan(TimeSpan::from_ticks(0)), &INT, "00:00:00");
        known(View::TimeSpan(TimeSpan::from_ticks(-1)), &INT, "-00:00:00.0000001");
        known(View::Guid(&Guid::default()), &INT, "00000000-0000-0000-0000-000000000000");
        known(View::Uri(&Uri::new("HTTP://Example.com:80/a")), &INT, "http://example.com/a");
        assert_eq!(ValueText::of(View::Uri(&Uri::new("http://example.com/a b")), &INT), ValueText::Unknown);
        assert_eq!(ValueText::of(View::Bytes(&[1]), &INT), ValueText::Unknown);
    }

    /// What `Convert.ToString` says in the invariant culture.
    #[test]
    fn numbers_as_net_framework_writes_them() {
        for (number, text) in [
            (0.1 + 0.2, "0.3"),
            (1.0, "1"),
            (1e14, "100000000000000"),
            (123_456_789_012_345_678.0, "1.23456789012346E+17"),
            (1e15, "1E+15"),
            (0.0001, "0.0001"),
            (0.00001, "1E-05"),
            (0.000_012_345, "1.2345E-05"),
            (-0.0, "0"),
            (-1234.5, "-1234.5"),
        ] {
            assert_eq!(float_text(number, 15), text);
        }
        for (number, text) in
            [(0.1_f32 + 0.2, "0.3"), (16_777_216.0, "1.677722E+07"), (1e10, "1E+10"), (1.5, "1.5")]
        {
            assert_eq!(float_text(number.into(), 7), text);
        }
        let decimal = |text: &str| decimal_text(&text.parse().unwrap());
        assert_eq!(["1.50", "100", "0.0000001", "-0.00"].map(decimal), ["1.50", "100", "0.0000001", "0.00"]);
        let number = ValueText::Number { point: "1.5".to_owned(), comma: "1,5".to_owned() };
        assert_eq!(ValueText::of(View::Double(1.5), &INT), number);
        known(View::Double(2.0), &INT, "2");
        assert_eq!(ValueText::of(View::Double(f64::NAN), &INT), ValueText::Unknown);
    }

    #[test]
    fn enums_have_their_names() {
        const MEMBERS: &[EnumMember] = &[
            EnumMember::new("Read", 1),
            EnumMember::new("write-it", 2).clr_name("Write"),
            EnumMember::new("Admin", 8),
            EnumMember::new("All", 11),
        ];
        static PLAIN: Contract = Contract::enumeration("Plain", "urn:x", EnumContract::new(MEMBERS));
        static FLAGS: Contract = Contract::enumeration("Flags", "urn:x", EnumContract::new(MEMBERS).flags());
        const PLAIN_TYPE: Type = Type::Contract(ContractRef::Known(&PLAIN));
        const FLAGS_TYPE: Type = Type::Nullable(&Type::Contract(ContractRef::Known(&FLAGS)));
        for (number, text) in [(2, "Write"), (3, "3"), (0, "0")] {
            known(View::Int(number), &PLAIN_TYPE, text);
        }
        for (number, text) in
            [(3, "Read, Write"), (11, "All"), (0, "0"), (16, "16"), (17, "17"), (10, "Write, Admin")]
        {
            known(View::Int(number), &FLAGS_TYPE, text);
        }
    }
}
