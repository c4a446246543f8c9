//! The settings of a client.

use super::{ResponseNotice, Retry, Retrying};
use crate::error::{Error, ErrorKind};
use crate::http::{BaseUrl, Format};
use crate::notice::MAX_NOTICES;
use ::http::{HeaderMap, HeaderName, HeaderValue, Request, response};
use bytes::Bytes;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

type Hook<F> = Vec<Arc<F>>;
type OnRequest = dyn Fn(&mut Request<Bytes>) + Send + Sync;
type OnResponse = dyn Fn(&response::Parts, Duration) + Send + Sync;
type OnRetry = dyn Fn(&Retrying) + Send + Sync;
type OnNotice = dyn Fn(&ResponseNotice<'_>) + Send + Sync;

/// What holds for all calls of a client.
#[derive(Clone)]
pub(super) struct Config {
    pub(super) base: BaseUrl,
    pub(super) headers: Headers,
    pub(super) format: Option<Format>,
    pub(super) timeout: Duration,
    pub(super) retry: Retry,
    pub(super) max_response_size: usize,
    pub(super) max_notices: usize,
    pub(super) on_request: Hook<OnRequest>,
    pub(super) on_response: Hook<OnResponse>,
    pub(super) on_retry: Hook<OnRetry>,
    pub(super) on_notice: Hook<OnNotice>,
}

impl Config {
    pub(super) fn new(base: BaseUrl) -> Self {
        Config {
            base,
            headers: Headers::default(),
            format: None,
            // What .NET's HttpClient has.
            timeout: Duration::from_secs(100),
            retry: Retry::default(),
            max_response_size: 64 << 20,
            max_notices: MAX_NOTICES,
            on_request: Vec::new(),
            on_response: Vec::new(),
            on_retry: Vec::new(),
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
            .field("format", &self.format)
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .field("max_response_size", &self.max_response_size)
            .field("max_notices", &self.max_notices)
            .finish_non_exhaustive()
    }
}

/// Headers, and the first error in one.
#[derive(Clone, Default)]
pub(super) struct Headers {
    map: HeaderMap,
    error: Option<Error>,
}

impl Headers {
    /// Sets a header. An error is kept for the first call, so that clients can be set up in one expression.
    pub(super) fn set(&mut self, name: &str, value: &str, is_secret: bool) {
        let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
            return self.fail("a header's name has letters, digits and `-` alone".to_owned());
        };
        let Ok(mut value) = HeaderValue::from_str(value) else {
            return self
                .fail(format!("the value of the header `{header}` has characters that HTTP does not allow"));
        };
        value.set_sensitive(is_secret);
        self.map.insert(header, value);
    }

    fn fail(&mut self, message: String) {
        self.error.get_or_insert_with(|| Error::new(ErrorKind::Unrepresentable, message));
    }

    /// Puts them into a request.
    pub(super) fn apply(&self, headers: &mut HeaderMap) -> Result<(), Error> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        for (name, value) in &self.map {
            headers.insert(name, value.clone());
        }
        Ok(())
    }
}

/// The names alone.
impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.map.keys().map(HeaderName::as_str)).finish()
    }
}
