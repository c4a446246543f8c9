//! `TimeSpan`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::calendar::{TICKS_PER_DAY, TICKS_PER_SECOND};
use super::error::{ParseError, RangeError};
use super::text::{Ascii, Cursor};

const EXPECTED: &str = "a duration such as P1DT2H3M4.005S";
const EXPECTED_JSON: &str = "a TimeSpan such as 1.02:03:04.0050000";

/// A .NET `TimeSpan`: a span of time, forwards or backwards, in ticks of 100 ns.
///
/// ```
/// use datacontract::clr::TimeSpan;
///
/// let span: TimeSpan = "P1DT2H3M4.005S".parse()?;
/// assert_eq!(span.ticks(), 937_840_050_000);
/// assert_eq!(span.to_string(), "P1DT2H3M4.005S");
/// assert_eq!(span.to_json_text(), "1.02:03:04.0050000");
/// # Ok::<(), datacontract::clr::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TimeSpan {
    ticks: i64,
}

/// The parts of a span without its sign.
struct Parts {
    days: u32,
    hours: u8,
    minutes: u8,
    seconds: u8,
    ticks: u32,
}

impl TimeSpan {
    /// No time at all.
    pub const ZERO: Self = Self { ticks: 0 };
    /// The longest span backwards, some 29,227 years.
    pub const MIN: Self = Self { ticks: i64::MIN };
    /// The longest span forwards.
    pub const MAX: Self = Self { ticks: i64::MAX };

    /// Returns a span of ticks of 100 ns.
    #[must_use]
    pub const fn from_ticks(ticks: i64) -> Self {
        Self { ticks }
    }

    /// Ticks of 100 ns.
    #[must_use]
    pub const fn ticks(&self) -> i64 {
        self.ticks
    }

    #[expect(clippy::cast_possible_truncation, reason = "each part is reduced to its range")]
    fn parts(self) -> Parts {
        let per_second = TICKS_PER_SECOND.unsigned_abs();
        let all = self.ticks.unsigned_abs();
        let seconds = all / per_second;
        Parts {
            days: (seconds / 86_400) as u32,
            hours: (seconds / 3600 % 24) as u8,
            minutes: (seconds / 60 % 60) as u8,
            seconds: (seconds % 60) as u8,
            ticks: (all % per_second) as u32,
        }
    }

    /// Appends the text in XML: `P1DT2H3M4.005S`, `-PT1S`, zero as `PT0S`.
    pub fn write_xml(&self, out: &mut String) {
        if self.ticks == 0 {
            out.push_str("PT0S");
            return;
        }
        let mut number = itoa::Buffer::new();
        let parts = self.parts();
        out.push_str(if self.ticks < 0 { "-P" } else { "P" });
        if parts.days != 0 {
            out.push_str(number.format(parts.days));
            out.push('D');
        }
        if self.ticks % TICKS_PER_DAY == 0 {
            return;
        }
        out.push('T');
        for (amount, unit) in [(parts.hours, 'H'), (parts.minutes, 'M')] {
            if amount != 0 {
                out.push_str(number.format(amount));
                out.push(unit);
            }
        }
        if parts.seconds != 0 || parts.ticks != 0 {
            out.push_str(number.format(parts.seconds));
            let mut fraction = Ascii::<8>::new();
            fraction.fraction(parts.ticks);
            out.push_str(fraction.as_str());
            out.push('S');
        }
    }

    /// Appends the text in JSON, without quotes: `1.02:03:04.0050000`, .NET's constant format.
    pub fn write_json_text(&self, out: &mut String) {
        let parts = self.parts();
        if self.ticks < 0 {
            out.push('-');
        }
        if parts.days != 0 {
            out.push_str(itoa::Buffer::new().format(parts.days));
            out.push('.');
        }
        let mut text = Ascii::<16>::new();
        text.two(parts.hours);
        text.push(b':');
        text.two(parts.minutes);
        text.push(b':');
        text.two(parts.seconds);
        if parts.ticks != 0 {
            text.push(b'.');
            text.seven(parts.ticks);
        }
        out.push_str(text.as_str());
    }

    /// Returns the text in JSON, without quotes.
    #[must_use]
    pub fn to_json_text(&self) -> String {
        let mut out = String::new();
        self.write_json_text(&mut out);
        out
    }

    /// Reads the text of a JSON string as .NET's `TimeSpan.Parse` does.
    ///
    /// `[-]d`, `[-][d.]hh:mm[:ss[.fffffff]]`, with `:` between days and hours too. Hours end at 23, minutes
    /// and seconds at 59.
    ///
    /// ```
    /// use datacontract::clr::TimeSpan;
    ///
    /// assert_eq!(TimeSpan::from_json_text("00:30:00"), "PT30M".parse());
    /// ```
    pub fn from_json_text(text: &str) -> Result<Self, ParseError> {
        read_json(text).ok_or(ParseError::new(EXPECTED_JSON))
    }
}

/// Ticks from an amount without sign.
fn signed(amount: u64, negative: bool) -> Option<TimeSpan> {
    let ticks = if negative { 0_i64.checked_sub_unsigned(amount)? } else { i64::try_from(amount).ok()? };
    Some(TimeSpan { ticks })
}

fn total(days: u64, hours: u64, minutes: u64, seconds: u64, ticks: u64) -> Option<u64> {
    let hours = days.checked_mul(24)?.checked_add(hours)?;
    let minutes = hours.checked_mul(60)?.checked_add(minutes)?;
    let seconds = minutes.checked_mul(60)?.checked_add(seconds)?;
    seconds.checked_mul(TICKS_PER_SECOND.unsigned_abs())?.checked_add(ticks)
}

fn read_json(text: &str) -> Option<TimeSpan> {
    let mut cursor = Cursor::new(text.trim());
    let negative = cursor.eat(b'-');
    let mut number = || cursor.number().and_then(|n| u64::try_from(n).ok());
    let first = number()?;
    let (days, hours, minutes) = if cursor.is_empty() {
        return signed(total(first, 0, 0, 0, 0)?, negative);
    } else if cursor.eat(b'.') {
        let hours = cursor.number()?;
        (first, hours, cursor.eat(b':').then(|| cursor.number())??)
    } else {
        let second = cursor.eat(b':').then(|| cursor.number())??;
        (0, i32::try_from(first).ok()?, second)
    };
    let (mut days, mut hours, mut minutes, mut seconds, mut ticks) = (days, hours, minutes, 0, 0);
    if cursor.eat(b':') {
        seconds = cursor.number()?;
        if days == 0 && cursor.eat(b':') {
            // d:hh:mm:ss
            days = u64::try_from(hours).ok()?;
            (hours, minutes, seconds) = (minutes, seconds, cursor.number()?);
        }
        ticks = read_fraction(&mut cursor, Digits::OneToSeven)?;
    }
    let fits = cursor.is_empty() && hours < 24 && minutes < 60 && seconds < 60;
    let [hours, minutes, seconds] = [hours, minutes, seconds].map(|n| u64::try_from(n).unwrap_or(0));
    signed(total(days, hours, minutes, seconds, ticks).filter(|_| fits)?, negative)
}

/// How many digits a fraction of a second may have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Digits {
    OneToSeven,
    /// None is fine, and those beyond the seventh are cut.
    Any,
}

/// Reads nothing, or a point and digits.
fn read_fraction(cursor: &mut Cursor<'_>, allowed: Digits) -> Option<u64> {
    if !cursor.eat(b'.') {
        return Some(0);
    }
    let (mut ticks, mut unit) = (0, 1_000_000);
    let mut digits = 0;
    while let Some(digit) = cursor.digit() {
        ticks += u64::from(digit) * unit;
        unit /= 10;
        digits += 1;
    }
    (allowed == Digits::Any || (1..=7).contains(&digits)).then_some(ticks)
}

/// Reads as .NET's `XsdDuration`.
fn read_xml(text: &str) -> Option<TimeSpan> {
    let mut cursor = Cursor::new(text.trim());
    let negative = cursor.eat(b'-');
    cursor.eat(b'P').then_some(())?;

    let mut any = false;
    // A part is digits and its letter. Digits that belong to a later part are left alone.
    let mut part = |cursor: &mut Cursor<'_>, letter| -> u64 {
        let mut ahead = *cursor;
        match ahead.number() {
            Some(number) if ahead.eat(letter) => {
                *cursor = ahead;
                any = true;
                u64::try_from(number).unwrap_or(0)
            }
            _ => 0,
        }
    };
    let years = part(&mut cursor, b'Y');
    let months = part(&mut cursor, b'M');
    let days = part(&mut cursor, b'D');
    let (mut hours, mut minutes, mut seconds, mut ticks) = (0, 0, 0, 0);
    if cursor.eat(b'T') {
        if cursor.is_empty() {
            return None;
        }
        hours = part(&mut cursor, b'H');
        minutes = part(&mut cursor, b'M');
        if !cursor.is_empty() {
            let mut ahead = cursor;
            let whole = ahead.number();
            let point = ahead.peek() == Some(b'.');
            ticks = read_fraction(&mut ahead, Digits::Any)?;
            // Without a point there have to be digits.
            if !(point || whole.is_some()) || !ahead.eat(b'S') {
                return None;
            }
            seconds = u64::try_from(whole.unwrap_or(0)).ok()?;
            cursor = ahead;
            any = true;
        }
    }
    if !any || !cursor.is_empty() {
        return None;
    }
    let days = ((years + months / 12) * 365).checked_add(months % 12 * 30)?.checked_add(days)?;
    signed(total(days, hours, minutes, seconds, ticks)?, negative)
}

impl FromStr for TimeSpan {
    type Err = ParseError;

    /// Reads the text of XML as .NET's reader does: an `xs:duration`, blanks around it.
    ///
    /// A year is 365 days, a month 30, twelve months a year. Fractions of a tick are cut.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        read_xml(text).ok_or(ParseError::new(EXPECTED))
    }
}

impl fmt::Display for TimeSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::with_capacity(32);
        self.write_xml(&mut out);
        f.write_str(&out)
    }
}

impl TryFrom<Duration> for TimeSpan {
    type Error = RangeError;

    /// Cuts what is less than a tick; fails for more than [`TimeSpan::MAX`].
    fn try_from(duration: Duration) -> Result<Self, RangeError> {
        i64::try_from(duration.as_nanos() / 100)
            .map(Self::from_ticks)
            .map_err(|_| RangeError::new("a TimeSpan"))
    }
}

impl TryFrom<TimeSpan> for Duration {
    type Error = RangeError;

    /// Fails for spans backwards.
    fn try_from(span: TimeSpan) -> Result<Self, RangeError> {
        let ticks =
            u64::try_from(span.ticks).map_err(|_| RangeError::new("a Duration, which has no sign"))?;
        let per_second = TICKS_PER_SECOND.unsigned_abs();
        Ok(Self::from_secs(ticks / per_second) + Self::from_nanos(ticks % per_second * 100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn writes_as_in_the_vectors() {
        // writing.json: scalar.some, scalar.defaults, scalar.min, scalar.max, root.timespan, list.primitives
        let cases = [
            (937_840_050_000, "P1DT2H3M4.005S", "1.02:03:04.0050000"),
            (0, "PT0S", "00:00:00"),
            (i64::MIN, "-P10675199DT2H48M5.4775808S", "-10675199.02:48:05.4775808"),
            (i64::MAX, "P10675199DT2H48M5.4775807S", "10675199.02:48:05.4775807"),
            (54_000_000_000, "PT1H30M", "01:30:00"),
            (600_000_000, "PT1M", "00:01:00"),
            // truth.json: bodies of Kitchen.Sink, the samples of help pages
            (1_838_456_780_000, "P2DT3H4M5.678S", "2.03:04:05.6780000"),
            (-37_230_000_000, "-PT1H2M3S", "-01:02:03"),
            (1_234_567, "PT0.1234567S", "00:00:00.1234567"),
            (864_000_000_000, "P1D", "1.00:00:00"),
        ];
        for (ticks, xml, json) in cases {
            let span = TimeSpan::from_ticks(ticks);
            assert_eq!((span.to_string().as_str(), span.to_json_text().as_str()), (xml, json));
            assert_eq!((xml.parse(), TimeSpan::from_json_text(json)), (Ok(span), Ok(span)));
        }
    }

    #[test]
    fn reads_what_dotnet_reads() {
        // reading.json: span.[..]
        let cases = [
            ("PT1S", Some(10_000_000)),
            ("-PT1S", Some(-10_000_000)),
            ("P1D", Some(864_000_000_000)),
            ("P1Y", Some(315_360_000_000_000)),
            ("P1M", Some(25_920_000_000_000)),
            ("P1Y2M3DT4H5M6.7S", Some(369_939_067_000_000)),
            ("PT0.0000001S", Some(1)),
            ("PT0.00000001S", Some(0)),
            ("P", None),
            ("P1W", None),
            ("PT36H", Some(1_296_000_000_000)),
            (" PT1S ", Some(10_000_000)),
            ("PT1.5H", None),
            ("+PT1S", None),
            ("P1DT", None),
            ("p1d", None),
            // By .NET's XsdDuration.
            ("P13M", Some((365 + 30) * 864_000_000_000)),
            ("PT.5S", Some(5_000_000)),
            ("PT5.S", Some(50_000_000)),
            ("P1M1Y", None),
            ("PT1S1", None),
            ("PTS", None),
            ("P1", None),
            ("P2147483648D", None),
            ("P2147483647D", None),
            ("P10675200D", None),
            ("PT1H1H", None),
            ("-P", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(text.parse::<TimeSpan>().ok().map(|span| span.ticks()), expected, "{text:?}");
        }
    }

    #[test]
    fn reads_json() {
        let cases = [
            ("6", Some("P6D")),
            ("-6", Some("-P6D")),
            ("06:12", Some("PT6H12M")),
            ("06:12:14", Some("PT6H12M14S")),
            ("6.12:14", Some("P6DT12H14M")),
            ("6.12:14:45.3448", Some("P6DT12H14M45.3448S")),
            ("6:12:14:45.3448", Some("P6DT12H14M45.3448S")),
            (" 01:00:00 ", Some("PT1H")),
            ("24:00:00", None),
            ("00:60:00", None),
            ("00:00:60", None),
            ("00:00:00.", None),
            ("00:00:00.12345678", None),
            ("1.", None),
            ("", None),
            ("PT1S", None),
            ("10675200", None),
        ];
        for (text, expected) in cases {
            assert_eq!(
                TimeSpan::from_json_text(text).ok().map(|s| s.to_string()).as_deref(),
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    fn converts_durations() {
        let span = TimeSpan::try_from(Duration::new(1, 299)).unwrap();
        assert_eq!(span.ticks(), 10_000_002);
        assert_eq!(Duration::try_from(span), Ok(Duration::new(1, 200)));
        assert!(Duration::try_from(TimeSpan::from_ticks(-1)).is_err());
        assert!(TimeSpan::try_from(Duration::MAX).is_err());
        assert_eq!(Duration::try_from(TimeSpan::MAX).and_then(TimeSpan::try_from), Ok(TimeSpan::MAX));
    }

    proptest! {
        #[test]
        fn reads_back_what_it_writes(ticks: i64) {
            let span = TimeSpan::from_ticks(ticks);
            prop_assert_eq!(span.to_string().parse(), Ok(span));
            prop_assert_eq!(TimeSpan::from_json_text(&span.to_json_text()), Ok(span));
        }

        #[test]
        fn never_panics(text in ".{0,30}", like in "-?P([0-9]{0,12}[YMDTHS.]){0,8}", json in "-?[0-9:.]{0,30}") {
            for text in [text, like, json] {
                let _ = (text.parse::<TimeSpan>(), TimeSpan::from_json_text(&text));
            }
        }
    }
}
