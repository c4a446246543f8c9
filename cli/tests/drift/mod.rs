//! `drift`: recorded traffic against a spec.

#[cfg(unix)]
mod proxy;
#[cfg(unix)]
mod secrets;

use std::fs;

use crate::common::printed;

const SPEC: &str = r#"{
  "version": 1, "name": "Shop", "module": "shop",
  "endpoints": { "GET api/orders": { "name": "list_orders", "response": "List<Order>" } },
  "types": { "Shop.Order": { "members": { "Id": "int" } } }
}
"#;

fn archive(body: &str) -> String {
    let body = serde_json::Value::from(body);
    format!(
        r#"{{ "log": {{ "entries": [{{
            "request": {{ "method": "GET", "url": "https://shop.example.com/api/orders", "headers": [] }},
            "response": {{ "status": 200, "headers": [], "content": {{ "mimeType": "application/json", "text": {body} }} }}
        }}] }} }}"#
    )
}

fn folder(body: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("shop")).expect("a folder");
    fs::write(folder.path().join("shop/api.json"), SPEC).expect("the spec");
    fs::write(folder.path().join("a.har"), archive(body)).expect("the recording");
    folder
}

const ARGS: [&str; 4] = ["drift", "--spec", "shop", "a.har"];

#[test]
fn traffic_that_is_as_the_spec_says_is_good() {
    let folder = folder(r#"[{"Id":1}]"#);
    assert_eq!(
        printed(folder.path(), &ARGS, 0),
        "1 exchange compared, 0 not of this API; 0 findings\n\
         seen: 1 of 1 endpoint, 1 of 1 member, 0 of 0 values of enums\n"
    );
}

#[test]
fn departures_are_findings_with_their_places() {
    let folder = folder(r#"[{"Id":null,"Note":"!"}]"#);
    let said = printed(folder.path(), &ARGS, 1);
    assert!(said.starts_with("GET api/orders\n"), "{said}");
    assert!(said.contains("warning  DR203  response  "), "{said}");
    assert!(said.contains("note     DR201  response  "), "{said}");
    assert!(said.contains("(in 1 exchange, first in a.har #1)"), "{said}");
    for (format, expected) in [
        ("json", "\"code\": \"DR203\""),
        ("sarif", "\"ruleId\": \"DR203\""),
        ("github", "::warning file=shop/api.json,line=3,"),
        ("junit", "failures=\"1\""),
    ] {
        let said = printed(folder.path(), &[&ARGS[..], &["--format", format]].concat(), 1);
        assert!(said.contains(expected), "{format}: {said}");
    }
}

#[test]
fn what_is_no_recording_is_wrong_usage() {
    let folder = folder("[]");
    fs::write(folder.path().join("a.har"), "[]").expect("the recording");
    let said = printed(folder.path(), &ARGS, 2);
    assert!(said.contains("`a.har` is no recording"), "{said}");
    printed(folder.path(), &["drift", "--spec", "none", "a.har"], 2);
    printed(folder.path(), &["drift", "--spec", "shop", "none.har"], 2);
}

#[test]
fn our_own_recordings_are_read_too() {
    let folder = folder("[]");
    let recording = folder.path().join("recorded/000001-GET-api-orders-200");
    fs::create_dir_all(&recording).expect("a folder");
    let exchange = r#"{ "version": 1, "request": { "method": "GET", "url": "http://127.0.0.1:1/api/orders" },
        "response": { "status": 200, "headers": ["content-type: application/json"], "body": "response.json" } }"#;
    fs::write(recording.join("exchange.json"), exchange).expect("a file");
    fs::write(recording.join("response.json"), r#"[{"Id":null}]"#).expect("a file");
    let said = printed(folder.path(), &["drift", "--spec", "shop", "recorded", "a.har"], 1);
    assert!(said.contains("warning  DR203  response  /ArrayOfOrder/*/Id:"), "{said}");
    assert!(said.contains("2 exchanges compared"), "{said}");
}

#[test]
fn what_is_accepted_is_no_finding_and_what_is_not_there_is_told() {
    let folder = folder(r#"[{"Id":null,"Note":"!"}]"#);
    let accepted = r#"{ "ignore": [
        { "code": "DR203", "subject": "GET api/orders response*/Id", "reason": "the old shop" },
        { "subject": "GET api/gone", "reason": "it was there" }
    ] }"#;
    fs::write(folder.path().join("shop/drift.json"), accepted).expect("a file");
    let said = printed(folder.path(), &ARGS, 0);
    assert!(said.contains("DR201") && !said.contains("DR203"), "{said}");
    assert!(said.contains("1 exchange compared, 0 not of this API; 1 finding, and 1 accepted\n"), "{said}");
    let said = printed(folder.path(), &[&ARGS[..], &["--format", "json"]].concat(), 0);
    assert!(said.contains("\"accepted\": \"the old shop\""), "{said}");
    let without_reason = r#"{ "ignore": [{ "code": "DR203" }] }"#;
    fs::write(folder.path().join("shop/drift.json"), without_reason).expect("a file");
    printed(folder.path(), &ARGS, 2);
    let unknown = r#"{ "ignore": [{ "code": "DR999", "reason": "why not" }] }"#;
    fs::write(folder.path().join("shop/drift.json"), unknown).expect("a file");
    printed(folder.path(), &ARGS, 2);
}

#[test]
fn codes_are_explained() {
    let folder = folder("[]");
    let said = printed(folder.path(), &["explain", "dr203"], 0);
    assert!(said.starts_with("DR203: null where the contract has none\n\nNull stands where"), "{said}");
}
