//! .NET's formats of dates, by the invariant culture.
//!
//! A format of one letter is a standard one (`s`, `o`, `R`), which stands for a longer format. Any other is a
//! custom one: letters in runs (`yyyy`, `MM`), separators, literals in quotes or behind a backslash.

#[cfg(feature = "json")]
mod read;
mod write;

#[cfg(feature = "json")]
pub(crate) use read::{ParsedZone, parse};
pub(crate) use write::{Formatted, FormattedZone, write};

/// Returns whether .NET takes a text for a format of a `DateTime`.
///
/// ```
/// use datacontract::clr::is_date_format;
///
/// assert!(is_date_format("dd/MM/yyyy HH:mm") && is_date_format("s"));
/// assert!(!is_date_format("x") && !is_date_format("yyyy 'of"));
/// ```
#[must_use]
pub fn is_date_format(format: &str) -> bool {
    let date = Formatted { ticks: 0, zone: FormattedZone::Nothing, offset: 0, is_offset: false };
    write(date, format, &mut String::new())
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
/// How many letters an abbreviated name has.
const ABBREVIATED: usize = 3;

/// Returns what a standard format stands for; `None` where .NET knows none of this letter.
fn standard(letter: char) -> Option<&'static str> {
    Some(match letter {
        'd' => "MM/dd/yyyy",
        'D' => "dddd, dd MMMM yyyy",
        'f' => "dddd, dd MMMM yyyy HH:mm",
        'F' | 'U' => "dddd, dd MMMM yyyy HH:mm:ss",
        'g' => "MM/dd/yyyy HH:mm",
        'G' => "MM/dd/yyyy HH:mm:ss",
        'm' | 'M' => "MMMM dd",
        'o' | 'O' => "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffK",
        'r' | 'R' => "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
        's' => "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
        't' => "HH:mm",
        'T' => "HH:mm:ss",
        'u' => "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
        'y' | 'Y' => "yyyy MMMM",
        _ => return None,
    })
}

/// Returns the letter of a standard format.
fn standard_letter(format: &str) -> Option<char> {
    let mut chars = format.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// A part of a custom format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part<'f> {
    /// A letter that means something, and how often it stands there.
    Run(char, usize),
    /// What stands in quotes, as it is in the format.
    Quoted(&'f str),
    /// A character that stands for itself, behind a backslash.
    Escaped(char),
    /// Any other character.
    Other(char),
}

/// The parts of a custom format; an error where .NET refuses the format.
struct Parts<'f> {
    rest: &'f str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct BadFormat;

impl<'f> Iterator for Parts<'f> {
    type Item = Result<Part<'f>, BadFormat>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut chars = self.rest.chars();
        let first = chars.next()?;
        let behind = chars.as_str();
        let part = match first {
            'd' | 'M' | 'y' | 'h' | 'H' | 'm' | 's' | 'f' | 'F' | 't' | 'z' | 'g' => {
                let end = self.rest.find(|c| c != first).unwrap_or(self.rest.len());
                self.rest = &self.rest[end..];
                return Some(Ok(Part::Run(first, end)));
            }
            'K' => Part::Run('K', 1),
            '\'' | '"' => {
                let mut escaped = false;
                let end = behind.find(|c| {
                    let is_end = c == first && !escaped;
                    escaped = c == '\\' && !escaped;
                    is_end
                });
                let Some(end) = end else { return Some(Err(BadFormat)) };
                self.rest = &behind[end + 1..];
                return Some(Ok(Part::Quoted(&behind[..end])));
            }
            '%' => {
                // A letter alone, so that it is no standard format.
                let Some(letter) = chars.next().filter(|letter| *letter != '%') else {
                    return Some(Err(BadFormat));
                };
                let length = letter.len_utf8();
                let single = Parts { rest: &behind[..length] }.next();
                self.rest = &behind[length..];
                return single;
            }
            '\\' => {
                let Some(escaped) = chars.next() else { return Some(Err(BadFormat)) };
                self.rest = chars.as_str();
                return Some(Ok(Part::Escaped(escaped)));
            }
            other => Part::Other(other),
        };
        self.rest = behind;
        Some(Ok(part))
    }
}

/// Returns the characters of a quoted part: a backslash stands before one that is taken as it is.
fn unquoted(text: &str) -> impl Iterator<Item = char> {
    let mut chars = text.chars();
    std::iter::from_fn(move || match chars.next() {
        Some('\\') => chars.next(),
        c => c,
    })
}
