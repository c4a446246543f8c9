//! Dates as HTTP has them.

use crate::clr::DateTime;

/// Returns the seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`, the only form that is sent these days.
pub(super) fn http_date(text: &str) -> Option<u64> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const EPOCH: u64 = 62_135_596_800;
    let (_, rest) = text.trim().split_once(", ")?;
    let mut words = rest.split(' ');
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let (time, zone) = (words.next()?, words.next()?);
    let month = MONTHS.find(month).filter(|place| month.len() == 3 && place % 3 == 0)? / 3 + 1;
    if zone != "GMT" || words.next().is_some() {
        return None;
    }
    let date = DateTime::from_json_text(&format!("{year:0>4}-{month:02}-{day:0>2}T{time}Z")).ok()?;
    u64::try_from(date.ticks()).ok()?.checked_div(10_000_000)?.checked_sub(EPOCH)
}

#[cfg(test)]
mod tests {
    use super::http_date;

    #[test]
    fn dates_are_seconds_since_1970() {
        assert_eq!(http_date("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(http_date("Thu, 31 Dec 1969 23:59:59 GMT"), None);
    }
}
