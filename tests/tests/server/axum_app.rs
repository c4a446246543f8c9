//! Within an application of axum.

use crate::shop::{SHOP, call, request, router};
use datacontract::Endpoint;
use datacontract::server::{Request, Router};

#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, get = "api/other", response = String)]
struct Other {}

fn other() -> Router {
    Router::of(()).endpoint(|_, _: Request<Other>| async { Ok("other".to_owned().into()) }).build()
}

#[test]
fn routers_are_nested_and_merged() {
    let app = axum::Router::<()>::new()
        .route("/health", axum::routing::get(async || "fine"))
        .nest("/v2", router().into())
        .merge(other());
    let get = |target: &str| call(&app, request("GET", target));
    assert_eq!(get("/health").text(), "fine");
    assert_eq!(get("/v2/API/orders/7").text(), "\"order 7\"");
    assert_eq!(get("/v2/nothing").status, 404);
    assert_eq!(get("/api/other").text(), "\"other\"");
}

#[test]
fn several_services_are_one_router() {
    let router = router().merge(&other());
    assert_eq!(call(&router, request("GET", "/api/other")).text(), "\"other\"");
    assert_eq!(call(&router, request("GET", "/api/orders/7")).text(), "\"order 7\"");
}

#[test]
fn layers_go_around_it() {
    let app: axum::Router = router().into();
    let app = app.layer(axum::middleware::map_response(async |mut response: axum::response::Response| {
        response.headers_mut().insert("x-layer", "1".parse().unwrap());
        response
    }));
    let answer = call(&app, request("GET", "/api/orders/7"));
    assert_eq!((answer.shown(), answer.header("x-layer")), ((200, "\"order 7\""), "1"));
}

#[test]
fn head_has_a_length_there_too() {
    let app: axum::Router = router().into();
    let answer = call(&app, request("HEAD", "/api/orders/7"));
    assert_eq!((answer.shown(), answer.header("content-length")), ((200, ""), "9"));
}
