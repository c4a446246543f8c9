//! What an answer of success may be, and what becomes of one that is not.

use crate::both::clients;
use crate::server::{Server, answer, json, xml};
use crate::shop::{
    CreateOrder, DeleteOrder, FindOrder, GetOrder, HasOrder, JSON, Pay, Receipt, Refused, XML, decode_fault,
    order,
};
use datacontract::client::{Error, ErrorBody};
use datacontract::http::Format;
use http::StatusCode;

#[test]
fn an_answer_is_read_by_its_own_type() {
    let types = [
        (JSON, "application/json; charset=utf-8"),
        (JSON, "text/json"),
        (JSON, "Application/Vnd.Shop+JSON;odata=verbose"),
        (XML, "application/xml; charset=utf-8"),
        (XML, "text/xml"),
        (XML, "application/atom+xml; charset=\"UTF-8\""),
    ];
    for (body, media_type) in types {
        let server = Server::always(answer("200 OK", &[&format!("Content-Type: {media_type}")], body));
        for (name, client) in clients(&server.url()) {
            // Whatever was asked for.
            for format in [Format::Json, Format::Xml] {
                let found = client.call(GetOrder { id: 7 }).format(format).send();
                assert_eq!(found.unwrap(), order(), "{name}: {media_type}");
            }
        }
    }
}

#[test]
fn without_a_type_it_is_read_by_its_looks() {
    for body in [JSON, XML, " \n [", "?"] {
        let server = Server::always(answer("200 OK", &[], body));
        for (name, client) in clients(&server.url()) {
            let found = client.call(GetOrder { id: 7 }).send();
            if body.len() > 5 {
                assert_eq!(found.unwrap(), order(), "{name}");
            } else {
                decode_fault(found);
            }
        }
    }
}

#[test]
fn success_has_many_status_codes() {
    for status in ["200 OK", "201 Created", "202 Accepted", "203 Odd", "299 None"] {
        let server = Server::always(answer(status, &["Content-Type: application/json", "X-Seen: 1"], JSON));
        for (name, client) in clients(&server.url()) {
            let response = client.call(GetOrder { id: 7 }).send_with_response().unwrap();
            assert_eq!(response.value, order(), "{name}");
            assert!(status.starts_with(response.status.as_str()), "{name}: {}", response.status);
            assert_eq!(response.headers["x-seen"], "1", "{name}");
        }
    }
}

#[test]
fn nothing_is_null_where_there_is_a_null() {
    let nil = r#"<Order i:nil="true" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Shop.Models" />"#;
    let answers = [
        ("204", answer("204 No Content", &[], "")),
        ("205", answer("205 Reset Content", &[], "")),
        ("empty", answer("200 OK", &[], "")),
        ("empty JSON", json("")),
        ("empty XML", xml("")),
        ("null", json("null")),
        ("null with white space", json("\r\n null ")),
        ("nil", xml(nil)),
    ];
    for (what, answer) in answers {
        let server = Server::always(answer);
        for (name, client) in clients(&server.url()) {
            assert_eq!(client.call(FindOrder { id: 7 }).send().unwrap(), None, "{name}: {what}");
            let (fault, _) = decode_fault(client.call(GetOrder { id: 7 }).send());
            let expected = "`?` behind the response's type in the spec gives it one";
            assert!(fault.contains(expected), "{name}: {what}: {fault}");
        }
    }
}

#[test]
fn what_comes_back_for_nothing_is_not_read() {
    for answer in [
        answer("204 No Content", &[], ""),
        json("{\"Id\":"),
        answer("200 OK", &["Content-Type: text/html"], "<p>"),
    ] {
        let server = Server::always(answer);
        for (_, client) in clients(&server.url()) {
            client.call(DeleteOrder { id: 7 }).send().unwrap();
        }
    }
    // As HEAD wants it: a length without a body.
    let server = Server::always("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 800\r\n\r\n");
    for (_, client) in clients(&server.url()) {
        client.call(HasOrder { id: 7 }).send().unwrap();
    }
}

#[test]
fn aspnets_errors_are_read_in_both_formats() {
    let bodies = [
        (
            "application/json",
            r#"{"Message":"The request is invalid.","ModelState":{"order.Id":["Too small."]}}"#,
        ),
        (
            "application/xml",
            "<Error><Message>The request is invalid.</Message><ModelState><order.Id>Too small.</order.Id></ModelState></Error>",
        ),
    ];
    for (media_type, body) in bodies {
        let server =
            Server::always(answer("400 Bad Request", &[&format!("Content-Type: {media_type}")], body));
        for (name, client) in clients(&server.url()) {
            let error = client.call(GetOrder { id: 7 }).send().unwrap_err();
            assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST), "{name}");
            let http_error = error.http_error().unwrap();
            assert_eq!(http_error.model_state.get("order.Id"), ["Too small."], "{name}");
            assert_eq!(
                error.to_string(),
                "`get_order` was answered with 400 Bad Request: The request is invalid. (order.Id: Too small.)"
            );
        }
    }
}

#[test]
fn problem_details_are_read_as_aspnets_errors() {
    let body = r#"{"type":"https://tools.ietf.org/html/rfc7231#section-6.5.1","title":"One or more validation errors occurred.","status":400,"traceId":"00-ab","errors":{"name":["The Name field is required."]}}"#;
    for media_type in ["application/problem+json; charset=utf-8", "Application/Problem+JSON"] {
        let server =
            Server::always(answer("400 Bad Request", &[&format!("Content-Type: {media_type}")], body));
        for (name, client) in clients(&server.url()) {
            let error = client.call(GetOrder { id: 7 }).send().unwrap_err();
            let http_error = error.http_error().unwrap_or_else(|| panic!("{name}: {error:?}"));
            assert_eq!(http_error.message.as_deref(), Some("One or more validation errors occurred."));
            assert_eq!(http_error.model_state.get("name"), ["The Name field is required."], "{name}");
        }
    }
    // Without its media type it is a body of the service's own.
    let server = Server::always(answer("400 Bad Request", &["Content-Type: application/json"], body));
    for (name, client) in clients(&server.url()) {
        assert!(client.call(GetOrder { id: 7 }).send().unwrap_err().http_error().is_none(), "{name}");
    }
}

#[test]
fn documented_status_codes_are_told_apart() {
    let answers =
        [(401, Refused::Unauthorized, "401 (The key is wrong.)"), (409, Refused::SoldOut, "409 (Sold out.)")];
    for (code, expected, text) in answers {
        let server = Server::always(answer(&format!("{code} X"), &["WWW-Authenticate: Basic"], ""));
        for (name, client) in clients(&server.url()) {
            let call = CreateOrder { dry: None, order: order() };
            match client.call(call).send() {
                Err(Error::Status(error)) => {
                    assert_eq!((error.status, error.code.as_u16()), (expected, code), "{name}");
                    assert_eq!(error.body, ErrorBody::Empty);
                    assert_eq!(error.headers["www-authenticate"], "Basic");
                    assert_eq!(error.to_string(), format!("`create_order` was answered with {text}"));
                    let erased = Error::Status(error).erase();
                    assert_eq!(erased.status().map(|status| status.as_u16()), Some(code));
                }
                other => panic!("{name}: {other:?}"),
            }
        }
    }
}

#[test]
fn error_pages_are_kept_but_not_shown() {
    let page = "<!DOCTYPE html><html><body><h1>Password Welcome123 of Ada</h1></body></html>";
    for (status, code) in
        [("500 Internal Server Error", 500), ("404 Not Found", 404), ("304 Not Modified", 304)]
    {
        let body = if code == 304 { "" } else { page };
        let server = Server::always(answer(status, &["Content-Type: text/html; charset=utf-8"], body));
        for (name, client) in clients(&server.url()) {
            match client.call(GetOrder { id: 7 }).send() {
                Err(Error::Status(error)) => {
                    assert_eq!(error.code.as_u16(), code, "{name}");
                    let expected =
                        if code == 304 { ErrorBody::Empty } else { ErrorBody::Text(page.to_owned()) };
                    assert_eq!(error.body, expected, "{name}");
                    assert_eq!(error.raw(), body);
                    let shown = format!("{error} {error:?}");
                    assert!(!shown.contains("Welcome123") && !shown.contains("Ada"), "{shown}");
                }
                other => panic!("{name}: {other:?}"),
            }
        }
    }
}

#[test]
fn an_error_page_as_success_is_no_answer() {
    let page = "<!DOCTYPE html><html><head><title>Sign in, Ada</title></head></html>";
    let server = Server::always(answer("200 OK", &["Content-Type: text/html"], page));
    for (name, client) in clients(&server.url()) {
        let error = client.call(GetOrder { id: 7 }).send().unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::OK), "{name}");
        assert_eq!(
            error.to_string(),
            "`get_order` was answered with 200 OK, but its 68 bytes of text/html are not what the contract says: it is \
             text/html, which is none of the service's formats; see whether the base address is right, or add the type to \
             `formatters` in the spec: \
             ➜<!xxxxxxx xxxx><html><head><title>xxxx xx, xxx</title></head…",
            "{name}"
        );
    }
}

#[test]
fn a_service_may_have_errors_of_its_own() {
    let server = Server::always(answer("422 No", &["Content-Type: application/json"], r#"{"ErrorCode":12}"#));
    for (name, client) in clients(&server.url()) {
        match client.call(GetOrder { id: 7 }).send() {
            Err(Error::Status(error)) => {
                assert_eq!(error.http_error(), None, "{name}");
                assert_eq!(error.read::<Receipt>().unwrap().error_code, 12, "{name}");
                assert!(error.read::<Vec<i32>>().is_err());
            }
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn a_code_of_failure_is_an_error_unless_it_is_asked_for() {
    let server = Server::always(json(r#"{"ErrorCode":7,"Message":"Sorry."}"#));
    for (name, client) in clients(&server.url()) {
        let call = Pay { amount: 5.into() };
        match client.call(call.clone()).send() {
            Err(Error::Application(error)) => {
                assert_eq!((error.code(), error.message()), ("7", Some("Sorry.")), "{name}");
                assert_eq!(
                    error.to_string(),
                    "the service answered with code 7 (There is no money.): Sorry."
                );
            }
            other => panic!("{name}: {other:?}"),
        }
        assert_eq!(client.call(call).ignore_outcome().send().unwrap().error_code, 7, "{name}");
    }
}

#[test]
fn a_fault_is_shown_with_its_place_but_without_values() {
    let wrong = JSON.replace("\"Count\":2", "\"Count\":\"Welcome123\"");
    let server = Server::always(json(&wrong));
    for (name, client) in clients(&server.url()) {
        let error = client.call(GetOrder { id: 7 }).send().unwrap_err();
        let Error::Decode(decode) = &error else { panic!("{name}: {error:?}") };
        assert_eq!(decode.error.path(), "/Order/Lines/0/Count", "{name}");
        assert_eq!(
            decode.excerpt,
            r#"{"Id":0,"Customer":"xxx","Lines":[{"Sku":"xxx","Count":➜"xxxxxxx000","State":0}],"Total":0.00}"#,
            "{name}"
        );
        assert_eq!(decode.raw(), wrong.as_bytes());
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("Welcome123") && !shown.contains("Ada"), "{shown}");
    }
}
