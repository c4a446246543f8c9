//! A server that sends what it is told, byte by byte.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Received {
    /// `GET /api/orders/7 HTTP/1.1`
    pub(crate) line: String,
    /// Names in small letters.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn read(reader: &mut impl BufRead) -> Option<Self> {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            match line.trim_end() {
                "" => break,
                line => lines.push(line.to_owned()),
            }
        }
        let header = |line: &String| {
            let (name, value) = line.split_once(": ")?;
            Some((name.to_ascii_lowercase(), value.to_owned()))
        };
        let headers = lines.iter().skip(1).filter_map(header).collect();
        let mut received = Received { line: lines.first()?.clone(), headers, body: Vec::new() };
        let length = received.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        received.body.resize(length, 0);
        reader.read_exact(&mut received.body).ok()?;
        Some(received)
    }
}

/// A server on a port of its own. Its threads end with the test's process.
pub(crate) struct Server {
    port: u16,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Lets `answer` write to the connection after each request, one request a connection.
    pub(crate) fn new(answer: impl Fn(&Received, &mut TcpStream) + Send + Sync + 'static) -> Self {
        Server::with_connections(move |stream, log| {
            let mut reader = BufReader::new(&*stream);
            if let Some(received) = Received::read(&mut reader) {
                log(received.clone());
                answer(&received, stream);
            }
        })
    }

    /// Hands over each connection with nothing read from it.
    pub(crate) fn with_connections(
        serve: impl Fn(&mut TcpStream, &dyn Fn(Received)) + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let received = Arc::<Mutex<Vec<Received>>>::default();
        let (serve, log) = (Arc::new(serve), Arc::clone(&received));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let _ = stream.set_nodelay(true);
                let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
                let (serve, log) = (Arc::clone(&serve), Arc::clone(&log));
                thread::spawn(move || serve(&mut stream, &|received| log.lock().unwrap().push(received)));
            }
        });
        Server { port, received }
    }

    /// Answers every request with the same bytes.
    pub(crate) fn always(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        Server::new(move |_, stream| {
            let _ = stream.write_all(&answer);
        })
    }

    /// Answers the requests one after the other, and all further ones with the last answer.
    pub(crate) fn sequence(answers: Vec<Vec<u8>>) -> Self {
        let count = Mutex::new(0);
        Server::new(move |_, stream| {
            let mut count = count.lock().unwrap();
            let _ = stream.write_all(&answers[(*count).min(answers.len() - 1)]);
            *count += 1;
        })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The same by another name, which is another server to a client.
    pub(crate) fn other_url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// Forgets what was received.
    pub(crate) fn clear(&self) {
        self.received.lock().unwrap().clear();
    }
}

/// A server that answers whether the body of a request came in chunks, `"true"` or `"false"`.
pub(crate) fn tells_chunks() -> Server {
    Server::with_connections(|stream, _| {
        let mut text = Vec::new();
        let mut buffer = [0; 4096];
        let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
        while !text.ends_with(b"0\r\n\r\n") {
            match stream.read(&mut buffer) {
                Ok(0) | Err(_) => return,
                Ok(length) => text.extend_from_slice(&buffer[..length]),
            }
        }
        let text = String::from_utf8_lossy(&text).to_ascii_lowercase();
        let is_chunked = text.contains("transfer-encoding: chunked") && !text.contains("content-length");
        let _ = stream.write_all(&json(format!("\"{is_chunked}\"")));
    })
}

/// A port on which nobody listens.
pub(crate) fn unused_url() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port())
}

/// An answer with the length that its body has.
pub(crate) fn answer(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut answer = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    for header in headers {
        answer += header;
        answer += "\r\n";
    }
    answer += "\r\n";
    let mut answer = answer.into_bytes();
    answer.extend_from_slice(body);
    answer
}

/// An answer of JSON.
pub(crate) fn json(body: impl AsRef<[u8]>) -> Vec<u8> {
    answer("200 OK", &["Content-Type: application/json; charset=utf-8"], body)
}

/// An answer of XML.
pub(crate) fn xml(body: impl AsRef<[u8]>) -> Vec<u8> {
    answer("200 OK", &["Content-Type: application/xml; charset=utf-8"], body)
}

/// Reads until the client goes away.
pub(crate) fn wait_for_end(stream: &mut TcpStream) {
    let _ = stream.read_to_end(&mut Vec::new());
}
