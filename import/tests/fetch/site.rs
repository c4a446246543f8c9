//! Follows an address on this machine to all pages of a help area, with everything that servers do meanwhile.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use datacontract_import::fetch::CacheUse;
use datacontract_import::page::Content;
use datacontract_import::source::{self, Options, Progress, Source, SourceError, SourceErrorKind};
use flate2::Compression;
use flate2::write::GzEncoder;

/// What the server has been asked.
#[derive(Default)]
struct Log {
    requests: AtomicUsize,
    busy: AtomicUsize,
    most_busy: AtomicUsize,
    by_path: Mutex<BTreeMap<String, usize>>,
    compressed: AtomicUsize,
}

/// A server of the made pages: it is slow, has a fault now and then, sends on, and compresses.
struct Server {
    address: String,
    log: Arc<Log>,
}

impl Server {
    fn start(faults: bool) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let log = Arc::new(Log::default());
        let shared = Arc::clone(&log);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = Arc::clone(&shared);
                thread::spawn(move || serve(stream, &log, faults));
            }
        });
        Server { address, log }
    }

    fn requests(&self) -> usize {
        self.log.requests.load(Ordering::SeqCst)
    }
}

fn serve(stream: TcpStream, log: &Log, faults: bool) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    let mut writer = stream;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let path = line.split(' ').nth(1).unwrap_or("/").to_owned();
        let is_robots = path == "/robots.txt";
        let mut gzip = false;
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header).unwrap_or(0) == 0 || header == "\r\n" {
                break;
            }
            let header = header.to_lowercase();
            gzip |= header.starts_with("accept-encoding:") && header.contains("gzip");
        }
        if is_robots {
            let _ = writer.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            continue;
        }
        let number = log.requests.fetch_add(1, Ordering::SeqCst);
        let busy = log.busy.fetch_add(1, Ordering::SeqCst) + 1;
        log.most_busy.fetch_max(busy, Ordering::SeqCst);
        let asked = {
            let mut by_path = log.by_path.lock().expect("a log");
            let asked = by_path.entry(path.clone()).or_default();
            *asked += 1;
            *asked
        };
        thread::sleep(Duration::from_millis(2));
        log.busy.fetch_sub(1, Ordering::SeqCst);
        let (status, extra, body) = if faults && number % 9 == 4 {
            ("500 Internal Server Error", String::new(), b"<h1>Server Error</h1>".to_vec())
        } else if faults && asked == 1 && path.contains("LeadCreate") {
            ("429 Too Many Requests", "Retry-After: 0\r\n".to_owned(), Vec::new())
        } else {
            answer(&path)
        };
        let gzip = gzip && !body.is_empty();
        let (encoding, body) = if gzip {
            log.compressed.fetch_add(1, Ordering::SeqCst);
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(&body).expect("memory");
            ("Content-Encoding: gzip\r\n", encoder.finish().expect("memory"))
        } else {
            ("", body)
        };
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{encoding}{extra}Content-Length: {}\r\n\r\n",
            body.len()
        );
        if writer.write_all(head.as_bytes()).and_then(|()| writer.write_all(&body)).is_err() {
            return;
        }
    }
}

fn answer(path: &str) -> (&'static str, String, Vec<u8>) {
    let ok = |name: &str| match std::fs::read(pages().join(format!("{name}.html"))) {
        Ok(body) => ("200 OK", String::new(), body),
        Err(_) => ("404 Not Found", String::new(), b"<title>404</title>".to_vec()),
    };
    let to = |place: &str| ("302 Found", format!("Location: {place}\r\n"), Vec::new());
    match path {
        "/Help" => ok("index"),
        "/Help/Api/GET-api-Leads" => to("/help/api/GET-api-Leads"),
        "/help/api/GET-api-Leads" => ok("GET-api-Leads"),
        "/away" => to("http://localhost:1/Help"),
        "/loop" => to("/loop"),
        "/login" => ("200 OK", String::new(), b"<title>Log in</title><input type=password>".to_vec()),
        "/fault" => ("503 Service Unavailable", String::new(), Vec::new()),
        "/large" => ("200 OK", String::new(), vec![b' '; 300_000]),
        _ => match (path.strip_prefix("/Help/Api/"), path.strip_prefix("/Help/ResourceModel?modelName=")) {
            (Some(id), _) => ok(&id.replace("%24", "$").replace("%5B", "[").replace("%5D", "]")),
            (_, Some(model)) => ok(&format!("ResourceModel-{model}")),
            _ => ok("nothing"),
        },
    }
}

fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages")
}

fn options(cache: Option<&Path>) -> Options {
    let mut options = Options::default();
    options.fetch.cache = cache.map(Path::to_owned);
    options.fetch.delay = Duration::ZERO;
    options.fetch.backoff = Duration::from_millis(1);
    options.fetch.retries = 6;
    options
}

/// Everything that an address leads to, by kind.
fn follow(address: &str, options: &Options) -> (Vec<String>, [usize; 3], Vec<SourceError>, Vec<Progress>) {
    let mut seen = Vec::new();
    let mut kinds = [0; 3];
    let mut errors = Vec::new();
    let mut progress = Vec::new();
    for page in source::read([Source::Address(address.to_owned())], options, |p| progress.push(p.clone())) {
        match page {
            Ok(page) => {
                let kind = match page.content {
                    Content::Api(_) => 0,
                    Content::Model(_) => 1,
                    Content::Index(_) => 2,
                    Content::Spec(_) => unreachable!("these pages were not made from a spec"),
                };
                kinds[kind] += 1;
                let day = page.provenance.retrieved.expect("a day");
                assert!(day.len() == 10 && day.starts_with("20"), "{day}");
                seen.push(page.provenance.location);
            }
            Err(error) => errors.push(error),
        }
    }
    (seen, kinds, errors, progress)
}

/// The pages that links lead to.
const ALL: [usize; 3] = [54, 46, 1];
/// The index lists more than there are.
const MISSING: usize = 17;

fn assert_missing(errors: &[SourceError]) {
    let missing = |e: &SourceError| matches!(e.kind, SourceErrorKind::Status { status: 404, .. });
    assert!(errors.len() == MISSING && errors.iter().all(missing), "{errors:#?}");
}

#[test]
fn gets_everything_once() {
    let server = Server::start(true);
    let cache = tempfile::tempdir().expect("a folder");
    let options = options(Some(cache.path()));
    let (seen, kinds, errors, progress) = follow(&format!("{}/Help", server.address), &options);
    assert_missing(&errors);
    assert_eq!(kinds, ALL);
    assert!(server.log.compressed.load(Ordering::SeqCst) > 100);
    let most = server.log.most_busy.load(Ordering::SeqCst);
    assert!((2..=4).contains(&most), "{most} at once");
    assert_eq!(progress.len(), seen.len() + MISSING);
    assert!(progress.iter().all(|p| !p.cached && p.done <= p.known));
    assert_eq!(progress.last().map(|p| (p.done, p.known)), Some((118, 118)));

    // The second run asks for nothing, and gives the same in the same order.
    let before = server.requests();
    let (again, kinds, errors, progress) = follow(&format!("{}/Help", server.address), &options);
    assert_missing(&errors);
    assert_eq!((again, kinds), (seen, ALL));
    assert_eq!(server.requests(), before);
    assert_eq!(progress.iter().filter(|p| p.cached).count(), 101);
}

#[test]
fn an_operations_page_leads_to_all() {
    let server = Server::start(false);
    let (_, kinds, errors, _) =
        follow(&format!("{}/Help/Api/POST-api-lead-LeadUpdate", server.address), &options(None));
    assert_missing(&errors);
    assert_eq!(kinds, ALL);
}

#[test]
fn an_interrupted_run_goes_on() {
    let server = Server::start(false);
    let cache = tempfile::tempdir().expect("a folder");
    let options = options(Some(cache.path()));
    let address = format!("{}/Help", server.address);
    let first: Vec<_> = source::read([Source::Address(address.clone())], &options, |_| {}).take(40).collect();
    assert_eq!(first.len(), 40);
    thread::sleep(Duration::from_millis(100));
    let asked = server.requests();
    assert!((40..60).contains(&asked), "{asked}");
    let (_, kinds, errors, progress) = follow(&address, &options);
    assert_missing(&errors);
    assert_eq!(kinds, ALL);
    assert!(progress.iter().filter(|p| p.cached).count() >= 25);
    let by_path = server.log.by_path.lock().expect("a log");
    let most = by_path.values().max().copied().unwrap_or_default();
    assert_eq!(most, 1, "{by_path:#?}");
    let left = std::fs::read_dir(cache.path()).expect("a folder").flatten();
    assert!(left.map(|f| f.path()).all(|f| f.extension().is_some_and(|e| e == "page")));
}

#[test]
fn a_damaged_cache_is_filled_again() {
    let server = Server::start(false);
    let cache = tempfile::tempdir().expect("a folder");
    let options = options(Some(cache.path()));
    let address = format!("{}/Help", server.address);
    follow(&address, &options);
    for file in std::fs::read_dir(cache.path()).expect("a folder").flatten() {
        let bytes = std::fs::read(file.path()).expect("a file");
        std::fs::write(file.path(), &bytes[..bytes.len() / 2]).expect("a file");
    }
    assert_eq!(follow(&address, &options).1, ALL);
}

#[test]
fn asks_for_nothing_when_told_so() {
    let server = Server::start(false);
    let cache = tempfile::tempdir().expect("a folder");
    let mut options = options(Some(cache.path()));
    options.fetch.cache_use = CacheUse::Only;
    let (_, _, errors, _) = follow(&format!("{}/Help", server.address), &options);
    assert!(
        matches!(errors.as_slice(), [SourceError { kind: SourceErrorKind::NotCached, .. }]),
        "{errors:#?}"
    );
    assert_eq!(server.requests(), 0);
}

#[test]
fn says_what_is_wrong() {
    let server = Server::start(false);
    let mut options = options(None);
    options.most_bytes = 200_000;
    options.fetch.retries = 2;
    let problem = |path: &str| {
        let (seen, _, mut errors, _) = follow(&format!("{}{path}", server.address), &options);
        assert!(seen.is_empty() && errors.len() == 1, "{path}: {errors:#?}");
        let problem = errors.pop().map(|e| e.kind).expect("an error");
        println!("{path}: {problem:?}");
        problem
    };
    assert!(matches!(problem("/nothing"), SourceErrorKind::Status { status: 404, tries: 1 }));
    assert!(matches!(problem("/fault"), SourceErrorKind::Status { status: 503, tries: 3 }));
    assert!(matches!(problem("/away"), SourceErrorKind::OtherHost(to) if to == "http://localhost:1/Help"));
    assert!(matches!(problem("/loop"), SourceErrorKind::Network { .. }));
    assert!(matches!(problem("/large"), SourceErrorKind::TooLarge { limit: 200_000 }));
    let login = problem("/login").to_string();
    assert!(login.contains("a login page") && login.contains("`Log in`"), "{login}");
    let bad = source::read([Source::Address("http://".to_owned())], &options, |_| {}).next();
    assert!(matches!(bad, Some(Err(SourceError { kind: SourceErrorKind::BadAddress(_), .. }))));
    let closed =
        source::read([Source::Address("http://127.0.0.1:1/Help".to_owned())], &options, |_| {}).next();
    assert!(
        matches!(closed, Some(Err(SourceError { kind: SourceErrorKind::Network { tries: 3, .. }, .. }))),
        "{closed:?}"
    );
}

#[test]
fn is_polite() {
    let server = Server::start(false);
    let mut options = options(None);
    options.fetch.delay = Duration::from_millis(20);
    let start = Instant::now();
    let pages =
        source::read([Source::Address(format!("{}/Help", server.address))], &options, |_| {}).take(11);
    assert_eq!(pages.count(), 11);
    assert!(start.elapsed() >= Duration::from_millis(200), "{:?}", start.elapsed());
}
