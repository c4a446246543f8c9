//! Models that derive serde's traits get one derive more: what they told serde counts for the contract.

use datacontract::{DataContract, json, xml};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(DataContract, Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
#[serde(rename_all = "camelCase")]
#[contract(clr_namespace = "Shop")]
struct Invoice {
    order_id: Uuid,
    #[serde(rename = "no")]
    number: u32,
    issued_on: Option<chrono::NaiveDate>,
    lines: Vec<Line>,
    #[serde(default)]
    labels: BTreeMap<String, String>,
    #[serde(skip)]
    cached_total: Option<f64>,
}

#[derive(DataContract, Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
#[serde(rename_all = "camelCase")]
#[contract(clr_namespace = "Shop")]
struct Line {
    unit_price: rust_decimal::Decimal,
    quantity: i32,
}

/// Nothing is said of serde's derives: they stand beside the other.
#[derive(Serialize, Deserialize, DataContract, Clone, Debug, Default, PartialEq)]
struct Note {
    text: String,
    at: Option<chrono::NaiveDate>,
}

/// serde's traits by the rules of Json.NET.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(serde, rename_all = "PascalCase")]
struct Stamp {
    unit_price: rust_decimal::Decimal,
}

fn invoice() -> Invoice {
    Invoice {
        order_id: Uuid::from_u128(7),
        number: 12,
        issued_on: chrono::NaiveDate::from_ymd_opt(2026, 11, 2),
        lines: vec![Line { unit_price: rust_decimal::Decimal::new(995, 2), quantity: 3 }],
        labels: BTreeMap::from([("a".to_owned(), "b".to_owned())]),
        cached_total: Some(29.85),
    }
}

#[test]
fn what_serde_was_told_counts() {
    let text = json::to_string(&invoice()).unwrap();
    assert_eq!(
        text,
        r#"{"orderId":"00000000-0000-0000-0000-000000000007","no":12,"issuedOn":"2026-11-02T00:00:00","lines":[{"unitPrice":9.95,"quantity":3}],"labels":{"a":"b"}}"#
    );
    let read = Invoice { cached_total: None, ..invoice() };
    assert_eq!(json::from_str::<Invoice>(&text).unwrap(), read);
    let text = xml::to_string(&invoice()).unwrap();
    assert!(text.contains("<orderId>00000000-0000-0000-0000-000000000007</orderId>"), "{text}");
    assert_eq!(xml::from_str::<Invoice>(&text).unwrap(), read);
}

#[test]
fn the_traits_of_serde_stay_serdes() {
    let line = &invoice().lines[0];
    // The crate's own form of decimals in serde: a text.
    assert_eq!(
        serde_json::to_value(line).unwrap(),
        serde_json::json!({ "unitPrice": "9.95", "quantity": 3 })
    );
}

#[test]
fn derives_of_serde_need_no_word() {
    let note = Note { text: "a".to_owned(), at: None };
    assert_eq!(serde_json::to_string(&note).unwrap(), r#"{"text":"a","at":null}"#);
    assert_eq!(json::to_string(&note).unwrap(), r#"{"text":"a","at":null}"#);
    assert_eq!(json::from_str::<Note>(r#"{"text":"a"}"#).unwrap(), note);
}

#[test]
fn a_word_asks_for_the_traits() {
    let stamp = Stamp { unit_price: rust_decimal::Decimal::new(995, 2) };
    assert_eq!(serde_json::to_string(&stamp).unwrap(), r#"{"UnitPrice":9.95}"#);
    assert_eq!(serde_json::from_str::<Stamp>(r#"{"UnitPrice":9.95}"#).unwrap(), stamp);
}

fn one() -> i32 {
    1
}

fn home() -> url::Url {
    "https://example.com/".parse().unwrap()
}

/// What a field has that a document does not have, and names that are read as well.
#[derive(DataContract, Serialize, Deserialize, Clone, Debug, PartialEq)]
struct Basket {
    name: String,
    #[serde(default = "one")]
    count: i32,
    #[serde(default = "home")]
    page: url::Url,
    state: State,
    #[serde(skip)]
    cached: Vec<f64>,
    #[serde(skip, default = "home")]
    home: url::Url,
}

#[derive(DataContract, Serialize, Deserialize, Clone, Copy, Debug, PartialEq)]
#[contract(json = "text")]
enum State {
    #[serde(alias = "Opened", alias = "New")]
    Open,
    Closed,
}

/// The same beside a default of the type.
#[derive(DataContract, Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
struct Shelf {
    #[serde(default = "one")]
    count: i32,
    label: String,
}

/// The default of the whole.
#[derive(DataContract, Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(default)]
struct Settings {
    pages: i32,
    #[serde(skip)]
    of: std::marker::PhantomData<fn()>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { pages: 25, of: std::marker::PhantomData }
    }
}

#[test]
fn a_missing_member_has_what_serde_was_told() {
    let basket: Basket = json::from_str(r#"{"name":"a","state":"Opened"}"#).unwrap();
    assert_eq!(basket, serde_json::from_str(r#"{"name":"a","state":"Opened"}"#).unwrap());
    assert_eq!((basket.count, basket.page, basket.home), (1, home(), home()));
    let text =
        r"<Basket xmlns='http://schemas.datacontract.org/2004/07/'><name>a</name><state>New</state></Basket>";
    let basket: Basket = xml::from_str(text).unwrap();
    assert_eq!((basket.count, &basket.page, basket.state), (1, &home(), State::Open));
    // What is there counts, and a name that is read as well is not written.
    let given = Basket { count: 0, name: "b".to_owned(), home: home(), cached: Vec::new(), ..basket };
    let text = json::to_string(&given).unwrap();
    assert_eq!(text, r#"{"name":"b","count":0,"page":"https://example.com/","state":"Open"}"#);
    assert_eq!(json::from_str::<Basket>(&text).unwrap(), given);
    assert_eq!(xml::from_str::<Basket>(&xml::to_string(&given).unwrap()).unwrap(), given);

    let shelf = r#"{"label":"a"}"#;
    assert_eq!(json::from_str::<Shelf>(shelf).unwrap(), serde_json::from_str(shelf).unwrap());
    assert_eq!(json::from_str::<Shelf>("{}").unwrap(), Shelf { count: 1, label: String::new() });
    assert_eq!(json::from_str::<Vec<Shelf>>("[{}]").unwrap()[0].count, 1);
    assert_eq!(json::from_str::<Settings>("{}").unwrap(), Settings::default());
    assert_eq!(json::from_str::<Vec<Option<Settings>>>("[{}]").unwrap(), [Some(Settings::default())]);
}
