//! Redirects: both transports follow the same, and credentials go nowhere else.

use crate::both::clients;
use crate::server::{Server, answer, json, unused_url};
use crate::shop::{CreateOrder, DeleteOrder, GetOrder, HasOrder, JSON, order};
use datacontract::client::Error;
use http::StatusCode;
use std::io::Write;
use std::sync::Arc;

/// Redirects `/api/..` to `location`, and answers everything else.
fn redirecting(status: &'static str, location: impl Fn(&str) -> String + Send + Sync + 'static) -> Server {
    Server::new(move |request, stream| {
        let path = request.line.split(' ').nth(1).unwrap();
        let _ = if path.starts_with("/api/") {
            stream.write_all(&answer(status, &[&format!("Location: {}", location(path))], "moved"))
        } else {
            stream.write_all(&json(JSON))
        };
    })
}

#[test]
fn get_follows_on_the_same_server() {
    for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"] {
        let server = redirecting(status, |path| format!("/moved{path}?x=1"));
        for (name, client) in clients(&server.url()) {
            server.clear();
            let client = client.basic("Ada", "secret").header("X-Tenant", "7");
            assert_eq!(client.call(GetOrder { id: 7 }).send().unwrap(), order(), "{name}");
            let received = server.received();
            assert_eq!(received[1].line, "GET /moved/api/orders/7?x=1 HTTP/1.1", "{name}");
            for request in received {
                assert_eq!(request.header("authorization"), Some("Basic QWRhOnNlY3JldA=="), "{name}");
                assert_eq!(request.header("x-tenant"), Some("7"), "{name}");
            }
            client.call(HasOrder { id: 7 }).send().unwrap();
        }
    }
}

#[test]
fn nothing_of_the_caller_goes_to_another_server() {
    let other = Arc::new(Server::always(json(JSON)));
    let other_url = other.url();
    let server = redirecting("302 Found", move |_| format!("{other_url}/landing"));
    for (name, client) in clients(&server.url()) {
        other.clear();
        let client = client
            .bearer("secret")
            .api_key("X-Api-Key", "secret")
            .header("Cookie", "session=secret")
            .user_agent("test")
            .on_request(|request| {
                request.headers_mut().insert("X-Signature", "secret".parse().unwrap());
            });
        assert_eq!(
            client.call(GetOrder { id: 7 }).header("X-Call", "secret").send().unwrap(),
            order(),
            "{name}"
        );
        let received = other.received().pop().unwrap();
        assert!(!format!("{received:?}").contains("secret"), "{name}: {received:?}");
        assert_eq!(received.header("accept"), Some("application/json"), "{name}");
        assert_eq!(received.header("user-agent"), Some("test"), "{name}");
    }
}

#[test]
fn another_name_of_the_same_machine_is_another_server() {
    let server = Arc::new(std::sync::OnceLock::<String>::new());
    let location = Arc::clone(&server);
    let running = redirecting("307 Temporary", move |_| format!("{}/landing", location.get().unwrap()));
    server.set(running.other_url()).unwrap();
    for (name, client) in clients(&running.url()) {
        running.clear();
        // Whether `localhost` is this address first is the machine's business.
        let _ = client.basic("Ada", "secret").call(GetOrder { id: 7 }).send();
        for request in running.received().iter().skip(1) {
            assert_eq!(request.header("authorization"), None, "{name}");
        }
    }
}

#[test]
fn what_changes_something_is_not_redirected() {
    let server = redirecting("307 Temporary", |path| format!("/moved{path}"));
    for (name, client) in clients(&server.url()) {
        server.clear();
        let error = client.call(CreateOrder { dry: None, order: order() }).send().unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::TEMPORARY_REDIRECT), "{name}");
        let error = client.call(DeleteOrder { id: 7 }).send().unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::TEMPORARY_REDIRECT), "{name}");
        assert_eq!(server.received().len(), 2, "{name}");
    }
}

#[test]
fn a_circle_ends() {
    let server = redirecting("302 Found", str::to_owned);
    for (name, client) in clients(&server.url()) {
        server.clear();
        match client.call(GetOrder { id: 7 }).send() {
            Err(Error::Status(error)) => assert_eq!(error.code, StatusCode::FOUND, "{name}"),
            other => panic!("{name}: {other:?}"),
        }
        assert_eq!(server.received().len(), 6, "{name}");
    }
}

#[test]
fn strange_locations_are_not_followed() {
    for location in ["ftp://example.com/", "http://", "http://user:pw@127.0.0.1/", "::", "\u{7f}"] {
        let server = redirecting("302 Found", move |_| location.to_owned());
        for (name, client) in clients(&server.url()) {
            let error = client.call(GetOrder { id: 7 }).send().unwrap_err();
            assert!(error.status() == Some(StatusCode::FOUND) || location == "\u{7f}", "{name}: {error:?}");
        }
    }
    let server = Server::always(answer("302 Found", &[], ""));
    for (name, client) in clients(&server.url()) {
        let error = client.call(GetOrder { id: 7 }).send().unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::FOUND), "{name}");
    }
}

#[test]
fn a_redirect_into_the_void_is_a_fault_of_the_transport() {
    let void = unused_url();
    let server = redirecting("302 Found", move |_| void.clone());
    for (name, client) in clients(&server.url()) {
        assert!(matches!(client.call(GetOrder { id: 7 }).send(), Err(Error::Transport(_))), "{name}");
    }
}
