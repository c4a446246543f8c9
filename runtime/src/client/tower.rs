//! Any tower service: calls within a program.

use super::{Attempt, Exchange, Transport, TransportError, TransportKind, drive};
use ::http::header::HOST;
use ::http::{HeaderValue, Request, Response, Uri};
use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt as _;
use std::fmt;
use std::pin::Pin;
use tokio::time::timeout;
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
    B: http_body::Body<Data = Bytes> + Send,
    B::Error: Into<BoxError>,
{
    type Sent<'a, R: Send + 'a> = Pin<Box<dyn Future<Output = R> + Send + 'a>>;

    fn send<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange) -> R + Send + 'a,
    ) -> Self::Sent<'a, R> {
        Box::pin(async move {
            let attempt = |attempt: Attempt| {
                let service = self.0.clone();
                async move {
                    let (limit, size) = (attempt.timeout, attempt.max_response_size);
                    let request = attempt.into_request()?;
                    let answer = answer(service, request, size);
                    timeout(limit, answer)
                        .await
                        .unwrap_or_else(|_| Err(TransportError::of(TransportKind::Timeout, None)))
                }
            };
            finish(drive(exchange, attempt, tokio::time::sleep).await)
        })
    }
}

async fn answer<S, B>(
    mut service: S,
    request: Request<Bytes>,
    max_size: usize,
) -> Result<Response<Bytes>, TransportError>
where
    S: Service<Request<Body>, Response = Response<B>>,
    S::Error: Into<BoxError>,
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    let transport_error = |error| TransportError::of(TransportKind::Other, Some(error));
    std::future::poll_fn(|context| service.poll_ready(context))
        .await
        .map_err(|error| transport_error(error.into()))?;
    let request = received(request).map(Body::from);
    let (parts, body) =
        service.call(request).await.map_err(|error| transport_error(error.into()))?.into_parts();

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
    Ok(Response::from_parts(parts, bytes.freeze()))
}

/// Returns a request as a server sees it: the host is in a header.
fn received(mut request: Request<Bytes>) -> Request<Bytes> {
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
