//! Dates as HTTP has them.

use crate::clr::DateTime;

/// Returns the seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`.
pub(super) fn http_date(text: &str) -> Option<u64> {
    let ticks = DateTime::from_http_text(text)?.to_unix_ticks_utc()?;
    u64::try_from(ticks).ok().map(|ticks| ticks / 10_000_000)
}

#[cfg(test)]
mod tests {
    use super::http_date;

    #[test]
    fn dates_are_seconds_since_1970() {
        assert_eq!(http_date("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(http_date("Thu, 31 Dec 1969 23:59:59 GMT"), None);
        for text in [
            "soon",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49 GMT",
        ] {
            assert_eq!(http_date(text), None, "{text}");
        }
    }
}
