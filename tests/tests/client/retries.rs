//! What is sent again, and what is not.

use crate::both::clients;
use crate::server::{Server, answer, json, wait_for_end};
use crate::shop::{CreateOrder, DeleteOrder, GetOrder, JSON, Pay, order};
use datacontract::client::{Error, Retry};
use http::StatusCode;
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

fn busy_once(status: &str, headers: &[&str]) -> Server {
    Server::sequence(vec![answer(status, headers, "busy"), json(JSON)])
}

#[test]
fn a_busy_service_is_asked_again() {
    for status in ["408 Timeout", "429 Too Many", "502 Bad Gateway", "503 Unavailable", "504 Gateway Timeout"]
    {
        for both in 0..2 {
            let server = busy_once(status, &["Retry-After: 0"]);
            let (name, client) = clients(&server.url()).into_iter().nth(both).unwrap();
            assert_eq!(client.call(GetOrder { id: 7 }).send().unwrap(), order(), "{name}: {status}");
            assert_eq!(server.received().len(), 2, "{name}: {status}");
        }
    }
}

#[test]
fn the_pause_that_the_service_wants_is_kept() {
    for both in 0..2 {
        let server = busy_once("503 Unavailable", &["Retry-After: 1"]);
        let (name, client) = clients(&server.url()).into_iter().nth(both).unwrap();
        let started = Instant::now();
        client.call(GetOrder { id: 7 }).send().unwrap();
        assert!(started.elapsed() >= Duration::from_secs(1), "{name}");
    }
}

#[test]
fn a_pause_that_is_too_long_is_the_answer() {
    let server = Server::always(answer("503 Unavailable", &["Retry-After: 3600"], ""));
    for (name, client) in clients(&server.url()) {
        server.clear();
        match client.call(GetOrder { id: 7 }).send() {
            Err(Error::Status(error)) => assert_eq!(error.headers["retry-after"], "3600", "{name}"),
            other => panic!("{name}: {other:?}"),
        }
        assert_eq!(server.received().len(), 1, "{name}");
    }
    // So is one that leaves no time for another attempt.
    for (name, client) in clients(&server.url()) {
        let client =
            client.retry(Retry::default().pauses(Duration::from_secs(60), Duration::from_secs(7200)));
        let error = client.timeout(Duration::from_secs(5)).call(GetOrder { id: 7 }).send().unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::SERVICE_UNAVAILABLE), "{name}");
        assert!(error.is_retryable());
    }
}

#[test]
fn post_is_sent_again_only_if_the_call_says_so() {
    for both in 0..2 {
        let server = busy_once("503 Unavailable", &["Retry-After: 0"]);
        let (name, client) = clients(&server.url()).into_iter().nth(both).unwrap();
        let call = CreateOrder { dry: Some(true), order: order() };
        let error = client.call(call.clone()).send().unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::SERVICE_UNAVAILABLE), "{name}");
        assert_eq!(server.received().len(), 1, "{name}");

        let server = busy_once("503 Unavailable", &["Retry-After: 0"]);
        let (name, client) = clients(&server.url()).into_iter().nth(both).unwrap();
        assert_eq!(client.call(call).repeatable().send().unwrap(), order(), "{name}");
        let received = server.received();
        assert_eq!((received.len(), &received[0].body), (2, &received[1].body), "{name}");
    }
}

#[test]
fn an_attempt_that_takes_too_long_is_tried_again() {
    for both in 0..2 {
        let count = Mutex::new(0);
        let server = Server::new(move |_, stream| {
            let is_first = std::mem::replace(&mut *count.lock().unwrap(), 1) == 0;
            if is_first {
                wait_for_end(stream);
            }
            let _ = stream.write_all(&json(JSON));
        });
        let (name, client) = clients(&server.url()).into_iter().nth(both).unwrap();
        let retry = Retry::default().attempt_timeout(Duration::from_millis(300));
        assert_eq!(client.call(GetOrder { id: 7 }).retry(retry).send().unwrap(), order(), "{name}");
    }
}

#[test]
fn delete_is_sent_again() {
    let server = Server::sequence(vec![answer("502 X", &[], ""), answer("204 X", &[], "")]);
    let (_, client) = clients(&server.url()).into_iter().next().unwrap();
    client.call(DeleteOrder { id: 7 }).send().unwrap();
    assert_eq!(server.received().len(), 2);
}

#[test]
fn other_failures_are_final() {
    for status in ["400 X", "401 X", "404 X", "409 X", "500 X", "501 X"] {
        let server = Server::always(answer(status, &["Retry-After: 0"], ""));
        for (name, client) in clients(&server.url()) {
            server.clear();
            assert!(!client.call(GetOrder { id: 7 }).send().unwrap_err().is_retryable(), "{name}: {status}");
            assert_eq!(server.received().len(), 1, "{name}: {status}");
        }
    }
}

#[test]
fn attempts_and_status_codes_can_be_set() {
    let server = Server::always(answer("500 X", &[], ""));
    for (name, client) in clients(&server.url()) {
        server.clear();
        let log = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&log);
        let retry = Retry::default()
            .attempts(4)
            .statuses(&[500])
            .pauses(Duration::from_millis(2), Duration::from_millis(2));
        let client = client.retry(retry).on_retry(move |retrying| seen.lock().unwrap().push(*retrying));
        client.call(GetOrder { id: 7 }).send().unwrap_err();
        assert_eq!(server.received().len(), 4, "{name}");
        for (count, retrying) in log.lock().unwrap().iter().enumerate() {
            assert_eq!(
                (retrying.attempts as usize, retrying.operation.name),
                (count + 1, "get_order"),
                "{name}"
            );
            assert_eq!(retrying.status, Some(StatusCode::INTERNAL_SERVER_ERROR));
            assert!(retrying.pause >= Duration::from_millis(1), "{name}: {retrying:?}");
        }
        server.clear();
        client.call(GetOrder { id: 7 }).retry(Retry::never()).send().unwrap_err();
        assert_eq!(server.received().len(), 1, "{name}");
    }
}

#[test]
fn what_cannot_be_sent_is_not_tried() {
    let server = Server::always(json(JSON));
    for (name, client) in clients(&server.url()) {
        let client = client.header("X-Bad\n", "1");
        let error = client.call(Pay { amount: 1.into() }).send().unwrap_err();
        assert!(matches!(error, Error::Arguments(_)), "{name}: {error:?}");
    }
    assert_eq!(server.received().len(), 0);
}
