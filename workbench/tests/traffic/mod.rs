//! Recorded traffic against a spec.

mod archives;
mod recording;
#[cfg(feature = "proxy")]
mod watch;

use datacontract_workbench::{
    sample::Side,
    site::Site,
    traffic::{Drift, DriftKind, DriftReport, Exchange, Message, Severity},
};

const SPEC: &str = r#"{
  "version": 1, "name": "Shop", "module": "shop", "baseUrl": "https://shop.example.com/v1",
  "endpoints": {
    "GET api/orders/{id}?full={full}": {
      "name": "get_order", "parameters": { "id": "int", "full": { "type": "bool", "default": false } },
      "response": "Order", "status": { "404": "There is none." }
    },
    "POST api/orders": { "name": "create_order", "body": "Order", "response": "Order" },
    "DELETE api/orders/{id}": { "name": "delete_order", "parameters": { "id": "int" } }
  },
  "types": {
    "Shop.Order": { "members": { "Id": "int", "Note": "string", "State": "State", "Lines": "List<Line>",
      "Pin": { "type": "string", "secret": true } } },
    "Shop.Line": { "members": { "Sku": "string", "Count": "int" } },
    "Shop.State": { "enum": { "New": 0, "Sent": 1 } }
  }
}"#;

const NAMESPACE: &str = "http://schemas.datacontract.org/2004/07/Shop";

fn exchange(method: &str, path: &str, request: Message, status: u16, response: Message) -> Exchange {
    Exchange {
        method: method.to_owned(),
        url: format!("https://shop.example.com/v1/{path}"),
        request,
        status,
        response,
        ..Exchange::default()
    }
}

fn json(text: &str) -> Message {
    Message::new("application/json; charset=utf-8", Some(text.as_bytes().to_vec()))
}

fn xml(members: &str) -> Message {
    let text = format!(r#"<Order xmlns="{NAMESPACE}">{members}</Order>"#);
    Message::new("application/xml", Some(text.into_bytes()))
}

fn get(response: Message) -> Exchange {
    exchange("GET", "api/orders/5", Message::default(), 200, response)
}

fn report(exchanges: &[Exchange]) -> DriftReport {
    let (site, diagnostics) = Site::from_text(SPEC, &[]);
    assert!(diagnostics.is_empty());
    let site = site.expect("a site");
    let mut drift = Drift::new(&site);
    for exchange in exchanges {
        drift.add("test.har", exchange);
    }
    drift.report()
}

/// `DR201 response /Order/Extra 1`
fn found(exchanges: &[Exchange]) -> Vec<String> {
    let shown = report(exchanges).findings.into_iter().map(|finding| {
        let side = match finding.side {
            Some(Side::Request) => "request",
            Some(Side::Response) => "response",
            None => "-",
        };
        format!("{} {side} {} {}", finding.kind.code(), finding.path, finding.count)
    });
    shown.collect()
}

const GOOD: &str = r#"{"Id":1,"Note":"a","State":0,"Lines":[{"Sku":"s","Count":1}],"Pin":"1"}"#;

#[test]
fn what_the_spec_says_is_no_finding() {
    assert_eq!(found(&[get(json(GOOD))]), Vec::<String>::new());
    let lines = "<Lines><Line><Count>1</Count><Sku>s</Sku></Line></Lines>";
    let good = get(xml(&format!("<Id>1</Id>{lines}<Note>a</Note><Pin>1</Pin><State>New</State>")));
    assert_eq!(found(&[good]), Vec::<String>::new());
}

#[test]
fn members_are_told_by_path_whatever_the_item() {
    let response = GOOD.replace(
        r#"{"Sku":"s","Count":1}"#,
        r#"{"Sku":"s","Count":1,"X":1},{"Sku":"s","Count":1,"X":2},{"Sku":"s"}"#,
    );
    assert_eq!(
        found(&[get(json(&response)), get(json(&response))]),
        ["DR201 response /Order/Lines/*/X 2", "DR202 response /Order/Lines/*/Count 2"]
    );
}

#[test]
fn nulls_enums_and_types_are_told_apart() {
    let with = |from: &str, to: &str| get(json(&GOOD.replace(from, to)));
    assert_eq!(found(&[with(r#""Id":1"#, r#""Id":null"#)]), ["DR203 response /Order/Id 1"]);
    assert_eq!(found(&[with(r#""State":0"#, r#""State":7"#)]), ["DR204 response /Order/State 1"]);
    assert_eq!(found(&[with(r#""Id":1"#, r#""Id":"x""#)]), ["DR208 response /Order/Id 1"]);
    // A name is told once, though .NET refuses it.
    let unknown = xml("<Id>1</Id><Lines/><Note>a</Note><Pin>1</Pin><State>Lost</State>");
    assert_eq!(found(&[get(unknown)]), ["DR204 response /Order/State 1"]);
    let message = &report(&[with(r#""State":0"#, r#""State":7"#)]).findings[0].message;
    assert_eq!(message, "a value that the enum does not have: `7`");
}

#[test]
fn one_wrong_value_hides_no_other() {
    let response = r#"{"Id":null,"Note":5,"State":"Nowhere","Lines":[{"Sku":"s","Count":"x"},{"Sku":"t","Count":2,"X":1}],"Pin":"1"}"#;
    assert_eq!(
        found(&[get(json(response))]),
        [
            "DR201 response /Order/Lines/*/X 1",
            "DR203 response /Order/Id 1",
            "DR204 response /Order/State 1",
            "DR208 response /Order/Lines/*/Count 1",
        ]
    );
}

#[test]
fn what_dotnet_loses_for_its_order_is_told() {
    let early = get(xml("<Note>a</Note><Id>1</Id><Lines/><Pin>1</Pin><State>New</State>"));
    assert!(found(&[early]).contains(&"DR205 response /Order/Id 1".to_owned()));
}

#[test]
fn another_namespace_is_a_document_that_cannot_be_read() {
    let other =
        Message::new("application/xml", Some(b"<Order xmlns=\"urn:other\"><Id>1</Id></Order>".to_vec()));
    let report = report(&[get(other)]);
    assert!(report.has(Severity::Warning), "{:?}", report.findings);
}

#[test]
fn refused_requests_are_not_held_against_the_spec() {
    let refused =
        |status| exchange("POST", "api/orders", json(r#"{"Nonsense":1}"#), status, Message::default());
    assert_eq!(found(&[refused(400)]), Vec::<String>::new());
    assert!(found(&[refused(200)]).contains(&"DR201 request /Order/Nonsense 1".to_owned()));
}

#[test]
fn endpoints_parameters_statuses_and_bodies_count_too() {
    let unknown = exchange("GET", "api/invoices/77", Message::default(), 200, json("{}"));
    let report_of_unknown = report(std::slice::from_ref(&unknown));
    assert_eq!(report_of_unknown.findings[0].kind, DriftKind::UnknownEndpoint);
    assert_eq!(report_of_unknown.findings[0].endpoint, "GET api/invoices/{}");
    let parameter =
        exchange("GET", "api/orders/5?full=true&secret=hunter2", Message::default(), 200, json(GOOD));
    assert_eq!(found(std::slice::from_ref(&parameter)), ["DR102 request secret 1"]);
    let subject = |exchange: Exchange| report(&[exchange]).findings[0].subject();
    assert_eq!(subject(parameter), "GET api/orders/{id}?full={full} request secret");
    assert_eq!(subject(unknown), "GET api/invoices/{}");
    let listed = exchange("GET", "api/orders/5", Message::default(), 404, Message::default());
    let unlisted = exchange("GET", "api/orders/5", Message::default(), 503, Message::default());
    assert_eq!(found(&[listed, unlisted]), ["DR103 response  1"]);
    let body = exchange("DELETE", "api/orders/5", Message::default(), 200, json("true"));
    assert_eq!(found(&[body]), ["DR105 response  1"]);
    let none = exchange("POST", "api/orders", Message::default(), 200, json(GOOD));
    assert_eq!(found(&[none]), ["DR106 request  1"]);
    let media = Message::new("application/vnd.shop+json", Some(GOOD.as_bytes().to_vec()));
    assert_eq!(found(&[get(media)]), ["DR104 response  1"]);
}

#[test]
fn other_hosts_and_pages_are_none_of_the_api() {
    let mut other = get(json(GOOD));
    other.url = "https://example.com/v1/api/orders/5".to_owned();
    let page =
        exchange("GET", "index", Message::default(), 200, Message::new("text/html", Some(b"<p>".to_vec())));
    let report = report(&[other, page]);
    assert_eq!((report.exchanges, report.foreign, report.findings.len()), (0, 2, 0));
}

#[test]
fn coverage_says_what_was_seen() {
    let response = r#"{"Id":1,"Note":null,"State":1,"Lines":[],"Pin":"1"}"#;
    let coverage = report(&[get(json(response))]).coverage;
    assert_eq!(coverage.endpoints.iter().map(|endpoint| endpoint.exchanges).collect::<Vec<_>>(), [1, 0, 0]);
    assert_eq!(coverage.members, (4, 7));
    assert_eq!(coverage.unseen_members, ["Shop.Order.Note", "Shop.Line.Sku", "Shop.Line.Count"]);
    assert_eq!(
        (coverage.enum_values, coverage.unseen_enum_values),
        ((1, 2), vec!["Shop.State.New".to_owned()])
    );
}

#[test]
fn secrets_are_in_no_report() {
    let exchanges = [
        get(json(&GOOD.replace(r#""Pin":"1""#, r#""Pin":{"hunter2":"hunter2"}"#))),
        exchange("GET", "api/reset/hunter2?token=hunter2", Message::default(), 200, json(r#""hunter2""#)),
        exchange("POST", "api/orders", json(r#"{"Pin":"hunter2","Id":"hunter2"}"#), 200, json(GOOD)),
    ];
    let report = report(&exchanges);
    assert!(report.findings.len() >= 3);
    let shown = format!("{report:?} {exchanges:?}");
    assert!(!shown.contains("hunter2"), "{shown}");
}

#[test]
fn a_wrong_value_in_xml_does_not_hide_what_comes_after_it() {
    let lines = "<Lines><Line><Count>many</Count><Sku>s</Sku></Line><Line><Count>2</Count><Sku>t</Sku></Line></Lines>";
    let wrong = get(xml(&format!(
        "<Extra/><Id>one</Id>{lines}<Note>a</Note><Other>1</Other><Pin>1</Pin><State>New</State>"
    )));
    assert_eq!(
        found(&[wrong]),
        [
            "DR201 response /Order/Extra 1",
            "DR201 response /Order/Other 1",
            "DR208 response /Order/Id 1",
            "DR208 response /Order/Lines/Line/Count 1",
        ]
    );
}
