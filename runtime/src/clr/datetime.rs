//! `DateTime`.

use std::fmt;
use std::str::FromStr;

use super::calendar::{
    Clock, MAX_TICKS, OffsetForms, TICKS_PER_DAY, TICKS_PER_MINUTE, UNIX_TICKS, Zone, read_date,
    read_fraction, read_offset, write_offset,
};
use super::error::ParseError;
use super::text::{Ascii, Cursor};

/// The greatest offset that still has two digits for its hours.
const MAX_OFFSET: i16 = 99 * 60 + 59;
const EXPECTED: &str = "a DateTime such as 2024-10-15T05:29:19.5139414+02:00";

/// What the clock of a [`DateTime`] stands for; on the wire: what follows the time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DateTimeKind {
    /// Nobody knows: nothing follows.
    #[default]
    Unspecified,
    /// UTC: `Z` follows.
    Utc,
    /// Some local time: the offset follows, such as `+02:00`.
    Local {
        /// Minutes east of Greenwich, -5999 to 5999.
        offset_minutes: i16,
    },
}

/// A .NET `DateTime`: a date and a time of day of the years 1 to 9999, counted in ticks of 100 ns.
///
/// A `DateTime` of .NET has no offset of its own: its `Local` is the zone of its machine, and a text with an
/// offset is turned into that zone's time on reading. Here the offset that was read stays, so a text reads
/// and writes back as it was.
///
/// Equal means: same clock and same kind, offset included. They order by clock (as in .NET), then by kind.
///
/// ```
/// use datacontract::clr::{DateTime, DateTimeKind};
///
/// let text = "2024-10-15T05:29:19.5139414+02:00";
/// let date: DateTime = text.parse()?;
/// assert_eq!((date.year(), date.hour(), date.nanosecond()), (2024, 5, 513_941_400));
/// assert_eq!(date.kind(), DateTimeKind::Local { offset_minutes: 120 });
/// assert_eq!(date.to_string(), text);
/// # Ok::<(), datacontract::clr::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DateTime {
    ticks: i64,
    kind: DateTimeKind,
}

impl DateTime {
    /// `0001-01-01T00:00:00`, also the default.
    pub const MIN: Self = Self { ticks: 0, kind: DateTimeKind::Unspecified };
    /// `9999-12-31T23:59:59.9999999`.
    pub const MAX: Self = Self { ticks: MAX_TICKS, kind: DateTimeKind::Unspecified };

    /// Returns the clock time `ticks` after `0001-01-01T00:00:00`.
    ///
    /// None before year 1, after year 9999, or with an offset beyond ±99:59.
    #[must_use]
    pub fn from_ticks(ticks: i64, kind: DateTimeKind) -> Option<Self> {
        let offset_fits = match kind {
            DateTimeKind::Local { offset_minutes } => {
                offset_minutes.unsigned_abs() <= MAX_OFFSET.unsigned_abs()
            }
            DateTimeKind::Unspecified | DateTimeKind::Utc => true,
        };
        (offset_fits && (0..=MAX_TICKS).contains(&ticks)).then_some(Self { ticks, kind })
    }

    /// Returns the clock time of its parts; `ticks_of_second` counts 100 ns, 0 to 9,999,999.
    ///
    /// None if a part is out of its range (a second is 0 to 59).
    ///
    /// ```
    /// use datacontract::clr::{DateTime, DateTimeKind};
    ///
    /// let date = DateTime::from_parts(2024, 2, 29, 13, 14, 15, 0, DateTimeKind::Utc);
    /// assert_eq!(date.map(|d| d.to_string()).as_deref(), Some("2024-02-29T13:14:15Z"));
    /// assert!(DateTime::from_parts(2023, 2, 29, 0, 0, 0, 0, DateTimeKind::Utc).is_none());
    /// ```
    #[must_use]
    #[expect(clippy::too_many_arguments, reason = "these are the parts of a date and time")]
    pub fn from_parts(
        year: u16,
        month: u8,
        day: u8,
        hour: u8,
        minute: u8,
        second: u8,
        ticks_of_second: u32,
        kind: DateTimeKind,
    ) -> Option<Self> {
        let ticks = Clock { year, month, day, hour, minute, second, ticks: ticks_of_second }.to_ticks()?;
        Self::from_ticks(ticks, kind)
    }

    /// Returns the time in UTC `ticks` of 100 ns after 1970-01-01; None before year 1 or after year 9999.
    #[must_use]
    pub fn from_unix_ticks_utc(ticks: i64) -> Option<Self> {
        Self::from_ticks(ticks.checked_add(UNIX_TICKS)?, DateTimeKind::Utc)
    }

    /// Returns the time in UTC that HTTP writes as `Sun, 06 Nov 1994 08:49:37 GMT`, the only form that is sent these days.
    ///
    /// ```
    /// use datacontract::clr::DateTime;
    ///
    /// let date = DateTime::from_http_text("Sun, 06 Nov 1994 08:49:37 GMT");
    /// assert_eq!(date.map(|date| date.to_string()).as_deref(), Some("1994-11-06T08:49:37Z"));
    /// assert_eq!(DateTime::from_http_text("soon"), None);
    /// ```
    #[must_use]
    pub fn from_http_text(text: &str) -> Option<Self> {
        const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
        let (_, rest) = text.trim().split_once(", ")?;
        let mut words = rest.split(' ');
        let (day, month, year) = (words.next()?.parse().ok()?, words.next()?, words.next()?.parse().ok()?);
        let (time, zone) = (words.next()?, words.next()?);
        let month = MONTHS.find(month).filter(|place| month.len() == 3 && place % 3 == 0)? / 3 + 1;
        let mut time = time.split(':').map(str::parse::<u8>);
        let (hour, minute, second) = (time.next()?.ok()?, time.next()?.ok()?, time.next()?.ok()?);
        if zone != "GMT" || words.next().is_some() || time.next().is_some() {
            return None;
        }
        let month = u8::try_from(month).ok()?;
        Self::from_parts(year, month, day, hour, minute, second, 0, DateTimeKind::Utc)
    }

    /// Ticks of 100 ns of the clock since `0001-01-01T00:00:00`, whatever the kind.
    #[must_use]
    pub fn ticks(&self) -> i64 {
        self.ticks
    }

    /// Returns what the clock stands for.
    #[must_use]
    pub fn kind(&self) -> DateTimeKind {
        self.kind
    }

    /// Returns the same clock with another kind; None with an offset beyond ±99:59.
    #[must_use]
    pub fn with_kind(&self, kind: DateTimeKind) -> Option<Self> {
        Self::from_ticks(self.ticks, kind)
    }

    /// Ticks of 100 ns between 1970-01-01 in UTC and this instant; None if the kind is `Unspecified`.
    ///
    /// ```
    /// use datacontract::clr::DateTime;
    ///
    /// let date: DateTime = "1970-01-01T02:00:01+02:00".parse()?;
    /// assert_eq!(date.to_unix_ticks_utc(), Some(10_000_000));
    /// # Ok::<(), datacontract::clr::ParseError>(())
    /// ```
    #[must_use]
    pub fn to_unix_ticks_utc(&self) -> Option<i64> {
        self.utc_ticks().map(|ticks| ticks - UNIX_TICKS)
    }

    /// Nanoseconds between 1970-01-01 in UTC and this instant; None if the kind is `Unspecified`.
    #[must_use]
    pub fn to_unix_nanos_utc(&self) -> Option<i128> {
        self.to_unix_ticks_utc().map(|ticks| i128::from(ticks) * 100)
    }

    /// Ticks of the clock in UTC. May lie outside of the years 1 to 9999.
    pub(super) fn utc_ticks(&self) -> Option<i64> {
        match self.kind {
            DateTimeKind::Unspecified => None,
            DateTimeKind::Utc => Some(self.ticks),
            DateTimeKind::Local { offset_minutes } => {
                Some(self.ticks - i64::from(offset_minutes) * TICKS_PER_MINUTE)
            }
        }
    }

    fn clock(&self) -> Clock {
        Clock::from_ticks(self.ticks)
    }

    /// Returns the year, 1 to 9999.
    #[must_use]
    pub fn year(&self) -> u16 {
        self.clock().year
    }

    /// Returns the month, 1 to 12.
    #[must_use]
    pub fn month(&self) -> u8 {
        self.clock().month
    }

    /// Returns the day of the month, 1 to 31.
    #[must_use]
    pub fn day(&self) -> u8 {
        self.clock().day
    }

    /// Returns the hour, 0 to 23.
    #[must_use]
    pub fn hour(&self) -> u8 {
        self.clock().hour
    }

    /// Returns the minute, 0 to 59.
    #[must_use]
    pub fn minute(&self) -> u8 {
        self.clock().minute
    }

    /// Returns the second, 0 to 59.
    #[must_use]
    pub fn second(&self) -> u8 {
        self.clock().second
    }

    /// Ticks of 100 ns since the second began, 0 to 9,999,999.
    #[must_use]
    pub fn ticks_of_second(&self) -> u32 {
        self.clock().ticks
    }

    /// Nanoseconds since the second began, a multiple of 100.
    #[must_use]
    pub fn nanosecond(&self) -> u32 {
        self.clock().ticks * 100
    }

    /// Appends the text, the same in XML and JSON: zeros at the end of the fraction cut, then `Z`, an offset
    /// or nothing by kind.
    pub fn write_xml(&self, out: &mut String) {
        out.push_str(self.text().as_str());
    }

    /// Appends the text in JSON (without quotes): the same as in XML.
    pub fn write_json_text(&self, out: &mut String) {
        self.write_xml(out);
    }

    /// Returns the text in JSON, without quotes: the same as in XML.
    #[must_use]
    pub fn to_json_text(&self) -> String {
        self.to_string()
    }

    fn text(&self) -> Ascii<40> {
        let mut text = Ascii::new();
        self.clock().write(&mut text);
        match self.kind {
            DateTimeKind::Unspecified => {}
            DateTimeKind::Utc => text.push(b'Z'),
            DateTimeKind::Local { offset_minutes } => {
                write_offset(&mut text, offset_minutes);
            }
        }
        text
    }

    /// Reads the text of a JSON string as Json.NET does.
    ///
    /// ISO 8601, an offset also as `+0200` or `+02`, the hour 24 at midnight; the older
    /// `/Date(1234567890000+0200)/` (milliseconds of 1970 in UTC; the offset only makes it a local time). The
    /// many other forms that .NET's `DateTime.Parse` takes (`01/02/2024`) are refused.
    ///
    /// ```
    /// use datacontract::clr::DateTime;
    ///
    /// let date = DateTime::from_json_text("/Date(1234567890000+0200)/")?;
    /// assert_eq!(date.to_string(), "2009-02-14T01:31:30+02:00");
    /// # Ok::<(), datacontract::clr::ParseError>(())
    /// ```
    pub fn from_json_text(text: &str) -> Result<Self, ParseError> {
        read_json(text).ok_or(ParseError::new(EXPECTED))
    }
}

fn read_json(text: &str) -> Option<DateTime> {
    let text = text.trim();
    if let Some((unix_ticks, offset)) = read_microsoft(text) {
        let utc = unix_ticks.checked_add(UNIX_TICKS)?;
        return match offset {
            None => DateTime::from_ticks(utc, DateTimeKind::Utc),
            Some(offset_minutes) => DateTime::from_ticks(
                utc.checked_add(i64::from(offset_minutes) * TICKS_PER_MINUTE)?,
                DateTimeKind::Local { offset_minutes },
            ),
        };
    }
    let (ticks, zone) = read_iso(text)?;
    DateTime::from_ticks(ticks, kind_of(zone))
}

/// `/Date(` milliseconds and maybe an offset `)/`; the ticks since 1970 and the offset's minutes.
pub(super) fn read_microsoft(text: &str) -> Option<(i64, Option<i16>)> {
    let inner = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
    let sign = inner.char_indices().skip(1).find(|(_, c)| matches!(c, '+' | '-'));
    let (number, offset) = match sign {
        None => (inner, None),
        Some((at, _)) => (inner.get(..at)?, Some(inner.get(at..)?)),
    };
    let offset = match offset {
        None => None,
        Some(offset) => {
            let mut cursor = Cursor::new(offset);
            match read_offset(&mut cursor, OffsetForms::Any)? {
                Zone::Offset(minutes) if cursor.is_empty() => Some(minutes),
                _ => return None,
            }
        }
    };
    let ticks = number.parse::<i64>().ok()?.checked_mul(10_000)?;
    Some((ticks, offset))
}

/// Returns what Json.NET takes for a date and time.
pub(super) fn read_iso(text: &str) -> Option<(i64, Zone)> {
    let mut cursor = Cursor::new(text);
    let (year, month, day) = read_date(&mut cursor)?;
    let mut clock = Clock { year, month, day, ..Clock::default() };
    let mut extra = 0;
    if cursor.eat(b'T') || cursor.eat(b' ') {
        clock.hour = cursor.two()?;
        clock.minute = cursor.eat(b':').then(|| cursor.two())??;
        if cursor.eat(b':') {
            clock.second = cursor.two()?;
            extra = read_fraction(&mut cursor)?;
        }
        if clock.hour == 24 && clock.minute == 0 && clock.second == 0 && extra == 0 {
            clock.hour = 0;
            extra = TICKS_PER_DAY;
        }
    }
    let zone = read_offset(&mut cursor, OffsetForms::Any)?;
    let ticks = clock.to_ticks()?.checked_add(extra)?;
    cursor.is_empty().then_some((ticks, zone))
}

fn kind_of(zone: Zone) -> DateTimeKind {
    match zone {
        Zone::None => DateTimeKind::Unspecified,
        Zone::Utc => DateTimeKind::Utc,
        Zone::Offset(offset_minutes) => DateTimeKind::Local { offset_minutes },
    }
}

/// Returns what .NET's XML reader takes: `XsdDateTime` with all types but those that need today's date.
fn read_xml(text: &str) -> Option<DateTime> {
    let text = text.trim();
    let mut cursor = Cursor::new(text);
    let mut clock = Clock::default();
    let mut fraction = 0;
    if cursor.eat(b'-') {
        // --MM-dd is a day of the leap year 1904.
        clock.year = 1904;
        clock.month = cursor.eat(b'-').then(|| cursor.two())??;
        clock.day = cursor.eat(b'-').then(|| cursor.two())??;
    } else {
        clock.year = cursor.four()?;
        let mut ahead = cursor;
        // 2024-05:00 is a year and an offset.
        if ahead.eat(b'-')
            && let Some(month) = ahead.two()
            && ahead.peek() != Some(b':')
        {
            clock.month = month;
            cursor = ahead;
            // 2024-10-05:00 is a month and an offset.
            if ahead.eat(b'-')
                && let Some(day) = ahead.two()
                && ahead.peek() != Some(b':')
            {
                clock.day = day;
                cursor = ahead;
                if cursor.eat(b'T') {
                    clock.hour = cursor.two()?;
                    clock.minute = cursor.eat(b':').then(|| cursor.two())??;
                    clock.second = cursor.eat(b':').then(|| cursor.two())??;
                    fraction = read_fraction(&mut cursor)?;
                }
            }
        }
    }
    let zone = read_offset(&mut cursor, OffsetForms::Colon)?;
    let ticks = clock.to_ticks()?.checked_add(fraction)?;
    cursor.is_empty().then_some(())?;
    DateTime::from_ticks(ticks, kind_of(zone))
}

/// Returns the day of the XML Schema type `date`, with or without a zone, which says nothing of it.
pub(crate) fn parse_date(text: &str) -> Option<DateTime> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    // A year, a month of it, or a day.
    let behind =
        |len: usize| text.as_bytes().get(len) == Some(&b'-') && text.as_bytes().get(len + 3) != Some(&b':');
    let len = match (digits, behind(4), behind(7)) {
        (4, true, true) => 10,
        (4, true, false) => 7,
        (4, false, _) => 4,
        _ => return None,
    };
    let (date, zone) = text.split_at_checked(len)?;
    let is_zone = matches!(zone, "" | "Z") || (zone.len() == 6 && zone.contains(':'));
    let date = read_xml(date).filter(|_| is_zone && read_xml(text).is_some())?;
    date.with_kind(DateTimeKind::Unspecified)
}

/// Returns the time of the XML Schema type `time`, of the first day that there is.
pub(crate) fn parse_time(text: &str) -> Option<DateTime> {
    let text = text.trim();
    if text.as_bytes().get(2) != Some(&b':') {
        return None;
    }
    // An offset may lead to the day before the first one: the clock of the server's zone is what counts.
    read_xml(&format!("0001-01-01T{text}"))
}

impl FromStr for DateTime {
    type Err = ParseError;

    /// Reads the text of XML as .NET's reader does.
    ///
    /// A date and time, a date (`2024-01-02`), a month (`2024-01`), a year (`2024`) or a day of the year 1904
    /// (`--01-02`), each with or without a zone, blanks around it. More than 7 digits of a fraction are
    /// rounded, halves to even. The hour 24 and times without seconds are refused.
    ///
    /// Two differences to .NET: a time, a day or a month without its year is refused (.NET adds today's
    /// date), and so is an offset beyond ±99:59.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        read_xml(text).ok_or(ParseError::new(EXPECTED))
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().as_str())
    }
}

#[cfg(test)]
mod tests;
