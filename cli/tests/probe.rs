//! `probe`: a real service's safe endpoints, asked slowly, against a spec.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

use crate::common::printed;

const SPEC: &str = r#"{
  "version": 1, "name": "Shop", "module": "shop", "formatters": { "json": ["application/json"] },
  "endpoints": {
    "GET api/orders/{id}?note={note}": {
      "name": "get_order", "parameters": { "id": "string", "note": "string" }, "response": "Order"
    },
    "GET api/lines/{sku}": { "name": "get_line", "parameters": { "sku": "string" }, "response": "string" },
    "DELETE api/orders/{id}": { "name": "delete_order", "parameters": { "id": "int" } },
    "POST api/orders": { "name": "create_order", "body": "Order" }
  },
  "types": { "Shop.Order": { "members": { "Id": "int" } } }
}
"#;

/// A service that answers everything by one body. Returns its address, and the heads of what it was asked.
fn service(body: &'static str) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&asked);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut bytes = [0; 8192];
            let count = stream.read(&mut bytes).expect("a request");
            seen.lock().expect("a list").push(String::from_utf8_lossy(&bytes[..count]).into_owned());
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            );
            stream.write_all(answer.as_bytes()).expect("an answer");
        }
    });
    (address, asked)
}

fn folder(parameters: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("shop")).expect("a folder");
    fs::write(folder.path().join("shop/api.json"), SPEC).expect("the spec");
    fs::write(folder.path().join("probe.json"), parameters).expect("the parameters");
    folder
}

#[test]
fn safe_endpoints_are_asked_with_what_is_given_and_compared() {
    let (address, asked) = service(r#"{"Id":1,"Note":"!"}"#);
    let folder = folder(r#"{ "*": { "note": "a b&c" }, "get_order": [{ "id": 5 }, { "id": "x/y" }] }"#);
    let args = ["probe", "--spec", "shop", "--to", &address, "--parameters", "probe.json", "--delay", "1"];
    let login = ["--header", "Authorization: Bearer Welcome123", "--record", "recorded"];
    let said = printed(folder.path(), &[&args[..], &login[..]].concat(), 0);
    assert!(said.contains("DR201  response  /Order/Note"), "{said}");
    assert!(said.contains("2 exchanges compared"), "{said}");
    let asked = asked.lock().expect("a list");
    let lines: Vec<_> = asked.iter().filter_map(|head| head.lines().next()).collect();
    assert_eq!(
        lines,
        ["GET /api/orders/5?note=a%20b%26c HTTP/1.1", "GET /api/orders/x%2Fy?note=a%20b%26c HTTP/1.1"]
    );
    let has_login = |head: &String| head.to_lowercase().contains("authorization: bearer welcome123");
    assert!(asked.iter().all(has_login), "{asked:?}");
    // What was recorded has no secrets, and can be compared again.
    let again = printed(folder.path(), &["drift", "--spec", "shop", "recorded"], 0);
    assert!(again.contains("2 exchanges compared"), "{again}");
    for exchange in fs::read_dir(folder.path().join("recorded")).expect("a folder") {
        for file in fs::read_dir(exchange.expect("a folder").path()).expect("its files") {
            let text = fs::read_to_string(file.expect("a file").path()).expect("text");
            assert!(!text.contains("Welcome123"), "{text}");
        }
    }
}

#[test]
fn a_dry_run_asks_nothing() {
    let (address, asked) = service("{}");
    let folder = folder(r#"{ "GET api/orders/{id}?note={note}": { "id": 5 } }"#);
    let args = ["probe", "--spec", "shop", "--to", &address, "--parameters", "probe.json", "--dry-run"];
    let said = printed(folder.path(), &args, 0);
    assert_eq!(
        said,
        "GET api/orders/{id}?note={note} (application/json)\n\
         left out: GET api/lines/{sku}: no value is given for `sku`\n\
         this would send 1 request (GET and HEAD alone) to a real service, one each 1000 ms\n"
    );
    assert!(asked.lock().expect("a list").is_empty());
}

#[test]
fn misspelled_endpoints_and_services_that_do_not_answer() {
    let folder = folder(r#"{ "GET api/order": { "id": 5 } }"#);
    let nobody = "http://127.0.0.1:9";
    let args = ["probe", "--spec", "shop", "--to", nobody, "--parameters", "probe.json"];
    printed(folder.path(), &args, 2);
    fs::write(folder.path().join("probe.json"), r#"{ "get_order": { "id": 5 } }"#).expect("a file");
    let said = printed(folder.path(), &args, 1);
    assert!(said.contains("1 request without an answer\n"), "{said}");
    printed(folder.path(), &["probe", "--spec", "shop", "--to", "shop"], 2);
    // What is no header is refused before anything is announced.
    printed(folder.path(), &["probe", "--spec", "shop", "--to", nobody, "--dry-run", "--header", "word"], 2);
}
