//! Conversions from and to the types of other crates, each behind the feature of its name.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "rust_decimal")]
mod rust_decimal;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "uuid")]
mod uuid;

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
use super::{RangeError, TimeSpan};

/// Returns the minutes of an offset in seconds.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
fn whole_minutes(seconds: i32) -> Result<i16, RangeError> {
    match (i16::try_from(seconds / 60), seconds % 60) {
        (Ok(minutes), 0) => Ok(minutes),
        _ => Err(RangeError::new("an offset of whole minutes")),
    }
}

/// Returns a span of nanoseconds; what is less than a tick is cut.
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
fn nanos_to_ticks(nanos: i128) -> Result<TimeSpan, RangeError> {
    i64::try_from(nanos / 100).map(TimeSpan::from_ticks).map_err(|_| RangeError::new("a TimeSpan"))
}
