//! What a conversion says of a value that it refuses: it reaches the caller in every format and in both
//! directions, with the member's path, unless the value is secret.

use crate::shop::API;
use datacontract::http::{BaseUrl, Format, bind, request};
use datacontract::{DataContract, Dictionary, Endpoint, Error, ErrorKind, Secret, dynamic, json, xml};

/// Four digits, whose errors repeat the value.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(as = "int")]
struct Pin(u32);

impl TryFrom<Pin> for i32 {
    type Error = String;

    fn try_from(pin: Pin) -> Result<i32, String> {
        if pin.0 < 10_000 { Ok(pin.0.cast_signed()) } else { Err(format!("{} has too many digits", pin.0)) }
    }
}

impl TryFrom<i32> for Pin {
    type Error = String;

    fn try_from(number: i32) -> Result<Pin, String> {
        match u32::try_from(number) {
            Ok(number @ 0..10_000) => Ok(Pin(number)),
            _ => Err(format!("{number} has too many digits")),
        }
    }
}

/// The form of a module.
mod shouted {
    pub(super) type Wire = String;

    pub(super) fn to_wire(text: &str) -> Result<Wire, String> {
        if text.is_ascii() { Ok(text.to_uppercase()) } else { Err(format!("{text} has umlauts")) }
    }

    pub(super) fn from_wire(text: Wire) -> Result<String, String> {
        if text.chars().any(char::is_lowercase) { Err(format!("{text} is whispered")) } else { Ok(text) }
    }
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
struct Card {
    pin: Pin,
    pins: Vec<Pin>,
    owners: Dictionary<String, Pin>,
    #[contract(with = "shouted")]
    word: String,
    inner: Option<Box<Card>>,
    secret_pin: Secret<Pin>,
    secret_pins: Vec<Secret<Pin>>,
    secret_owners: Dictionary<String, Secret<Pin>>,
    hidden: Secret<Option<Box<Card>>>,
}

/// The same, whose pins may be anything.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(name = "Card")]
struct AnyCard {
    pin: i32,
    pins: Vec<i32>,
    owners: Dictionary<String, i32>,
    word: String,
    inner: Option<Box<AnyCard>>,
    secret_pin: i32,
    secret_pins: Vec<i32>,
    secret_owners: Dictionary<String, i32>,
    hidden: Option<Box<AnyCard>>,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, post = "api/cards/{pin}", response = i32)]
struct Send {
    pin: Pin,
    also: Option<Pin>,
    many: Vec<Pin>,
    hidden: Secret<Pin>,
    #[endpoint(body)]
    card: Card,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, post = "api/hidden", response = i32)]
struct SendHidden {
    #[endpoint(body)]
    card: Secret<Card>,
}

const WRONG: u32 = 987_654;
const SAID: &str = "987654 has too many digits";
const UNSAID: &str = "the value does not fit `int`, its type on the wire, for a reason that is not shown since the value is secret";
const UNSAID_WHEN_READ: &str =
    "the value does not fit its Rust type, for a reason that is not shown since the value is secret";

fn base() -> BaseUrl {
    BaseUrl::new("https://shop.example.com").unwrap()
}

/// The errors of all ways in which a card is written.
fn written(card: &Card) -> [(&'static str, Error); 9] {
    let sent = |format| {
        let call = Send { card: card.clone(), ..Send::default() };
        request(&call, &base(), format).unwrap_err()
    };
    let mut indented = xml::WriteOptions::default();
    indented.indented = true;
    [
        ("xml", xml::to_string(card).unwrap_err()),
        ("xml, by the slow path", xml::to_string(&vec![card.clone()]).unwrap_err()),
        ("xml, indented", xml::to_string_with(card, &indented).unwrap_err()),
        ("json", json::to_string(card).unwrap_err()),
        ("json, pretty", json::to_string_pretty(card).unwrap_err()),
        ("dynamic", dynamic::to_value(card).unwrap_err()),
        ("a body of XML", sent(Format::Xml)),
        ("a body of JSON", sent(Format::Json)),
        ("a form", sent(Format::Form)),
    ]
}

/// Checks that all ways to write a card end in this message, at a path that ends so in XML and JSON.
#[track_caller]
fn unwritable(card: &Card, message: &str, in_xml: &str, in_json: &str) {
    for (way, error) in written(card) {
        assert_eq!((error.kind(), error.message()), (ErrorKind::Unrepresentable, message), "{way}");
        let path = error.path();
        let is_there = match way {
            // A form names an entry as model binding does, `owners[0].Value`, and a simple item by the list.
            "a form" => in_json.starts_with(path.split('[').next().unwrap()),
            way if way.to_lowercase().contains("xml") => path.ends_with(in_xml),
            _ => path.ends_with(in_json),
        };
        assert!(is_there, "{way}: {error}");
    }
}

#[test]
fn what_is_not_secret_is_said_when_it_is_written() {
    let wrong = || Pin(WRONG);
    unwritable(&Card { pin: wrong(), ..Card::default() }, SAID, "/Card/pin", "/pin");
    unwritable(&Card { pins: vec![Pin(1), wrong()], ..Card::default() }, SAID, "/Card/pins/int", "/pins/1");
    let owners = || Dictionary::from_iter([("Ada".to_owned(), wrong())]);
    let path = "/Card/owners/KeyValueOfstringint/Value";
    unwritable(&Card { owners: owners(), ..Card::default() }, SAID, path, "/owners/0");
    unwritable(
        &Card { word: "grün".to_owned(), ..Card::default() },
        "grün has umlauts",
        "/Card/word",
        "/word",
    );
    let inner = Some(Box::new(Card { pin: wrong(), ..Card::default() }));
    unwritable(&Card { inner, ..Card::default() }, SAID, "/Card/inner/pin", "/inner/pin");
}

#[test]
fn what_is_secret_is_not_said_when_it_is_written() {
    let wrong = || Secret::from(Pin(WRONG));
    unwritable(&Card { secret_pin: wrong(), ..Card::default() }, UNSAID, "/Card/secret_pin", "/secret_pin");
    let secret_pins = vec![wrong()];
    unwritable(&Card { secret_pins, ..Card::default() }, UNSAID, "/Card/secret_pins/int", "/secret_pins/0");
    let secret_owners = Dictionary::from_iter([("Ada".to_owned(), wrong())]);
    let path = "/Card/secret_owners/KeyValueOfstringint/Value";
    unwritable(&Card { secret_owners, ..Card::default() }, UNSAID, path, "/secret_owners/0");
    // What is inside of a secret is secret.
    let inner = Card { pin: Pin(WRONG), ..Card::default() };
    let hidden = Secret::from(Some(Box::new(inner.clone())));
    unwritable(&Card { hidden, ..Card::default() }, UNSAID, "/Card/hidden/pin", "/hidden/pin");
    // A body can be so as a whole.
    for format in [Format::Xml, Format::Json, Format::Form] {
        let call = SendHidden { card: inner.clone().into() };
        assert_eq!(request(&call, &base(), format).unwrap_err().message(), UNSAID, "{format:?}");
    }
}

#[test]
fn a_secret_root_is_not_said() {
    let (wrong, many) = (Secret::from(Pin(WRONG)), vec![Some(Secret::from(Pin(WRONG)))]);
    for error in [
        xml::to_string(&wrong).unwrap_err(),
        json::to_string(&wrong).unwrap_err(),
        dynamic::to_value(&wrong).unwrap_err(),
        xml::to_string(&many).unwrap_err(),
        json::to_string(&many).unwrap_err(),
        dynamic::to_value(&many).unwrap_err(),
    ] {
        assert_eq!(error.message(), UNSAID);
    }
    let text = xml::to_string(&vec![987_654]).unwrap();
    for error in [
        xml::from_str::<Vec<Secret<Pin>>>(&text).unwrap_err(),
        json::from_str::<Vec<Secret<Pin>>>("[987654]").unwrap_err(),
        json::from_str::<Secret<Pin>>("987654").unwrap_err(),
        dynamic::from_value::<Secret<Pin>>(&dynamic::Value::Int32(987_654)).unwrap_err(),
    ] {
        assert_eq!(error.message(), UNSAID_WHEN_READ);
    }
}

#[test]
fn arguments_in_path_and_query() {
    let wrong = || Pin(WRONG);
    let error = |call: &Send| request(call, &base(), Format::Json).unwrap_err();
    for (call, path, message) in [
        (Send { pin: wrong(), ..Send::default() }, "/pin", SAID),
        (Send { also: Some(wrong()), ..Send::default() }, "/also", SAID),
        (Send { many: vec![Pin(1), wrong()], ..Send::default() }, "/many", SAID),
        (Send { hidden: wrong().into(), ..Send::default() }, "/hidden", UNSAID),
    ] {
        let error = error(&call);
        assert_eq!((error.path().as_str(), error.message()), (path, message));
        assert_eq!(error.kind(), ErrorKind::Unrepresentable);
    }
    let call = Send { pin: Pin(1), hidden: Pin(2).into(), ..Send::default() };
    let sent = request(&call, &base(), Format::Json).unwrap();
    assert_eq!(sent.uri().path_and_query().unwrap(), "/api/cards/1?hidden=2");
    assert_eq!(bind::<Send>(&sent).unwrap().arguments, call);
}

/// Checks what every way to read a card makes of one.
#[track_caller]
fn unreadable(card: &AnyCard, message: &str) {
    let (in_xml, in_json) = (xml::to_string(card).unwrap(), json::to_string(card).unwrap());
    let value = dynamic::to_value(card).unwrap();
    let mut notified = Vec::new();
    let mut recovering = json::ReadOptions::default();
    let mut hook = |error| notified.push(error);
    recovering.errors = Some(&mut hook);
    json::from_str_with::<Card>(&in_json, recovering).unwrap();
    assert_eq!(notified.len(), 1, "{notified:?}");
    let mut errors = vec![
        xml::from_str::<Card>(&in_xml).unwrap_err(),
        xml::from_str_with::<Card>(&in_xml, xml::ReadOptions::strict()).unwrap_err(),
        datacontract::__private::slow_path::from_str::<Card>(&in_xml, xml::ReadOptions::default())
            .unwrap_err(),
        json::from_str::<Card>(&in_json).unwrap_err(),
        json::from_str_with::<Card>(&in_json, json::ReadOptions::strict()).unwrap_err(),
        dynamic::from_value::<Card>(&value).unwrap_err(),
    ];
    errors.append(&mut notified);
    for error in errors {
        assert_eq!((error.kind(), error.message()), (ErrorKind::Value, message), "{error}");
        assert!(error.path().starts_with("/Card/"), "{error}");
    }
}

#[test]
fn what_is_said_when_it_is_read() {
    let wrong = WRONG.cast_signed();
    unreadable(&AnyCard { pin: wrong, ..AnyCard::default() }, SAID);
    unreadable(&AnyCard { pins: vec![wrong], ..AnyCard::default() }, SAID);
    unreadable(&AnyCard { word: "hi".to_owned(), ..AnyCard::default() }, "hi is whispered");
    let owners = || Dictionary::from_iter([("Ada".to_owned(), wrong)]);
    unreadable(&AnyCard { owners: owners(), ..AnyCard::default() }, SAID);
    unreadable(&AnyCard { secret_pin: wrong, ..AnyCard::default() }, UNSAID_WHEN_READ);
    unreadable(&AnyCard { secret_pins: vec![wrong], ..AnyCard::default() }, UNSAID_WHEN_READ);
    unreadable(&AnyCard { secret_owners: owners(), ..AnyCard::default() }, UNSAID_WHEN_READ);
    let inner = Some(Box::new(AnyCard { pin: wrong, ..AnyCard::default() }));
    unreadable(&AnyCard { hidden: inner, ..AnyCard::default() }, UNSAID_WHEN_READ);
}
