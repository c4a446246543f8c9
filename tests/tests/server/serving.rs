//! A server on a socket, with limits for clients that are slow or silent.

use crate::shop::router;
use crate::wire::{Connection, get, post};
use datacontract::server::{self, Serve};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Short enough for a test, and long enough for a busy machine.
const LIMIT: Duration = Duration::from_millis(400);
/// When a test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

fn run<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let patient = async { tokio::time::timeout(PATIENCE, test).await.expect("it takes too long") };
    runtime.expect("a runtime").block_on(patient)
}

type Shop = datacontract::server::Router;

async fn served(set: impl FnOnce(Serve<Shop>) -> Serve<Shop>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let serve = set(server::serve(listener, router()));
    tokio::spawn(async move { serve.await });
    address
}

/// Sends bytes, and waits until the server hangs up: what it has answered until then, and after how long.
async fn until_end(address: SocketAddr, sent: &[u8]) -> (String, Duration) {
    // The server counts from when it accepts, which may be before the client goes on.
    let started = Instant::now();
    let mut stream = TcpStream::connect(address).await.expect("the server listens");
    stream.write_all(sent).await.expect("it is sent");
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    (String::from_utf8_lossy(&answer).into_owned(), started.elapsed())
}

#[test]
fn half_a_request_does_not_stay_open() {
    run(async {
        let address = served(|serve| serve.header_timeout(Some(LIMIT))).await;
        let whole = get("/api/orders/7");
        for length in [0, 1, whole.len() / 2, whole.len() - 1] {
            let (answer, time) = until_end(address, &whole[..length]).await;
            assert!(time >= LIMIT && answer.is_empty(), "{length} bytes: {time:?} {answer}");
        }
    });
}

/// A byte now and then keeps no connection open.
#[test]
fn slow_headers_do_not_stay_open() {
    run(async {
        let address = served(|serve| serve.header_timeout(Some(LIMIT))).await;
        let started = Instant::now();
        let mut stream = TcpStream::connect(address).await.expect("the server listens");
        for byte in get("/api/orders/7").iter().cycle() {
            if *byte != b'\n' && stream.write_all(&[*byte]).await.is_err() {
                break;
            }
            tokio::time::sleep(LIMIT / 10).await;
        }
        assert!(started.elapsed() >= LIMIT);
    });
}

#[test]
fn an_idle_connection_does_not_stay_open() {
    run(async {
        let address = served(|serve| serve.header_timeout(Some(LIMIT))).await;
        let (answer, time) = until_end(address, &get("/api/orders/7")).await;
        assert!(answer.ends_with("\"order 7\"") && time >= LIMIT, "{time:?} {answer}");
    });
}

#[test]
fn a_connection_in_use_stays_open() {
    run(async {
        let address = served(|serve| serve.header_timeout(Some(LIMIT))).await;
        let mut connection = Connection::open(address).await;
        for _ in 0..5 {
            connection.write(&get("/api/orders/7")).await;
            assert_eq!(connection.answer().await.0, 200);
            tokio::time::sleep(LIMIT / 2).await;
        }
    });
}

#[test]
fn a_body_that_does_not_arrive_is_408() {
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let serve = server::serve(listener, router().body_timeout(Some(LIMIT)));
        tokio::spawn(async move { serve.await });
        let whole = post("/api/count", "application/json", b"12345");
        let mut connection = Connection::open(address).await;
        connection.write(&whole[..whole.len() - 1]).await;
        assert_eq!(connection.answer().await.0, 408);
    });
}

#[test]
fn an_answer_that_nobody_reads_is_given_up() {
    run(async {
        let text = "x".repeat(64 << 20);
        let app = axum::Router::new().fallback(move || {
            let text = text.clone();
            async move { text }
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let serve = server::serve(listener, app).write_timeout(Some(LIMIT)).header_timeout(None);
        tokio::spawn(async move { serve.await });
        let mut stream = TcpStream::connect(address).await.expect("the server listens");
        stream.write_all(&get("/")).await.expect("it is sent");
        tokio::time::sleep(4 * LIMIT).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        assert!(answer.len() < 64 << 20, "{} bytes were kept for somebody who does not read", answer.len());
    });
}

#[test]
fn what_is_being_answered_is_answered_at_the_end() {
    run(async {
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let (entered, mut is_entered) = tokio::sync::mpsc::channel::<()>(1);
        let app = axum::Router::new().fallback(move || {
            let entered = entered.clone();
            async move {
                let _ = entered.send(()).await;
                tokio::time::sleep(LIMIT).await;
                "done"
            }
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let serve = server::serve(listener, app).shutdown(async {
            let _ = stopped.await;
        });
        let serving = tokio::spawn(async move { serve.await });
        let mut idle = TcpStream::connect(address).await.expect("the server listens");
        let mut busy = Connection::open(address).await;
        busy.write(&get("/")).await;
        is_entered.recv().await.expect("the method is called");
        stop.send(()).expect("the server waits for it");
        assert_eq!(busy.answer().await, (200, "done".to_owned()));
        serving.await.expect("no panic").expect("an end");
        assert_eq!(idle.read(&mut [0]).await.unwrap_or(0), 0, "idle connections are closed");
        TcpStream::connect(address).await.expect_err("nobody listens any more");
    });
}

/// A method that takes too long does not keep the program from ending.
#[test]
fn the_end_has_a_limit() {
    run(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let serve = server::serve(listener, router()).shutdown_timeout(LIMIT).shutdown(async {
            let _ = stopped.await;
        });
        let serving = tokio::spawn(async move { serve.await });
        let mut hanging = Connection::open(address).await;
        hanging.write(&get("/api/orders/503")).await;
        tokio::time::sleep(LIMIT).await;
        stop.send(()).expect("the server waits for it");
        let started = Instant::now();
        serving.await.expect("no panic").expect("an end");
        assert!(started.elapsed() < PATIENCE / 2);
    });
}

/// The statuses of all answers to these bytes, until the server hangs up.
async fn statuses(address: SocketAddr, sent: &str) -> Vec<String> {
    let (answers, _) = until_end(address, sent.as_bytes()).await;
    answers.split("HTTP/1.").skip(1).filter_map(|answer| Some(answer.get(2..5)?.to_owned())).collect()
}

/// Where one request ends and the next one begins is read in one way, or not at all: what two servers read in
/// two ways lets one client speak for another.
#[test]
fn requests_that_end_in_two_ways_are_refused() {
    run(async {
        let address = served(|serve| serve.header_timeout(Some(LIMIT))).await;
        let post = "POST /api/orders HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n";
        let inner = "GET /api/orders/7 HTTP/1.1\r\nHost: h\r\n\r\n";
        for framing in [
            "Content-Length: 0\r\nContent-Length: 5\r\n\r\n",
            "Content-Length: +5\r\n\r\n",
            "Content-Length: -1\r\n\r\n",
            "Content-Length: 0x5\r\n\r\n",
            "Content-Length: 5, 6\r\n\r\n",
            "Content-Length: 99999999999999999999999\r\n\r\n",
            "Content-Length : 5\r\n\r\n",
            "Transfer-Encoding: chunked, identity\r\n\r\n",
            "Transfer-Encoding: xchunked\r\n\r\n",
            "Transfer-Encoding: identity\r\n\r\n",
            " Transfer-Encoding: chunked\r\n\r\n",
            "X: y\r\n Transfer-Encoding: chunked\r\n\r\n",
            "Transfer\0-Encoding: chunked\r\n\r\n",
            "X: a\rTransfer-Encoding: chunked\r\n\r\n",
        ] {
            let answers = statuses(address, &format!("{post}{framing}{inner}")).await;
            assert_eq!(answers, ["400"], "{framing:?}");
        }
        let chunked = "Transfer-Encoding: chunked\r\n\r\n";
        for chunks in [
            "x\r\n",
            "-1\r\n\r\n",
            "fffffffffffffffff\r\n",
            "2\r\n{}x\r\n0\r\n\r\n",
            "2;\n{}\r\n0\r\n\r\n",
            "2\r\n{}\r\n0 x\r\n\r\n",
        ] {
            let answers = statuses(address, &format!("{post}{chunked}{chunks}{inner}")).await;
            assert!(
                answers.len() <= 1 && answers.iter().all(|status| status == "400"),
                "{chunks:?}: {answers:?}"
            );
        }
    });
}

#[test]
fn requests_behind_each_other_are_answered_each() {
    run(async {
        let address = served(|serve| serve.header_timeout(Some(LIMIT))).await;
        let inner = "GET /api/orders/7 HTTP/1.1\r\nHost: h\r\n\r\n";
        assert_eq!(statuses(address, &inner.repeat(50)).await, ["200"; 50]);
        assert_eq!(statuses(address, "GET /api/orders/7 HTTP/1.0\r\n\r\n").await, ["200"]);
        // HTTP/1.0 has no second request.
        let old = inner.replace("1.1", "1.0");
        assert_eq!(statuses(address, &old.repeat(2)).await, ["200"]);
    });
}

/// Of headers without an end the server keeps little.
#[test]
fn headers_have_a_limit() {
    run(async {
        let address = served(|serve| serve).await;
        let large = format!("GET /api/orders/7 HTTP/1.1\r\nHost: h\r\nX: {}\r\n\r\n", "x".repeat(2_000_000));
        let many = format!("GET /api/orders/7 HTTP/1.1\r\nHost: h\r\n{}\r\n", "X: y\r\n".repeat(5_000));
        let long = format!("GET /api/orders/7?x={} HTTP/1.1\r\nHost: h\r\n\r\n", "x".repeat(2_000_000));
        for (sent, expected) in [(large, "431"), (many, "431"), (long, "414")] {
            let mut stream = TcpStream::connect(address).await.expect("the server listens");
            let _ = stream.write_all(sent.as_bytes()).await;
            let mut answer = vec![0; 12];
            // A server that hangs up while there is more to be read may take its answer with it.
            if stream.read_exact(&mut answer).await.is_ok() {
                let answer = String::from_utf8_lossy(&answer).into_owned();
                assert!(
                    answer.ends_with(expected) || answer.ends_with("400") || answer.ends_with("431"),
                    "{answer}"
                );
            }
        }
    });
}

#[test]
fn many_silent_connections_are_in_nobodys_way() {
    run(async {
        let address = served(|serve| serve.header_timeout(Some(LIMIT * 10))).await;
        let mut silent = Vec::new();
        for _ in 0..300 {
            silent.push(TcpStream::connect(address).await.expect("the server listens"));
        }
        let mut connection = Connection::open(address).await;
        connection.write(&get("/api/orders/7")).await;
        assert_eq!(connection.answer().await.0, 200);
        for mut stream in silent {
            assert!(matches!(stream.read(&mut [0]).await, Ok(0) | Err(_)), "it is hung up on");
        }
    });
}

/// Longer than a connection does nothing before it is taken from hyper.
const REST: Duration = Duration::from_millis(1300);

#[test]
fn a_connection_that_has_rested_goes_on() {
    run(async {
        let address = served(|serve| serve).await;
        let mut connection = Connection::open(address).await;
        let order = r#"{"Id":7,"Customer":"a","Amount":null,"Lines":null,"Parent":null}"#;
        let create = post("/api/orders", "application/json", order.as_bytes());
        for rest in [REST, Duration::ZERO, REST] {
            connection.write(&create).await;
            assert_eq!(connection.answer().await, (200, order.to_owned()));
            connection.write(&get("/api/orders/7")).await;
            assert_eq!(connection.answer().await, (200, "\"order 7\"".to_owned()));
            tokio::time::sleep(rest).await;
        }
    });
}

/// What was sent behind a request is not lost, however long the rest of it takes.
#[test]
fn half_a_request_behind_another_is_answered_when_it_is_whole() {
    run(async {
        let address = served(|serve| serve).await;
        let request = get("/api/orders/7");
        for (kept, rest) in [(10, REST), (10, Duration::from_millis(500)), (request.len() - 1, REST)] {
            let mut connection = Connection::open(address).await;
            connection.write(&[&request, &request[..kept]].concat()).await;
            assert_eq!(connection.answer().await.0, 200);
            tokio::time::sleep(rest).await;
            connection.write(&request[kept..]).await;
            assert_eq!(connection.answer().await, (200, "\"order 7\"".to_owned()));
        }
    });
}

/// An answer that comes slowly is no rest, nor is a method that takes its time.
#[test]
fn answers_that_take_longer_than_a_rest_come_whole() {
    run(async {
        let slow = || async {
            let (sender, receiver) = tokio::sync::mpsc::channel(1);
            tokio::spawn(async move {
                for piece in ["a", "b"] {
                    tokio::time::sleep(REST).await;
                    let _ = sender.send(piece).await;
                }
            });
            axum::body::Body::new(Pieces(receiver))
        };
        let waiting = || async {
            tokio::time::sleep(REST).await;
            "done"
        };
        let app = axum::Router::new()
            .route("/slow", axum::routing::any(slow))
            .route("/waiting", axum::routing::any(waiting));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move { server::serve(listener, app).await });
        let waits = async |body: &[u8]| {
            let mut connection = Connection::open(address).await;
            connection.write(&post("/waiting", "text/json", body)).await;
            assert_eq!(connection.answer().await, (200, "done".to_owned()));
        };
        let is_slow = async {
            let mut connection = Connection::open(address).await;
            connection.write(&get("/slow")).await;
            let mut stream = connection.into_stream();
            let mut answer = String::new();
            while !answer.ends_with("0\r\n\r\n") {
                let mut bytes = [0; 1024];
                let count = stream.read(&mut bytes).await.expect("the answer goes on");
                assert!(count > 0, "the server hung up after {answer}");
                answer += std::str::from_utf8(&bytes[..count]).expect("it is text");
            }
            assert!(answer.ends_with("1\r\na\r\n1\r\nb\r\n0\r\n\r\n"), "{answer}");
        };
        tokio::join!(waits(b""), waits(b"{}"), is_slow);
    });
}

/// A body in pieces, as they come.
struct Pieces(tokio::sync::mpsc::Receiver<&'static str>);

impl http_body::Body for Pieces {
    type Data = bytes::Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, Self::Error>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|piece| Ok(http_body::Frame::data(piece.into()))))
    }
}

#[test]
fn resting_connections_are_hung_up_on_in_time_and_at_the_end() {
    run(async {
        let limit = REST + LIMIT;
        let address = served(|serve| serve.header_timeout(Some(limit))).await;
        let (answer, time) = until_end(address, &get("/api/orders/7")).await;
        assert!(answer.ends_with("\"order 7\"") && time >= limit && time < 2 * limit, "{time:?} {answer}");

        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let serve = server::serve(listener, router()).shutdown(async {
            let _ = stopped.await;
        });
        let serving = tokio::spawn(async move { serve.await });
        let mut resting = Connection::open(address).await;
        resting.write(&get("/api/orders/7")).await;
        assert_eq!(resting.answer().await.0, 200);
        tokio::time::sleep(REST).await;
        stop.send(()).expect("the server waits for it");
        let started = Instant::now();
        serving.await.expect("no panic").expect("an end");
        assert!(started.elapsed() < REST, "resting connections do not hold up the end");
    });
}

/// The time of the headers counts from the rest, however slowly they come after it.
#[test]
fn slow_headers_after_a_rest_do_not_stay_open() {
    run(async {
        let limit = REST + LIMIT;
        let address = served(|serve| serve.header_timeout(Some(limit))).await;
        let mut stream = TcpStream::connect(address).await.expect("the server listens");
        stream.write_all(&get("/api/orders/7")).await.expect("it is sent");
        let started = Instant::now();
        tokio::time::sleep(REST).await;
        stream.write_all(b"GET /api/or").await.expect("it is sent");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let time = started.elapsed();
        assert!(answer.ends_with(b"\"order 7\"") && time >= limit && time < limit + REST, "{time:?}");
    });
}
