//! Files that are read while the response comes: the bytes and the errors of the plain call.

use crate::both::clients;
use crate::server::{Server, answer, wait_for_end};
use crate::shop::API;
use datacontract::Endpoint;
use datacontract::client::{self, Client, Error, Mock, Reqwest, TransportKind, Ureq};
use datacontract::http::File;
use flate2::{Compression, write::GzEncoder};
use http::StatusCode;
use std::io::{self, Read, Write};
use std::sync::mpsc;
use std::time::Duration;

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/invoice", response = File)]
struct Invoice;

fn content() -> Vec<u8> {
    (0..=255).cycle().take(300_000).collect()
}

/// Returns what an error of reading is in truth.
fn cause(error: io::Error) -> Error {
    *error.into_inner().unwrap().downcast().unwrap()
}

fn kind(error: &Error) -> TransportKind {
    let Error::Transport(error) = error else { panic!("{error:?}") };
    error.kind()
}

#[test]
fn a_download_has_name_type_and_length_before_its_content() {
    let headers =
        ["Content-Type: application/pdf", "Content-Disposition: attachment; filename=\"../a/x.pdf\""];
    let server = Server::always(answer("200 OK", &headers, content()));
    for (name, client) in clients(&server.url()) {
        let mut file = client.call(Invoice).download().unwrap();
        assert_eq!(
            (file.name().as_deref(), file.media_type()),
            (Some("x.pdf"), Some("application/pdf")),
            "{name}"
        );
        assert_eq!((file.length(), file.status()), (Some(300_000), StatusCode::OK), "{name}");
        assert!(file.headers().contains_key("content-disposition"), "{name}");
        let mut read = Vec::new();
        file.read_to_end(&mut read).unwrap();
        assert!(read == content(), "{name}");
        // And stays at its end.
        assert_eq!(file.read(&mut [0; 9]).unwrap(), 0, "{name}");
    }
}

/// The content is there before the service has sent all of it.
#[test]
fn the_content_is_handed_on_while_it_comes() {
    let (go_on, wait) = mpsc::channel::<()>();
    let wait = std::sync::Mutex::new(wait);
    let server = Server::new(move |_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc");
        let _ = wait.lock().unwrap().recv_timeout(Duration::from_secs(10));
        let _ = stream.write_all(b"def");
    });
    for (name, client) in clients(&server.url()) {
        let mut file = client.call(Invoice).download().unwrap();
        let mut start = [0; 3];
        file.read_exact(&mut start).unwrap();
        assert_eq!(&start, b"abc", "{name}");
        go_on.send(()).unwrap();
        let mut end = String::new();
        file.read_to_string(&mut end).unwrap();
        assert_eq!(end, "def", "{name}");
    }
}

#[test]
fn compressed_files_are_decompressed_while_they_come() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&content()).unwrap();
    let body = encoder.finish().unwrap();
    let server = Server::always(answer("200 OK", &["Content-Encoding: gzip"], &body));
    let broken = Server::always(answer("200 OK", &["Content-Encoding: gzip"], &body[..body.len() / 2]));
    for ((name, client), (_, other)) in clients(&server.url()).into_iter().zip(clients(&broken.url())) {
        let mut file = client.call(Invoice).download().unwrap();
        assert_eq!(file.length(), None, "that of the compressed body is another one");
        let mut read = Vec::new();
        file.read_to_end(&mut read).unwrap();
        assert!(read == content(), "{name}");
        let mut file = client.call(Invoice).max_response_size(299_999).download().unwrap();
        assert_eq!(kind(&cause(file.read_to_end(&mut read).unwrap_err())), TransportKind::TooLarge, "{name}");
        let mut file = other.call(Invoice).download().unwrap();
        let error = cause(file.read_to_end(&mut read).unwrap_err());
        assert!(matches!(error, Error::Transport(_)), "{name}: {error:?}");
        assert_eq!(file.read(&mut [0; 9]).unwrap(), 0, "{name}: nothing follows an error");
    }
}

/// The limit of the client is for what is in memory; that of the call is the file's.
#[test]
fn only_the_limit_of_the_call_is_that_of_the_file() {
    let server = Server::always(answer("200 OK", &[], content()));
    for (name, client) in clients(&server.url()) {
        let client = client.max_response_size(1000);
        let mut read = Vec::new();
        client.call(Invoice).download().unwrap().read_to_end(&mut read).unwrap();
        assert_eq!(read.len(), 300_000, "{name}");
        let mut file = client.call(Invoice).max_response_size(299_999).download().unwrap();
        assert_eq!(kind(&cause(file.read_to_end(&mut read).unwrap_err())), TransportKind::TooLarge, "{name}");
    }
}

#[test]
fn what_is_no_success_or_cannot_be_read_is_an_error_at_once() {
    let cases: [(&str, &[&str], &str); 3] = [
        ("404 Not Found", &["Content-Type: application/json"], r#"{"Message":"No invoice."}"#),
        ("200 OK", &["Content-Encoding: zip"], "PK"),
        ("503 Service Unavailable", &[], ""),
    ];
    for (status, headers, body) in cases {
        let server = Server::always(answer(status, headers, body));
        for (name, client) in clients(&server.url()) {
            let plain = client.call(Invoice).send().unwrap_err();
            let error = client.call(Invoice).download().unwrap_err();
            match (&plain, &error) {
                // How much was read is known only where all of it was.
                (Error::Decode(plain), Error::Decode(error)) => {
                    assert_eq!(plain.error.to_string(), error.error.to_string(), "{name}");
                }
                _ => assert_eq!(plain.to_string(), error.to_string(), "{name}, {status}"),
            }
        }
    }
}

#[test]
fn a_busy_service_is_asked_again() {
    let busy = answer("503 Service Unavailable", &[], "");
    for at in 0..2 {
        let server = Server::sequence(vec![busy.clone(), answer("200 OK", &[], "PDF")]);
        let (name, client) = clients(&server.url()).into_iter().nth(at).unwrap();
        let mut text = String::new();
        client.call(Invoice).download().unwrap().read_to_string(&mut text).unwrap();
        assert_eq!((text.as_str(), server.received().len()), ("PDF", 2), "{name}");
    }
}

#[test]
fn a_file_that_is_cut_off_is_an_error_behind_what_came() {
    let server = Server::new(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc");
    });
    for (name, client) in clients(&server.url()) {
        let mut file = client.call(Invoice).download().unwrap();
        let mut read = Vec::new();
        let error = cause(file.read_to_end(&mut read).unwrap_err());
        assert_eq!((kind(&error), &read[..]), (TransportKind::Interrupted, &b"abc"[..]), "{name}");
    }
}

/// Nothing is compressed nothing: ureq sees it otherwise where another crate has switched its own decompression on.
#[test]
fn an_empty_answer_is_an_empty_file() {
    for status in ["200 OK", "204 No Content"] {
        for coding in ["identity", "gzip"] {
            let coded = format!("Content-Encoding: {coding}");
            let server = Server::always(answer(status, &[&coded], ""));
            for (name, client) in clients(&server.url()) {
                if (name, coding) == ("ureq", "gzip") {
                    continue;
                }
                let mut file = client.call(Invoice).download().unwrap();
                assert_eq!(file.read_to_end(&mut Vec::new()).unwrap(), 0, "{name}, {status}, {coding}");
            }
        }
    }
}

/// The time of the call goes on until the last byte.
#[test]
fn a_service_that_stops_in_a_file_is_left() {
    let server = Server::new(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc");
        wait_for_end(stream);
    });
    for (name, client) in clients(&server.url()) {
        let call = client.call(Invoice).timeout(Duration::from_millis(300));
        let error = cause(call.download().unwrap().read_to_end(&mut Vec::new()).unwrap_err());
        assert_eq!(kind(&error), TransportKind::Timeout, "{name}");
    }
}

#[tokio::test]
async fn mocks_answer_downloads() {
    let mock = || Mock::new().on(|_: Invoice| Ok(File::new("PDF").named("a.pdf")));
    let blocking: Client<Ureq> = client::mock(mock());
    let mut text = String::new();
    blocking.call(Invoice).download().unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, "PDF");
    let asynchronous: Client<Reqwest> = client::mock(mock());
    let mut file = asynchronous.call(Invoice).download().await.unwrap();
    assert_eq!(file.name().as_deref(), Some("a.pdf"));
    assert_eq!(file.next().await.unwrap().unwrap(), "PDF");
    assert!(file.next().await.is_none());
}
