//! What there is of a member where a JSON sample is cut off in it.

use datacontract::clr::DateTime;

/// A member of which a text that is cut off has no more than the name and the start of its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CutMember {
    pub(crate) name: String,
    pub(crate) end: CutEnd,
}

/// Where a text ends in a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum CutEnd {
    /// In its name, which may be longer.
    Name,
    /// Behind its name.
    Value,
    /// In its value.
    InValue(Begun),
}

/// What the start of a value shows of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Begun {
    /// A text that only the engine writes: `sample string`.
    SampleString,
    /// The first letters of `sample`.
    SampleStart,
    /// A text that is a date so far.
    Date,
    Text,
    /// A number, which may have a fraction.
    Number,
    Fraction,
    Bool,
    Null,
    Object,
    List,
}

impl CutEnd {
    /// Returns where a text ends of which this is the part from the start of the value on.
    pub(crate) fn in_value(start: &str) -> Self {
        let mut chars = start.chars();
        match chars.next() {
            Some('{') => Self::InValue(Begun::Object),
            Some('[') => Self::InValue(Begun::List),
            Some('t' | 'f') => Self::InValue(Begun::Bool),
            Some('n') => Self::InValue(Begun::Null),
            Some(c) if c.is_ascii_digit() || c == '-' => {
                let has_fraction = start.contains(['.', 'e', 'E']);
                Self::InValue(if has_fraction { Begun::Fraction } else { Begun::Number })
            }
            Some(_) => Self::InValue(Begun::of_text(chars.as_str())),
            None => Self::Value,
        }
    }
}

impl Begun {
    fn of_text(text: &str) -> Self {
        // Less of it may be the start of another word.
        const SHORTEST: &str = "sample ";
        const LEAST: usize = 4;
        if text.starts_with(SHORTEST) && is_sample_string(text) {
            Self::SampleString
        } else if text.len() >= LEAST && SHORTEST.starts_with(text) {
            Self::SampleStart
        } else if is_date(text) {
            Self::Date
        } else {
            Self::Text
        }
    }
}

fn is_sample_string(text: &str) -> bool {
    const START: &str = "sample string ";
    START.starts_with(text)
        || text.strip_prefix(START).is_some_and(|number| number.chars().all(|c| c.is_ascii_digit()))
}

/// Returns whether a text is a date with its time so far: less may be the start of anything.
fn is_date(text: &str) -> bool {
    const LENGTH: usize = "2024-01-02T03:04:05".len();
    let Some((time, rest)) = text.split_at_checked(LENGTH) else { return false };
    let is_rest = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'Z' | '+' | '-' | ':');
    time.parse::<DateTime>().is_ok() && rest.chars().all(is_rest)
}

impl CutMember {
    /// Returns the member of this name, unless it may be the key of an entry or something that Json.NET says of the
    /// object.
    pub(crate) fn of(name: &str, end: CutEnd) -> Option<Self> {
        const KEY: &str = "sample string";
        let is_key = KEY.starts_with(name) || name.starts_with(KEY);
        let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_') && !is_key;
        is_name.then(|| Self { name: name.to_owned(), end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_of_a_value_shows_what_it_is() {
        for (start, begun) in [
            ("\"2026-04-27T20:35:08.7567", Begun::Date),
            ("\"2026-04-27T20:35:08", Begun::Date),
            ("\"2026-04-27T20:3", Begun::Text),
            ("\"2026-04-27T20:35:08 o'clock", Begun::Text),
            ("\"sample str", Begun::SampleString),
            ("\"sample string 12", Begun::SampleString),
            ("\"sample strings", Begun::Text),
            ("\"sample", Begun::SampleStart),
            ("\"samp", Begun::SampleStart),
            ("\"sam", Begun::Text),
            ("\"sampled", Begun::Text),
            ("\"", Begun::Text),
            ("2", Begun::Number),
            ("-", Begun::Number),
            ("2.", Begun::Fraction),
            ("1E", Begun::Fraction),
            ("tr", Begun::Bool),
            ("f", Begun::Bool),
            ("nul", Begun::Null),
            ("{", Begun::Object),
            ("[ {", Begun::List),
        ] {
            assert_eq!(CutEnd::in_value(start), CutEnd::InValue(begun), "{start}");
        }
        assert_eq!(CutEnd::in_value(""), CutEnd::Value);
    }
}
