//! Which endpoint a request reaches.

use crate::shop::{call, get, request, router};

#[test]
fn paths_are_the_same_in_any_case() {
    assert_eq!(get("/API/Orders/7").shown(), (200, "\"order 7\""));
    assert_eq!(get("/api/orders/7/").shown(), (200, "\"order 7\""));
    assert_eq!(get("//api/%6Frders/7").shown(), (200, "\"order 7\""));
}

#[test]
fn a_star_takes_the_rest_of_the_path() {
    assert_eq!(get("/api/files/a/b%20c/d.txt").text(), "\"a/b c/d.txt\"");
}

#[test]
fn what_is_not_there_is_404_with_the_address() {
    let answer = get("/api/%C3%A5?x=1");
    let message =
        "No HTTP resource was found that matches the request URI 'http://shop.example.com/api/å?x=1'.";
    assert_eq!(answer.shown(), (404, format!(r#"{{"Message":"{message}"}}"#).as_str()));
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
}

#[test]
fn a_required_parameter_that_is_missing_makes_it_another_path() {
    assert_eq!(get("/api/orders?STATE=0").status, 200);
    // What is left there is the `POST`.
    let answer = get("/api/orders?page=1");
    assert_eq!((answer.status, answer.header("allow")), (405, "POST"));
    assert_eq!(call(&router(), request("GET", "/api/files")).status, 404);
}

#[test]
fn another_method_is_405_with_those_that_are_allowed() {
    let answer = call(&router(), request("PATCH", "/api/orders/7"));
    let body = r#"{"Message":"The requested resource does not support http method 'PATCH'."}"#;
    assert_eq!(answer.shown(), (405, body));
    assert_eq!(answer.header("allow"), "GET, DELETE");
    assert_eq!(call(&router(), request("OPTIONS", "/api/count")).header("allow"), "POST");
}

#[test]
fn methods_are_the_same_in_any_case() {
    assert_eq!(call(&router(), request("get", "/api/orders/7")).status, 200);
}

#[test]
fn head_is_get_without_the_body() {
    let answer = call(&router(), request("HEAD", "/api/orders/7"));
    assert_eq!(answer.shown(), (200, ""));
    assert_eq!(answer.header("content-length"), "9");
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    assert_eq!(call(&router(), request("HEAD", "/api/orders/404")).header("content-length"), "0");
    assert_eq!(call(&router(), request("HEAD", "/nothing")).shown(), (404, ""));
}

#[test]
fn a_value_that_the_parameter_cannot_hold_is_400() {
    let body = r#"{"Message":"The request is invalid.","ModelState":{"id":["The value 'x' is not valid for Int32."]}}"#;
    assert_eq!(get("/api/orders/x").shown(), (400, body));
}
