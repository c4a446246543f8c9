//! What samples show of how the service's JSON formatter is set.

use std::collections::BTreeMap;

use datacontract::contract::{DateFormatHandling, DateTimeZoneHandling, NullValueHandling};

use crate::spec::Spec;

/// A setting of Json.NET that shows in a JSON sample, mostly beside XML, which no such setting changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setting {
    /// Dates are written in UTC: `DateTimeZoneHandling.Utc`.
    DatesInUtc,
    /// Dates are written in the server's zone: `DateTimeZoneHandling.Local`.
    DatesInLocalTime,
    /// Dates are written without a zone: `DateTimeZoneHandling.Unspecified`, or a format of the service's
    /// own.
    DatesWithoutZone,
    /// Dates have other digits of the second than Json.NET writes by itself: a format of the service's own.
    DateFormat,
    /// Members that are null are left out: `NullValueHandling.Ignore`.
    NullsLeftOut,
}

impl Setting {
    /// Returns whether the spec says it already.
    pub(super) fn is_said(self, spec: &Spec) -> bool {
        let json = &spec.json_formatter;
        match self {
            Self::DatesInUtc => json.zone == DateTimeZoneHandling::Utc,
            Self::DatesInLocalTime => json.zone == DateTimeZoneHandling::Local,
            Self::DatesWithoutZone => {
                json.zone == DateTimeZoneHandling::Unspecified || json.date_format.is_some()
            }
            Self::DateFormat => {
                json.date_format.is_some() || json.dates == DateFormatHandling::MicrosoftDateFormat
            }
            Self::NullsLeftOut => json.nulls == NullValueHandling::Ignore || json.defaults.leaves_out(),
        }
    }

    /// Says in words what the samples show.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::DatesInUtc => {
                "dates are in UTC where XML has them as they are, by Json.NET's `DateTimeZoneHandling.Utc`"
            }
            Self::DatesInLocalTime => {
                "dates are in the server's zone where XML has them as they are, by Json.NET's \
                 `DateTimeZoneHandling.Local`"
            }
            Self::DatesWithoutZone => {
                "dates have no zone where XML has one, by Json.NET's `DateTimeZoneHandling.Unspecified` or by a format \
                 of the service's own"
            }
            Self::DateFormat => {
                "dates have a fixed number of digits of the second, by a format of the service's own"
            }
            Self::NullsLeftOut => {
                "members that are null are left out, by Json.NET's `NullValueHandling.Ignore`"
            }
        }
    }
}

/// The settings that samples show, each with the first place that shows it: a pair of dates, or a member.
pub type Settings = BTreeMap<Setting, String>;
