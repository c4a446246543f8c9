//! A service behind the proxy that is away, slow, broken or malicious.

use super::old::run;
use super::old::{LIMIT, answering, asked, front, head_of, header, old, status, talk};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const BAD_GATEWAY: &str = "HTTP/1.1 502 Bad Gateway";

#[test]
fn a_service_that_is_away_is_a_bad_gateway_in_the_format_of_the_caller() {
    run(async {
        // A port that nobody listens to any more.
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let nobody = listener.local_addr().expect("an address");
        drop(listener);
        let front = front(nobody, |proxy| proxy).await;
        let answer = talk(front, &asked("GET", "", "")).await;
        assert_eq!(status(&answer), BAD_GATEWAY);
        assert!(
            answer.ends_with("{\"Message\":\"The service behind this one cannot be reached.\"}"),
            "{answer}"
        );
        assert!(!answer.contains(&nobody.port().to_string()), "{answer}");
        let answer = talk(front, &asked("GET", "Accept: application/xml\r\n", "")).await;
        let xml = "<Error><Message>The service behind this one cannot be reached.</Message></Error>";
        assert!(answer.ends_with(xml), "{answer}");
    });
}

#[test]
fn what_is_no_answer_is_a_bad_gateway() {
    run(async {
        for nonsense in [
            "",
            "HTTP/1.1 200 OK\r\nContent-Le",
            "SSH-2.0-OpenSSH_9.2\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: nonsense\r\nContent-Length: x\r\n\r\nab",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
            "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
        ] {
            let (address, _) = answering(nonsense).await;
            let front = front(address, |proxy| proxy).await;
            assert_eq!(status(&talk(front, &asked("GET", "", "")).await), BAD_GATEWAY, "{nonsense}");
        }
        let many = "X: y\r\n".repeat(2_000);
        let (address, _) = answering(format!("HTTP/1.1 200 OK\r\n{many}\r\n")).await;
        let front = front(address, |proxy| proxy).await;
        assert_eq!(status(&talk(front, &asked("GET", "", "")).await), BAD_GATEWAY);
    });
}

#[test]
fn a_large_header_is_passed_on() {
    run(async {
        let value = "v".repeat(50_000);
        let (address, _) =
            answering(format!("HTTP/1.1 200 OK\r\nX-Large: {value}\r\nContent-Length: 2\r\n\r\nok")).await;
        let front = front(address, |proxy| proxy).await;
        let answer = talk(front, &asked("GET", "", "")).await;
        assert_eq!(header(&answer, "x-large"), Some(value.as_str()));
        assert!(answer.ends_with("ok"));
    });
}

#[test]
fn a_silent_service_is_a_timeout() {
    run(async {
        let silent = old(async |mut stream: TcpStream| {
            let mut sink = Vec::new();
            let _ = stream.read_to_end(&mut sink).await;
        })
        .await;
        let front = front(silent, |proxy| proxy.timeout(Some(LIMIT))).await;
        for request in [asked("GET", "", ""), asked("POST", "Content-Length: 2\r\n", "ab")] {
            let answer = talk(front, &request).await;
            assert_eq!(status(&answer), "HTTP/1.1 504 Gateway Timeout");
            assert!(
                answer.ends_with("{\"Message\":\"The service behind this one took too long.\"}"),
                "{answer}"
            );
        }
    });
}

/// The caller must be able to tell a cut answer from a whole one.
#[test]
fn a_cut_answer_is_a_cut_answer() {
    run(async {
        for cut in [
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nnonsense",
        ] {
            let (address, _) = answering(cut).await;
            let front = front(address, |proxy| proxy).await;
            let answer = talk(front, &asked("GET", "", "")).await;
            // If it is cut at once, nothing is sent at all.
            let is_whole = answer.ends_with("0\r\n\r\n") || header(&answer, "content-length") == Some("3");
            assert!(!is_whole && ["HTTP/1.1 200 OK", ""].contains(&status(&answer)), "{answer}");
        }
        // One without a length ends with the connection, and is whole.
        let (address, _) = answering("HTTP/1.1 200 OK\r\n\r\nabc").await;
        let front = front(address, |proxy| proxy).await;
        assert!(talk(front, &asked("GET", "", "")).await.ends_with("3\r\nabc\r\n0\r\n\r\n"));
    });
}

#[test]
fn an_answer_that_stops_is_cut() {
    run(async {
        let stopping = old(async |mut stream: TcpStream| {
            head_of(&mut stream).await;
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc").await;
            tokio::time::sleep(Duration::from_secs(3600)).await;
        })
        .await;
        let front = front(stopping, |proxy| proxy.timeout(Some(LIMIT))).await;
        let answer = talk(front, &asked("GET", "", "")).await;
        assert!(answer.ends_with("\r\n\r\nabc"), "{answer}");
    });
}

/// Services close idle connections when they like. What changes nothing may be asked again.
#[test]
fn a_broken_connection_is_tried_once_more() {
    run(async {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        let breaking = old(move |mut stream: TcpStream| {
            let is_first = counted.fetch_add(1, Ordering::SeqCst).is_multiple_of(2);
            async move {
                head_of(&mut stream).await;
                if !is_first {
                    // It says that it hangs up: the next request must not meet the end of this connection.
                    let answer = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";
                    let _ = stream.write_all(answer).await;
                }
            }
        })
        .await;
        let front = front(breaking, |proxy| proxy).await;
        assert!(talk(front, &asked("GET", "", "")).await.ends_with("ok"));
        assert_eq!(count.load(Ordering::SeqCst), 2);
        // Nobody knows what has become of this one.
        let answer = talk(front, &asked("POST", "Content-Length: 0\r\n", "")).await;
        assert_eq!((status(&answer), count.load(Ordering::SeqCst)), (BAD_GATEWAY, 3));
    });
}

#[test]
fn a_caller_that_stops_sending_is_to_blame_itself() {
    run(async {
        let (sender, _) = tokio::sync::broadcast::channel::<()>(1);
        let waiting = old(move |mut stream: TcpStream| {
            let _kept = sender.clone();
            async move {
                let mut sink = Vec::new();
                let _ = stream.read_to_end(&mut sink).await;
            }
        })
        .await;
        let front = front(waiting, |proxy| proxy.timeout(Some(LIMIT))).await;
        let answer = talk(front, &asked("POST", "Content-Length: 10\r\n", "abc")).await;
        assert_eq!(status(&answer), "HTTP/1.1 408 Request Timeout", "{answer}");
    });
}

#[test]
fn a_proxy_to_itself_is_no_loop() {
    run(async {
        // The port is known before the proxy is.
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let proxy = datacontract::server::Proxy::to(&format!("http://{address}")).expect("an address");
        let serve = datacontract::server::serve(listener, crate::shop::router().fallback(proxy));
        tokio::spawn(async move { serve.await });
        let answer = talk(address, &asked("GET", "", "")).await;
        assert_eq!(status(&answer), "HTTP/1.1 508 Loop Detected");
    });
}

#[test]
fn upgrades_are_refused_plainly() {
    run(async {
        let (address, heads) = answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").await;
        let front = front(address, |proxy| proxy).await;
        let upgrade = |to: &str| {
            format!(
                "GET /api/other HTTP/1.1\r\nHost: x\r\nConnection: close, upgrade\r\nUpgrade: {to}\r\n\r\n"
            )
        };
        let answer = talk(front, &upgrade("websocket")).await;
        assert_eq!(status(&answer), "HTTP/1.1 501 Not Implemented");
        assert!(answer.contains("WebSockets and other upgrades"), "{answer}");
        assert!(heads.lock().unwrap().is_empty());
        // A newer HTTP is an offer, which nobody has to take.
        let answer = talk(front, &upgrade("h2c")).await;
        assert!(answer.ends_with("ok"), "{answer}");
        assert!(!heads.lock().unwrap()[0].to_lowercase().contains("upgrade"));
    });
}
