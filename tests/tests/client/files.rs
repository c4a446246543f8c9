//! Files over real sockets, by both transports.

use crate::both::clients;
use crate::server::{Server, answer, json, tells_chunks};
use crate::shop::API;
use datacontract::Endpoint;
use datacontract::client::{Error, TransportKind};
use datacontract::http::File;
use std::io::Read;
use std::time::{Duration, Instant};

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, post = "api/photos", response = String)]
struct Upload {
    #[endpoint(part)]
    title: String,
    #[endpoint(part, file, media_type = "image/jpeg")]
    photo: File,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, put = "api/photos/raw", response = String)]
struct Raw {
    #[endpoint(body, file)]
    photo: File,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/invoice", response = File)]
struct Invoice;

/// The boundary that a request names.
fn boundary(content_type: &str) -> String {
    content_type.split_once("boundary=").unwrap().1.to_owned()
}

#[test]
fn parts_are_written_as_browsers_do() {
    let server = Server::always(json("\"ok\""));
    for (name, client) in clients(&server.url()) {
        let photo = File::new("JFIF").named("ada.jpg");
        assert_eq!(client.call(Upload { title: "Ö".to_owned(), photo }).send().unwrap(), "ok", "{name}");
        let sent = server.received().pop().unwrap();
        let line = boundary(sent.header("content-type").unwrap());
        let expected = format!(
            "--{line}\r\nContent-Disposition: form-data; name=\"title\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nÖ\r\n\
             --{line}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"ada.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nJFIF\r\n\
             --{line}--\r\n"
        );
        assert_eq!(String::from_utf8(sent.body).unwrap(), expected, "{name}");
        server.clear();
    }
}

#[test]
fn files_of_the_disk_are_sent_again_and_readers_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo.bin");
    let content: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    std::fs::write(&path, &content).unwrap();
    let server = Server::sequence(vec![answer("503 Service Unavailable", &[], ""), json("\"ok\"")]);
    let [(_, client), _] = clients(&server.url());
    client.call(Raw { photo: File::open(&path).unwrap() }).send().unwrap();
    let sent = server.received();
    assert_eq!(sent.len(), 2);
    for sent in sent {
        assert!(sent.body == content);
        assert_eq!(sent.header("content-length"), Some("300000"));
    }
    let busy = Server::always(answer("503 Service Unavailable", &[], ""));
    for (name, client) in clients(&busy.url()) {
        busy.clear();
        let photo = File::from_reader(std::io::Cursor::new(content.clone())).with_length(300_000);
        let error = client.call(Raw { photo }).send().unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(503), "{name}");
        assert_eq!(busy.received().len(), 1, "{name}");
    }
}

/// Without a length the body comes in chunks.
#[test]
fn readers_of_unknown_length_are_sent_in_chunks() {
    let server = tells_chunks();
    for (name, client) in clients(&server.url()) {
        let photo = File::from_reader(&b"12345"[..]);
        assert_eq!(client.call(Raw { photo }).send().unwrap(), "true", "{name}");
    }
}

#[test]
fn a_file_that_breaks_off_is_an_error() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk is gone"))
        }
    }
    let server = Server::always(json("\"ok\""));
    for (name, client) in clients(&server.url()) {
        let photo = File::from_reader(Broken).with_length(10);
        let error = client.call(Raw { photo }).send().unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{name}: {error:?}");
    }
}

/// What a caller says of a file cannot become a header of the service's.
#[test]
fn a_wrong_media_type_is_an_error_before_anything_is_sent() {
    let server = Server::always(json("\"ok\""));
    for (name, client) in clients(&server.url()) {
        let photo =
            File::new("1").with_media_type("image/png\r\nContent-Disposition: form-data; name=\"admin\"");
        let error = client.call(Upload { title: String::new(), photo: photo.clone() }).send().unwrap_err();
        let expected = "the media type of a file is none: write it as `image/jpeg`, in /photo";
        assert!(
            matches!(error, Error::Arguments(_)) && error.to_string().contains(expected),
            "{name}: {error}"
        );
        let error = client.call(Raw { photo }).send().unwrap_err();
        assert!(matches!(error, Error::Arguments(_)), "{name}: {error:?}");
        assert!(server.received().is_empty(), "{name}");
    }
}

/// A reader that ends before its length ends the call, which does not wait for a service that waits for the rest. Of
/// one that is longer no more is sent than was said.
#[test]
fn a_wrong_length_is_an_error() {
    let server = Server::always(json("\"ok\""));
    for (name, client) in clients(&server.url()) {
        let photo = File::from_reader(&b"12345"[..]).with_length(10);
        let started = Instant::now();
        let error = client.call(Raw { photo }).send().unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{name}: {error:?}");
        assert!(started.elapsed() < Duration::from_secs(5), "{name}");
        let photo = File::from_reader(&b"12345"[..]).with_length(3);
        client.call(Raw { photo }).send().unwrap();
        assert_eq!(server.received().pop().unwrap().body, b"123", "{name}");
    }
}

#[test]
fn a_download_of_unknown_coding_is_an_error() {
    let server = Server::always(answer("200 OK", &["Content-Encoding: zip"], "PK"));
    for (name, client) in clients(&server.url()) {
        let error = client.call(Invoice).send().unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{name}: {error:?}");
        assert!(error.to_string().contains("compressed by something unknown"), "{name}: {error}");
    }
}

#[test]
fn downloads_have_names_types_and_limits() {
    let headers = [
        "Content-Type: application/pdf",
        "Content-Disposition: attachment; filename=\"../x.pdf\"; filename*=UTF-8''%C3%85sa.pdf",
    ];
    let server = Server::always(answer("200 OK", &headers, [0, 255, 1]));
    for (name, client) in clients(&server.url()) {
        let file = client.call(Invoice).send().unwrap();
        assert_eq!((file.name(), file.media_type()), (Some("Åsa.pdf"), Some("application/pdf")), "{name}");
        assert_eq!(&file.bytes().unwrap()[..], [0, 255, 1]);
        assert_eq!(server.received().pop().unwrap().header("accept"), Some("*/*"));
        let error = client.max_response_size(2).call(Invoice).send().unwrap_err();
        let Error::Transport(error) = error else { panic!("{name}: {error:?}") };
        assert_eq!(error.kind(), TransportKind::TooLarge, "{name}");
    }
}
