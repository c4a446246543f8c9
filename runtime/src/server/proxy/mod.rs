//! A proxy before the service that is replaced.

mod body;
mod connect;
mod forwarded;
mod headers;
mod rewrite;

use super::call::error_response;
use super::service::http_service;
use super::trace;
use crate::error::{Error, ErrorKind, Result};
use crate::http::answer::{Negotiated, Writers};
use crate::http::negotiate::negotiate;
use crate::http::{Api, BaseUrl, Format, HttpError};
use ::http::header::{CONTENT_LENGTH, EXPECT, HOST, HeaderValue, TE, TRANSFER_ENCODING, UPGRADE};
use ::http::request::Parts;
use ::http::uri::{PathAndQuery, Uri};
use ::http::{Method, Request as HttpRequest, Response as HttpResponse, StatusCode, Version};
use axum::body::Body;
use body::{Download, Gate, Progress, Signal, Stalled, Upload};
use connect::Connections;
use forwarded::Caller;
use http_body::Body as _;
use hyper::body::Incoming;
use rewrite::{Place, Rewriting};
use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::hash::{BuildHasher as _, RandomState};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::{Instant, timeout_at};

/// A proxy before the service that is replaced, to be a router's [fallback](super::Router::fallback).
///
/// So one program stands in front from the first day, and answers more and more endpoints itself:
///
/// ```no_run
/// # fn stand_in_front(ported: datacontract::server::Router) -> Result<(), datacontract::Error> {
/// use datacontract::server::Proxy;
///
/// let old = Proxy::to("http://old.example:8080")?.public_url("https://api.example")?;
/// let router = ported.fallback(old);
/// # let _ = router;
/// # Ok(())
/// # }
/// ```
///
/// Requests and answers are streamed, with their trailers. What a proxy has to do with headers it does:
///
/// | header | |
/// |---|---|
/// | `Connection` and all that it names, `Keep-Alive`, `TE`, `Transfer-Encoding`, `Upgrade`, `Proxy-*` | are of one connection, and not passed on |
/// | `Host` | is the old service's; the caller's with [`keep_host`](Self::keep_host) |
/// | `Forwarded`, `X-Forwarded-For`, `-Host`, `-Proto` | tell who calls. What callers claim themselves is removed, unless they are [trusted](Self::trust_forwarded) |
/// | `Via` | names the proxy. A request that has come by already is answered by 508 |
/// | `Location`, `Content-Location` | lead callers to the proxy where they led to the old service |
/// | `Set-Cookie` | `Path` changes likewise; `Domain` goes if it is that of the old service; `Secure` goes if the [public address](Self::public_url) is `http` |
/// | `Expect: 100-continue` | is passed on: the body is sent once the old service wants it |
///
/// Requests to upgrade the connection (`WebSocket`) are answered by 501. If the old service cannot be
/// reached or hangs up the answer is 502, if it takes too long 504, both with Web API's error body. A `GET`,
/// `HEAD` or `OPTIONS` without a body is tried once more if the connection breaks before anything is answered.
///
/// For `https` the feature `proxy-rustls` or `proxy-native-tls` is needed.
#[derive(Clone)]
pub struct Proxy {
    connections: Connections,
    settings: Arc<Settings>,
}

#[derive(Clone)]
struct Settings {
    target: Place,
    public: Option<Place>,
    keeps_host: bool,
    trusts_forwarded: bool,
    timeout: Option<Duration>,
    /// The name of this proxy in `Via`.
    pseudonym: String,
}

static NO_API: Api = Api::new("");

/// Why there is no answer.
enum Failure {
    /// The old service does not speak, or not HTTP.
    Unreachable(Box<dyn StdError + Send + Sync>),
    /// The old service takes too long.
    Timeout,
    /// The caller takes too long.
    CallerStalled,
}

impl Proxy {
    /// Returns a proxy to the service at an address, which may have a path: what is asked by `/api/x` is asked
    /// there by `/path/api/x`.
    ///
    /// # Errors
    /// If it is no address of scheme `http` or `https`, or `https` without a feature for TLS.
    pub fn to(base_url: &str) -> Result<Self> {
        let target = place(base_url)?;
        if target.scheme == ::http::uri::Scheme::HTTPS && !connect::HAS_TLS {
            return Err(Error::new(
                ErrorKind::Unrepresentable,
                "`https` needs the feature `proxy-rustls` or `proxy-native-tls` of `datacontract`",
            ));
        }
        let settings = Settings {
            target,
            public: None,
            keeps_host: false,
            trusts_forwarded: false,
            timeout: Some(Duration::from_secs(100)),
            pseudonym: format!("datacontract-{:016x}", RandomState::new().hash_one(0)),
        };
        Ok(Proxy {
            connections: Connections::new(Some(Duration::from_secs(10)))?,
            settings: Arc::new(settings),
        })
    }

    fn with(mut self, set: impl FnOnce(&mut Settings)) -> Self {
        set(Arc::make_mut(&mut self.settings));
        self
    }

    /// Sets the address under which callers see the service: what redirects and cookies of the old service
    /// are rewritten to. Its path is what was cut off on the way, as by `axum::Router::nest`.
    ///
    /// By default it is the host that the caller has asked for, by `http`: behind something that ends TLS,
    /// set the address, or [trust](Self::trust_forwarded) what it says.
    ///
    /// # Errors
    /// If it is no address of scheme `http` or `https`.
    pub fn public_url(self, url: &str) -> Result<Self> {
        let public = place(url)?;
        Ok(self.with(|settings| settings.public = Some(public)))
    }

    /// Sets whether the old service is asked with the caller's `Host` instead of its own. IIS often chooses the
    /// site by it.
    #[must_use]
    pub fn keep_host(self, keep: bool) -> Self {
        self.with(|settings| settings.keeps_host = keep)
    }

    /// Sets whether `Forwarded` and `X-Forwarded-*` of requests are believed and passed on: only where nothing
    /// but another proxy can reach this one. By default they are removed, since any caller can claim anything.
    #[must_use]
    pub fn trust_forwarded(self, trust: bool) -> Self {
        self.with(|settings| settings.trusts_forwarded = trust)
    }

    /// Sets how long nothing may move: no part of the request go on to the old service, no answer begin, no
    /// part of the answer come. The default is 100 seconds, as .NET's `HttpClient` waits.
    #[must_use]
    pub fn timeout(self, time: Option<Duration>) -> Self {
        self.with(|settings| settings.timeout = time)
    }

    /// Sets how long it may take to connect. The default is 10 seconds.
    ///
    /// # Errors
    /// If there is no TLS on this machine.
    pub fn connect_timeout(mut self, time: Option<Duration>) -> Result<Self> {
        self.connections = Connections::new(time)?;
        Ok(self)
    }

    async fn answer(self, request: HttpRequest<Body>) -> HttpResponse<Body> {
        let api = request.extensions().get::<&'static Api>().copied().unwrap_or(&NO_API);
        let writers = Writers::of_errors(api);
        let negotiated = negotiate(writers, request.headers(), false)
            .unwrap_or_else(|| Negotiated::of_format(writers, Format::Json));
        let refuse =
            |status, message: &str| error_response(api, &negotiated, status, &HttpError::new(message));
        let is_loop = forwarded::is_loop(request.headers(), &self.settings.pseudonym);
        if let Some((status, message)) = self.settings.refusal(&request, is_loop) {
            return refuse(status, message);
        }
        match self.pass_on(request).await {
            Ok(response) => response,
            Err(failure) => {
                let (status, message) = match failure {
                    Failure::Unreachable(error) => {
                        trace::unreachable(&Chain(&*error));
                        (StatusCode::BAD_GATEWAY, "The service behind this one cannot be reached.")
                    }
                    Failure::Timeout => {
                        trace::unreachable(&"it took too long");
                        (StatusCode::GATEWAY_TIMEOUT, "The service behind this one took too long.")
                    }
                    Failure::CallerStalled => {
                        (StatusCode::REQUEST_TIMEOUT, "The request entity took too long to arrive.")
                    }
                };
                refuse(status, message)
            }
        }
    }

    async fn pass_on(&self, request: HttpRequest<Body>) -> Result<HttpResponse<Body>, Failure> {
        let settings = &*self.settings;
        let (mut parts, body) = request.into_parts();
        let method = parts.method.clone();
        let caller = Caller::of(&parts, settings.trusts_forwarded);
        settings.prepare(&mut parts, &caller, &body);

        let can_repeat =
            matches!(method, Method::GET | Method::HEAD | Method::OPTIONS) && body.is_end_stream();
        let first = can_repeat.then(|| parts.clone());
        let mut result = self.send(parts, body).await;
        if let (Err(Failure::Unreachable(error)), Some(parts)) = (&result, first)
            && is_broken(&**error)
        {
            result = self.send(parts, Body::empty()).await;
        }

        let (response, answered) = result?;
        let (mut parts, body) = response.into_parts();
        if parts.status == StatusCode::SWITCHING_PROTOCOLS {
            return Err(Failure::Unreachable("it switched protocols without being asked to".into()));
        }
        if headers::has_unknown_coding(&parts.headers) {
            return Err(Failure::Unreachable("it answered in an unknown transfer coding".into()));
        }
        headers::remove_hop_by_hop(&mut parts.headers);
        Rewriting::new(&settings.target, settings.public.as_ref(), &caller, settings.keeps_host)
            .apply(&mut parts.headers);
        parts.version = Version::default();
        let is_bodiless = method == Method::HEAD
            || matches!(parts.status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
        let body = Download::new(body, is_bodiless, answered, settings.timeout);
        Ok(HttpResponse::from_parts(parts, Body::new(body)))
    }

    /// Sends a request, and waits for the head of the answer as long as anything moves. What it gives beside the
    /// answer is to be dropped with its body.
    async fn send(
        &self,
        parts: Parts,
        body: Body,
    ) -> Result<(HttpResponse<Incoming>, oneshot::Sender<()>), Failure> {
        let progress = Progress::new();
        let (gate, keeper) = Gate::of(&parts.headers).unzip();
        let (sender, answered) = oneshot::channel();
        let limit = self.settings.timeout;
        let upload = Upload::new(body, gate, answered, progress.clone(), limit);
        let mut request = HttpRequest::from_parts(parts, upload);
        if let Some(keeper) = keeper.clone() {
            hyper::ext::on_informational(&mut request, move |response| {
                if response.status() == StatusCode::CONTINUE {
                    keeper.say(Signal::Wanted);
                }
            });
        }
        let answer = self.wait(request, &progress).await?;
        if let Some(keeper) = keeper {
            keeper.say(Signal::Unwanted);
        }
        Ok((answer, sender))
    }

    async fn wait(
        &self,
        request: HttpRequest<Upload>,
        progress: &Progress,
    ) -> Result<HttpResponse<Incoming>, Failure> {
        let failed = |error: hyper_util::client::legacy::Error| {
            if causes(&error).any(<dyn StdError>::is::<Stalled>) {
                Failure::CallerStalled
            } else {
                Failure::Unreachable(error.into())
            }
        };
        let mut answer = pin!(self.connections.send(request));
        let Some(limit) = self.settings.timeout else { return answer.await.map_err(failed) };
        let mut deadline = Instant::now() + limit;
        loop {
            if let Ok(answered) = timeout_at(deadline, answer.as_mut()).await {
                return answered.map_err(failed);
            }
            let now = Instant::now();
            // A caller that stops sending is cut off by the body itself.
            deadline = if progress.waits_for_caller() { now + limit } else { progress.last() + limit };
            if deadline <= now {
                return Err(Failure::Timeout);
            }
        }
    }
}

impl Settings {
    /// Returns why a request is not passed on.
    fn refusal(&self, request: &HttpRequest<Body>, is_loop: bool) -> Option<(StatusCode, &'static str)> {
        let upgrades = headers::words(request.headers(), &UPGRADE);
        // A server that does not know a newer HTTP goes on with the old one.
        let is_newer_http =
            |word: &str| ["h2c", "http", "tls"].iter().any(|known| word.eq_ignore_ascii_case(known));
        if is_loop {
            return Some((
                StatusCode::LOOP_DETECTED,
                "The request comes back to the proxy that it came from.",
            ));
        }
        if headers::has_unknown_coding(request.headers()) {
            return Some((StatusCode::NOT_IMPLEMENTED, "The transfer coding of the request is unknown."));
        }
        if *request.method() == Method::CONNECT {
            return Some((StatusCode::NOT_IMPLEMENTED, "Tunnels are not passed on."));
        }
        if upgrades.into_iter().any(|word| !is_newer_http(word)) {
            let message = "WebSockets and other upgrades of the connection are not passed on.";
            return Some((StatusCode::NOT_IMPLEMENTED, message));
        }
        let leaves = !self.target.path.is_empty() && leaves_base(request.uri().path());
        leaves.then_some((StatusCode::BAD_REQUEST, "The path leads out of the service."))
    }

    /// Makes the head of a request that of the one to the old service.
    fn prepare(&self, parts: &mut Parts, caller: &Caller, body: &Body) {
        let takes_trailers = headers::has_word(&parts.headers, &TE, "trailers");
        headers::remove_hop_by_hop(&mut parts.headers);
        if takes_trailers {
            headers::ask_for_trailers(&mut parts.headers);
        }
        if body.is_end_stream() {
            parts.headers.remove(EXPECT);
        } else if !parts.headers.contains_key(CONTENT_LENGTH) && body.size_hint().exact().is_none() {
            // Without it a `GET` would lose its body.
            parts.headers.insert(TRANSFER_ENCODING, HeaderValue::from_static("chunked"));
        }
        caller.tell(&mut parts.headers, self.trusts_forwarded);
        forwarded::add_via(&mut parts.headers, parts.version, &self.pseudonym);
        if !self.keeps_host {
            parts.headers.remove(HOST);
        }
        parts.uri = self.uri(&parts.uri);
        parts.version = Version::HTTP_11;
        // What layers have put there is nobody's business behind.
        parts.extensions.clear();
    }

    /// Returns the address of a request at the old service.
    fn uri(&self, uri: &Uri) -> Uri {
        let asked = uri.path_and_query().map_or("/", PathAndQuery::as_str);
        // `OPTIONS *`
        let asked = if asked.starts_with('/') { asked } else { "/" };
        let mut target = ::http::uri::Parts::default();
        target.scheme = Some(self.target.scheme.clone());
        target.authority.clone_from(&self.target.host);
        target.path_and_query = format!("{}{asked}", self.target.path).parse().ok();
        Uri::from_parts(target).unwrap_or_default()
    }
}

/// Reads a base address.
fn place(url: &str) -> Result<Place> {
    let base = BaseUrl::new(url)?;
    let uri: Uri = base
        .as_str()
        .parse()
        .map_err(|_| Error::new(ErrorKind::Unrepresentable, "this is no base address: no URI can hold it"))?;
    let parts = uri.into_parts();
    let path = parts.path_and_query.as_ref().map_or("", PathAndQuery::path).trim_end_matches('/').to_owned();
    Ok(Place { scheme: parts.scheme.unwrap_or(::http::uri::Scheme::HTTP), host: parts.authority, path })
}

/// Returns whether a path climbs above where it starts, in any spelling that a server may understand.
fn leaves_base(path: &str) -> bool {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let mut depth = 0_i32;
    decoded.split(['/', '\\']).any(|segment| {
        match segment {
            "" | "." => {}
            ".." => depth -= 1,
            _ => depth += 1,
        }
        depth < 0
    })
}

/// Returns whether a connection broke before the answer, as one does that was kept for too long.
fn is_broken(error: &(dyn StdError + 'static)) -> bool {
    causes(error).any(|cause| {
        if let Some(error) = cause.downcast_ref::<std::io::Error>() {
            use std::io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
            return matches!(error.kind(), BrokenPipe | ConnectionAborted | ConnectionReset);
        }
        cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_incomplete_message)
    })
}

/// Returns an error and its causes, the error itself first.
fn causes<'e>(error: &'e (dyn StdError + 'static)) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error: &&'e (dyn StdError + 'static)| (*error).source())
}

/// An error with its causes.
struct Chain<'e>(&'e (dyn StdError + 'static));

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        causes(self.0).skip(1).try_for_each(|cause| write!(f, ": {cause}"))
    }
}

http_service!(impl [] for Proxy where [] Proxy::answer);

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Settings { target, public, keeps_host, trusts_forwarded, timeout, .. } = &*self.settings;
        f.debug_struct("Proxy")
            .field("target", target)
            .field("public", public)
            .field("keeps_host", keeps_host)
            .field("trusts_forwarded", trusts_forwarded)
            .field("timeout", timeout)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{Proxy, leaves_base};

    #[test]
    fn paths_that_lead_out_are_recognized() {
        for path in ["/../x", "/a/../../x", "/%2e%2E/x", "/a/..\\../x", "/..%2fx", "/a/%2e%2e%5c.."] {
            assert!(leaves_base(path), "{path}");
        }
        for path in ["/", "/a/../b", "/..a/..b", "/a/b/../../c", "/%2e/a", "/a?../.."] {
            assert!(!leaves_base(path), "{path}");
        }
    }

    #[test]
    fn addresses_are_joined() {
        for (base, asked, expected) in [
            ("http://old", "/api/x?y=%20", "http://old/api/x?y=%20"),
            ("http://old/", "/", "http://old/"),
            ("http://old/app/", "/api//x", "http://old/app/api//x"),
            ("http://old/app", "*", "http://old/app/"),
            ("http://old", "http://elsewhere/x", "http://old/x"),
        ] {
            let proxy = Proxy::to(base).unwrap();
            assert_eq!(proxy.settings.uri(&asked.parse().unwrap()).to_string(), expected, "{base} {asked}");
        }
        for base in ["", "old", "ftp://old", "http://", "http://u:p@old", "http://old?x"] {
            assert!(Proxy::to(base).is_err(), "{base}");
        }
    }

    #[test]
    fn tls_needs_a_feature() {
        assert_eq!(Proxy::to("https://old").is_ok(), super::connect::HAS_TLS);
    }
}
