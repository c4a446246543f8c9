//! What goes by a watched proxy goes on as it comes, and is told once it has gone.

use super::old::{asked, head_of, old, run, talk};
use axum::Router;
use datacontract::server::{self, Proxy, Watch, Watched, WatchedBody};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// How many bytes of a body are kept.
const KEPT: usize = 64;

/// Starts a watched proxy, and returns what it tells.
async fn watched(old: SocketAddr) -> (SocketAddr, UnboundedReceiver<Watched>) {
    let (sender, told) = unbounded_channel();
    let proxy = Proxy::to(&format!("http://{old}")).expect("an address");
    let watch = Watch::new(proxy, move |watched| {
        let _ = sender.send(watched);
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let app = Router::new().fallback_service(watch.max_size(KEPT));
    tokio::spawn(server::serve(listener, app).into_future());
    (address, told)
}

async fn read(stream: &mut TcpStream, text: &str) {
    let mut found = Vec::new();
    while !String::from_utf8_lossy(&found).contains(text) {
        found.push(stream.read_u8().await.unwrap_or_else(|_| panic!("{text} does not come")));
    }
}

/// Each side waits for what the other has sent before it goes on.
#[test]
fn pieces_and_trailers_go_on_as_they_come() {
    run(async {
        let alternating = old(async |mut stream: TcpStream| {
            head_of(&mut stream).await;
            read(&mut stream, "one").await;
            let head =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Total\r\n\r\n3\r\nONE\r\n";
            let _ = stream.write_all(head.as_bytes()).await;
            read(&mut stream, "x-sum: 5\r\n").await;
            let _ = stream.write_all(b"3\r\nTWO\r\n0\r\nX-Total: 7\r\n\r\n").await;
        })
        .await;
        let (address, mut told) = watched(alternating).await;
        let mut stream = TcpStream::connect(address).await.expect("it listens");
        let lines = "Transfer-Encoding: chunked\r\nTrailer: X-Sum\r\nTE: trailers\r\n";
        stream.write_all(asked("POST", lines, "3\r\none\r\n").as_bytes()).await.expect("it is sent");
        read(&mut stream, "ONE").await;
        assert!(told.try_recv().is_err(), "it is told before it has gone");
        stream.write_all(b"3\r\ntwo\r\n0\r\nX-Sum: 5\r\n\r\n").await.expect("it is sent");
        let mut rest = String::new();
        stream.read_to_string(&mut rest).await.expect("it ends");
        assert!(rest.to_lowercase().ends_with("3\r\ntwo\r\n0\r\nx-total: 7\r\n\r\n"), "{rest}");
        let exchange = told.recv().await.expect("it is told");
        assert_eq!(exchange.request_body, WatchedBody::Whole("onetwo".into()));
        assert_eq!(exchange.response_body, WatchedBody::Whole("ONETWO".into()));
    });
}

#[test]
fn a_body_that_is_too_large_goes_on_and_is_told_once_it_has_gone() {
    const PAUSE: Duration = Duration::from_millis(200);
    run(async {
        let slow = old(async |mut stream: TcpStream| {
            head_of(&mut stream).await;
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", 2 * (KEPT + 1));
            let _ = stream.write_all(head.as_bytes()).await;
            let _ = stream.write_all("x".repeat(KEPT + 1).as_bytes()).await;
            tokio::time::sleep(PAUSE).await;
            let _ = stream.write_all("y".repeat(KEPT + 1).as_bytes()).await;
        })
        .await;
        let (address, mut told) = watched(slow).await;
        let answer = talk(address, &asked("GET", "", "")).await;
        assert!(answer.ends_with(&format!("{}{}", "x".repeat(KEPT + 1), "y".repeat(KEPT + 1))), "{answer}");
        let exchange = told.recv().await.expect("it is told");
        assert_eq!(exchange.response_body, WatchedBody::NotKept);
        assert!(exchange.time >= PAUSE && exchange.first_byte < exchange.time, "{:?}", exchange.time);
        assert!(told.try_recv().is_err(), "it is told once");
    });
}

#[test]
fn limits_count_to_the_byte_and_each_body_by_itself() {
    run(async {
        let telling = old(async |mut stream: TcpStream| {
            let head = head_of(&mut stream).await;
            let length =
                super::old::header(&head, "content-length").and_then(|it| it.parse().ok()).expect("a length");
            let mut body = vec![0; length];
            let _ = stream.read_exact(&mut body).await;
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").await;
        })
        .await;
        let (address, mut told) = watched(telling).await;
        for (length, is_kept) in [(KEPT, true), (KEPT + 1, false)] {
            let body = "x".repeat(length);
            let answer = talk(address, &asked("PUT", &format!("Content-Length: {length}\r\n"), &body)).await;
            assert!(answer.ends_with("\r\n\r\nok"), "{answer}");
            let exchange = told.recv().await.expect("it is told");
            let expected = if is_kept { WatchedBody::Whole(body.into()) } else { WatchedBody::NotKept };
            assert_eq!(exchange.request_body, expected);
            assert_eq!(exchange.response_body, WatchedBody::Whole("ok".into()));
        }
    });
}

#[test]
fn what_breaks_off_is_told_without_its_bytes() {
    run(async {
        // Only once half of it has come: of what breaks off at once nothing need be sent.
        let has_come = Arc::new(Notify::new());
        let hangs_up = Arc::clone(&has_come);
        let breaking = old(move |mut stream: TcpStream| {
            let hangs_up = Arc::clone(&hangs_up);
            async move {
                head_of(&mut stream).await;
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhalf").await;
                hangs_up.notified().await;
            }
        })
        .await;
        let (address, mut told) = watched(breaking).await;
        let mut stream = TcpStream::connect(address).await.expect("it listens");
        stream.write_all(asked("GET", "", "").as_bytes()).await.expect("it is sent");
        read(&mut stream, "half").await;
        has_come.notify_one();
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest).await;
        assert_eq!(rest, b"", "nothing more has come");
        assert_eq!(told.recv().await.expect("it is told").response_body, WatchedBody::NotKept);
    });
}
