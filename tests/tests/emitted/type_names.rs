//! Emitted types, clients and servers name types and number objects as Json.NET 6 did for the same classes
//! and settings.

use datacontract::client;
use datacontract::client::mock::{Blocking, Mock};
use datacontract::contract::{JsonSettings, PreserveReferencesHandling, Type, TypeNameHandling};
use datacontract::http::Format;
use datacontract::json::{self, ReadOptions, WriteOptions};
use datacontract::server::{Request, Response, Result};
use datacontract::{ErrorKind, Field, xml};
use http_body_util::BodyExt as _;
use tower_service::Service as _;

use crate::typed::{
    AnyShipping, Express, KeyValuePairOfStringAndNote, Note, Order, PageOfShipping, Pickup, Shipping,
    TupleOfInt32AndShipping, client::Client, endpoints::CreateOrder, server,
};

/// By `TypeNameHandling.Auto`.
const AUTO: &str = r#"{"$id":"1","Id":7,"Main":{"$id":"2","$type":"Shop.Express, Shop.Web","Hours":3,"By":"x"},"All":{"$id":"3","$values":[{"$id":"4","By":"a"},{"$id":"5","$type":"Shop.Express, Shop.Web","Hours":1,"By":null}]},"Page":{"$id":"6","Items":{"$id":"7","$values":[{"$id":"8","$type":"Shop.Express, Shop.Web","Hours":0,"By":null},null]}},"Note":{"$id":"9","Text":"n"},"Pair":{"Key":"k","Value":{"$id":"10","Text":"p"}},"Tuple":{"$id":"11","Item1":1,"Item2":{"$id":"12","$type":"Shop.Express, Shop.Web","Hours":2,"By":null}}}"#;

/// By `TypeNameHandling.All`.
const ALL: &str = r#"{"$id":"1","$type":"Shop.Order, Shop.Web","Id":7,"Main":{"$id":"2","$type":"Shop.Express, Shop.Web","Hours":3,"By":"x"},"All":{"$id":"3","$type":"System.Collections.Generic.List`1[[Shop.Shipping, Shop.Web]], mscorlib","$values":[{"$id":"4","$type":"Shop.Shipping, Shop.Web","By":"a"},{"$id":"5","$type":"Shop.Express, Shop.Web","Hours":1,"By":null}]},"Page":{"$id":"6","$type":"Shop.Page`1[[Shop.Shipping, Shop.Web]], Shop.Web","Items":{"$id":"7","$type":"Shop.Shipping[], Shop.Web","$values":[{"$id":"8","$type":"Shop.Express, Shop.Web","Hours":0,"By":null},null]}},"Note":{"$id":"9","$type":"Shop.Note, Shop.Web","Text":"n"},"Pair":{"Key":"k","Value":{"$id":"10","$type":"Shop.Note, Shop.Web","Text":"p"}},"Tuple":{"$id":"11","$type":"System.Tuple`2[[System.Int32, mscorlib],[Shop.Shipping, Shop.Web]], mscorlib","Item1":1,"Item2":{"$id":"12","$type":"Shop.Express, Shop.Web","Hours":2,"By":null}}}"#;

fn shipping(by: &str) -> Shipping {
    Shipping { by: Some(by.to_owned()) }
}

fn express(by: Option<&str>, hours: i32) -> AnyShipping {
    Express { base: Shipping { by: by.map(str::to_owned) }, hours }.into()
}

fn note(text: &str) -> Note {
    Note { text: Some(text.to_owned()), by: None }
}

fn order() -> Order {
    Order {
        id: 7,
        main: Some(express(Some("x"), 3)),
        all: Some(vec![Some(shipping("a").into()), Some(express(None, 1))]),
        page: Some(PageOfShipping { items: Some(vec![Some(express(None, 0)), None]) }),
        note: Some(note("n")),
        pair: KeyValuePairOfStringAndNote { key: Some("k".to_owned()), value: Some(note("p")) },
        tuple: Some(TupleOfInt32AndShipping { item1: 1, item2: Some(express(None, 2)) }),
    }
}

fn settings(handling: TypeNameHandling) -> JsonSettings {
    JsonSettings::new().type_names(handling).references(PreserveReferencesHandling::All)
}

#[test]
fn types_write_and_read_by_all_handlings() {
    assert_eq!(json::to_string(&order()).expect("JSON"), AUTO);
    for (handling, text) in [(TypeNameHandling::Auto, AUTO), (TypeNameHandling::All, ALL)] {
        let mut options = WriteOptions::default();
        options.settings = Some(settings(handling));
        assert_eq!(json::to_string_with(&order(), &options).expect("JSON"), text);
        for mut options in [ReadOptions::default(), ReadOptions::strict()] {
            options.settings = Some(settings(handling));
            assert_eq!(json::from_str_with::<Order>(text, options).expect("what is written"), order());
        }
    }
    // XML knows nothing of it.
    let text = xml::to_string(&order()).expect("XML");
    assert_eq!(xml::from_str::<Order>(&text).expect("what is written"), order());
}

#[test]
fn types_may_be_of_another_assembly() {
    let pickup = Pickup { base: shipping("y"), at: Some("home".to_owned()) };
    let order = Order { main: Some(pickup.into()), ..Order::default() };
    let text = json::to_string(&order).expect("JSON");
    assert!(
        text.contains(r#""Main":{"$id":"2","$type":"Shop.Models.Pickup, Shop.Models","At":"home","By":"y"}"#),
        "{text}"
    );
    assert_eq!(json::from_str::<Order>(&text).expect("what is written"), order);
    // Versions and moved types are nothing to a reader that is not strict.
    let moved = text
        .replace("Shop.Models\",", "Shop.Other, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null\",");
    assert_eq!(json::from_str::<Order>(&moved).expect("a known name"), order);
    let error = json::from_str_with::<Order>(&moved, ReadOptions::strict()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnknownType);
}

#[test]
fn only_known_types_are_chosen() {
    let names = [
        "System.Diagnostics.Process, System",
        "Shop.Note, Shop.Web",
        "Shop.Express`1[[Shop.Express, Shop.Web]], Shop.Web",
        "Shop.express, Shop.Web",
        "",
        ",",
    ];
    for name in names {
        let text = format!(r#"{{"Id":1,"Main":{{"$type":"{name}","By":"x"}}}}"#);
        let error = json::from_str::<Order>(&text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownType, "{name}: {error}");
        assert!(error.to_string().contains(&format!("`{name}`")), "{error}");
        let mut faults = 0;
        let mut options = ReadOptions::default();
        let mut count = |_| faults += 1;
        options.errors = Some(&mut count);
        let order = json::from_str_with::<Order>(&text, options).expect("the rest is read");
        assert_eq!((order.id, order.main, faults), (1, None, 1), "{name}");
    }
}

#[test]
fn references_are_read_as_copies() {
    let text = r#"{"$id":"1","Main":{"$id":"2","$type":"Shop.Express, Shop.Web","Hours":3},
        "All":{"$id":"3","$values":[{"$ref":"2"},{"$ref":"9"}]},"Page":{"Items":{"$ref":"3"}}}"#;
    let read: Order = json::from_str(text).expect("references");
    let express = Some(express(None, 3));
    assert_eq!(read.main, express);
    assert_eq!(read.all, Some(vec![express.clone(), None]));
    assert_eq!(read.page, Some(PageOfShipping { items: Some(vec![express, None]) }));
    for (wrong, kind) in [
        (r#"{"$id":"1","Page":{"$ref":"1"}}"#, ErrorKind::Reference),
        (r#"{"Main":{"$id":"1"},"All":[{"$id":"1"}]}"#, ErrorKind::Reference),
    ] {
        assert_eq!(json::from_str::<Order>(wrong).unwrap_err().kind(), kind, "{wrong}");
    }
    let unknown = r#"{"Main":{"$ref":"9"}}"#;
    let error = json::from_str_with::<Order>(unknown, ReadOptions::strict()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Reference);
}

/// Each list has the one before it twice, so that the last one would have two to the power of sixty items.
#[test]
fn copies_of_copies_come_to_an_end() {
    let lists: Vec<String> = (1..60)
        .map(|id| {
            let before = id - 1;
            format!(r#""{id}":{{"$id":"{id}","$values":[{{"$ref":"{before}"}},{{"$ref":"{before}"}}]}}"#)
        })
        .collect();
    let text = format!(r#"{{"0":{{"$id":"0","$values":[1]}},{}}}"#, lists.join(","));
    let lists = Type::Dictionary(&(<String as Field>::TYPE, Type::Object));
    let mut options = ReadOptions::default();
    options.settings = Some(settings(TypeNameHandling::None));
    options.max_size = 100_000;
    let error = json::read_value_with(&text, &lists, options).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
}

struct Echo;

impl server::Service for Echo {
    async fn create_order(&self, request: Request<CreateOrder>) -> Result<Order> {
        assert_eq!(request.body, order());
        Ok(Response::new(request.body.clone()))
    }
}

#[test]
fn clients_name_types() {
    let mock = Mock::new().on(|call: CreateOrder| Ok(call.body));
    let api: Client<Blocking> = Client::new(client::mock(mock.clone()));
    assert_eq!(api.create_order(order()).format(Format::Json).send().expect("an answer"), order());
    assert_eq!(std::str::from_utf8(mock.requests()[0].body()).expect("text"), AUTO);
}

#[tokio::test]
async fn servers_name_types() {
    let mut router = server::router(Echo);
    let request = http::Request::post("/api/orders")
        .header("content-type", "application/json")
        .header("accept", "application/json")
        .body(axum::body::Body::from(AUTO))
        .expect("a request");
    let Ok(response) = router.call(request).await;
    assert_eq!(response.status(), 200);
    let body = response.into_body().collect().await.expect("a body").to_bytes();
    assert_eq!(std::str::from_utf8(&body).expect("text"), AUTO);
}
