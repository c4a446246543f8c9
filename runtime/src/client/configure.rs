//! Clients, and how they are set up.

use super::config::Config;
use super::credentials::{Login, Scheme};
use super::limits::{BudgetLeft, RateLimit, RateLimiter, RetryBudget};
use super::{Attempted, ResponseNotice, Retry, Retrying};
use crate::http::{BaseUrl, Format};
use ::http::{Request, response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A client of a service: its address, the credentials of the caller, and a transport.
///
/// It is configured in one expression and cheap to clone. Generated clients wrap one:
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
///     .on_notice(|notice| eprintln!("{notice}"));
/// // lcmanager::client::Client::new(http)
/// # }
/// # Ok::<_, datacontract::client::Error>(())
/// ```
pub struct Client<T> {
    config: Arc<Config>,
    transport: Arc<T>,
}

impl<T> Client<T> {
    /// Creates a client of the service at `base_url` that sends requests through `transport`.
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

    /// Authenticates with HTTP Basic.
    #[must_use]
    pub fn basic(self, user: &str, password: &str) -> Self {
        let token = STANDARD.encode(format!("{user}:{password}"));
        let value = format!("Basic {token}");
        self.with(|config| config.credentials.header(Scheme::Basic, "Authorization", &value))
    }

    /// Authenticates with a bearer token.
    #[must_use]
    pub fn bearer(self, token: &str) -> Self {
        let value = format!("Bearer {token}");
        self.with(|config| config.credentials.header(Scheme::Bearer, "Authorization", &value))
    }

    /// Authenticates with a key in the header of this name.
    #[must_use]
    pub fn api_key(self, header: &str, key: &str) -> Self {
        self.with(|config| config.credentials.header(Scheme::Key, header, key))
    }

    /// Authenticates with a key in the query of each address. It goes to no other server, and no error shows it.
    #[must_use]
    pub fn query_key(self, name: &str, key: &str) -> Self {
        self.with(|config| config.credentials.query(name, key))
    }

    /// Authenticates with a cookie that the caller has. If the service sets the cookie of this name anew, the
    /// client sends what was set last.
    #[must_use]
    pub fn cookie(self, name: &str, value: &str) -> Self {
        self.with(|config| config.credentials.cookie(name, Some(value)))
    }

    /// Authenticates with the cookie of this name that the service sets, for example in its answer to an
    /// endpoint that logs in. Other cookies are not kept.
    #[must_use]
    pub fn cookie_session(self, name: &str) -> Self {
        self.with(|config| config.credentials.cookie(name, None))
    }

    /// Authenticates with tokens that the client gets by logging in: see [`Login`]. All clones share the token.
    ///
    /// A client may have credentials of several kinds: an endpoint gets those that its description names, or
    /// all if it names none of them. What the description calls anonymous gets none.
    #[must_use]
    pub fn login(self, login: Login) -> Self {
        self.with(|config| config.credentials.login(login))
    }

    /// Sets a header of all requests. It replaces a header of the same name that would be sent otherwise.
    ///
    /// A name or value that HTTP does not allow is an error of each call
    /// ([`Error::Arguments`](super::Error::Arguments)).
    #[must_use]
    pub fn header(self, name: &str, value: &str) -> Self {
        self.with(|config| config.headers.set(name, value, false))
    }

    /// Sets `User-Agent`. The default is `datacontract/` and the version of this crate.
    #[must_use]
    pub fn user_agent(self, name: &str) -> Self {
        self.header("User-Agent", name)
    }

    /// Sets the format in which requests are written and responses are asked for. The default is the first
    /// format of the service. Responses are read in whatever format they come.
    #[must_use]
    pub fn format(self, format: Format) -> Self {
        self.with(|config| config.format = Some(format))
    }

    /// Sets how long a call may take, including all attempts and pauses. The default is 100 seconds.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|config| config.timeout = timeout)
    }

    /// Sets how often and when a request is retried.
    #[must_use]
    pub fn retry(self, retry: Retry) -> Self {
        self.with(|config| config.retry = retry)
    }

    /// Sets a budget for the retries of all calls together. All clones of the client share it. Without one each call
    /// retries as [`retry`](Self::retry) says.
    #[must_use]
    pub fn retry_budget(self, budget: RetryBudget) -> Self {
        self.with(|config| config.retry_budget = Some(Arc::new(BudgetLeft::new(budget))))
    }

    /// Sets how many requests are sent in a time, retries and logins among them. All clones of the client share it.
    /// What is too much waits; a call whose time would be over by then fails at once, and nothing of it is sent.
    #[must_use]
    pub fn rate_limit(self, limit: RateLimit) -> Self {
        self.with(|config| config.rate_limiter = Some(Arc::new(RateLimiter::new(limit))))
    }

    /// Sends a random key in the header of this name with each call that must not happen twice (POST and PATCH), and
    /// retries such calls like others: a service that knows the header does the work once for each key. A call that
    /// sets the header itself keeps its own key.
    ///
    /// Set it only if the service's documentation has such a header. Its usual name is `Idempotency-Key`.
    #[must_use]
    pub fn idempotency_key(self, header: &str) -> Self {
        self.with(|config| config.idempotency_key = config.headers.name(header))
    }

    /// Sets how many bytes the body of a response may have. The default is 64 MiB.
    #[must_use]
    pub fn max_response_size(self, bytes: usize) -> Self {
        self.with(|config| config.max_response_size = bytes)
    }

    /// Adds a hook that is called for each difference between a response and its contract. Without a hook no
    /// differences are looked for.
    ///
    /// For one response it is called at most [`max_notices`](Self::max_notices) times, and then once more
    /// with the number of notices that were left out ([`NoticeKind::Omitted`](crate::NoticeKind::Omitted)).
    #[must_use]
    pub fn on_notice(self, hook: impl Fn(&ResponseNotice<'_>) + Send + Sync + 'static) -> Self {
        self.with(|config| config.on_notice.push(Arc::new(hook)))
    }

    /// Sets for how many notices about one response the hooks are called. The default is 100.
    #[must_use]
    pub fn max_notices(self, count: usize) -> Self {
        self.with(|config| config.max_notices = count)
    }

    /// Adds a hook that is called with each request before it is sent, and may change it, for example to sign
    /// it.
    ///
    /// If a request is redirected to another server, `Accept` and `User-Agent` are the only headers of the
    /// hook's that go there.
    #[must_use]
    pub fn on_request(self, hook: impl Fn(&mut Request<Bytes>) + Send + Sync + 'static) -> Self {
        self.with(|config| config.on_request.push(Arc::new(hook)))
    }

    /// Adds a hook that is called with the head of each response and the time that it took.
    #[must_use]
    pub fn on_response(self, hook: impl Fn(&response::Parts, Duration) + Send + Sync + 'static) -> Self {
        self.with(|config| config.on_response.push(Arc::new(hook)))
    }

    /// Adds a hook that is called before a request is retried.
    #[must_use]
    pub fn on_retry(self, hook: impl Fn(&Retrying) + Send + Sync + 'static) -> Self {
        self.with(|config| config.on_retry.push(Arc::new(hook)))
    }

    /// Adds a hook that is called after each attempt, whatever came of it, for metrics: a histogram of
    /// [`Attempted::duration`] and a counter of attempts whose [`Attempted::number`] is more than one are
    /// OpenTelemetry's `http.client.request.duration` and the retries.
    ///
    /// ```
    /// # #[cfg(feature = "ureq")] {
    /// use datacontract::client;
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicUsize, Ordering};
    ///
    /// let retries = Arc::new(AtomicUsize::new(0));
    /// let counter = Arc::clone(&retries);
    /// let shop = client::ureq("https://shop.example.com")?.on_attempt(move |attempted| {
    ///     if attempted.number > 1 {
    ///         counter.fetch_add(1, Ordering::Relaxed);
    ///     }
    /// });
    /// # let _ = shop;
    /// # }
    /// # Ok::<_, datacontract::client::Error>(())
    /// ```
    #[must_use]
    pub fn on_attempt(self, hook: impl Fn(&Attempted<'_>) + Send + Sync + 'static) -> Self {
        self.with(|config| config.on_attempt.push(Arc::new(hook)))
    }

    /// Returns the transport that sends the requests.
    #[must_use]
    pub fn transport(&self) -> &T {
        &self.transport
    }

    pub(super) fn shared_transport(&self) -> Arc<T> {
        Arc::clone(&self.transport)
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

/// Prints no secrets: of headers the names alone.
impl<T> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.config.fmt(f)
    }
}
