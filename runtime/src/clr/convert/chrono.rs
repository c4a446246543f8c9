//! `chrono`.

use ::chrono::{DateTime as Chrono, FixedOffset, NaiveDateTime, Offset, TimeDelta, TimeZone, Timelike, Utc};

use super::{nanos_to_ticks, whole_minutes};
use crate::clr::calendar::UNIX_TICKS;
use crate::clr::{DateTime, DateTimeKind, DateTimeOffset, RangeError, TimeSpan};

const CHRONO: RangeError = RangeError::new("the type of chrono");

/// Ticks since 0001-01-01; what is less than a tick is cut, a leap second is the second after it.
fn ticks_of(clock: NaiveDateTime) -> Option<i64> {
    let utc = clock.and_utc();
    let ticks = utc.timestamp().checked_mul(10_000_000)?.checked_add(UNIX_TICKS)?;
    ticks.checked_add(i64::from(clock.nanosecond() / 100))
}

fn clock_of(ticks: i64) -> Option<NaiveDateTime> {
    let unix = ticks.checked_sub(UNIX_TICKS)?;
    let nanos = u32::try_from(unix.rem_euclid(10_000_000) * 100).ok()?;
    Chrono::<Utc>::from_timestamp(unix.div_euclid(10_000_000), nanos).map(|date| date.naive_utc())
}

impl TryFrom<NaiveDateTime> for DateTime {
    type Error = RangeError;

    /// Kind `Unspecified`. Cuts what is less than 100 ns; fails outside of the years 1 to 9999.
    fn try_from(clock: NaiveDateTime) -> Result<Self, RangeError> {
        ticks_of(clock)
            .and_then(|ticks| Self::from_ticks(ticks, DateTimeKind::Unspecified))
            .ok_or(RangeError::new("a DateTime"))
    }
}

impl TryFrom<DateTime> for NaiveDateTime {
    type Error = RangeError;

    /// Returns the clock, whatever the kind. Never fails today: chrono knows more years.
    fn try_from(date: DateTime) -> Result<Self, RangeError> {
        clock_of(date.ticks()).ok_or(CHRONO)
    }
}

impl TryFrom<Chrono<Utc>> for DateTime {
    type Error = RangeError;

    /// Kind `Utc`. Cuts what is less than 100 ns; fails outside of the years 1 to 9999.
    fn try_from(date: Chrono<Utc>) -> Result<Self, RangeError> {
        ticks_of(date.naive_utc())
            .and_then(|ticks| Self::from_ticks(ticks, DateTimeKind::Utc))
            .ok_or(RangeError::new("a DateTime"))
    }
}

impl TryFrom<DateTime> for Chrono<Utc> {
    type Error = RangeError;

    /// Returns the instant. Fails for kind `Unspecified`.
    fn try_from(date: DateTime) -> Result<Self, RangeError> {
        let ticks = date.utc_ticks().ok_or(RangeError::new("an instant, for its zone is not known"))?;
        clock_of(ticks).map(|clock| clock.and_utc()).ok_or(CHRONO)
    }
}

impl TryFrom<Chrono<FixedOffset>> for DateTime {
    type Error = RangeError;

    /// Kind `Local`. Cuts what is less than 100 ns; fails outside of the years 1 to 9999 and for offsets with
    /// seconds.
    fn try_from(date: Chrono<FixedOffset>) -> Result<Self, RangeError> {
        let offset_minutes = whole_minutes(date.offset().fix().local_minus_utc())?;
        ticks_of(date.naive_local())
            .and_then(|ticks| Self::from_ticks(ticks, DateTimeKind::Local { offset_minutes }))
            .ok_or(RangeError::new("a DateTime"))
    }
}

impl TryFrom<DateTime> for Chrono<FixedOffset> {
    type Error = RangeError;

    /// Fails for kind `Unspecified` and for offsets of a day and more.
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

fn at_offset(ticks: i64, minutes: i16) -> Result<Chrono<FixedOffset>, RangeError> {
    let offset = FixedOffset::east_opt(i32::from(minutes) * 60).ok_or(CHRONO)?;
    let clock = clock_of(ticks).ok_or(CHRONO)?;
    offset.from_local_datetime(&clock).single().ok_or(CHRONO)
}

impl TryFrom<Chrono<FixedOffset>> for DateTimeOffset {
    type Error = RangeError;

    /// Cuts what is less than 100 ns; fails outside of the years 1 to 9999, for offsets beyond 14 hours and
    /// for those with seconds.
    fn try_from(date: Chrono<FixedOffset>) -> Result<Self, RangeError> {
        let minutes = whole_minutes(date.offset().fix().local_minus_utc())?;
        ticks_of(date.naive_local())
            .and_then(|ticks| Self::from_ticks(ticks, minutes))
            .ok_or(RangeError::new("a DateTimeOffset"))
    }
}

impl TryFrom<DateTimeOffset> for Chrono<FixedOffset> {
    type Error = RangeError;

    /// Never fails today: chrono knows more years.
    fn try_from(date: DateTimeOffset) -> Result<Self, RangeError> {
        at_offset(date.ticks(), date.offset_minutes())
    }
}

impl TryFrom<TimeDelta> for TimeSpan {
    type Error = RangeError;

    /// Cuts what is less than 100 ns; fails for spans of more than 29,227 years.
    fn try_from(span: TimeDelta) -> Result<Self, RangeError> {
        nanos_to_ticks(i128::from(span.num_seconds()) * 1_000_000_000 + i128::from(span.subsec_nanos()))
    }
}

impl From<TimeSpan> for TimeDelta {
    fn from(span: TimeSpan) -> Self {
        Self::microseconds(span.ticks() / 10) + Self::nanoseconds(span.ticks() % 10 * 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clr::calendar::MAX_TICKS;
    use proptest::prelude::*;

    #[test]
    fn texts_agree() {
        let text = "2024-10-15T05:29:19.5139414+02:00";
        let chrono: Chrono<FixedOffset> = Chrono::parse_from_rfc3339(text).unwrap();
        let date: DateTime = text.parse().unwrap();
        assert_eq!(DateTime::try_from(chrono), Ok(date));
        assert_eq!(Chrono::<FixedOffset>::try_from(date), Ok(chrono));
        assert_eq!(Chrono::<Utc>::try_from(date), Ok(chrono.to_utc()));
        assert_eq!(DateTimeOffset::try_from(chrono).map(|d| d.to_string()).as_deref(), Ok(text));
        assert_eq!(NaiveDateTime::try_from(date), Ok(chrono.naive_local()));
        assert!(Chrono::<Utc>::try_from(DateTime::MIN).is_err());
        assert!(DateTime::try_from(NaiveDateTime::MAX).is_err());
        assert!(DateTime::try_from(Chrono::<Utc>::MIN_UTC).is_err());
        assert!(TimeSpan::try_from(TimeDelta::MAX).is_err());
    }

    proptest! {
        #[test]
        fn converts_back(ticks in 0..=MAX_TICKS, offset in -840_i16..=840, span: i64) {
            let date = DateTime::from_ticks(ticks, DateTimeKind::Unspecified).unwrap();
            prop_assert_eq!(NaiveDateTime::try_from(date).and_then(DateTime::try_from), Ok(date));
            let date = DateTime::from_ticks(ticks, DateTimeKind::Utc).unwrap();
            prop_assert_eq!(Chrono::<Utc>::try_from(date).and_then(DateTime::try_from), Ok(date));
            let date = DateTime::from_ticks(ticks, DateTimeKind::Local { offset_minutes: offset }).unwrap();
            prop_assert_eq!(Chrono::<FixedOffset>::try_from(date).and_then(DateTime::try_from), Ok(date));
            if let Some(date) = DateTimeOffset::from_ticks(ticks, offset) {
                let back = Chrono::<FixedOffset>::try_from(date).and_then(DateTimeOffset::try_from).unwrap();
                prop_assert!(back.equals_exact(&date));
            }
            let span = TimeSpan::from_ticks(span);
            prop_assert_eq!(TimeSpan::try_from(TimeDelta::from(span)), Ok(span));
        }
    }
}
