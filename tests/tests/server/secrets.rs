//! Nothing of a secret is told, however wrong it is.

use crate::shop::{Answer, SHOP, call, with_body};
use datacontract::server::{Request, Router};
use datacontract::{DataContract, Dictionary, Endpoint, Secret};

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
struct Card {
    number: i64,
    codes: Dictionary<String, i32>,
    #[contract(is_required)]
    owner: i32,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
struct Payment {
    amount: i32,
    pin: Secret<i32>,
    card: Secret<Option<Card>>,
    old_pins: Secret<Vec<i32>>,
}

#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, post = "api/pay", response = i32)]
struct Pay {
    key: Option<Secret<i32>>,
    keys: Vec<Secret<i32>>,
    #[endpoint(body)]
    payment: Payment,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
struct Holder {
    number: i64,
}

/// In the form of `XmlSerializer`, which refuses dictionaries.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
struct OldPayment {
    amount: i32,
    #[contract(xml(attribute))]
    pin: Secret<i32>,
    holder: Secret<Option<Holder>>,
    #[contract(xml(element = "OldPin"))]
    old_pins: Secret<Vec<i32>>,
    #[contract(xml(array = "Keys", item(name = "Key")))]
    keys: Vec<Secret<i32>>,
}

#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, post = "api/old/pay", response = i32, serializer = "xmlSerializer")]
struct PayOld {
    #[endpoint(body)]
    payment: OldPayment,
}

#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, post = "api/pin/{pin}", response = i32)]
struct SetPin {
    pin: Secret<i32>,
    #[endpoint(body)]
    card: Secret<Card>,
}

fn router() -> Router {
    Router::of(())
        .endpoint(|_, request: Request<Pay>| async move { Ok(request.payment.amount.into()) })
        .endpoint(|_, request: Request<PayOld>| async move { Ok(request.payment.amount.into()) })
        .endpoint(|_, _: Request<SetPin>| async move { Ok(1.into()) })
        .build()
}

/// What is answered, whether the caller is a stranger or not.
fn both(target: &str, media_type: &str, body: &str) -> [Answer; 2] {
    [false, true].map(|details| {
        let mut request = with_body("POST", target, media_type, body.to_owned());
        request.headers_mut().insert("accept", "application/json".parse().expect("a header"));
        call(&router().details(details), request)
    })
}

const OCCURRED: &str = r#"["An error has occurred."]"#;

/// The request is refused for this key, and neither the value nor a name in it is told.
#[track_caller]
fn hidden(target: &str, media_type: &str, body: &str, key: &str) {
    for answer in both(target, media_type, body) {
        let text = answer.text();
        assert_eq!(answer.status, 400, "{body}: {text}");
        assert!(text.contains(&format!("\"{key}\":")), "{body}: {text}");
        assert!(!text.contains("Hush"), "{body}: {text}");
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

#[test]
fn a_secret_member_of_a_form_is_hidden() {
    hidden("/api/pay", FORM, "Amount=1&Pin=Hush", "payment.Pin");
    hidden("/api/pay", FORM, "Amount=1&pin=99999999999Hush", "payment.Pin");
    hidden("/api/pay", FORM, "OldPins=1&OldPins=Hush", "payment.OldPins");
    hidden("/api/pay", FORM, "OldPins.index=7Hush&OldPins[7Hush]=x", "payment.OldPins");
    let answer = call(&router(), with_body("POST", "/api/pay", FORM, "Amount=x&Pin=Hush"));
    let expected = format!(
        r#""ModelState":{{"payment.Amount":["The value 'x' is not valid for Amount."],"payment.Pin":{OCCURRED}}}"#
    );
    assert!(answer.text().contains(&expected), "{}", answer.text());
}

#[test]
fn names_and_values_inside_a_secret_member_of_a_form_are_hidden() {
    for form in [
        "Card.Number=Hush&Card.Owner=1",
        "Card.Owner=1&Card.Codes.index=7Hush&Card.Codes[7Hush].Key=Hush&Card.Codes[7Hush].Value=Hush",
        // Required, and missing.
        "Card.Number=1",
    ] {
        for answer in both("/api/pay", FORM, form) {
            let expected = format!(r#""ModelState":{{"payment.Card":{OCCURRED}"#);
            let text = answer.text().replace(r#","An error has occurred.""#, "");
            assert!(text.contains(&expected) && !text.contains("Hush"), "{form}: {text}");
        }
    }
}

/// Keys in brackets that begin with no digit are names of members, as in Web API: nothing is bound, so
/// nothing is wrong.
#[test]
fn a_word_as_an_index_names_an_empty_item() {
    let router = Router::of(())
        .endpoint(|_, request: Request<Pay>| async move {
            Ok(i32::try_from(request.payment.old_pins.expose().len()).unwrap_or(-1).into())
        })
        .build();
    let answer = call(&router, with_body("POST", "/api/pay", FORM, "OldPins.index=Hush&OldPins[Hush]=x"));
    assert_eq!(answer.shown(), (200, "1"));
}

#[test]
fn secret_parameters_are_hidden() {
    let payment = r#"{"Amount":1}"#;
    hidden("/api/pay?key=Hush", "application/json", payment, "key");
    hidden("/api/pay?keys=1&keys=Hush", "application/json", payment, "keys");
    hidden("/api/pay?keys[0]=Hush", "application/json", payment, "keys[0]");
    hidden("/api/pin/Hush", "application/json", r#"{"Number":1,"Owner":1}"#, "pin");
}

#[test]
fn a_secret_body_is_hidden() {
    for (media_type, body) in [
        (FORM, "Number=Hush&Owner=1"),
        (FORM, "Owner=1&Codes.index=7Hush&Codes[7Hush].Key=1&Codes[7Hush].Value=Hush"),
        ("application/json", r#"{"Number":"Hush","Owner":1}"#),
        ("application/xml", "<Hush/>"),
        ("application/json", r#"{"Hush"#),
    ] {
        for answer in both("/api/pin/1", media_type, body) {
            let text = answer.text().replace(r#","An error has occurred.""#, "");
            let expected = format!(r#""ModelState":{{"card":{OCCURRED}}}"#);
            assert!(text.contains(&expected) && !text.contains("Hush"), "{body}: {text}");
        }
    }
}

#[test]
fn secret_members_of_xml_and_json_are_hidden() {
    let xml = |inner: &str| {
        format!("<Payment xmlns=\"http://schemas.datacontract.org/2004/07/Shop\">{inner}</Payment>")
    };
    for inner in [
        "<Pin>Hush</Pin>",
        "<Card><Hush></Card>",
        "<Card><Hush:a /></Card>",
        "<Card><Owner>1</Owner><Hush><Hush>&Hush;</Hush></Hush></Card>",
        "<OldPins><Hush>",
    ] {
        hidden("/api/pay", "application/xml", &xml(inner), "payment");
    }
    for (json, key) in [
        (r#"{"Pin":"Hush"}"#, "payment.Pin"),
        (r#"{"Card":"Hush"}"#, "payment.Card"),
        (r#"{"Card":{"Owner":1,"Codes":{"Hush":"Hush"}}}"#, "payment.Card.Codes[0]"),
    ] {
        hidden("/api/pay", "application/json", json, key);
    }
}

#[test]
fn secret_members_of_the_form_of_xml_serializer_are_hidden() {
    for (attributes, inner) in [
        ("Pin='Hush'", ""),
        ("Pin='1' Pin='Hush'", ""),
        ("Pin='Hush", ""),
        ("Pin='&Hush;'", ""),
        ("", "<Holder><Number>Hush</Number></Holder>"),
        ("", "<Holder><Hush></Holder>"),
        ("", "<Holder Hush='1' Hush='2' />"),
        ("", "<Holder Hush:a='1' />"),
        ("", "<Holder Hush />"),
        ("", "<Holder><Hush:a /></Holder>"),
        ("", "<Holder><Number>1</Number><Hush><Hush>&Hush;</Hush></Hush></Holder>"),
        ("", "<OldPin>1</OldPin><OldPin>Hush</OldPin>"),
        ("", "<OldPin><Hush>"),
        ("", "<Keys><Key>1</Key><Key>Hush</Key></Keys>"),
    ] {
        let body = format!("<OldPayment {attributes}>{inner}</OldPayment>");
        hidden("/api/old/pay", "application/xml", &body, "payment");
    }
    // It is the values that are refused.
    let body = "<OldPayment Pin='1'><Amount>7</Amount><Holder><Number>1</Number></Holder><OldPin>1</OldPin></OldPayment>";
    let answer = call(&router(), with_body("POST", "/api/old/pay", "application/xml", body));
    assert_eq!((answer.status, answer.text().contains('7')), (200, true), "{}", answer.text());
}

/// What a program may log of a request.
#[test]
fn debug_of_a_request_shows_no_secret() {
    let router = Router::of(())
        .endpoint(|_, request: Request<Pay>| async move {
            let shown = format!("{request:?} {:#?} {:?}", request, request.model_state());
            assert!(shown.contains("[secret]") && !shown.contains("4711"), "{shown}");
            Ok(request.payment.amount.into())
        })
        .build();
    let body = r#"{"Amount":1,"Pin":4711,"Card":{"Number":4711,"Owner":4711},"OldPins":[4711]}"#;
    let answer = call(&router, with_body("POST", "/api/pay?key=4711&keys=4711", "application/json", body));
    assert_eq!(answer.shown(), (200, "1"));
}
