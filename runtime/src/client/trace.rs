//! Spans around calls. Without the feature `tracing` nothing of it is left.
//!
//! A span has the operation, its method and path template, and how it went; never what was sent and what came
//! back.

use super::Retrying;
use crate::http::Operation;
use crate::notice::Notice;
use ::http::StatusCode;
use std::time::Duration;

/// The span of one call.
#[derive(Clone, Debug)]
pub(super) struct Span {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl Span {
    pub(super) fn of(operation: &Operation) -> Self {
        let span = tracing::info_span!(
            "datacontract.call",
            api = operation.api.name,
            operation = operation.name,
            method = operation.method.as_str(),
            path = operation.path,
            attempts = tracing::field::Empty,
            status = tracing::field::Empty,
            duration = tracing::field::Empty,
        );
        Span { span }
    }

    pub(super) fn enter(&self) -> impl Drop {
        self.span.enter()
    }

    pub(super) fn instrument<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(future, self.span.clone())
    }

    pub(super) fn retry(&self, retrying: &Retrying) {
        let Retrying { attempts, pause, status, failure, .. } = *retrying;
        tracing::warn!(
            parent: &self.span,
            attempts,
            ?pause,
            status = status.map(|status| status.as_u16()),
            failure = failure.map(tracing::field::debug),
            "the request is sent again"
        );
    }

    pub(super) fn notice(&self, notice: &Notice<'_>) {
        let Notice { kind, path, name, .. } = *notice;
        tracing::warn!(parent: &self.span, ?kind, path, name, "the response differs from its contract");
    }

    pub(super) fn done(&self, attempts: u32, status: Option<StatusCode>, duration: Duration) {
        self.span.record("attempts", attempts);
        self.span.record("duration", tracing::field::debug(duration));
        if let Some(status) = status {
            self.span.record("status", status.as_u16());
        }
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
    pub(super) fn of(_: &Operation) -> Self {
        Span {}
    }

    pub(super) fn enter(&self) -> Entered {
        Entered
    }

    pub(super) fn instrument<F: Future>(&self, future: F) -> F {
        future
    }

    pub(super) fn retry(&self, _: &Retrying) {}

    pub(super) fn notice(&self, _: &Notice<'_>) {}

    pub(super) fn done(&self, _: u32, _: Option<StatusCode>, _: Duration) {}

    pub(super) fn is_on(&self) -> bool {
        false
    }
}
