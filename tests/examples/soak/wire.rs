//! HTTP as these clients speak it, good ones and bad ones.

use std::{
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// Longer than anything of a good server takes.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Connection {
    stream: BufReader<TcpStream>,
}

/// An answer that was read to its end.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Connection {
    pub(crate) fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::new(stream) })
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.get_mut().write_all(bytes)
    }

    /// Reads an answer with its length, or in chunks.
    pub(crate) fn answer(&mut self) -> io::Result<Answer> {
        let status = self.line()?;
        let status = status.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| io::Error::other("an answer without a status"))?;
        let (mut length, mut is_chunked) = (0, false);
        loop {
            let line = self.line()?.to_ascii_lowercase();
            match line.split_once(": ") {
                None => break,
                Some(("content-length", value)) => length = value.parse().map_err(io::Error::other)?,
                Some(("transfer-encoding", value)) => is_chunked = value == "chunked",
                Some(_) => {}
            }
        }
        let mut body = Vec::new();
        if !is_chunked {
            self.read(length, &mut body)?;
            return Ok(Answer { status, body });
        }
        loop {
            let size = usize::from_str_radix(&self.line()?, 16).map_err(io::Error::other)?;
            self.read(size, &mut body)?;
            self.line()?;
            if size == 0 {
                return Ok(Answer { status, body });
            }
        }
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }

    fn read(&mut self, length: usize, body: &mut Vec<u8>) -> io::Result<()> {
        let start = body.len();
        body.resize(start + length, 0);
        self.stream.read_exact(&mut body[start..])
    }

    /// Waits until the server hangs up, or for `time`; what it still says is dropped.
    pub(crate) fn wait(&mut self, time: Duration) {
        let stream = self.stream.get_mut();
        let mut bytes = [0; 4096];
        if stream.set_read_timeout(Some(time)).is_ok() {
            while stream.read(&mut bytes).is_ok_and(|count| count > 0) {}
        }
    }
}

pub(crate) fn get(target: &str, accept: &str) -> Vec<u8> {
    format!("GET {target} HTTP/1.1\r\nHost: shop\r\nAccept: {accept}\r\n\r\n").into_bytes()
}

/// A request with a body; `headers` ends with a line break if there are any.
pub(crate) fn with_body(method: &str, target: &str, media_type: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: shop\r\nAccept: {media_type}\r\nContent-Type: {media_type}\r\n\
         {headers}Content-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}
