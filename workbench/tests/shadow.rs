//! The page of a comparison between an old service and a new one.
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use axum::response::IntoResponse as _;
use datacontract::server::Shadow;
use datacontract_workbench::mock::{self, Memory};
use datacontract_workbench::shadow;
use datacontract_workbench::site::Site;
use tower::ServiceExt as _;

/// What an old service answers, which is not what the new one makes of it.
const OLD: &str = r#"{"Id":1,"Customer":"<script>","State":0,"Amount":1.0,"Lines":null}"#;

async fn get(service: axum::Router, path: &str) -> String {
    let request = Request::get(path).header("host", "shop").body(Body::empty()).expect("a request");
    let (head, body) = service.oneshot(request).await.expect("an answer").into_parts();
    assert_eq!(head.status, StatusCode::OK, "{path}");
    let text = to_bytes(body, usize::MAX).await.expect("a body");
    String::from_utf8(text.to_vec()).expect("a text")
}

#[tokio::test]
async fn the_page_shows_what_differs_and_escapes_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specs/shop");
    let site = Arc::new(Site::load(&folder).0.expect("a spec"));
    let json = ([("content-type", "application/json; charset=utf-8")], OLD);
    let old = axum::Router::new().fallback(async move || json.into_response());
    let compared = Shadow::new(mock::endpoints(&site, &Memory::None), old);
    let reports = compared.clone();
    let page = shadow::router("/internal/shadow/", move || reports.report());
    assert!(get(page.clone(), "/internal/shadow").await.contains("No request has been compared yet."));

    get(axum::Router::new().fallback_service(compared.clone()), "/api/orders/1").await;
    while compared.report().endpoints.iter().all(|endpoint| endpoint.compared + endpoint.skipped == 0) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let text = get(page.clone(), "/internal/shadow").await;
    for part in [">api/orders/{id}<", ">differs<", "/Customer", "href=\"/internal/shadow/help.css\""] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("<script"), "{text}");
    assert!(get(page, "/internal/shadow/help.css").await.contains(".shadow"));
}
