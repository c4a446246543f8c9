//! Code that a released generator wrote compiles with today's runtime, and does what it did:
//! `tests/released/`.

#[path = "../released/0.1.0/mod.rs"]
pub mod v0_1_0;

use datacontract::{
    client::{self, Tower},
    http::{BaseUrl, Format, StatusCode},
    json,
    server::{Request, Result},
    xml,
};
use v0_1_0::{
    polymorphism::{AnyShape, Circle, Drawing},
    settings,
    shop::{self, Order, OrderResponse, endpoints, samples},
};

#[test]
fn types_are_written_as_before() {
    let order = settings::Order { id: 1, note: Some("ä".to_owned()), ..settings::Order::default() };
    let text = json::to_string(&order).expect("JSON");
    assert!(text.starts_with("{\r\n  \"id\": 1,") && text.contains("\"note\": \"\\u00e4\""), "{text}");
    assert_eq!(json::from_str::<settings::Order>(&text).expect("an order").note, order.note);

    let order = samples::create_order_request();
    let text = xml::to_string(&order).expect("XML");
    assert_eq!(xml::from_str::<Order>(&text).expect("an order"), order);

    let drawing = Drawing { main: Some(AnyShape::Circle(Circle::default())), ..Drawing::default() };
    let text = xml::to_string(&drawing).expect("XML");
    assert!(text.contains("i:type=\"Circle\""), "{text}");
    assert_eq!(xml::from_str::<Drawing>(&text).expect("a drawing"), drawing);
}

struct Shop;

impl shop::server::Service for Shop {
    async fn create_order(&self, request: Request<endpoints::CreateOrder>) -> Result<OrderResponse> {
        Ok(OrderResponse { number: request.body.number, ..samples::create_order_response() }.into())
    }
}

#[tokio::test]
async fn client_and_server_speak_as_before() {
    let base = BaseUrl::new("http://shop.example.com").expect("an address");
    let http = client::Client::new(base, Tower::new(shop::server::router(Shop)));
    let api = shop::client::Client::new(http);
    for format in [Format::Json, Format::Xml] {
        let order = Order { number: 3, ..samples::create_order_request() };
        let call = api.create_order(order).format(format).ignore_outcome();
        assert_eq!(call.send().await.expect("a response").number, 3, "{format:?}");
    }
    let error = api.days(2024).send().await.expect_err("it is not implemented");
    assert_eq!(error.status(), Some(StatusCode::NOT_IMPLEMENTED));
}
