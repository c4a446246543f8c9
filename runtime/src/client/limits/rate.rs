//! The client's own limit on requests.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many requests a client sends in a time. What is too much waits, as long as its call may take.
///
/// ```
/// use datacontract::client::RateLimit;
/// use std::time::Duration;
///
/// // Five requests a second; after a pause ten may go at once.
/// let limit = RateLimit::per_second(5).burst(10);
/// assert_eq!(RateLimit::new(300, Duration::from_secs(60)).burst(10), limit);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    interval: Duration,
    burst: u32,
}

impl RateLimit {
    /// Returns a limit of this many requests in each period, spread evenly. No requests are taken for one.
    #[must_use]
    pub fn new(requests: u32, period: Duration) -> Self {
        RateLimit { interval: period / requests.max(1), burst: 1 }
    }

    /// Returns a limit of this many requests a second, spread evenly.
    #[must_use]
    pub fn per_second(requests: u32) -> Self {
        RateLimit::new(requests, Duration::from_secs(1))
    }

    /// Returns a limit of this many requests a minute, spread evenly.
    #[must_use]
    pub fn per_minute(requests: u32) -> Self {
        RateLimit::new(requests, Duration::from_secs(60))
    }

    /// Sets how many requests may go at once after a pause: one unless given.
    #[must_use]
    pub fn burst(mut self, requests: u32) -> Self {
        self.burst = requests.max(1);
        self
    }
}

/// The requests that were sent, against the limit: the generic cell rate algorithm, which needs no timer.
pub(in crate::client) struct RateLimiter {
    limit: RateLimit,
    /// When the next request would be due if all were spread evenly.
    due: Mutex<Option<Instant>>,
}

impl RateLimiter {
    pub(in crate::client) fn new(limit: RateLimit) -> Self {
        RateLimiter { limit, due: Mutex::new(None) }
    }

    pub(in crate::client) fn limit(&self) -> RateLimit {
        self.limit
    }

    /// Reserves a place for a request, and returns how long it has to wait for it; `None` if that is `at_most` or
    /// longer, and nothing is reserved.
    pub(in crate::client) fn reserve(&self, now: Instant, at_most: Duration) -> Option<Duration> {
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        let (this, wait) = self.next(*due, now, at_most)?;
        // A clock that ends before the next place has no place for it.
        *due = Some(this.checked_add(self.limit.interval)?);
        Some(wait)
    }

    /// Returns whether there is a place for a request that could be sent at some time and has to wait less than
    /// `at_most`, as far as can be known now.
    pub(in crate::client) fn has_place(&self, at: Instant, at_most: Duration) -> bool {
        let due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        self.next(*due, at, at_most).is_some()
    }

    /// Returns when the next request is due if it may be sent from `now` on, and how long it has to wait.
    fn next(&self, due: Option<Instant>, now: Instant, at_most: Duration) -> Option<(Instant, Duration)> {
        let RateLimit { interval, burst } = self.limit;
        let this = due.map_or(now, |due| due.max(now));
        let wait = this.duration_since(now).saturating_sub(interval.saturating_mul(burst - 1));
        (wait.is_zero() || wait < at_most).then_some((this, wait))
    }
}

#[cfg(test)]
mod tests {
    use super::{RateLimit, RateLimiter};
    use proptest::prelude::*;
    use std::time::{Duration, Instant};

    const LONG: Duration = Duration::from_secs(1000);

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn requests_are_spread() {
        let now = Instant::now();
        let limiter = RateLimiter::new(RateLimit::new(1, seconds(1)));
        let waits: Vec<_> = (0..3).map(|_| limiter.reserve(now, LONG).unwrap()).collect();
        assert_eq!(waits, [seconds(0), seconds(1), seconds(2)]);
        assert_eq!(limiter.reserve(now + seconds(10), LONG), Some(seconds(0)));
        assert_eq!(limiter.reserve(now + seconds(10), LONG), Some(seconds(1)));
    }

    #[test]
    fn some_may_go_at_once_after_a_pause() {
        let now = Instant::now();
        let limiter = RateLimiter::new(RateLimit::per_second(1).burst(3));
        for at in [now, now + seconds(100)] {
            let waits: Vec<_> = (0..5).map(|_| limiter.reserve(at, LONG).unwrap()).collect();
            assert_eq!(waits, [seconds(0), seconds(0), seconds(0), seconds(1), seconds(2)]);
        }
    }

    #[test]
    fn what_would_wait_too_long_takes_no_place() {
        let now = Instant::now();
        let limiter = RateLimiter::new(RateLimit::per_minute(1));
        assert_eq!(limiter.reserve(now, seconds(1)), Some(seconds(0)));
        assert_eq!(limiter.reserve(now, seconds(60)), None);
        assert_eq!(limiter.reserve(now, seconds(61)), Some(seconds(60)));
    }

    #[test]
    fn no_limit_panics() {
        for limit in [
            RateLimit::new(0, Duration::MAX).burst(u32::MAX),
            RateLimit::new(u32::MAX, Duration::ZERO).burst(0),
        ] {
            let limiter = RateLimiter::new(limit);
            for _ in 0..3 {
                let _ = limiter.reserve(Instant::now(), Duration::MAX);
            }
        }
    }

    proptest! {
        /// In no stretch of time there are more than the limit and its burst.
        #[test]
        fn the_limit_holds(gaps in prop::collection::vec(0_u64..400, 1..60), per_second in 1_u32..20, burst in 1_u32..5) {
            let limiter = RateLimiter::new(RateLimit::per_second(per_second).burst(burst));
            let start = Instant::now();
            let mut now = start;
            let mut sent: Vec<Duration> = Vec::new();
            for gap in gaps {
                now += Duration::from_millis(gap);
                if let Some(wait) = limiter.reserve(now, LONG) {
                    sent.push(now - start + wait);
                }
            }
            for (index, first) in sent.iter().enumerate() {
                let within = sent[index..].iter().filter(|at| **at < *first + seconds(1)).count();
                prop_assert!(within <= (per_second + burst) as usize);
            }
        }
    }
}
