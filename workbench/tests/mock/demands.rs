//! A request can demand another answer than the sample.

use super::{Asked, SHOP};
use axum::body::Body;
use datacontract_workbench::mock::Memory;
use http::Request;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

fn shop() -> Asked {
    Asked::of(SHOP, &Memory::None)
}

#[test]
fn a_status_comes_with_its_documented_body() {
    let shop = shop();
    let answer = shop.json("GET", "/api/orders/1?$mock=status=404", "");
    assert_eq!(
        (answer.status.as_u16(), answer.body.as_str()),
        (404, r#"{"Message":"There is no such order."}"#)
    );
    let answer = shop.xml("/api/orders/1", "status=404");
    assert_eq!(answer.content_type, "application/xml; charset=utf-8");
    assert_eq!(answer.body, "<Error><Message>There is no such order.</Message></Error>");
    // The page says nothing of this one.
    assert_eq!(
        shop.xml("/api/orders/1", "status=503").body,
        "<Error><Message>Service Unavailable</Message></Error>"
    );
    let created = shop.json("GET", "/api/orders/1?$mock=status=201", "");
    assert_eq!(created.status, 201);
    assert!(created.body.starts_with(r#"{"Id":1"#), "{}", created.body);
}

#[test]
fn nulls_stand_wherever_they_may() {
    let answer = shop().json("GET", "/api/orders/1?$mock=nulls", "");
    assert_eq!(answer.body, r#"{"Id":1,"Customer":null,"State":0,"Amount":null,"Lines":null}"#);
}

#[test]
fn lists_are_as_long_as_demanded() {
    let shop = shop();
    assert_eq!(shop.json("GET", "/api/orders?$mock=large=1000", "").body.matches("\"Id\"").count(), 1000);
    assert_eq!(shop.json("GET", "/api/orders?$mock=large=0", "").body, "[]");
    // Not more than two million values: an order has eleven.
    let most = shop.json("GET", "/api/orders?$mock=large=1000000", "").body.matches("\"Id\"").count();
    assert!((100_000..250_000).contains(&most), "{most}");
    assert_eq!(shop.json("GET", "/api/status?$mock=large=3", "").body, r#"{"State":0,"Parts":[1,2,1]}"#);
}

#[test]
fn an_enum_has_a_value_that_nobody_knows() {
    let shop = shop();
    assert!(shop.xml("/api/status", "unknown-enum").body.contains("<State>ValueOfTomorrow</State>"));
    assert!(shop.json("GET", "/api/status?$mock=unknown-enum", "").body.contains("ValueOfTomorrow"));
}

#[test]
fn a_malformed_document_lacks_its_end() {
    let shop = shop();
    let whole = shop.xml("/api/status", "").body;
    assert_eq!(shop.xml("/api/status", "malformed").body, whole.trim_end_matches("</Status>"));
    assert_eq!(shop.json("GET", "/api/status?$mock=malformed", "").body, r#"{"State":0,"Parts":[1,2]"#);
}

#[test]
fn a_cut_answer_breaks_off() {
    let Asked(router) = shop();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let request = Request::get("/api/status?$mock=cut").body(Body::empty()).expect("a request");
        let response = router.oneshot(request).await.expect("the mock always answers");
        assert_eq!(response.headers()["content-length"], "25");
        let mut body = response.into_body();
        let first = body.frame().await.expect("a frame").expect("the first half");
        assert_eq!(first.into_data().expect("bytes"), r#"{"State":0,""#);
        assert!(body.frame().await.expect("an end").is_err());
    });
}

#[test]
fn an_answer_is_held_back() {
    let began = std::time::Instant::now();
    assert_eq!(shop().json("GET", "/api/status?$mock=delay=60", "").status, 200);
    assert!(began.elapsed() >= std::time::Duration::from_millis(60));
}

#[test]
fn what_the_mock_does_not_know_is_refused() {
    let answer = shop().json("GET", "/api/status?$mock=explode", "");
    assert_eq!(answer.status, 400);
    assert!(
        answer.body.starts_with("the mock has no `explode`; it has status=404, delay="),
        "{}",
        answer.body
    );
}
