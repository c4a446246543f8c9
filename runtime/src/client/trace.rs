//! Spans around calls. Without the feature `tracing` nothing of it is left.
//!
//! A span has the operation and how it went; never what was sent and what came back. The names of its fields are those of
//! OpenTelemetry's conventions for HTTP clients. Each attempt and each retry is an event as well, with fields from which the
//! layer for metrics of `tracing-opentelemetry` makes a histogram and a counter.

#[cfg(feature = "tracing")]
use super::attempted::{error_type, server, url_template};
use super::{Attempted, Retrying};
use crate::http::{BaseUrl, Operation, TransportKind};
use crate::notice::Notice;
use ::http::StatusCode;
use std::time::Duration;

/// How a call ended.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(feature = "tracing"), expect(dead_code, reason = "only spans have it"))]
pub(super) struct Ended {
    pub(super) status: Option<StatusCode>,
    pub(super) failure: Option<TransportKind>,
    pub(super) duration: Duration,
}

/// The span of one call.
#[derive(Clone, Debug)]
pub(super) struct Span {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl Span {
    /// Returns the span of a call that is not made.
    pub(super) fn none() -> Self {
        Span { span: tracing::Span::none() }
    }

    pub(super) fn of(operation: &Operation, base: &BaseUrl) -> Self {
        use tracing::field::Empty;
        let span = tracing::info_span!(
            "datacontract.call",
            otel.kind = "client",
            otel.name = Empty,
            api = operation.api.name,
            operation = operation.name,
            http.request.method = operation.method.as_str(),
            url.template = Empty,
            server.address = Empty,
            server.port = Empty,
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            "error.type" = Empty,
            duration = Empty,
        );
        if !span.is_disabled() {
            let (template, (host, port)) = (url_template(operation, base), server(base));
            span.record("otel.name", format!("{} {template}", operation.method));
            span.record("url.template", template);
            span.record("server.address", host);
            span.record("server.port", port);
        }
        Span { span }
    }

    /// Tells of one attempt, for metrics.
    pub(super) fn attempted(&self, attempted: &Attempted<'_>) {
        tracing::event!(
            target: "datacontract::metrics",
            parent: &self.span,
            tracing::Level::DEBUG,
            {
                histogram.http.client.request.duration = attempted.duration.as_secs_f64(),
                http.request.method = attempted.operation.method.as_str(),
                url.template = attempted.url_template(),
                server.address = attempted.server_address(),
                server.port = attempted.server_port(),
                http.response.status_code = attempted.status.map(|status| status.as_u16()),
                "error.type" = attempted.error_type()
            }
        );
    }

    pub(super) fn enter(&self) -> impl Drop {
        self.span.enter()
    }

    pub(super) fn instrument<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(future, self.span.clone())
    }

    pub(super) fn retry(&self, retrying: &Retrying) {
        let Retrying { attempts, pause, status, failure, .. } = *retrying;
        tracing::event!(
            parent: &self.span,
            tracing::Level::WARN,
            {
                monotonic_counter.datacontract.client.retries = 1_u64,
                attempts,
                ?pause,
                status = status.map(|status| status.as_u16()),
                failure = failure.map(tracing::field::debug)
            },
            "the request is sent again"
        );
    }

    pub(super) fn notice(&self, notice: &Notice<'_>) {
        let Notice { kind, path, name, .. } = *notice;
        tracing::warn!(parent: &self.span, ?kind, path, name, "the response differs from its contract");
    }

    pub(super) fn done(&self, attempts: u32, ended: Ended) {
        if attempts > 1 {
            self.span.record("http.request.resend_count", attempts - 1);
        }
        self.span.record("duration", tracing::field::debug(ended.duration));
        self.span.record("http.response.status_code", ended.status.map(|status| status.as_u16()));
        self.span.record("error.type", error_type(ended.status, ended.failure));
    }

    /// Returns whether someone listens.
    pub(super) fn is_on(&self) -> bool {
        !self.span.is_disabled()
    }
}

/// What stands for an entered span where there is none.
#[cfg(not(feature = "tracing"))]
pub(super) struct Entered;

#[cfg(not(feature = "tracing"))]
#[expect(clippy::unused_self, reason = "with the feature it is needed")]
impl Span {
    pub(super) fn none() -> Self {
        Span {}
    }

    pub(super) fn of(_: &Operation, _: &BaseUrl) -> Self {
        Span {}
    }

    pub(super) fn attempted(&self, _: &Attempted<'_>) {}

    pub(super) fn enter(&self) -> Entered {
        Entered
    }

    pub(super) fn instrument<F: Future>(&self, future: F) -> F {
        future
    }

    pub(super) fn retry(&self, _: &Retrying) {}

    pub(super) fn notice(&self, _: &Notice<'_>) {}

    pub(super) fn done(&self, _: u32, _: Ended) {}

    pub(super) fn is_on(&self) -> bool {
        false
    }
}
