//! `sbyte`, `byte`, `short`, `ushort`, `int`, `uint`, `long`, `ulong`.

use super::error::ParseError;
use super::text::{Cursor, trim_number};

/// A sign and an amount.
struct Number {
    is_negative: bool,
    amount: u64,
}

/// Reads a sign and digits.
fn read(text: &str) -> Option<Number> {
    let mut cursor = Cursor::new(trim_number(text));
    let is_negative = cursor.eat(b'-');
    if !is_negative {
        cursor.eat(b'+');
    }
    let mut amount = u64::from(cursor.digit()?);
    while let Some(digit) = cursor.digit() {
        amount = amount.checked_mul(10)?.checked_add(u64::from(digit))?;
    }
    cursor.is_empty().then_some(Number { is_negative, amount })
}

/// Reads an integer that fits into 64 bits with a sign.
fn read_signed(text: &str) -> Option<i64> {
    let Number { is_negative, amount } = read(text)?;
    if is_negative { 0_i64.checked_sub_unsigned(amount) } else { i64::try_from(amount).ok() }
}

/// Reads a signed integer between `min` and `max`, both included.
///
/// As .NET reads integers of any size: blanks around it, a sign (`+` too) and zeros in front are fine; a
/// point, an exponent, digits of other scripts and separators are not.
///
/// ```
/// use datacontract::clr::parse_i64_in;
///
/// assert_eq!(parse_i64_in(" +007\n", -128, 127), Ok(7));
/// assert!(parse_i64_in("128", -128, 127).is_err());
/// ```
pub fn parse_i64_in(text: &str, min: i64, max: i64) -> Result<i64, ParseError> {
    match read_signed(text) {
        Some(number) if (min..=max).contains(&number) => Ok(number),
        _ => Err(ParseError::new("an integer in the range of its type")),
    }
}

/// Reads a `ulong`, by the rules of [`parse_i64_in`]. `-0` is zero.
///
/// ```
/// use datacontract::clr::parse_u64;
///
/// assert_eq!(parse_u64("18446744073709551615"), Ok(u64::MAX));
/// assert!(parse_u64("-1").is_err());
/// ```
pub fn parse_u64(text: &str) -> Result<u64, ParseError> {
    match read(text) {
        Some(Number { is_negative, amount }) if !is_negative || amount == 0 => Ok(amount),
        _ => Err(ParseError::new("an integer from 0 to 18446744073709551615")),
    }
}

macro_rules! parsers {
    ($($name:ident $type:ident $clr:literal $expected:literal;)*) => {
        $(
            #[doc = concat!("Reads a `", $clr, "`, by the rules of [`parse_i64_in`].")]
            pub fn $name(text: &str) -> Result<$type, ParseError> {
                read_signed(text).and_then(|n| $type::try_from(n).ok()).ok_or(ParseError::new($expected))
            }
        )*
    };
}

parsers! {
    parse_i8 i8 "sbyte" "an integer from -128 to 127";
    parse_u8 u8 "byte" "an integer from 0 to 255";
    parse_i16 i16 "short" "an integer from -32768 to 32767";
    parse_u16 u16 "ushort" "an integer from 0 to 65535";
    parse_i32 i32 "int" "an integer from -2147483648 to 2147483647";
    parse_u32 u32 "uint" "an integer from 0 to 4294967295";
    parse_i64 i64 "long" "an integer from -9223372036854775808 to 9223372036854775807";
}

/// Appends an integer, the same in XML and JSON.
///
/// ```
/// let mut out = String::new();
/// datacontract::clr::write_integer(&mut out, -300_i16);
/// assert_eq!(out, "-300");
/// ```
pub fn write_integer<T: itoa::Integer>(out: &mut String, value: T) {
    out.push_str(itoa::Buffer::new().format(value));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_dotnet_reads() {
        // reading.json: int.[..]
        let cases = [
            (" 1 ", Some(1)),
            ("\n1\n", Some(1)),
            ("+1", Some(1)),
            ("-0", Some(0)),
            ("01", Some(1)),
            ("1.0", None),
            ("1e2", None),
            ("0x10", None),
            ("2147483647", Some(i32::MAX)),
            ("2147483648", None),
            ("-2147483648", Some(i32::MIN)),
            ("99999999999999999999", None),
            ("abc", None),
            ("1 2", None),
            ("1,000", None),
            ("\u{661}", None),
            ("\u{a0}1", None),
            ("", None),
            ("-", None),
            ("+-1", None),
            ("- 1", None),
            // Fresh cases of DataContractSerializer: `<Map>33&#x0;</Map>` is 33 (random-reading, seed 190018).
            ("33\0", Some(33)),
            (" 33 \0\0", Some(33)),
            ("33\0 ", None),
            ("\x0033", None),
            ("\0", None),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_i32(text).ok(), expected, "{text:?}");
        }
    }

    #[test]
    fn keeps_the_range_of_each_type() {
        // reading.json: byte.[255], sbyte.[..], uint.[..], long.[..], ulong.[..]
        assert_eq!(
            (parse_u8("255").ok(), parse_u8("256").ok(), parse_u8("-1").ok()),
            (Some(255), None, None)
        );
        assert_eq!(
            (parse_i8("-128").ok(), parse_i8("-129").ok(), parse_i8("127").ok()),
            (Some(-128), None, Some(127))
        );
        assert_eq!((parse_u32("-1").ok(), parse_u32("4294967296").ok()), (None, None));
        assert_eq!(parse_u32("4294967295"), Ok(u32::MAX));
        assert_eq!(parse_i64("9223372036854775807"), Ok(i64::MAX));
        assert_eq!(parse_i64("-9223372036854775808"), Ok(i64::MIN));
        assert_eq!(
            (parse_i64("9223372036854775808").ok(), parse_i64("-9223372036854775809").ok()),
            (None, None)
        );
        assert_eq!(parse_u64("18446744073709551615"), Ok(u64::MAX));
        assert_eq!((parse_u64("18446744073709551616").ok(), parse_u64("-1").ok()), (None, None));
        assert_eq!((parse_i16("32768").ok(), parse_u16("65536").ok()), (None, None));
        assert_eq!((parse_i64_in("5", 6, 9).ok(), parse_i64_in("6", 6, 9).ok()), (None, Some(6)));
    }

    proptest! {
        #[test]
        fn reads_back_what_it_writes(number: i64, unsigned: u64) {
            let mut out = String::new();
            write_integer(&mut out, number);
            prop_assert_eq!(parse_i64(&out), Ok(number));
            out.clear();
            write_integer(&mut out, unsigned);
            prop_assert_eq!(parse_u64(&out), Ok(unsigned));
        }

        #[test]
        fn never_panics(text in "[ \\t+-]{0,2}[0-9]{0,25}.{0,2}") {
            let _ = (parse_i8(&text), parse_u64(&text), parse_i64(&text));
        }
    }
}
