//! No secret reaches what the commands for traffic write or print.
//!
//! The same exchanges go through the proxy, which records them, and stand in an HTTP archive as a browser writes it, secrets and
//! all. Then everything is looked at that the commands have printed, written and shown.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpListener,
    path::Path,
};

use serde_json::{Value, json};

use super::proxy::{Running, talk};
use crate::common::{files, run};

const SPEC: &str = r#"{
  "version": 1, "name": "Shop", "module": "shop",
  "authentication": { "header": "X-Shop-Caller" },
  "endpoints": {
    "GET api/orders/{id}?pin={pin}": {
      "name": "get_order", "parameters": { "id": "int", "pin": { "type": "string", "secret": true } }, "response": "Order"
    },
    "POST api/orders": { "name": "create_order", "body": "Order", "untyped": ["response"] },
    "GET api/keys/{key}": { "name": "get_key", "parameters": { "key": { "type": "string", "secret": true } }, "untyped": ["response"] }
  },
  "types": {
    "Shop.Order": { "members": { "Id": "int", "Note": "string", "Code": { "type": "State", "secret": true },
      "Pin": { "type": "string", "secret": true } } },
    "Shop.State": { "enum": { "New": 0 } }
  }
}
"#;

/// Every secret has this in it.
const MARK: &str = "MARKED";

/// What a client says, and what the service answers.
struct Exchange {
    method: &'static str,
    path: &'static str,
    headers: &'static [(&'static str, &'static str)],
    sent: &'static str,
    status: u16,
    answer_headers: &'static [(&'static str, &'static str)],
    answer: &'static str,
}

const JSON: &[(&str, &str)] = &[("Content-Type", "application/json")];
const XML: &[(&str, &str)] = &[("Content-Type", "application/xml")];

const EXCHANGES: &[Exchange] = &[
    Exchange {
        method: "GET",
        path: "/api/orders/5?pin=MARKED01&access_token=MARKED02-token",
        headers: &[
            ("Authorization", "Bearer MARKED03bearer"),
            ("Cookie", "session=MARKED04"),
            ("X-Shop-Caller", "MARKED05-caller"),
            ("Referer", "https://shop.example.com/?api_key=MARKED06-key"),
        ],
        sent: "",
        status: 200,
        answer_headers: &[
            ("Content-Type", "application/json"),
            ("Set-Cookie", "auth=MARKED07-cookie; Path=/"),
        ],
        // The bearer's token comes back as a value, as the name of a member, and as the value of an enum.
        answer: r#"{"Id":5,"Note":"for MARKED03bearer","Pin":"MARKED08","Code":"MARKED09","MARKED03bearer":1,"Password":"MARKED10"}"#,
    },
    Exchange {
        method: "POST",
        path: "/api/orders",
        headers: XML,
        sent: "<Order xmlns=\"http://schemas.datacontract.org/2004/07/Shop\"><Code>MARKED11</Code><Id>1</Id><Note>a</Note><Pin>MARKED12</Pin></Order>",
        status: 201,
        answer_headers: XML,
        answer: "<Made xmlns=\"http://schemas.datacontract.org/2004/07/Shop\"><Id>1</Id><Password>MARKED13</Password></Made>",
    },
    Exchange {
        method: "POST",
        path: "/api/orders",
        headers: JSON,
        sent: r#"{"Id":1,"Note":"a","Pin":"MARKED14-pin"}"#,
        status: 400,
        answer_headers: JSON,
        answer: r#"{"Message":"the pin MARKED14-pin is wrong","MARKED14-pin":1}"#,
    },
    Exchange {
        method: "POST",
        path: "/Token",
        headers: &[("Content-Type", "application/x-www-form-urlencoded")],
        sent: "grant_type=password&username=ann&password=MARKED15-word",
        status: 200,
        answer_headers: JSON,
        answer: r#"{"access_token":"MARKED16issued","token_type":"bearer","userName":"ann"}"#,
    },
    // What was issued stands in paths of endpoints that the spec does not have.
    Exchange {
        method: "GET",
        path: "/api/sessions/MARKED16issued/items",
        headers: &[],
        sent: "",
        status: 200,
        answer_headers: JSON,
        answer: r#"{"Id":7,"Owner":"MARKED16issued","MARKED16issued":1}"#,
    },
    Exchange {
        method: "GET",
        path: "/api/keys/MARKED17",
        headers: &[],
        sent: "",
        status: 200,
        answer_headers: JSON,
        answer: r#"{"Id":7,"Name":"no MARKED17"}"#,
    },
    // Nobody knows where the secrets of these are.
    Exchange {
        method: "GET",
        path: "/api/orders/6",
        headers: &[],
        sent: "",
        status: 200,
        answer_headers: JSON,
        answer: r#"{"Id":6,"Pin":"MARKED18"#,
    },
    Exchange {
        method: "GET",
        path: "/page",
        headers: &[],
        sent: "",
        status: 200,
        answer_headers: &[("Content-Type", "text/html")],
        answer: "<input name=\"__RequestVerificationToken\" value=\"MARKED19\">",
    },
];

/// Answers the exchanges, each by its method, path and body.
fn service() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut request = vec![0; 1 << 16];
            let count = stream.read(&mut request).expect("a request");
            let mut request = String::from_utf8_lossy(&request[..count]).into_owned();
            let is_of = |exchange: &&Exchange, request: &str| {
                request.starts_with(&format!("{} {} ", exchange.method, exchange.path))
                    && request.ends_with(exchange.sent)
            };
            let found = loop {
                // The body may come behind the head.
                if let Some(found) = EXCHANGES.iter().find(|exchange| is_of(exchange, &request)) {
                    break found;
                }
                let mut more = [0; 4096];
                let count = stream.read(&mut more).expect("the rest of a request");
                assert!(count > 0, "{request}");
                request += &String::from_utf8_lossy(&more[..count]);
            };
            let headers = found.answer_headers.iter().map(|(name, value)| format!("{name}: {value}\r\n"));
            let answer = format!(
                "HTTP/1.1 {} Said\r\n{}Content-Length: {}\r\nConnection: close\r\n\r\n{}",
                found.status,
                headers.collect::<String>(),
                found.answer.len(),
                found.answer
            );
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

/// The exchanges as Chrome writes them, with a login in the address.
fn archive() -> String {
    let headers = |list: &[(&str, &str)]| -> Vec<Value> {
        list.iter().map(|(name, value)| json!({ "name": name.to_lowercase(), "value": value })).collect()
    };
    let entry = |exchange: &Exchange| {
        let mut sent = headers(exchange.headers);
        sent.push(json!({ "name": ":path", "value": exchange.path }));
        let media_type = |list: &[(&str, &str)]| {
            list.iter().find(|(name, _)| *name == "Content-Type").map_or("", |(_, value)| *value).to_owned()
        };
        json!({
            "startedDateTime": "2026-11-27T08:00:00.000Z",
            "request": {
                "method": exchange.method,
                "url": format!("https://ann:MARKED20-login@shop.example.com{}", exchange.path),
                "headers": sent,
                "cookies": [{ "name": "session", "value": "MARKED04" }],
                "postData": { "mimeType": media_type(exchange.headers), "text": exchange.sent },
            },
            "response": {
                "status": exchange.status,
                "headers": headers(exchange.answer_headers),
                "content": { "mimeType": media_type(exchange.answer_headers), "text": exchange.answer },
            },
        })
    };
    let entries: Vec<Value> = EXCHANGES.iter().map(entry).collect();
    json!({ "log": { "entries": entries } }).to_string()
}

/// Runs a command, and adds what it prints.
fn said(folder: &Path, args: &[&str], all: &mut String) {
    let output = run(folder, args);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{args:?}: {output:?}");
    for bytes in [output.stdout, output.stderr] {
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn no_secret_is_written_or_printed() {
    let archive = archive();
    for number in 1..=20 {
        assert!(archive.contains(&format!("{MARK}{number:02}")), "no exchange has the secret {number}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("shop")).expect("a folder");
    fs::write(folder.path().join("shop/api.json"), SPEC).expect("the spec");
    let mut all = String::new();

    let proxy = Running::start(folder.path(), &service());
    for Exchange { method, path, headers, sent, .. } in EXCHANGES {
        let mut lines = vec![format!("{method} {path} HTTP/1.1"), "host: localhost".to_owned()];
        lines.extend(headers.iter().map(|(name, value)| format!("{name}: {value}")));
        lines.extend([format!("content-length: {}", sent.len()), "connection: close".to_owned()]);
        let answer = talk(&proxy.address, &format!("{}\r\n\r\n{sent}", lines.join("\r\n")));
        assert!(answer.starts_with("HTTP/1.1 "), "{answer}");
    }
    // What has gone by is shown soon after.
    let count = EXCHANGES.len();
    let page = |path: &str| {
        talk(&proxy.page, &format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"))
    };
    while !page(&format!("/{count}")).starts_with("HTTP/1.1 200") {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    all.push_str(&page("/"));
    (1..=count).for_each(|number| all.push_str(&page(&format!("/{number}"))));
    let (lines, _) = proxy.stop();
    all.extend(lines);

    // The archive has the secrets, the recording has not.
    let other = tempfile::tempdir().expect("a folder");
    fs::write(other.path().join("a.har"), archive).expect("the archive");
    let archive = other.path().join("a.har").to_string_lossy().into_owned();
    for recording in ["recorded", archive.as_str()] {
        for format in ["text", "json", "sarif", "github", "junit"] {
            said(folder.path(), &["drift", "--spec", "shop", "--format", format, recording], &mut all);
        }
        let learn = ["learn", "--spec", "shop", "--samples", "--at-least", "1", recording];
        said(folder.path(), &[&learn[..], &["--dry-run"]].concat(), &mut all);
        said(folder.path(), &[&learn[..], &["--dry-run", "--format", "json"]].concat(), &mut all);
    }
    said(folder.path(), &["learn", "--spec", "shop", "--samples", "--at-least", "1", &archive], &mut all);

    let files = files(folder.path());
    let spec = &files["shop/api.json"];
    assert!(spec.contains("\"POST Token\"") && spec.contains("api/sessions/{"), "{spec}");
    assert!(files.keys().any(|name| name.starts_with("shop/samples/")) && files.len() > count, "{files:?}");
    for (name, text) in files {
        all.extend([name, "\n".to_owned(), text, "\n".to_owned()]);
    }
    let decoded = all.replace("%2D", "-");
    let found: Vec<&str> = decoded.lines().filter(|line| line.contains(MARK)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
