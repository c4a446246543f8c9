//! A server that answers as a test says, and remembers what it was asked.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use datacontract_import::page::Page;
use datacontract_import::source::{self, Options, Source, SourceError};

/// An answer.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: &'static str,
    /// Each with its line end.
    pub(crate) headers: String,
    pub(crate) body: Vec<u8>,
    /// The wait before each byte of the body.
    pub(crate) slow: Duration,
}

impl Answer {
    pub(crate) fn page(body: impl Into<Vec<u8>>) -> Self {
        Self { status: "200 OK", headers: String::new(), body: body.into(), slow: Duration::ZERO }
    }

    pub(crate) fn to(place: &str) -> Self {
        Self { status: "302 Found", headers: format!("Location: {place}\r\n"), ..Self::page("") }
    }

    pub(crate) fn missing() -> Self {
        Self { status: "404 Not Found", ..Self::page("") }
    }

    pub(crate) fn fixture(name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages").join(name);
        std::fs::read(path).map_or_else(|_| Self::missing(), Self::page)
    }
}

/// What a server was asked: the path with its query, and the headers, with their names in lower case.
///
/// `/robots.txt` is not counted, nor where it sends to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) target: String,
    pub(crate) login: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

pub(crate) struct Server {
    /// `127.0.0.1:1234`
    pub(crate) host: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    pub(crate) fn start(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let host = listener.local_addr().expect("an address").to_string();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (log, answer) = (Arc::clone(&asked), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                thread::spawn(move || serve(stream, &log, answer.as_ref()));
            }
        });
        Self { host, asked }
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("a log").clone()
    }

    pub(crate) fn targets(&self) -> Vec<String> {
        let mut targets: Vec<String> = self.asked().into_iter().map(|asked| asked.target).collect();
        targets.sort();
        targets
    }
}

fn serve(stream: TcpStream, log: &Mutex<Vec<Asked>>, answer: &dyn Fn(&str) -> Answer) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    let mut writer = stream;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let target = line.split(' ').nth(1).unwrap_or("/").to_owned();
        let mut headers: Vec<(String, String)> = Vec::new();
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header).unwrap_or(0) == 0 || header == "\r\n" {
                break;
            }
            if let Some((name, value)) = header.split_once(": ") {
                headers.push((name.to_lowercase(), value.trim().to_owned()));
            }
        }
        let mut asked = Asked { target: target.clone(), login: None, headers };
        asked.login = asked.header("authorization").map(str::to_owned);
        let etag = asked.header("if-none-match").map(|etag| format!("ETag: {etag}\r\n"));
        if !target.starts_with("/robots.txt") {
            log.lock().expect("a log").push(asked);
        }
        let Answer { mut status, headers, mut body, slow } = answer(&target);
        if etag.is_some_and(|etag| headers.contains(&etag)) {
            (status, body) = ("304 Not Modified", Vec::new());
        }
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{headers}Content-Length: {length}\r\n\r\n"
        );
        if writer.write_all(head.as_bytes()).is_err() {
            return;
        }
        let step = if slow.is_zero() { length.max(1) } else { 1 };
        for part in body.chunks(step) {
            thread::sleep(slow);
            if writer.write_all(part).is_err() {
                return;
            }
        }
    }
}

/// Options that wait for nothing.
pub(crate) fn options(cache: Option<&Path>) -> Options {
    let mut options = Options::default();
    options.fetch.cache = cache.map(Path::to_owned);
    options.fetch.delay = Duration::ZERO;
    options.fetch.backoff = Duration::from_millis(1);
    options.fetch.retries = 0;
    options
}

/// Everything that an address leads to; and every text that a person gets to see of it.
pub(crate) fn follow(address: &str, options: &Options) -> (Vec<Page>, Vec<SourceError>, String) {
    let mut seen = format!("{:?}\n", Source::of(address));
    let (mut pages, mut errors) = (Vec::new(), Vec::new());
    let mut progress = Vec::new();
    for page in source::read([Source::of(address)], options, |p| progress.push(format!("{p:?}"))) {
        match page {
            Ok(page) => pages.push(page),
            Err(error) => errors.push(error),
        }
    }
    seen += &progress.join("\n");
    for error in &errors {
        seen.extend([error.to_string(), format!("{error:?}")]);
    }
    seen.extend([format!("{pages:?}")]);
    (pages, errors, seen)
}
