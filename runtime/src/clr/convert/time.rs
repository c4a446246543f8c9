//! `time`.

use ::time::{Duration, OffsetDateTime, PrimitiveDateTime, UtcDateTime, UtcOffset};

use super::{nanos_to_ticks, whole_minutes};
use crate::clr::calendar::UNIX_TICKS;
use crate::clr::{DateTime, DateTimeKind, DateTimeOffset, RangeError, TimeSpan};

const TIME: RangeError = RangeError::new("the type of time");

/// Ticks since 0001-01-01; what is less than a tick is cut.
fn ticks_of(clock: PrimitiveDateTime) -> Option<i64> {
    let unix = clock.assume_utc().unix_timestamp_nanos().div_euclid(100);
    i64::try_from(unix + i128::from(UNIX_TICKS)).ok()
}

fn clock_of(ticks: i64) -> Result<PrimitiveDateTime, RangeError> {
    let nanos = (i128::from(ticks) - i128::from(UNIX_TICKS)) * 100;
    let date = OffsetDateTime::from_unix_timestamp_nanos(nanos).map_err(|_| TIME)?;
    Ok(PrimitiveDateTime::new(date.date(), date.time()))
}

impl TryFrom<PrimitiveDateTime> for DateTime {
    type Error = RangeError;

    /// Kind `Unspecified`. Cuts what is less than 100 ns; fails outside of the years 1 to 9999.
    fn try_from(clock: PrimitiveDateTime) -> Result<Self, RangeError> {
        ticks_of(clock)
            .and_then(|ticks| Self::from_ticks(ticks, DateTimeKind::Unspecified))
            .ok_or(RangeError::new("a DateTime"))
    }
}

impl TryFrom<DateTime> for PrimitiveDateTime {
    type Error = RangeError;

    /// Returns the clock, whatever the kind. Never fails today: time knows all these years.
    fn try_from(date: DateTime) -> Result<Self, RangeError> {
        clock_of(date.ticks())
    }
}

impl TryFrom<UtcDateTime> for DateTime {
    type Error = RangeError;

    /// Kind `Utc`. Cuts what is less than 100 ns; fails outside of the years 1 to 9999.
    fn try_from(date: UtcDateTime) -> Result<Self, RangeError> {
        ticks_of(PrimitiveDateTime::new(date.date(), date.time()))
            .and_then(|ticks| Self::from_ticks(ticks, DateTimeKind::Utc))
            .ok_or(RangeError::new("a DateTime"))
    }
}

impl TryFrom<DateTime> for UtcDateTime {
    type Error = RangeError;

    /// Returns the instant. Fails for kind `Unspecified`, and for an instant outside of time's years.
    fn try_from(date: DateTime) -> Result<Self, RangeError> {
        let ticks = date.utc_ticks().ok_or(RangeError::new("an instant, for its zone is not known"))?;
        clock_of(ticks).map(PrimitiveDateTime::as_utc)
    }
}

impl TryFrom<OffsetDateTime> for DateTime {
    type Error = RangeError;

    /// Kind `Local`. Cuts what is less than 100 ns; fails outside of the years 1 to 9999 and for offsets with
    /// seconds.
    fn try_from(date: OffsetDateTime) -> Result<Self, RangeError> {
        let offset_minutes = whole_minutes(date.offset().whole_seconds())?;
        ticks_of(PrimitiveDateTime::new(date.date(), date.time()))
            .and_then(|ticks| Self::from_ticks(ticks, DateTimeKind::Local { offset_minutes }))
            .ok_or(RangeError::new("a DateTime"))
    }
}

impl TryFrom<DateTime> for OffsetDateTime {
    type Error = RangeError;

    /// Fails for kind `Unspecified` and for offsets beyond 25:59.
    fn try_from(date: DateTime) -> Result<Self, RangeError> {
        let minutes = match date.kind() {
            DateTimeKind::Unspecified => {
                return Err(RangeError::new("an instant, for its zone is not known"));
            }
            DateTimeKind::Utc => 0,
            DateTimeKind::Local { offset_minutes } => offset_minutes,
        };
        at_offset(date.ticks(), minutes)
    }
}

fn at_offset(ticks: i64, minutes: i16) -> Result<OffsetDateTime, RangeError> {
    let offset = UtcOffset::from_whole_seconds(i32::from(minutes) * 60).map_err(|_| TIME)?;
    Ok(clock_of(ticks)?.assume_offset(offset))
}

impl TryFrom<OffsetDateTime> for DateTimeOffset {
    type Error = RangeError;

    /// Cuts what is less than 100 ns; fails outside of the years 1 to 9999, for offsets beyond 14 hours and
    /// for those with seconds.
    fn try_from(date: OffsetDateTime) -> Result<Self, RangeError> {
        let minutes = whole_minutes(date.offset().whole_seconds())?;
        ticks_of(PrimitiveDateTime::new(date.date(), date.time()))
            .and_then(|ticks| Self::from_ticks(ticks, minutes))
            .ok_or(RangeError::new("a DateTimeOffset"))
    }
}

impl TryFrom<DateTimeOffset> for OffsetDateTime {
    type Error = RangeError;

    /// Never fails today: time knows all these years and offsets.
    fn try_from(date: DateTimeOffset) -> Result<Self, RangeError> {
        at_offset(date.ticks(), date.offset_minutes())
    }
}

impl TryFrom<Duration> for TimeSpan {
    type Error = RangeError;

    /// Cuts what is less than 100 ns; fails for spans of more than 29,227 years.
    fn try_from(span: Duration) -> Result<Self, RangeError> {
        nanos_to_ticks(span.whole_nanoseconds())
    }
}

impl From<TimeSpan> for Duration {
    fn from(span: TimeSpan) -> Self {
        Self::microseconds(span.ticks() / 10) + Self::nanoseconds(span.ticks() % 10 * 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clr::calendar::MAX_TICKS;
    use ::time::{Date, Month, Time};
    use proptest::prelude::*;

    #[test]
    fn parts_agree() {
        let text = "2024-10-15T05:29:19.5139414+02:00";
        let date: DateTime = text.parse().unwrap();
        let time = OffsetDateTime::try_from(date).unwrap();
        assert_eq!(time.date(), Date::from_calendar_date(2024, Month::October, 15).unwrap());
        assert_eq!(time.time(), Time::from_hms_nano(5, 29, 19, 513_941_400).unwrap());
        assert_eq!(time.offset(), UtcOffset::from_hms(2, 0, 0).unwrap());
        assert_eq!(
            UtcDateTime::try_from(date).map(UtcDateTime::unix_timestamp_nanos),
            Ok(time.unix_timestamp_nanos())
        );
        assert_eq!(DateTimeOffset::try_from(time).map(|d| d.to_string()).as_deref(), Ok(text));
        assert!(OffsetDateTime::try_from(DateTime::MIN).is_err());
        assert!(DateTime::try_from(PrimitiveDateTime::MIN).is_err());
        assert!(DateTime::try_from(time.to_offset(UtcOffset::from_hms(2, 0, 1).unwrap())).is_err());
        assert!(TimeSpan::try_from(Duration::MAX).is_err());
    }

    proptest! {
        #[test]
        fn converts_back(ticks in 0..=MAX_TICKS, offset in -840_i16..=840, span: i64) {
            let date = DateTime::from_ticks(ticks, DateTimeKind::Unspecified).unwrap();
            prop_assert_eq!(PrimitiveDateTime::try_from(date).and_then(DateTime::try_from), Ok(date));
            let date = DateTime::from_ticks(ticks, DateTimeKind::Utc).unwrap();
            prop_assert_eq!(UtcDateTime::try_from(date).and_then(DateTime::try_from), Ok(date));
            let date = DateTime::from_ticks(ticks, DateTimeKind::Local { offset_minutes: offset }).unwrap();
            prop_assert_eq!(OffsetDateTime::try_from(date).and_then(DateTime::try_from), Ok(date));
            if let Some(date) = DateTimeOffset::from_ticks(ticks, offset) {
                let back = OffsetDateTime::try_from(date).and_then(DateTimeOffset::try_from).unwrap();
                prop_assert!(back.equals_exact(&date));
            }
            let span = TimeSpan::from_ticks(span);
            prop_assert_eq!(TimeSpan::try_from(Duration::from(span)), Ok(span));
        }
    }
}
