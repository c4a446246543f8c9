//! `float` and `double`.

mod halfway;

use super::error::ParseError;
use super::text::{Ascii, trim_number, trim_xml};
use halfway::{Binary, Scaled};

const EXPECTED: &str = "a number such as 1.5 or 1E+20, INF, -INF or NaN";

/// Appends a `double` as it stands in XML.
///
/// The fewest digits that read back as the same number; scientific (`1E+17`, `1E-05`) from 1E+17 on and below
/// 1E-04; `-0`, `INF`, `-INF`, `NaN`. That is what .NET Core 3.0 and later write; .NET Framework turns
/// scientific from 1E+15 on.
///
/// ```
/// let mut out = String::new();
/// datacontract::clr::write_f64(&mut out, 1e20);
/// assert_eq!(out, "1E+20");
/// ```
pub fn write_f64(out: &mut String, value: f64) {
    if value.is_finite() {
        write_general(out, zmij::Buffer::new().format_finite(value), 17, Binary::of_f64(value));
    } else {
        out.push_str(special(value.is_nan(), value > 0.0, ["NaN", "INF", "-INF"]));
    }
}

/// Appends a `float` as it stands in XML: as [`write_f64`], but scientific from 1E+09 on.
///
/// ```
/// let mut out = String::new();
/// datacontract::clr::write_f32(&mut out, 1.5e9);
/// assert_eq!(out, "1.5E+09");
/// ```
pub fn write_f32(out: &mut String, value: f32) {
    if value.is_finite() {
        write_general(out, zmij::Buffer::new().format_finite(value), 9, Binary::of_f32(value));
    } else {
        out.push_str(special(value.is_nan(), value > 0.0, ["NaN", "INF", "-INF"]));
    }
}

/// Appends a `double` as a JSON value, as Json.NET writes it.
///
/// The digits of [`write_f64`]; integers get `.0`; what is no number stands in quotes: `"NaN"`, `"Infinity"`,
/// `"-Infinity"`.
///
/// ```
/// use datacontract::clr::write_json_f64;
///
/// let mut out = String::new();
/// write_json_f64(&mut out, 1.0);
/// out.push(' ');
/// write_json_f64(&mut out, f64::NAN);
/// assert_eq!(out, r#"1.0 "NaN""#);
/// ```
pub fn write_json_f64(out: &mut String, value: f64) {
    if value.is_finite() {
        let start = out.len();
        write_f64(out, value);
        ensure_point(out, start);
    } else {
        out.push_str(special(value.is_nan(), value > 0.0, JSON_SPECIAL));
    }
}

/// Appends a `float` as a JSON value, as Json.NET writes it: see [`write_json_f64`].
pub fn write_json_f32(out: &mut String, value: f32) {
    if value.is_finite() {
        let start = out.len();
        write_f32(out, value);
        ensure_point(out, start);
    } else {
        out.push_str(special(value.is_nan(), value > 0.0, JSON_SPECIAL));
    }
}

const JSON_SPECIAL: [&str; 3] = ["\"NaN\"", "\"Infinity\"", "\"-Infinity\""];

fn special(nan: bool, positive: bool, [name, infinity, minus]: [&'static str; 3]) -> &'static str {
    match (nan, positive) {
        (true, _) => name,
        (false, true) => infinity,
        (false, false) => minus,
    }
}

fn ensure_point(out: &mut String, start: usize) {
    if !out.get(start..).unwrap_or_default().contains(['.', 'E']) {
        out.push_str(".0");
    }
}

/// Lays out the digits of `shortest` (a finite number such as `1.25`, `1e20`, `1.5e-7`) as .NET's format `R`.
/// `binary` is the number itself, if .NET may take other digits.
fn write_general(out: &mut String, shortest: &str, max_integer_digits: i32, binary: Option<Binary>) {
    let (number, exponent) = match shortest.split_once('e') {
        Some((number, exponent)) => (number, exponent.parse().unwrap_or(0)),
        None => (shortest, 0),
    };
    let (sign, number) = match number.strip_prefix('-') {
        Some(number) => ("-", number),
        None => ("", number),
    };
    out.push_str(sign);
    let (integer, fraction) = number.split_once('.').unwrap_or((number, ""));

    let mut digits = Ascii::<40>::new();
    let mut point = exponent;
    for &byte in integer.as_bytes() {
        point += 1;
        push_significant(&mut digits, &mut point, byte);
    }
    for &byte in fraction.as_bytes() {
        push_significant(&mut digits, &mut point, byte);
    }
    let mut digits = digits.as_str().trim_end_matches('0');
    if digits.is_empty() {
        out.push('0');
        return;
    }
    let mut buffer = itoa::Buffer::new();
    if let Some(instead) = binary.and_then(|binary| instead_of(binary, digits, point)) {
        digits = buffer.format(instead.digits);
        point = i32::try_from(digits.len()).unwrap_or(0) + i32::try_from(instead.exponent).unwrap_or(0);
        digits = digits.trim_end_matches('0');
    }

    // `point` is how many of the digits stand before the decimal point.
    if point > max_integer_digits || point < -3 {
        let (first, others) = digits.split_at(1);
        out.push_str(first);
        if !others.is_empty() {
            out.push('.');
            out.push_str(others);
        }
        let exponent = point - 1;
        out.push_str(if exponent < 0 { "E-" } else { "E+" });
        if exponent.abs() < 10 {
            out.push('0');
        }
        out.push_str(itoa::Buffer::new().format(exponent.abs()));
    } else if let Ok(before) = usize::try_from(point)
        && before > 0
    {
        match digits.split_at_checked(before) {
            Some((whole, "")) => out.push_str(whole),
            Some((whole, part)) => {
                out.push_str(whole);
                out.push('.');
                out.push_str(part);
            }
            None => {
                out.push_str(digits);
                out.extend(std::iter::repeat_n('0', before - digits.len()));
            }
        }
    } else {
        out.push_str("0.");
        out.extend((point..0).map(|_| '0'));
        out.push_str(digits);
    }
}

/// Returns the digits that .NET takes instead of these, `None` if it takes them.
fn instead_of(binary: Binary, digits: &str, point: i32) -> Option<Scaled> {
    let exponent = u32::try_from(point - i32::try_from(digits.len()).ok()?).ok()?;
    binary.instead_of(Scaled { digits: digits.parse().ok()?, exponent })
}

/// Zeros in front of the first other digit do not count as digits.
fn push_significant(digits: &mut Ascii<40>, point: &mut i32, byte: u8) {
    if byte == b'0' && digits.is_empty() {
        *point -= 1;
    } else {
        digits.push(byte);
    }
}

/// Reads a `double` from XML, as .NET's reader does.
///
/// `.5`, `5.`, `+1.5`, `1e400` (infinite) are fine, `INF`, `-INF`, `NaN`, `Infinity` too, but not `+INF`,
/// `1,5`, `0x1`. A plain `-0` is positive zero and a lone `.` is zero: that is what the reader's short cut
/// for short numbers makes of them.
///
/// ```
/// use datacontract::clr::parse_f64;
///
/// assert_eq!(parse_f64(" 1.5 "), Ok(1.5));
/// assert_eq!(parse_f64("1e400"), Ok(f64::INFINITY));
/// ```
pub fn parse_f64(text: &str) -> Result<f64, ParseError> {
    if let Some(short) = Short::read(text) {
        let value = f64::from(short.digits);
        return Ok(match short.divisor {
            None if short.negative => 0.0 - value,
            None => value,
            Some(divisor) if short.negative => -value / f64::from(divisor),
            Some(divisor) => value / f64::from(divisor),
        });
    }
    parse_long(text)
}

/// Reads a `float` from XML, as .NET's reader does: see [`parse_f64`].
pub fn parse_f32(text: &str) -> Result<f32, ParseError> {
    if let Some(short) = Short::read(text) {
        return Ok(short.to_f32());
    }
    parse_long(text)
}

/// Reads a `double` from the text of a JSON number or of a JSON string, as Json.NET does.
///
/// ```
/// use datacontract::clr::parse_json_f64;
///
/// assert_eq!(parse_json_f64("1E+300"), Ok(1e300));
/// assert_eq!(parse_json_f64("-Infinity"), Ok(f64::NEG_INFINITY));
/// ```
pub fn parse_json_f64(text: &str) -> Result<f64, ParseError> {
    parse_long(text)
}

/// Reads a `float` from the text of a JSON number or of a JSON string: see [`parse_json_f64`].
pub fn parse_json_f32(text: &str) -> Result<f32, ParseError> {
    parse_long(text)
}

/// A number of at most ten characters without an exponent.
struct Short {
    negative: bool,
    digits: i32,
    /// None without a point.
    divisor: Option<i32>,
    characters: usize,
}

impl Short {
    fn read(text: &str) -> Option<Self> {
        let (negative, number) = match text.strip_prefix('-') {
            Some(number) => (true, number),
            None => (false, text),
        };
        if number.is_empty() || number.len() > 10 {
            return None;
        }
        let (mut digits, mut divisor) = (0_i32, None::<i32>);
        for byte in number.bytes() {
            match byte {
                b'0'..=b'9' => {
                    digits = digits.checked_mul(10)?.checked_add(i32::from(byte - b'0'))?;
                    divisor = match divisor {
                        Some(divisor) => Some(divisor.checked_mul(10)?),
                        None => None,
                    };
                }
                b'.' if divisor.is_none() => divisor = Some(1),
                _ => return None,
            }
        }
        // .NET fears an overflow of ten digits and takes the long way.
        (divisor.is_some() || number.len() < 10).then_some(Self {
            negative,
            digits,
            divisor,
            characters: number.len(),
        })
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "as .NET rounds")]
    fn to_f32(&self) -> f32 {
        let amount = match self.divisor {
            None if self.negative => return 0.0 - self.digits as f32,
            None => return self.digits as f32,
            Some(divisor) if self.characters > 8 => (f64::from(self.digits) / f64::from(divisor)) as f32,
            Some(divisor) => self.digits as f32 / divisor as f32,
        };
        if self.negative { -amount } else { amount }
    }
}

/// `f32` and `f64`.
trait Float: std::str::FromStr + Copy {
    const NAN: Self;
    const INFINITY: Self;
    const NEG_INFINITY: Self;
}

impl Float for f64 {
    const NAN: Self = f64::NAN;
    const INFINITY: Self = f64::INFINITY;
    const NEG_INFINITY: Self = f64::NEG_INFINITY;
}

impl Float for f32 {
    const NAN: Self = f32::NAN;
    const INFINITY: Self = f32::INFINITY;
    const NEG_INFINITY: Self = f32::NEG_INFINITY;
}

fn parse_long<T: Float>(text: &str) -> Result<T, ParseError> {
    let text = trim_xml(text);
    let number = trim_number(text);
    // Rust's parser knows names of its own (`inf`), so only what looks like a number may reach it.
    if number.bytes().any(|b| b.is_ascii_digit())
        && number.bytes().all(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
    {
        return number.parse().map_err(|_| ParseError::new(EXPECTED));
    }
    match text {
        "INF" => return Ok(T::INFINITY),
        "-INF" => return Ok(T::NEG_INFINITY),
        _ => {}
    }
    // Around these names .NET takes all blanks there are.
    let text = text.trim();
    let (sign, name) = match text.as_bytes() {
        [sign @ (b'+' | b'-'), ..] => (*sign, text.get(1..).unwrap_or_default()),
        _ => (b'+', text),
    };
    match sign {
        _ if name.eq_ignore_ascii_case("NaN") => Ok(T::NAN),
        b'+' if name.eq_ignore_ascii_case("Infinity") => Ok(T::INFINITY),
        b'-' if name.eq_ignore_ascii_case("Infinity") => Ok(T::NEG_INFINITY),
        _ => Err(ParseError::new(EXPECTED)),
    }
}

#[cfg(test)]
mod tests;
