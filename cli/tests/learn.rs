//! `learn`: what recorded traffic teaches about a spec.

mod common;

use std::fs;

use common::printed;

const SPEC: &str = r#"{
  "version": 1,
  "name": "Shop",
  "module": "shop",
  "endpoints": {
    "GET api/orders": { "name": "list_orders", "response": "List<Order>" }
  },
  "types": {
    // open: no sample tells whether null may stand here: `Sent`
    "Shop.Order": { "members": { "Id": "int", "Sent": "date" } }
  }
}
"#;

const LEARNT: &str = r#"  "types": {
    "Shop.Order": {
      "members": {
        "Id": "int",
        // seen: 2026-11-27, null in 1 of 2 values
        "Sent": "date?"
      }
    }
  }
}
"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = r#"{ "log": { "entries": [{
        "startedDateTime": "2026-11-27T08:00:00.000Z",
        "request": { "method": "GET", "url": "https://shop.example.com/api/orders", "headers": [] },
        "response": { "status": 200, "headers": [], "content": { "mimeType": "application/json",
            "text": "[{\"Id\":1,\"Sent\":null,\"Lines\":[]},{\"Id\":2,\"Sent\":\"2026-01-02T03:04:05\"}]" } }
    }] } }"#;
    fs::create_dir(folder.path().join("shop")).expect("a folder");
    fs::write(folder.path().join("shop/api.json"), SPEC).expect("the spec");
    fs::write(folder.path().join("a.har"), archive).expect("the recording");
    folder
}

const ARGS: [&str; 4] = ["learn", "--spec", "shop", "a.har"];

const TOLD: &str = "\
Shown by documents:
  Shop.Order.Sent: takes null (null in 1 of 2 values)

To decide:
  Shop.Order: has a member `Lines` (in 1 of 2 objects; it has parts)

1 answer looked at: 1 learnt, 1 to decide
";

#[test]
fn what_was_learnt_is_written_and_what_is_open_is_told() {
    let folder = folder();
    let said = printed(folder.path(), &ARGS, 0);
    assert_eq!(said, format!("{TOLD}wrote shop/api.json\nnext: cargo datacontract check shop\n"));
    let text = fs::read_to_string(folder.path().join("shop/api.json")).expect("the spec");
    assert!(text.ends_with(LEARNT), "{text}");
    // There is nothing to learn from it once more.
    let again = printed(folder.path(), &ARGS, 0);
    assert!(again.ends_with("1 answer looked at: 0 learnt, 1 to decide\n"), "{again}");
}

#[test]
fn a_dry_run_shows_the_difference_and_writes_nothing() {
    let folder = folder();
    let said = printed(folder.path(), &[&ARGS[..], &["--dry-run"]].concat(), 0);
    assert!(said.starts_with(TOLD), "{said}");
    assert!(said.contains("+        \"Sent\": \"date?\"\n"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("shop/api.json")).expect("the spec"), SPEC);
}

#[test]
fn as_json() {
    let folder = folder();
    let said = printed(folder.path(), &[&ARGS[..], &["--format", "json"]].concat(), 0);
    let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let lesson = &said["lessons"][1];
    assert_eq!(lesson["place"], "Shop.Order.Sent");
    assert_eq!(lesson["certainty"], "shown");
    assert_eq!(lesson["topic"], "null");
    assert_eq!(lesson["written"], true);
}

#[test]
fn a_spec_with_a_byte_order_mark_is_written_with_it() {
    let folder = folder();
    fs::write(folder.path().join("shop/api.json"), format!("\u{feff}{SPEC}")).expect("the spec");
    printed(folder.path(), &ARGS, 0);
    let text = fs::read_to_string(folder.path().join("shop/api.json")).expect("the spec");
    assert!(text.starts_with("\u{feff}{") && text.ends_with(LEARNT), "{text}");
}
