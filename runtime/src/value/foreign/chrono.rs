//! `chrono`.

use super::{converted, fits, midnight, unspecified};
use crate::clr;
use ::chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Utc};

converted!(
    DateTime<Utc> => clr::DateTime,
    initial: DateTime::default(),
    |date| clr::DateTime::try_from(*date),
    |date| DateTime::<Utc>::try_from(date)
);
converted!(
    DateTime<FixedOffset> => clr::DateTimeOffset,
    initial: DateTime::default(),
    |date| clr::DateTimeOffset::try_from(*date),
    |date| DateTime::<FixedOffset>::try_from(date)
);
converted!(
    NaiveDateTime => clr::DateTime,
    initial: NaiveDateTime::default(),
    |date| clr::DateTime::try_from(*date),
    |date| NaiveDateTime::try_from(unspecified(date)?)
);
converted!(
    NaiveDate => clr::DateTime,
    initial: NaiveDate::default(),
    |date| clr::DateTime::try_from(date.and_time(::chrono::NaiveTime::MIN)),
    |date| NaiveDateTime::try_from(midnight(date)?).map(|date| date.date())
);
converted!(
    TimeDelta => clr::TimeSpan,
    initial: TimeDelta::zero(),
    |span| clr::TimeSpan::try_from(*span),
    |span| fits(span.into())
);
