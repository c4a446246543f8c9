//! How an attempt of a call ended.

use crate::http::{BaseUrl, Operation, TransportKind};
use ::http::{StatusCode, Uri};
use std::fmt;
use std::time::Duration;

/// One attempt of a call, as metrics count it: see [`Client::on_attempt`](super::Client::on_attempt).
///
/// It says nothing of what was sent or received. Its values are few, whatever the arguments of calls are, so they may be
/// labels of metrics.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Attempted<'a> {
    /// The operation. A request for a token has one of its own, `login`.
    pub operation: &'static Operation,
    /// The number of the attempt: more than one if the request was sent before.
    pub number: u32,
    /// The time from the request to the end of the response.
    pub duration: Duration,
    /// The status code of the response, if there was one.
    pub status: Option<StatusCode>,
    /// The reason why there was no response.
    pub failure: Option<TransportKind>,
    base: &'a BaseUrl,
}

impl<'a> Attempted<'a> {
    pub(super) fn new(
        operation: &'static Operation,
        base: &'a BaseUrl,
        number: u32,
        duration: Duration,
        outcome: Result<StatusCode, TransportKind>,
    ) -> Self {
        let (status, failure) = (outcome.ok(), outcome.err());
        Attempted { operation, number, duration, status, failure, base }
    }

    /// Returns OpenTelemetry's `url.template`: the path of the operation's addresses, with the names of its parameters.
    #[must_use]
    pub fn url_template(&self) -> String {
        url_template(self.operation, self.base)
    }

    /// Returns OpenTelemetry's `server.address`: the host of the service.
    #[must_use]
    pub fn server_address(&self) -> Option<String> {
        server(self.base).0
    }

    /// Returns OpenTelemetry's `server.port`: the port of the service.
    #[must_use]
    pub fn server_port(&self) -> Option<u16> {
        server(self.base).1
    }

    /// Returns OpenTelemetry's `error.type` if the attempt failed: the status code, or the kind of the transport's error.
    #[must_use]
    pub fn error_type(&self) -> Option<String> {
        error_type(self.status, self.failure)
    }
}

/// Returns the path of an operation's addresses.
pub(super) fn url_template(operation: &Operation, base: &BaseUrl) -> String {
    format!("{}/{}", base.path(), operation.path)
}

/// Returns host and port of a service.
pub(super) fn server(base: &BaseUrl) -> (Option<String>, Option<u16>) {
    let Ok(uri) = base.as_str().parse::<Uri>() else { return (None, None) };
    let usual = if uri.scheme_str() == Some("https") { 443 } else { 80 };
    (uri.host().map(str::to_owned), Some(uri.port_u16().unwrap_or(usual)))
}

/// Returns what OpenTelemetry calls `error.type`.
pub(super) fn error_type(status: Option<StatusCode>, failure: Option<TransportKind>) -> Option<String> {
    let failed = status.filter(|status| status.as_u16() >= 400);
    failure.map(|failure| format!("{failure:?}")).or_else(|| failed.map(|status| status.as_str().to_owned()))
}

impl fmt::Debug for Attempted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempted")
            .field("operation", &self.operation.name)
            .field("number", &self.number)
            .field("duration", &self.duration)
            .field("status", &self.status)
            .field("failure", &self.failure)
            .finish_non_exhaustive()
    }
}
