//! What single values look like.

use datacontract_codegen::spec::{Clr, Format};

use crate::learn::{
    document::{Node, Scalar},
    observed::{Look, Numbers},
};

pub(super) fn is_number(clr: Clr) -> bool {
    use Clr::{Byte, Decimal, Double, Float, Int, Long, SByte, Short, UInt, ULong, UShort};
    matches!(clr, SByte | Byte | Short | UShort | Int | UInt | Long | ULong | Float | Double | Decimal)
}

pub(super) fn number(scalar: &Scalar<'_>, numbers: &mut Numbers) {
    let text = match scalar {
        Scalar::Text(text) => (*text).to_owned(),
        Scalar::Number(number) => number.to_string(),
        Scalar::Bool(_) => return,
    };
    if let Ok(whole) = text.parse::<i128>() {
        numbers.add_whole(whole);
        return;
    }
    // serde_json spells numbers as it likes, so that only XML shows how the service did.
    let is_as_written = matches!(scalar, Scalar::Text(_));
    if let Some(whole) = text.parse().ok().filter(|_| !is_as_written).and_then(beyond_integers) {
        numbers.add_whole(whole);
        return;
    }
    numbers.fractions += u64::from(text.parse::<f64>().is_ok());
    if matches!(text.as_str(), "NaN" | "INF" | "-INF" | "Infinity" | "-Infinity")
        || (is_as_written && text.contains(['e', 'E']))
    {
        numbers.floating += 1;
        return;
    }
    numbers.scaled += u64::from(is_as_written && text.contains('.') && text.ends_with('0'));
    let Ok(value) = text.parse::<f64>() else { return };
    #[expect(clippy::cast_possible_truncation, reason = "whether digits are lost is the question")]
    let short = value as f32;
    numbers.finer_than_float += u64::from(short.to_string() != value.to_string());
}

/// Returns a number of JSON that no integer of .NET holds, as a whole number: whether it was spelled as one nobody knows any more.
fn beyond_integers(number: f64) -> Option<i128> {
    const LEAST: f64 = 18_446_744_073_709_551_616.0;
    const MOST: f64 = 1e38;
    let is_beyond = (LEAST..MOST).contains(&number.abs());
    #[expect(clippy::cast_possible_truncation, reason = "it is within the bounds, and has no fraction")]
    is_beyond.then_some(number as i128)
}

/// Returns whether a value is the default of any type: .NET leaves these out where it is told to.
pub(super) fn is_default(node: Node<'_>) -> bool {
    match node.scalar() {
        Some(Scalar::Bool(value)) => !value,
        Some(Scalar::Number(number)) => number.as_f64() == Some(0.0),
        Some(Scalar::Text(text)) => {
            matches!(text, "0" | "false" | "0001-01-01T00:00:00" | "PT0S" | "00:00:00")
                || text.bytes().all(|byte| matches!(byte, b'0' | b'-' | b'.')) && text.contains('0')
        }
        None => false,
    }
}

/// Returns what a value looks like; `None` for null.
pub(super) fn look(node: Node<'_>) -> Option<Look> {
    if node.is_null() {
        return None;
    }
    Some(match node.scalar() {
        None => Look::Parts,
        Some(Scalar::Bool(_)) => Look::Bool,
        Some(Scalar::Number(number)) if number.is_f64() => Look::Fraction,
        Some(Scalar::Number(_)) => Look::Whole,
        Some(Scalar::Text(text)) => look_of_text(text, node.format()),
    })
}

fn look_of_text(text: &str, format: Format) -> Look {
    let is_date = text.len() >= 19
        && text.bytes().take(19).enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            10 => byte == b'T',
            13 | 16 => byte == b':',
            _ => byte.is_ascii_digit(),
        });
    match (is_guid(text), is_date, format) {
        (true, ..) => Look::Guid,
        (_, true, _) => Look::Date,
        // In XML everything is a text.
        (.., Format::Xml) if matches!(text, "true" | "false") => Look::Bool,
        (.., Format::Xml) if is_whole(text) => Look::Whole,
        (.., Format::Xml) if is_fraction(text) => Look::Fraction,
        _ => Look::Text,
    }
}

/// Returns whether a text is a GUID.
pub(in crate::learn) fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Returns whether a text is a whole number as .NET writes it: `007` and `+5` are texts.
fn is_whole(text: &str) -> bool {
    text.parse::<i128>().is_ok_and(|number| number.to_string() == text)
}

/// Returns whether a text is a number as .NET writes it that may have a fraction.
fn is_fraction(text: &str) -> bool {
    let digits = text.trim_start_matches('-');
    let whole = digits.split(['.', 'E']).next().unwrap_or_default();
    let is_number = is_whole(whole) && text.parse::<f64>().is_ok();
    is_number || matches!(text, "INF" | "-INF" | "NaN")
}
