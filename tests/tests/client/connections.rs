//! Connections that stall, break off, or never come about.

use crate::both::clients;
use crate::server::{Received, Server, json, unused_url, wait_for_end};
use crate::shop::{CreateOrder, GetOrder, JSON, order};
use datacontract::client::{Error, Retry, TransportError, TransportKind};
use std::error::Error as _;
use std::fmt::Debug;
use std::io::{BufReader, Write};
use std::thread;
use std::time::{Duration, Instant};

#[track_caller]
fn fault<R: Debug, S: Debug>(result: Result<R, Error<S>>) -> TransportError {
    match result {
        Err(Error::Transport(error)) => error,
        other => panic!("not a fault of the transport, but {other:?}"),
    }
}

#[test]
fn a_server_that_stalls_does_not_hold_a_call_forever() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n";
    for sent in ["", "HTTP/1.1 200", head, &format!("{head}{{\"Id\":")] {
        let sent = sent.to_owned();
        let server = Server::new(move |_, stream| {
            let _ = stream.write_all(sent.as_bytes());
            wait_for_end(stream);
        });
        for (name, client) in clients(&server.url()) {
            let started = Instant::now();
            let result = client.call(GetOrder { id: 7 }).timeout(Duration::from_millis(300)).send();
            assert!(result.as_ref().unwrap_err().is_timeout(), "{name}: {result:?}");
            assert!(result.as_ref().unwrap_err().is_retryable());
            assert!(started.elapsed() < Duration::from_secs(10), "{name}");
            assert!(fault(result).to_string().contains("`timeout` of the client"));
        }
    }
}

#[test]
fn a_drop_now_and_then_does_not_prolong_the_time() {
    let server = Server::new(move |_, stream| {
        let _ = stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n\r\n");
        while stream.write_all(b" ").is_ok() {
            thread::sleep(Duration::from_millis(50));
        }
    });
    for (name, client) in clients(&server.url()) {
        let started = Instant::now();
        let result = client.call(GetOrder { id: 7 }).timeout(Duration::from_millis(400)).send();
        assert!(result.unwrap_err().is_timeout(), "{name}");
        assert!(started.elapsed() < Duration::from_secs(10), "{name}");
    }
}

#[test]
fn answers_that_break_off_are_no_answers() {
    let cut = [
        "",
        "HTTP/1.1",
        "HTTP/1.1 200 OK\r\nContent-Type: appl",
        "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{\"Id\":",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"Id\":",
    ];
    for sent in cut {
        let server = Server::always(sent);
        for (name, client) in clients(&server.url()) {
            let error = fault(client.call(GetOrder { id: 7 }).send());
            assert_eq!((error.kind(), error.attempts()), (TransportKind::Interrupted, 3), "{name}: {sent:?}");
            assert!(error.to_string().ends_with("(3 attempts)"), "{error}");
        }
    }
}

#[test]
fn a_reset_is_an_interruption() {
    // To go away without reading what came resets the connection.
    let server = Server::with_connections(|stream, log| {
        thread::sleep(Duration::from_millis(20));
        let _ = stream.peek(&mut [0]);
        log(Received::default());
    });
    for (name, client) in clients(&server.url()) {
        server.clear();
        let call = CreateOrder { dry: None, order: order() };
        let error = fault(client.call(call).send());
        // It may have been done already: POST is not repeated.
        assert_eq!((error.kind(), error.attempts()), (TransportKind::Interrupted, 1), "{name}");
        assert!(error.source().is_some(), "{name}");
        assert_eq!(server.received().len(), 1, "{name}");
    }
}

#[test]
fn what_is_no_http_is_an_interruption() {
    for sent in [
        "SSH-2.0-OpenSSH_9.9\r\n",
        "{\"Id\":7}",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
    ] {
        let server = Server::always(sent);
        for (name, client) in clients(&server.url()) {
            let error = fault(client.call(GetOrder { id: 7 }).retry(Retry::never()).send());
            assert_eq!(error.kind(), TransportKind::Interrupted, "{name}: {sent:?}: {:?}", error.source());
        }
    }
}

#[test]
fn where_nobody_listens_even_post_is_tried_again() {
    let url = unused_url();
    for (name, client) in clients(&url) {
        let call = CreateOrder { dry: None, order: order() };
        let error = fault(client.call(call).send());
        assert_eq!((error.kind(), error.attempts()), (TransportKind::Connect, 3), "{name}");
        assert_eq!(
            error.to_string(),
            "`create_order`: the service cannot be reached; see whether the base address, the network and the \
             certificate are right (3 attempts)"
        );
    }
}

#[test]
fn a_host_that_does_not_exist_cannot_be_reached() {
    for (name, client) in clients("http://no-such-host.invalid") {
        let error = fault(client.call(GetOrder { id: 7 }).retry(Retry::never()).send());
        assert_eq!(error.kind(), TransportKind::Connect, "{name}: {:?}", error.source());
    }
}

#[test]
fn interim_answers_are_passed_over() {
    let answer = String::from_utf8(json(JSON)).unwrap();
    let server = Server::always(format!("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n{answer}"));
    for (name, client) in clients(&server.url()) {
        match client.call(GetOrder { id: 7 }).send() {
            Ok(found) => assert_eq!(found, order(), "{name}"),
            result => panic!("{name}: {result:?}"),
        }
    }
}

#[test]
fn connections_that_the_server_closed_do_no_harm() {
    // Two answers a connection, then it is closed without a word.
    let server = Server::with_connections(|stream, log| {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        for _ in 0..2 {
            let Some(received) = Received::read(&mut reader) else { return };
            log(received);
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
                JSON.len()
            );
            let _ = stream.write_all((head + JSON).as_bytes());
        }
    });
    for (name, client) in clients(&server.url()) {
        server.clear();
        for count in 0..6 {
            assert_eq!(client.call(GetOrder { id: 7 }).send().unwrap(), order(), "{name}: {count}");
            thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(server.received().len(), 6, "{name}");
    }
}
