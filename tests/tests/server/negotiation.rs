//! The format of an answer.

use crate::shop::{Answer, call, request, router};

fn get(target: &str, headers: &[(&'static str, &'static str)]) -> Answer {
    let mut request = request("GET", target);
    for (name, value) in headers {
        request.headers_mut().append(*name, value.parse().unwrap());
    }
    call(&router(), request)
}

const STRING: &str =
    r#"<string xmlns="http://schemas.microsoft.com/2003/10/Serialization/">order 7</string>"#;

#[test]
fn accept_decides() {
    let answer = get("/api/orders/7", &[("accept", "text/xml;q=0.9, */*;q=0.1")]);
    assert_eq!(answer.shown(), (200, STRING));
    assert_eq!(answer.header("content-type"), "text/xml; charset=utf-8");
    let answer = get("/api/orders/7", &[("accept", "text/html")]);
    assert_eq!(
        (answer.text(), answer.header("content-type")),
        ("\"order 7\"", "application/json; charset=utf-8")
    );
    let answer = get("/api/orders/7", &[("accept", "image/png"), ("accept", "application/xml")]);
    assert_eq!(answer.text(), STRING);
}

#[test]
fn null_has_a_body_and_void_has_none() {
    assert_eq!(get("/api/orders/-1", &[]).shown(), (200, "null"));
    let nil = r#"<string i:nil="true" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.microsoft.com/2003/10/Serialization/" />"#;
    assert_eq!(get("/api/orders/-1", &[("accept", "application/xml")]).shown(), (200, nil));
    let answer = call(&router(), request("DELETE", "/api/orders/7"));
    assert_eq!((answer.shown(), answer.header("content-type")), ((204, ""), ""));
}

#[test]
fn utf_16_has_a_byte_order_mark() {
    let answer = get("/api/orders/7", &[("accept-charset", "utf-16")]);
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-16");
    assert_eq!(answer.bytes[..6], [0xff, 0xfe, b'"', 0, b'o', 0]);
    let xml = get("/api/orders/7", &[("accept-charset", "utf-16"), ("accept", "text/xml")]);
    let units: Vec<u16> =
        xml.bytes[2..].chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    assert_eq!(String::from_utf16(&units).unwrap(), STRING);
}

#[test]
fn errors_are_in_the_same_format() {
    let answer = get("/api/orders/x", &[("accept", "text/xml")]);
    let body = "<Error><Message>The request is invalid.</Message><ModelState><id>The value 'x' is not valid for Int32.</id></ModelState></Error>";
    assert_eq!(answer.shown(), (400, body));
    assert_eq!(answer.header("content-type"), "text/xml; charset=utf-8");
    assert!(
        get("/nothing", &[("accept", "text/xml")]).text().starts_with("<Error><Message>No HTTP resource")
    );
}

#[test]
fn what_cannot_be_answered_is_406_only_where_that_is_wanted() {
    let answer = |router| {
        let mut request = request("GET", "/api/orders/7");
        request.headers_mut().insert("accept", "image/png".parse().unwrap());
        call(&router, request).status
    };
    assert_eq!(answer(router()), 200);
    assert_eq!(answer(router().not_acceptable(true)), 406);
}
