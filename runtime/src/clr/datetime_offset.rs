//! `DateTimeOffset`.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::calendar::{Clock, MAX_TICKS, TICKS_PER_MINUTE, UNIX_TICKS, Zone, write_offset};
use super::datetime::{DateTime, DateTimeKind, read_iso, read_microsoft};
use super::error::ParseError;
use super::text::Ascii;

const MAX_OFFSET: u16 = 14 * 60;
const EXPECTED: &str = "a DateTimeOffset such as 2024-10-15T05:29:19.5139414+02:00";

/// A .NET `DateTimeOffset`: an instant and the offset of the clock that showed it.
///
/// In JSON it is one text, in XML an object of the instant in UTC and the offset in minutes: see
/// [`utc_date_time`](Self::utc_date_time), [`offset_minutes`](Self::offset_minutes) and
/// [`from_utc_and_offset`](Self::from_utc_and_offset).
///
/// Two are equal when they are the same instant, whatever their offsets, as in .NET;
/// [`equals_exact`](Self::equals_exact) compares the offsets too.
///
/// ```
/// use datacontract::clr::DateTimeOffset;
///
/// let here: DateTimeOffset = "2024-10-15T05:29:19.5139414+02:00".parse()?;
/// assert_eq!(here.utc_date_time().to_string(), "2024-10-15T03:29:19.5139414Z");
/// assert_eq!(here.offset_minutes(), 120);
/// assert_eq!(here, "2024-10-15T03:29:19.5139414Z".parse()?);
/// # Ok::<(), datacontract::clr::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct DateTimeOffset {
    /// Of the clock.
    ticks: i64,
    offset_minutes: i16,
}

impl DateTimeOffset {
    /// `0001-01-01T00:00:00+00:00`, also the default.
    pub const MIN: Self = Self { ticks: 0, offset_minutes: 0 };
    /// `9999-12-31T23:59:59.9999999+00:00`.
    pub const MAX: Self = Self { ticks: MAX_TICKS, offset_minutes: 0 };

    /// Returns the clock time `ticks` after `0001-01-01T00:00:00`, at an offset in minutes.
    ///
    /// None if the offset is beyond ±14:00, or if the clock or its time in UTC is outside of the years 1 to
    /// 9999.
    #[must_use]
    pub fn from_ticks(ticks: i64, offset_minutes: i16) -> Option<Self> {
        let utc = ticks.checked_sub(i64::from(offset_minutes) * TICKS_PER_MINUTE)?;
        let fits = offset_minutes.unsigned_abs() <= MAX_OFFSET
            && (0..=MAX_TICKS).contains(&ticks)
            && (0..=MAX_TICKS).contains(&utc);
        fits.then_some(Self { ticks, offset_minutes })
    }

    /// Returns the value of the two members in XML, `DateTime` and `OffsetMinutes`, by .NET's rules.
    ///
    /// A `date` in UTC or with an offset of its own is an instant, shown at the given offset; an
    /// `Unspecified` one is the clock itself. None where [`from_ticks`](Self::from_ticks) is None.
    ///
    /// ```
    /// use datacontract::clr::DateTimeOffset;
    ///
    /// let value = DateTimeOffset::from_utc_and_offset("2024-01-02T03:04:05Z".parse()?, 120);
    /// assert_eq!(value.map(|v| v.to_string()).as_deref(), Some("2024-01-02T05:04:05+02:00"));
    /// # Ok::<(), datacontract::clr::ParseError>(())
    /// ```
    #[must_use]
    pub fn from_utc_and_offset(date: DateTime, offset_minutes: i16) -> Option<Self> {
        match date.utc_ticks() {
            None => Self::from_ticks(date.ticks(), offset_minutes),
            Some(utc) => Self::from_ticks(utc + i64::from(offset_minutes) * TICKS_PER_MINUTE, offset_minutes),
        }
    }

    /// Returns the instant as a date and time in UTC, kind `Utc`.
    #[must_use]
    pub fn utc_date_time(&self) -> DateTime {
        DateTime::from_ticks(self.utc_ticks(), DateTimeKind::Utc).unwrap_or_default()
    }

    /// Returns the clock and its offset, kind `Local`.
    #[must_use]
    pub fn date_time(&self) -> DateTime {
        DateTime::from_ticks(self.ticks, DateTimeKind::Local { offset_minutes: self.offset_minutes })
            .unwrap_or_default()
    }

    /// Minutes east of Greenwich, -840 to 840.
    #[must_use]
    pub fn offset_minutes(&self) -> i16 {
        self.offset_minutes
    }

    /// Ticks of 100 ns of the clock since `0001-01-01T00:00:00`.
    #[must_use]
    pub fn ticks(&self) -> i64 {
        self.ticks
    }

    /// Ticks of 100 ns between 1970-01-01 in UTC and this instant.
    #[must_use]
    pub fn to_unix_ticks_utc(&self) -> i64 {
        self.utc_ticks() - UNIX_TICKS
    }

    /// Nanoseconds between 1970-01-01 in UTC and this instant.
    #[must_use]
    pub fn to_unix_nanos_utc(&self) -> i128 {
        i128::from(self.to_unix_ticks_utc()) * 100
    }

    /// Returns whether both have the same clock and the same offset.
    #[must_use]
    pub fn equals_exact(&self, other: &Self) -> bool {
        (self.ticks, self.offset_minutes) == (other.ticks, other.offset_minutes)
    }

    fn utc_ticks(&self) -> i64 {
        self.ticks - i64::from(self.offset_minutes) * TICKS_PER_MINUTE
    }

    fn text(&self) -> Ascii<40> {
        let mut text = Ascii::new();
        Clock::from_ticks(self.ticks).write(&mut text);
        write_offset(&mut text, self.offset_minutes);
        text
    }

    /// Appends the text in JSON, without quotes.
    pub fn write_json_text(&self, out: &mut String) {
        out.push_str(self.text().as_str());
    }

    /// Returns the text in JSON, without quotes; also what `Display` shows.
    #[must_use]
    pub fn to_json_text(&self) -> String {
        self.to_string()
    }

    /// Reads the text of a JSON string as Json.NET does: see [`DateTime::from_json_text`].
    ///
    /// `Z` is the offset zero. A text without zone is refused: .NET takes the offset of its machine.
    pub fn from_json_text(text: &str) -> Result<Self, ParseError> {
        read(text).ok_or(ParseError::new(EXPECTED))
    }
}

fn read(text: &str) -> Option<DateTimeOffset> {
    let text = text.trim();
    if let Some((unix_ticks, offset)) = read_microsoft(text) {
        let offset = offset.unwrap_or(0);
        let ticks = unix_ticks.checked_add(UNIX_TICKS)?.checked_add(i64::from(offset) * TICKS_PER_MINUTE)?;
        return DateTimeOffset::from_ticks(ticks, offset);
    }
    match read_iso(text)? {
        (ticks, Zone::Utc) => DateTimeOffset::from_ticks(ticks, 0),
        (ticks, Zone::Offset(minutes)) => DateTimeOffset::from_ticks(ticks, minutes),
        (_, Zone::None) => None,
    }
}

impl FromStr for DateTimeOffset {
    type Err = ParseError;

    /// As [`from_json_text`](Self::from_json_text).
    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::from_json_text(text)
    }
}

impl fmt::Display for DateTimeOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().as_str())
    }
}

impl PartialEq for DateTimeOffset {
    fn eq(&self, other: &Self) -> bool {
        self.utc_ticks() == other.utc_ticks()
    }
}

impl Eq for DateTimeOffset {}

impl Hash for DateTimeOffset {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.utc_ticks().hash(state);
    }
}

impl PartialOrd for DateTimeOffset {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTimeOffset {
    fn cmp(&self, other: &Self) -> Ordering {
        self.utc_ticks().cmp(&other.utc_ticks())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn splits_as_in_the_vectors() {
        // writing.json: scalar.offsets
        let cases = [
            (638_397_614_450_000_000, 0, "2024-01-02T03:04:05Z"),
            (638_397_614_450_000_000, 120, "2024-01-02T01:04:05Z"),
            (638_397_614_450_000_000, -570, "2024-01-02T12:34:05Z"),
            (638_397_902_451_234_567, 330, "2024-01-02T05:34:05.1234567Z"),
            (0, 0, "0001-01-01T00:00:00Z"),
            (MAX_TICKS, 0, "9999-12-31T23:59:59.9999999Z"),
            (638_397_614_450_000_000, 840, "2024-01-01T13:04:05Z"),
            (638_397_614_450_000_000, -840, "2024-01-02T17:04:05Z"),
        ];
        for (ticks, offset, utc) in cases {
            let value = DateTimeOffset::from_ticks(ticks, offset).unwrap();
            assert_eq!(value.utc_date_time().to_string(), utc);
            let read = DateTimeOffset::from_utc_and_offset(utc.parse().unwrap(), offset).unwrap();
            assert!(read.equals_exact(&value), "{utc} {offset}");
        }
    }

    #[test]
    fn the_instant_alone_is_compared() {
        let hash = |value: &DateTimeOffset| {
            let mut hasher = std::collections::hash_map::DefaultHasher::new();
            value.hash(&mut hasher);
            hasher.finish()
        };
        let [noon, same, later] = [("12:00", 0), ("14:00", 120), ("12:01", 0)].map(|(time, offset)| {
            let utc: DateTime = format!("2024-01-02T{time}:00Z").parse().unwrap();
            DateTimeOffset::from_ticks(utc.ticks(), offset).unwrap()
        });
        assert_eq!(noon, same);
        assert!(!noon.equals_exact(&same));
        assert_eq!(hash(&noon), hash(&same));
        assert_ne!(noon, later);
        assert_ne!(hash(&noon), hash(&later));
        assert_eq!(noon.partial_cmp(&same), Some(Ordering::Equal));
        assert_eq!(noon.partial_cmp(&later), Some(Ordering::Less));
    }

    #[test]
    fn joins_as_dotnet_reads() {
        // reading.json: dto.right, dto.no-z, dto.offset-in-date, dto.offset-too-big
        let join = |text: &str, offset| {
            DateTimeOffset::from_utc_and_offset(text.parse().unwrap(), offset).map(|value| value.ticks())
        };
        assert_eq!(join("2024-01-02T03:04:05Z", 120), Some(638_397_686_450_000_000));
        assert_eq!(join("2024-01-02T03:04:05", 120), Some(638_397_614_450_000_000));
        assert_eq!(join("2024-01-02T03:04:05+05:00", 120), Some(638_397_506_450_000_000));
        assert_eq!(join("2024-01-02T03:04:05Z", 9999), None);
        assert_eq!(join("2024-01-02T03:04:05Z", 841), None);
        assert_eq!(join("0001-01-01T00:00:00Z", -1), None);
        assert_eq!(join("0001-01-01T00:00:00", 1), None);
        assert_eq!(join("9999-12-31T23:59:59Z", 1), None);
        assert_eq!(join("0001-01-01T00:00:00+99:00", i16::MIN), None);
    }

    #[test]
    fn json_as_in_the_pages() {
        // truth.json: bodies of Kitchen.Sink
        for (json, utc, offset) in [
            ("2024-10-15T05:29:19.514+02:00", "2024-10-15T03:29:19.514Z", 120),
            ("2020-01-02T00:00:00+00:00", "2020-01-02T00:00:00Z", 0),
            ("2024-02-29T23:59:59.5-09:30", "2024-03-01T09:29:59.5Z", -570),
        ] {
            let value: DateTimeOffset = json.parse().unwrap();
            assert_eq!((value.utc_date_time().to_string().as_str(), value.offset_minutes()), (utc, offset));
            assert_eq!(value.to_json_text(), json);
        }
    }

    #[test]
    fn reads_other_json() {
        let read = |text| DateTimeOffset::from_json_text(text).ok().map(|value| value.to_string());
        assert_eq!(read("/Date(1234567890000+0200)/").as_deref(), Some("2009-02-14T01:31:30+02:00"));
        assert_eq!(read("/Date(1234567890000)/").as_deref(), Some("2009-02-13T23:31:30+00:00"));
        assert_eq!(read("2024-01-02T03:04:05Z").as_deref(), Some("2024-01-02T03:04:05+00:00"));
        assert_eq!(read("2024-01-02T03:04:05"), None);
        assert_eq!(read("2024-01-02T03:04:05+14:01"), None);
        assert_eq!(read("0001-01-01T00:00:00+01:00"), None);
    }

    #[test]
    fn equal_instants_are_equal() {
        let a: DateTimeOffset = "2024-01-02T03:04:05+01:00".parse().unwrap();
        let b: DateTimeOffset = "2024-01-02T02:04:05Z".parse().unwrap();
        assert_eq!(a, b);
        assert_eq!(a.cmp(&b), Ordering::Equal);
        assert!(!a.equals_exact(&b));
        assert_eq!(a.date_time().to_string(), "2024-01-02T03:04:05+01:00");
    }

    proptest! {
        #[test]
        fn reads_back_what_it_writes(ticks in 0..=MAX_TICKS, offset in -840_i16..=840) {
            prop_assume!(DateTimeOffset::from_ticks(ticks, offset).is_some());
            let value = DateTimeOffset::from_ticks(ticks, offset).unwrap();
            prop_assert!(value.to_string().parse::<DateTimeOffset>().unwrap().equals_exact(&value));
        }

        #[test]
        fn never_panics(text in ".{0,40}", ticks: i64, offset: i16) {
            let _ = (text.parse::<DateTimeOffset>(), DateTimeOffset::from_ticks(ticks, offset));
        }
    }
}
