//! An HTTP archive of what a real browser has asked and was answered: bodies as its developer tools have them, which is what they
//! write into archives.

use std::collections::BTreeMap;

use super::driven::{DevTools, open, run_at, until};
use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{get, post};
use datacontract_workbench::site::Site;
use datacontract_workbench::traffic::{Drift, Exchange, har};
use serde_json::{Value, json};

const SPEC: &str = r#"{
  "version": 1, "name": "Shop", "module": "shop",
  "endpoints": {
    "GET api/orders/{id}": { "name": "get_order", "parameters": { "id": "int" }, "response": "Order" },
    "POST api/orders": { "name": "create_order", "body": "Order", "response": "Order" },
    "DELETE api/orders/{id}": { "name": "delete_order", "parameters": { "id": "int" } }
  },
  "types": { "Shop.Order": { "members": { "Id": "int", "Note": "string" } } }
}"#;

/// `{"Id":0,"Note":"second"}`, compressed.
const GZIPPED: &[u8] = include_bytes!("../mock/second.json.gz");

const XML: &str = "<?xml version=\"1.0\" encoding=\"utf-16\"?>\
    <Order xmlns=\"http://schemas.datacontract.org/2004/07/Shop\"><Id>1</Id><Note>\u{e4}\u{1d11e}</Note><Extra>1</Extra></Order>";

const CALLS: &str = "(async () => {
    const call = (method, path, headers, body) => fetch(path, { method, headers, body }).then(it => it.arrayBuffer());
    await call('GET', '/api/orders/5', { accept: 'application/json' });
    await call('GET', '/api/orders/6', { accept: 'application/xml' });
    await call('POST', '/api/orders', { 'content-type': 'application/json' }, '{\"Id\":7,\"Note\":\"\u{e4}\"}');
    await call('DELETE', '/api/orders/5', {});
    window.isDone = true;
})()";

fn service() -> Router {
    let order = async |headers: HeaderMap| -> Response {
        if headers.get(header::ACCEPT).is_some_and(|accept| accept == "application/xml") {
            let bytes: Vec<u8> = format!("\u{feff}{XML}").encode_utf16().flat_map(u16::to_le_bytes).collect();
            return ([(header::CONTENT_TYPE, "application/xml; charset=utf-16")], bytes).into_response();
        }
        let head = [(header::CONTENT_TYPE, "application/json"), (header::CONTENT_ENCODING, "gzip")];
        (head, GZIPPED).into_response()
    };
    let create =
        async |body: String| (StatusCode::CREATED, [(header::CONTENT_TYPE, "application/json")], body);
    Router::new()
        .route("/", get(async || Html("<!DOCTYPE html><link rel=icon href=data:,><p>shop</p>")))
        .route("/api/orders/{id}", get(order).delete(async || StatusCode::NO_CONTENT))
        .route("/api/orders", post(create))
}

async fn serve() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { datacontract::server::serve(listener, service()).await });
    address
}

/// Makes an archive of what the developer tools know.
async fn archive(tools: &DevTools) -> String {
    let mut requests: BTreeMap<String, (Value, Value)> = BTreeMap::new();
    let mut order = Vec::new();
    for event in tools.events().await {
        let of = &event["params"];
        let id = of["requestId"].as_str().unwrap_or_default().to_owned();
        match event["method"].as_str() {
            Some("Network.requestWillBeSent") => {
                order.push(id.clone());
                requests.entry(id).or_default().0 = of["request"].clone();
            }
            Some("Network.responseReceived") => requests.entry(id).or_default().1 = of["response"].clone(),
            _ => {}
        }
    }
    let headers = |of: &Value| -> Vec<Value> {
        let headers = of["headers"].as_object().into_iter().flatten();
        headers.map(|(name, value)| json!({ "name": name, "value": value })).collect()
    };
    let mut entries = Vec::new();
    for id in order {
        let (request, response) = &requests[&id];
        let body = tools.call("Network.getResponseBody", json!({ "requestId": id })).await;
        let mut content = json!({ "size": 0, "mimeType": response["mimeType"] });
        if let Some(text) = body["body"].as_str().filter(|text| !text.is_empty()) {
            content["text"] = text.into();
            if body["base64Encoded"] == json!(true) {
                content["encoding"] = "base64".into();
            }
        }
        let mut sent =
            json!({ "method": request["method"], "url": request["url"], "headers": headers(request) });
        if let Some(text) = request["postData"].as_str() {
            sent["postData"] = json!({ "mimeType": request["headers"]["Content-Type"], "text": text });
        }
        let answer =
            json!({ "status": response["status"], "headers": headers(response), "content": content });
        entries.push(json!({ "request": sent, "response": answer }));
    }
    json!({ "log": { "entries": entries } }).to_string()
}

#[test]
fn what_a_browser_has_is_read_as_it_was_on_the_wire() {
    run_at(serve(), |address, client, tools| async move {
        open(&client, &address).await?;
        client.execute(CALLS, Vec::new()).await?;
        until(&client, "window.isDone").await?;
        let exchanges = har::read(&archive(&tools).await).expect("an archive");
        let calls: Vec<&Exchange> =
            exchanges.iter().filter(|exchange| exchange.url.contains("/api/")).collect();
        assert_eq!(calls.iter().map(|call| call.status).collect::<Vec<_>>(), [200, 200, 201, 204]);
        let text =
            |body: &Option<Vec<u8>>| body.as_ref().map(|body| String::from_utf8_lossy(body).into_owned());
        assert_eq!(text(&calls[0].response.body).as_deref(), Some(r#"{"Id":0,"Note":"second"}"#));
        let xml = text(&calls[1].response.body).unwrap_or_default();
        assert!(xml.contains("<Note>\u{e4}\u{1d11e}</Note>"), "{xml}");
        assert_eq!(text(&calls[2].request.body).as_deref(), Some("{\"Id\":7,\"Note\":\"\u{e4}\"}"));
        assert_eq!((calls[3].response.media_type.as_str(), &calls[3].response.body), ("", &None));
        let site = Site::from_text(SPEC, &[]).0.expect("a site");
        let mut drift = Drift::new(&site);
        for exchange in &exchanges {
            drift.add("chromium", exchange);
        }
        let report = drift.report();
        let found: Vec<String> = report
            .findings
            .iter()
            .map(|finding| format!("{} {} {}", finding.endpoint, finding.kind.code(), finding.path))
            .collect();
        assert_eq!(found, ["GET api/orders/{id} DR201 /Order/Extra"]);
        assert_eq!(report.exchanges, 4);
        Ok(())
    });
}
