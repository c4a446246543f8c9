//! Texts by a format: .NET's `DateTime.ParseExact`.

use super::write::day_of_week;
use super::{ABBREVIATED, DAYS, MONTHS, Part, Parts, standard, standard_letter, unquoted};
use crate::clr::calendar::Clock;

/// The last year that two digits stand for, in the calendar of .NET Framework.
const TWO_DIGIT_YEAR_MAX: u32 = 2029;
const MAX_OFFSET: i16 = 14 * 60;

/// What a text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parsed {
    /// Ticks of the clock.
    pub(crate) ticks: i64,
    /// What it says of the zone.
    pub(crate) zone: ParsedZone,
}

/// What a text says of its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParsedZone {
    Nothing,
    /// `Z`, where the format has `K`.
    Utc,
    /// Minutes.
    Offset(i16),
}

/// Reads a text by a format; `None` where .NET refuses it, or would add today's date.
pub(crate) fn parse(text: &str, format: &str) -> Option<Parsed> {
    let mut reader = Reader { rest: text, ..Reader::default() };
    let pattern = match standard_letter(format) {
        Some(letter) => {
            if letter == 'U' {
                reader.zone = Some(ParsedZone::Utc);
            }
            standard(letter)?
        }
        None => format,
    };
    reader.read(pattern)?;
    reader.finish()
}

#[derive(Default)]
struct Reader<'t> {
    rest: &'t str,
    year: Option<u32>,
    has_two_digits: bool,
    month: Option<u32>,
    day: Option<u32>,
    day_of_week: Option<u32>,
    hour: Option<u32>,
    is_hour_12: bool,
    is_afternoon: Option<bool>,
    minute: Option<u32>,
    second: Option<u32>,
    ticks: Option<u32>,
    zone: Option<ParsedZone>,
}

/// Sets a part that may come twice, if it is then the same.
fn set<T: PartialEq + Copy>(part: &mut Option<T>, value: T) -> Option<()> {
    match *part {
        Some(known) if known != value => None,
        _ => {
            *part = Some(value);
            Some(())
        }
    }
}

impl Reader<'_> {
    fn read(&mut self, format: &str) -> Option<()> {
        let mut parts = Parts { rest: format };
        while let Some(part) = parts.next() {
            match part.ok()? {
                Part::Run(letter, length) => self.run(letter, length)?,
                Part::Quoted(text) => unquoted(text).try_for_each(|c| self.char(c))?,
                Part::Other('.') if !self.rest.starts_with('.') => match parts.next()?.ok()? {
                    // A fraction that need not be there.
                    Part::Run('F', _) => {}
                    _ => return None,
                },
                Part::Other('Z') => {
                    self.zone_name()?;
                    self.set_zone(ParsedZone::Offset(0))?;
                }
                Part::Other('G') if parts.rest.starts_with("MT") => {
                    parts.rest = &parts.rest[2..];
                    self.rest = self.rest.strip_prefix("GMT")?;
                    self.set_zone(ParsedZone::Offset(0))?;
                }
                Part::Escaped(c) | Part::Other(c) => self.char(c)?,
            }
        }
        self.rest.is_empty().then_some(())
    }

    fn run(&mut self, letter: char, length: usize) -> Option<()> {
        match letter {
            'y' => {
                self.has_two_digits |= length <= 2;
                let year = self.digits(length)?;
                set(&mut self.year, year)
            }
            'M' => {
                let month = if length <= 2 { self.digits(length)? } else { self.name(&MONTHS, length)? + 1 };
                set(&mut self.month, month)
            }
            'd' if length <= 2 => {
                let day = self.digits(length)?;
                set(&mut self.day, day)
            }
            'd' => {
                let day = self.name(&DAYS, length)?;
                set(&mut self.day_of_week, day)
            }
            'h' | 'H' => {
                self.is_hour_12 |= letter == 'h';
                let hour = self.digits(length.min(2))?;
                set(&mut self.hour, hour)
            }
            'm' => {
                let minute = self.digits(length.min(2))?;
                set(&mut self.minute, minute)
            }
            's' => {
                let second = self.digits(length.min(2))?;
                set(&mut self.second, second)
            }
            'f' | 'F' => self.fraction(letter == 'F', length),
            't' => {
                let is_afternoon = if self.eat_ignoring_case(&"AM"[..length.min(2)]) {
                    false
                } else if self.eat_ignoring_case(&"PM"[..length.min(2)]) {
                    true
                } else {
                    return None;
                };
                set(&mut self.is_afternoon, is_afternoon)
            }
            'g' => (self.eat_ignoring_case("A.D.") || self.eat_ignoring_case("AD")).then_some(()),
            'z' => {
                let zone = ParsedZone::Offset(self.offset(length)?);
                self.set_zone(zone)
            }
            _ => match self.rest.as_bytes().first() {
                Some(b'Z') => {
                    self.rest = &self.rest[1..];
                    self.set_zone(ParsedZone::Utc)
                }
                Some(b'+' | b'-') => {
                    let zone = ParsedZone::Offset(self.offset(3)?);
                    self.set_zone(zone)
                }
                _ => Some(()),
            },
        }
    }

    fn set_zone(&mut self, zone: ParsedZone) -> Option<()> {
        self.zone.replace(zone).is_none().then_some(())
    }

    fn char(&mut self, c: char) -> Option<()> {
        self.rest = self.rest.strip_prefix(c)?;
        Some(())
    }

    fn zone_name(&mut self) -> Option<()> {
        self.rest = self.rest.strip_prefix("GMT").or_else(|| self.rest.strip_prefix('Z'))?;
        Some(())
    }

    fn eat_ignoring_case(&mut self, word: &str) -> bool {
        let found = self.rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if found {
            self.rest = &self.rest[word.len()..];
        }
        found
    }

    /// So many digits; one or two where the format has one letter.
    fn digits(&mut self, length: usize) -> Option<u32> {
        let (least, most) = if length == 1 { (1, 2) } else { (length, length) };
        let count = self.rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        if count < least {
            return None;
        }
        let (number, rest) = self.rest.split_at(count);
        self.rest = rest;
        number.parse().ok()
    }

    /// Returns the place of a name, abbreviated by a format of three letters.
    fn name(&mut self, names: &[&str], length: usize) -> Option<u32> {
        let names = names.iter().enumerate();
        let mut names = names
            .map(|(place, name)| (place, if length == ABBREVIATED { &name[..ABBREVIATED] } else { name }));
        let (place, _) = names.find(|(_, name)| self.eat_ignoring_case(name))?;
        u32::try_from(place).ok()
    }

    fn fraction(&mut self, is_optional: bool, length: usize) -> Option<()> {
        if length > 7 {
            return None;
        }
        let count = self.rest.bytes().take(length).take_while(u8::is_ascii_digit).count();
        if count < length && !is_optional {
            return None;
        }
        let (digits, rest) = self.rest.split_at(count);
        self.rest = rest;
        let scale = 10_u32.pow(u32::try_from(7 - count).ok()?);
        let ticks = if count == 0 { 0 } else { digits.parse::<u32>().ok()? * scale };
        set(&mut self.ticks, ticks)
    }

    /// Reads a sign, hours, and minutes where the format has three letters or more.
    fn offset(&mut self, length: usize) -> Option<i16> {
        let is_west = self.rest.starts_with('-');
        if !is_west && !self.rest.starts_with('+') {
            return None;
        }
        self.rest = &self.rest[1..];
        let hours = self.digits(if length == 2 { 2 } else { 1 })?;
        let mut minutes = 0;
        if length > 2 {
            self.rest = self.rest.strip_prefix(':').unwrap_or(self.rest);
            minutes = self.digits(2).filter(|minutes| *minutes < 60)?;
        }
        let minutes = i16::try_from(hours * 60 + minutes).ok().filter(|minutes| *minutes <= MAX_OFFSET)?;
        Some(if is_west { -minutes } else { minutes })
    }

    fn finish(self) -> Option<Parsed> {
        let mut year = self.year?;
        if self.has_two_digits && year < 100 {
            let century = TWO_DIGIT_YEAR_MAX / 100 - u32::from(year > TWO_DIGIT_YEAR_MAX % 100);
            year += century * 100;
        }
        let mut hour = self.hour.unwrap_or(0);
        if self.is_hour_12 {
            if hour > 12 {
                return None;
            }
            hour = hour % 12 + if self.is_afternoon == Some(true) { 12 } else { 0 };
        } else if self.is_afternoon.is_some_and(|is_afternoon| is_afternoon != (hour >= 12)) {
            return None;
        }
        let small = |number: u32| u8::try_from(number).ok();
        let clock = Clock {
            year: u16::try_from(year).ok()?,
            month: small(self.month.unwrap_or(1))?,
            day: small(self.day.unwrap_or(1))?,
            hour: small(hour)?,
            minute: small(self.minute.unwrap_or(0))?,
            second: small(self.second.unwrap_or(0))?,
            ticks: self.ticks.unwrap_or(0),
        };
        let ticks = clock.to_ticks()?;
        let day = u32::try_from(day_of_week(ticks)).ok()?;
        if self.day_of_week.is_some_and(|expected| expected != day) {
            return None;
        }
        Some(Parsed { ticks, zone: self.zone.unwrap_or(ParsedZone::Nothing) })
    }
}
