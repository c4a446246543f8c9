//! Clients that are slow, break off, lie or mean harm, over real sockets.

use crate::shop::{call, router, with_body};
use crate::wire::{Connection, Server, get, post};
use axum::body::Body;
use bytes::Bytes;
use datacontract::server::Router;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use http_body::Frame;
use std::io::Write as _;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

const JSON: &str = "application/json";

/// That it answers as if nothing had been.
fn assert_alive(server: &Server) {
    assert_eq!(server.send(&get("/api/orders/7")), (200, "\"order 7\"".to_owned()));
}

#[test]
fn slow_clients_get_their_answer() {
    let server = Server::start(router());
    let answer = server.run(async {
        let mut connection = Connection::open(server.address()).await;
        for byte in post("/api/count", JSON, b"12345") {
            connection.write(&[byte]).await;
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        connection.answer().await
    });
    assert_eq!(answer, (200, "12345".to_owned()));
}

#[test]
fn a_body_that_never_ends_is_408() {
    let server = Server::start(router().body_timeout(Some(Duration::from_millis(100))));
    let (status, body) = server.send(
        b"POST /api/count HTTP/1.1\r\nHost: a\r\nContent-Type: text/json\r\nContent-Length: 9\r\n\r\n1",
    );
    assert_eq!(
        (status, body.as_str()),
        (408, r#"{"Message":"The request entity took too long to arrive."}"#)
    );
    assert_alive(&server);
}

#[test]
fn clients_that_break_off_are_let_go() {
    let server = Server::start(router());
    server.run(async {
        for whole in [post("/api/count", JSON, b"12345"), get("/api/orders/503")] {
            for end in [1, whole.len() / 2, whole.len() - 1, whole.len()] {
                let mut connection = Connection::open(server.address()).await;
                connection.write(&whole[..end]).await;
            }
        }
    });
    assert_alive(&server);
}

#[test]
fn bodies_that_are_too_large_are_413() {
    let server = Server::start(router().max_body(100));
    let message = r#"{"Message":"The request entity is too large."}"#;
    let large = |bytes: &[u8]| {
        let (status, body) = server.send(bytes);
        assert_eq!((status, body.as_str()), (413, message));
    };
    large(&post("/api/count", JSON, &[b' '; 101]));
    large(b"POST /api/count HTTP/1.1\r\nHost: a\r\nContent-Type: text/json\r\nContent-Length: 99999999999\r\n\r\n");
    let chunks = "10\r\n0123456789abcdef\r\n".repeat(7);
    let head = "POST /api/count HTTP/1.1\r\nHost: a\r\nContent-Type: text/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    large(format!("{head}{chunks}0\r\n\r\n").as_bytes());
    // Just fits.
    assert_eq!(
        server.send(&post("/api/count", JSON, format!("{:>100}", 7).as_bytes())),
        (200, "7".to_owned())
    );
    assert_alive(&server);
}

/// A body without an end, which counts what was taken of it.
struct Endless(Arc<AtomicUsize>);

impl http_body::Body for Endless {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.0.fetch_add(PIECE.len(), Ordering::Relaxed);
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(PIECE)))))
    }
}

static PIECE: &[u8] = &[b' '; 16 << 10];

#[test]
fn no_more_is_read_than_the_limit() {
    let taken = Arc::new(AtomicUsize::new(0));
    let body = Body::new(Endless(Arc::clone(&taken)));
    assert_eq!(call(&router(), with_body("POST", "/api/count", JSON, body)).status, 413);
    assert!(taken.load(Ordering::Relaxed) <= (4 << 20) + PIECE.len());
}

#[test]
fn documents_that_are_none_are_400() {
    let server = Server::start(router());
    for (media_type, body) in [
        (JSON, &b"{\"Id\":"[..]),
        (JSON, b"{\"Id\":1]"),
        (JSON, b"\xff\xfe\xfd"),
        (JSON, b"{\"Customer\":\"\xc3\x28\"}"),
        ("application/json; charset=utf-16", b"{\0}"),
        ("application/xml", b"<Order"),
        ("application/xml", b"<a></b>"),
        ("application/xml", b"\xc3\x28"),
        ("application/xml; charset=utf-16", b"<\0\xd8\xd8"),
    ] {
        // The answer would be in UTF-16 as well.
        let media_type = format!("{media_type}\r\nAccept-Charset: utf-8");
        let (status, answer) = server.send(&post("/api/orders", &media_type, body));
        assert_eq!(status, 400, "{media_type} {body:?} {answer}");
        assert!(answer.contains("ModelState"), "{answer}");
    }
    assert_alive(&server);
}

#[test]
fn depth_is_bounded() {
    let server = Server::start(router());
    let refused = |media_type: &str, body: String| {
        let (status, answer) = server.send(&post("/api/orders", media_type, body.as_bytes()));
        assert_eq!(status, 400, "{answer}");
    };
    let depth = 100_000;
    refused(JSON, "[".repeat(depth));
    refused(JSON, format!("{}{{}}{}", r#"{"Parent":"#.repeat(depth), "}".repeat(depth)));
    refused(JSON, format!(r#"{{"Unknown":{}"#, "[".repeat(depth)));
    refused("text/xml", "<a>".repeat(depth));
    let namespace = r#"<Order xmlns="http://schemas.datacontract.org/2004/07/Shop">"#;
    refused(
        "text/xml",
        format!("{namespace}{}{}</Order>", "<Parent>".repeat(depth), "</Parent>".repeat(depth)),
    );
    refused("text/xml", format!("{namespace}{}{}</Order>", "<X>".repeat(depth), "</X>".repeat(depth)));
    refused("application/x-www-form-urlencoded", format!("{}Id=1", "Parent.".repeat(depth)));
    assert_alive(&server);
}

#[test]
fn entities_are_not_expanded() {
    let server = Server::start(router());
    let mut bomb = r#"<!DOCTYPE Order [<!ENTITY a "ha">"#.to_owned();
    for (name, inner) in ('b'..='z').zip('a'..='y') {
        bomb.extend(["<!ENTITY ", &name.to_string(), " \"", &format!("&{inner};").repeat(10), "\">"]);
    }
    bomb +=
        r#"]><Order xmlns="http://schemas.datacontract.org/2004/07/Shop"><Customer>&z;</Customer></Order>"#;
    assert_eq!(server.send(&post("/api/orders", "text/xml", bomb.as_bytes())).0, 400);
    let file = r#"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>"#;
    assert_eq!(server.send(&post("/api/orders", "text/xml", file.as_bytes())).0, 400);
    assert_alive(&server);
}

#[test]
fn encodings_that_are_not_read_are_415() {
    let server = Server::start(router());
    for encoding in ["compress", "gzip, gzip, gzip", "x-nothing"] {
        let head = format!(
            "POST /api/count HTTP/1.1\r\nHost: a\r\nContent-Type: text/json\r\nContent-Encoding: {encoding}\r\n"
        );
        assert_eq!(server.send(format!("{head}Content-Length: 1\r\n\r\n5").as_bytes()).0, 415, "{encoding}");
    }
}

#[test]
fn compressed_bodies_are_read_up_to_the_limit() {
    let server = Server::start(router());
    let request = |encoding: &str, body: &[u8]| {
        let head = "POST /api/count HTTP/1.1\r\nHost: a\r\nContent-Type: text/json\r\n";
        let length = format!("Content-Encoding: {encoding}\r\nContent-Length: {}\r\n\r\n", body.len());
        [head.as_bytes(), length.as_bytes(), body].concat()
    };
    let pack = |text: &str| {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let packed = pack("5");
    assert_eq!(server.send(&request("deflate", &packed)).0, 200);
    assert_eq!(server.send(&request("deflate", &packed[..1])).0, 400);
    assert_eq!(server.send(&request("br", b"no brotli")).0, 400);
    // Eight kilobytes that become eight megabytes.
    assert_eq!(server.send(&request("deflate", &pack(&(" ".repeat(8 << 20) + "5")))).0, 413);
    assert_alive(&server);
}

#[test]
fn heads_that_contradict_themselves_are_400() {
    let server = Server::start(router());
    let head = "POST /api/count HTTP/1.1\r\nHost: a\r\nContent-Type: text/json\r\n";
    for rest in [
        "Content-Length: 1\r\nContent-Length: 2\r\n\r\n55",
        "Content-Length: -1\r\n\r\n5",
        "Content-Length: x\r\n\r\n5",
        "Transfer-Encoding: gzip\r\n\r\n5",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n5\r\n0\r\n\r\n",
    ] {
        assert_eq!(server.send(format!("{head}{rest}").as_bytes()).0, 400, "{rest:?}");
    }
    assert_eq!(server.send(b"NONSENSE\r\n\r\n").0, 400);
    assert_alive(&server);
}

#[test]
fn a_panic_leaves_the_connection_as_it_is() {
    let server = Server::start(router());
    server.run(async {
        let mut connection = Connection::open(server.address()).await;
        for (target, status) in [("/api/orders/501", 500), ("/api/orders/7", 200), ("/api/orders/501", 500)] {
            connection.write(&get(target)).await;
            assert_eq!(connection.answer().await.0, status);
        }
    });
}

/// Some proxies and clients send what no one reads.
#[test]
fn a_body_that_no_one_reads_does_not_disturb_the_next_request() {
    let server = Server::start(router());
    server.run(async {
        let mut connection = Connection::open(server.address()).await;
        for _ in 0..3 {
            let head = "GET /api/orders/7 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
            connection.write(head.as_bytes()).await;
            assert_eq!(connection.answer().await, (200, "\"order 7\"".to_owned()));
        }
    });
}

/// Memory grows with what was sent, not with what was announced.
#[cfg(target_os = "linux")]
#[test]
fn announced_bodies_take_no_memory() {
    fn resident() -> usize {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_ascii_whitespace().nth(1).unwrap().parse::<usize>().unwrap() << 10
    }
    let server = Server::start(router());
    let before = resident();
    server.run(async {
        let mut open = Vec::new();
        for _ in 0..200 {
            let mut connection = Connection::open(server.address()).await;
            let head = "POST /api/orders HTTP/1.1\r\nHost: a\r\nContent-Type: text/json\r\nContent-Length: 4000000\r\n\r\n{";
            connection.write(head.as_bytes()).await;
            open.push(connection);
        }
        let mut connection = Connection::open(server.address()).await;
        connection.write(&get("/api/orders/7")).await;
        assert_eq!(connection.answer().await.0, 200);
        assert!(resident().saturating_sub(before) < 200 << 20, "200 bodies of 4 MB each were only announced");
    });
}

#[test]
fn routers_share_what_they_are_made_of() {
    fn assert_shared<T: Clone + Send + Sync + 'static>() {}
    assert_shared::<Router>();
}
