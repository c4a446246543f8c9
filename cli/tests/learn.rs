//! `learn`: what recorded traffic teaches about a spec.

use std::fs;

use crate::common::printed;

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

#[test]
fn endpoints_that_the_spec_does_not_have_are_inferred() {
    let folder = folder();
    let invoice = r#"{\"Id\":5,\"Total\":12.5,\"Order\":{\"Id\":7,\"Sent\":null},\"State\":2,\"Password\":\"Marked-1\"}"#;
    let document = r#"<Invoice xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns=\"http://schemas.datacontract.org/2004/07/Shop\"><Id>5</Id><Order><Id>7</Id><Sent i:nil=\"true\" /></Order><Password>Marked-1</Password><State>Sent</State><Total>12.5</Total></Invoice>"#;
    let entry = |method: &str, path: &str, status: u16, media_type: &str, text: &str| {
        format!(
            r#"{{ "startedDateTime": "2026-11-28T08:00:00.000Z",
            "request": {{ "method": "{method}", "url": "https://shop.example.com/{path}", "headers": [] }},
            "response": {{ "status": {status}, "headers": [], "content": {{ "mimeType": "{media_type}", "text": "{text}" }} }} }}"#
        )
    };
    let entries = [
        entry("GET", "api/invoices/5?full=true", 200, "application/json", invoice),
        entry("GET", "api/invoices/6?full=false", 200, "application/xml", document),
        entry("GET", "api/invoices/7", 404, "application/json", r#"{\"Message\":\"none\"}"#),
        entry("GET", "api/never/7", 404, "application/json", r#"{\"Message\":\"none\"}"#),
        entry("GET", "page", 200, "text/html", "<p>"),
    ];
    let archive = format!(r#"{{ "log": {{ "entries": [{}] }} }}"#, entries.join(", "));
    fs::write(folder.path().join("b.har"), archive).expect("the recording");
    let said = printed(folder.path(), &["learn", "--spec", "shop", "b.har", "--samples"], 0);
    assert!(said.contains("GET api/invoices/{id}?full={full}: is an endpoint (in 2 exchanges;"), "{said}");
    assert!(!said.contains("api/never") && !said.contains("page"), "{said}");
    // What was added learns at once.
    assert!(said.contains("Shop.Order.Sent: takes null (null in 2 of 2 values)"), "{said}");
    let text = fs::read_to_string(folder.path().join("shop/api.json")).expect("the spec");
    assert!(text.contains("// seen: 2026-11-28, in 2 exchanges"), "{text}");
    assert!(text.contains(r#""Sent": "date?""#), "{text}");
    // The number of JSON and the name of XML are one value, and `Order` is the type that is there.
    assert!(text.contains(r#""Shop.State": { "enum": { "Sent": 2 } }"#), "{text}");
    assert!(text.contains(r#""Order": "Order""#) && text.matches("Shop.Order").count() == 1, "{text}");
    assert!(!text.contains("Marked"), "{text}");
    let checked = printed(folder.path(), &["check", "shop"], 0);
    assert!(checked.contains("proven"), "{checked}");
    let again = printed(folder.path(), &["learn", "--spec", "shop", "b.har"], 0);
    assert!(!again.contains("is an endpoint"), "{again}");
}

#[test]
fn recordings_become_samples_that_check_proves() {
    let spec = r#"{
  "version": 1,
  "name": "Shop",
  "module": "shop",
  "endpoints": {
    "GET api/orders/{id}": { "parameters": { "id": "int" }, "response": "Order" },
    "GET api/lines": { "response": "List<int>" },
    "POST api/orders": { "body": "Order", "response": "int" }
  },
  "types": {
    "Shop.Order": { "members": { "Id": "int", "Pin": { "type": "string", "secret": true } } }
  }
}
"#;
    let entry = |method: &str, path: &str, sent: &str, status: u16, media_type: &str, answer: &str| {
        let text = |text: &str| serde_json::Value::from(text);
        format!(
            r#"{{ "startedDateTime": "2026-11-27T08:00:00.000Z",
            "request": {{ "method": "{method}", "url": "https://shop.example.com/{path}", "headers": [],
                "postData": {{ "mimeType": "application/json", "text": {} }} }},
            "response": {{ "status": {status}, "headers": [], "content": {{ "mimeType": "{media_type}", "text": {} }} }} }}"#,
            text(sent),
            text(answer)
        )
    };
    let (json, xml) = ("application/json", "application/xml");
    let document = r#"<Order xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Shop"><Id>5</Id><Pin>Marked-1</Pin></Order>"#;
    let entries = [
        // Larger, but none of the contract's.
        entry(
            "GET",
            "api/orders/4",
            "",
            200,
            json,
            r#"{"Id":4,"Pin":"Marked-1","Unknown":"a long text of a member"}"#,
        ),
        entry("GET", "api/orders/5", "", 200, json, r#"{"Id":5,"Pin":"Marked-1"}"#),
        entry("GET", "api/orders/5", "", 200, xml, document),
        entry(
            "GET",
            "api/orders/6",
            "",
            404,
            json,
            r#"{"Message":"There is none, as this long text says."}"#,
        ),
        entry("GET", "api/lines", "", 200, json, r#"["no number"]"#),
        entry("POST", "api/orders", r#"{"Id":0,"Pin":"Marked-2"}"#, 200, json, "7"),
        entry("POST", "api/orders", r#"{"Id":"refused","Pin":"Marked-2"}"#, 400, json, "{}"),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("shop")).expect("a folder");
    fs::write(folder.path().join("shop/api.json"), spec).expect("the spec");
    let archive = format!(r#"{{ "log": {{ "entries": [{}] }} }}"#, entries.join(", "));
    fs::write(folder.path().join("a.har"), archive).expect("the recording");

    let without = printed(folder.path(), &[&ARGS[..], &["--dry-run"]].concat(), 0);
    assert!(!without.contains("sample"), "{without}");
    let args = [&ARGS[..], &["--samples"]].concat();
    let dry = printed(folder.path(), &[&args[..], &["--dry-run"]].concat(), 0);
    assert!(dry.contains("would write samples/GET-api-orders-id.response.recorded.xml"), "{dry}");
    assert!(!folder.path().join("shop/samples").exists());
    let said = printed(folder.path(), &args, 0);
    assert!(
        said.contains(
            "GET api/orders/{id}: has a sample of its response (recorded as `a.har#2` and `a.har#3`)"
        ),
        "{said}"
    );
    assert!(
        said.contains(
            "GET api/lines: has no sample of its response (the contract reproduces none of what was recorded"
        ),
        "{said}"
    );
    let text = fs::read_to_string(folder.path().join("shop/api.json")).expect("the spec");
    assert!(text.contains("// seen: 2026-11-27, recorded as `a.har#6`"), "{text}");
    let read =
        |name: &str| fs::read_to_string(folder.path().join("shop/samples").join(name)).expect("a sample");
    assert_eq!(
        read("GET-api-orders-id.response.recorded.json"),
        "{\n  \"Id\": 5,\n  \"Pin\": \"[secret]\"\n}\n"
    );
    assert!(read("POST-api-orders.request.recorded.json").contains("\"Id\": 0"));
    for file in fs::read_dir(folder.path().join("shop/samples")).expect("a folder") {
        let text = fs::read_to_string(file.expect("a file").path()).expect("a text");
        assert!(!text.contains("Marked"), "{text}");
    }
    let checked = printed(folder.path(), &["check", "shop"], 0);
    assert!(checked.contains("proven"), "{checked}");
    // They are there now.
    let again = printed(folder.path(), &args, 0);
    assert!(!again.contains("has a sample"), "{again}");
}

/// An HTTP archive of exchanges: method, path, what was sent, the status, the media type and the text of the answer.
fn archive(entries: &[(&str, &str, &str, u16, &str, &str)]) -> String {
    let entries: Vec<_> = entries
        .iter()
        .map(|(method, path, sent, status, media_type, answer)| {
            serde_json::json!({
                "startedDateTime": "2026-11-28T08:00:00.000Z",
                "request": { "method": method, "url": format!("https://shop.example.com/{path}"), "headers": [],
                    "postData": { "mimeType": "application/json", "text": sent } },
                "response": { "status": status, "headers": [],
                    "content": { "mimeType": media_type, "text": answer } },
            })
        })
        .collect();
    serde_json::json!({ "log": { "entries": entries } }).to_string()
}

/// Writes a spec and an archive into a folder.
fn folder_of(spec: &str, archive: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("shop")).expect("a folder");
    fs::write(folder.path().join("shop/api.json"), spec).expect("the spec");
    fs::write(folder.path().join("a.har"), archive).expect("the recording");
    folder
}

const JSON: &str = "application/json";
const XML: &str = "application/xml";

#[test]
fn payloads_without_a_type_get_one_as_new_endpoints_do() {
    let spec = r#"{
  "version": 1,
  "name": "Shop",
  "module": "shop",
  "endpoints": {
    // open: the page has no type for the response
    "GET api/orders/{id}": { "name": "get_order", "parameters": { "id": "int" }, "untyped": ["response"] },
    "POST api/orders": { "name": "create_order", "untyped": ["request", "response"] },
    "GET api/lines": { "name": "list_lines" },
    "GET api/never": { "name": "get_never", "untyped": ["response"] }
  },
  "types": {
    "Shop.Line": { "members": { "Sku": "string", "Count": "int" } }
  }
}
"#;
    let json = r#"{"Id":5,"State":2,"Lines":[{"Sku":"a","Count":1}]}"#;
    let xml = r#"<Order xmlns="http://schemas.datacontract.org/2004/07/Shop" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><Id>5</Id><Lines><Line><Count>1</Count><Sku>a</Sku></Line></Lines><State>Sent</State></Order>"#;
    let lines = r#"[{"Sku":"a","Count":1},{"Sku":"b","Count":null}]"#;
    let lines_xml = r#"<ArrayOfLine xmlns="http://schemas.datacontract.org/2004/07/Shop"><Line><Count>1</Count><Sku>a</Sku></Line></ArrayOfLine>"#;
    let folder = folder_of(
        spec,
        &archive(&[
            ("GET", "api/orders/5", "", 200, JSON, json),
            ("GET", "api/orders/5", "", 200, XML, xml),
            ("POST", "api/orders", r#"{"Note":"a","Count":1}"#, 200, JSON, "7"),
            ("POST", "api/orders", r#"{"Nonsense":1}"#, 400, JSON, r#"{"Message":"no"}"#),
            ("GET", "api/lines", "", 200, JSON, lines),
            ("GET", "api/lines", "", 200, XML, lines_xml),
            // Nothing can be seen of its type.
            ("GET", "api/never", "", 200, JSON, "null"),
        ]),
    );
    let said = printed(folder.path(), &["learn", "--spec", "shop", "a.har"], 0);
    assert!(
        said.contains("GET api/orders/{id}: has a response, `Order` (in 2 exchanges; its type is"),
        "{said}"
    );
    assert!(said.contains("GET api/lines: has a response, `List<Line>`"), "{said}");
    assert!(said.contains("GET api/never: has a response: write its type"), "{said}");
    assert_eq!(said.matches("write its type").count(), 1, "{said}");
    // The types that are new learn from the same answers.
    assert!(said.contains("Shop.Line.Count: takes null"), "{said}");
    let text = fs::read_to_string(folder.path().join("shop/api.json")).expect("the spec");
    assert!(text.contains(r#""Shop.State": { "enum": { "Sent": 2 } }"#), "{text}");
    assert_eq!(text.matches("\"Shop.Line\"").count(), 1, "{text}");
    assert!(!text.contains("the page has no type for the response"), "{text}");
    assert!(text.contains(r#""GET api/never": { "name": "get_never", "untyped": ["response"] }"#), "{text}");
    assert!(!text.contains("Nonsense"), "{text}");
    assert_eq!(text.matches("untyped").count(), 1, "{text}");
    let checked = printed(folder.path(), &["check", "shop"], 0);
    assert!(!checked.contains("error"), "{checked}");
    let again = printed(folder.path(), &["learn", "--spec", "shop", "a.har"], 0);
    assert!(again.contains(": 0 learnt"), "{again}");
}

/// A name in the place of a parameter takes nothing away from what was recorded there.
#[test]
fn the_name_of_a_value_joins_the_endpoint_with_a_parameter_in_its_place() {
    let spec = r#"{
  "version": 1,
  "name": "Shop",
  "module": "shop",
  "endpoints": { "GET api/orders": { "name": "list_orders", "response": "State" } },
  "types": { "Shop.State": { "enum": { "New": 0, "Sent": 1 } } }
}
"#;
    let exchanges = [
        ("GET", "api/orders", "", 200, JSON, "1"),
        ("GET", "api/counts/5", "", 200, JSON, r#"{"Alpha":1,"Beta":2}"#),
        ("GET", "api/counts/6", "", 200, JSON, r#"{"Alpha":3,"Beta":4}"#),
        ("GET", "api/counts/Sent", "", 200, JSON, r#"{"Gamma":1,"Beta":2}"#),
    ];
    let folder = folder_of(spec, &archive(&exchanges));
    let said = printed(folder.path(), &["learn", "--spec", "shop", "a.har", "--dry-run"], 0);
    for expected in [
        "  GET api/counts/{id}: is an endpoint (in 3 exchanges;",
        "`Sent` in the path is taken for a value of `Shop.State`",
        // Which objects have them is for a person to decide; that they are there is told.
        "CountsResponse: has a member `Alpha` (in 2 of 3 objects;",
        "\"Gamma\"",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
}

#[test]
fn values_in_paths_become_parameters_if_counts_or_forms_show_them() {
    let spec = r#"{
  "version": 1,
  "name": "Shop",
  "module": "shop",
  "endpoints": { "GET api/orders": { "name": "list_orders", "response": "State" } },
  "types": { "Shop.State": { "enum": { "New": 0, "Sent": 1, "Lost": 2 } } }
}
"#;
    let customer = r#"{"Id":5,"Name":"a"}"#;
    let mut exchanges = vec![
        ("GET", "api/orders", "", 200, JSON, "1"),
        // Two names of one enum, and one of them alone.
        ("GET", "api/states/New/count", "", 200, JSON, "5"),
        ("GET", "api/states/Sent/count", "", 200, JSON, "7"),
        ("GET", "api/lists/Lost", "", 200, JSON, "5"),
        // One alone, spelled as no word of the paths is.
        ("GET", "api/counts/Sent", "", 200, JSON, "5"),
        // Several digits.
        ("GET", "api/parts/A-1001", "", 200, JSON, customer),
        // Words that are answered in different ways.
        ("GET", "api/lists/colours", "", 200, JSON, r#"{"A":1,"B":2}"#),
        ("GET", "api/lists/sizes", "", 200, JSON, r#"{"A":1,"C":2}"#),
        ("GET", "api/lists/names", "", 200, JSON, r#"{"A":1,"D":2}"#),
        ("GET", "api/lists/places", "", 200, JSON, r#"{"A":1,"E":2}"#),
    ];
    let names = ["ALFKI", "BLONP", "CHOPS", "DRACD", "EASTC"];
    let paths = names.map(|name| format!("api/customers/{name}"));
    exchanges.extend(paths.iter().map(|path| ("GET", path.as_str(), "", 200, JSON, customer)));
    // The case of a path is none of its words.
    exchanges.push(("GET", "API/Parts/B-2002", "", 200, JSON, customer));
    let folder = folder_of(spec, &archive(&exchanges));
    let said = printed(folder.path(), &["learn", "--spec", "shop", "a.har", "--dry-run"], 0);
    for expected in [
        "  GET api/states/{id}/count: is an endpoint (in 2 exchanges;",
        "  GET api/customers/{id}: is an endpoint (in 5 exchanges;",
        "  GET api/parts/{id}: is an endpoint (in 2 exchanges;",
        "  GET api/lists/colours: is an endpoint",
        "looks like; `Lost` in the path may be a value of `Shop.State`)",
        "  GET api/counts/{id}: is an endpoint (in 1 exchange; parameters and types are what was recorded looks like; `Sent` in the path is taken for a value of `Shop.State`, and may be a word)",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    assert!(!said.contains("ALFKI") && !said.contains("1001"), "{said}");
}

#[test]
fn what_other_hosts_answer_is_no_endpoint() {
    let spec = r#"{ "version": 1, "name": "Shop", "module": "shop",
  "endpoints": { "GET api/orders": { "response": "int" } }, "types": {} }
"#;
    let archive = archive(&[
        ("GET", "api/orders", "", 200, JSON, "1"),
        ("GET", "api/parts", "", 200, JSON, r#"{"Id":1}"#),
        ("GET", "visits", "", 200, JSON, r#"{"Id":1}"#),
    ]);
    let folder = folder_of(spec, &archive.replace("shop.example.com/visits", "counting.example.net/visits"));
    let said = printed(folder.path(), &["learn", "--spec", "shop", "a.har", "--dry-run"], 0);
    assert!(said.contains("GET api/parts: is an endpoint") && !said.contains("visits"), "{said}");
    let drift = printed(folder.path(), &["drift", "--spec", "shop", "a.har"], 1);
    assert!(drift.contains("2 exchanges compared, 1 not of this API"), "{drift}");
}

#[test]
fn a_service_below_a_path_is_found_and_told() {
    let spec = r#"{ "version": 1, "name": "Shop", "module": "shop",
  "endpoints": { "GET api/orders": { "response": "int" } }, "types": {} }
"#;
    let archive = archive(&[
        ("GET", "v1/api/orders", "", 200, JSON, "1"),
        ("GET", "v1/api/parts", "", 200, JSON, r#"{"Id":1}"#),
    ]);
    let folder = folder_of(spec, &archive);
    let said = printed(folder.path(), &["learn", "--spec", "shop", "a.har", "--dry-run"], 0);
    assert!(
        said.contains("warning: `https://shop.example.com/v1` is taken for the address of the service"),
        "{said}"
    );
    assert!(said.contains("  GET api/parts: is an endpoint"), "{said}");
}

#[test]
fn derived_classes_that_the_spec_does_not_have_are_inferred() {
    let spec = r#"{
  "version": 1,
  "name": "Shop",
  "module": "shop",
  "endpoints": { "GET api/orders": { "name": "list_orders", "response": "List<Order>" } },
  "types": { "Shop.Order": { "members": { "Id": "int", "Note": "string" } } }
}
"#;
    let xml = r#"<ArrayOfOrder xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Shop"><Order><Id>1</Id><Note>a</Note></Order><Order i:type="RushOrder"><Id>2</Id><Note>b</Note><Hours>5</Hours></Order></ArrayOfOrder>"#;
    let folder = folder_of(spec, &archive(&[("GET", "api/orders", "", 200, XML, xml)]));
    let said = printed(folder.path(), &["learn", "--spec", "shop", "--samples", "a.har"], 0);
    assert!(said.contains("  Shop.Order: may be `Shop.RushOrder` (objects name it"), "{said}");
    assert!(said.contains("GET api/orders: has a sample of its response"), "{said}");
    assert!(!said.contains("which the spec does not have"), "{said}");
    let text = fs::read_to_string(folder.path().join("shop/api.json")).expect("the spec");
    assert!(text.contains(r#""knownTypes": ["Shop.RushOrder"]"#), "{text}");
    assert_eq!((text.matches("\"Id\"").count(), text.matches("\"Hours\"").count()), (1, 1), "{text}");
    let checked = printed(folder.path(), &["check", "shop"], 0);
    assert!(checked.contains("1 sample reproduced"), "{checked}");
}

#[test]
fn bodies_of_errors_become_one_class_of_the_spec() {
    let spec = r#"{
  "version": 1,
  "name": "Shop",
  "module": "shop",
  "endpoints": {
    "GET api/orders/{id}": { "name": "get_order", "parameters": { "id": "int" }, "response": "Order" },
    "POST api/orders": { "name": "create_order", "body": "Order", "response": "Order" }
  },
  "types": {
    "Shop.Order": { "members": { "Id": "int", "Name": "string" } }
  }
}
"#;
    let json = r#"{"code":7,"reason":"sold out","order":{"Id":1}}"#;
    let folder = folder_of(
        spec,
        &archive(&[
            ("POST", "api/orders", r#"{"Id":1}"#, 409, JSON, json),
            ("POST", "api/orders", r#"{"Id":1}"#, 409, JSON, r#"{"code":8,"reason":null}"#),
            ("GET", "api/orders/5", "", 400, JSON, json),
            ("GET", "api/orders/5", "", 404, JSON, r#"{"Message":"No HTTP resource was found."}"#),
        ]),
    );
    let args = ["learn", "--spec", "shop", "a.har"];
    let said = printed(folder.path(), &args, 0);
    assert!(
        said.contains("is what errors have as their body (400, 409) (3 bodies of `GET api/orders/{id}`, `POST api/orders`;"),
        "{said}"
    );
    let text = fs::read_to_string(folder.path().join("shop/api.json")).expect("the spec");
    // What stands in it is of a class that the spec has.
    assert!(text.contains(r#""order": "Order""#) && text.contains(r#""code": "integer""#), "{text}");
    assert_eq!(text.matches("\"members\"").count(), 2, "{text}");
    assert!(text.contains("404 in 1 of 2 answers, with a body, .NET's `HttpError`: `Message`"), "{text}");
    assert!(!text.contains("page"), "{text}");
    printed(folder.path(), &["check", "shop"], 0);
    let again = printed(folder.path(), &args, 0);
    assert!(again.contains(": 0 learnt"), "{again}");
}

#[test]
fn answers_at_more_paths_than_are_remembered_are_counted() {
    let spec = r#"{ "version": 1, "name": "Shop", "module": "shop",
  "endpoints": { "GET api/orders": { "response": "int" } }, "types": {} }
"#;
    let word =
        |number: usize| number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
    // What is learnt of the first ones makes room for as many others.
    let paths: Vec<String> = (0..1_003).map(word).map(|word: String| format!("api/{word}/list")).collect();
    let mut exchanges = vec![("GET", "api/orders", "", 200, JSON, "1")];
    exchanges.extend(paths.iter().map(|path| ("GET", path.as_str(), "", 200, JSON, "[]")));
    let folder = folder_of(spec, &archive(&exchanges));
    let args = ["learn", "--spec", "shop", "a.har", "--dry-run"];
    let said = printed(folder.path(), &args, 0);
    let told = "3 answers not looked at: of paths that the spec does not have 500 are remembered\n";
    assert!(said.contains(told), "{said}");
    let said = printed(folder.path(), &[&args[..], &["--format", "json"]].concat(), 0);
    assert!(said.contains("\"leftOut\": 3"), "{said}");
}

#[test]
fn a_service_with_xml_serializer_teaches_once_that_is_known() {
    let spec = r#"{
  "version": 1,
  "name": "Shop",
  "module": "shop",
  "endpoints": {
    "GET api/orders/{id}": { "name": "get_order", "parameters": { "id": "int" }, "response": "Order" }
  },
  "types": {
    "Shop.Order": { "members": { "Id": "int", "Sent": "date" } }
  }
}
"#;
    let xml = r#"<Order xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><Id>5</Id><Sent xsi:nil="true" /></Order>"#;
    let folder = folder_of(spec, &archive(&[("GET", "api/orders/5", "", 200, XML, xml)]));
    let said = printed(folder.path(), &["learn", "--spec", "shop", "a.har"], 0);
    assert_eq!(
        said,
        "Shown by documents:\n  \
         GET api/orders/{id}: answers with the XML of XmlSerializer (the root declares `xsi` and `xsd` in 1 document)\n  \
         Shop.Order.Sent: takes null (null in 1 of 1 value)\n\n\
         1 answer looked at: 2 learnt, 0 to decide\nwrote shop/api.json\nnext: cargo datacontract check shop\n"
    );
    let drift = printed(folder.path(), &["drift", "--spec", "shop", "a.har"], 0);
    assert!(drift.contains("0 findings"), "{drift}");
}
