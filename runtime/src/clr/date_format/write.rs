//! Dates by a format.

use super::{ABBREVIATED, BadFormat, DAYS, MONTHS, Part, Parts, standard, standard_letter, unquoted};
use crate::clr::calendar::{Clock, TICKS_PER_DAY, TICKS_PER_MINUTE};

/// What is written: a clock, and what is known of its zone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Formatted {
    /// Ticks of the clock.
    pub(crate) ticks: i64,
    /// What `K` writes.
    pub(crate) zone: FormattedZone,
    /// What `z` writes, in minutes.
    pub(crate) offset: i16,
    /// Whether it is a `DateTimeOffset`.
    pub(crate) is_offset: bool,
}

/// What `K` writes of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormattedZone {
    Nothing,
    Utc,
    Offset,
}

/// Appends a date by a format; `false`, with a part of it written, where .NET refuses the format.
pub(crate) fn write(date: Formatted, format: &str, out: &mut String) -> bool {
    let Some(letter) = standard_letter(format) else { return custom(date, format, out).is_ok() };
    let Some(pattern) = standard(letter) else { return false };
    let in_utc = |date: Formatted| {
        let ticks = date.ticks - i64::from(date.offset) * TICKS_PER_MINUTE;
        Formatted { ticks, ..date }
    };
    let date = match letter {
        'U' if date.is_offset => return false,
        'U' if date.zone == FormattedZone::Utc => date,
        'U' => in_utc(date),
        'r' | 'R' | 'u' if date.is_offset => in_utc(date),
        _ => date,
    };
    custom(date, pattern, out).is_ok()
}

fn custom(date: Formatted, format: &str, out: &mut String) -> Result<(), BadFormat> {
    let clock = Clock::from_ticks(date.ticks);
    for part in (Parts { rest: format }) {
        match part? {
            Part::Run(letter, length) => run(&date, &clock, letter, length, out)?,
            Part::Quoted(text) => out.extend(unquoted(text)),
            Part::Escaped(c) | Part::Other(c) => out.push(c),
        }
    }
    Ok(())
}

fn run(
    date: &Formatted,
    clock: &Clock,
    letter: char,
    length: usize,
    out: &mut String,
) -> Result<(), BadFormat> {
    match letter {
        'd' => match length {
            1 | 2 => digits(clock.day.into(), length, out),
            _ => out.push_str(name(DAYS[day_of_week(date.ticks)], length)),
        },
        'M' => match length {
            1 | 2 => digits(clock.month.into(), length, out),
            _ => out.push_str(name(MONTHS[usize::from(clock.month - 1)], length)),
        },
        'y' => match length {
            1 | 2 => digits(u32::from(clock.year) % 100, length, out),
            _ => digits(clock.year.into(), length, out),
        },
        'h' => {
            let hour = clock.hour % 12;
            digits(if hour == 0 { 12 } else { hour.into() }, length.min(2), out);
        }
        'H' => digits(clock.hour.into(), length.min(2), out),
        'm' => digits(clock.minute.into(), length.min(2), out),
        's' => digits(clock.second.into(), length.min(2), out),
        'f' | 'F' => fraction(clock.ticks, letter == 'F', length, out)?,
        't' => out.push_str(&(if clock.hour < 12 { "AM" } else { "PM" })[..length.min(2)]),
        'g' => out.push_str("A.D."),
        'z' => offset(date.offset, length, out),
        _ => match date.zone {
            FormattedZone::Nothing => {}
            FormattedZone::Utc => out.push('Z'),
            FormattedZone::Offset => offset(date.offset, 3, out),
        },
    }
    Ok(())
}

fn name(whole: &str, length: usize) -> &str {
    if length == ABBREVIATED { &whole[..ABBREVIATED] } else { whole }
}

/// Sunday is 0; the first day of year 1 was a Monday.
pub(super) fn day_of_week(ticks: i64) -> usize {
    usize::try_from((ticks / TICKS_PER_DAY + 1) % 7).unwrap_or(0)
}

/// A number with at least this many digits.
fn digits(number: u32, least: usize, out: &mut String) {
    let mut buffer = itoa::Buffer::new();
    let text = buffer.format(number);
    out.extend(std::iter::repeat_n('0', least.saturating_sub(text.len())));
    out.push_str(text);
}

/// The digits of the second: all of `f`, those up to the last that is not zero of `F`, which without any
/// takes the point before it away.
fn fraction(ticks: u32, is_trimmed: bool, length: usize, out: &mut String) -> Result<(), BadFormat> {
    let Some(cut) = 7_u32.checked_sub(u32::try_from(length).unwrap_or(u32::MAX)) else {
        return Err(BadFormat);
    };
    let mut number = ticks / 10_u32.pow(cut);
    let mut length = length;
    if is_trimmed {
        while length > 0 && number.is_multiple_of(10) {
            number /= 10;
            length -= 1;
        }
        if length == 0 {
            if out.ends_with('.') {
                out.pop();
            }
            return Ok(());
        }
    }
    digits(number, length, out);
    Ok(())
}

fn offset(minutes: i16, length: usize, out: &mut String) {
    out.push(if minutes < 0 { '-' } else { '+' });
    let minutes = u32::from(minutes.unsigned_abs());
    digits(minutes / 60, length.min(2), out);
    if length >= 3 {
        out.push(':');
        digits(minutes % 60, 2, out);
    }
}
