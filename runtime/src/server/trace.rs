//! Spans around requests, where the feature `tracing` is on. They have neither headers, nor queries, nor
//! bodies.

use crate::http::Operation;
use ::http::Method;
#[cfg(feature = "tracing")]
use ::http::Response;
#[cfg(feature = "tracing")]
use axum::body::Body;
use std::fmt::Display;
use std::future::Future;

/// Answers a request in a span that says which operation it is, and how it went.
#[cfg(feature = "tracing")]
pub(super) async fn in_span(
    operation: &Operation,
    method: &Method,
    answer: impl Future<Output = Response<Body>>,
) -> Response<Body> {
    use tracing::Instrument as _;
    let span = tracing::info_span!(
        "datacontract.request",
        api = operation.api.name,
        operation = operation.name,
        method = method.as_str(),
        path = operation.path,
        status = tracing::field::Empty,
    );
    let response = answer.instrument(span.clone()).await;
    span.record("status", response.status().as_u16());
    response
}

#[cfg(not(feature = "tracing"))]
pub(super) fn in_span<F: Future>(_: &Operation, _: &Method, answer: F) -> F {
    answer
}

/// Records an error that the caller does not see.
#[cfg(feature = "tracing")]
pub(super) fn failed(error: &dyn Display) {
    tracing::error!(%error, "the method failed");
}

#[cfg(not(feature = "tracing"))]
pub(super) fn failed(_: &dyn Display) {}

/// Records why the service behind a proxy has not answered.
#[cfg(all(feature = "proxy", feature = "tracing"))]
pub(super) fn unreachable(error: &dyn Display) {
    tracing::warn!(%error, "the service behind the proxy has not answered");
}

#[cfg(all(feature = "proxy", not(feature = "tracing")))]
pub(super) fn unreachable(_: &dyn Display) {}
