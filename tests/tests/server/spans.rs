//! What a log has of requests.

use crate::shop::{call, router, with_body};
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// The names of spans, and all fields of spans and events.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Visit for &Log {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.lock().unwrap().push(format!("{field}={value:?}"));
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("datacontract")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.0.lock().unwrap().push(span.metadata().name().to_owned());
        span.record(&mut &*self);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut &*self);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut &*self);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// What is logged of a request with secrets wherever there is a place for them.
fn logged(method: &str, target: &str) -> Vec<String> {
    let mut request = with_body(method, &format!("{target}?token=Welcome123"), "text/json", "\"Welcome123\"");
    request.headers_mut().insert("authorization", "Basic V2VsY29tZTEyMw==".parse().unwrap());
    let log = Log::default();
    tracing::subscriber::with_default(log.clone(), || call(&router(), request));
    let lines = log.0.lock().unwrap().clone();
    assert!(!lines.iter().any(|line| line.contains("Welcome123") || line.contains("V2Vs")), "{lines:?}");
    lines
}

#[test]
fn spans_say_which_endpoint_it_was() {
    let lines = logged("PUT", "/api/orders/12345/note");
    for expected in [
        "datacontract.request",
        "api=\"Shop\"",
        "operation=\"set_note\"",
        "method=\"PUT\"",
        "path=\"api/orders/{id}/note\"",
        "status=200",
    ] {
        assert!(lines.iter().any(|line| line == expected), "{expected} in {lines:?}");
    }
    assert!(!lines.iter().any(|line| line.contains("12345")), "{lines:?}");
}

#[test]
fn what_callers_are_not_told_is_logged() {
    let lines = logged("GET", "/api/orders/500");
    assert!(lines.contains(&"error=invalid digit found in string".to_owned()), "{lines:?}");
    let lines = logged("GET", "/api/orders/501");
    assert!(lines.contains(&"error=a fault of the service".to_owned()), "{lines:?}");
}
