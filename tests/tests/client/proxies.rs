//! Proxies that clients go through, and the connections that they keep.

use crate::authority::Authority;
use crate::both::clients_with;
use crate::server::{Received, Server, answer, json};
use crate::shop::API;
use datacontract::Endpoint;
use datacontract::client::{Connections, Error, Retry, TransportKind};
use rustls::{ServerConnection, StreamOwned};
use std::io::{BufReader, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/name", response = String)]
struct Name;

/// A proxy that is the service too: it takes whole addresses, and makes tunnels (`CONNECT`).
fn proxy() -> Server {
    Server::with_connections(|stream, log| {
        let Some(first) = Received::read(&mut BufReader::new(&*stream)) else { return };
        log(first.clone());
        if first.line.starts_with("CONNECT ") {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            let Some(second) = Received::read(&mut BufReader::new(&*stream)) else { return };
            log(second);
        }
        let _ = stream.write_all(&json("\"Ada\""));
    })
}

#[test]
fn requests_go_through_the_proxy() {
    let proxy = proxy();
    let plain = Connections::new().proxy(proxy.url());
    let in_address = Connections::new().proxy(proxy.url().replace("http://", "http://ada:p%40ss@"));
    let beside = in_address.clone().proxy_credentials("ada", "p@ss");
    for (connections, credentials) in
        [(plain, None), (in_address, Some("Basic YWRhOnBAc3M=")), (beside, Some("Basic YWRhOnBAc3M="))]
    {
        // There is no such host: only the proxy can answer.
        for (name, client) in clients_with(&connections, "http://shop.invalid") {
            proxy.clear();
            assert_eq!(client.call(Name).send().unwrap(), "Ada", "{name}");
            let received = proxy.received();
            assert!(received[0].line.contains("shop.invalid"), "{name}: {received:?}");
            assert_eq!(received[0].header("proxy-authorization"), credentials, "{name}");
            // The service itself does not learn the proxy's password.
            assert!(
                received[1..].iter().all(|at_service| at_service.header("proxy-authorization").is_none())
            );
        }
    }
}

#[test]
fn https_goes_through_a_tunnel() {
    let authority = Authority::new("Company");
    let config = Arc::new(authority.certify("shop.invalid").server_config(None, &[]));
    let proxy = Server::with_connections(move |stream, log| {
        let Some(first) = Received::read(&mut BufReader::new(&*stream)) else { return };
        log(first);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        let mut inner = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
        let Some(second) = Received::read(&mut BufReader::new(&mut inner)) else { return };
        log(second);
        let _ = inner.write_all(&json("\"Ada\""));
        inner.conn.send_close_notify();
        let _ = inner.flush();
    });
    let connections = Connections::new()
        .proxy(proxy.url())
        .proxy_credentials("ada", "p@ss")
        .root_certificates(authority.pem());
    for (name, client) in clients_with(&connections, "https://shop.invalid") {
        proxy.clear();
        assert_eq!(client.call(Name).send().unwrap(), "Ada", "{name}");
        let [tunnel, request] = &proxy.received()[..] else { panic!("{name}: {:?}", proxy.received()) };
        assert_eq!(tunnel.line, "CONNECT shop.invalid:443 HTTP/1.1", "{name}");
        assert_eq!(tunnel.header("proxy-authorization"), Some("Basic YWRhOnBAc3M="), "{name}");
        assert_eq!(request.line, "GET /api/name HTTP/1.1", "{name}");
        assert_eq!(request.header("proxy-authorization"), None, "{name}");
    }
}

#[test]
fn a_proxy_that_refuses_is_an_error_that_shows_no_password() {
    let proxy = Server::always(answer("407 Proxy Authentication Required", &[], ""));
    let connections = Connections::new().proxy(proxy.url()).proxy_credentials("ada", "geheim");
    for (name, client) in clients_with(&connections, "https://shop.invalid") {
        let error = client.retry(Retry::never()).call(Name).send().unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(
            matches!(&error, Error::Transport(error) if error.kind() == TransportKind::Connect),
            "{name}: {shown}"
        );
        assert!(!shown.contains("geheim") && !shown.contains("Basic"), "{name}: {shown}");
    }
}

#[test]
fn hosts_that_are_excepted_are_called_without_the_proxy() {
    let (proxy, server) = (proxy(), Server::always(json("\"Bea\"")));
    let through = Connections::new().proxy(proxy.url());
    let port = server.url().rsplit_once(':').unwrap().1.to_owned();
    for (except, expected) in [
        ("127.0.0.1".to_owned(), "Bea"),
        ("example.com, 127.0.0.0/8".to_owned(), "Bea"),
        (format!("127.0.0.1:{port}"), "Bea"),
        ("127.0.0.1:1".to_owned(), "Ada"),
        ("*".to_owned(), "Bea"),
        (String::new(), "Ada"),
    ] {
        for (name, client) in clients_with(&through.clone().proxy_except(except.clone()), &server.url()) {
            assert_eq!(client.call(Name).send().unwrap(), expected, "{name}: {except}");
        }
    }
    for (name, client) in clients_with(&through.no_proxy(), &server.url()) {
        assert_eq!(client.call(Name).send().unwrap(), "Bea", "{name}");
    }
}

/// A server that keeps its connections open, and counts them and the requests that it has at a time.
struct Counting {
    server: Server,
    connections: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

impl Counting {
    fn start(pause: Duration) -> Self {
        let (connections, most, now) = <(Arc<AtomicUsize>, Arc<AtomicUsize>, AtomicUsize)>::default();
        let (counted, most_seen) = (Arc::clone(&connections), Arc::clone(&most));
        let server = Server::with_connections(move |stream, _| {
            counted.fetch_add(1, Ordering::SeqCst);
            let mut reader = BufReader::new(stream.try_clone().expect("another handle"));
            while Received::read(&mut reader).is_some() {
                most_seen.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                thread::sleep(pause);
                now.fetch_sub(1, Ordering::SeqCst);
                let kept = String::from_utf8(json("\"Ada\"")).unwrap().replace("Connection: close\r\n", "");
                if stream.write_all(kept.as_bytes()).is_err() {
                    return;
                }
            }
        });
        Counting { server, connections, most }
    }
}

#[test]
fn unused_connections_stay_open_as_the_settings_say() {
    let new = Connections::new;
    for (connections, expected) in
        [(new(), 1), (new().max_idle_per_host(0), 3), (new().idle_timeout(Duration::from_millis(1)), 3)]
    {
        let service = Counting::start(Duration::ZERO);
        for (name, client) in clients_with(&connections.no_proxy(), &service.server.url()) {
            service.connections.store(0, Ordering::SeqCst);
            for _ in 0..3 {
                client.call(Name).send().unwrap();
                thread::sleep(Duration::from_millis(20));
            }
            assert_eq!(service.connections.load(Ordering::SeqCst), expected, "{name}");
        }
    }
}

#[test]
fn no_more_requests_go_to_a_host_at_a_time_than_the_settings_say() {
    let service = Counting::start(Duration::from_millis(20));
    let url = service.server.url();
    let limited = Connections::new().no_proxy().max_per_host(2);

    let blocking = limited.ureq(&url).unwrap();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(blocking.call(Name).send().unwrap(), "Ada"));
        }
    });
    assert_eq!(service.most.swap(0, Ordering::SeqCst), 2, "ureq");

    let client = limited.reqwest(&url).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let calls: Vec<_> = (0..8)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.call(Name).send().await.unwrap() })
            })
            .collect();
        for call in calls {
            assert_eq!(call.await.unwrap(), "Ada");
        }
    });
    assert_eq!(service.most.load(Ordering::SeqCst), 2, "reqwest");
}

#[track_caller]
fn check_that_it_had_to_wait(result: Result<String, Error>) {
    let Err(Error::Transport(error)) = result else { panic!("{result:?}") };
    assert_eq!(error.kind(), TransportKind::Timeout);
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.contains("`Connections::max_per_host`"), "{source}");
}

#[test]
fn a_call_that_waits_for_others_too_long_says_so() {
    let service = Counting::start(Duration::from_millis(400));
    let url = service.server.url();
    let limited = Connections::new().no_proxy().max_per_host(1);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (blocking, client) = (limited.ureq(&url).unwrap(), limited.reqwest(&url).unwrap());

    let started = Arc::new(std::sync::Barrier::new(2));
    let first = thread::spawn({
        let (blocking, started) = (blocking.clone(), Arc::clone(&started));
        move || {
            started.wait();
            blocking.call(Name).send().unwrap()
        }
    });
    started.wait();
    thread::sleep(Duration::from_millis(100));
    check_that_it_had_to_wait(
        blocking.call(Name).timeout(Duration::from_millis(50)).retry(Retry::never()).send(),
    );
    assert_eq!(first.join().unwrap(), "Ada");

    runtime.block_on(async {
        let first = tokio::spawn({
            let client = client.clone();
            async move { client.call(Name).send().await.unwrap() }
        });
        tokio::time::sleep(Duration::from_millis(100)).await;
        check_that_it_had_to_wait(
            client.call(Name).timeout(Duration::from_millis(50)).retry(Retry::never()).send().await,
        );
        assert_eq!(first.await.unwrap(), "Ada");
    });
}
