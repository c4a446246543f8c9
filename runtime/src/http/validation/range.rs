//! `[Range]`.

use crate::clr::{DateTime, Decimal, parse_f64};
use crate::contract::{Primitive, Type};
use crate::http::bind::reads_text;
use crate::value::dynamic::Value;
use crate::value::{Slot, View};
use std::cmp::Ordering;

/// Returns whether a value is in a range, both ends included. The empty text is in every range.
///
/// Whole ends make it a range of `int`: .NET rounds the value to one before it compares.
pub(super) fn contains(min: &str, max: &str, view: View<'_>) -> bool {
    if matches!(view, View::Str("")) {
        return true;
    }
    if let (Ok(min), Ok(max)) = (min.parse::<i32>(), max.parse::<i32>()) {
        return to_int32(view).is_some_and(|value| (min..=max).contains(&value));
    }
    // What cannot be compared with the ends is in no range.
    is_ordered(compare(min, view), Ordering::Greater) && is_ordered(compare(max, view), Ordering::Less)
}

/// `Convert.ToInt32`: halves to even.
fn to_int32(view: View<'_>) -> Option<i32> {
    let rounded = |value: f64| {
        let rounded = value.round_ties_even();
        let is_int = (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&rounded);
        #[expect(clippy::cast_possible_truncation, reason = "it is within the range")]
        is_int.then_some(rounded as i32)
    };
    match view {
        View::Bool(value) => Some(value.into()),
        View::Int(value) => value.try_into().ok(),
        View::UInt(value) => value.try_into().ok(),
        View::Single(value) => rounded(value.into()),
        View::Double(value) => rounded(value),
        View::Decimal(value) => value.to_string().parse().ok().and_then(rounded),
        View::Str(text) => text.trim().parse().ok(),
        View::Converted(value) => value.with(to_int32).ok().flatten(),
        _ => None,
    }
}

fn is_ordered(ordering: Option<Ordering>, wrong: Ordering) -> bool {
    ordering.is_some_and(|ordering| ordering != wrong)
}

/// Compares an end of a range with a value.
fn compare(end: &str, view: View<'_>) -> Option<Ordering> {
    match view {
        View::Int(value) => number(end, &value.to_string()),
        View::UInt(value) => number(end, &value.to_string()),
        View::Bool(value) => number(end, if value { "1" } else { "0" }),
        View::Decimal(value) => number(end, &value.to_string()),
        View::Single(value) => parse_f64(end).ok()?.partial_cmp(&f64::from(value)),
        View::Double(value) => parse_f64(end).ok()?.partial_cmp(&value),
        View::Str(value) if is_number(end) => number(end, value.trim()),
        View::Str(value) => match (date(end), date(value)) {
            (Some(end), Some(value)) => Some(end.cmp(&value)),
            _ => Some(end.cmp(value)),
        },
        View::DateTime(value) => Some(date(end)?.ticks().cmp(&value.ticks())),
        View::DateTimeOffset(value) => match read(end, Primitive::DateTimeOffset)? {
            Value::DateTimeOffset(end) => Some(end.cmp(value)),
            _ => None,
        },
        View::TimeSpan(value) => match read(end, Primitive::TimeSpan)? {
            Value::TimeSpan(end) => Some(end.cmp(&value)),
            _ => None,
        },
        View::Converted(value) => value.with(|view| compare(end, view)).ok().flatten(),
        _ => None,
    }
}

fn is_number(text: &str) -> bool {
    parse_f64(text).is_ok()
}

/// Compares exactly where both are decimals, else as `double`s.
fn number(one: &str, other: &str) -> Option<Ordering> {
    match (one.parse::<Decimal>(), other.parse::<Decimal>()) {
        (Ok(one), Ok(other)) => Some(one.cmp(&other)),
        _ => parse_f64(one).ok()?.partial_cmp(&parse_f64(other).ok()?),
    }
}

fn date(text: &str) -> Option<DateTime> {
    match read(text, Primitive::DateTime)? {
        Value::DateTime(date) => Some(date),
        _ => None,
    }
}

/// Reads a text as .NET's type converters do, which `[Range]` uses as well.
fn read(text: &str, primitive: Primitive) -> Option<Value> {
    let mut value = Value::Null;
    reads_text(Slot::Value(&mut value), &Type::Primitive(primitive), text).then_some(value)
}

/// Returns an end of a range as messages show it: a date in the invariant culture.
pub(super) fn shown(end: &str) -> String {
    let Some(date) = date(end).filter(|_| !is_number(end)) else { return end.to_owned() };
    let (month, day, year) = (date.month(), date.day(), date.year());
    let (hour, minute, second) = (date.hour(), date.minute(), date.second());
    format!("{month:02}/{day:02}/{year:04} {hour:02}:{minute:02}:{second:02}")
}
