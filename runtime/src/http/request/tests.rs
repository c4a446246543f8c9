//! What a client sends is what a server routes.

use super::{BaseUrl, write_path};
use crate::contract::{Primitive, Type};
use crate::http::bind::template::Template;
use crate::http::{Api, Operation, Parameter};
use crate::value::View;
use ::http::{Method, Uri};
use proptest::prelude::*;

static API: Api = Api::new("Test");
static PARAMETERS: [Parameter; 1] = [Parameter::path("x", Type::Primitive(Primitive::String))];

fn operation(path: &str) -> Operation {
    let path: &'static str = Box::leak(path.to_owned().into_boxed_str());
    Operation::new(&API, "operation", Method::GET, path).parameters(&PARAMETERS)
}

/// Returns the path that is sent for an argument `x`.
fn sent(path: &str, x: &str) -> String {
    let mut uri = String::new();
    let views = [View::Str(x)];
    write_path(&mut uri, &operation(path), &views, &views).unwrap();
    uri
}

/// What a server takes from a path for the parameter `x`; `None` if the path is none of the operation's.
fn routed(path: &str, request: &str) -> Option<String> {
    let captures = Template::new(&operation(path)).captures(request, 1)?;
    captures[0].as_deref().map(str::to_owned)
}

/// RFC 3986, section 3.3: `pchar` is unreserved, an escape, a sub-delim, `:` or `@`.
fn is_path(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = match (first, behind) {
            (b'%', [a, b, behind @ ..]) if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => behind,
            (c, behind) if c.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(c) => behind,
            _ => return false,
        };
    }
    true
}

#[test]
fn fixed_texts_of_a_path_are_percent_encoded() {
    for (path, expected) in [
        ("api/größe/{x}", "/api/gr%C3%B6%C3%9Fe/v"),
        ("api/a+b/c%20d/{x}", "/api/a+b/c%20d/v"),
        ("api/{x}/😀.ü", "/api/v/%F0%9F%98%80.%C3%BC"),
        ("50%/{x}", "/50%25/v"),
        ("50%2/{x}", "/50%252/v"),
        ("%c3%b6/{x}", "/%c3%b6/v"),
        ("api/a(b)='c';d:e@f!$&*,~/{x}", "/api/a(b)='c';d:e@f!$&*,~/v"),
        ("a|b^c`d\"e<f>[g]/{x}", "/a%7Cb%5Ec%60d%22e%3Cf%3E%5Bg%5D/v"),
    ] {
        assert_eq!(sent(path, "v"), expected);
    }
}

#[test]
fn servers_know_fixed_texts_in_every_spelling() {
    for (path, requests) in [
        (
            "api/größe/{x}",
            ["/api/größe/v", "/api/gr%C3%B6%C3%9Fe/v", "/api/gr%c3%b6%C3%9fe/v", "/API/GR%C3%96%C3%9Fe/v"],
        ),
        ("c%20d/{x}", ["/c%20d/v", "/c d/v", "/%63%20d/v", "/C%20D/v"]),
        ("%C3%B6-{x}", ["/ö-v", "/%C3%B6-v", "/%c3%b6-v", "/Ö-v"]),
    ] {
        for request in requests {
            assert_eq!(routed(path, request).as_deref(), Some("v"), "{path} {request}");
        }
    }
    // A slash that is written as an escape separates nothing.
    assert_eq!(routed("a%2Fb/{x}", "/a%2fb/v").as_deref(), Some("v"));
    assert_eq!(routed("a%2Fb/{x}", "/a/b/v"), None);
    assert_eq!(routed("a+b/{x}", "/a%20b/v"), None);
}

#[test]
fn base_addresses_are_percent_encoded() {
    for (url, expected) in [
        ("https://example.com/é/%C3%A9 1//", "https://example.com/%C3%A9/%C3%A9%201"),
        ("http://127.0.0.1:8080/a+b", "http://127.0.0.1:8080/a+b"),
        ("https://[::1]:443", "https://[::1]:443"),
    ] {
        assert_eq!(BaseUrl::new(url).unwrap().as_str(), expected);
    }
    for url in
        ["https://exa mple.com", "https:///x", "https://", "//example.com/x", "https://a/é?", "https://a/é#b"]
    {
        BaseUrl::new(url).unwrap_err();
    }
}

proptest! {
    #[test]
    fn what_a_client_sends_a_server_routes(
        before in r"([a-c+.~!$&'()*,;=:@_|-]|%[0-9a-f]{2}|%|[ \u{e4}-\u{ff}\u{1f600}-\u{1f64f}\u{4e00}-\u{4eff}]){1,8}",
        behind in r"([a-c+.~]|%[0-9A-F]{2}|\u{20ac}){0,4}",
        is_mixed: bool,
        x in r"[A-C%+/ \u{e9}\u{1f600}]{1,8}",
    ) {
        // In a segment with other texts an argument ends where the text behind it stands last.
        let path = if is_mixed { format!("{before}-@-{{x}}") } else { format!("api/{before}/{{x}}/{behind}") };
        let uri = sent(&path, &x);
        prop_assert!(is_path(&uri), "{uri}");
        let uri: Uri = uri.parse().unwrap();
        prop_assert_eq!(routed(&path, uri.path()), Some(x), "{} {}", path, uri);
    }
}
