//! Dates by the settings of the service's formatter.

use crate::clr::{DateTime, DateTimeKind, DateTimeOffset, Formatted, FormattedZone, ParsedZone};
use crate::clr::{parse_date_format, write_date_format};
use crate::contract::{DateFormatHandling, DateSettings, DateTimeZoneHandling};

const TICKS_PER_MINUTE: i64 = 600_000_000;
const UNIX_TICKS: i64 = 621_355_968_000_000_000;
const TICKS_PER_MILLISECOND: i64 = 10_000;

/// What the text of a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateText {
    /// A text like any other.
    Plain,
    /// `/Date(..)/`, whose slashes Json.NET escapes.
    Microsoft,
    /// None: .NET refuses the format.
    BadFormat,
}

/// Returns the settings of a formatter with the format that a member has of its own.
pub(super) fn of_member(mut settings: DateSettings, format: Option<&'static str>) -> DateSettings {
    if format.is_some() {
        settings.format = format;
    }
    settings
}

/// Appends the text of a `DateTime`.
pub(super) fn write_date_time(value: &DateTime, settings: &DateSettings, out: &mut String) -> DateText {
    let value = in_zone(*value, settings);
    if let Some(format) = format_of(settings) {
        let (zone, offset) = match value.kind() {
            DateTimeKind::Unspecified => (FormattedZone::Nothing, local_offset(settings)),
            // .NET Framework writes the server's offset by `z` even so, .NET Core and Mono that of UTC.
            DateTimeKind::Utc => (FormattedZone::Utc, 0),
            DateTimeKind::Local { offset_minutes } => (FormattedZone::Offset, offset_minutes),
        };
        let date = Formatted { ticks: value.ticks(), zone, offset, is_offset: false };
        return by_format(date, format, out);
    }
    match settings.handling {
        DateFormatHandling::IsoDateFormat => {
            value.write_json_text(out);
            DateText::Plain
        }
        DateFormatHandling::MicrosoftDateFormat => {
            let is_end = |ticks| ticks == DateTime::MIN.ticks() || ticks == DateTime::MAX.ticks();
            let offset = match value.kind() {
                DateTimeKind::Utc => None,
                DateTimeKind::Unspecified if is_end(value.ticks()) => None,
                DateTimeKind::Unspecified => Some(local_offset(settings)),
                DateTimeKind::Local { offset_minutes } => Some(offset_minutes),
            };
            // The ends of time are the same everywhere.
            let utc = match offset {
                Some(offset) if !is_end(value.ticks()) => clamped(value.ticks() - minutes(offset)),
                _ => value.ticks(),
            };
            microsoft(utc, offset, out)
        }
    }
}

/// Appends the text of a `DateTimeOffset`, which no setting puts into another zone.
pub(super) fn write_date_time_offset(
    value: &DateTimeOffset,
    settings: &DateSettings,
    out: &mut String,
) -> DateText {
    let offset = value.offset_minutes();
    if let Some(format) = format_of(settings) {
        let date = Formatted { ticks: value.ticks(), zone: FormattedZone::Offset, offset, is_offset: true };
        return by_format(date, format, out);
    }
    match settings.handling {
        DateFormatHandling::IsoDateFormat => {
            value.write_json_text(out);
            DateText::Plain
        }
        DateFormatHandling::MicrosoftDateFormat => {
            microsoft(value.utc_date_time().ticks(), Some(offset), out)
        }
    }
}

/// Reads the text of a `DateTime`.
pub(super) fn read_date_time(text: &str, settings: &DateSettings) -> Option<DateTime> {
    // As for Json.NET, a format comes after ISO 8601 with a time, and before the other forms.
    let iso = || DateTime::from_json_text(text).ok();
    let value = match format_of(settings) {
        Some(format) if !is_standard(text) => match parse_date_format(text, format) {
            Some(parsed) => {
                let kind = match parsed.zone {
                    ParsedZone::Nothing => DateTimeKind::Unspecified,
                    ParsedZone::Utc => DateTimeKind::Utc,
                    ParsedZone::Offset(offset_minutes) => DateTimeKind::Local { offset_minutes },
                };
                DateTime::from_ticks(parsed.ticks, kind)?
            }
            None => iso()?,
        },
        _ => iso()?,
    };
    Some(in_zone(value, settings))
}

/// Reads the text of a `DateTimeOffset`. One without a zone is in the server's, where that is known.
pub(super) fn read_date_time_offset(text: &str, settings: &DateSettings) -> Option<DateTimeOffset> {
    if let Some(format) = format_of(settings).filter(|_| !is_standard(text))
        && let Some(parsed) = parse_date_format(text, format)
    {
        let offset = match parsed.zone {
            ParsedZone::Nothing => settings.local_offset?,
            ParsedZone::Utc => 0,
            ParsedZone::Offset(minutes) => minutes,
        };
        return DateTimeOffset::from_ticks(parsed.ticks, offset);
    }
    DateTimeOffset::from_json_text(text).ok().or_else(|| {
        let clock = DateTime::from_json_text(text).ok()?;
        DateTimeOffset::from_ticks(clock.ticks(), settings.local_offset?)
    })
}

/// Returns whether Json.NET takes a text for a date before it looks at the format.
fn is_standard(text: &str) -> bool {
    match text.as_bytes() {
        [b'/', ..] => {
            text.starts_with("/Date(") && text.ends_with(")/") && DateTime::from_json_text(text).is_ok()
        }
        bytes @ [first, ..] => {
            (19..=40).contains(&bytes.len())
                && first.is_ascii_digit()
                && bytes.get(10) == Some(&b'T')
                && DateTime::from_json_text(text).is_ok()
        }
        [] => false,
    }
}

/// Json.NET takes an empty format for none.
fn format_of(settings: &DateSettings) -> Option<&'static str> {
    settings.format.filter(|format| !format.is_empty())
}

fn by_format(date: Formatted, format: &str, out: &mut String) -> DateText {
    if write_date_format(date, format, out) { DateText::Plain } else { DateText::BadFormat }
}

/// `/Date(1728963000123+0200)/`; what is less than a millisecond is cut.
fn microsoft(utc_ticks: i64, offset: Option<i16>, out: &mut String) -> DateText {
    use std::fmt::Write as _;
    let milliseconds = (utc_ticks - UNIX_TICKS) / TICKS_PER_MILLISECOND;
    let _ = write!(out, "/Date({milliseconds}");
    if let Some(offset) = offset {
        let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
        let _ = write!(out, "{sign}{:02}{:02}", minutes / 60, minutes % 60);
    }
    out.push_str(")/");
    DateText::Microsoft
}

fn local_offset(settings: &DateSettings) -> i16 {
    settings.local_offset.unwrap_or(0)
}

fn minutes(offset: i16) -> i64 {
    i64::from(offset) * TICKS_PER_MINUTE
}

fn clamped(ticks: i64) -> i64 {
    ticks.clamp(DateTime::MIN.ticks(), DateTime::MAX.ticks())
}

/// Puts a date into the zone of the settings, as `DateTimeUtils.EnsureDateTime` does.
fn in_zone(value: DateTime, settings: &DateSettings) -> DateTime {
    let local = |offset_minutes| DateTimeKind::Local { offset_minutes };
    let (ticks, kind) = match (settings.zone, value.kind()) {
        (DateTimeZoneHandling::RoundtripKind, _)
        | (DateTimeZoneHandling::Utc, DateTimeKind::Utc)
        | (DateTimeZoneHandling::Unspecified, DateTimeKind::Unspecified) => return value,
        (DateTimeZoneHandling::Local, DateTimeKind::Unspecified) => {
            (value.ticks(), local(local_offset(settings)))
        }
        (DateTimeZoneHandling::Local, DateTimeKind::Utc) => {
            let offset = local_offset(settings);
            (value.ticks() + minutes(offset), local(offset))
        }
        (DateTimeZoneHandling::Local, DateTimeKind::Local { offset_minutes }) => {
            let offset = settings.local_offset.unwrap_or(offset_minutes);
            (value.ticks() - minutes(offset_minutes) + minutes(offset), local(offset))
        }
        (DateTimeZoneHandling::Utc, DateTimeKind::Unspecified) => (value.ticks(), DateTimeKind::Utc),
        (DateTimeZoneHandling::Utc, DateTimeKind::Local { offset_minutes }) => {
            (value.ticks() - minutes(offset_minutes), DateTimeKind::Utc)
        }
        (DateTimeZoneHandling::Unspecified, DateTimeKind::Utc) => (value.ticks(), DateTimeKind::Unspecified),
        (DateTimeZoneHandling::Unspecified, DateTimeKind::Local { offset_minutes }) => {
            let offset = settings.local_offset.unwrap_or(offset_minutes);
            (value.ticks() - minutes(offset_minutes) + minutes(offset), DateTimeKind::Unspecified)
        }
    };
    DateTime::from_ticks(clamped(ticks), kind).unwrap_or(value)
}
