//! How many requests go to each host at the same time.

use super::{TransportError, TransportKind};
use ::http::Uri;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// From this many hosts on, those that no request goes to are forgotten: redirects may lead to ever new ones.
const MANY_HOSTS: usize = 64;

/// The places for requests, `P` for each host.
pub(in crate::client) struct Gate<P> {
    most: usize,
    hosts: Mutex<HashMap<String, Arc<P>>>,
}

impl<P> Gate<P> {
    /// Returns a gate through which at most so many requests to each host go at a time; none is taken for one.
    pub(in crate::client) fn new(most: usize) -> Self {
        Gate { most: most.max(1), hosts: Mutex::default() }
    }

    /// Returns the places for requests to a host.
    fn host(&self, uri: &Uri, new: impl FnOnce(usize) -> P) -> Arc<P> {
        let authority = uri.authority().map(|authority| authority.as_str().to_ascii_lowercase());
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= MANY_HOSTS {
            hosts.retain(|_, places| Arc::strong_count(places) > 1);
        }
        Arc::clone(hosts.entry(authority.unwrap_or_default()).or_insert_with(|| Arc::new(new(self.most))))
    }
}

/// Returns what is left of the time of an attempt that has waited for its place.
fn left(started: Instant, timeout: Duration) -> Result<Duration, TransportError> {
    let left = timeout.saturating_sub(started.elapsed());
    if left.is_zero() { Err(no_place()) } else { Ok(left) }
}

fn no_place() -> TransportError {
    let message = "all requests that may go to the host at the same time were under way: raise their number \
                   (`Connections::max_per_host`) or the time (`Client::timeout`)";
    TransportError::new(TransportKind::Timeout, message)
}

#[cfg(feature = "reqwest")]
pub(in crate::client) use waiting_async::AsyncPlaces;

#[cfg(feature = "reqwest")]
mod waiting_async {
    use super::{Arc, Duration, Gate, Instant, TransportError, Uri, left, no_place};
    use tokio::sync::{OwnedSemaphorePermit, Semaphore};

    /// Places for which futures wait.
    pub(in crate::client) struct AsyncPlaces(Arc<Semaphore>);

    impl Gate<AsyncPlaces> {
        /// Waits for a place, and returns it with what is left of the time.
        pub(in crate::client) async fn enter(
            &self,
            uri: &Uri,
            timeout: Duration,
        ) -> Result<(OwnedSemaphorePermit, Duration), TransportError> {
            let started = Instant::now();
            let host = self
                .host(uri, |most| AsyncPlaces(Arc::new(Semaphore::new(most.min(Semaphore::MAX_PERMITS)))));
            let waited = tokio::time::timeout(timeout, Arc::clone(&host.0).acquire_owned()).await;
            // It is never closed.
            let place = waited.map_err(|_| no_place())?.map_err(|_| no_place())?;
            Ok((place, left(started, timeout)?))
        }
    }
}

#[cfg(feature = "ureq")]
pub(in crate::client) use waiting_blocked::Places;

#[cfg(feature = "ureq")]
mod waiting_blocked {
    use super::{Arc, Duration, Gate, Instant, Mutex, PoisonError, TransportError, Uri, left};
    use std::sync::Condvar;

    /// Places for which threads wait.
    pub(in crate::client) struct Places {
        free: Mutex<usize>,
        left: Condvar,
    }

    /// A place that is free again when this is dropped.
    pub(in crate::client) struct Place(Arc<Places>);

    impl Gate<Places> {
        /// Waits for a place, and returns it with what is left of the time.
        pub(in crate::client) fn enter(
            &self,
            uri: &Uri,
            timeout: Duration,
        ) -> Result<(Place, Duration), TransportError> {
            let started = Instant::now();
            let host = self.host(uri, |most| Places { free: Mutex::new(most), left: Condvar::new() });
            let free = host.free.lock().unwrap_or_else(PoisonError::into_inner);
            let (mut free, waited) = host
                .left
                .wait_timeout_while(free, timeout, |free| *free == 0)
                .unwrap_or_else(PoisonError::into_inner);
            if waited.timed_out() && *free == 0 {
                return Err(super::no_place());
            }
            *free -= 1;
            drop(free);
            let place = Place(host);
            Ok((place, left(started, timeout)?))
        }
    }

    impl Drop for Place {
        fn drop(&mut self) {
            *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
            self.0.left.notify_one();
        }
    }
}
