//! A server on a socket, and a client that sends what it likes.

use axum::serve::ListenerExt as _;
use datacontract::server::Router;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;

/// Longer than anything here takes, so that a fault is a failure and not a wait.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server until it is dropped.
pub(crate) struct Server {
    runtime: Runtime,
    address: SocketAddr,
}

impl Server {
    pub(crate) fn start(router: Router) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port");
        let address = listener.local_addr().expect("an address");
        let listener = listener.tap_io(|io| io.set_nodelay(true).expect("a socket"));
        runtime.spawn(async move { axum::serve(listener, router.into_make_service()).await });
        Server { runtime, address }
    }

    /// Runs a client beside the server.
    pub(crate) fn run<T>(&self, client: impl Future<Output = T>) -> T {
        let patient = async { tokio::time::timeout(PATIENCE, client).await.expect("it takes too long") };
        self.runtime.block_on(patient)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Sends bytes on a connection of their own, and gives the status and the body of the first answer.
    pub(crate) fn send(&self, bytes: &[u8]) -> (u16, String) {
        self.run(async {
            let mut connection = Connection::open(self.address).await;
            connection.write(bytes).await;
            connection.answer().await
        })
    }
}

/// A connection to a server.
pub(crate) struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("the server listens");
        stream.set_nodelay(true).expect("a socket");
        Connection { stream, read: Vec::new() }
    }

    pub(crate) fn into_stream(self) -> TcpStream {
        self.stream
    }

    /// Sends bytes. The server may have hung up already, and has answered then.
    pub(crate) async fn write(&mut self, bytes: &[u8]) {
        let _ = self.stream.write_all(bytes).await;
    }

    /// Reads the next answer: status and body.
    pub(crate) async fn answer(&mut self) -> (u16, String) {
        let head = loop {
            match find(&self.read, b"\r\n\r\n") {
                Some(end) => break self.read.drain(..end + 4).collect::<Vec<u8>>(),
                None => self.more().await,
            }
        };
        let head = String::from_utf8(head).expect("an ASCII head").to_ascii_lowercase();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let length = head.split_once("content-length: ").and_then(|(_, rest)| rest.lines().next());
        let length: usize = length.map_or(0, |length| length.parse().expect("a length"));
        while self.read.len() < length {
            self.more().await;
        }
        let body = self.read.drain(..length).collect();
        (status, String::from_utf8(body).expect("a UTF-8 body"))
    }

    async fn more(&mut self) {
        let count = self.stream.read_buf(&mut self.read).await.expect("an answer");
        assert!(count > 0, "the server hung up after {:?}", String::from_utf8_lossy(&self.read));
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

/// `POST` of a body with its length.
pub(crate) fn post(target: &str, media_type: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "POST {target} HTTP/1.1\r\nHost: shop\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

pub(crate) fn get(target: &str) -> Vec<u8> {
    format!("GET {target} HTTP/1.1\r\nHost: shop\r\n\r\n").into_bytes()
}
