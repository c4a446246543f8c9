//! What the methods are called with.

use crate::shop::{Answer, call, get, post, request, router, with_body};
use datacontract::server::Invalid;

/// What the search was called with.
#[track_caller]
fn assert_search(query: &str, expected: &str) {
    let answer = get(&format!("/api/orders?{query}"));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let shown: String = datacontract::json::from_str(answer.text()).unwrap();
    assert_eq!(shown, expected, "{query}");
}

#[test]
fn what_is_not_there_has_its_default() {
    assert_search("state=New", r#"New since None page 1 customer None codes [] numbers [] filter """#);
}

#[test]
fn values_are_those_of_dotnet() {
    assert_search(
        "state=sENT&since=10/15/2024+5:29+PM&page=0x10&customer={0F8FAD5B-d9cb-469f-a165-70867728950e}&%24filter=a%2Bb+c",
        r#"Sent since Some("2024-10-15T17:29:00") page 16 customer Some("0f8fad5b-d9cb-469f-a165-70867728950e") codes [] numbers [] filter "a+b c""#,
    );
    assert_search(
        "STATE=1&since=&PAGE=%207%20&customer=+&codes=a&codes=&codes=b&numbers[0]=1&numbers[1]=2&numbers[3]=4",
        r#"Sent since None page 7 customer None codes ["a", "", "b"] numbers [1, 2] filter """#,
    );
}

#[test]
fn lists_are_split_at_commas_where_the_parameter_says_so() {
    for (query, expected) in [
        ("", r#""[] []""#),
        ("sizes=", r#""[] []""#),
        ("sizes=1,2,3&codes[]=a&codes[]=b,c", r#""[1, 2, 3] [\"a\", \"b,c\"]""#),
        ("SIZES=1%2C+2&sizes=0x10&CODES%5B%5D=a", r#""[1, 2, 16] [\"a\"]""#),
        ("sizes[0]=1&sizes[1]=2&codes=a", r#""[1, 2] [\"a\"]""#),
        ("sizes=1,,3", r#""[1, 0, 3] []""#),
    ] {
        assert_eq!(get(&format!("/api/sizes?{query}")).shown(), (200, expected), "{query}");
    }
    let body = r#"{"Message":"The request is invalid.","ModelState":{"sizes":["The value 'x' is not valid for Int32."]}}"#;
    assert_eq!(get("/api/sizes?sizes=1,x,3").shown(), (400, body));
    // By itself Web API does not split: it has the whole for a number.
    assert_eq!(get("/api/orders?state=New&numbers=1,2").status, 400);
}

#[test]
fn values_that_are_wrong_are_refused_by_name() {
    let answer = get("/api/orders?state=x&page=abc&numbers=1&numbers=y&customer=z&since=99999");
    let body = r#"{"Message":"The request is invalid.","ModelState":{"state":["The value 'x' is not valid for State."],"since":["The value '99999' is not valid for Nullable`1."],"page":["The value 'abc' is not valid for Int32."],"customer":["The value 'z' is not valid for Nullable`1."],"numbers":["The value 'y' is not valid for Int32."]}}"#;
    assert_eq!(answer.shown(), (400, body));
    let answer = get("/api/orders?state=0&page=");
    let text = "A value is required but was not present in the request.";
    assert_eq!(
        answer.text(),
        format!(r#"{{"Message":"The request is invalid.","ModelState":{{"page.Int32":["{text}"]}}}}"#)
    );
}

#[test]
fn faults_are_passed_on_if_wanted() {
    let router = router().invalid(Invalid::PassOn);
    let get = |target: &str| call(&router, request("GET", target));
    let answer = get("/api/orders?state=0&page=abc&since=x");
    assert_eq!(answer.status, 200);
    assert!(answer.text().starts_with("\"New since None page 1 "), "{}", answer.text());
    assert!(answer.text().contains("page: The value 'abc' is not valid for Int32."), "{}", answer.text());
    // There is nothing to call the method with.
    assert_eq!(get("/api/orders?state=x").shown(), (400, r#"{"Message":"The request is invalid."}"#));

    let post = |json: &'static str| call(&router, with_body("POST", "/api/orders", "application/json", json));
    // What is right of a body is kept.
    let order = r#"{"Id":0,"Customer":"x","Amount":null,"Lines":null,"Parent":null}"#;
    assert_eq!(post(r#"{"Customer":"x","Id":"y"}"#).shown(), (200, order));
    assert_eq!(post("null").shown(), (200, order.replace("\"x\"", "null").as_str()));
}

const ORDER: &str =
    r#"{"Id":7,"Customer":"Åsa","Amount":1.50,"Lines":[{"Sku":"a","Count":2}],"Parent":null}"#;

fn send(media_type: &str, body: impl Into<axum::body::Body>) -> Answer {
    let mut request = with_body("POST", "/api/orders", media_type, body);
    request.headers_mut().insert("accept", "application/json".parse().unwrap());
    request.headers_mut().insert("accept-charset", "utf-8".parse().unwrap());
    call(&router(), request)
}

#[test]
fn bodies_are_json_xml_or_forms() {
    assert_eq!(send("application/json", ORDER).shown(), (200, ORDER));
    assert_eq!(send("text/json; charset=UTF-8", ORDER).shown(), (200, ORDER));
    let xml = r#"<Order xmlns="http://schemas.datacontract.org/2004/07/Shop"><Id>7</Id><Lines><Line><Count>2</Count><Sku>a</Sku></Line></Lines><Amount>1.50</Amount><Customer>Åsa</Customer></Order>"#;
    assert_eq!(send("application/xml", xml).shown(), (200, ORDER));
    assert_eq!(
        send("TEXT/XML; charset=\"utf-8\"", format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>{xml}"))
            .shown(),
        (200, ORDER)
    );
    let form = "id=7&Customer=%C3%85sa&Amount=1.50&Lines[0].Sku=a&Lines[0].Count=2";
    assert_eq!(send("application/x-www-form-urlencoded", form).shown(), (200, ORDER));
}

#[test]
fn xml_out_of_order_is_lost_where_dotnet_is_to_be_followed() {
    let xml = r#"<Order xmlns="http://schemas.datacontract.org/2004/07/Shop"><Id>7</Id><Customer>Åsa</Customer></Order>"#;
    let answer =
        |router| call(&router, with_body("POST", "/api/orders", "text/xml", xml)).text().contains("Åsa");
    assert!(answer(router()));
    assert!(!answer(router().strict_xml(true)));
}

#[test]
fn bodies_are_utf_8_or_utf_16() {
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    assert_eq!(send("application/json; charset=utf-16", utf_16(ORDER)).shown(), (200, ORDER));
    assert_eq!(send("application/json", utf_16(&format!("\u{feff}{ORDER}"))).shown(), (200, ORDER));
    let xml = r#"<?xml version="1.0" encoding="utf-16"?><Order xmlns="http://schemas.datacontract.org/2004/07/Shop"><Customer>Åsa</Customer></Order>"#;
    assert!(send("application/xml; charset=utf-16", utf_16(xml)).text().contains("Åsa"));
    // Other character sets are ignored, as Web API's formatters do.
    assert_eq!(send("application/json; charset=windows-1252", ORDER).shown(), (200, ORDER));
    assert_eq!(send("application/json; charset=shift_jis", ORDER).shown(), (200, ORDER));
    assert_eq!(send("application/json; charset=klingon", ORDER).shown(), (200, ORDER));
    // All that is UTF-8 is read as UTF-8, as Web API reads it, whatever it is said to be.
    for charset in ["iso-8859-1", "us-ascii", "utf-16be", "koi8-r"] {
        assert_eq!(send(&format!("text/json; charset={charset}"), ORDER).shown(), (200, ORDER), "{charset}");
    }
    // What is not, and Web API refuses, is what it is said to be.
    for name in ["iso-8859-1", "windows-1252", "iso-8859-10", "utf-16be"] {
        let bytes = encoded(ORDER, name);
        assert_eq!(send(&format!("text/json; charset={name}"), bytes).shown(), (200, ORDER), "{name}");
    }
    assert_ne!(send("application/json", encoded(ORDER, "iso-8859-1")).status, 200);
}

/// Encodes a text that has `Å` in a character set.
fn encoded(text: &str, charset: &str) -> Vec<u8> {
    if charset == "utf-16be" {
        return text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    }
    let encoding = encoding_rs::Encoding::for_label(charset.as_bytes()).expect("a character set");
    encoding.encode(text).0.into_owned()
}

#[test]
fn simple_bodies_are_read_as_well() {
    let note = |media_type: &str, body: &'static str| {
        let answer = call(&router(), with_body("PUT", "/api/orders/7/note", media_type, body));
        (answer.status, datacontract::json::from_str::<Option<String>>(answer.text()).unwrap())
    };
    let some = |text: &str| (200, Some(text.to_owned()));
    assert_eq!(note("application/json", "\"a\""), some("7: a"));
    assert_eq!(note("application/x-www-form-urlencoded", "=a+b"), some("7: a b"));
    assert_eq!(note("application/json", "null"), (200, None));
    assert_eq!(note("application/json", ""), (200, None));
    assert_eq!(post("/api/count", "5").text(), "5");
    assert_eq!(post("/api/count", "").text(), "0");
}

#[test]
fn null_is_refused_where_it_must_not_be() {
    let body = r#"{"Message":"The request is invalid.","ModelState":{"order":["A value is required."]}}"#;
    for json in ["null", " null\n", ""] {
        assert_eq!(post("/api/orders", json).shown(), (400, body), "{json:?}");
    }
    let nil = r#"<Order i:nil="true" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Shop" />"#;
    assert_eq!(send("text/xml", nil).shown(), (400, body));
    assert_eq!(send("application/x-www-form-urlencoded", "").shown(), (400, body));
    assert_eq!(post("/api/count", "null").status, 400);
}

#[test]
fn a_wrong_member_is_refused_by_its_path() {
    let faults = |json: &'static str| {
        let answer = post("/api/orders", json);
        assert_eq!(answer.status, 400, "{json}");
        answer.text().split_once("\"ModelState\":").unwrap().1.to_owned()
    };
    let occurred = r#":["An error has occurred."]}}"#;
    assert_eq!(faults(r#"{"Id":"x"}"#), format!(r#"{{"order.Id"{occurred}"#));
    assert_eq!(
        faults(r#"{"Lines":[{"Count":1},{"Count":[]}]}"#),
        format!(r#"{{"order.Lines[1].Count"{occurred}"#)
    );
    assert_eq!(faults(r#"{"Id":1"#).matches(occurred).count(), 1);
    assert_eq!(faults("[]"), format!(r#"{{"order"{occurred}"#));
    let xml = r#"<Order xmlns="http://schemas.datacontract.org/2004/07/Shop"><Id>x</Id></Order>"#;
    assert!(send("text/xml", xml).text().contains(&format!(r#"{{"order"{occurred}"#)));
    assert!(send("text/xml", "<Order/>").text().contains(&format!(r#"{{"order"{occurred}"#)));
    let form = send("application/x-www-form-urlencoded", "Lines[0].Count=x");
    assert!(form.text().contains(r#"{"order.Lines[0].Count":["The value 'x' is not valid for Count."]}"#));
}

#[test]
fn details_say_what_is_wrong() {
    let answer =
        call(&router().details(true), with_body("POST", "/api/orders", "application/json", r#"{"Id":"x"}"#));
    assert!(answer.text().contains(r#""order.Id":["the text is not an integer"#), "{}", answer.text());
}

#[test]
fn other_media_types_are_415() {
    let body =
        r#"{"Message":"The request entity's media type 'text/plain' is not supported for this resource."}"#;
    assert_eq!(send("text/plain; charset=utf-8", "x").shown(), (415, body));
    assert_eq!(send("application/vnd.shop+json", "{}").status, 415);
    let mut untyped = request("POST", "/api/orders");
    *untyped.body_mut() = "{}".into();
    let body = r#"{"Message":"The request contains an entity body but no Content-Type header. The inferred media type 'application/octet-stream' is not supported for this resource."}"#;
    assert_eq!(call(&router(), untyped).shown(), (415, body));
    let mut packed = with_body("POST", "/api/orders", "application/json", "{}");
    packed.headers_mut().insert("content-encoding", "compress".parse().unwrap());
    assert_eq!(call(&router(), packed).status, 415);
}

#[test]
fn a_body_that_no_one_reads_is_not_looked_at() {
    assert_eq!(call(&router(), with_body("GET", "/api/orders/7", "text/plain", "x")).status, 200);
}
