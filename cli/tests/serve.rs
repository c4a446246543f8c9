//! `serve`: what a person sees who starts it, edits a spec, and stops it.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use crate::common::printed;

const SPEC: &str = r#"{
  "version": 1,
  "name": "Shop",
  "module": "shop",
  "endpoints": { "GET api/orders/{id}": { "parameters": { "id": { "type": "int" } }, "response": "Order" } },
  "types": { "Shop.Order": { "members": { "Id": { "type": "int" }, "Customer": { "type": "string" } } } }
}
"#;

/// A server, which ends with the test.
struct Served {
    child: Child,
    out: BufReader<ChildStdout>,
    address: String,
}

impl Served {
    fn start(folder: &Path, args: &[&str]) -> Served {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"))
            .args(["serve", "--addr", "127.0.0.1:0"])
            .args(args)
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the command");
        let mut served = Served {
            out: BufReader::new(child.stdout.take().expect("standard output")),
            child,
            address: String::new(),
        };
        let line = served.line();
        let address = line.trim().rsplit_once("http://").expect("it says where it serves").1;
        address.trim_end_matches('/').clone_into(&mut served.address);
        served
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).expect("a line");
        line
    }

    /// Returns head and body of an answer.
    fn ask(&self, request: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        stream.write_all(request.as_bytes()).expect("the request is sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("head and body");
        (head.to_owned(), body.to_owned())
    }

    fn get(&self, path: &str) -> (String, String) {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn folder_with(specs: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in specs {
        fs::create_dir_all(folder.path().join("specs").join(name)).expect("a folder");
        fs::write(folder.path().join("specs").join(name).join("api.json"), text).expect("a spec");
    }
    folder
}

#[test]
fn a_spec_is_served_at_the_root() {
    let folder = folder_with(&[("shop", SPEC)]);
    let served = Served::start(folder.path(), &[]);
    let (head, body) = served.get("/api/orders/5");
    assert!(
        head.starts_with("HTTP/1.1 200 OK") && head.contains("content-type: application/json; charset=utf-8")
    );
    assert!(!head.contains("access-control"), "{head}");
    assert_eq!(body, r#"{"Id":1,"Customer":"sample string 2"}"#);
    assert!(served.get("/").0.to_lowercase().contains("location: /help"));
    assert!(served.get("/Help").1.contains("/Help/Api/GET-api-orders-id"));
}

#[test]
fn several_specs_are_served_below_their_modules() {
    let other = SPEC.replace("\"shop\"", "\"other\"").replace("\"Shop\"", "\"Other shop\"");
    let folder = folder_with(&[("a", SPEC), ("b", &other)]);
    let served = Served::start(folder.path(), &["specs"]);
    assert!(served.get("/shop/api/orders/5").1.contains("Customer"));
    assert!(served.get("/other/api/orders/5").1.contains("Customer"));
    let list = served.get("/").1;
    assert!(list.contains("/shop/Help") && list.contains("Other shop"), "{list}");
    let of_host = |path: &str| {
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: other.localhost:8080\r\nConnection: close\r\n\r\n");
        served.ask(&request)
    };
    assert!(of_host("/api/orders/5").1.contains("Customer"));
    assert!(of_host("/Help/Api/GET-api-orders-id").1.contains("Other shop"));
    assert!(of_host("/other/Help").1.contains("Other shop"));
    assert!(of_host("/").1.contains("Other shop"));
    assert!(served.get("/other/Help/Api/GET-api-orders-id").0.starts_with("HTTP/1.1 200"));
}

#[test]
fn a_changed_spec_is_served_anew_and_a_broken_one_is_not() {
    let folder = folder_with(&[("shop", SPEC)]);
    let file = folder.path().join("specs/shop/api.json");
    let mut served = Served::start(folder.path(), &["specs/shop"]);
    fs::write(&file, SPEC.replace("Customer", "Buyer")).expect("an edit");
    assert_eq!(served.line(), "reloaded\n");
    assert_eq!(served.get("/api/orders/5").1, r#"{"Id":1,"Buyer":"sample string 2"}"#);
    fs::write(&file, "{").expect("an edit");
    assert_eq!(served.line(), "the last state that could be read is served on\n");
    assert_eq!(served.get("/api/orders/5").1, r#"{"Id":1,"Buyer":"sample string 2"}"#);
    fs::write(&file, SPEC).expect("an edit");
    assert_eq!(served.line(), "reloaded\n");
    assert!(served.get("/api/orders/5").1.contains("Customer"));
}

#[test]
fn what_was_posted_is_given_back_with_a_memory() {
    let spec = SPEC.replace(
        "\"endpoints\": {",
        "\"endpoints\": { \"POST api/orders\": { \"body\": \"Order\", \"response\": \"Order\" },",
    );
    let folder = folder_with(&[("shop", &spec)]);
    let served = Served::start(folder.path(), &["--stateful", "--no-watch"]);
    let body = r#"{"Id":9,"Customer":"Bo"}"#;
    let request = format!(
        "POST /api/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    );
    assert_eq!(served.ask(&request).1, body);
    assert_eq!(served.get("/api/orders/9").1, body);
}

#[test]
fn recordings_are_answered_again() {
    let folder = folder_with(&[("shop", SPEC)]);
    let exchange = r#"{ "version": 1, "baseUrl": "https://shop.example.com",
        "request": { "method": "GET", "url": "https://shop.example.com/api/orders/5", "headers": [] },
        "response": { "status": 200, "headers": ["Content-Type: application/json"], "body": "response.json" } }"#;
    let recording = folder.path().join("recorded/000001-GET-api-orders-id-200");
    fs::create_dir_all(&recording).expect("a folder");
    fs::write(recording.join("exchange.json"), exchange).expect("a file");
    fs::write(recording.join("response.json"), r#"{"Id":5,"Customer":"Bo"}"#).expect("a file");
    let archive = r#"{ "log": { "entries": [{
        "request": { "method": "GET", "url": "http://127.0.0.1:8080/api/orders/6", "headers": [] },
        "response": { "status": 404, "headers": [], "content": { "mimeType": "application/json", "text": "{}" } } }] } }"#;
    fs::write(folder.path().join("monday.har"), archive).expect("a file");
    let args = ["--recordings", "recorded", "--recordings", "monday.har"];
    let served = Served::start(folder.path(), &args);
    let (head, body) = served.get("/api/orders/5");
    assert!(head.contains("mock-recording: 000001-GET-api-orders-id-200"), "{head}");
    assert_eq!(body, r#"{"Id":5,"Customer":"Bo"}"#);
    let (head, body) = served.get("/api/orders/6");
    assert!(head.starts_with("HTTP/1.1 404") && head.contains("mock-recording: monday.har#1"), "{head}");
    assert_eq!(body, "{}");
    assert_eq!(served.get("/api/orders/7").1, r#"{"Id":1,"Customer":"sample string 2"}"#);
    let alone = Served::start(folder.path(), &[&args[..], &["--recorded-only"]].concat());
    assert!(alone.get("/api/orders/7").0.starts_with("HTTP/1.1 501"));
}

#[test]
fn recordings_that_come_are_answered_too() {
    let folder = folder_with(&[("shop", SPEC)]);
    let write = |number: u32, id: u32, customer: &str| {
        let recording = folder.path().join(format!("recorded/{number:06}-GET-api-orders-id-200"));
        let exchange = format!(
            r#"{{ "version": 1, "baseUrl": "https://shop.example.com",
            "request": {{ "method": "GET", "url": "https://shop.example.com/api/orders/{id}", "headers": [] }},
            "response": {{ "status": 200, "headers": ["Content-Type: application/json"], "body": "response.json" }} }}"#
        );
        // A recording appears with all of its files.
        let unfinished = folder.path().join("unfinished");
        fs::create_dir_all(&unfinished).expect("a folder");
        fs::write(unfinished.join("exchange.json"), exchange).expect("a file");
        fs::write(unfinished.join("response.json"), format!(r#"{{"Id":{id},"Customer":"{customer}"}}"#))
            .expect("a file");
        fs::create_dir_all(folder.path().join("recorded")).expect("a folder");
        fs::rename(unfinished, recording).expect("a recording");
    };
    write(1, 5, "Bo");
    let mut served = Served::start(folder.path(), &["--recordings", "recorded"]);
    assert_eq!(served.get("/api/orders/5").1, r#"{"Id":5,"Customer":"Bo"}"#);
    assert!(served.get("/api/orders/6").1.contains("sample string 2"));
    write(2, 6, "Cy");
    assert_eq!(served.line(), "reloaded\n");
    assert_eq!(served.get("/api/orders/6").1, r#"{"Id":6,"Customer":"Cy"}"#);
    // What somebody edits of a recording is answered as it is now.
    let file = folder.path().join("recorded/000001-GET-api-orders-id-200/response.json");
    fs::write(file, r#"{"Id":5,"Customer":"Another"}"#).expect("an edit");
    assert_eq!(served.line(), "reloaded\n");
    assert_eq!(served.get("/api/orders/5").1, r#"{"Id":5,"Customer":"Another"}"#);
}

#[test]
fn recordings_that_are_not_there_are_told_once() {
    let folder = folder_with(&[("shop", SPEC)]);
    fs::write(folder.path().join("monday.har"), "[]").expect("a file");
    for (path, expected) in
        [("nowhere", "`nowhere` cannot be read"), ("monday.har", "`monday.har` is no recording")]
    {
        let said = printed(folder.path(), &["serve", "--addr", "127.0.0.1:0", "--recordings", path], 2);
        assert!(said.contains(expected), "{said}");
        assert_eq!(said.matches("error:").count(), 1, "{said}");
    }
}

#[test]
fn what_was_posted_outlives_a_change_of_the_spec() {
    let spec = SPEC.replace(
        "\"endpoints\": {",
        "\"endpoints\": { \"POST api/orders\": { \"body\": \"Order\", \"response\": \"Order\" },",
    );
    let folder = folder_with(&[("shop", &spec)]);
    let mut served = Served::start(folder.path(), &["--stateful"]);
    let body = r#"{"Id":9,"Customer":"Bo"}"#;
    let head = "POST /api/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    let request = format!("{head}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
    assert_eq!(served.ask(&request).1, body);
    let file = folder.path().join("specs/shop/api.json");
    let note = r#""Customer": { "type": "string" }, "Note": { "type": "string" }"#;
    let changed = spec.replace(r#""Customer": { "type": "string" }"#, note);
    fs::write(&file, &changed).expect("an edit");
    assert_eq!(served.line(), "reloaded\n");
    let with_note = r#"{"Id":9,"Customer":"Bo","Note":null}"#;
    assert_eq!(served.get("/api/orders/9").1, with_note);
    // A spec that cannot be read changes nothing.
    fs::write(&file, "{").expect("an edit");
    assert_eq!(served.line(), "the last state that could be read is served on\n");
    assert_eq!(served.get("/api/orders/9").1, with_note);
}

#[test]
fn a_foreign_host_is_refused_and_pages_of_this_machine_may_call() {
    let folder = folder_with(&[("shop", SPEC)]);
    let served = Served::start(folder.path(), &["--host", "shop.test"]);
    let ask = |host: &str, origin: &str| {
        let origin = if origin.is_empty() { String::new() } else { format!("Origin: {origin}\r\n") };
        served
            .ask(&format!("GET /api/orders/1 HTTP/1.1\r\nHost: {host}\r\n{origin}Connection: close\r\n\r\n"))
            .0
    };
    assert!(ask("evil.example", "").starts_with("HTTP/1.1 421"));
    assert!(ask("shop.test", "").starts_with("HTTP/1.1 200"));
    let of_page = ask("localhost", "http://localhost:3000");
    assert!(of_page.contains("access-control-allow-origin: http://localhost:3000"), "{of_page}");
    assert!(!ask("localhost", "https://evil.example").contains("access-control-allow-origin"));
}

#[test]
fn an_address_in_use_and_a_spec_that_is_not_there_are_wrong_usage() {
    let folder = folder_with(&[("shop", SPEC)]);
    let served = Served::start(folder.path(), &[]);
    let fail = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"));
        let output =
            command.arg("serve").args(args).current_dir(folder.path()).output().expect("the command");
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    };
    let (code, message) = fail(&["--addr", &served.address]);
    assert_eq!(code, Some(2));
    assert!(message.contains("cannot be opened") && message.contains("--addr 127.0.0.1:0"), "{message}");
    assert_eq!(fail(&["specs/nothing", "--addr", "127.0.0.1:0"]).0, Some(2));
}

/// Nothing is left behind when the command is stopped: its worker ends too.
#[cfg(unix)]
#[test]
fn the_worker_ends_with_the_command() {
    let folder = folder_with(&[("shop", SPEC)]);
    let served = Served::start(folder.path(), &[]);
    let children = format!("/proc/{0}/task/{0}/children", served.child.id());
    let Ok(children) = fs::read_to_string(&children) else { return };
    let workers: Vec<String> = children.split_whitespace().map(|pid| format!("/proc/{pid}/stat")).collect();
    drop(served);
    let until = Instant::now() + Duration::from_secs(20);
    let lives = |stat: &String| fs::read_to_string(stat).is_ok_and(|stat| !stat.contains(") Z "));
    while workers.iter().any(lives) {
        assert!(Instant::now() < until, "a worker is left");
        std::thread::sleep(Duration::from_millis(20));
    }
}
