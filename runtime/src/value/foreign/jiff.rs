//! `jiff`.

use super::{converted, fits, midnight, unspecified};
use crate::clr;
use ::jiff::tz::TimeZone;
use ::jiff::{SignedDuration, Timestamp, ZonedDateTime, civil};

/// 0001-01-01, with which reading begins as in .NET. The crate's own defaults are 1970 and year 0.
const FIRST_DAY: civil::Date = civil::Date::constant(1, 1, 1);

const FIRST_INSTANT: Timestamp = Timestamp::constant(-62_135_596_800, 0);

converted!(
    Timestamp => clr::DateTime,
    initial: FIRST_INSTANT,
    |date| clr::DateTime::try_from(*date),
    |date| Timestamp::try_from(date)
);
converted!(
    ZonedDateTime => clr::DateTimeOffset,
    initial: ZonedDateTime::new(FIRST_INSTANT, TimeZone::UTC),
    |date| clr::DateTimeOffset::try_from(date),
    |date| ZonedDateTime::try_from(date)
);
converted!(
    civil::DateTime => clr::DateTime,
    initial: FIRST_DAY.at(0, 0, 0, 0),
    |date| clr::DateTime::try_from(*date),
    |date| civil::DateTime::try_from(unspecified(date)?)
);
converted!(
    civil::Date => clr::DateTime,
    initial: FIRST_DAY,
    |date| clr::DateTime::try_from(date.at(0, 0, 0, 0)),
    |date| civil::DateTime::try_from(midnight(date)?).map(civil::DateTime::date)
);
converted!(
    SignedDuration => clr::TimeSpan,
    initial: SignedDuration::ZERO,
    |span| clr::TimeSpan::try_from(*span),
    |span| fits(span.into())
);
