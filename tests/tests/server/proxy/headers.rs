//! What the service behind the proxy is told, and what becomes of its addresses.

use super::old::{answering, asked, front, header, run, talk};

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

#[test]
fn the_service_learns_who_calls() {
    run(async {
        let (address, heads) = answering(OK).await;
        let plain = front(address, |proxy| proxy).await;
        talk(plain, &asked("GET", "X-Forwarded-For: 8.8.8.8\r\nCookie: a=b\r\nVia: 1.1 edge\r\n", "")).await;
        let head = heads.lock().unwrap().pop().expect("a request");
        assert_eq!(head.lines().next(), Some("GET /api/other HTTP/1.1"));
        assert_eq!(header(&head, "host"), Some(address.to_string().as_str()));
        assert_eq!(header(&head, "forwarded"), Some("for=127.0.0.1;host=\"shop.example\";proto=http"));
        assert_eq!(header(&head, "x-forwarded-for"), Some("127.0.0.1"));
        assert_eq!(header(&head, "x-forwarded-host"), Some("shop.example"));
        assert_eq!(header(&head, "x-forwarded-proto"), Some("http"));
        assert_eq!(header(&head, "cookie"), Some("a=b"));
        assert_eq!(header(&head, "connection"), None);
        let via = header(&head, "via").expect("it is told");
        assert!(via.starts_with("1.1 edge, 1.1 datacontract-"), "{via}");

        let keeping = front(address, |proxy| proxy.keep_host(true).trust_forwarded(true)).await;
        talk(keeping, &asked("GET", "X-Forwarded-For: 8.8.8.8\r\nX-Forwarded-Proto: https\r\n", "")).await;
        let head = heads.lock().unwrap().pop().expect("a request");
        assert_eq!(header(&head, "host"), Some("shop.example"));
        assert_eq!(header(&head, "x-forwarded-for"), Some("8.8.8.8, 127.0.0.1"));
        assert_eq!(header(&head, "x-forwarded-proto"), Some("https"));
    });
}

#[test]
fn addresses_of_answers_lead_to_the_proxy() {
    run(async {
        // The service does not know its own port before it has one.
        let (probe, _) = answering("").await;
        let (address, _) = answering(format!(
            "HTTP/1.1 302 Found\r\nLocation: http://{probe}/api/5\r\nContent-Location: /api/5\r\n\
             Set-Cookie: a=b; Domain=127.0.0.1; Path=/; HttpOnly\r\nSet-Cookie: c=d\r\n\
             Connection: close, X-Hop\r\nX-Hop: 1\r\nContent-Length: 0\r\n\r\n"
        ))
        .await;
        let front_of_another = front(address, |proxy| proxy).await;
        let answer = talk(front_of_another, &asked("GET", "", "")).await;
        // Another server's address stays.
        assert_eq!(header(&answer, "location"), Some(format!("http://{probe}/api/5").as_str()));
        assert_eq!(header(&answer, "x-hop"), None);
        assert!(answer.contains("set-cookie: a=b; Path=/; HttpOnly\r\n"), "{answer}");
        assert!(answer.contains("set-cookie: c=d\r\n"), "{answer}");

        let own = answering_with_own_address().await;
        let front =
            front(own, |proxy| proxy.public_url("https://shop.example/v2").expect("an address")).await;
        let answer = talk(front, &asked("POST", "Content-Length: 0\r\n", "")).await;
        assert_eq!(header(&answer, "location"), Some("https://shop.example/v2/api/5?x=1"));
        assert_eq!(header(&answer, "content-location"), Some("/v2/api/5"));
    });
}

/// A service that answers with the address by which it was asked.
async fn answering_with_own_address() -> std::net::SocketAddr {
    use tokio::io::AsyncWriteExt as _;
    super::old::old(async |mut stream: tokio::net::TcpStream| {
        let head = super::old::head_of(&mut stream).await;
        let host = header(&head, "host").unwrap_or_default();
        let answer = format!(
            "HTTP/1.1 201 Created\r\nLocation: http://{host}/api/5?x=1\r\nContent-Location: /api/5\r\n\
             Content-Length: 0\r\nConnection: close\r\n\r\n"
        );
        let _ = stream.write_all(answer.as_bytes()).await;
    })
    .await
}

#[test]
fn an_answer_without_a_body_keeps_the_length_that_it_has_or_has_not() {
    run(async {
        for (method, status, length) in [
            ("HEAD", "200 OK", Some("5")),
            ("HEAD", "200 OK", None),
            ("GET", "304 Not Modified", None),
            ("DELETE", "204 No Content", None),
        ] {
            let line = length.map(|length| format!("Content-Length: {length}\r\n")).unwrap_or_default();
            let (address, _) = answering(format!("HTTP/1.1 {status}\r\n{line}ETag: \"x\"\r\n\r\n")).await;
            let front = front(address, |proxy| proxy).await;
            let answer = talk(front, &asked(method, "", "")).await;
            assert!(answer.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{answer}");
            assert_eq!(header(&answer, "content-length"), length, "{method} {status}");
            assert_eq!(header(&answer, "transfer-encoding"), None, "{method} {status}");
            assert!(answer.ends_with("\r\n\r\n"), "{answer}");
        }
    });
}
