//! What a log has of requests.

use crate::shop::{call, router, with_body};
use datacontract_tests::log::Log;

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
