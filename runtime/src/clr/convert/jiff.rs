//! `jiff`.

use ::jiff::tz::{Offset, TimeZone};
use ::jiff::{SignedDuration, Timestamp, ZonedDateTime, civil};

use super::{nanos_to_ticks, whole_minutes};
use crate::clr::calendar::UNIX_TICKS;
use crate::clr::{DateTime, DateTimeKind, DateTimeOffset, RangeError, TimeSpan};

const JIFF: RangeError = RangeError::new("the type of jiff");

fn clock_of(ticks: i64) -> Result<civil::DateTime, RangeError> {
    let date = DateTime::from_ticks(ticks, DateTimeKind::Unspecified).ok_or(JIFF)?;
    let [month, day, hour, minute, second] =
        [date.month(), date.day(), date.hour(), date.minute(), date.second()].map(u8::cast_signed);
    let year = i16::try_from(date.year()).map_err(|_| JIFF)?;
    let nanos = i32::try_from(date.nanosecond()).map_err(|_| JIFF)?;
    civil::DateTime::new(year, month, day, hour, minute, second, nanos).map_err(|_| JIFF)
}

fn from_clock(clock: civil::DateTime, kind: DateTimeKind) -> Result<DateTime, RangeError> {
    let year = u16::try_from(clock.year()).map_err(|_| RangeError::new("a DateTime"))?;
    let [month, day, hour, minute, second] =
        [clock.month(), clock.day(), clock.hour(), clock.minute(), clock.second()].map(i8::cast_unsigned);
    let ticks = clock.subsec_nanosecond().unsigned_abs() / 100;
    DateTime::from_parts(year, month, day, hour, minute, second, ticks, kind)
        .ok_or(RangeError::new("a DateTime"))
}

impl TryFrom<civil::DateTime> for DateTime {
    type Error = RangeError;

    /// Kind `Unspecified`. Cuts what is less than 100 ns; fails before year 1.
    fn try_from(clock: civil::DateTime) -> Result<Self, RangeError> {
        from_clock(clock, DateTimeKind::Unspecified)
    }
}

impl TryFrom<DateTime> for civil::DateTime {
    type Error = RangeError;

    /// Returns the clock, whatever the kind. Never fails today: jiff knows all these years.
    fn try_from(date: DateTime) -> Result<Self, RangeError> {
        clock_of(date.ticks())
    }
}

impl TryFrom<Timestamp> for DateTime {
    type Error = RangeError;

    /// Kind `Utc`. Cuts what is less than 100 ns; fails before year 1.
    fn try_from(instant: Timestamp) -> Result<Self, RangeError> {
        i64::try_from(instant.as_nanosecond().div_euclid(100))
            .ok()
            .and_then(Self::from_unix_ticks_utc)
            .ok_or(RangeError::new("a DateTime"))
    }
}

impl TryFrom<DateTime> for Timestamp {
    type Error = RangeError;

    /// Returns the instant. Fails for kind `Unspecified` and for the last day of year 9999.
    fn try_from(date: DateTime) -> Result<Self, RangeError> {
        let nanos =
            date.to_unix_nanos_utc().ok_or(RangeError::new("an instant, for its zone is not known"))?;
        Self::from_nanosecond(nanos).map_err(|_| JIFF)
    }
}

impl TryFrom<&ZonedDateTime> for DateTime {
    type Error = RangeError;

    /// Kind `Local`; the name of the zone is lost. Cuts what is less than 100 ns; fails before year 1 and for
    /// offsets with seconds.
    fn try_from(date: &ZonedDateTime) -> Result<Self, RangeError> {
        let offset_minutes = whole_minutes(date.offset().seconds())?;
        from_clock(date.datetime(), DateTimeKind::Local { offset_minutes })
    }
}

impl TryFrom<DateTime> for ZonedDateTime {
    type Error = RangeError;

    /// In a zone of a fixed offset. Fails for kind `Unspecified`, for offsets beyond 25:59 and for the last
    /// day of year 9999.
    fn try_from(date: DateTime) -> Result<Self, RangeError> {
        let minutes = match date.kind() {
            DateTimeKind::Unspecified => {
                return Err(RangeError::new("an instant, for its zone is not known"));
            }
            DateTimeKind::Utc => {
                return Timestamp::try_from(date).map(|instant| instant.to_zoned_datetime(TimeZone::UTC));
            }
            DateTimeKind::Local { offset_minutes } => offset_minutes,
        };
        at_offset(date.to_unix_nanos_utc().ok_or(JIFF)?, minutes)
    }
}

fn at_offset(nanos: i128, minutes: i16) -> Result<ZonedDateTime, RangeError> {
    let offset = Offset::from_seconds(i32::from(minutes) * 60).map_err(|_| JIFF)?;
    let instant = Timestamp::from_nanosecond(nanos).map_err(|_| JIFF)?;
    Ok(instant.to_zoned_datetime(TimeZone::fixed(offset)))
}

impl TryFrom<&ZonedDateTime> for DateTimeOffset {
    type Error = RangeError;

    /// Converts the instant and the offset; the name of the zone is lost. Cuts what is less than 100 ns;
    /// fails before year 1, for offsets beyond 14 hours and for those with seconds.
    fn try_from(date: &ZonedDateTime) -> Result<Self, RangeError> {
        let minutes = whole_minutes(date.offset().seconds())?;
        i64::try_from(date.timestamp().as_nanosecond().div_euclid(100))
            .ok()
            .and_then(|unix| unix.checked_add(UNIX_TICKS)?.checked_add(i64::from(minutes) * 600_000_000))
            .and_then(|ticks| Self::from_ticks(ticks, minutes))
            .ok_or(RangeError::new("a DateTimeOffset"))
    }
}

impl TryFrom<DateTimeOffset> for ZonedDateTime {
    type Error = RangeError;

    /// In a zone of a fixed offset. Fails for the last day of year 9999.
    fn try_from(date: DateTimeOffset) -> Result<Self, RangeError> {
        at_offset(date.to_unix_nanos_utc(), date.offset_minutes())
    }
}

impl TryFrom<SignedDuration> for TimeSpan {
    type Error = RangeError;

    /// Cuts what is less than 100 ns; fails for spans of more than 29,227 years.
    fn try_from(span: SignedDuration) -> Result<Self, RangeError> {
        nanos_to_ticks(span.as_nanos())
    }
}

impl From<TimeSpan> for SignedDuration {
    fn from(span: TimeSpan) -> Self {
        Self::from_micros(span.ticks() / 10) + Self::from_nanos(span.ticks() % 10 * 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clr::calendar::{MAX_TICKS, TICKS_PER_DAY};
    use proptest::prelude::*;

    #[test]
    fn texts_agree() {
        let text = "2024-10-15T05:29:19.5139414+02:00";
        let date: DateTime = text.parse().unwrap();
        let instant: Timestamp = text.parse().unwrap();
        assert_eq!(Timestamp::try_from(date), Ok(instant));
        let zoned = ZonedDateTime::try_from(date).unwrap();
        assert_eq!(zoned.to_string(), "2024-10-15T05:29:19.5139414+02:00[+02:00]");
        assert_eq!(DateTime::try_from(&zoned), Ok(date));
        assert_eq!(DateTimeOffset::try_from(&zoned).map(|d| d.to_string()).as_deref(), Ok(text));
        assert_eq!(civil::DateTime::try_from(date).unwrap().to_string(), "2024-10-15T05:29:19.5139414");
        assert!(Timestamp::try_from(DateTime::MIN).is_err());
        assert!(Timestamp::try_from(DateTime::MAX.with_kind(DateTimeKind::Utc).unwrap()).is_err());
        assert!(DateTime::try_from(civil::DateTime::MIN).is_err());
        assert!(DateTime::try_from(Timestamp::MIN).is_err());
        assert!(TimeSpan::try_from(SignedDuration::MAX).is_err());
    }

    proptest! {
        #[test]
        fn converts_back(ticks in TICKS_PER_DAY..MAX_TICKS - 2 * TICKS_PER_DAY, offset in -840_i16..=840, span: i64) {
            let date = DateTime::from_ticks(ticks, DateTimeKind::Unspecified).unwrap();
            prop_assert_eq!(civil::DateTime::try_from(date).and_then(DateTime::try_from), Ok(date));
            let date = DateTime::from_ticks(ticks, DateTimeKind::Utc).unwrap();
            prop_assert_eq!(Timestamp::try_from(date).and_then(DateTime::try_from), Ok(date));
            let date = DateTime::from_ticks(ticks, DateTimeKind::Local { offset_minutes: offset }).unwrap();
            prop_assert_eq!(ZonedDateTime::try_from(date).and_then(|zoned| DateTime::try_from(&zoned)), Ok(date));
            let date = DateTimeOffset::from_ticks(ticks, offset).unwrap();
            let back = ZonedDateTime::try_from(date).and_then(|zoned| DateTimeOffset::try_from(&zoned)).unwrap();
            prop_assert!(back.equals_exact(&date));
            let span = TimeSpan::from_ticks(span);
            prop_assert_eq!(TimeSpan::try_from(SignedDuration::from(span)), Ok(span));
        }
    }
}
