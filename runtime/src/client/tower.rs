//! Any tower service: calls within a program.

use super::{
    Answer, AsyncBody, Attempt, Exchange, ItemReading, ListStream, PageStream, Pages, StreamTransport,
    Transport, TransportError, TransportKind, drive_stream,
};
use crate::http::file::body::UploadBody;
use crate::http::{Endpoint, Paged};
use crate::items::HasItems;
use ::http::header::HOST;
use ::http::{HeaderValue, Request, Response, Uri};
use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http_body::Frame;
use http_body_util::BodyExt as _;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use tokio::time::{Instant, timeout};
use tower_service::Service;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A transport that hands requests to a tower service of the same program: to the router of a server, for
/// tests without sockets, or to a stack of middleware around another client.
///
/// A call waits for the service to be ready, and clones it.
#[derive(Clone)]
pub struct Tower<S>(S);

impl<S> Tower<S> {
    /// Returns a transport that calls this service.
    pub fn new(service: S) -> Self {
        Tower(service)
    }
}

impl<S, B> Transport for Tower<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Sent<'a, R: Send + 'a> = Pin<Box<dyn Future<Output = R> + Send + 'a>>;

    fn send<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange) -> R + Send + 'a,
    ) -> Self::Sent<'a, R> {
        Box::pin(async move { finish(self.run(exchange).await.0) })
    }
}

impl<S, B> StreamTransport for Tower<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Body = AsyncBody;

    fn open<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange, Option<AsyncBody>) -> R + Send + 'a,
    ) -> Self::Sent<'a, R> {
        Box::pin(async move {
            let (exchange, body) = self.run(exchange).await;
            finish(exchange, body)
        })
    }

    type Items<E: Endpoint<Response: HasItems>> = ListStream<E>;

    fn items<E: Endpoint<Response: HasItems>>(self: Arc<Self>, reading: ItemReading<E>) -> ListStream<E> {
        ListStream::new(reading, |exchange| async move { self.run(exchange).await })
    }

    type PageItems<E: Paged> = PageStream<Self, E>;

    fn page_items<E: Paged>(pages: Pages<Self, E>) -> PageStream<Self, E> {
        PageStream::new(pages)
    }
}

impl<S> Tower<S> {
    /// Does the steps of an exchange.
    async fn run<B>(&self, exchange: Exchange) -> (Exchange, Option<AsyncBody>)
    where
        S: Service<Request<Body>, Response = Response<B>> + Clone + Send + Sync + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let attempt = |attempt: Attempt| {
            let service = self.0.clone();
            async move {
                let limit = attempt.timeout;
                timeout(limit, answer(service, attempt))
                    .await
                    .unwrap_or_else(|_| Err(TransportError::of(TransportKind::Timeout, None)))
            }
        };
        drive_stream(exchange, attempt, tokio::time::sleep).await
    }
}

async fn answer<S, B>(mut service: S, attempt: Attempt) -> Result<Answer<AsyncBody>, TransportError>
where
    S: Service<Request<Body>, Response = Response<B>>,
    S::Error: Into<BoxError>,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let (max_size, takes_stream) = (attempt.max_response_size, attempt.stream_taker());
    let deadline = Instant::now().checked_add(attempt.timeout);
    let (parts, body) = attempt.request.into_parts();
    let body = attempt.upload.map_or_else(|| Body::from(body), |upload| Body::new(UploadBody::new(upload)));
    let request = received(Request::from_parts(parts, body));
    let transport_error = |error| TransportError::of(TransportKind::Other, Some(error));
    std::future::poll_fn(|context| service.poll_ready(context))
        .await
        .map_err(|error| transport_error(error.into()))?;
    let (parts, body) =
        service.call(request).await.map_err(|error| transport_error(error.into()))?.into_parts();
    if takes_stream(parts.status) {
        return Ok(Answer::Begun(Response::from_parts(parts, body_of(body, deadline))));
    }

    let mut body = std::pin::pin!(body);
    let mut bytes = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let broken = |error: B::Error| TransportError::of(TransportKind::Interrupted, Some(error.into()));
        let Ok(data) = frame.map_err(broken)?.into_data() else { continue };
        if data.len() > max_size - bytes.len() {
            return Err(TransportError::of(TransportKind::TooLarge, None));
        }
        bytes.extend_from_slice(&data);
    }
    Ok(Answer::Whole(Response::from_parts(parts, bytes.freeze())))
}

/// Returns a body by its pieces, up to a point in time.
fn body_of<B>(body: B, deadline: Option<Instant>) -> AsyncBody
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let mut body = Box::pin(body);
    let mut limit = deadline.map(|deadline| Box::pin(tokio::time::sleep_until(deadline)));
    AsyncBody::new(move |context| {
        if limit.as_mut().is_some_and(|limit| limit.as_mut().poll(context).is_ready()) {
            return Poll::Ready(Some(Err(TransportError::of(TransportKind::Timeout, None))));
        }
        loop {
            let Poll::Ready(frame) = body.as_mut().poll_frame(context) else { return Poll::Pending };
            match frame.map(|frame| frame.map(Frame::into_data)) {
                None => return Poll::Ready(None),
                Some(Ok(Ok(data))) => return Poll::Ready(Some(Ok(data))),
                // Trailers.
                Some(Ok(Err(_))) => {}
                Some(Err(error)) => {
                    let error = TransportError::of(TransportKind::Interrupted, Some(error.into()));
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    })
}

/// Returns a request as a server sees it: the host is in a header.
fn received<B>(mut request: Request<B>) -> Request<B> {
    let uri = request.uri();
    let host = uri.authority().and_then(|authority| HeaderValue::from_str(authority.as_str()).ok());
    let path = uri.path_and_query().map(|path| Uri::from(path.clone()));
    if let (Some(host), Some(path)) = (host, path) {
        request.headers_mut().insert(HOST, host);
        *request.uri_mut() = path;
    }
    request
}

impl<S> fmt::Debug for Tower<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tower")
    }
}
