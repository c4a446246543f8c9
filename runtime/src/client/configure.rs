//! Clients, and how they are set up.

use super::config::Config;
use super::{Drift, Retry, Retrying};
use crate::http::{BaseUrl, Format};
use ::http::{Request, response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A client of a service: its address, who calls, and a transport.
///
/// It is set up in one expression, and cheap to clone. Generated clients hold one:
///
/// ```no_run
/// # #[cfg(feature = "ureq")] {
/// use datacontract::client;
/// use datacontract::http::Format;
/// use std::time::Duration;
///
/// let http = client::ureq("https://example.com")?
///     .basic("user", "secret")
///     .format(Format::Xml)
///     .timeout(Duration::from_secs(20))
///     .on_drift(|drift| eprintln!("{drift}"));
/// // lcmanager::client::Client::new(http)
/// # }
/// # Ok::<_, datacontract::client::Error>(())
/// ```
pub struct Client<T> {
    config: Arc<Config>,
    transport: Arc<T>,
}

impl<T> Client<T> {
    /// A client of the service at an address, with a transport of one's own.
    pub fn new(base_url: BaseUrl, transport: T) -> Self {
        Client { config: Arc::new(Config::new(base_url)), transport: Arc::new(transport) }
    }

    fn with(mut self, change: impl FnOnce(&mut Config)) -> Self {
        change(Arc::make_mut(&mut self.config));
        self
    }

    /// Sets the address that paths are relative to.
    #[must_use]
    pub fn base_url(self, base_url: BaseUrl) -> Self {
        self.with(|config| config.base = base_url)
    }

    /// Says who calls by HTTP Basic.
    #[must_use]
    pub fn basic(self, user: &str, password: &str) -> Self {
        let token = STANDARD.encode(format!("{user}:{password}"));
        self.with(|config| config.headers.set("Authorization", &format!("Basic {token}"), true))
    }

    /// Says who calls by a token.
    #[must_use]
    pub fn bearer(self, token: &str) -> Self {
        self.with(|config| config.headers.set("Authorization", &format!("Bearer {token}"), true))
    }

    /// Says who calls by a header of this name.
    #[must_use]
    pub fn api_key(self, header: &str, key: &str) -> Self {
        self.with(|config| config.headers.set(header, key, true))
    }

    /// Sets a header of all requests, in place of one that would be there otherwise.
    ///
    /// A name or value that HTTP does not allow is an error of each call
    /// ([`Error::Arguments`](super::Error::Arguments)).
    #[must_use]
    pub fn header(self, name: &str, value: &str) -> Self {
        self.with(|config| config.headers.set(name, value, false))
    }

    /// Sets `User-Agent`: `datacontract/` and the version of this crate unless given.
    #[must_use]
    pub fn user_agent(self, name: &str) -> Self {
        self.header("User-Agent", name)
    }

    /// Sets the format in which requests are written and answers asked for: the service's first unless given. Answers
    /// are read in whatever format they come.
    #[must_use]
    pub fn format(self, format: Format) -> Self {
        self.with(|config| config.format = Some(format))
    }

    /// Sets how long a call may take, all attempts and pauses included: 100 seconds unless given.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|config| config.timeout = timeout)
    }

    /// Sets how often a request is sent again.
    #[must_use]
    pub fn retry(self, retry: Retry) -> Self {
        self.with(|config| config.retry = retry)
    }

    /// Sets how many bytes the body of an answer may have: 64 MiB unless given.
    #[must_use]
    pub fn max_response_size(self, bytes: usize) -> Self {
        self.with(|config| config.max_response_size = bytes)
    }

    /// Adds a hook that is told where answers depart from their contracts. Without one nothing is looked for.
    ///
    /// Of one answer it is told at most [as often](Self::max_drift) as is useful, and then once more of how many
    /// departures were left out ([`NoticeKind::Omitted`](crate::NoticeKind::Omitted)).
    #[must_use]
    pub fn on_drift(self, hook: impl Fn(&Drift<'_>) + Send + Sync + 'static) -> Self {
        self.with(|config| config.on_drift.push(Arc::new(hook)))
    }

    /// Sets how many departures of one answer are told: 100 unless given.
    #[must_use]
    pub fn max_drift(self, count: usize) -> Self {
        self.with(|config| config.max_drift = count)
    }

    /// Adds a hook that sees each request before it is sent, and may change it: to sign it, to number it.
    ///
    /// Of what it sets, a request that is redirected to another server has `Accept` and `User-Agent` alone.
    #[must_use]
    pub fn on_request(self, hook: impl Fn(&mut Request<Bytes>) + Send + Sync + 'static) -> Self {
        self.with(|config| config.on_request.push(Arc::new(hook)))
    }

    /// Adds a hook that sees the head of each answer, and how long it took.
    #[must_use]
    pub fn on_response(self, hook: impl Fn(&response::Parts, Duration) + Send + Sync + 'static) -> Self {
        self.with(|config| config.on_response.push(Arc::new(hook)))
    }

    /// Adds a hook that is told when a request will be sent again.
    #[must_use]
    pub fn on_retry(self, hook: impl Fn(&Retrying) + Send + Sync + 'static) -> Self {
        self.with(|config| config.on_retry.push(Arc::new(hook)))
    }

    /// What sends the requests.
    #[must_use]
    pub fn transport(&self) -> &T {
        &self.transport
    }

    pub(super) fn config(&self) -> &Arc<Config> {
        &self.config
    }
}

impl<T> Clone for Client<T> {
    fn clone(&self) -> Self {
        Client { config: Arc::clone(&self.config), transport: Arc::clone(&self.transport) }
    }
}

/// Without secrets: of headers it has the names.
impl<T> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.config.fmt(f)
    }
}
