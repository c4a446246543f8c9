//! A service that stands within another one.

use ::http::{Request, Response};
use axum::body::Body;
use std::convert::Infallible;
use tower_service::Service;

/// Waits until a service is ready, and returns its answer to a request.
pub(super) async fn call<S>(service: &mut S, request: Request<Body>) -> Response<Body>
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible>,
{
    let Ok(()) = std::future::poll_fn(|context| service.poll_ready(context)).await;
    let Ok(response) = service.call(request).await;
    response
}
