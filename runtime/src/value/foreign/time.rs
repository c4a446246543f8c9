//! `time`. Its dates have no default: reading begins with .NET's, the first day of year 1.

use super::{converted, fits, midnight, unspecified};
use crate::clr;
use ::time::{Date, Duration, OffsetDateTime, PrimitiveDateTime, UtcDateTime};

/// 0001-01-01.
const fn first_day() -> Date {
    match Date::from_ordinal_date(1, 1) {
        Ok(date) => date,
        Err(_) => Date::MIN,
    }
}

const FIRST: PrimitiveDateTime = first_day().midnight();

converted!(
    OffsetDateTime => clr::DateTimeOffset,
    initial: FIRST.assume_utc(),
    |date| clr::DateTimeOffset::try_from(*date),
    |date| OffsetDateTime::try_from(date)
);
converted!(
    UtcDateTime => clr::DateTime,
    initial: FIRST.as_utc(),
    |date| clr::DateTime::try_from(*date),
    |date| UtcDateTime::try_from(date)
);
converted!(
    PrimitiveDateTime => clr::DateTime,
    initial: FIRST,
    |date| clr::DateTime::try_from(*date),
    |date| PrimitiveDateTime::try_from(unspecified(date)?)
);
converted!(
    Date => clr::DateTime,
    initial: first_day(),
    |date| clr::DateTime::try_from(date.midnight()),
    |date| PrimitiveDateTime::try_from(midnight(date)?).map(PrimitiveDateTime::date)
);
converted!(
    Duration => clr::TimeSpan,
    initial: Duration::ZERO,
    |span| clr::TimeSpan::try_from(*span),
    |span| fits(span.into())
);
