//! Hooks, notices, and spans.

use crate::both::clients;
use crate::server::{Server, answer, json, xml};
use crate::shop::{GetOrder, JSON, State, XML, order};
use datacontract::client::{NoticeCounts, NoticeReport};
use datacontract_tests::log::Log;
use std::sync::{Arc, Mutex};
use std::time::Duration;

#[test]
fn requests_and_responses_pass_by_hooks() {
    let server = Server::always(json(JSON));
    for (name, client) in clients(&server.url()) {
        let log = Arc::new(Mutex::new(Vec::new()));
        let (before, after) = (Arc::clone(&log), Arc::clone(&log));
        let client = client
            .on_request(move |request| {
                before.lock().unwrap().push(format!("> {}", request.uri().path()));
                request.headers_mut().insert("x-number", "5".parse().unwrap());
            })
            .on_response(move |parts, duration| {
                assert!(duration.as_secs() < 20);
                after.lock().unwrap().push(format!("< {}", parts.status));
            });
        client.call(GetOrder { id: 7 }).send().unwrap();
        assert_eq!(*log.lock().unwrap(), ["> /api/orders/7", "< 200 OK"], "{name}");
        assert_eq!(server.received().pop().unwrap().header("x-number"), Some("5"), "{name}");
    }
}

#[test]
fn each_attempt_is_told_of_whatever_came_of_it() {
    let busy = answer("503 Service Unavailable", &[], "");
    let cut = b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n".to_vec();
    let all = [busy, cut, json(JSON)];
    let server = Server::sequence([&all[..], &all[..]].concat());
    for (name, client) in clients(&format!("{}/base", server.url())) {
        let log = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&log);
        let client = client.on_attempt(move |attempted| {
            assert_eq!(attempted.url_template(), "/base/api/orders/{id}");
            assert_eq!(attempted.server_address().as_deref(), Some("127.0.0.1"));
            assert!(attempted.server_port().is_some() && attempted.duration > Duration::ZERO);
            // Nothing of the arguments.
            assert!(!format!("{attempted:?}").contains("12345"), "{attempted:?}");
            let status = attempted.status.map(|status| status.as_u16());
            seen.lock().unwrap().push((attempted.number, status, attempted.error_type()));
        });
        assert_eq!(client.call(GetOrder { id: 12345 }).send().unwrap(), order(), "{name}");
        let expected = [
            (1, Some(503), Some("503".to_owned())),
            (2, None, Some("Interrupted".to_owned())),
            (3, Some(200), None),
        ];
        assert_eq!(*log.lock().unwrap(), expected, "{name}");
    }
}

#[test]
fn a_service_that_changes_is_told_of_and_goes_on() {
    let changed_json = JSON
        .replace("\"Customer\":\"Ada\",", "\"Client\":\"Ada\",")
        .replace("\"Count\":2,\"State\":1", "\"State\":17");
    let changed_xml = XML
        .replace("<Customer>Ada</Customer>", "<Client>Ada</Client>")
        .replace("<Count>2</Count>", "")
        .replace("Sent", "Lost");
    let cases = [
        (
            json(changed_json),
            State::Unknown(datacontract::UnknownValue::Number(17)),
            [
                ("Unknown", "/Order", "Client"),
                ("UnknownEnumValue", "/Order/Lines/0", "State"),
                ("Missing", "/Order/Lines/0", "Count"),
                ("Missing", "/Order", "Customer"),
            ],
        ),
        (
            xml(changed_xml),
            State::Unknown(datacontract::UnknownValue::Text("Lost".into())),
            [
                ("Unknown", "/Order", "Client"),
                ("UnknownEnumValue", "/Order/Lines/Line", "State"),
                ("Missing", "/Order/Lines/Line", "Count"),
                ("Missing", "/Order", "Customer"),
            ],
        ),
    ];
    for (answer, state, expected) in cases {
        let server = Server::always(answer);
        for (name, client) in clients(&server.url()) {
            let mut silent = order();
            silent.customer = None;
            if let Some(lines) = &mut silent.lines {
                lines[0].count = 0;
                lines[0].state = state.clone();
            }
            // Without a hook as well.
            assert_eq!(client.call(GetOrder { id: 7 }).send().unwrap(), silent, "{name}");

            let log = Arc::new(Mutex::new(Vec::new()));
            let seen = Arc::clone(&log);
            let client = client.on_notice(move |response| {
                assert_eq!(response.operation.name, "get_order");
                assert!(response.to_string().starts_with("get_order: `/Order/"), "{response}");
                let notice = response.notice;
                seen.lock().unwrap().push((
                    format!("{:?}", notice.kind),
                    notice.path.to_owned(),
                    notice.name.to_owned(),
                ));
            });
            assert_eq!(client.call(GetOrder { id: 7 }).send().unwrap(), silent, "{name}");
            let mut log = log.lock().unwrap().clone();
            let mut expected =
                expected.map(|(kind, path, name)| (kind.to_owned(), path.to_owned(), name.to_owned()));
            log.sort();
            expected.sort();
            assert_eq!(*log, expected, "{name}");
        }
    }
}

#[test]
fn what_changes_is_counted_by_member_and_no_more_is_kept_than_asked_for() {
    let changed =
        JSON.replace("\"Customer\":\"Ada\",", "\"Client\":\"Ada\",").replace("\"State\":1", "\"State\":17");
    let server = Server::always(json(changed));
    for (name, client) in clients(&server.url()) {
        let counts = NoticeCounts::new();
        let client = client.on_notice(counts.hook());
        for _ in 0..3 {
            client.call(GetOrder { id: 7 }).send().unwrap();
        }
        let told: Vec<_> = counts.report().changes.iter().map(ToString::to_string).collect();
        let expected = [
            "get_order: `/Order/Client` unknown (3 times)",
            "get_order: `/Order/Customer` missing (3 times)",
            "get_order: `/Order/Lines/*/State` unknownEnumValue `17` (3 times)",
        ];
        assert_eq!(told, expected, "{name}");
        let log = Log::default();
        tracing::subscriber::with_default(log.clone(), || counts.report().trace());
        let log = log.0.lock().unwrap();
        for field in ["operation=\"get_order\"", "path=\"/Order/Customer\"", "kind=\"missing\"", "count=3"] {
            assert!(log.iter().any(|line| line == field), "{name}: {field} in {log:#?}");
        }
        let json = counts.take().to_json();
        let customer =
            r#"{"operation":"get_order","path":"/Order/Customer","kind":"missing","value":null,"count":3}"#;
        assert!(json.contains(customer) && json.ends_with(r#""leftOut":0}"#), "{name}: {json}");
        assert_eq!(counts.report(), NoticeReport::default(), "{name}");

        let few = NoticeCounts::new().max(1);
        client.on_notice(few.hook()).call(GetOrder { id: 7 }).send().unwrap();
        let report = few.report();
        assert_eq!((report.changes.len(), report.left_out), (1, 2), "{name}");
    }
}

#[test]
fn spans_have_no_secrets() {
    let busy = crate::server::answer("503 X", &["X-Secret: Welcome123"], "Welcome123");
    for both in 0..2 {
        let answer = json(JSON.replace("\"Id\":7", "\"Id\":7,\"Password\":\"Welcome123\""));
        let server = Server::sequence(vec![busy.clone(), answer]);
        let (name, client) = clients(&format!("{}/base", server.url())).into_iter().nth(both).unwrap();
        let log = Log::default();
        tracing::subscriber::with_default(log.clone(), || {
            client.basic("Ada", "Welcome123").call(GetOrder { id: 12345 }).send().unwrap();
        });
        let log = log.0.lock().unwrap();
        for expected in [
            "datacontract.call",
            "api=\"Shop\"",
            "operation=\"get_order\"",
            "http.request.method=\"GET\"",
            "url.template=\"/base/api/orders/{id}\"",
            "otel.name=\"GET /base/api/orders/{id}\"",
            "otel.kind=\"client\"",
            "server.address=\"127.0.0.1\"",
            "http.request.resend_count=1",
            "http.response.status_code=200",
            "http.response.status_code=503",
            "error.type=\"503\"",
            "monotonic_counter.datacontract.client.retries=1",
            "status=503",
            "kind=Unknown",
            "name=\"Password\"",
            "message=the request is sent again",
        ] {
            assert!(log.iter().any(|line| line == expected), "{name}: {expected} in {log:#?}");
        }
        for field in ["duration=", "server.port=", "histogram.http.client.request.duration="] {
            assert!(log.iter().any(|line| line.starts_with(field)), "{name}: {field} in {log:#?}");
        }
        let all = log.join(" ");
        for secret in ["Welcome123", "12345", "QWRh", "Ada"] {
            assert!(!all.contains(secret), "{name}: {secret} in {all}");
        }
    }
}

/// A hook that writes a line each would fill a disk.
#[test]
fn notices_about_one_answer_are_limited() {
    use datacontract::NoticeKind;
    for (differences, limit, given) in
        [(300_000, None, 100), (7, Some(3), 3), (3, Some(3), 3), (5, Some(0), 0)]
    {
        let members =
            (0..differences).map(|number| format!(r#","X{number}":1"#)).collect::<Vec<_>>().concat();
        let members_xml = (0..differences).map(|number| format!("<X{number}/>")).collect::<Vec<_>>().concat();
        let json = json(JSON.replacen("\"Id\":7", &format!("\"Id\":7{members}"), 1));
        let xml = xml(XML.replacen("<Customer>", &format!("{members_xml}<Customer>"), 1));
        for answer in [json, xml] {
            let server = Server::always(answer);
            for (name, mut client) in clients(&server.url()) {
                if let Some(limit) = limit {
                    client = client.max_notices(limit);
                }
                let log = Arc::new(Mutex::new(Vec::new()));
                let seen = Arc::clone(&log);
                let client = client.on_notice(move |response| {
                    seen.lock().unwrap().push((response.notice.kind, response.to_string()));
                });
                assert_eq!(client.call(GetOrder { id: 7 }).send().unwrap(), order(), "{name}");
                let mut log = log.lock().unwrap().clone();
                let left = differences - given;
                if left > 0 {
                    let last = format!("get_order: {left} more notices are left out");
                    assert_eq!(log.pop(), Some((NoticeKind::Omitted(left), last)), "{name}");
                }
                assert_eq!(log.len(), given, "{name}");
                assert!(log.iter().all(|(kind, _)| *kind == NoticeKind::Unknown), "{name}");
            }
        }
    }
}
