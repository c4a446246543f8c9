//! Bodies that are not what they are said to be: types, lengths, character sets, compression, size, depth.

use crate::both::clients;
use crate::server::{Server, answer, json, wait_for_end, xml};
use crate::shop::{GetOrder, JSON, XML, decode_fault, order};
use datacontract::client::{Error, Retry, TransportKind};
use std::io::Write;

#[test]
fn lies_about_the_type_are_named() {
    let cases = [
        ("application/json", XML, "it is said to be JSON, but begins like XML or HTML"),
        ("application/xml", JSON, "it is said to be XML, but begins like JSON"),
        ("text/html", JSON, "it is text/html, which is none of the service's formats"),
        ("text/plain", JSON, "it is text/plain, which is none of the service's formats"),
        (
            "application/octet-stream",
            JSON,
            "it is application/octet-stream, which is none of the service's formats",
        ),
        ("application/x-www-form-urlencoded", "Id=7", "which is none of the service's formats"),
        ("nonsense", JSON, "it is of no known type, which is none of the service's formats"),
        (
            "application/json",
            "<html><body>Sorry</body></html>",
            "it is said to be JSON, but begins like XML or HTML",
        ),
    ];
    for (media_type, body, expected) in cases {
        let server = Server::always(answer("200 OK", &[&format!("Content-Type: {media_type}")], body));
        for (name, client) in clients(&server.url()) {
            let (fault, _) = decode_fault(client.call(GetOrder { id: 7 }).send());
            assert!(fault.contains(expected), "{name}: {media_type}: {fault}");
        }
    }
}

#[test]
fn a_length_that_is_too_short_cuts_the_answer() {
    let server = Server::always(format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{JSON}",
        JSON.len() - 5
    ));
    for (_, client) in clients(&server.url()) {
        let (fault, _) = decode_fault(client.call(GetOrder { id: 7 }).send());
        assert!(fault.contains("the document ends before the value does"), "{fault}");
    }
}

#[test]
fn a_length_that_is_too_long_is_an_interruption() {
    let server = Server::always(format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{JSON}",
        JSON.len() + 5
    ));
    for (name, client) in clients(&server.url()) {
        match client.call(GetOrder { id: 7 }).retry(Retry::never()).send() {
            Err(Error::Transport(error)) => assert_eq!(error.kind(), TransportKind::Interrupted, "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn character_sets_are_read_as_they_are_named_or_marked() {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let utf16be = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let latin1 = |text: &str| text.chars().map(|c| u8::try_from(c).unwrap()).collect::<Vec<u8>>();
    let (json, xml) = (JSON.replace("Ada", "Åsa"), XML.replace("Ada", "Åsa"));
    let declared = |charset: &str| format!("<?xml version=\"1.0\" encoding=\"{charset}\"?>{xml}");
    let cases = [
        ("application/json", json.clone().into_bytes()),
        ("application/json; charset=utf-8", json.clone().into_bytes()),
        ("application/json; charset=\"UTF8\"", json.clone().into_bytes()),
        ("application/json", format!("\u{feff}{json}").into_bytes()),
        ("application/json; charset=us-ascii", format!("\u{feff}{json}").into_bytes()),
        ("application/json; charset=utf-16", utf16(&json)),
        ("application/json; charset=utf-16", utf16(&format!("\u{feff}{json}"))),
        ("application/json; charset=utf-16", utf16be(&format!("\u{feff}{json}"))),
        ("application/json", utf16(&json)),
        ("application/json; charset=iso-8859-1", latin1(&json)),
        ("application/json; charset=windows-1252", latin1(&json)),
        ("application/json; charset=\"ISO-8859-15\"", latin1(&json)),
        ("application/xml; charset=Windows-1252", latin1(&xml)),
        ("text/xml", latin1(&declared("windows-1252"))),
        ("application/xml", xml.clone().into_bytes()),
        ("application/xml; charset=utf-8", format!("\u{feff}{}", declared("utf-8")).into_bytes()),
        ("application/xml; charset=utf-16", utf16(&format!("\u{feff}{}", declared("utf-16")))),
        ("application/xml; charset=utf-16be", utf16be(&declared("utf-16"))),
        ("text/xml; charset=iso-8859-1", latin1(&declared("iso-8859-1"))),
        ("text/xml", latin1(&declared("ISO-8859-1"))),
        ("text/xml; charset=utf-8", declared("us-ascii").into_bytes()),
    ];
    for (media_type, body) in cases {
        let server = Server::always(answer("200 OK", &[&format!("Content-Type: {media_type}")], body));
        for (name, client) in clients(&server.url()) {
            let found = client.call(GetOrder { id: 7 }).send().unwrap();
            assert_eq!(found.customer.as_deref(), Some("Åsa"), "{name}: {media_type}");
        }
    }
}

#[test]
fn wrong_character_sets_are_refused() {
    let json = JSON.replace("Ada", "Åsa");
    let cases = [
        ("us-ascii", json.clone().into_bytes(), "the bytes are no us-ascii"),
        ("utf-8", json.chars().map(|c| u8::try_from(c).unwrap()).collect(), "the bytes are no utf-8"),
        ("utf-16", format!("{json} ").into_bytes(), "a value is expected"),
        ("shift_jis", b"\"\x83".to_vec(), "the bytes are no Shift_JIS"),
        ("klingon", json.clone().into_bytes(), "the character set is not known"),
        ("utf-7", json.into_bytes(), "the character set is not known"),
    ];
    for (charset, body, expected) in cases {
        let header = format!("Content-Type: application/json; charset={charset}");
        let server = Server::always(answer("200 OK", &[&header], body));
        for (name, client) in clients(&server.url()) {
            let (fault, _) = decode_fault(client.call(GetOrder { id: 7 }).send());
            assert!(fault.contains(expected), "{name}: {charset}: {fault}");
        }
    }
}

/// `{"Id":7}`, as gzip writes it.
const PACKED: [u8; 28] =
    [31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 171, 86, 242, 76, 81, 178, 50, 175, 5, 0, 117, 90, 171, 21, 8, 0, 0, 0];

#[test]
fn compressed_answers_are_asked_for_and_read() {
    let headers = ["Content-Type: application/json", "Content-Encoding: gzip"];
    let server = Server::always(answer("200 OK", &headers, PACKED));
    for (name, client) in clients(&server.url()) {
        let found = client.call(GetOrder { id: 7 }).send_with_response().unwrap();
        assert_eq!(found.value.id, 7, "{name}");
        // What the headers said was about other bytes.
        assert!(
            !found.headers.contains_key("content-encoding") && !found.headers.contains_key("content-length")
        );
        let asked = server.received().pop().unwrap();
        assert_eq!(asked.header("accept-encoding"), Some("br, zstd, gzip, deflate"), "{name}");
        // An answer that is no success is compressed as well.
        let client = client.header("Accept-Encoding", "identity");
        let _ = client.call(GetOrder { id: 7 }).send();
        assert_eq!(server.received().pop().unwrap().header("accept-encoding"), Some("identity"), "{name}");
    }
}

#[test]
fn compressed_errors_are_read() {
    let text = r#"{"Message":"No."}"#;
    // A block of deflate that is stored as it is.
    let length = u16::try_from(text.len()).unwrap();
    let mut body = vec![1];
    body.extend_from_slice(&length.to_le_bytes());
    body.extend_from_slice(&(!length).to_le_bytes());
    body.extend_from_slice(text.as_bytes());
    let headers = ["Content-Type: application/json", "Content-Encoding: deflate"];
    let server = Server::always(answer("400 Bad Request", &headers, body));
    for (name, client) in clients(&server.url()) {
        let error = client.call(GetOrder { id: 7 }).send().unwrap_err();
        assert_eq!(error.to_string(), "`get_order` was answered with 400 Bad Request: No.", "{name}");
    }
}

#[test]
fn compression_has_limits() {
    let headers = ["Content-Type: application/json", "Content-Encoding: gzip"];
    let server = Server::always(answer("200 OK", &headers, PACKED));
    for (name, client) in clients(&server.url()) {
        let client = client.retry(Retry::never());
        // Seven bytes less than come, one less than comes out.
        let error = client.clone().max_response_size(7).call(GetOrder { id: 7 }).send().unwrap_err();
        let Error::Transport(error) = error else { panic!("{name}: {error:?}") };
        assert_eq!(error.kind(), TransportKind::TooLarge, "{name}");
    }
    let cut = Server::always(answer("200 OK", &headers, &PACKED[..20]));
    for (name, client) in clients(&cut.url()) {
        let error = client.retry(Retry::never()).call(GetOrder { id: 7 }).send().unwrap_err();
        let Error::Transport(error) = error else { panic!("{name}: {error:?}") };
        assert_eq!(error.kind(), TransportKind::Interrupted, "{name}");
    }
}

#[test]
fn compression_that_was_not_asked_for_is_named() {
    let headers = ["Content-Type: application/json", "Content-Encoding: compress"];
    let server = Server::always(answer("200 OK", &headers, "x"));
    for (name, client) in clients(&server.url()) {
        let (fault, excerpt) = decode_fault(client.call(GetOrder { id: 7 }).send());
        assert_eq!(fault, "it is compressed by something unknown, which was not asked for", "{name}");
        assert_eq!(excerpt, "");
    }
}

#[test]
fn answers_have_a_size_limit() {
    let long = |length: usize| format!("{}{JSON}", " ".repeat(length - JSON.len()));
    let server = Server::new(move |request, stream| {
        let _ = match request.line.as_bytes()["GET /api/orders/".len()] {
            // As said.
            b'1' => stream.write_all(&json(long(1000))),
            b'2' => stream.write_all(&json(long(1001))),
            // A length that nobody would keep in memory.
            b'3' => stream.write_all(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9000000000000000\r\n\r\n{\"Id\":1}",
            ),
            // Without end.
            _ => stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
                .and_then(|()| (0..100_000).try_for_each(|_| stream.write_all(b"10\r\n                \r\n"))),
        };
        wait_for_end(stream);
    });
    for (name, client) in clients(&server.url()) {
        let client = client.max_response_size(1000).timeout(std::time::Duration::from_secs(3));
        assert_eq!(client.call(GetOrder { id: 1 }).send().unwrap(), order(), "{name}");
        for id in [2, 4] {
            match client.call(GetOrder { id }).send() {
                Err(Error::Transport(error)) => {
                    assert_eq!((error.kind(), error.attempts()), (TransportKind::TooLarge, 1), "{name}");
                    assert!(error.to_string().contains("`max_response_size`"), "{error}");
                }
                other => panic!("{name}: {other:?}"),
            }
        }
        assert!(client.call(GetOrder { id: 3 }).send().is_err(), "{name}");
    }
}

#[test]
fn chunks_are_put_together() {
    let (first, second) = JSON.split_at(20);
    let chunked = |end: &str| {
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n\
             {:x}\r\n{first}\r\n{:X};ext=1\r\n{second}\r\n{end}",
            first.len(),
            second.len()
        )
    };
    let server = Server::always(chunked("0\r\nX-Trailer: 1\r\n\r\n"));
    for (name, client) in clients(&server.url()) {
        assert_eq!(client.call(GetOrder { id: 7 }).send().unwrap(), order(), "{name}");
    }
    for end in ["", "zz\r\n", "5\r\nab"] {
        let server = Server::always(chunked(end));
        for (name, client) in clients(&server.url()) {
            match client.call(GetOrder { id: 7 }).retry(Retry::never()).send() {
                Err(Error::Transport(error)) => {
                    assert_eq!(error.kind(), TransportKind::Interrupted, "{name}: {end:?}");
                }
                other => panic!("{name}: {end:?}: {other:?}"),
            }
        }
    }
}

#[test]
fn depth_is_limited() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(50_000), close.repeat(50_000));
    let answers = [
        json(format!("{{\"Lines\":{}}}", deep("[", "]"))),
        xml(XML.replace("<Total>", &format!("{}<Total>", deep("<x>", "</x>")))),
    ];
    for answer in answers {
        let server = Server::always(answer);
        for (name, client) in clients(&server.url()) {
            let (fault, excerpt) = decode_fault(client.call(GetOrder { id: 7 }).send());
            assert!(fault.contains("ReadOptions::max_depth") || fault.contains("/Order/"), "{name}: {fault}");
            assert!(excerpt.len() < 400, "{excerpt}");
        }
    }
    // What is passed over in JSON costs nothing, however deep it is.
    let server = Server::always(json(JSON.replacen('{', &format!("{{\"Extra\":{},", deep("[", "]")), 1)));
    for (name, client) in clients(&server.url()) {
        assert_eq!(client.call(GetOrder { id: 7 }).send().unwrap(), order(), "{name}");
    }
}

#[test]
fn entities_are_not_expanded() {
    let mut entities = String::from("<!ENTITY a \"aaaaaaaaaa\">");
    for (known, new) in "abcdefghi".chars().zip("bcdefghij".chars()) {
        let content = format!("&{known};").repeat(10);
        entities.extend(["<!ENTITY ", &new.to_string(), " \"", &content, "\">"]);
    }
    let bomb = format!("<!DOCTYPE Order [{entities}]>{}", XML.replace("Ada", "&j;"));
    let server = Server::always(xml(bomb));
    for (name, client) in clients(&server.url()) {
        let (fault, _) = decode_fault(client.call(GetOrder { id: 7 }).send());
        assert!(fault.contains("document type declarations are refused"), "{name}: {fault}");
    }
}
