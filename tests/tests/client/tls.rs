//! Services over TLS, well-behaved or not, with certificates of an authority that the tests make.

use crate::authority::{Authority, Certified};
use crate::both::{Both, clients_with};
use crate::server::{Received, json, wait_for_end};
use crate::shop::API;
use datacontract::Endpoint;
use datacontract::client::{Client, Connections, Error, HttpVersion, Reqwest, Retry, TransportKind, Ureq};
use datacontract::http::File;
use rustls::{ServerConnection, StreamOwned};
use std::io::{BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/name", response = String)]
struct Name;

#[derive(Endpoint, Clone, Debug)]
#[endpoint(api = API, get = "api/photo", response = File)]
struct Photo;

type TlsStream = StreamOwned<ServerConnection, TcpStream>;

/// Clients that do not try again.
fn clients(connections: &Connections, url: &str) -> Vec<(&'static str, Client<Both>)> {
    let all = clients_with(&connections.clone().no_proxy(), url);
    all.into_iter().map(|(name, client)| (name, client.retry(Retry::never()))).collect()
}

/// Clients that trust an authority.
fn clients_of(authority: &Authority, url: &str) -> Vec<(&'static str, Client<Both>)> {
    clients(&Connections::new().root_certificates(authority.pem()), url)
}

/// Starts a server of sockets, and returns its address.
fn listen(serve: impl Fn(TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let serve = Arc::new(serve);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let serve = Arc::clone(&serve);
            thread::spawn(move || {
                let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
                serve(stream);
            });
        }
    });
    format!("https://127.0.0.1:{port}")
}

/// Starts a server whose connections `serve` gets after their first request, and returns its address.
fn start(
    certified: &Certified,
    callers: Option<&Authority>,
    serve: impl Fn(&mut TlsStream) + Send + Sync + 'static,
) -> String {
    let config = Arc::new(certified.server_config(callers, &["http/1.1"]));
    listen(move |stream| {
        let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
        if Received::read(&mut BufReader::new(&mut stream)).is_some() {
            serve(&mut stream);
        }
    })
}

/// Answers as it should, and says that this was all.
fn answers(stream: &mut TlsStream) {
    let _ = stream.write_all(&json("\"Ada\""));
    stream.conn.send_close_notify();
    let _ = stream.flush();
}

#[track_caller]
fn transport_error<R: std::fmt::Debug, S: std::fmt::Debug>(
    name: &str,
    result: Result<R, Error<S>>,
) -> (TransportKind, String) {
    let Err(Error::Transport(error)) = result else { panic!("{name}: {result:?}") };
    let mut text = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    (error.kind(), text)
}

#[test]
fn servers_of_an_authority_of_one_s_own_are_trusted() {
    let authority = Authority::new("Company");
    let url = start(&authority.server(), None, answers);
    for (name, client) in clients_of(&authority, &url) {
        assert_eq!(client.call(Name).send().unwrap(), "Ada", "{name}");
    }
    let both = Authority::new("Other").pem() + &authority.pem();
    for (name, client) in clients(&Connections::new().root_certificates(both), &url) {
        assert_eq!(client.call(Name).send().unwrap(), "Ada", "{name}: several roots in one text");
    }
}

#[test]
fn a_certificate_that_is_not_accepted_is_an_error_that_says_why_and_what_to_do() {
    let authority = Authority::new("Company");
    let cases = [
        (Authority::new("Stranger").server(), "`Connections::root_certificates`"),
        (authority.expired(), "has expired"),
        (authority.not_yet_valid(), "not valid yet"),
        (authority.certify("shop.example.com"), "for another host"),
    ];
    for (certified, expected) in cases {
        let url = start(&certified, None, answers);
        for (name, client) in clients_of(&authority, &url) {
            // To try again would change nothing.
            let result = client.retry(Retry::default()).call(Name).send();
            assert!(!result.as_ref().unwrap_err().is_retryable(), "{name}");
            let (kind, text) = transport_error(name, result);
            assert_eq!(kind, TransportKind::Tls, "{name}, {expected}: {text}");
            assert!(text.contains(expected) && !text.contains("attempts"), "{name}, {expected}: {text}");
        }
    }
    // The platform does not know the authority.
    let url = start(&authority.server(), None, answers);
    for (name, client) in clients(&Connections::new(), &url) {
        let (kind, text) = transport_error(name, client.call(Name).send());
        assert_eq!(kind, TransportKind::Tls, "{name}: {text}");
    }
}

#[test]
fn callers_have_certificates_where_the_service_wants_them() {
    let authority = Authority::new("Company");
    let url = start(&authority.server(), Some(&authority), answers);
    let connections = Connections::new().root_certificates(authority.pem());
    let with = |caller: &Certified| connections.clone().client_certificate(caller.chain(), caller.key());

    for (name, client) in clients(&with(&authority.certify("ada")), &url) {
        assert_eq!(client.call(Name).send().unwrap(), "Ada", "{name}");
    }
    let stranger = Authority::new("Stranger").certify("ada");
    let cases = [
        (connections.clone(), "wants a certificate of the client"),
        (with(&stranger), "does not accept the client's certificate"),
        (with(&authority.expired()), "does not accept the client's certificate"),
    ];
    for (connections, expected) in cases {
        for (name, client) in clients(&connections, &url) {
            let (kind, text) = transport_error(name, client.call(Name).send());
            assert_eq!(kind, TransportKind::Tls, "{name}: {text}");
            assert!(text.contains(expected), "{name}: {text}");
        }
    }
}

#[test]
fn settings_that_cannot_be_used_say_which_and_show_nothing() {
    let authority = Authority::new("Company");
    let (ada, eve) = (authority.certify("ada"), authority.certify("eve"));
    let broken = ada.key().replace("\nM", "\nsecretM");
    let new = Connections::new;
    let cases = [
        (new().root_certificates("secret"), "`root_certificates`"),
        (new().root_certificates(ada.key()), "`root_certificates`"),
        (new().root_certificates(""), "`root_certificates`"),
        (new().client_certificate("secret", ada.key()), "`client_certificate`"),
        (new().client_certificate(ada.chain(), "secret"), "`client_certificate`"),
        (new().client_certificate(ada.chain(), broken), "`client_certificate`"),
        (new().client_certificate(ada.chain(), eve.key()), "`client_certificate`"),
        (new().proxy("secret secret"), "`proxy`"),
        (new().proxy("ftp://user:secret@x"), "`proxy`"),
        (new().proxy("socks5://user:secret@x"), "`proxy`"),
    ];
    for (connections, expected) in cases {
        let errors = [
            Reqwest::with(&connections).map(drop).unwrap_err(),
            Ureq::with(&connections).map(drop).unwrap_err(),
        ];
        for error in errors {
            let shown = format!("{error} {error:?}");
            assert_eq!(error.kind(), TransportKind::Settings, "{shown}");
            assert!(error.to_string().contains(expected), "{expected}: {shown}");
            assert!(!shown.contains("secret"), "{shown}");
        }
        let shown = format!("{connections:?}");
        assert!(!shown.contains("secret") && !shown.contains("BEGIN"), "{shown}");
    }
}

/// Who can cut a connection must not be able to shorten an answer.
#[test]
fn answers_that_are_cut_off_are_errors() {
    let authority = Authority::new("Company");
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    let cuts = [
        ("before the answer", String::new()),
        ("in the head", "HTTP/1.1 200 OK\r\nContent-Type: appl".to_owned()),
        ("before the length", format!("{head}Content-Length: 100\r\n\r\n\"Ada\"")),
        ("in a chunk", format!("{head}Transfer-Encoding: chunked\r\n\r\n6\r\n\"Ada\"")),
        ("before the last chunk", format!("{head}Transfer-Encoding: chunked\r\n\r\n5\r\n\"Ada\"\r\n")),
        ("without a length", format!("{head}Connection: close\r\n\r\n\"Ad")),
    ];
    for (what, bytes) in cuts {
        // The socket is closed, and TLS is not told.
        let url = start(&authority.server(), None, move |stream| {
            let _ = stream.write_all(bytes.as_bytes()).and_then(|()| stream.flush());
            let _ = stream.sock.shutdown(Shutdown::Write);
            wait_for_end(&mut stream.sock);
        });
        for (name, client) in clients_of(&authority, &url) {
            let (kind, text) = transport_error(name, client.call(Name).send());
            assert_eq!(kind, TransportKind::Interrupted, "{name}, {what}: {text}");
        }
    }
}

#[test]
fn a_file_that_is_cut_off_is_no_file() {
    let authority = Authority::new("Company");
    let bytes = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nConnection: close\r\n\r\nhalf a photo";
    let url = start(&authority.server(), None, move |stream| {
        let _ = stream.write_all(bytes).and_then(|()| stream.flush());
        let _ = stream.sock.shutdown(Shutdown::Write);
        wait_for_end(&mut stream.sock);
    });
    for (name, client) in clients_of(&authority, &url) {
        let (kind, text) = transport_error(name, client.call(Photo).send());
        assert_eq!(kind, TransportKind::Interrupted, "{name}: {text}");
        let mut read = Vec::new();
        let error = client.call(Photo).download().unwrap().read_to_end(&mut read).unwrap_err();
        let error: Error = *error.into_inner().unwrap().downcast().unwrap();
        let (kind, text) = transport_error(name, Err::<(), _>(error));
        assert_eq!((kind, &read[..]), (TransportKind::Interrupted, &b"half a photo"[..]), "{name}: {text}");
    }
}

#[test]
fn an_answer_without_a_length_ends_where_tls_does() {
    let authority = Authority::new("Company");
    let bytes = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n\"Ada\"";
    let url = start(&authority.server(), None, move |stream| {
        let _ = stream.write_all(bytes);
        stream.conn.send_close_notify();
        let _ = stream.flush();
    });
    for (name, client) in clients_of(&authority, &url) {
        assert_eq!(client.call(Name).send().unwrap(), "Ada", "{name}");
    }
}

/// A server may close its half of the connection as soon as it has answered, and read on.
#[test]
fn half_closed_connections_are_answers_too() {
    let authority = Authority::new("Company");
    let url = start(&authority.server(), None, |stream| {
        let bytes = json("\"Ada\"");
        let keeps_open = String::from_utf8(bytes).unwrap().replace("Connection: close\r\n", "");
        let _ = stream.write_all(keeps_open.as_bytes());
        stream.conn.send_close_notify();
        let _ = stream.flush();
        let _ = stream.sock.shutdown(Shutdown::Write);
        wait_for_end(&mut stream.sock);
    });
    for (name, client) in clients_of(&authority, &url) {
        // The connection is not good for a second request.
        for _ in 0..3 {
            assert_eq!(client.call(Name).send().unwrap(), "Ada", "{name}");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// What follows an answer is none to the next request.
#[test]
fn lengths_that_are_too_short_leave_nothing_for_the_next_call() {
    let authority = Authority::new("Company");
    let url = start(&authority.server(), None, |stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n";
        let smuggled =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n\"Eve\"";
        let _ = stream.write_all(format!("{head}\"Ada\"{smuggled}").as_bytes()).and_then(|()| stream.flush());
        let _ = stream.read(&mut [0]);
    });
    for (name, client) in clients_of(&authority, &url) {
        for _ in 0..3 {
            assert_eq!(client.call(Name).send().unwrap(), "Ada", "{name}");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

#[test]
fn slow_and_endless_answers_have_their_limits() {
    let authority = Authority::new("Company");
    let drips = start(&authority.server(), None, |stream| {
        let _ = stream.write_all(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n",
        );
        while stream.write_all(b" ").and_then(|()| stream.flush()).is_ok() {
            thread::sleep(Duration::from_millis(20));
        }
    });
    let floods = start(&authority.server(), None, |stream| {
        let _ = stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n");
        while stream.write_all(&[b' '; 4096]).is_ok() {}
    });
    let endless_head = start(&authority.server(), None, |stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
        while stream.write_all(b"X-Name: value value value value value\r\n").is_ok() {}
    });
    for (name, client) in clients_of(&authority, &drips) {
        let started = Instant::now();
        let (kind, text) =
            transport_error(name, client.call(Name).timeout(Duration::from_millis(300)).send());
        assert_eq!(kind, TransportKind::Timeout, "{name}: {text}");
        assert!(started.elapsed() < Duration::from_secs(10), "{name}");
    }
    for (name, client) in clients_of(&authority, &floods) {
        let (kind, text) = transport_error(name, client.max_response_size(1_000_000).call(Name).send());
        assert_eq!(kind, TransportKind::TooLarge, "{name}: {text}");
    }
    for (name, client) in clients_of(&authority, &endless_head) {
        let started = Instant::now();
        transport_error(name, client.call(Name).send());
        assert!(started.elapsed() < Duration::from_secs(10), "{name}: a head has a limit of its own");
    }
}

#[test]
fn a_handshake_has_the_time_of_a_connection() {
    let authority = Authority::new("Company");
    // It accepts, and says nothing.
    let url = listen(|mut stream| wait_for_end(&mut stream));
    let connections =
        Connections::new().root_certificates(authority.pem()).connect_timeout(Duration::from_millis(200));
    for (name, client) in clients(&connections, &url) {
        let started = Instant::now();
        let (kind, text) = transport_error(name, client.call(Name).send());
        assert_eq!(kind, TransportKind::Connect, "{name}: {text}");
        assert!(started.elapsed() < Duration::from_secs(10), "{name}");
    }
}

#[test]
fn what_does_not_speak_tls_is_named() {
    let authority = Authority::new("Company");
    let url = listen(|mut stream| {
        let _ = stream.read(&mut [0; 1024]);
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
        wait_for_end(&mut stream);
    });
    for (name, client) in clients_of(&authority, &url) {
        let (kind, text) = transport_error(name, client.call(Name).send());
        assert_eq!(kind, TransportKind::Tls, "{name}: {text}");
        assert!(text.contains("does not speak TLS"), "{name}: {text}");
    }
}

#[test]
fn a_handshake_that_breaks_off_may_be_tried_again() {
    let authority = Authority::new("Company");
    let connections = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&connections);
    let url = listen(move |mut stream| {
        *counted.lock().unwrap() += 1;
        let _ = stream.read(&mut [0; 1024]);
    });
    for (name, client) in clients_of(&authority, &url) {
        *connections.lock().unwrap() = 0;
        let retry = Retry::default().pauses(Duration::from_millis(1), Duration::from_millis(1));
        let result = client.retry(retry).call(Name).send();
        let (kind, text) = transport_error(name, result);
        assert!(matches!(kind, TransportKind::Connect | TransportKind::Interrupted), "{name}: {text}");
        assert_eq!(*connections.lock().unwrap(), 3, "{name}");
    }
}

/// Client and server agree on a version by TLS (ALPN).
#[test]
fn http2_is_spoken_where_both_can() {
    let authority = Authority::new("Company");
    let server = crate::http2::Server::start(&authority.server());
    let connections = Connections::new().root_certificates(authority.pem());
    let cases = [
        (None, "reqwest", "HTTP/2.0"),
        (None, "ureq", "HTTP/1.1"),
        (Some(HttpVersion::Http1), "reqwest", "HTTP/1.1"),
        (Some(HttpVersion::Http1), "ureq", "HTTP/1.1"),
        (Some(HttpVersion::Http2), "reqwest", "HTTP/2.0"),
    ];
    for (version, transport, expected) in cases {
        let connections = match version {
            Some(version) => connections.clone().http_version(version),
            None => connections.clone(),
        };
        let url = server.url();
        let client = match transport {
            "reqwest" => crate::both::reqwest(&connections.no_proxy(), url),
            _ => crate::both::ureq(&connections.no_proxy(), url),
        };
        for _ in 0..3 {
            assert_eq!(client.call(Name).send().unwrap(), expected, "{transport}, {version:?}");
        }
    }
    let error = Ureq::with(&connections.http_version(HttpVersion::Http2)).unwrap_err();
    assert_eq!(error.kind(), TransportKind::Settings);
    assert!(error.to_string().contains("reqwest does"), "{error}");
}

#[test]
fn a_server_without_the_version_that_was_asked_for_is_an_error() {
    let authority = Authority::new("Company");
    let url = start(&authority.server(), None, answers);
    let connections =
        Connections::new().root_certificates(authority.pem()).http_version(HttpVersion::Http2).no_proxy();
    let client = crate::both::reqwest(&connections, &url);
    let (kind, text) = transport_error("reqwest", client.call(Name).send());
    assert_eq!(kind, TransportKind::Tls, "{text}");
    assert!(text.contains("`Connections::http_version`"), "{text}");
}
