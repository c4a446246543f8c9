//! The load: connections that stay, each with one request under way at a time. One thread writes to all of
//! them and reads from them in turn, so that the server always has something to do, and the load costs two
//! system calls a request.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

pub struct Load {
    connections: Vec<TcpStream>,
    request: Vec<u8>,
    /// The last answer, which is as long as the first.
    answer: Vec<u8>,
    /// What each answer has to say.
    pub body: Vec<u8>,
}

/// A request, as it stands on the wire.
pub fn request(path: &str, media_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {media_type}; charset=utf-8\r\n\
         Accept: {media_type}\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

impl Load {
    pub fn new(address: SocketAddr, request: Vec<u8>, connections: usize) -> io::Result<Self> {
        let connect = |_| {
            let stream = TcpStream::connect(address)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(Duration::from_secs(30)))?;
            Ok(stream)
        };
        let mut connections = (0..connections).map(connect).collect::<io::Result<Vec<_>>>()?;
        let first = connections.first_mut().ok_or_else(|| io::Error::other("no connections"))?;
        first.write_all(&request)?;
        let (answer, head) = read_answer(first)?;
        let body = answer[head..].to_vec();
        Ok(Load { connections, request, answer, body })
    }

    /// Sends this many requests, and says how long that took.
    pub fn run(&mut self, requests: usize) -> io::Result<Duration> {
        let count = self.connections.len().min(requests);
        let start = Instant::now();
        for connection in &mut self.connections[..count] {
            connection.write_all(&self.request)?;
        }
        for sent in count..count + requests {
            let connection = &mut self.connections[sent % count];
            connection.read_exact(&mut self.answer)?;
            if !self.answer.starts_with(b"HTTP/1.1 200 ") || !self.answer.ends_with(&self.body) {
                return Err(io::Error::other("an answer is not like the first"));
            }
            if sent < requests {
                connection.write_all(&self.request)?;
            }
        }
        Ok(start.elapsed())
    }
}

/// An answer, and where its body begins.
fn read_answer(stream: &mut TcpStream) -> io::Result<(Vec<u8>, usize)> {
    let mut answer = Vec::new();
    let head = loop {
        if let Some(end) = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            break end + 4;
        }
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        answer.push(byte[0]);
    };
    let text = String::from_utf8_lossy(&answer).to_ascii_lowercase();
    if !text.starts_with("http/1.1 200 ") {
        return Err(io::Error::other(text));
    }
    let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    let length = length.ok_or_else(|| io::Error::other("an answer without Content-Length"))?;
    answer.resize(head + length, 0);
    stream.read_exact(&mut answer[head..])?;
    Ok((answer, head))
}
