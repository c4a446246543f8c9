//! What reaches the service behind, so that it can be ported endpoint by endpoint.

use crate::shop::{call, request, router, with_body};
use axum::extract::Request;
use datacontract::server::Router;
use http_body_util::BodyExt as _;

/// Our router before a service that says what it got.
fn ported() -> Router {
    let old = axum::Router::new().fallback(async |request: Request| {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.expect("the body is intact").to_bytes();
        let media_type = parts.headers.get("content-type").map(|value| value.to_str().unwrap().to_owned());
        format!("{} {} {media_type:?} {}", parts.method, parts.uri, String::from_utf8_lossy(&body))
    });
    router().fallback(old)
}

#[test]
fn what_is_not_ported_reaches_it_as_it_came() {
    let shown = |request| call(&ported(), request).text().to_owned();
    assert_eq!(shown(request("GET", "/api/Other?x=%20")), "GET /api/Other?x=%20 None ");
    assert_eq!(shown(request("PATCH", "/api/orders/7")), "PATCH /api/orders/7 None ");
    let unported = with_body("POST", "/api/unported?a=1", "application/json", "\"ä\"");
    assert_eq!(shown(unported), r#"POST /api/unported?a=1 Some("application/json") "ä""#);
    let text = with_body("POST", "/api/orders", "text/plain", "x");
    assert_eq!(shown(text), r#"POST /api/orders Some("text/plain") x"#);
}

#[test]
fn what_is_ported_does_not_reach_it() {
    assert_eq!(call(&ported(), request("GET", "/api/orders/7")).shown(), (200, "\"order 7\""));
    assert_eq!(call(&ported(), request("GET", "/api/orders/404")).shown(), (404, ""));
    assert_eq!(call(&ported(), request("GET", "/api/orders/x")).status, 400);
}
