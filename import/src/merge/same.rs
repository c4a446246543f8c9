//! What differs only because a page was asked for on another day, or once more.
//!
//! A help page makes the dates and identifiers of its samples anew each time that it is asked for.

use serde_json::Value;

/// Takes over the days on which entries were retrieved that are the same otherwise.
pub(super) fn keep_days(now: &mut Value, last: &Value) {
    for section in ["endpoints", "types"] {
        for (key, entry) in now.get_mut(section).and_then(Value::as_object_mut).into_iter().flatten() {
            if let Some(last) = last.get(section).and_then(|of| of.get(key)) {
                keep_day(entry, last);
            }
        }
    }
    keep_day(now, last);
}

/// Takes over the day if nothing but the day differs.
fn keep_day(now: &mut Value, last: &Value) {
    let Some(day) = last.pointer("/source/retrieved") else { return };
    let Some(slot) = now.pointer_mut("/source/retrieved") else { return };
    let new = std::mem::replace(slot, day.clone());
    if now != last
        && let Some(slot) = now.pointer_mut("/source/retrieved")
    {
        *slot = new;
    }
}

/// Returns whether two samples are the same but for moments and identifiers.
pub(super) fn but_for_moments(one: &[u8], other: &[u8]) -> bool {
    masked(one) == masked(other)
}

/// Puts a mark in the place of each moment and each identifier.
fn masked(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    let mut before = b' ';
    while let Some(first) = rest.first() {
        let found =
            if before.is_ascii_alphanumeric() { None } else { moment(rest).or_else(|| identifier(rest)) };
        let taken = if let Some(length) = found {
            out.push(0);
            before = b'0';
            length
        } else {
            out.push(*first);
            before = *first;
            1
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// Returns how long the moment is that a text begins with: `2024-10-15T10:00:00.123+02:00`, `/Date(1728979200000+0200)/`.
fn moment(text: &[u8]) -> Option<usize> {
    if let Some(rest) = text.strip_prefix(b"/Date(") {
        let end = rest.iter().position(|b| *b == b')')?;
        let is_number = rest.get(..end)?.iter().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+'));
        return is_number.then_some(end + 7);
    }
    let mut length = 19;
    fits(text.get(..length)?, b"0000-00-00T00:00:00").then_some(())?;
    let digits =
        |from: usize| text.get(from..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count();
    if text.get(length) == Some(&b'.') && digits(length + 1) > 0 {
        length += 1 + digits(length + 1);
    }
    let zone = text.get(length..).unwrap_or_default();
    if zone.first() == Some(&b'Z') {
        length += 1;
    } else if zone.get(..6).is_some_and(|zone| fits(zone, b"+00:00") || fits(zone, b"-00:00")) {
        length += 6;
    }
    Some(length)
}

/// Returns how long the identifier is that a text begins with: `2f1e8c36-8f0b-4b0e-9d5c-0c5a4c1f7e11`.
fn identifier(text: &[u8]) -> Option<usize> {
    const FORM: &[u8] = b"xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    let is_one =
        fits(text.get(..FORM.len())?, FORM) && !text.get(FORM.len()).is_some_and(u8::is_ascii_alphanumeric);
    is_one.then_some(FORM.len())
}

/// Returns whether a text has a form: `0` for a digit, `x` for a hexadecimal one.
fn fits(text: &[u8], form: &[u8]) -> bool {
    text.len() == form.len()
        && text.iter().zip(form).all(|(byte, form)| match form {
            b'0' => byte.is_ascii_digit(),
            b'x' => byte.is_ascii_hexdigit(),
            form => byte == form,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_and_identifiers_do_not_count() {
        for (one, other, expected) in [
            ("2024-10-15T10:00:00", "2025-01-01T00:00:00", true),
            ("\"2024-10-15T10:00:00.1234567+02:00\"", "\"2025-01-01T00:00:00.5+01:00\"", true),
            ("2024-10-15T10:00:00Z", "2025-01-01T00:00:00", true),
            ("2024-10-15T10:00:00", "2024-10-15", false),
            ("/Date(1728979200000+0200)/", "/Date(1)/", true),
            ("/Date(x)/", "/Date(1)/", false),
            ("2f1e8c36-8f0b-4b0e-9d5c-0c5a4c1f7e11", "00000000-0000-0000-0000-000000000000", true),
            ("2f1e8c36-8f0b-4b0e-9d5c-0c5a4c1f7e11", "", false),
            ("a1", "a2", false),
            ("12024-10-15T10:00:00", "22024-10-15T10:00:00", false),
        ] {
            assert_eq!(but_for_moments(one.as_bytes(), other.as_bytes()), expected, "{one} {other}");
        }
    }
}
