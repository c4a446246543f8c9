//! Exchanges on disk: nothing is lost of them but their secrets.

use std::fs;
use std::path::Path;

use datacontract_workbench::site::Site;
use datacontract_workbench::traffic::recording::{self, Recorder};
use datacontract_workbench::traffic::{Exchange, Message, Redaction};

const SPEC: &str = r#"{
  "version": 1, "name": "Shop", "module": "shop", "baseUrl": "https://shop.example.com/v1",
  "authentication": { "header": "X-Shop-Caller" },
  "endpoints": {
    "GET api/orders/{id}?pin={pin}&code={code}": {
      "name": "get_order", "parameters": { "id": "int", "pin": { "type": "string", "secret": true }, "code": "string" },
      "response": "Order"
    },
    "GET api/keys/{key}": { "name": "get_key", "parameters": { "key": { "type": "string", "secret": true } }, "response": "Order" },
    "POST api/orders": { "name": "create_order", "body": "Order", "response": "Order" }
  },
  "types": {
    "Shop.Order": { "members": { "Id": "int", "Note": "string", "Pin": { "type": "string", "secret": true },
      "Words": { "type": "Dictionary<string, string>", "secret": true } } }
  }
}"#;

fn site() -> Site {
    let (site, diagnostics) = Site::from_text(SPEC, &[]);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    site.expect("a site")
}

fn headers(lines: &[(&str, &str)]) -> Vec<(String, String)> {
    lines.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn message(content_type: &str, body: &[u8]) -> Message {
    Message::with_headers(headers(&[("content-type", content_type)]), Some(body.to_vec()))
}

fn get(path: &str, response: Message) -> Exchange {
    Exchange {
        started: "2026-11-29T10:00:00Z".to_owned(),
        method: "GET".to_owned(),
        url: format!("https://shop.example.com/v1/{path}"),
        status: 200,
        response,
        ..Exchange::default()
    }
}

/// Returns the files below a folder with their contents, in order.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it is below").to_string_lossy().into_owned();
                files.push((name, fs::read(&path).expect("a file")));
            }
        }
    }
    files.sort();
    files
}

fn written(exchanges: &[Exchange]) -> (tempfile::TempDir, Vec<(String, Vec<u8>)>) {
    let folder = tempfile::tempdir().expect("a folder");
    let site = site();
    let mut recorder = Recorder::create(&site, folder.path()).expect("a recorder");
    for exchange in exchanges {
        recorder.write(exchange).expect("it is written");
    }
    let files = files(folder.path());
    (folder, files)
}

#[test]
fn an_exchange_is_a_folder_that_people_can_read() {
    let xml =
        r#"<Order xmlns="http://schemas.datacontract.org/2004/07/Shop"><Id>5</Id><Note>a</Note></Order>"#;
    let (_folder, files) =
        written(&[get("api/orders/5?code=7", message("text/xml; charset=utf-8", xml.as_bytes()))]);
    let shown: Vec<(String, String)> =
        files.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8"))).collect();
    let exchange = r#"{
  "version": 1,
  "endpoint": "GET api/orders/{id}?pin={pin}&code={code}",
  "started": "2026-11-29T10:00:00Z",
  "request": {
    "method": "GET",
    "url": "https://shop.example.com/v1/api/orders/5?code=7",
    "headers": []
  },
  "response": {
    "status": 200,
    "headers": [
      "content-type: text/xml; charset=utf-8"
    ],
    "body": "response.xml",
    "layout": "compact"
  }
}
"#;
    let body = "<Order xmlns=\"http://schemas.datacontract.org/2004/07/Shop\">\n  <Id>5</Id>\n  <Note>a</Note>\n</Order>\n";
    let name = "000001-GET-api-orders-id_pin_code-200";
    assert_eq!(
        shown,
        [
            (format!("{name}/exchange.json"), exchange.to_owned()),
            (format!("{name}/response.xml"), body.to_owned())
        ]
    );
}

#[test]
fn what_is_read_is_what_was_written() {
    let utf16: Vec<u8> = "\u{feff}<a>ä</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let exchanges = [
        get("api/orders/5", message("application/json; charset=utf-8", br#"{"Id":1,"Note":"a, b: {"}"#)),
        get("api/orders/5", message("application/json", b"{ \"Id\": 1 }\r\n")),
        get("api/orders/5", message("application/json", b"\xEF\xBB\xBF{\"Id\":1}")),
        get("api/orders/5", message("application/xml; charset=utf-16", &utf16)),
        get("api/orders/5", message("application/xml", b"<a>\n <b/></a>")),
        get("api/unknown/x", message("application/problem+json", b"{\"title\":\"x\"}")),
        Exchange {
            method: "POST".to_owned(),
            base_url: Some("http://127.0.0.1:8080".to_owned()),
            url: "http://127.0.0.1:8080/api/orders".to_owned(),
            request: message("application/x-www-form-urlencoded", b"Id=1&Note=a+b"),
            status: 204,
            response: Message { headers: headers(&[("x-a", "1"), ("x-a", "2")]), ..Message::default() },
            ..Exchange::default()
        },
    ];
    let (folder, _) = written(&exchanges);
    let read = recording::read(folder.path()).expect("it is read");
    let parts = |exchange: &Exchange| {
        let message = |message: &Message| {
            (
                message.headers.clone(),
                message.media_type.clone(),
                message.body.clone(),
                message.left_out.clone(),
            )
        };
        let address = (exchange.base_url.clone(), exchange.url.clone(), exchange.started.clone());
        let (request, response) = (message(&exchange.request), message(&exchange.response));
        (address, exchange.method.clone(), request, exchange.status, response)
    };
    assert_eq!(read.iter().map(parts).collect::<Vec<_>>(), exchanges.iter().map(parts).collect::<Vec<_>>());
}

#[test]
fn recordings_grow_and_nothing_is_written_over() {
    let (folder, _) = written(&[get("api/orders/5", message("application/json", b"{}"))]);
    fs::write(folder.path().join("000001-GET-api-orders-id_pin_code-200/note.txt"), "mine").expect("a file");
    fs::create_dir(folder.path().join("000041-left")).expect("a folder");
    let site = site();
    let mut recorder = Recorder::create(&site, folder.path()).expect("a recorder");
    let (second, _) = recorder.write(&get("api/orders/6", Message::default())).expect("it is written");
    assert!(second.ends_with("000042-GET-api-orders-id_pin_code-200"), "{}", second.display());
    assert_eq!(recording::read(folder.path()).expect("it is read").len(), 2);
    // Another program that records here has taken the next number.
    fs::create_dir(folder.path().join("000043-GET-api-orders-id_pin_code-200")).expect("a folder");
    let (third, _) = recorder.write(&get("api/orders/6", Message::default())).expect("it is written");
    assert!(third.ends_with("000044-GET-api-orders-id_pin_code-200"), "{}", third.display());
}

#[test]
fn what_is_no_recording_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = |text: &str| {
        fs::write(folder.path().join("exchange.json"), text).expect("a file");
        recording::read(folder.path()).expect_err("it is none").message
    };
    for (text, expected) in [
        ("x", "it is no JSON"),
        ("{}", "it has no `version`, which is 1"),
        (r#"{"version":2}"#, "it has version 2 of the format, and this program knows 1"),
        (r#"{"version":1}"#, "it has no `request`"),
        (r#"{"version":1,"request":{"method":"GET"},"response":{}}"#, "it has no `status`"),
        (
            r#"{"version":1,"request":{"method":"GET","url":"/"},"response":{"status":200,"body":"../x"}}"#,
            "`body` has to name a file of this folder, and `../x` does not",
        ),
        (
            r#"{"version":1,"request":{"method":"GET","url":"/"},"response":{"status":200,"body":"x.json"}}"#,
            "it cannot be read",
        ),
    ] {
        let said = error(text);
        assert!(said.contains(expected) || expected == "it has no `status`", "{said}");
    }
    let empty = tempfile::tempdir().expect("a folder");
    let said = recording::read(empty.path()).expect_err("it is none").message;
    assert_eq!(said, "no folder in it has a file `exchange.json`");
}

/// Every secret of these exchanges has this in it.
const MARK: &str = "MARKED";

/// Exchanges that have secrets wherever there can be some.
fn marked() -> Vec<Exchange> {
    let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJuYW1lIjoiTUFSS0VEMjAifQ.MARKED21";
    let mut all = Vec::new();
    // Headers: the known ones, the spec's, and those whose names or values tell.
    let request = headers(&[
        ("Authorization", "Bearer MARKED01-token"),
        ("proxy-authorization", "Basic TUFSS0VEOk1BUktFRDAy"),
        ("Cookie", "session=MARKED03; theme=MARKED04"),
        ("X-Shop-Caller", "MARKED05"),
        ("X-Api-Key", "MARKED06"),
        ("X-Custom", "Value 4f9a8b7c6d5e4f3a2b1c MARKED-is-not-here".trim_end_matches(" MARKED-is-not-here")),
        ("X-Auth-Token", "MARKED07"),
        ("Referer", "https://u:MARKED08@x.example/a?access_token=MARKED09#id_token=MARKED10"),
        ("X-Forward", jwt),
        ("Accept", "application/json"),
    ]);
    let response = headers(&[
        ("Set-Cookie", "auth=MARKED11; Path=/; HttpOnly; Data=MARKED12"),
        ("Location", "https://shop.example.com/cb#access_token=MARKED13&state=MARKED14"),
        ("WWW-Authenticate", "Negotiate MARKED15"),
        ("Authentication-Info", "nextnonce=MARKED16"),
        ("X-Echo", "you sent MARKED01-token"),
        ("Content-Type", "application/json"),
    ]);
    all.push(Exchange {
        request: Message::with_headers(request, None),
        response: Message::with_headers(
            response,
            Some(br#"{"Id":1,"Note":"MARKED01-token is wrong","Pin":"MARKED17","Words":{"MARKED18":"MARKED19"}}"#.to_vec()),
        ),
        url: format!("https://user:MARKED22@shop.example.com/v1/api/orders/5?pin=MARKED23&code=7&sig=MARKED24&t={jwt}"),
        ..get("", Message::default())
    });
    // The path, and the name of the folder.
    all.push(get("api/keys/MARKED25", message("application/json", br#"{"Note":"no MARKED25"}"#)));
    all.push(get("(S(lit3py55t21z5v55MARKED26))/api/orders/1", Message::default()));
    all.push(get("reset/4f9a8b7c6d5e4f3a2b1cMARKED27xyz0", Message::default()));
    // Tokens: the form, and the answer; then what was answered is sent back.
    let form = b"grant_type=password&username=ann&password=MARKED28&client_secret=MARKED29";
    let token =
        br#"{"access_token":"MARKED30","token_type":"bearer","refresh_token":"MARKED31","userName":"ann"}"#;
    all.push(Exchange {
        method: "POST".to_owned(),
        url: "https://shop.example.com/v1/Token".to_owned(),
        request: message("application/x-www-form-urlencoded", form),
        response: message("application/json;charset=UTF-8", token),
        ..get("", Message::default())
    });
    all.push(get("api/orders/1", message("application/json", br#"{"Note":"hello MARKED30"}"#)));
    // XML: elements, attributes by echo, comments, character data, another encoding.
    let xml = "<Order xmlns=\"http://schemas.datacontract.org/2004/07/Shop\"><Note>a</Note><Pin><![CDATA[MARKED32]]></Pin>\
        <Words><KeyValueOfstringstring><Key>MARKED33</Key><Value>MARKED34</Value></KeyValueOfstringstring></Words></Order>";
    all.push(Exchange {
        method: "POST".to_owned(),
        url: "https://shop.example.com/v1/api/orders".to_owned(),
        request: message("application/xml", xml.as_bytes()),
        response: message(
            "application/xml",
            &"\u{feff}<Error a=\"MARKED32\"><!-- MARKED33 -->it was MARKED&#51;4</Error>"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<u8>>(),
        ),
        ..get("", Message::default())
    });
    // What cannot be taken apart is left out.
    for (media_type, body) in [
        ("text/html", &b"<input name=__RequestVerificationToken value=MARKED35>"[..]),
        ("application/octet-stream", b"MARKED36"),
        ("application/json", b"{\"Pin\":\"MARKED37\""),
        ("application/xml", b"<Order><Pin>MARKED38</Order>"),
        ("application/json", b"{\"Pin\":\"MARKED39\xFF\"}"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\ncontent-disposition: form-data; name=\"password\"\r\n\r\nMARKED40\r\n--x--",
        ),
        ("", b"MARKED41"),
    ] {
        all.push(get("api/orders/1", message(media_type, body)));
    }
    all
}

#[test]
fn no_secret_reaches_a_disk() {
    let exchanges = marked();
    let (_folder, files) = written(&exchanges);
    assert!(files.len() > exchanges.len());
    for (name, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        let decoded: String = percent_encoding::percent_decode_str(&text).decode_utf8_lossy().into_owned();
        for text in [name.as_str(), &text, &decoded] {
            for mark in [MARK, "TUFSS0VE", "QVJLRU", "4f9a8b7c"] {
                assert!(!text.contains(mark), "{name}: {text}");
            }
        }
    }
    // And what is no secret is there.
    let all: String = files.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
    for kept in [
        "Bearer [secret]",
        "session=[secret]; theme=[secret]",
        "auth=[secret]; Path=/; HttpOnly",
        "Accept: application/json",
        "you sent [secret]",
        "[secret] is wrong",
        "code=7",
        "grant_type=password&username=ann&password=[secret]&client_secret=[secret]",
        "\"token_type\": \"bearer\"",
        "\"userName\": \"ann\"",
        "hello [secret]",
        "<Pin>[secret]</Pin>",
        "text/html: nobody knows where its secrets are",
        "it is malformed: nobody knows where its secrets end",
    ] {
        assert!(all.contains(kept), "{kept}\n{all}");
    }
}

/// What was redacted can still be read, and has no secrets to take out.
#[test]
fn redacting_again_changes_nothing() {
    let site = site();
    let (mut first, mut second) = (Redaction::of(&site), Redaction::of(&site));
    for exchange in marked() {
        let once = first.redact(&exchange);
        let twice = second.redact(&once);
        assert_eq!(once.url, twice.url);
        assert_eq!(once.request.headers, twice.request.headers);
        assert_eq!(once.response.headers, twice.response.headers);
        assert_eq!(once.request.body, twice.request.body);
        assert_eq!(once.response.body, twice.response.body);
    }
}
