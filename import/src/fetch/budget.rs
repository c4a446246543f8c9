//! What all addresses of a run may take together: pages, bytes, time.

use std::fmt;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::Options;

/// A limit that a whole run has reached. Nothing more is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`Options::most_pages`].
    Pages(usize),
    /// [`Options::most_total_bytes`].
    Bytes(u64),
    /// [`Options::total_time`].
    Time(Duration),
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Limit::Pages(most) => write!(f, "there are more than {most} pages, which is the limit"),
            Limit::Bytes(most) => write!(
                f,
                "all answers together are larger than {} MiB, which is the limit",
                most.div_ceil(1024 * 1024)
            ),
            Limit::Time(most) => {
                write!(
                    f,
                    "fetching all pages takes longer than {} seconds, which is the limit",
                    most.as_secs()
                )
            }
        }
    }
}

/// What is left of the limits of a run.
#[derive(Debug)]
pub(crate) struct Budget {
    started: Instant,
    pages: AtomicUsize,
    bytes: AtomicU64,
    most_pages: usize,
    most_bytes: u64,
    time: Duration,
}

impl Budget {
    pub(crate) fn new(options: &Options) -> Self {
        Budget {
            started: Instant::now(),
            pages: AtomicUsize::new(0),
            bytes: AtomicU64::new(0),
            most_pages: options.most_pages.max(1),
            most_bytes: options.most_total_bytes,
            time: options.total_time,
        }
    }

    /// Takes one page.
    pub(super) fn page(&self) -> Result<(), Limit> {
        let taken = self.pages.fetch_add(1, Ordering::Relaxed);
        if taken < self.most_pages { Ok(()) } else { Err(Limit::Pages(self.most_pages)) }
    }

    /// Takes the bytes of an answer.
    pub(super) fn bytes(&self, number: usize) -> Result<(), Limit> {
        let number = u64::try_from(number).unwrap_or(u64::MAX);
        let taken = self.bytes.fetch_add(number, Ordering::Relaxed).saturating_add(number);
        if taken <= self.most_bytes { Ok(()) } else { Err(Limit::Bytes(self.most_bytes)) }
    }

    /// Returns how many bytes are left.
    pub(super) fn bytes_left(&self) -> u64 {
        self.most_bytes.saturating_sub(self.bytes.load(Ordering::Relaxed))
    }

    /// Returns how much time is left.
    pub(super) fn time_left(&self) -> Result<Duration, Limit> {
        let left = self.time.saturating_sub(self.started.elapsed());
        if left.is_zero() { Err(Limit::Time(self.time)) } else { Ok(left) }
    }
}
