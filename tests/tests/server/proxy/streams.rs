//! Bodies go through while they are on their way.

use super::old::{asked, front, head_of, header, old, run, talk};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

async fn read(stream: &mut TcpStream, text: &str) {
    let mut found = Vec::new();
    while !String::from_utf8_lossy(&found).contains(text) {
        found.push(stream.read_u8().await.unwrap_or_else(|_| panic!("{text} does not come")));
    }
}

/// Each side waits for what the other has sent before it goes on.
#[test]
fn both_bodies_go_on_piece_by_piece() {
    run(async {
        let alternating = old(async |mut stream: TcpStream| {
            head_of(&mut stream).await;
            read(&mut stream, "one").await;
            let _ =
                stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nONE\r\n").await;
            read(&mut stream, "two").await;
            let _ = stream.write_all(b"3\r\nTWO\r\n0\r\n\r\n").await;
        })
        .await;
        let front = front(alternating, |proxy| proxy).await;
        let mut stream = TcpStream::connect(front).await.expect("it listens");
        let head = asked("POST", "Transfer-Encoding: chunked\r\n", "3\r\none\r\n");
        stream.write_all(head.as_bytes()).await.expect("it is sent");
        read(&mut stream, "ONE").await;
        stream.write_all(b"3\r\ntwo\r\n0\r\n\r\n").await.expect("it is sent");
        read(&mut stream, "TWO").await;
    });
}

/// What the router has read for a method that is not written goes on as well.
#[test]
fn a_body_that_was_read_already_goes_on() {
    run(async {
        let telling = old(async |mut stream: TcpStream| {
            let head = head_of(&mut stream).await;
            let length: usize =
                header(&head, "content-length").and_then(|it| it.parse().ok()).expect("a length");
            let mut body = vec![0; length];
            stream.read_exact(&mut body).await.expect("the body");
            let _ = stream
                .write_all(format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n").as_bytes())
                .await;
            let _ = stream.write_all(&body).await;
        })
        .await;
        let front = front(telling, |proxy| proxy).await;
        for (lines, body) in [
            ("Content-Length: 5\r\n", "\"a\u{e4}\""),
            ("Transfer-Encoding: chunked\r\n", "2\r\n\"a\r\n3\r\n\u{e4}\"\r\n0\r\n\r\n"),
        ] {
            let request = format!(
                "POST /api/unported HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n{lines}\r\n{body}"
            );
            let answer = talk(front, &request).await;
            assert!(answer.ends_with("\r\n\r\n\"a\u{e4}\""), "{answer}");
        }
    });
}

#[test]
fn a_body_larger_than_the_routers_limit_goes_through() {
    const SIZE: usize = 16 << 20;
    run(async {
        let counting = old(async |mut stream: TcpStream| {
            head_of(&mut stream).await;
            let mut rest = SIZE;
            let mut buffer = vec![0; 1 << 16];
            while rest > 0 {
                let count = stream.read(&mut buffer).await.expect("the body");
                assert!(count > 0 && buffer[..count].iter().all(|byte| *byte == b'x'));
                rest -= count;
            }
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nall").await;
        })
        .await;
        let front = front(counting, |proxy| proxy).await;
        let body = "x".repeat(SIZE);
        let answer = talk(front, &asked("PUT", &format!("Content-Length: {SIZE}\r\n"), &body)).await;
        assert!(answer.ends_with("all"), "{answer}");
    });
}

#[test]
fn trailers_go_through_both_ways() {
    run(async {
        let trailing = old(async |mut stream: TcpStream| {
            let head = head_of(&mut stream).await.to_lowercase();
            assert!(head.contains("te: trailers") && head.contains("trailer: x-sum"), "{head}");
            read(&mut stream, "x-sum: 5\r\n").await;
            let answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Total\r\n\r\n\
                          2\r\nok\r\n0\r\nX-Total: 7\r\n\r\n";
            let _ = stream.write_all(answer.as_bytes()).await;
        })
        .await;
        let front = front(trailing, |proxy| proxy).await;
        let lines = "Transfer-Encoding: chunked\r\nTrailer: X-Sum\r\nTE: trailers\r\n";
        let answer = talk(front, &asked("POST", lines, "2\r\nab\r\n0\r\nX-Sum: 5\r\n\r\n")).await;
        assert!(answer.to_lowercase().ends_with("2\r\nok\r\n0\r\nx-total: 7\r\n\r\n"), "{answer}");
    });
}

const EXPECTING: &str = "Expect: 100-continue\r\nContent-Length: 5\r\n";

/// A caller that asks first is not made to send what the service does not want.
#[test]
fn a_body_that_is_not_wanted_is_not_asked_for() {
    run(async {
        let refusing = old(async |mut stream: TcpStream| {
            let head = head_of(&mut stream).await.to_lowercase();
            assert!(head.contains("expect: 100-continue"), "{head}");
            let _ = stream.write_all(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n").await;
            let mut rest = Vec::new();
            let _ = stream.read_to_end(&mut rest).await;
            assert!(rest.is_empty());
        })
        .await;
        let front = front(refusing, |proxy| proxy).await;
        let answer = talk(front, &asked("POST", EXPECTING, "")).await;
        assert!(answer.starts_with("HTTP/1.1 401 Unauthorized\r\n"), "{answer}");
        assert!(!answer.contains("100 Continue"), "{answer}");
    });
}

#[test]
fn a_body_is_asked_for_once_the_service_wants_it() {
    run(async {
        // One says that it wants the body, one does not know the question.
        for word in ["HTTP/1.1 100 Continue\r\n\r\n", ""] {
            let asking = old(async move |mut stream: TcpStream| {
                head_of(&mut stream).await;
                let _ = stream.write_all(word.as_bytes()).await;
                read(&mut stream, "hello").await;
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").await;
            })
            .await;
            let front = front(asking, |proxy| proxy).await;
            let mut stream = TcpStream::connect(front).await.expect("it listens");
            stream.write_all(asked("POST", EXPECTING, "").as_bytes()).await.expect("it is sent");
            read(&mut stream, "HTTP/1.1 100 Continue\r\n\r\n").await;
            stream.write_all(b"hello").await.expect("it is sent");
            read(&mut stream, "\r\n\r\nok").await;
        }
    });
}
