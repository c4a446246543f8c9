//! What goes in comes out.

use super::old::{front, run};
use bytes::Bytes;
use http_body::Frame;
use proptest::prelude::*;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Answers with the request: its line and its headers in headers of their own, its body as it was, and the
/// status that it asks for.
async fn echo() -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let app = axum::Router::new().fallback(async |request: axum::extract::Request| {
        let (parts, body) = request.into_parts();
        let line = format!("{} {}", parts.method, parts.uri);
        let mut response = axum::response::Response::new(body);
        let status = parts.headers.get("x-status").and_then(|status| status.to_str().ok()?.parse().ok());
        *response.status_mut() = status.unwrap_or(http::StatusCode::OK);
        let headers = response.headers_mut();
        headers.insert("x-line", line.parse().expect("a header"));
        for (name, value) in parts.headers.iter().filter(|(name, _)| name.as_str().starts_with("x-test")) {
            headers.append(name, value.clone());
        }
        response
    });
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

/// A body whose length nobody knows.
struct Unannounced(Option<Bytes>);

impl http_body::Body for Unannounced {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(Frame::data(bytes))))
    }
}

#[derive(Debug)]
struct Case {
    method: &'static str,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    is_chunked: bool,
    status: u16,
}

fn cases() -> impl Strategy<Value = Case> {
    (
        prop::sample::select(vec!["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]),
        r"/x(/[a-zA-Z0-9._~!$&'()*+,;=:@-]{0,6}|/%[0-9A-F]{2}|//){0,4}(\?[a-z0-9=&%/?+]{0,12})?",
        prop::collection::vec((r"x-test-[a-z]{1,3}", r"[!-~]([ -~]{0,20}[!-~])?"), 0..6),
        prop::collection::vec(any::<u8>(), 0..5_000),
        any::<bool>(),
        prop::sample::select(vec![200_u16, 201, 299, 400, 401, 404, 418, 500, 503, 599]),
    )
        .prop_map(|(method, target, headers, body, is_chunked, status)| Case {
            method,
            target,
            headers,
            body,
            is_chunked,
            status,
        })
        .prop_filter("no address", |case| case.target.parse::<http::Uri>().is_ok())
}

/// A client that follows no redirects. reqwest wants to know who encrypts, though nothing is encrypted here.
fn plain_client() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

#[test]
fn requests_and_answers_come_out_as_they_went_in() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let front = runtime.block_on(async { front(echo().await, |proxy| proxy).await });
    let client = plain_client();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(150));
    let result = runner.run(&cases(), |case| {
        let method = case.method.parse().unwrap();
        let mut request = client.request(method, format!("http://{front}{}", case.target));
        for (name, value) in &case.headers {
            request = request.header(name, value);
        }
        let body = if case.is_chunked {
            request = request.header("transfer-encoding", "chunked");
            reqwest::Body::wrap(Unannounced(Some(case.body.clone().into())))
        } else {
            case.body.clone().into()
        };
        let (head, body) = runtime.block_on(async {
            let answer = request.header("x-status", case.status).body(body).send().await.unwrap();
            let head = (answer.status().as_u16(), answer.headers().clone());
            (head, answer.bytes().await.unwrap())
        });
        // The client makes `/.` of `/%2E`, and takes it away.
        let sent = reqwest::Url::parse(&format!("http://{front}{}", case.target)).unwrap();
        let query = sent.query().map(|query| format!("?{query}")).unwrap_or_default();
        let line = format!("{} {}{query}", case.method, sent.path());
        prop_assert_eq!(head.0, case.status);
        prop_assert_eq!(head.1["x-line"].to_str().unwrap(), line);
        let mut names: Vec<&String> = case.headers.iter().map(|(name, _)| name).collect();
        names.sort();
        names.dedup();
        for name in names {
            let expected: Vec<&str> = case
                .headers
                .iter()
                .filter(|(other, _)| other == name)
                .map(|(_, value)| value.as_str())
                .collect();
            let found: Vec<&str> = head.1.get_all(name).iter().map(|value| value.to_str().unwrap()).collect();
            prop_assert_eq!(found, expected);
        }
        prop_assert_eq!(&body[..], &case.body[..]);
        Ok(())
    });
    result.unwrap();
}

/// A hundred callers at once get each their own.
#[test]
fn many_callers_are_not_mixed_up() {
    run(async {
        let front = front(echo().await, |proxy| proxy).await;
        let client = plain_client();
        let mut calls = tokio::task::JoinSet::new();
        for number in 0..100 {
            let call = client.post(format!("http://{front}/x/{number}")).body(number.to_string()).send();
            calls.spawn(async move { (number, call.await.unwrap().text().await.unwrap()) });
        }
        while let Some(answer) = calls.join_next().await {
            let (number, text) = answer.unwrap();
            assert_eq!(text, number.to_string());
        }
    });
}
