//! HTTP archives, as programs write them.

use datacontract_workbench::traffic::{Exchange, har};

use super::found;

fn read(text: &str) -> Vec<Exchange> {
    har::read(text).expect("an archive")
}

#[test]
fn bodies_and_what_is_no_archive() {
    let archive = r#"{ "log": { "version": "1.2", "creator": { "name": "browser" }, "entries": [
      { "request": { "method": "POST", "url": "https://shop.example.com/v1/api/orders", "headers": [
            { "name": "Content-Type", "value": "application/json" } ],
          "postData": { "mimeType": "application/json", "text": "{}" } },
        "response": { "status": 201, "headers": [], "content": { "mimeType": "application/xml", "encoding": "base64",
          "text": "PGEvPg==" } } },
      { "request": { "method": "POST", "url": "https://a.example.com/x", "headers": [], "postData": {
          "mimeType": "application/x-www-form-urlencoded", "params": [{ "name": "a b", "value": "1&2" }] } },
        "response": { "status": 0, "headers": [], "content": { "size": 0 } } } ] } }"#;
    let exchanges = har::read(archive).expect("an archive");
    assert_eq!(exchanges[0].response.body.as_deref(), Some(b"<a/>".as_slice()));
    assert_eq!(exchanges[0].response.media_type, "application/xml");
    assert_eq!(exchanges[1].request.body.as_deref(), Some(b"a%20b=1%262".as_slice()));
    for (text, expected) in [
        ("", "it is no JSON"),
        ("{}", "there is no list `log.entries`"),
        (r#"{"log":{"entries":[{}]}}"#, "`log.entries[0]` has no `request`"),
        (
            r#"{"log":{"entries":[{"request":{},"response":{"content":{"text":"!","encoding":"base64"}}}]}}"#,
            "no Base64",
        ),
    ] {
        let error = har::read(text).expect_err("no archive").to_string();
        assert!(error.contains(expected), "{error}");
    }
}

/// The form of Chrome: fields of its own, HTTP/2, bodies without their compression, and none where there was none.
const CHROME: &str = r#"{ "log": { "version": "1.2", "creator": { "name": "WebInspector", "version": "537.36" },
  "pages": [{ "startedDateTime": "2026-11-27T10:00:00.000Z", "id": "page_1", "title": "https://shop.example.com/",
    "pageTimings": { "onContentLoad": 1.5, "onLoad": 2.5 } }],
  "entries": [
    { "_connectionId": "12", "_initiator": { "type": "script", "stack": { "callFrames": [] } }, "_priority": "High",
      "_resourceType": "fetch", "cache": {}, "connection": "443", "pageref": "page_1",
      "request": { "method": "GET", "url": "https://shop.example.com/v1/api/orders/5", "httpVersion": "http/2.0",
        "headers": [
          { "name": ":authority", "value": "shop.example.com" }, { "name": ":method", "value": "GET" },
          { "name": ":path", "value": "/v1/api/orders/5" }, { "name": ":scheme", "value": "https" },
          { "name": "accept", "value": "application/json" }, { "name": "accept-encoding", "value": "gzip, deflate, br, zstd" }],
        "queryString": [], "cookies": [], "headersSize": -1, "bodySize": 0 },
      "response": { "status": 200, "statusText": "", "httpVersion": "http/2.0",
        "headers": [
          { "name": "content-encoding", "value": "br" }, { "name": "content-type", "value": "application/json; charset=utf-8" },
          { "name": "date", "value": "Fri, 27 Nov 2026 10:00:00 GMT" }],
        "cookies": [],
        "content": { "size": 75, "mimeType": "application/json",
          "text": "{\"Id\":1,\"Note\":\"a\",\"State\":0,\"Lines\":[{\"Sku\":\"s\",\"Count\":1}],\"Pin\":\"1\"}" },
        "redirectURL": "", "headersSize": -1, "bodySize": -1, "_transferSize": 99, "_error": null, "_fetchedViaServiceWorker": false },
      "serverIPAddress": "192.0.2.1", "startedDateTime": "2026-11-27T10:00:00.123Z", "time": 12.5,
      "timings": { "blocked": 1, "dns": -1, "ssl": -1, "connect": -1, "send": 0.1, "wait": 10, "receive": 1.4, "_blocked_queueing": 0.5 } },
    { "_resourceType": "fetch", "cache": {},
      "request": { "method": "DELETE", "url": "https://shop.example.com/v1/api/orders/5", "httpVersion": "http/2.0",
        "headers": [{ "name": ":authority", "value": "shop.example.com" }], "queryString": [], "cookies": [], "headersSize": -1, "bodySize": 0 },
      "response": { "status": 204, "statusText": "", "httpVersion": "http/2.0", "headers": [{ "name": "server", "value": "x" }],
        "cookies": [], "content": { "size": 0, "mimeType": "x-unknown" }, "redirectURL": "", "headersSize": -1, "bodySize": -1 },
      "startedDateTime": "2026-11-27T10:00:01.000Z", "time": 3, "timings": { "send": 0, "wait": 1, "receive": 2 } },
    { "_resourceType": "fetch", "cache": {},
      "request": { "method": "POST", "url": "https://shop.example.com/v1/api/orders", "httpVersion": "http/2.0",
        "headers": [{ "name": "content-type", "value": "application/json" }], "queryString": [], "cookies": [],
        "headersSize": -1, "bodySize": 12, "postData": { "mimeType": "application/json", "text": "{\"Id\":null}" } },
      "response": { "status": 0, "statusText": "", "httpVersion": "", "headers": [], "cookies": [],
        "content": { "size": 0, "mimeType": "x-unknown" }, "redirectURL": "", "headersSize": -1, "bodySize": -1,
        "_transferSize": 0, "_error": "net::ERR_ABORTED" },
      "startedDateTime": "2026-11-27T10:00:02.000Z", "time": 3, "timings": { "send": 0, "wait": 1, "receive": 2 } },
    { "_fromCache": "disk", "_resourceType": "fetch", "cache": {},
      "request": { "method": "GET", "url": "https://shop.example.com/v1/api/orders/6", "httpVersion": "http/2.0",
        "headers": [], "queryString": [], "cookies": [], "headersSize": -1, "bodySize": 0 },
      "response": { "status": 200, "statusText": "", "httpVersion": "http/2.0",
        "headers": [{ "name": "content-type", "value": "application/json" }], "cookies": [],
        "content": { "size": 512, "mimeType": "application/json" }, "redirectURL": "", "headersSize": -1, "bodySize": 0 },
      "startedDateTime": "2026-11-27T10:00:03.000Z", "time": 0, "timings": { "send": 0, "wait": 0, "receive": 0 } },
    { "_resourceType": "image", "cache": {},
      "request": { "method": "GET", "url": "data:application/json,{}", "httpVersion": "", "headers": [], "queryString": [],
        "cookies": [], "headersSize": -1, "bodySize": 0 },
      "response": { "status": 200, "statusText": "", "httpVersion": "", "headers": [], "cookies": [],
        "content": { "size": 2, "mimeType": "application/json", "text": "{}" }, "redirectURL": "", "headersSize": -1, "bodySize": 0 },
      "startedDateTime": "2026-11-27T10:00:03.000Z", "time": 0, "timings": { "send": 0, "wait": 0, "receive": 0 } }
  ] } }"#;

#[test]
fn chrome() {
    let exchanges = read(CHROME);
    let names: Vec<&str> = exchanges[0].request.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["accept", "accept-encoding"]);
    assert_eq!(exchanges[0].day(), Some("2026-11-27"));
    assert_eq!(exchanges[0].response.media_type, "application/json");
    // Nothing came, and nobody knows a media type of nothing.
    assert_eq!((exchanges[1].response.media_type.as_str(), &exchanges[1].response.left_out), ("", &None));
    // Something came, and the archive does not have it.
    assert_eq!(exchanges[3].response.left_out.as_deref(), Some("the archive does not have it"));
    assert_eq!(exchanges[3].response.media_type, "application/json");
    // What was broken off says nothing of an answer; what was sent is read. The page's own data are none of the API.
    assert_eq!(
        found(&exchanges),
        [
            "DR202 request /Order/Lines 1",
            "DR202 request /Order/Note 1",
            "DR202 request /Order/Pin 1",
            "DR202 request /Order/State 1",
            "DR203 request /Order/Id 1",
        ]
    );
}

/// The form of Firefox: bodies cut at a limit, forms that a page submits behind their headers, Base64 for what is no text.
const FIREFOX: &str = r#"{ "log": { "version": "1.2", "creator": { "name": "Firefox", "version": "145.0" },
  "browser": { "name": "Firefox", "version": "145.0" },
  "pages": [{ "id": "page_1", "pageTimings": { "onContentLoad": 100, "onLoad": 200 }, "startedDateTime": "2026-11-27T11:00:00.000+01:00", "title": "Shop" }],
  "entries": [
    { "startedDateTime": "2026-11-27T11:00:00.000+01:00",
      "request": { "bodySize": 0, "method": "GET", "url": "https://shop.example.com/v1/api/orders/5", "httpVersion": "HTTP/2",
        "headers": [{ "name": "Host", "value": "shop.example.com" }, { "name": "Accept", "value": "application/json" }],
        "cookies": [], "queryString": [], "headersSize": 400 },
      "response": { "status": 200, "statusText": "", "httpVersion": "HTTP/2",
        "headers": [{ "name": "content-type", "value": "application/json; charset=utf-8" }], "cookies": [],
        "content": { "mimeType": "application/json; charset=utf-8", "size": 5000, "text": "{\"Id\":1,\"Note\":\"cut" },
        "redirectURL": "", "headersSize": 300, "bodySize": 5300 },
      "cache": {}, "timings": { "blocked": 0, "dns": 0, "connect": 0, "ssl": 0, "send": 0, "wait": 50, "receive": 0 },
      "time": 50, "_securityState": "secure", "serverIPAddress": "192.0.2.1", "connection": "443", "pageref": "page_1" },
    { "startedDateTime": "2026-11-27T11:00:01.000+01:00",
      "request": { "bodySize": 40, "method": "POST", "url": "https://shop.example.com/v1/token", "httpVersion": "HTTP/1.1",
        "headers": [{ "name": "Content-Type", "value": "application/x-www-form-urlencoded" }], "cookies": [], "queryString": [],
        "headersSize": 400,
        "postData": { "mimeType": "application/x-www-form-urlencoded",
          "params": [{ "name": "password", "value": "word" }],
          "text": "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 13\r\n\r\npassword=word" } },
      "response": { "status": 302, "statusText": "Found", "httpVersion": "HTTP/1.1", "headers": [{ "name": "Location", "value": "/" }], "cookies": [],
        "content": { "mimeType": "text/plain", "size": 0, "text": "" }, "redirectURL": "/", "headersSize": 300, "bodySize": 300 },
      "cache": {}, "timings": {}, "time": 5 },
    { "startedDateTime": "2026-11-27T11:00:02.000+01:00",
      "request": { "bodySize": 0, "method": "GET", "url": "https://shop.example.com/v1/api/orders/6", "httpVersion": "HTTP/1.1",
        "headers": [], "cookies": [], "queryString": [], "headersSize": 400 },
      "response": { "status": 200, "statusText": "OK", "httpVersion": "HTTP/1.1",
        "headers": [{ "name": "Content-Type", "value": "application/xml" }], "cookies": [],
        "content": { "mimeType": "application/xml", "size": 10, "encoding": "base64", "text": "PE9yZGVyLz4=" },
        "redirectURL": "", "headersSize": 300, "bodySize": 310 },
      "cache": {}, "timings": {}, "time": 5 },
    { "startedDateTime": "2026-11-27T11:00:03.000+01:00",
      "request": { "bodySize": 0, "method": "GET", "url": "https://shop.example.com/v1/api/orders/7", "httpVersion": "HTTP/1.1",
        "headers": [], "cookies": [], "queryString": [], "headersSize": 400 },
      "response": { "status": 200, "statusText": "OK", "httpVersion": "HTTP/1.1",
        "headers": [{ "name": "Content-Type", "value": "application/json" }], "cookies": [],
        "content": { "mimeType": "application/json", "size": 700, "comment": "Response bodies are not included." },
        "redirectURL": "", "headersSize": 300, "bodySize": 310 },
      "cache": {}, "timings": {}, "time": 5 }
  ] } }"#;

#[test]
fn firefox() {
    let exchanges = read(FIREFOX);
    assert_eq!(exchanges[0].response.left_out.as_deref(), Some("the archive has 19 of its 5000 bytes"));
    assert_eq!(exchanges[1].request.body.as_deref(), Some(&b"password=word"[..]));
    assert_eq!((exchanges[1].response.media_type.as_str(), &exchanges[1].response.left_out), ("", &None));
    assert_eq!(exchanges[2].response.body.as_deref(), Some(&b"<Order/>"[..]));
    assert_eq!(exchanges[3].response.left_out.as_deref(), Some("the archive does not have it"));
    // What is not there whole is no departure.
    let of_whole = |exchange: &&Exchange| exchange.response.left_out.is_some();
    let cut: Vec<Exchange> = exchanges.iter().filter(of_whole).cloned().collect();
    assert_eq!(found(&cut), Vec::<String>::new());
}

/// Some proxies keep bodies as they were on the wire.
#[test]
fn bodies_that_are_still_compressed() {
    use base64::Engine as _;
    let encoded = base64::engine::general_purpose::STANDARD.encode(include_bytes!("order.json.gz"));
    let archive = |coding: &str, text: &str| {
        format!(
            r#"{{ "log": {{ "entries": [{{ "request": {{ "method": "GET", "url": "/api/orders/5", "headers": [] }},
            "response": {{ "status": 200,
              "headers": [{{ "name": "Content-Encoding", "value": "{coding}" }}, {{ "name": "Content-Type", "value": "application/json" }}],
              "content": {{ "mimeType": "application/json", "encoding": "base64", "text": "{text}" }} }} }}] }} }}"#
        )
    };
    let body = |coding: &str, text: &str| read(&archive(coding, text)).remove(0).response;
    let decoded = body("gzip", &encoded).body.expect("a body");
    assert!(decoded.starts_with(b"{\"Id\":null"), "{}", String::from_utf8_lossy(&decoded));
    // Most have them without already.
    assert_eq!(body("gzip", "e30=").body.as_deref(), Some(&b"{}"[..]));
    let unread = body("unknown", &encoded);
    assert_eq!(unread.body, None);
    assert!(unread.left_out.is_some_and(|reason| reason.starts_with("it is compressed")));
}
