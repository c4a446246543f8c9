//! What goes through a service, told to somebody beside it.

use super::inner::call;
use super::service::http_service;
use super::tee::{When, tee};
use crate::http::decode_body;
use ::http::request::Parts;
use ::http::{HeaderMap, Method, Request as HttpRequest, Response as HttpResponse, StatusCode, Uri};
use axum::body::Body;
use bytes::Bytes;
use std::convert::Infallible;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use tower_service::Service;

/// A service whose requests and answers are watched, for example a [`Proxy`](super::Proxy).
///
/// They go on as they are while they come. A copy of each exchange is told once its answer has gone, or broke off. What is
/// told runs on the task that serves the connection, so it has to return at once: put the exchange into a bounded queue, and
/// count what finds no place there.
///
/// ```no_run
/// use datacontract::server::{Proxy, Watch};
///
/// # fn watch() -> datacontract::Result<()> {
/// let (sender, receiver) = std::sync::mpsc::sync_channel(1000);
/// let proxy = Watch::new(Proxy::to("https://service.example")?, move |exchange| {
///     // Full: the caller does not wait.
///     let _ = sender.try_send(exchange);
/// });
/// # let _ = (proxy, receiver);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Watch<S> {
    inner: S,
    max_size: usize,
    told: Arc<dyn Fn(Watched) + Send + Sync>,
}

/// A request with its answer, as they went by.
pub struct Watched {
    /// The method.
    pub method: Method,
    /// What was asked for: the path and the query.
    pub uri: Uri,
    /// The headers of the request.
    pub request_headers: HeaderMap,
    /// The body of the request.
    pub request_body: WatchedBody,
    /// The status of the answer.
    pub status: StatusCode,
    /// The headers of the answer.
    pub response_headers: HeaderMap,
    /// The body of the answer.
    pub response_body: WatchedBody,
    /// When the request came.
    pub started: SystemTime,
    /// How long it took until the answer began.
    pub first_byte: Duration,
    /// How long it took until the answer had gone.
    pub time: Duration,
}

/// What is known of a body.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum WatchedBody {
    /// All of it, as it was on the wire.
    Whole(Bytes),
    /// It was too large to be kept, or broke off.
    NotKept,
}

impl WatchedBody {
    fn of(copy: Option<Bytes>) -> Self {
        copy.map_or(WatchedBody::NotKept, WatchedBody::Whole)
    }

    /// Returns the body without the compression that its headers tell, of at most `limit` bytes; `None` if it was not
    /// kept, is larger, or is compressed in a way that this program does not read.
    #[must_use]
    pub fn content(&self, headers: &HeaderMap, limit: usize) -> Option<Bytes> {
        let WatchedBody::Whole(bytes) = self else { return None };
        decode_body(headers, bytes.clone(), limit)
    }
}

/// Without the bytes, which may hold secrets.
impl fmt::Debug for WatchedBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(bytes) => write!(f, "Whole({} bytes)", bytes.len()),
            Self::NotKept => f.write_str("NotKept"),
        }
    }
}

/// Without addresses and headers, which may hold secrets.
impl fmt::Debug for Watched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watched")
            .field("method", &self.method)
            .field("request_body", &self.request_body)
            .field("status", &self.status)
            .field("response_body", &self.response_body)
            .field("time", &self.time)
            .finish_non_exhaustive()
    }
}

impl<S> Watch<S> {
    /// Returns a service that tells of what goes through another one.
    pub fn new(service: S, told: impl Fn(Watched) + Send + Sync + 'static) -> Self {
        Watch { inner: service, max_size: 1 << 20, told: Arc::new(told) }
    }

    /// Sets how many bytes of a body are kept: by default 1 MiB. Larger ones go on as all do, and are told without their
    /// bytes.
    #[must_use]
    pub fn max_size(mut self, bytes: usize) -> Self {
        self.max_size = bytes;
        self
    }
}

impl<S> Watch<S>
where
    S: Service<HttpRequest<Body>, Response = HttpResponse<Body>, Error = Infallible>,
{
    async fn answer(mut self, request: HttpRequest<Body>) -> HttpResponse<Body> {
        let (started, clock) = (SystemTime::now(), Instant::now());
        let (parts, body) = request.into_parts();
        let Parts { method, uri, headers, .. } = &parts;
        let (method, uri, headers) = (method.clone(), uri.clone(), headers.clone());
        let sent = Arc::new(Mutex::new(None));
        let copy = Arc::clone(&sent);
        let body = tee(body, self.max_size, When::AtTheEnd, move |bytes| {
            *copy.lock().unwrap_or_else(PoisonError::into_inner) = bytes;
        });
        let request = HttpRequest::from_parts(parts, Body::new(body));
        let response = call(&mut self.inner, request).await;
        let first_byte = clock.elapsed();
        let (parts, body) = response.into_parts();
        let (status, response_headers, told) = (parts.status, parts.headers.clone(), self.told);
        let body = tee(body, self.max_size, When::AtTheEnd, move |bytes| {
            let request_body = sent.lock().unwrap_or_else(PoisonError::into_inner).take();
            told(Watched {
                method,
                uri,
                request_headers: headers,
                request_body: WatchedBody::of(request_body),
                status,
                response_headers,
                response_body: WatchedBody::of(bytes),
                started,
                first_byte,
                time: clock.elapsed(),
            });
        });
        HttpResponse::from_parts(parts, Body::new(body))
    }
}

http_service!(impl [S] for Watch<S> where [
    S: Service<HttpRequest<Body>, Response = HttpResponse<Body>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send + 'static,
] Watch::answer);

impl<S: fmt::Debug> fmt::Debug for Watch<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch")
            .field("inner", &self.inner)
            .field("max_size", &self.max_size)
            .finish_non_exhaustive()
    }
}
