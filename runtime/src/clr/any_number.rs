//! `NumberStyles.Any`, by which .NET reads a `ulong` from XML, and no other number.

use super::error::ParseError;
use super::integer::parse_u64;

/// Reads a `ulong` from XML.
///
/// .NET's reader has no method for this type, so the serializer takes the text and allows all that
/// `ulong.Parse` can: a point, an exponent, thousands, a currency sign, parentheses and a sign behind. What
/// is below zero, above the greatest value or has a part behind the point is refused.
#[inline]
pub(crate) fn parse_xml_u64(text: &str) -> Result<u64, ParseError> {
    // Nearly all are plain.
    parse_u64(text).or_else(|error| Parser { rest: text, ..Parser::default() }.number().ok_or(error))
}

/// What was read of a number so far. The steps are those of .NET's own parser.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that may stand in a number once")]
struct Parser<'t> {
    rest: &'t str,
    has_sign: bool,
    is_negative: bool,
    in_parentheses: bool,
    has_currency: bool,
    has_point: bool,
    has_digits: bool,
    /// The digits behind the zeros in front, of which 20 are kept.
    digits: Vec<u8>,
    /// Whether there are digits other than zero behind those that are kept.
    has_tail: bool,
    /// How many digits stand before the point.
    scale: i32,
}

/// How many digits the greatest value has.
const PRECISION: usize = 20;

const CURRENCY: char = '\u{a4}';

impl Parser<'_> {
    fn number(mut self) -> Option<u64> {
        self.before_digits();
        self.digits();
        if !self.has_digits {
            return None;
        }
        self.exponent();
        self.behind_digits();
        if self.in_parentheses || !self.rest.trim_start_matches('\0').is_empty() {
            return None;
        }
        self.value()
    }

    /// Takes a character from the start of the rest.
    fn eat(&mut self, expected: char) -> bool {
        match self.rest.strip_prefix(expected) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn sign(&mut self) -> bool {
        if self.has_sign {
            return false;
        }
        self.has_sign = self.eat('+') || {
            self.is_negative = self.eat('-');
            self.is_negative
        };
        self.has_sign
    }

    fn currency(&mut self) -> bool {
        let is_new = !self.has_currency && self.eat(CURRENCY);
        self.has_currency |= is_new;
        is_new
    }

    fn white_space(&mut self) -> bool {
        let rest = self.rest.trim_start_matches(|c: char| matches!(c, '\t'..='\r' | ' '));
        let is_there = rest.len() < self.rest.len();
        self.rest = rest;
        is_there
    }

    fn before_digits(&mut self) {
        loop {
            // Behind a sign there is none, unless a currency sign stands there too.
            let takes_white_space = !self.has_sign || self.has_currency;
            let is_taken = (takes_white_space && self.white_space()) || self.sign() || {
                let opens = !self.has_sign && self.eat('(');
                if opens {
                    (self.has_sign, self.in_parentheses, self.is_negative) = (true, true, true);
                }
                opens
            };
            if !is_taken && !self.currency() {
                return;
            }
        }
    }

    fn digits(&mut self) {
        loop {
            match self.rest.bytes().next() {
                Some(digit @ b'0'..=b'9') => {
                    self.rest = &self.rest[1..];
                    self.digit(digit - b'0');
                }
                Some(b'.') if !self.has_point => {
                    self.rest = &self.rest[1..];
                    self.has_point = true;
                }
                Some(b',') if self.has_digits && !self.has_point => self.rest = &self.rest[1..],
                _ => return,
            }
        }
    }

    fn digit(&mut self, digit: u8) {
        self.has_digits = true;
        let before_point = i32::from(!self.has_point);
        if digit == 0 && self.digits.is_empty() {
            self.scale += before_point - 1;
            return;
        }
        if self.digits.len() < PRECISION {
            self.digits.push(digit);
        } else {
            self.has_tail |= digit != 0;
        }
        self.scale = self.scale.saturating_add(before_point);
    }

    /// `E+2`, if digits follow.
    fn exponent(&mut self) {
        let Some(rest) = self.rest.strip_prefix(['E', 'e']) else { return };
        let (is_negative, rest) = match rest.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, rest.strip_prefix('+').unwrap_or(rest)),
        };
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = &rest[..rest.len() - behind.len()];
        if digits.is_empty() {
            return;
        }
        let exponent =
            digits.bytes().fold(0, |sum: i32, digit| (sum * 10 + i32::from(digit - b'0')).min(9999));
        self.scale = self.scale.saturating_add(if is_negative { -exponent } else { exponent });
        self.rest = behind;
    }

    fn behind_digits(&mut self) {
        loop {
            let closes = |parser: &mut Self| {
                let closes = parser.in_parentheses && parser.eat(')');
                parser.in_parentheses &= !closes;
                closes
            };
            if !(self.white_space() || self.sign() || closes(self) || self.currency()) {
                return;
            }
        }
    }

    fn value(&self) -> Option<u64> {
        if self.digits.is_empty() {
            // .NET forgets the sign of a zero only if it has no point.
            return (!self.is_negative || !self.has_point).then_some(0);
        }
        let significant = self.digits.iter().rposition(|digit| *digit != 0).map_or(0, |last| last + 1);
        let scale =
            usize::try_from(self.scale).ok().filter(|scale| (significant..=PRECISION).contains(scale))?;
        if self.is_negative || self.has_tail {
            return None;
        }
        let digits = self.digits.iter().copied().chain(std::iter::repeat(0)).take(scale);
        digits.map(u64::from).try_fold(0_u64, |value, digit| value.checked_mul(10)?.checked_add(digit))
    }
}

#[cfg(test)]
mod tests {
    use super::parse_xml_u64;
    use proptest::prelude::*;

    /// As .NET Core 3.1 reads them: odd integers of every kind, by its parser's rules.
    #[test]
    fn reads_all_that_dotnet_allows() {
        for (text, expected) in [
            (" 1 ", Some(1)),
            ("+7", Some(7)),
            ("7+", Some(7)),
            ("7-", None),
            ("-0", Some(0)),
            ("0-", Some(0)),
            ("-0.0", None),
            ("-1", None),
            ("(5)", None),
            ("(0)", Some(0)),
            ("(0", None),
            ("8E1", Some(80)),
            ("80e-1", Some(8)),
            ("81E-1", None),
            ("0E0", Some(0)),
            ("0E99999999999", Some(0)),
            ("1E20", None),
            ("1E19", Some(10_000_000_000_000_000_000)),
            ("58.", Some(58)),
            ("58.0", Some(58)),
            ("58.5", None),
            (".5E1", Some(5)),
            (".", None),
            ("1E", None),
            ("1,000", Some(1000)),
            ("1,,0", Some(10)),
            (",1", None),
            ("1.0,0", None),
            ("\u{a4} 5", Some(5)),
            ("5\u{a4}", Some(5)),
            ("- 1", None),
            ("1 2", None),
            ("0x10", None),
            ("", None),
            ("5\0\0", Some(5)),
            ("\u{a0}5", None),
            ("\u{661}", None),
            ("18446744073709551615", Some(u64::MAX)),
            ("18446744073709551615.000", Some(u64::MAX)),
            ("18446744073709551616", None),
            ("00000000000000000000018446744073709551615", Some(u64::MAX)),
        ] {
            assert_eq!(parse_xml_u64(text).ok(), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn reads_what_is_written(number: u64, zeros in 0_usize..3) {
            prop_assert_eq!(parse_xml_u64(&number.to_string()), Ok(number));
            // .NET keeps 20 digits, zeros included only as far as they count.
            let scaled = format!("{number}{}E-{zeros}", "0".repeat(zeros));
            prop_assert_eq!(parse_xml_u64(&scaled), Ok(number));
        }

        #[test]
        fn never_panics(text in "[ (+¤-]{0,3}[0-9.,]{0,45}[Ee]?[+-]?[0-9]{0,12}[ )+¤-]{0,3}.{0,2}") {
            let _ = parse_xml_u64(&text);
        }
    }
}
