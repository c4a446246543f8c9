//! What is shown of clients, calls and errors.

use crate::both::clients;
use crate::server::unused_url;
use crate::shop::{API, DeleteOrder, GetOrder};
use datacontract::client::{Client, Error, Reqwest, Retry, Ureq};
use datacontract::http::BaseUrl;
use datacontract::{Endpoint, Secret};
use std::error::Error as _;

#[derive(Endpoint, Clone, Debug)]
#[endpoint(api = API, get = "api/login/{user}", response = String)]
struct Login {
    user: String,
    password: Secret<String>,
}

/// All that an error has to say, sources included.
fn everything<S: std::fmt::Debug + std::fmt::Display>(error: &Error<S>) -> String {
    let sources = std::iter::successors(error.source(), |&error| error.source());
    let sources: Vec<_> = sources.map(|error| format!("{error} {error:?}")).collect();
    format!("{error} {error:?} {error:#?} {}", sources.join(" "))
}

#[test]
fn clients_and_calls_show_no_secrets() {
    let url = "https://shop.example.com/v2";
    for (_, client) in clients(url) {
        let client =
            client.basic("Ada", "Welcome123").api_key("X-Key", "Welcome123").header("X-Other", "Welcome123");
        let call = client.call(Login { user: "Ada".to_owned(), password: "Welcome123".into() });
        let shown = format!("{client:?} {call:?} {:?}", client.clone());
        assert!(shown.contains(url) && shown.contains("x-key") && shown.contains("authorization"), "{shown}");
        for secret in ["Welcome123", "QWRh", "Ada"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

#[test]
fn errors_of_transports_show_no_address() {
    for (name, client) in clients(&unused_url()) {
        let client = client.bearer("Welcome123").retry(Retry::never());
        let call = client.call(Login { user: "Ada".to_owned(), password: "Welcome123".into() });
        let shown = everything(&call.send().unwrap_err());
        for secret in ["Welcome123", "Ada", "api/login"] {
            assert!(!shown.contains(secret), "{name}: {shown}");
        }
    }
}

#[test]
fn faults_of_headers_are_reported_without_their_values() {
    for (name, client) in clients("https://shop.example.com") {
        for (client, expected) in [
            (client.clone().header("X-Key", "Welcome123\n"), "the value of the header `x-key`"),
            (client.clone().bearer("Welcome123\r\nX: 1"), "the value of the header `authorization`"),
            (client.clone().header("Welcome123 ", "1"), "a header's name has letters, digits and `-` alone"),
        ] {
            // The first fault counts, whatever comes later.
            let error = client.header("X-Fine", "1").call(DeleteOrder { id: 1 }).send().unwrap_err();
            let shown = everything(&error);
            assert!(shown.contains(expected) && !shown.contains("Welcome123"), "{name}: {shown}");
        }
        let error = client.call(DeleteOrder { id: 1 }).header("\u{e5}", "1").send().unwrap_err();
        assert!(matches!(error, Error::Arguments(_)), "{name}: {error:?}");
    }
}

#[test]
fn credentials_in_the_base_address_are_refused_and_not_shown() {
    for url in [
        "https://Ada:Welcome123@example.com",
        "example.com/Welcome123",
        "ftp://Welcome123/",
        "https://a/?Welcome123",
        "",
    ] {
        let error = BaseUrl::new(url).unwrap_err();
        assert!(!error.to_string().contains("Welcome123"), "{error}");
        assert!(datacontract::client::ureq(url).is_err());
        assert!(datacontract::client::reqwest(url).is_err());
    }
}

/// What does not reach the endpoint is refused without its address.
#[test]
fn rejections_show_no_secret() {
    for target in
        ["/api/login?password=Welcome123", "/api/login/Welcome123/x", "/api/login/ada?pasword=Welcome123"]
    {
        let request = http::Request::get(target).body(bytes::Bytes::new()).unwrap();
        let rejection = datacontract::http::bind::<Login>(&request).unwrap_err();
        assert_eq!(rejection.status, 404, "{target}");
        assert!(!format!("{rejection} {rejection:?}").contains("Welcome123"), "{rejection:?}");
    }
}

fn is_shared<T: Send + Sync + 'static>() {}

fn is_sent<T: Send>(_: T) {}

#[test]
fn everything_can_be_sent_between_threads() {
    is_shared::<Error>();
    is_shared::<Error<crate::shop::Refused>>();
    is_shared::<Client<Reqwest>>();
    is_shared::<Client<Ureq>>();
    let client = datacontract::client::reqwest("https://example.com").unwrap();
    is_sent(client.call(GetOrder { id: 1 }).send());
}

/// As a whole program has them.
fn boxed(error: Error) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    Err(error)?
}

#[test]
fn errors_go_into_a_box() {
    let error = datacontract::Error::new(datacontract::ErrorKind::Value, "no");
    assert_eq!(boxed(error.into()).unwrap_err().to_string(), "the request cannot be made: no");
}
