//! The service behind the proxy: one that does exactly what a test says, and one that tells what it got.

use crate::shop::router;
use datacontract::server::{self, Proxy};
use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Short enough for a test, and long enough for a busy machine.
pub(crate) const LIMIT: Duration = Duration::from_millis(400);
/// When a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) fn run<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let patient = async { tokio::time::timeout(PATIENCE, test).await.expect("it takes too long") };
    runtime.expect("a runtime").block_on(patient)
}

/// Starts a service that does the same with each connection.
pub(crate) async fn old<F>(act: impl Fn(TcpStream) -> F + Send + 'static) -> SocketAddr
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(act(stream));
        }
    });
    address
}

/// Starts a service that reads the head of a request, answers with these bytes and hangs up. What it read is
/// given back too.
pub(crate) async fn answering(bytes: impl Into<Vec<u8>>) -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let heads = Arc::new(Mutex::new(Vec::new()));
    let (bytes, heard) = (bytes.into(), Arc::clone(&heads));
    let address = old(move |mut stream| {
        let (bytes, heads) = (bytes.clone(), Arc::clone(&heard));
        async move {
            let head = head_of(&mut stream).await;
            heads.lock().unwrap().push(head);
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
    })
    .await;
    (address, heads)
}

/// Reads to the end of a head; what comes behind it is left in the connection.
pub(crate) async fn head_of(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => break,
        }
    }
    String::from_utf8_lossy(&head).into_owned()
}

/// Starts the program in front: the shop, with a proxy for what it does not answer.
pub(crate) async fn front(old: SocketAddr, set: impl FnOnce(Proxy) -> Proxy) -> SocketAddr {
    let proxy = set(Proxy::to(&format!("http://{old}")).expect("an address"));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let serve = server::serve(listener, router().fallback(proxy));
    tokio::spawn(async move { serve.await });
    address
}

/// Sends bytes, and reads what is answered until the other side hangs up.
pub(crate) async fn talk(address: SocketAddr, sent: &str) -> String {
    let mut stream = TcpStream::connect(address).await.expect("it listens");
    stream.write_all(sent.as_bytes()).await.expect("it is sent");
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// A request for something that is not ported, after which the connection ends.
pub(crate) fn asked(method: &str, lines: &str, body: &str) -> String {
    format!("{method} /api/other HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n{lines}\r\n{body}")
}

/// Returns the status line.
pub(crate) fn status(answer: &str) -> &str {
    answer.lines().next().unwrap_or_default()
}

/// Returns the value of a header.
pub(crate) fn header<'a>(message: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = message.split("\r\n\r\n").next()?.lines();
    lines.find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}
