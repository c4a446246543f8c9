//! The forms of dates that .NET's `DateTime.Parse` takes besides ISO 8601.

/// Returns a date and time in ISO 8601, or `None` if the text is none, or needs today's date.
///
/// In the invariant culture: `10/15/2024 5:29 PM`, `2024/10/15`, `Tue, 15 Oct 2024 05:29:19 GMT`,
/// `15-Oct-2024`.
pub(super) fn iso_of(text: &str) -> Option<String> {
    let mut parts = DateParts::default();
    for word in text.split([' ', ',', '\t']).filter(|word| !word.is_empty()) {
        parts.word(word)?;
    }
    parts.iso()
}

/// What is known of the date so far.
#[derive(Default)]
struct DateParts<'t> {
    /// Year, month and day, where they stand in one word.
    date: Option<[u32; 3]>,
    /// Whether the date has no day of its own.
    is_whole_month: bool,
    /// A month by its name.
    month: Option<u32>,
    /// Numbers that stand alone.
    numbers: Vec<(u32, usize)>,
    /// Hour, minute, second.
    time: Option<[u32; 3]>,
    fraction: &'t str,
    is_afternoon: Option<bool>,
    zone: Option<&'t str>,
}

impl<'t> DateParts<'t> {
    fn word(&mut self, word: &'t str) -> Option<()> {
        let first = *word.as_bytes().first()?;
        if word.contains(':') && first.is_ascii_digit() {
            return self.clock(word);
        }
        if matches!(first, b'+' | b'-') && self.time.is_some() {
            return set(&mut self.zone, word);
        }
        if first.is_ascii_digit() && word.bytes().all(|c| c.is_ascii_digit()) {
            self.numbers.push((number(word)?, word.len()));
            return Some(());
        }
        if word.contains(['/', '-', '.']) && first.is_ascii_digit() {
            return self.numeric_date(word);
        }
        match word.to_ascii_lowercase().as_str() {
            "am" if self.time.is_some() => set(&mut self.is_afternoon, false),
            "pm" if self.time.is_some() => set(&mut self.is_afternoon, true),
            "z" | "gmt" if self.time.is_some() => set(&mut self.zone, "Z"),
            name => match place_of(name, &MONTHS) {
                Some(month) => set(&mut self.month, month),
                None => place_of(name, &DAYS).map(|_| ()),
            },
        }
    }

    /// `5:29`, `05:29:19.5`, `05:29:19Z`, `5:29PM`, `05:29:19+02:00`
    fn clock(&mut self, word: &'t str) -> Option<()> {
        let end = word.find(|c: char| !matches!(c, '0'..='9' | ':' | '.')).unwrap_or(word.len());
        let (clock, behind) = word.split_at(end);
        let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
        let mut parts = clock.split(':');
        let mut next = |is_needed: bool| match parts.next() {
            Some(part) if part.len() <= 2 => number(part),
            Some(_) => None,
            None => (!is_needed).then_some(0),
        };
        let time = [next(true)?, next(true)?, next(false)?];
        if parts.next().is_some() {
            return None;
        }
        self.fraction = fraction;
        set(&mut self.time, time)?;
        if behind.is_empty() { Some(()) } else { self.word(behind) }
    }

    /// `10/15/2024`, `2024/10/15`, `15-Oct-2024`; `2024-10` and `10/2024` are the first of the month, and
    /// stand alone.
    fn numeric_date(&mut self, word: &str) -> Option<()> {
        let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
        let (first, second, third) = match *parts.as_slice() {
            [first, second, third] => (first, second, third),
            [year, month] if year.len() > 2 => return self.whole_month(year, month),
            [month, year] if year.len() > 2 && !word.contains('.') => return self.whole_month(year, month),
            _ => return None,
        };
        let date = if let Some(month) = place_of(&second.to_ascii_lowercase(), &MONTHS) {
            [year(number(third)?, third.len())?, month, number(first)?]
        } else if first.len() > 2 {
            [year(number(first)?, first.len())?, number(second)?, number(third)?]
        } else {
            [year(number(third)?, third.len())?, number(first)?, number(second)?]
        };
        set(&mut self.date, date)
    }

    fn whole_month(&mut self, in_year: &str, month: &str) -> Option<()> {
        let month = place_of(&month.to_ascii_lowercase(), &MONTHS).or_else(|| number(month))?;
        self.is_whole_month = true;
        set(&mut self.date, [year(number(in_year)?, in_year.len())?, month, 1])
    }

    fn iso(self) -> Option<String> {
        if self.is_whole_month && self.time.is_some() {
            return None;
        }
        let [year, month, day] = match (self.date, self.month, self.numbers.as_slice()) {
            (Some(date), None, []) => date,
            (None, Some(month), &[(day, digits), (number, more)]) if digits <= 2 => {
                [year(number, more)?, month, day]
            }
            (None, Some(month), &[(number, digits), (day, _)]) => [year(number, digits)?, month, day],
            _ => return None,
        };
        let [hour, minute, second] = self.time.unwrap_or_default();
        let hour = match (self.is_afternoon, hour) {
            (Some(false), 12) => 0,
            (Some(true), 12) => 12,
            (None, hour) | (Some(false), hour @ 0..12) => hour,
            (Some(true), hour @ 0..12) => hour + 12,
            _ => return None,
        };
        let mut text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
        if !self.fraction.is_empty() {
            text.push('.');
            text.push_str(self.fraction);
        }
        text.push_str(self.zone.unwrap_or_default());
        Some(text)
    }
}

/// Sets what may be said once.
fn set<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

fn number(text: &str) -> Option<u32> {
    if text.len() <= 4 && text.bytes().all(|c| c.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// .NET's invariant calendar takes two digits for a year from 1930 to 2029.
fn year(number: u32, digits: usize) -> Option<u32> {
    match digits {
        1 | 2 if number < 30 => Some(2000 + number),
        1 | 2 => Some(1900 + number),
        4 => Some(number),
        _ => None,
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/// Returns the place, from 1, of a name or of its first three letters.
fn place_of(name: &str, names: &[&str]) -> Option<u32> {
    let at = names.iter().position(|known| name == *known || name == &known[..3])?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::iso_of;
    use proptest::prelude::*;

    #[test]
    fn dates_of_the_invariant_culture() {
        for (text, expected) in [
            ("10/15/2024", Some("2024-10-15T00:00:00")),
            ("1/5/2024 5:29 PM", Some("2024-01-05T17:29:00")),
            ("1/5/24 12:05:01am", Some("2024-01-05T00:05:01")),
            ("2024/10/15 05:29:19.25 +02:00", Some("2024-10-15T05:29:19.25+02:00")),
            ("Tue, 15 Oct 2024 05:29:19 GMT", Some("2024-10-15T05:29:19Z")),
            ("15 October 2024", Some("2024-10-15T00:00:00")),
            ("October 15, 2024 05:29Z", Some("2024-10-15T05:29:00Z")),
            ("2024 Oct 15", Some("2024-10-15T00:00:00")),
            ("15-Oct-30", Some("1930-10-15T00:00:00")),
            ("2024-1-5 5:9", Some("2024-01-05T05:09:00")),
            ("2024-10", Some("2024-10-01T00:00:00")),
            ("2024/1", Some("2024-01-01T00:00:00")),
            ("2024.10", Some("2024-10-01T00:00:00")),
            ("10/2024", Some("2024-10-01T00:00:00")),
            ("2024-Oct", Some("2024-10-01T00:00:00")),
            ("24-10", None),
            ("2024-10 05:29", None),
            ("2024-10-", None),
            ("05:29", None),
            ("Oct 15", None),
            ("15", None),
            ("10/15", None),
            ("yesterday", None),
            ("10/15/2024 10/16/2024", None),
            ("10/15/2024 13:00 PM", None),
            ("", None),
        ] {
            assert_eq!(iso_of(text).as_deref(), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in r"([0-9]{1,5}|[:/., +\-]|Oct|am|Tue|GMT|\u{e5}){0,14}") {
            let _ = iso_of(&text);
        }
    }
}
