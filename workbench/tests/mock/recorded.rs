//! Recordings are answered again: to which requests, and with what.

use std::sync::Arc;

use axum::body::Body;
use datacontract_workbench::mock::{Memory, Recordings, router};
use datacontract_workbench::site::Site;
use datacontract_workbench::traffic::{self, Exchange, Message, recording::Recorder};
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

const SPEC: &str = r#"{
  "version": 1, "name": "Shop", "module": "shop", "baseUrl": "https://shop.example.com/v1",
  "endpoints": {
    "GET api/orders/{id}": { "name": "get_order", "parameters": { "id": "int" }, "response": "Order" },
    "GET api/orders?state={state}&pin={pin}": { "name": "find_orders",
      "parameters": { "state": "State", "pin": { "type": "string", "secret": true } }, "response": "List<Order>" },
    "POST api/orders": { "name": "create_order", "body": "Order", "response": "Order" }
  },
  "types": {
    "Shop.Order": { "members": { "Id": "int", "Note": "string", "Lines": "List<Line>" } },
    "Shop.Line": { "members": { "Sku": "string", "Count": "int" } },
    "Shop.State": { "enum": { "Open": 0, "Sent": 1 } }
  }
}"#;

fn json(text: &str) -> Message {
    let headers = [("Content-Type", "application/json; charset=utf-8"), ("Content-Encoding", "gzip")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    Message::with_headers(headers, Some(text.as_bytes().to_vec()))
}

fn exchange(method: &str, path: &str, request: Message, status: u16, response: Message) -> Exchange {
    Exchange {
        method: method.to_owned(),
        url: format!("https://shop.example.com/v1/{path}"),
        request,
        status,
        response,
        ..Exchange::default()
    }
}

fn get(path: &str, status: u16, response: Message) -> Exchange {
    exchange("GET", path, Message::default(), status, response)
}

fn post(sent: &str, answer: &str) -> Exchange {
    exchange("POST", "api/orders", json(sent), 201, json(answer))
}

/// A mock that answers with what was written to disk and read again.
struct Mock {
    app: axum::Router,
    count: usize,
}

#[derive(Debug)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("ASCII"))
    }
}

impl Mock {
    fn of(exchanges: &[Exchange], is_all: bool) -> Mock {
        let (site, diagnostics) = Site::from_text(SPEC, &[]);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let site = Arc::new(site.expect("a site"));
        let folder = tempfile::tempdir().expect("a folder");
        let mut recorder = Recorder::create(&site, folder.path()).expect("a recorder");
        for exchange in exchanges {
            recorder.write(exchange).expect("a recording");
        }
        let recordings = Recordings::new(traffic::read(folder.path()).expect("recordings")).are_all(is_all);
        let count = recordings.count_of(&site);
        Mock { app: router(&site, &Memory::Recorded(recordings)), count }
    }

    fn ask(&self, request: Request<Body>) -> Answer {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        runtime.block_on(async {
            let answer = self.app.clone().oneshot(request).await.expect("an answer");
            let (status, headers) = (answer.status(), answer.headers().clone());
            let body = answer.into_body().collect().await.expect("a body").to_bytes();
            Answer { status, headers, body: String::from_utf8(body.to_vec()).expect("a text") }
        })
    }

    fn get(&self, path: &str, accept: &str) -> Answer {
        self.ask(Request::get(path).header("accept", accept).body(Body::empty()).expect("a request"))
    }

    fn post(&self, content_type: &str, body: &str) -> Answer {
        let request = Request::post("/api/orders").header("content-type", content_type);
        let request = request.header("accept", "application/json");
        self.ask(request.body(Body::from(body.to_owned())).expect("a request"))
    }
}

#[test]
fn endpoint_and_arguments_decide() {
    let moved = [("Location".to_owned(), "https://shop.example.com/v1/api/orders/6".to_owned())].to_vec();
    let mock = Mock::of(
        &[
            get("api/orders/5", 200, json(r#"{"Id":5,"Extra":"kept"}"#)),
            get("api/orders/6", 500, json(r#"{"Message":"later"}"#)),
            get("api/orders/6", 200, json(r#"{"Id":6}"#)),
            get("api/orders/8", 302, Message::with_headers(moved, None)),
            get("api/orders?state=Sent&pin=4711-4711&_=99", 200, json("[]")),
            get("api/none/1?b=2", 200, json(r#""not in the spec""#)),
            get("api/orders/9", 304, Message::default()),
            get("page", 200, Message::new("text/html", Some(b"<p>".to_vec()))),
        ],
        false,
    );
    assert_eq!(mock.count, 6);
    let five = mock.get("/api/orders/5", "application/json");
    // Byte for byte, also what the contract does not know.
    assert_eq!((five.status, five.body.as_str()), (StatusCode::OK, r#"{"Id":5,"Extra":"kept"}"#));
    assert_eq!(five.header("mock-recording"), "000001-GET-api-orders-id-200");
    assert_eq!(five.header("content-type"), "application/json; charset=utf-8");
    assert_eq!((five.header("content-encoding"), five.header("mock-recording-differs")), ("", ""));
    // Arguments are values: another text of the same number is the same.
    assert_eq!(mock.get("/API/orders/005", "application/json").body, five.body);
    // Of several the one that went well.
    assert_eq!(mock.get("/api/orders/6", "application/json").body, r#"{"Id":6}"#);
    assert_eq!(mock.get("/api/orders/8", "*/*").header("location"), "/api/orders/6");
    // A secret was not recorded, so it decides nothing; nor does what the endpoint does not read.
    let found = mock.get("/api/orders?pin=another-pin&state=1", "application/json");
    assert_eq!(
        (found.body.as_str(), found.header("mock-recording")),
        ("[]", "000005-GET-api-orders_state_pin-200")
    );
    assert_eq!(mock.get("/api/none/1?b=2", "*/*").body, r#""not in the spec""#);
    // What was not recorded is the mock's own answer.
    for path in ["/api/orders/7", "/api/orders/9", "/api/orders?state=Open&pin=x"] {
        let sample = mock.get(path, "application/json");
        assert_eq!((sample.status, sample.header("mock-recording")), (StatusCode::OK, ""), "{path}");
    }
    assert_eq!(mock.get("/api/none/1?b=3", "*/*").status, StatusCode::NOT_FOUND);
}

#[test]
fn the_nearest_body_is_answered() {
    let first = r#"{"Id":0,"Note":"first","Lines":[{"Sku":"a","Count":1},{"Sku":"b","Count":2}]}"#;
    let second = r#"{"Id":0,"Note":"second","Lines":[{"Sku":"c","Count":3}]}"#;
    let mock = Mock::of(&[post(first, r#"{"Id":1}"#), post(second, r#"{"Id":2}"#)], false);
    for (content_type, body, expected, differs) in [
        ("application/json", first, 1, ""),
        ("application/json", r#"{ "Lines": [{"Count":3,"Sku":"c"}], "note": "second", "Id": 0 }"#, 2, ""),
        ("application/json", r#"{"Id":0,"Note":"third","Lines":[{"Sku":"c","Count":3}]}"#, 2, "body"),
        ("application/json", r#"{"Id":0,"Note":"third","Lines":[{"Sku":"a","Count":1}]}"#, 2, "body"),
        ("application/json", r#"{"Id":0,"Note":"first","Lines":null}"#, 1, "body"),
        (
            "application/xml",
            r#"<Order xmlns="http://schemas.datacontract.org/2004/07/Shop"><Id>0</Id><Lines><Line><Count>3</Count><Sku>c</Sku></Line></Lines><Note>second</Note></Order>"#,
            2,
            "",
        ),
    ] {
        let answer = mock.post(content_type, body);
        assert_eq!(answer.body, format!(r#"{{"Id":{expected}}}"#), "{body}");
        assert_eq!(answer.status, StatusCode::CREATED);
        assert_eq!(answer.header("mock-recording-differs"), differs, "{body}");
    }
}

#[test]
fn the_answer_has_the_format_that_is_asked_for() {
    let recorded = "<Order xmlns=\"http://schemas.datacontract.org/2004/07/Shop\"><Id>6</Id><Note>as it was</Note></Order>";
    let mock = Mock::of(
        &[
            get("api/orders/5", 200, json(r#"{"Id":5,"Note":"n","Lines":[]}"#)),
            get("api/orders/6", 200, json(r#"{"Id":6}"#)),
            get("api/orders/6", 200, Message::new("application/xml", Some(recorded.as_bytes().to_vec()))),
            get("api/orders/7", 404, json(r#"{"Message":"None."}"#)),
        ],
        false,
    );
    assert_eq!(mock.get("/api/orders/6", "application/xml").body, recorded);
    assert_eq!(mock.get("/api/orders/6", "application/json").body, r#"{"Id":6}"#);
    let converted = mock.get("/api/orders/5", "application/xml");
    assert_eq!(converted.header("content-type"), "application/xml; charset=utf-8");
    assert!(converted.body.ends_with("<Id>5</Id><Lines /><Note>n</Note></Order>"), "{}", converted.body);
    assert_eq!(converted.header("mock-recording-differs"), "");
    // An error is none of the contract's values.
    let error = mock.get("/api/orders/7", "application/xml");
    assert_eq!((error.status, error.header("mock-recording-differs")), (StatusCode::NOT_FOUND, "format"));
    assert_eq!(error.body, r#"{"Message":"None."}"#);
}

#[test]
fn a_request_may_demand_a_recorded_status_or_another_answer() {
    let mock = Mock::of(
        &[
            get("api/orders/5", 404, json(r#"{"Message":"gone"}"#)),
            get("api/orders/5", 200, json(r#"{"Id":5}"#)),
        ],
        true,
    );
    assert_eq!(mock.get("/api/orders/5?$mock=status=404", "*/*").body, r#"{"Message":"gone"}"#);
    assert_eq!(mock.get("/api/orders/5?$mock=status=503", "*/*").status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(mock.get("/api/orders/5?$mock=malformed", "*/*").body, r#"{"Id":5"#);
    assert_eq!(mock.get("/api/orders/5?$mock=nulls", "*/*").header("mock-recording"), "");
    // Where recordings are all there is, the rest is said not to be there.
    let other = mock.get("/api/orders/6", "*/*");
    assert_eq!(other.status, StatusCode::NOT_IMPLEMENTED);
    assert_eq!(other.body, "The 2 recordings of GET api/orders/{id} have other arguments.\n");
    let never = mock.post("application/json", "{}");
    assert_eq!(never.body, "There is no recording of POST api/orders.\n");
    assert_eq!(mock.get("/api/nothing", "*/*").status, StatusCode::NOT_FOUND);
}

/// `{"Id":0,"Note":"second"}`, compressed.
const GZIPPED: &[u8] = include_bytes!("second.json.gz");

#[test]
fn bodies_are_compared_without_their_compression() {
    let mock = Mock::of(
        &[
            post(r#"{"Id":0,"Note":"second"}"#, r#"{"Id":2}"#),
            post(r#"{"Id":7,"Note":"other"}"#, r#"{"Id":3}"#),
        ],
        false,
    );
    let ask = |coding: &str, body: &[u8]| {
        let request = Request::post("/api/orders").header("content-type", "application/json");
        let request = request.header("content-encoding", coding).header("accept", "application/json");
        mock.ask(request.body(Body::from(body.to_vec())).expect("a request"))
    };
    let answer = ask("gzip", GZIPPED);
    assert_eq!((answer.body.as_str(), answer.header("mock-recording-differs")), (r#"{"Id":2}"#, ""));
    // What cannot be read is another body.
    let answer = ask("gzip", b"no gzip");
    assert_eq!(answer.header("mock-recording-differs"), "body");
}
