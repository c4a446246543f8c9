//! `jiff`.

use super::{converted, fits, midnight, unspecified};
use crate::clr;
use ::jiff::tz::TimeZone;
use ::jiff::{SignedDuration, Timestamp, ZonedDateTime, civil};

converted!(
    Timestamp => clr::DateTime,
    initial: Timestamp::UNIX_EPOCH,
    |date| clr::DateTime::try_from(*date),
    |date| Timestamp::try_from(date)
);
converted!(
    ZonedDateTime => clr::DateTimeOffset,
    initial: ZonedDateTime::new(Timestamp::UNIX_EPOCH, TimeZone::UTC),
    |date| clr::DateTimeOffset::try_from(date),
    |date| ZonedDateTime::try_from(date)
);
converted!(
    civil::DateTime => clr::DateTime,
    initial: civil::DateTime::ZERO,
    |date| clr::DateTime::try_from(*date),
    |date| civil::DateTime::try_from(unspecified(date)?)
);
converted!(
    civil::Date => clr::DateTime,
    initial: civil::Date::ZERO,
    |date| clr::DateTime::try_from(date.at(0, 0, 0, 0)),
    |date| civil::DateTime::try_from(midnight(date)?).map(civil::DateTime::date)
);
converted!(
    SignedDuration => clr::TimeSpan,
    initial: SignedDuration::ZERO,
    |span| clr::TimeSpan::try_from(*span),
    |span| fits(span.into())
);
