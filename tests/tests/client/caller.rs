//! Clients that spare the service: a limit of their own, a budget for retries, keys for what is sent twice.

use crate::both::clients;
use crate::server::{Server, answer, json};
use crate::shop::API;
use datacontract::Endpoint;
use datacontract::client::{Error, RateLimit, RetryBudget, TransportKind};
use std::collections::HashSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/name", response = String)]
struct Name;

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, post = "api/name")]
struct SetName {
    #[endpoint(body)]
    name: String,
}

fn set_name() -> SetName {
    SetName { name: "Ada".to_owned() }
}

fn busy() -> Vec<u8> {
    answer("503 Service Unavailable", &[], "")
}

#[test]
fn requests_beyond_the_limit_wait() {
    let server = Server::always(json("\"Ada\""));
    for (name, client) in clients(&server.url()) {
        let limited = client.clone().rate_limit(RateLimit::new(1, Duration::from_millis(60)).burst(2));
        let started = Instant::now();
        for _ in 0..5 {
            // All clones have one limit.
            limited.clone().call(Name).send().unwrap();
        }
        // Two at once, and three after 60, 120 and 180 ms.
        assert!(started.elapsed() >= Duration::from_millis(180), "{name}: {:?}", started.elapsed());
        assert_eq!(client.call(Name).send().unwrap(), "Ada");
    }
}

#[test]
fn a_call_without_time_for_its_place_fails_at_once() {
    let server = Server::always(json("\"Ada\""));
    for (name, client) in clients(&server.url()) {
        server.clear();
        let client = client.rate_limit(RateLimit::per_minute(1)).timeout(Duration::from_secs(5));
        client.call(Name).send().unwrap();
        let started = Instant::now();
        let Error::Transport(error) = client.call(Name).send().unwrap_err() else { panic!("{name}") };
        assert_eq!(error.kind(), TransportKind::Timeout, "{name}");
        let text = format!(
            "{error}: {}",
            std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default()
        );
        assert!(text.contains("rate limit"), "{name}: {text}");
        assert!(started.elapsed() < Duration::from_secs(3), "{name}");
        assert_eq!(server.received().len(), 1, "{name}");
    }
}

/// There is no time for a second attempt, so the answer to the first one is the result.
#[test]
fn an_answer_is_not_lost_for_want_of_a_place() {
    let server = Server::always(busy());
    for (name, client) in clients(&server.url()) {
        server.clear();
        let client = client.rate_limit(RateLimit::per_minute(1)).timeout(Duration::from_secs(5));
        let error = client.call(Name).send().unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(503), "{name}: {error}");
        assert_eq!(server.received().len(), 1, "{name}");
    }
}

#[test]
fn retries_count_against_the_limit() {
    let server = Server::sequence(vec![busy(), json("\"Ada\""), busy(), json("\"Ada\"")]);
    for (name, client) in clients(&server.url()) {
        let started = Instant::now();
        let client = client.rate_limit(RateLimit::new(1, Duration::from_millis(100)));
        assert_eq!(client.call(Name).send().unwrap(), "Ada", "{name}");
        assert!(started.elapsed() >= Duration::from_millis(100), "{name}");
    }
}

#[test]
fn retries_end_with_the_budget_of_all_calls() {
    let server = Server::always(busy());
    for (name, client) in clients(&server.url()) {
        server.clear();
        // Each call would have three attempts.
        let client = client.retry_budget(RetryBudget::percent(10).reserve(3));
        for _ in 0..10 {
            client.clone().call(Name).send().unwrap_err();
        }
        // Ten first attempts, three retries from the reserve. What ten calls earn is one retry, which is less than that
        // because the reserve was full at first.
        assert_eq!(server.received().len(), 13, "{name}");
        client.call(Name).send().unwrap_err();
        client.call(Name).send().unwrap_err();
        assert_eq!(server.received().len(), 16, "{name}: twelve calls have earned one retry");
    }
}

#[test]
fn what_has_a_key_may_be_sent_again() {
    let keys = std::sync::Arc::new(Mutex::new(Vec::new()));
    let (seen, count) = (std::sync::Arc::clone(&keys), AtomicUsize::new(0));
    let server = Server::new(move |received, stream| {
        seen.lock().unwrap().push(received.header("idempotency-key").map(str::to_owned));
        let bytes = if count.fetch_add(1, Ordering::SeqCst) % 2 == 0 {
            busy()
        } else {
            answer("204 No Content", &[], "")
        };
        let _ = std::io::Write::write_all(stream, &bytes);
    });
    for (name, client) in clients(&server.url()) {
        keys.lock().unwrap().clear();
        client.call(set_name()).send().unwrap_err();
        client.call(set_name()).send().unwrap();
        assert_eq!(*keys.lock().unwrap(), [None, None], "{name}: without the setting there are no keys");

        keys.lock().unwrap().clear();
        let client = client.idempotency_key("Idempotency-Key");
        for _ in 0..2 {
            client.call(set_name()).send().unwrap();
        }
        let sent: Vec<String> = keys.lock().unwrap().iter().flatten().cloned().collect();
        assert_eq!(sent.len(), 4, "{name}");
        assert_eq!((&sent[0], &sent[2]), (&sent[1], &sent[3]), "{name}: a call keeps its key");
        assert_eq!(sent.iter().collect::<HashSet<_>>().len(), 2, "{name}: calls have different keys");
        assert!(sent.iter().all(|key| is_uuid(key)), "{name}: {sent:?}");

        keys.lock().unwrap().clear();
        client.call(set_name()).header("Idempotency-Key", "order-7").send().unwrap();
        assert_eq!(*keys.lock().unwrap(), [Some("order-7".to_owned()), Some("order-7".to_owned())], "{name}");

        keys.lock().unwrap().clear();
        assert!(client.call(Name).send().is_err(), "{name}: an answer without a name");
        assert_eq!(keys.lock().unwrap()[0], None, "{name}: what may be sent twice anyway has no key");
        let error = client.idempotency_key("not a name").call(set_name()).send().unwrap_err();
        assert!(matches!(error, Error::Arguments(_)), "{name}: {error:?}");
    }
}

/// A random one, version 4.
fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups[2].starts_with('4')
        && groups[3].starts_with(['8', '9', 'a', 'b'])
        && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
