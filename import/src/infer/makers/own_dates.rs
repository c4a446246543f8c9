//! Dates in a format of the service's own: what looks like one, and which texts are dates once the format is known.

use crate::infer::{
    samples::form::{JsonForm, Text, XmlForm},
    settings::formatter::DateForm,
    types::{
        registry::Registry,
        seen::{Kind, Slot},
    },
    wording::words::PageType,
};

/// What the months are called.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What a text in the form of a date shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateLook {
    /// It is no date.
    None,
    /// It has a day alone.
    Day,
    /// It has a time of day as well, which only a clock or a person with much patience gives.
    Time,
}

/// Returns what a text shows that may be a date in a format of the service's own: a year, a month and a day in
/// whatever order, and perhaps the time.
pub(crate) fn look(text: &str) -> DateLook {
    const LONGEST: usize = 48;
    if text.len() > LONGEST || !text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return DateLook::None;
    }
    let date_end = text.find(':').map_or(text.len(), |colon| {
        // The hour stands before it.
        text.get(..colon).unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit()).len()
    });
    let (date, time) = text.split_at_checked(date_end).unwrap_or((text, ""));
    let date = date.trim_end_matches(['T', ' ', ',']);
    if !is_day(date) || !is_time(time) {
        return DateLook::None;
    }
    if time.bytes().any(|byte| matches!(byte, b'1'..=b'9')) { DateLook::Time } else { DateLook::Day }
}

/// Returns whether a text is a year, a month and a day.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let is_separated =
        text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '.' | ' ' | ','));
    let month = |part: &str| {
        let part = part.to_ascii_lowercase();
        part.len() >= 3
            && part.bytes().all(|byte| byte.is_ascii_lowercase())
            && MONTHS.iter().any(|month| part.starts_with(month))
    };
    let names = parts.iter().filter(|part| month(part)).count();
    let numbers: Vec<&&str> =
        parts.iter().filter(|part| part.bytes().all(|byte| byte.is_ascii_digit())).collect();
    // A day of the week may stand before it.
    let others = parts.len() - names - numbers.len();
    let year = |part: &str| part.len() == 4 && matches!(part.parse::<u32>(), Ok(1900..=2199));
    let years = numbers.iter().filter(|part| year(part)).count();
    let small: Vec<u32> =
        numbers.iter().filter(|part| part.len() <= 2).filter_map(|part| part.parse().ok()).collect();
    let is_in_year = match (names, small.as_slice()) {
        (1, [day]) => (1..=31).contains(day),
        (0, [a, b]) => (1..=31).contains(a) && (1..=31).contains(b) && *a.min(b) <= 12,
        _ => false,
    };
    is_separated && is_in_year && years == 1 && numbers.len() == small.len() + 1 && others <= names
}

/// Returns whether a text is a time of day, or nothing.
fn is_time(text: &str) -> bool {
    let is_mark = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ' ' | '+' | '-' | 'Z');
    let plain = text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim_end();
    let word = text.get(plain.len()..).unwrap_or_default().trim();
    plain.chars().all(is_mark) && ["", "Z", "AM", "PM", "am", "pm", "GMT", "UTC"].contains(&word)
}

/// Takes texts of samples for dates that have the form of the service's own dates, where JSON alone shows them and no
/// page says what they are: the engine would have made another text. Of a person's text that is open.
pub(crate) fn settle<'s>(
    registry: &'s mut Registry,
    payloads: impl Iterator<Item = &'s mut Slot>,
    form: DateForm,
) {
    let types = registry.types.iter_mut().flat_map(|ty| {
        ty.seen
            .iter_mut()
            .flat_map(|seen| &mut seen.members)
            .map(|member| &mut member.slot)
            .chain(&mut ty.items)
    });
    types.chain(payloads).for_each(|slot| settle_slot(slot, form));
}

fn settle_slot(slot: &mut Slot, form: DateForm) {
    match &mut slot.kind {
        Kind::List(items) => items.iter_mut().for_each(|item| settle_slot(item, form)),
        Kind::Dictionary(entries, _) => entries.iter_mut().for_each(|(_, value)| settle_slot(value, form)),
        Kind::Pair(parts) => settle_slot(&mut parts.1, form),
        Kind::Unknown | Kind::Simple | Kind::Type(_) => {}
    }
    if let (PageType::Unknown, JsonForm::Text(Text::Other(text)), XmlForm::Absent) =
        (&slot.page, &slot.json, &slot.xml)
        && look(text) != DateLook::None
        && form.writes(text)
    {
        slot.json = JsonForm::Text(if slot.is_engines { Text::OwnDate } else { Text::PerhapsOwnDate });
        slot.kind = Kind::Simple;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_all_kinds_look_like_dates() {
        for text in [
            "2026-03-13T12:39",
            "05/11/2025 11:55",
            "13.03.2026 12:39:59",
            "13-Mar-2026 12:39 PM",
            "Fri, 13 Mar 2026 12:39:59 GMT",
            "March 13, 2026 4:05 PM",
            "2026-03-13 12:39:59.672 +01:00",
        ] {
            assert_eq!(look(text), DateLook::Time, "{text}");
        }
        for text in ["2026-03-13", "13/3/2026", "2026-03-13 00:00", "13 March 2026"] {
            assert_eq!(look(text), DateLook::Day, "{text}");
        }
    }

    #[test]
    fn other_texts_do_not() {
        for text in [
            "",
            "123450637",
            "20260313",
            "10.0.2019",
            "1.2.3",
            "192.168.2000.1",
            "13/13/2026",
            "a 2026-03-13",
            "12:39",
            "sample string 4",
            "2026",
            "Mar 2026",
            "99/99/9999",
            "555-12-2020-1",
            "http://kites.example/2026/03/13",
        ] {
            assert_eq!(look(text), DateLook::None, "{text}");
        }
    }
}
