//! What callers are told when a method has no answer.

use crate::shop::{call, get, request, router};
use std::time::Duration;

#[test]
fn errors_of_the_service_have_web_apis_bodies() {
    assert_eq!(get("/api/orders/400").shown(), (400, r#"{"Message":"Orders are numbered from 1."}"#));
    assert_eq!(get("/api/orders/409").shown(), (409, r#"{"Message":"It is sent already."}"#));
    let answer = get("/api/orders/404");
    assert_eq!((answer.shown(), answer.header("content-type")), ((404, ""), ""));
}

#[test]
fn unauthorized_has_a_challenge() {
    let answer = get("/api/orders/401");
    assert_eq!(answer.shown(), (401, r#"{"Message":"Authorization has been denied for this request."}"#));
    assert_eq!(answer.header("www-authenticate"), "Basic realm=\"shop\"");
}

#[test]
fn created_has_a_location() {
    let answer = get("/api/orders/201");
    assert_eq!((answer.shown(), answer.header("location")), ((201, "null"), "/api/orders/201"));
}

#[test]
fn other_errors_are_not_told() {
    assert_eq!(get("/api/orders/500").shown(), (500, r#"{"Message":"An error has occurred."}"#));
    let answer = call(&router().details(true), request("GET", "/api/orders/500"));
    let body = r#"{"Message":"An error has occurred.","ExceptionMessage":"invalid digit found in string","ExceptionType":"core::num::error::ParseIntError"}"#;
    assert_eq!(answer.shown(), (500, body));
}

#[test]
fn a_panic_is_an_error_like_others() {
    assert_eq!(get("/api/orders/501").shown(), (500, r#"{"Message":"An error has occurred."}"#));
    let answer = call(&router().details(true), request("GET", "/api/orders/501"));
    assert!(answer.text().contains(r#""ExceptionMessage":"a fault of the service""#), "{}", answer.text());
}

#[test]
fn a_method_may_be_given_a_time() {
    let router = router().timeout(Some(Duration::from_millis(20)));
    let answer = call(&router, request("GET", "/api/orders/503"));
    assert_eq!(answer.shown(), (503, r#"{"Message":"The request took too long."}"#));
}

#[test]
fn a_method_that_is_not_there_is_501() {
    let answer = crate::shop::post("/api/unported", "null");
    assert_eq!(answer.shown(), (501, r#"{"Message":"The method is not implemented."}"#));
}
