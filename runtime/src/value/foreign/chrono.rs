//! `chrono`.

use super::{converted, fits, midnight, unspecified};
use crate::clr;
use ::chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

/// 0001-01-01, with which reading begins as in .NET. The crate's own default is 1970.
const FIRST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(1, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

const FIRST: NaiveDateTime = FIRST_DAY.and_time(NaiveTime::MIN);

converted!(
    DateTime<Utc> => clr::DateTime,
    initial: FIRST.and_utc(),
    |date| clr::DateTime::try_from(*date),
    |date| DateTime::<Utc>::try_from(date)
);
converted!(
    DateTime<FixedOffset> => clr::DateTimeOffset,
    initial: FIRST.and_utc().fixed_offset(),
    |date| clr::DateTimeOffset::try_from(*date),
    |date| DateTime::<FixedOffset>::try_from(date)
);
converted!(
    NaiveDateTime => clr::DateTime,
    initial: FIRST,
    |date| clr::DateTime::try_from(*date),
    |date| NaiveDateTime::try_from(unspecified(date)?)
);
converted!(
    NaiveDate => clr::DateTime,
    initial: FIRST_DAY,
    |date| clr::DateTime::try_from(date.and_time(NaiveTime::MIN)),
    |date| NaiveDateTime::try_from(midnight(date)?).map(|date| date.date())
);
converted!(
    TimeDelta => clr::TimeSpan,
    initial: TimeDelta::zero(),
    |span| clr::TimeSpan::try_from(*span),
    |span| fits(span.into())
);
