//! Emitted clients and servers obey what a spec says of the service's formatters.
//!
//! `JSON` is what Json.NET 6 wrote for the same class and settings, but for the key of the dictionary, which
//! later versions leave as it is where the naming strategy says so.

use datacontract::Dictionary;
use datacontract::client;
use datacontract::client::mock::{Blocking, Mock};
use datacontract::http::Format;
use datacontract::server::{Request, Response, Result};
use datacontract_tests::xml_settings::{decoded, groups};
use http_body_util::BodyExt as _;
use serde_json::json;
use tower_service::Service as _;

use crate::settings::{Order, State, client::Client, endpoints::CreateOrder, server};

const JSON: &str = r#"{
  "id": 7,
  "placedAt": "2024-10-15 05:29",
  "day": "16/10/2024",
  "n": 0,
  "state": "inProgress",
  "kind": 1,
  "tags": {
    "\u00c5": "\u00e9"
  }
}"#;

fn order() -> Order {
    let tags: Dictionary<_, _> = [("Å".to_owned(), "é".to_owned())].into_iter().collect();
    Order {
        id: 7,
        placed_at: "2024-10-15T05:29:00Z".parse().expect("a date"),
        day: "2024-10-16T00:00:00Z".parse().expect("a date"),
        state: State::InProgress,
        kind: State::InProgress,
        tags: Some(tags),
        ..Order::default()
    }
}

/// What Json.NET writes has line ends of the system; the spec says Windows.
fn expected() -> String {
    JSON.replace('\n', "\r\n")
}

/// Returns the same order as .NET's XML formatter writes it by the same settings, or with UTF-8 as its first
/// encoding.
fn written_by_dotnet(encoding: &str) -> Vec<u8> {
    let mut settings = json!({ "omitXmlDeclaration": false, "indent": true, "newLineChars": "\r\n" });
    if encoding == "utf-16" {
        settings["encoding"] = json!(encoding);
    }
    let group = groups().into_iter().find(|group| group.settings == settings).expect("the group");
    let order = group.write.into_iter().find(|written| written.ty == "Shop.Order").expect("the order");
    order.bytes.into()
}

struct Echo;

impl server::Service for Echo {
    async fn create_order(&self, request: Request<CreateOrder>) -> Result<Order> {
        assert_eq!(request.body, order());
        Ok(Response::new(request.body.clone()))
    }
}

#[test]
fn clients_write_and_read_as_the_service_is_set() {
    let mock = Mock::new().on(|call: CreateOrder| Ok(call.body));
    let api: Client<Blocking> = Client::new(client::mock(mock.clone()));
    assert_eq!(api.create_order(order()).format(Format::Json).send().expect("an answer"), order());
    assert_eq!(std::str::from_utf8(mock.requests()[0].body()).expect("text"), expected());
    assert_eq!(api.create_order(order()).format(Format::Xml).send().expect("an answer"), order());
    let sent = mock.requests();
    assert_eq!(sent[1].headers()["content-type"], "application/xml; charset=utf-16");
    assert_eq!(decoded(sent[1].body()).text, decoded(&written_by_dotnet("utf-16")).text);
    assert_eq!(sent[1].body()[..], written_by_dotnet("utf-16"));
}

#[tokio::test]
async fn servers_write_and_read_as_the_service_is_set() {
    let mut router = server::router(Echo);
    let request = http::Request::post("/api/orders")
        .header("content-type", "application/json")
        .header("accept", "application/json")
        .body(axum::body::Body::from(expected()))
        .expect("a request");
    let Ok(response) = router.call(request).await;
    assert_eq!(response.status(), 200);
    let body = response.into_body().collect().await.expect("a body").to_bytes();
    assert_eq!(std::str::from_utf8(&body).expect("text"), expected());
}

/// As Web API whose XML formatter has UTF-16 before UTF-8: `Accept-Charset` decides, else the first one.
#[tokio::test]
async fn servers_write_xml_in_the_first_encoding_unless_asked_for_the_other() {
    let mut router = server::router(Echo);
    let mut ask = async |charset: Option<&str>| {
        let mut request = http::Request::post("/api/orders")
            .header("content-type", "application/json")
            .header("accept", "application/xml");
        if let Some(charset) = charset {
            request = request.header("accept-charset", charset);
        }
        let request = request.body(axum::body::Body::from(expected())).expect("a request");
        let Ok(response) = router.call(request).await;
        let content_type = response.headers()["content-type"].to_str().expect("text").to_owned();
        (content_type, response.into_body().collect().await.expect("a body").to_bytes())
    };
    let (content_type, body) = ask(None).await;
    assert_eq!(content_type, "application/xml; charset=utf-16");
    assert_eq!(decoded(&body).text, decoded(&written_by_dotnet("utf-16")).text);
    assert_eq!(body, written_by_dotnet("utf-16"));
    assert_eq!(ask(Some("*")).await, (content_type, body));
    let (content_type, body) = ask(Some("utf-8")).await;
    assert_eq!(content_type, "application/xml; charset=utf-8");
    assert_eq!(body, written_by_dotnet("utf-8"));
}

/// As Web API, which reads a body without `charset` in its first encoding, and others by their name.
#[tokio::test]
async fn servers_read_xml_in_any_of_their_encodings() {
    let mut router = server::router(Echo);
    for (content_type, encoding) in [
        ("application/xml", "utf-16"),
        ("application/xml; charset=utf-16", "utf-16"),
        ("application/xml; charset=utf-8", "utf-8"),
    ] {
        let request = http::Request::post("/api/orders")
            .header("content-type", content_type)
            .header("accept", "application/json")
            .body(axum::body::Body::from(written_by_dotnet(encoding)))
            .expect("a request");
        let Ok(response) = router.call(request).await;
        assert_eq!(response.status(), 200, "{content_type}");
    }
}
