//! What the page's form asks the server.

use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use datacontract_workbench::mock::Memory;
use datacontract_workbench::site::Site;
use datacontract_workbench::try_it::{Forwarding, router};
use http::Request;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

fn shop(forwarding: Forwarding) -> axum::Router {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specs/shop");
    let (site, diagnostics) = Site::load(&folder);
    assert!(!diagnostics.has_errors());
    router(Arc::new(site.expect("a spec")), forwarding)
}

fn post(path: &str, headers: &[(&str, &str)], body: &Value) -> (u16, Value) {
    post_to(shop(Forwarding::OnRequest), path, headers, body)
}

fn post_to(app: axum::Router, path: &str, headers: &[(&str, &str)], body: &Value) -> (u16, Value) {
    let mut request = Request::post(format!("/Help/-/try/{path}")).header("host", "localhost:8080");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.to_string())).expect("a request");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let response = app.oneshot(request).await.expect("an answer");
        let status = response.status().as_u16();
        let bytes = response.into_body().collect().await.expect("a body").to_bytes();
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    })
}

const JSON: (&str, &str) = ("content-type", "application/json");

fn departures(format: &str, text: &str) -> Vec<String> {
    let asked = json!({ "side": "response", "format": format, "text": text });
    let (status, answer) = post("check/get-api-orders-id", &[JSON], &asked);
    assert_eq!(status, 200, "{answer}");
    let found = answer["departures"].as_array().expect("a list").iter();
    found
        .map(|departure| {
            format!("{}@{}", departure["message"].as_str().unwrap_or_default(), departure["line"])
        })
        .collect()
}

#[test]
fn an_answer_as_the_contract_says_departs_in_nothing() {
    let json = r#"{"Id":1,"Customer":null,"State":2,"Amount":1.0,"Lines":[]}"#;
    assert_eq!(departures("json", json), Vec::<String>::new());
}

#[test]
fn departures_are_named_with_their_places() {
    let json = "{\"Id\":1,\n\"Customer\":null,\"Stat\":2,\"State\":7,\"Amount\":1.0,\"Lines\":[]}";
    let found = departures("json", json);
    assert!(found.iter().any(|it| it.contains("`/Order/Stat`") && it.ends_with("@2")), "{found:?}");
    assert!(found.iter().any(|it| it.contains("State") && it.contains('7')), "{found:?}");
    // .NET loses what comes too late.
    let xml = "<Order xmlns='http://schemas.datacontract.org/2004/07/Shop'><Id>1</Id><Customer>a</Customer></Order>";
    let found = departures("xml", xml);
    assert!(found.iter().any(|it| it.contains("Customer") && it.contains("order")), "{found:?}");
    let broken = departures("xml", "<Order");
    assert_eq!(broken.len(), 1);
}

#[test]
fn a_body_is_converted() {
    let body = json!({ "from": "json", "to": "xml", "text": r#"{"Customer":"Åsa","Lines":[{"Article":"pen","Count":2}]}"# });
    let (status, answer) = post("convert/POST-api-orders", &[JSON], &body);
    assert_eq!(status, 200);
    let xml = answer["text"].as_str().expect("a text");
    assert!(xml.contains("  <Customer>Åsa</Customer>\n"), "{xml}");
    let back = json!({ "from": "xml", "to": "json", "text": xml });
    assert!(
        post("convert/POST-api-orders", &[JSON], &back).1["text"].as_str().unwrap().contains("\"Count\": 2")
    );
    let wrong = json!({ "from": "json", "to": "xml", "text": r#"{"Lines":5}"# });
    let (status, answer) = post("convert/POST-api-orders", &[JSON], &wrong);
    assert_eq!(status, 422);
    assert!(answer["error"].as_str().unwrap().starts_with("`/NewOrder/Lines`"), "{answer}");
}

#[test]
fn only_pages_of_this_server_may_ask() {
    let asked = json!({ "format": "json", "text": "1" });
    let check = "check/GET-api-orders-id";
    assert_eq!(post(check, &[("content-type", "text/plain")], &asked).0, 403);
    assert_eq!(post(check, &[JSON, ("origin", "https://evil.example")], &asked).0, 403);
    assert_eq!(post(check, &[JSON, ("origin", "http://localhost:3000")], &asked).0, 403);
    assert_eq!(post(check, &[JSON, ("origin", "http://localhost:8080")], &asked).0, 200);
    assert_eq!(post("check/GET-api-nothing", &[JSON], &asked).0, 404);
}

#[test]
fn without_an_address_of_the_service_nothing_is_sent() {
    let (status, answer) = post("send/GET-api-orders-id", &[JSON], &json!({ "path": "/api/orders/1" }));
    assert_eq!(status, 422);
    assert!(answer["error"].as_str().unwrap().contains("baseUrl"), "{answer}");
}

#[test]
fn a_server_that_others_can_reach_sends_nothing() {
    let asked = json!({ "path": "/api/orders/1" });
    let (status, answer) = post_to(shop(Forwarding::Never), "send/GET-api-orders-id", &[JSON], &asked);
    assert_eq!(status, 422);
    assert!(answer["error"].as_str().unwrap().contains("sends nothing on"), "{answer}");
}

/// The shop stands for the real service.
#[test]
fn a_request_goes_to_the_service_with_what_was_typed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specs/shop");
    let (site, _) = Site::load(&folder);
    let service = datacontract_workbench::mock::router(&Arc::new(site.expect("a spec")), &Memory::None);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("it can be awaited");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(listener).expect("a port");
            datacontract::server::serve(listener, service).await
        })
    });
    let spec = std::fs::read_to_string(folder.join("api.json")).expect("a spec");
    let spec =
        spec.replace("\"module\": \"shop\",", &format!("\"module\": \"shop\", \"baseUrl\": \"{base}\","));
    let (site, diagnostics) = Site::from_text(&spec, &[]);
    assert!(!diagnostics.has_errors());
    let app = || router(Arc::new(Site::from_text(&spec, &[]).0.expect("a spec")), Forwarding::OnRequest);
    assert!(site.is_some());
    let asked =
        json!({ "path": "/api/orders/1", "headers": [["Accept", "text/xml"], ["Mock", "status=404"]] });
    let (status, answer) = post_to(app(), "send/GET-api-orders-id", &[JSON], &asked);
    assert_eq!((status, &answer["status"]), (200, &json!(404)), "{answer}");
    assert_eq!(answer["body"], "<Error><Message>There is no such order.</Message></Error>");
    let own = json!({ "path": "/api/orders/1", "headers": [["Host", "evil.example"]] });
    assert_eq!(post_to(app(), "send/GET-api-orders-id", &[JSON], &own).0, 422);
    let outside = json!({ "path": "/../admin" });
    assert_eq!(post_to(app(), "send/GET-api-orders-id", &[JSON], &outside).0, 422);
}
