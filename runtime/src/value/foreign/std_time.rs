//! Times of the standard library.

use super::converted;
use crate::clr::{DateTime, TimeSpan};
use crate::value::ConvertError;
use std::time::{Duration, SystemTime};

converted!(
    Duration => TimeSpan,
    initial: Duration::ZERO,
    |span| TimeSpan::try_from(*span),
    |span| Duration::try_from(span)
);
converted!(
    SystemTime => DateTime,
    initial: first_instant(),
    |time| to_wire(*time),
    |date| from_wire(date)
);

/// Returns 0001-01-01, with which reading begins as in .NET; 1970 where the system has no such time.
fn first_instant() -> SystemTime {
    SystemTime::UNIX_EPOCH.checked_sub(Duration::from_secs(62_135_596_800)).unwrap_or(SystemTime::UNIX_EPOCH)
}

/// The instant, of kind `Utc`; what is less than a tick is cut.
fn to_wire(time: SystemTime) -> Result<DateTime, ConvertError> {
    let nanos = match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(behind) => i128::try_from(behind.as_nanos()).ok(),
        Err(before) => i128::try_from(before.duration().as_nanos()).ok().map(|nanos| -nanos),
    };
    nanos
        .and_then(|nanos| i64::try_from(nanos.div_euclid(100)).ok())
        .and_then(DateTime::from_unix_ticks_utc)
        .ok_or_else(|| ConvertError::new("the time is outside of the years 1 to 9999"))
}

fn from_wire(date: DateTime) -> Result<SystemTime, ConvertError> {
    let ticks = date
        .to_unix_ticks_utc()
        .ok_or_else(|| ConvertError::new("the date is no instant, for its zone is not known"))?;
    let distance = Duration::from_secs(ticks.unsigned_abs() / 10_000_000)
        + Duration::from_nanos(ticks.unsigned_abs() % 10_000_000 * 100);
    let time = if ticks < 0 {
        SystemTime::UNIX_EPOCH.checked_sub(distance)
    } else {
        SystemTime::UNIX_EPOCH.checked_add(distance)
    };
    time.ok_or_else(|| ConvertError::new("the date is outside of what a SystemTime holds here"))
}
