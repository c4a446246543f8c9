//! Days, without the weight of a calendar.

#[cfg(feature = "fetch")]
use datacontract::clr::DateTime;
#[cfg(feature = "fetch")]
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

#[cfg(feature = "fetch")]
const TICKS_OF_A_SECOND: i64 = 10_000_000;

/// Returns the day of a date that names its month: `Tue, 15 Oct 2024 12:00:00 +0200`,
/// `Tue Oct 15 2024 12:00:00`.
pub(crate) fn day_of(text: &str) -> Option<String> {
    let (mut day, mut month, mut year) = (None, None, None);
    for word in text.split([' ', ',', '-']).filter(|word| !word.is_empty()).take(8) {
        if let Some(at) = MONTHS.iter().position(|name| *name == word) {
            month = month.or(Some(at + 1));
        } else if word.bytes().all(|b| b.is_ascii_digit()) {
            match word.len() {
                1 | 2 => day = day.or(Some(word)),
                4 => year = year.or(Some(word)),
                _ => {}
            }
        }
    }
    let (day, month, year) = (day?.parse::<u8>().ok()?, month?, year?);
    (1..=31).contains(&day).then(|| format!("{year}-{month:02}-{day:02}"))
}

/// Returns the first day in a text that is written as `2024-10-15`.
pub(crate) fn iso_day_in(text: &str) -> Option<String> {
    let is_day = |word: &str| {
        let numbers: Vec<&str> = word.split('-').collect();
        matches!(numbers.as_slice(), [year, month, day]
            if year.len() == 4 && month.len() == 2 && day.len() == 2
                && year.bytes().all(|b| b.is_ascii_digit())
                && month.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month))
                && day.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)))
    };
    // A time may follow: `2024-10-15T10:00:00Z`.
    let words = text.split(|c: char| !(c.is_ascii_digit() || c == '-'));
    words.map(|word| word.trim_matches('-')).find(|word| is_day(word)).map(str::to_owned)
}

/// Returns the current day, as `2024-10-15`.
#[cfg(feature = "fetch")]
pub(crate) fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    day(i64::try_from(seconds / 86_400).unwrap_or_default())
}

/// Returns the day that is so many days after the first of 1970, by the civil calendar.
#[cfg(feature = "fetch")]
fn day(days: i64) -> String {
    const TICKS_OF_A_DAY: i64 = 86_400 * TICKS_OF_A_SECOND;
    let date = days.checked_mul(TICKS_OF_A_DAY).and_then(DateTime::from_unix_ticks_utc).unwrap_or_default();
    date.to_string().get(..10).unwrap_or_default().to_owned()
}

/// Returns the time that a server wants to be left alone: seconds, or a date as
/// `Wed, 21 Oct 2015 07:28:00 GMT`.
#[cfg(feature = "fetch")]
pub(crate) fn retry_after(value: &str) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let then = DateTime::from_http_text(value)?.to_unix_ticks_utc()? / TICKS_OF_A_SECOND;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    Some(Duration::from_secs(u64::try_from(then).ok()?.saturating_sub(now)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days() {
        for date in
            ["Tue, 15 Oct 2024 12:00:00 +0200", "Tue Oct 15 2024 12:00:00 GMT+0200 (x)", "15-Oct-2024"]
        {
            assert_eq!(day_of(date).as_deref(), Some("2024-10-15"), "{date}");
        }
        assert_eq!(day_of("soon"), None);
        assert_eq!(iso_day_in("fetched 2024-10-15T10:00:00Z").as_deref(), Some("2024-10-15"));
        assert_eq!(iso_day_in("v2-10-15 of 1-2024-10-15, 2024-13-01"), None);
    }

    #[cfg(feature = "fetch")]
    #[test]
    fn counts_days() {
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(19_782), "2024-02-29");
        assert_eq!(day(20_454), "2026-01-01");
        assert_eq!(retry_after("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert!(retry_after("Wed, 21 Oct 9915 07:28:00 GMT").is_some_and(|pause| !pause.is_zero()));
        assert_eq!(retry_after("3"), Some(Duration::from_secs(3)));
        assert_eq!(retry_after("soon"), None);
    }
}
