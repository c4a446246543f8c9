//! The settings for dates in JSON.

/// The settings for dates in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DateSettings {
    /// The zone that a `DateTime` is written in.
    pub zone: DateTimeZoneHandling,
    /// The form of dates.
    pub handling: DateFormatHandling,
    /// The format of dates (`DateFormatString`), which comes before [`Self::handling`].
    pub format: Option<&'static str>,
    /// The offset of the server's own zone, in minutes east of Greenwich. Without it a local time keeps the
    /// offset that it was read with, and the server's zone is taken for UTC.
    pub local_offset: Option<i16>,
}

impl DateSettings {
    /// Returns Json.NET's defaults.
    #[must_use]
    pub const fn new() -> Self {
        DateSettings {
            zone: DateTimeZoneHandling::RoundtripKind,
            handling: DateFormatHandling::IsoDateFormat,
            format: None,
            local_offset: None,
        }
    }
}

/// The zone that a `DateTime` is written in (Json.NET's setting of the same name).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DateTimeZoneHandling {
    /// The value's own: Json.NET's default.
    #[default]
    RoundtripKind,
    /// The server's.
    Local,
    /// UTC.
    Utc,
    /// None: the clock of the value, without what it stands for.
    Unspecified,
}

/// The form of dates (Json.NET's setting of the same name).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DateFormatHandling {
    /// ISO 8601: `"2024-10-15T05:30:00Z"`.
    #[default]
    IsoDateFormat,
    /// Milliseconds of 1970: `"\/Date(1728970200000)\/"`.
    MicrosoftDateFormat,
}
