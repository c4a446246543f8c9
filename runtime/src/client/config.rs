//! The settings of a client.

use super::credentials::Credentials;
use super::headers::Headers;
use super::limits::{BudgetLeft, RateLimiter};
use super::{Attempted, ResponseNotice, Retry, Retrying};
use crate::http::{BaseUrl, Format};
use crate::notice::MAX_NOTICES;
use ::http::{HeaderName, Request, response};
use bytes::Bytes;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

type Hook<F> = Vec<Arc<F>>;
type OnRequest = dyn Fn(&mut Request<Bytes>) + Send + Sync;
type OnResponse = dyn Fn(&response::Parts, Duration) + Send + Sync;
type OnRetry = dyn Fn(&Retrying) + Send + Sync;
type OnAttempt = dyn Fn(&Attempted<'_>) + Send + Sync;
type OnNotice = dyn Fn(&ResponseNotice<'_>) + Send + Sync;

/// What holds for all calls of a client.
#[derive(Clone)]
pub(super) struct Config {
    pub(super) base: BaseUrl,
    pub(super) headers: Headers,
    pub(super) credentials: Credentials,
    pub(super) format: Option<Format>,
    pub(super) timeout: Duration,
    pub(super) retry: Retry,
    pub(super) rate_limiter: Option<Arc<RateLimiter>>,
    pub(super) retry_budget: Option<Arc<BudgetLeft>>,
    /// The header that takes a key for each call that must not happen twice.
    pub(super) idempotency_key: Option<HeaderName>,
    pub(super) max_response_size: usize,
    pub(super) max_notices: usize,
    pub(super) on_request: Hook<OnRequest>,
    pub(super) on_response: Hook<OnResponse>,
    pub(super) on_retry: Hook<OnRetry>,
    pub(super) on_attempt: Hook<OnAttempt>,
    pub(super) on_notice: Hook<OnNotice>,
}

impl Config {
    pub(super) fn new(base: BaseUrl) -> Self {
        Config {
            base,
            headers: Headers::default(),
            credentials: Credentials::default(),
            format: None,
            // What .NET's HttpClient has.
            timeout: Duration::from_secs(100),
            retry: Retry::default(),
            rate_limiter: None,
            retry_budget: None,
            idempotency_key: None,
            max_response_size: 64 << 20,
            max_notices: MAX_NOTICES,
            on_request: Vec::new(),
            on_response: Vec::new(),
            on_retry: Vec::new(),
            on_attempt: Vec::new(),
            on_notice: Vec::new(),
        }
    }
}

/// Without the values of headers, which are secrets.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.base)
            .field("headers", &self.headers)
            .field("credentials", &self.credentials)
            .field("format", &self.format)
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .field("rate_limit", &self.rate_limiter.as_ref().map(|limiter| limiter.limit()))
            .field("retry_budget", &self.retry_budget.as_ref().map(|left| left.budget()))
            .field("idempotency_key", &self.idempotency_key)
            .field("max_response_size", &self.max_response_size)
            .field("max_notices", &self.max_notices)
            .finish_non_exhaustive()
    }
}
