//! The calendar and the parts of texts that `DateTime` and `DateTimeOffset` share.

use super::text::{Ascii, Cursor};

pub(super) const TICKS_PER_SECOND: i64 = 10_000_000;
pub(super) const TICKS_PER_MINUTE: i64 = 60 * TICKS_PER_SECOND;
pub(super) const TICKS_PER_DAY: i64 = 24 * 60 * TICKS_PER_MINUTE;
/// The last tick of year 9999.
pub(super) const MAX_TICKS: i64 = 3_155_378_975_999_999_999;
/// 1970-01-01.
pub(super) const UNIX_TICKS: i64 = 621_355_968_000_000_000;

/// Days between 0000-03-01, where the leap day ends a year, and 0001-01-01.
const DAYS_TO_YEAR_ONE: u32 = 306;

/// A date and time of day in its parts.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    pub(super) year: u16,
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) ticks: u32,
}

impl Default for Clock {
    fn default() -> Self {
        Self { year: 1, month: 1, day: 1, hour: 0, minute: 0, second: 0, ticks: 0 }
    }
}

fn days_in_month(year: u16, month: u8) -> Option<u8> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if leap { 29 } else { 28 }),
        _ => None,
    }
}

impl Clock {
    /// Ticks since 0001-01-01; None if a part is out of its range.
    pub(super) fn to_ticks(self) -> Option<i64> {
        let fits = (1..=9999).contains(&self.year)
            && (1..=days_in_month(self.year, self.month)?).contains(&self.day)
            && self.hour < 24
            && self.minute < 60
            && self.second < 60
            && i64::from(self.ticks) < TICKS_PER_SECOND;
        if !fits {
            return None;
        }
        // Years begin in March here, so that the leap day is the last of its year.
        let early = u32::from(self.month <= 2);
        let year = u32::from(self.year) - early;
        let month = u32::from(self.month) + 12 * early - 3;
        let day_of_year = (153 * month + 2) / 5 + u32::from(self.day) - 1;
        let days = year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - DAYS_TO_YEAR_ONE;
        let seconds = u32::from(self.hour) * 3600 + u32::from(self.minute) * 60 + u32::from(self.second);
        Some(i64::from(days) * TICKS_PER_DAY + i64::from(seconds) * TICKS_PER_SECOND + i64::from(self.ticks))
    }

    /// The parts of ticks between 0 and `MAX_TICKS`.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "each part is reduced to its range"
    )]
    pub(super) fn from_ticks(ticks: i64) -> Self {
        let ticks = ticks.clamp(0, MAX_TICKS);
        let days = (ticks / TICKS_PER_DAY) as u32 + DAYS_TO_YEAR_ONE;
        let of_day = ticks % TICKS_PER_DAY;
        let second_of_day = (of_day / TICKS_PER_SECOND) as u32;

        let era = days / 146_097;
        let day_of_era = days % 146_097;
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let early = month >= 10;
        Self {
            year: (era * 400 + year_of_era + u32::from(early)) as u16,
            month: (if early { month - 9 } else { month + 3 }) as u8,
            day: day as u8,
            hour: (second_of_day / 3600) as u8,
            minute: (second_of_day / 60 % 60) as u8,
            second: (second_of_day % 60) as u8,
            ticks: (of_day % TICKS_PER_SECOND) as u32,
        }
    }

    /// `2024-10-15T05:29:19.5139414`
    pub(super) fn write<const N: usize>(&self, text: &mut Ascii<N>) {
        text.four(self.year);
        text.push(b'-');
        text.two(self.month);
        text.push(b'-');
        text.two(self.day);
        text.push(b'T');
        text.two(self.hour);
        text.push(b':');
        text.two(self.minute);
        text.push(b':');
        text.two(self.second);
        text.fraction(self.ticks);
    }
}

/// `+02:00`
#[expect(clippy::cast_possible_truncation, reason = "offsets are below 100 hours")]
pub(super) fn write_offset<const N: usize>(text: &mut Ascii<N>, minutes: i16) {
    text.push(if minutes < 0 { b'-' } else { b'+' });
    let minutes = minutes.unsigned_abs();
    text.two((minutes / 60) as u8);
    text.push(b':');
    text.two((minutes % 60) as u8);
}

/// What follows a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    None,
    Utc,
    /// Minutes.
    Offset(i16),
}

/// `yyyy-MM-dd`; the parts are not checked.
pub(super) fn read_date(cursor: &mut Cursor<'_>) -> Option<(u16, u8, u8)> {
    let year = cursor.four()?;
    let month = cursor.eat(b'-').then(|| cursor.two())??;
    let day = cursor.eat(b'-').then(|| cursor.two())??;
    Some((year, month, day))
}

/// Nothing, or a point and digits. The result is in ticks, up to a whole second when nines are rounded.
pub(super) fn read_fraction(cursor: &mut Cursor<'_>) -> Option<i64> {
    if !cursor.eat(b'.') {
        return Some(0);
    }
    let mut ticks = i64::from(cursor.digit()?);
    for _ in 1..7 {
        ticks = ticks * 10 + cursor.digit().map_or(0, i64::from);
    }
    if let Some(next) = cursor.digit() {
        let mut tail = false;
        while let Some(digit) = cursor.digit() {
            tail |= digit != 0;
        }
        if next > 5 || (next == 5 && (tail || ticks % 2 == 1)) {
            ticks += 1;
        }
    }
    Some(ticks)
}

/// The forms of an offset.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum OffsetForms {
    /// `+02:00` alone, as in XML.
    Colon,
    /// `+0200` and `+02` too, as Json.NET reads them.
    Any,
}

/// Reads nothing, `Z`, or an offset. Returns `None` for an offset beyond 99:59.
pub(super) fn read_offset(cursor: &mut Cursor<'_>, forms: OffsetForms) -> Option<Zone> {
    if cursor.eat(b'Z') || cursor.eat(b'z') {
        return Some(Zone::Utc);
    }
    let east = cursor.eat(b'+');
    if !east && !cursor.eat(b'-') {
        return Some(Zone::None);
    }
    let hours = i16::from(cursor.two()?);
    let minutes = if cursor.eat(b':') {
        cursor.two()?
    } else if forms == OffsetForms::Any {
        cursor.two().unwrap_or(0)
    } else {
        return None;
    };
    // .NET takes minutes up to 99.
    let minutes = hours * 60 + i16::from(minutes);
    (minutes < 100 * 60).then_some(Zone::Offset(if east { minutes } else { -minutes }))
}
