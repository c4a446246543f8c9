//! Values that the two formats spell differently although they are the same.
//!
//! A page makes both samples from one object. Json.NET and `DataContractSerializer` print some values of it
//! in two ways: a `decimal` of 2 is `2.0` in JSON and `2` in XML, a `Uri` is canonical in XML alone, always;
//! and a service may have set Json.NET to write dates in another zone than the server's. None of this is a
//! fault of the contract or of the page.

use datacontract::{
    clr::{DateTime, DateTimeKind, Uri},
    contract::{DateSettings, JsonSettings},
    json,
};

use super::{
    mask::{HIDDEN, is_hidden},
    setting::{Setting, Settings},
    token::{Kind, Token},
};
use crate::spec::Format;

/// Returns whether two tokens say the same, though they are spelled differently. `format` is the one they
/// stand in: `sample` is the sample's own token, `written` was written from the value in the other format.
/// Settings that this shows go into `settings`; `shown` is what may be seen of the sample.
pub(super) fn same_value(
    format: Format,
    sample: &Token<'_>,
    written: &Token<'_>,
    shown: &str,
    settings: &mut Settings,
) -> bool {
    if sample.kind != Kind::Value || written.kind != Kind::Value {
        return false;
    }
    if let (Some(a), Some(b)) = (decimal(sample.text), decimal(written.text)) {
        return a == b;
    }
    let (json, xml) = match format {
        Format::Xml => (written.text, sample.text),
        _ => match (unquoted(sample.text), unquoted(written.text)) {
            (Some(json), Some(xml)) => (json, xml),
            _ => return false,
        },
    };
    let Some(found) = same_date(json, xml) else {
        return format == Format::Json && Uri::new(json).to_xml_text() == xml;
    };
    for setting in found {
        let example = settings.entry(setting);
        example.or_insert_with(|| {
            if is_hidden(sample, shown) {
                format!("`{HIDDEN}` beside `{HIDDEN}`")
            } else {
                format!("`{json}` beside `{xml}`")
            }
        });
    }
    true
}

/// Returns whether two dates in XML are the same in JSON by the service's settings, which may keep less of a
/// date than XML does.
pub(super) fn same_date_by(
    format: Format,
    sample: &Token<'_>,
    written: &Token<'_>,
    settings: &JsonSettings,
) -> bool {
    if format != Format::Xml || settings.dates == DateSettings::new() {
        return false;
    }
    let mut options = json::WriteOptions::default();
    options.settings = Some(*settings);
    let in_json = |token: &Token<'_>| {
        let date = token.text.parse::<DateTime>().ok()?;
        json::to_string_with(&date, &options).ok()
    };
    in_json(sample).is_some_and(|sample| in_json(written) == Some(sample))
}

/// Returns whether a date in the JSON sample is the written one but for zeros at the end of its fraction,
/// which a format of the service's own keeps. `shown` is what may be seen of the sample.
pub(super) fn same_date_in_json(
    sample: &Token<'_>,
    written: &Token<'_>,
    shown: &str,
    settings: &mut Settings,
) -> bool {
    let texts = (unquoted(sample.text), unquoted(written.text));
    let (Some(json), Some(written)) = texts else { return false };
    let dates = (DateTime::from_json_text(json).ok(), written.parse::<DateTime>().ok());
    let is_same = matches!(dates, (Some(sample), Some(written)) if sample == written);
    if is_same {
        let example = if is_hidden(sample, shown) { HIDDEN } else { json };
        settings.entry(Setting::DateFormat).or_insert_with(|| format!("`{example}`"));
    }
    is_same
}

/// A number without an exponent.
#[derive(Debug, PartialEq, Eq)]
struct Number<'t> {
    is_negative: bool,
    whole: &'t str,
    /// The digits behind the point, without zeros at the end.
    fraction: &'t str,
}

/// Returns the number that a text is, or `None` if it has an exponent or is no number.
fn decimal(text: &str) -> Option<Number<'_>> {
    let digits = text.strip_prefix('-');
    let is_negative = digits.is_some();
    let (whole, fraction) = digits.unwrap_or(text).split_once('.').unwrap_or((digits.unwrap_or(text), ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = !whole.is_empty() && is_number(whole) && is_number(fraction);
    fits.then(|| Number { is_negative, whole, fraction: fraction.trim_end_matches('0') })
}

fn unquoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

/// Returns what the difference of two spellings of one date shows; nothing if they are two dates, or none.
fn same_date(json: &str, xml: &str) -> Option<Vec<Setting>> {
    let (of_json, of_xml) = (DateTime::from_json_text(json).ok()?, xml.parse::<DateTime>().ok()?);
    let mut shown = Vec::new();
    let (json_ticks, xml_ticks) = match (of_json.to_unix_ticks_utc(), of_xml.to_unix_ticks_utc()) {
        (Some(json), Some(xml)) => (json, xml),
        // Without a zone on one side the clocks decide; a clock in UTC as well.
        (None, Some(xml)) if same_ticks(of_json.ticks(), unix_clock(xml)).is_some() => {
            (of_json.ticks(), unix_clock(xml))
        }
        _ => (of_json.ticks(), of_xml.ticks()),
    };
    let has_fewer_digits = same_ticks(json_ticks, xml_ticks)?;
    match (of_json.kind(), of_xml.kind()) {
        (json, xml) if json == xml => {}
        (DateTimeKind::Utc, _) => shown.push(Setting::DatesInUtc),
        (DateTimeKind::Local { .. }, _) => shown.push(Setting::DatesInLocalTime),
        (DateTimeKind::Unspecified, _) => shown.push(Setting::DatesWithoutZone),
    }
    if has_fewer_digits {
        shown.push(Setting::DateFormat);
    }
    Some(shown)
}

/// Returns the clock in UTC of an instant, in ticks since the year 1.
fn unix_clock(ticks: i64) -> i64 {
    DateTime::from_unix_ticks_utc(ticks).map_or(i64::MIN, |date| date.ticks())
}

/// Returns whether JSON's ticks have fewer digits of the second; nothing if they are another time than XML's.
fn same_ticks(json: i64, xml: i64) -> Option<bool> {
    /// Ticks of 100 ns in a millisecond and in a second: what formats of services' own keep.
    const KEPT: [i64; 2] = [10_000, 10_000_000];
    if json == xml {
        return Some(false);
    }
    KEPT.iter().any(|unit| json == xml - xml.rem_euclid(*unit)).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::{Setting::*, *};

    #[test]
    fn one_instant_in_two_zones_is_one_date() {
        let xml = "2025-12-21T13:01:55.9539414+01:00";
        for (json, shown) in [
            (xml, vec![]),
            ("2025-12-21T12:01:55.9539414Z", vec![DatesInUtc]),
            ("2025-12-21T12:01:55.9539414+00:00", vec![DatesInLocalTime]),
            ("2025-12-21T14:01:55.9539414+02:00", vec![DatesInLocalTime]),
            ("2025-12-21T13:01:55.9539414", vec![DatesWithoutZone]),
            ("2025-12-21T12:01:55.9539414", vec![DatesWithoutZone]),
            ("2025-12-21T12:01:55.953Z", vec![DatesInUtc, DateFormat]),
            ("2025-12-21T13:01:55+01:00", vec![DateFormat]),
        ] {
            assert_eq!(same_date(json, xml), Some(shown), "{json}");
        }
        assert_eq!(same_date("2025-12-21T13:01:55Z", "2025-12-21T13:01:55"), Some(vec![DatesInUtc]));
    }

    #[test]
    fn other_instants_are_other_dates() {
        let xml = "2025-12-21T13:01:55.9539414+01:00";
        for json in ["2025-12-21T13:01:55.9539414Z", "2025-12-21T13:01:56+01:00", "2025-12-22T13:01:55", "x"]
        {
            assert_eq!(same_date(json, xml), None, "{json}");
        }
    }

    #[test]
    fn zeros_at_the_end_of_a_fraction_add_nothing() {
        assert_eq!(decimal("2.0"), decimal("2"));
        assert_eq!(decimal("-2.50"), decimal("-2.5"));
        assert_ne!(decimal("2.0"), decimal("20"));
        assert_ne!(decimal("2"), decimal("-2"));
        assert_eq!(decimal("2E0"), None);
        assert_eq!(decimal("\"2\""), None);
    }
}
