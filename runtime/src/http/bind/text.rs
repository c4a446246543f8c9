//! Texts of path, query and forms to values, as .NET's type converters read them in the invariant culture.

use super::date::iso_of;
use crate::any_case::eq_ignore_case;
use crate::clr::{self, Char, DateTime, DateTimeOffset, Decimal, Guid, TimeSpan, Uri};
use crate::contract::{EnumContract, Kind, Primitive, Type, type_name};
use crate::value::dynamic::Value;
use crate::value::{Slot, View};

/// Why a text is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is null, which the type does not take.
    Null,
    /// It is none of the type's texts.
    Format,
    /// It is one, but beyond the type's range.
    Range,
    /// The type has no texts at all.
    Complex,
}

impl Refusal {
    /// Returns Web API's message for it in the model state.
    pub(crate) fn message(self, text: &str, ty: &Type) -> String {
        self.message_for(text, ty, None)
    }

    /// Returns Web API's message for a member of a class, which has the member's name in place of the type's.
    pub(crate) fn message_for(self, text: &str, ty: &Type, member: Option<&str>) -> String {
        match self {
            Refusal::Null => super::REQUIRED.to_owned(),
            Refusal::Format => {
                let name = member.map_or_else(|| clr_name(ty), str::to_owned);
                format!("The value '{text}' is not valid for {name}.")
            }
            Refusal::Range | Refusal::Complex => super::ERROR_OCCURRED.to_owned(),
        }
    }
}

/// Reads a text into a slot. A text of white space alone is null, as in Web API.
pub(crate) fn read(slot: Slot<'_>, ty: &Type, text: &str) -> Result<(), Refusal> {
    let is_blank = text.trim().is_empty();
    match slot {
        Slot::Nullable(nullable) => {
            if is_blank {
                nullable.set_null();
                return Ok(());
            }
            read(nullable.fill(), ty, text)
        }
        // There is no null here: the empty text is the nearest.
        Slot::Str(place) => {
            place.clear();
            place.push_str(if is_blank { "" } else { text });
            Ok(())
        }
        Slot::Value(value) => {
            if is_blank && ty.is_nullable() {
                *value = Value::Null;
                return Ok(());
            }
            if let Some(slot) = value.fill(ty) {
                return read(slot, ty, text);
            }
            *value = Value::String(text.to_owned());
            Ok(())
        }
        slot => match ty {
            Type::Nullable(inner) => read(slot, inner, text),
            Type::Primitive(Primitive::String) if is_blank => {
                let mut slot = slot;
                if slot.set(View::Str("")) { Ok(()) } else { Err(Refusal::Format) }
            }
            _ if is_blank => Err(Refusal::Null),
            Type::Primitive(primitive) => self::primitive(slot, *primitive, text.trim(), text),
            Type::Contract(contract) => match contract.get().kind() {
                Kind::Enum(members) => enumeration(slot, members, text),
                _ => Err(Refusal::Complex),
            },
            _ => Err(Refusal::Complex),
        },
    }
}

/// Returns whether a type is written as a text in a URI.
pub(crate) fn is_simple(ty: &Type) -> bool {
    match ty {
        Type::Primitive(_) => true,
        Type::Nullable(inner) => is_simple(inner),
        Type::Contract(contract) => matches!(contract.get().kind(), Kind::Enum(_)),
        _ => false,
    }
}

/// Whether a text is a value of a type.
pub(crate) fn check(ty: &Type, text: &str) -> Result<(), Refusal> {
    let mut value = Value::Null;
    read(Slot::Value(&mut value), ty, text)
}

fn primitive(mut slot: Slot<'_>, primitive: Primitive, trimmed: &str, text: &str) -> Result<(), Refusal> {
    let is_set = match primitive {
        Primitive::String => slot.set(View::Str(text)),
        Primitive::Boolean => slot.set(View::Bool(clr::parse_bool_text(trimmed).ok_or(Refusal::Format)?)),
        Primitive::SByte => slot.set(View::Int(signed(trimmed, i8::MIN.into(), i8::MAX.into())?)),
        Primitive::Int16 => slot.set(View::Int(signed(trimmed, i16::MIN.into(), i16::MAX.into())?)),
        Primitive::Int32 => slot.set(View::Int(signed(trimmed, i32::MIN.into(), i32::MAX.into())?)),
        Primitive::Int64 => slot.set(View::Int(signed(trimmed, i64::MIN, i64::MAX)?)),
        Primitive::Byte => slot.set(View::UInt(unsigned(trimmed, u8::MAX.into())?)),
        Primitive::UInt16 => slot.set(View::UInt(unsigned(trimmed, u16::MAX.into())?)),
        Primitive::UInt32 => slot.set(View::UInt(unsigned(trimmed, u32::MAX.into())?)),
        Primitive::UInt64 => slot.set(View::UInt(unsigned(trimmed, u64::MAX)?)),
        Primitive::Single => slot.set(View::Single(parsed(clr::parse_json_f32(trimmed))?)),
        Primitive::Double => slot.set(View::Double(parsed(clr::parse_json_f64(trimmed))?)),
        Primitive::Decimal => slot.set(View::Decimal(&parsed(Decimal::from_json_text(trimmed))?)),
        Primitive::Char => slot.set(View::Char(parsed(Char::from_json_text(trimmed))?)),
        Primitive::DateTime => slot.set(View::DateTime(&date_time(trimmed).ok_or(Refusal::Format)?)),
        Primitive::DateTimeOffset => {
            slot.set(View::DateTimeOffset(&date_time_offset(trimmed).ok_or(Refusal::Format)?))
        }
        Primitive::TimeSpan => slot.set(View::TimeSpan(parsed(TimeSpan::from_json_text(trimmed))?)),
        Primitive::Guid => slot.set(View::Guid(&parsed(trimmed.parse::<Guid>())?)),
        Primitive::Uri => slot.set(View::Uri(&parsed(text.parse::<Uri>())?)),
        Primitive::Bytes => slot.set(View::Bytes(&parsed(clr::parse_base64(trimmed))?)),
    };
    if is_set { Ok(()) } else { Err(Refusal::Format) }
}

fn parsed<T>(result: Result<T, clr::ParseError>) -> Result<T, Refusal> {
    result.map_err(|_| Refusal::Format)
}

/// Digits behind one of the signs that .NET's converters of integers take for hexadecimal.
fn hexadecimal(text: &str) -> Option<&str> {
    ["#", "0x", "0X", "&h", "&H"].into_iter().find_map(|sign| text.strip_prefix(sign))
}

/// Returns a signed integer; hexadecimal digits are its two's complement.
fn signed(text: &str, min: i64, max: i64) -> Result<i64, Refusal> {
    if let Some(digits) = hexadecimal(text) {
        let bits = hexadecimal_digits(digits)?;
        // All bits of the type, the one for the sign included.
        let mask = max.cast_unsigned() << 1 | 1;
        if bits > mask {
            return Err(Refusal::Range);
        }
        let is_negative = bits > max.cast_unsigned();
        return Ok(if is_negative { bits.cast_signed() | min } else { bits.cast_signed() });
    }
    clr::parse_i64_in(text, min, max).map_err(|_| refused_integer(text))
}

fn unsigned(text: &str, max: u64) -> Result<u64, Refusal> {
    let number = match hexadecimal(text) {
        Some(digits) => hexadecimal_digits(digits)?,
        None => clr::parse_u64(text).map_err(|_| refused_integer(text))?,
    };
    if number <= max { Ok(number) } else { Err(Refusal::Range) }
}

fn hexadecimal_digits(digits: &str) -> Result<u64, Refusal> {
    if digits.is_empty() || !digits.bytes().all(|c| c.is_ascii_hexdigit()) {
        return Err(Refusal::Format);
    }
    u64::from_str_radix(digits, 16).map_err(|_| Refusal::Range)
}

/// .NET tells what is no number from what is too great a one.
fn refused_integer(text: &str) -> Refusal {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|c| c.is_ascii_digit());
    if is_number { Refusal::Range } else { Refusal::Format }
}

/// Reads what `DateTime.Parse` does, but for the forms that need today's date.
fn date_time(text: &str) -> Option<DateTime> {
    DateTime::from_json_text(text).ok().or_else(|| DateTime::from_json_text(&iso_of(text)?).ok())
}

/// Reads a date and time with an offset. Without one .NET takes the offset of its machine; here it is zero.
fn date_time_offset(text: &str) -> Option<DateTimeOffset> {
    let read = |text: &str| {
        let with_zone = || DateTimeOffset::from_json_text(&format!("{text}Z"));
        DateTimeOffset::from_json_text(text).or_else(|_| with_zone()).ok()
    };
    read(text).or_else(|| read(&iso_of(text)?))
}

/// `Enum.Parse`: C#'s names in any case, numbers, and several of them between commas.
fn enumeration(mut slot: Slot<'_>, members: &EnumContract, text: &str) -> Result<(), Refusal> {
    let mut numbers = text.split(',').map(|part| number_of(members, part.trim()));
    let number = numbers.try_fold(0, |bits, number| Some(bits | number?)).ok_or(Refusal::Format)?;
    if slot.set(View::Int(number)) { Ok(()) } else { Err(Refusal::Format) }
}

fn number_of(members: &EnumContract, text: &str) -> Option<i64> {
    let name = |member: &crate::contract::EnumMember| member.clr_name.unwrap_or(member.name);
    let exact = members.members.iter().find(|member| name(member) == text);
    let found = exact.or_else(|| members.members.iter().find(|member| eq_ignore_case(name(member), text)));
    found.map(|member| member.number).or_else(|| match members.underlying {
        Primitive::UInt64 => clr::parse_u64(text).ok().map(u64::cast_signed),
        Primitive::SByte => clr::parse_i8(text).ok().map(i64::from),
        Primitive::Byte => clr::parse_u8(text).ok().map(i64::from),
        Primitive::Int16 => clr::parse_i16(text).ok().map(i64::from),
        Primitive::UInt16 => clr::parse_u16(text).ok().map(i64::from),
        Primitive::UInt32 => clr::parse_u32(text).ok().map(i64::from),
        Primitive::Int64 => clr::parse_i64(text).ok(),
        _ => clr::parse_i32(text).ok().map(i64::from),
    })
}

/// .NET's name of a type, as it stands in messages.
pub(super) fn clr_name(ty: &Type) -> String {
    match ty {
        Type::Primitive(Primitive::Bytes) => "Byte[]".to_owned(),
        // The variants are .NET's names.
        Type::Primitive(primitive) => format!("{primitive:?}"),
        Type::Nullable(_) => "Nullable`1".to_owned(),
        ty => type_name(ty).name,
    }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, check, read};
    use crate::contract::{Contract, ContractRef, EnumContract, EnumMember, Primitive, Type};
    use crate::value::dynamic::Value;
    use proptest::prelude::*;

    const PERM: EnumContract = EnumContract::new(&[
        EnumMember::new("Read", 1),
        EnumMember::new("write-it", 2).clr_name("Write"),
        EnumMember::new("Admin", 8),
    ])
    .flags();
    static PERM_CONTRACT: Contract = Contract::enumeration("Perm", "urn:x", PERM);
    const PERM_TYPE: Type = Type::Contract(ContractRef::Known(&PERM_CONTRACT));

    fn value(ty: &Type, text: &str) -> Result<Value, Refusal> {
        let mut value = Value::Null;
        read(value.fill(ty).unwrap(), ty, text).map(|()| value)
    }

    fn shown(primitive: Primitive, text: &str) -> Result<String, Refusal> {
        let ty = Type::Primitive(primitive);
        value(&ty, text).map(|value| {
            crate::json::write_value(&value, &ty, &crate::json::WriteOptions::default()).unwrap()
        })
    }

    fn all(primitive: Primitive, cases: &[(&str, Result<&str, Refusal>)]) {
        for (text, expected) in cases {
            assert_eq!(shown(primitive, text).as_deref(), expected.as_ref().map(|text| *text), "{text:?}");
        }
    }

    #[test]
    fn integers() {
        use Refusal::{Format, Null, Range};
        let cases = [
            ("7", Ok("7")),
            (" -07 ", Ok("-7")),
            ("+7", Ok("7")),
            ("0x1F", Ok("31")),
            ("#ff", Ok("255")),
            ("&HFFFFFFFF", Ok("-1")),
            ("0x100000000", Err(Range)),
            ("2147483648", Err(Range)),
            ("99999999999999999999", Err(Range)),
            ("1.0", Err(Format)),
            ("1,000", Err(Format)),
            ("0x", Err(Format)),
            ("abc", Err(Format)),
            ("", Err(Null)),
            ("  ", Err(Null)),
        ];
        all(Primitive::Int32, &cases);
        all(
            Primitive::Byte,
            &[("255", Ok("255")), ("256", Err(Range)), ("-1", Err(Range)), ("0xff", Ok("255"))],
        );
        all(
            Primitive::SByte,
            &[("0x80", Ok("-128")), ("0xff", Ok("-1")), ("-128", Ok("-128")), ("128", Err(Range))],
        );
        all(Primitive::UInt64, &[("18446744073709551615", Ok("18446744073709551615"))]);
        all(Primitive::Int64, &[("0xffffffffffffffff", Ok("-1")), ("9223372036854775808", Err(Range))]);
    }

    #[test]
    fn other_numbers() {
        use Refusal::Format;
        all(
            Primitive::Double,
            &[("1e3", Ok("1000.0")), ("NaN", Ok("\"NaN\"")), ("-.5", Ok("-0.5")), ("1,5", Err(Format))],
        );
        all(Primitive::Decimal, &[("1.50", Ok("1.50")), ("1e2", Ok("100.0")), ("x", Err(Format))]);
    }

    #[test]
    fn truth_values_and_chars() {
        use Refusal::Format;
        all(
            Primitive::Boolean,
            &[("TRUE", Ok("true")), (" False ", Ok("false")), ("1", Err(Format)), ("yes", Err(Format))],
        );
        all(Primitive::Char, &[("x", Ok("\"x\"")), (" x ", Ok("\"x\"")), ("xy", Err(Format))]);
    }

    #[test]
    fn dates() {
        use Refusal::Format;
        let cases = [
            ("2024-10-15", Ok("\"2024-10-15T00:00:00\"")),
            ("2024-10-15T05:29:19Z", Ok("\"2024-10-15T05:29:19Z\"")),
            ("10/15/2024 5:29 PM", Ok("\"2024-10-15T17:29:00\"")),
            ("13/15/2024", Err(Format)),
            ("2024-02-30", Err(Format)),
        ];
        all(Primitive::DateTime, &cases);
        let cases = [
            ("2024-10-15T05:29:19+02:00", Ok("\"2024-10-15T05:29:19+02:00\"")),
            ("2024-10-15", Ok("\"2024-10-15T00:00:00+00:00\"")),
            ("10/15/2024", Ok("\"2024-10-15T00:00:00+00:00\"")),
        ];
        all(Primitive::DateTimeOffset, &cases);
        all(Primitive::TimeSpan, &[("1.02:03:04", Ok("\"1.02:03:04\"")), ("x", Err(Format))]);
    }

    #[test]
    fn guids_in_every_form() {
        let expected = "\"0f8fad5b-d9cb-469f-a165-70867728950e\"";
        for text in [
            "{0F8FAD5B-d9cb-469f-a165-70867728950e}",
            "0f8fad5bd9cb469fa16570867728950e",
            " (0f8fad5b-d9cb-469f-a165-70867728950e) ",
        ] {
            assert_eq!(shown(Primitive::Guid, text).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn enums_by_name_or_number() {
        let number = |text| {
            value(&PERM_TYPE, text).map(|value| match value {
                Value::Enum(value) => value.number(),
                _ => None,
            })
        };
        for (text, expected) in
            [("Read", 1), ("write", 2), (" read , ADMIN ", 9), ("8", 8), ("77", 77), ("-1", -1), ("1,2", 3)]
        {
            assert_eq!(number(text), Ok(Some(expected)), "{text:?}");
        }
        for text in ["write-it", "Nope", "Read,", "1.5", "99999999999"] {
            assert_eq!(number(text), Err(Refusal::Format), "{text:?}");
        }
    }

    #[test]
    fn blanks_are_null() {
        const NULLABLE: Type = Type::Nullable(&Type::Primitive(Primitive::Int32));
        let mut number = Some(5);
        read(crate::Field::slot(&mut number), &NULLABLE, " ").unwrap();
        assert_eq!(number, None);
        let mut text = Some("x".to_owned());
        read(crate::Field::slot(&mut text), &Type::Primitive(Primitive::String), "").unwrap();
        assert_eq!(text, None);
    }

    #[test]
    fn messages_are_those_of_web_api() {
        let int = Type::Primitive(Primitive::Int32);
        assert_eq!(Refusal::Format.message("abc", &int), "The value 'abc' is not valid for Int32.");
        assert_eq!(Refusal::Range.message("9e9", &int), "An error has occurred.");
        assert_eq!(Refusal::Format.message("x", &PERM_TYPE), "The value 'x' is not valid for Perm.");
        let nullable = Type::Nullable(&Type::Primitive(Primitive::Int32));
        assert_eq!(Refusal::Format.message("x", &nullable), "The value 'x' is not valid for Nullable`1.");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in r"([0-9]{1,9}|[-+.:/,xT #&{}()\u{e5}]|NaN|Read|true){0,10}") {
            for primitive in Primitive::ALL {
                let _ = check(&Type::Primitive(primitive), &text);
            }
            let _ = check(&PERM_TYPE, &text);
        }
    }
}
