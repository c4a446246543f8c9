//! When a request is sent again, and after how long.

use super::TransportKind;
use super::http_date::http_date;
use crate::http::Operation;
use ::http::header::{DATE, RETRY_AFTER};
use ::http::{HeaderMap, StatusCode};
use std::time::{Duration, SystemTime};

/// The settings for retries. A request is retried if the service could not be reached, if the connection
/// broke off, or if the response says that the service is busy.
///
/// Only what may be sent twice is retried: GET, HEAD, OPTIONS, PUT and DELETE, any method if no connection
/// was made, and calls that are marked as idempotent ([`Call::repeatable`](super::Call::repeatable)).
///
/// ```
/// use datacontract::client::Retry;
/// use std::time::Duration;
///
/// let patient = Retry::default().attempts(6).pauses(Duration::from_secs(1), Duration::from_secs(60));
/// let never = Retry::never();
/// # let _ = (patient, never);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
    first_pause: Duration,
    longest_pause: Duration,
    attempt_timeout: Duration,
    statuses: &'static [u16],
}

impl Default for Retry {
    /// Three attempts at most, with pauses from a fifth of a second to 30 seconds; the status codes 408, 429,
    /// 502, 503 and 504.
    fn default() -> Self {
        Retry {
            attempts: 3,
            first_pause: Duration::from_millis(200),
            longest_pause: Duration::from_secs(30),
            attempt_timeout: Duration::MAX,
            statuses: &[408, 429, 502, 503, 504],
        }
    }
}

impl Retry {
    /// Returns settings with a single attempt.
    #[must_use]
    pub fn never() -> Self {
        Retry { attempts: 1, ..Retry::default() }
    }

    /// Sets the most attempts, including the first one.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Sets the pause after the first attempt, which doubles after each, and the longest pause. A random part
    /// of up to half of each pause is left out, so that many clients do not come back at once.
    ///
    /// If a service wants a longer pause than the longest one (`Retry-After`), its answer is the result of
    /// the call.
    #[must_use]
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        (self.first_pause, self.longest_pause) = (first, longest);
        self
    }

    /// Sets how long one attempt may take: as long as the call unless given. What takes longer is tried
    /// again.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// Sets the status codes after which the request is sent again.
    #[must_use]
    pub fn statuses(mut self, statuses: &'static [u16]) -> Self {
        self.statuses = statuses;
        self
    }

    /// Returns how long an attempt may take when this much time is left.
    pub(super) fn time_of_attempt(&self, left: Duration) -> Duration {
        left.min(self.attempt_timeout)
    }

    pub(super) fn is_for(&self, status: StatusCode) -> bool {
        self.statuses.contains(&status.as_u16())
    }

    /// Returns how long to pause after this many attempts; `None` if there is no other. `random` is from 0 to
    /// 1.
    pub(super) fn pause(
        &self,
        attempts: u32,
        wanted: Option<Duration>,
        random: impl FnOnce() -> f64,
    ) -> Option<Duration> {
        if attempts >= self.attempts || wanted.is_some_and(|wanted| wanted > self.longest_pause) {
            return None;
        }
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
        let longest = self.first_pause.saturating_mul(doubled).min(self.longest_pause);
        let pause = longest.mul_f64(1.0 - random() / 2.0);
        Some(pause.max(wanted.unwrap_or_default()))
    }
}

/// Returns the pause that the service wants: seconds, or a date, which is compared with the service's own
/// clock if it sends one.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = http_date(text)?;
    let now = headers.get(DATE).and_then(|date| http_date(date.to_str().ok()?)).or_else(unix_now)?;
    Some(Duration::from_secs(until.saturating_sub(now)))
}

fn unix_now() -> Option<u64> {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok().map(|since| since.as_secs())
}

/// A request that is about to be retried.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Retrying {
    /// The operation.
    pub operation: &'static Operation,
    /// The number of attempts so far.
    pub attempts: u32,
    /// The pause before the next attempt.
    pub pause: Duration,
    /// The status code of the response, if there was one.
    pub status: Option<StatusCode>,
    /// The reason why there was no response.
    pub failure: Option<TransportKind>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::http::HeaderValue;
    use proptest::prelude::*;

    fn seconds(number: u64) -> Duration {
        Duration::from_secs(number)
    }

    #[test]
    fn pauses_double_up_to_the_longest() {
        let retry = Retry::default().attempts(5).pauses(seconds(1), seconds(6));
        let pauses: Vec<_> = (1..=5).map(|attempts| retry.pause(attempts, None, || 0.0)).collect();
        assert_eq!(pauses, [Some(seconds(1)), Some(seconds(2)), Some(seconds(4)), Some(seconds(6)), None]);
        assert_eq!(retry.pause(1, None, || 1.0), Some(Duration::from_millis(500)));
        assert_eq!(Retry::never().pause(1, None, || 0.0), None);
    }

    #[test]
    fn the_service_may_want_a_longer_pause() {
        let retry = Retry::default().pauses(seconds(1), seconds(6));
        assert_eq!(retry.pause(1, Some(seconds(5)), || 0.5), Some(seconds(5)));
        assert_eq!(retry.pause(1, Some(seconds(0)), || 0.0), Some(seconds(1)));
        assert_eq!(retry.pause(1, Some(seconds(7)), || 0.0), None);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let after = |text: &'static str, date: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, HeaderValue::from_static(text));
            if let Some(date) = date {
                headers.insert(DATE, HeaderValue::from_static(date));
            }
            retry_after(&headers)
        };
        assert_eq!(after("120", None), Some(seconds(120)));
        let date = Some("Wed, 21 Oct 2015 07:27:50 GMT");
        assert_eq!(after("Wed, 21 Oct 2015 07:28:00 GMT", date), Some(seconds(10)));
        assert_eq!(after("Wed, 21 Oct 2015 07:27:00 GMT", date), Some(seconds(0)));
        assert_eq!(after("Wed, 21 Oct 2015 07:28:00 GMT", None), Some(seconds(0)));
        for nonsense in
            ["", "soon", "-1", "1.5", "Wed, 21 Okt 2015 07:28:00 GMT", "Wed, 32 Oct 2015 07:28:00 GMT"]
        {
            assert_eq!(after(nonsense, None), None, "{nonsense}");
        }
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }

    proptest! {
        #[test]
        fn pauses_are_within_bounds(
            attempts: u32, first: u32, longest: u32, random in 0.0..=1.0, wanted: Option<u32>,
        ) {
            let (first, longest) = (seconds(first.into()), seconds(longest.into()));
            let retry = Retry::default().attempts(u32::MAX).pauses(first, longest);
            let wanted = wanted.map(|wanted| seconds(wanted.into()));
            if let Some(pause) = retry.pause(attempts, wanted, || random) {
                prop_assert!(pause <= longest);
            }
        }
    }
}
