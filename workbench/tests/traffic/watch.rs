//! A proxy before a service: what comes through is what was sent, and what is seen of it is right and has no secrets.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::routing::{get, post};
use datacontract::server::{self, Proxy, Watch};
use datacontract_workbench::site::Site;
use datacontract_workbench::traffic::{DriftReport, recording};
use datacontract_workbench::watch::{self, Log, Options, Watcher};
use http_body_util::BodyExt as _;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use tower::ServiceExt as _;

const SPEC: &str = r#"{
  "version": 1, "name": "Shop", "module": "shop", "baseUrl": "https://shop.example.com/v1",
  "endpoints": {
    "GET api/orders/{id}": { "name": "get_order", "parameters": { "id": "int" }, "response": "Order" },
    "POST api/orders": { "name": "create_order", "body": "Order" }
  },
  "types": { "Shop.Order": { "members": { "Id": "int", "Note": "string", "Pin": { "type": "string", "secret": true } } } }
}"#;

/// `{"Id":null,"Pin":"MARKED1","<script>":1}`, compressed.
const GZIPPED: &[u8] = include_bytes!("order.json.gz");

fn large() -> Vec<u8> {
    (0..3_000_000_u32).map(|at| at.wrapping_mul(2_654_435_761).to_le_bytes()[3]).collect()
}

fn service() -> Router {
    Router::new()
        .route(
            "/v1/api/orders/{id}",
            get(async || ([("content-type", "application/json"), ("content-encoding", "gzip")], GZIPPED)),
        )
        .route(
            "/v1/api/orders",
            post(async |headers: HeaderMap, body: Bytes| (StatusCode::CREATED, headers, body)),
        )
        .route("/v1/large", get(async || large()))
}

async fn listen(app: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(server::serve(listener, app).into_future());
    address
}

fn request(address: &str, method: &str, path: &str, body: &'static str) -> Request<Body> {
    let request = Request::builder().method(method).uri(format!("{address}{path}"));
    let mut request =
        request.header("authorization", "Bearer MARKED2-token").header("accept-encoding", "gzip");
    if !body.is_empty() {
        request = request.header("content-type", "application/json");
    }
    request.body(Body::from(body)).expect("a request")
}

const ASKED: [(&str, &str, &str); 4] = [
    ("GET", "/v1/api/orders/5", ""),
    ("POST", "/v1/api/orders", r#"{"Id":1,"Note":"MARKED2-token","Pin":"MARKED3"}"#),
    ("GET", "/v1/large", ""),
    ("GET", "/v1/nothing", ""),
];

type Answer = (StatusCode, Vec<(String, String)>, Bytes);

async fn ask(address: &str) -> Vec<Answer> {
    let client = Client::builder(TokioExecutor::new()).build_http();
    let mut answers = Vec::new();
    for (method, path, body) in ASKED {
        let answer = client.request(request(address, method, path, body)).await.expect("an answer");
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        // The service tells what it was sent: who calls, and by whom.
        let is_of_the_way = |name: &str| {
            ["date", "via", "forwarded", "host"].contains(&name) || name.starts_with("x-forwarded-")
        };
        let headers = parts.headers.iter().filter(|(name, _)| !is_of_the_way(name.as_str()));
        let mut headers: Vec<_> = headers
            .map(|(name, value)| (name.to_string(), value.to_str().expect("ASCII").to_owned()))
            .collect();
        headers.sort();
        answers.push((parts.status, headers, body));
    }
    answers
}

struct Through {
    direct: Vec<Answer>,
    passed: Vec<Answer>,
    log: Log,
    report: DriftReport,
    folder: tempfile::TempDir,
}

async fn through() -> Through {
    let (site, diagnostics) = Site::from_text(SPEC, &[]);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let site = Arc::new(site.expect("a site"));
    let target = listen(service()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let options = Options {
        base_url: watch::base_of(&site, &target),
        target: target.clone(),
        record: Some(folder.path().to_owned()),
    };
    let watcher = Watcher::start(site, options, |_| {}).expect("a watcher");
    let log = watcher.log();
    let proxy = Watch::new(Proxy::to(&target).expect("a proxy"), watcher.observer());
    let address = listen(Router::new().fallback_service(proxy)).await;
    let (direct, passed) = (ask(&target).await, ask(&address).await);
    // An answer is told once it has gone, which the caller may know sooner.
    tokio::time::sleep(Duration::from_millis(50)).await;
    let report = tokio::task::spawn_blocking(|| watcher.finish()).await.expect("it ends").expect("a report");
    Through { direct, passed, log, report, folder }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_through_is_what_was_sent_and_is_read_beside_it() {
    let Through { direct, passed, log, report, folder } = through().await;
    assert_eq!(direct.len(), passed.len());
    for (direct, passed) in direct.iter().zip(&passed) {
        assert_eq!((direct.0, &direct.1), (passed.0, &passed.1));
        assert!(direct.2 == passed.2, "{} bytes, {} bytes", direct.2.len(), passed.2.len());
    }

    let found: Vec<String> = report
        .findings
        .iter()
        .map(|finding| format!("{} {} {}", finding.endpoint, finding.kind.code(), finding.path))
        .collect();
    assert_eq!(
        found,
        [
            "GET api/orders/{id} DR201 /Order/<script>",
            "GET api/orders/{id} DR202 /Order/Note",
            "GET api/orders/{id} DR203 /Order/Id",
            "POST api/orders DR105 ",
        ]
    );
    assert_eq!((log.dropped(), log.unrecorded(), log.latest().len()), (0, 0, 4));

    // The recording says the same, and nothing of it is secret.
    let recorded = recording::read(folder.path()).expect("a recording");
    assert_eq!(recorded.len(), 4);
    // A body that was compressed is kept without that, and that is said once.
    let folders = std::fs::read_dir(folder.path()).expect("a folder").flatten();
    let mut said: Vec<String> = folders
        .filter_map(|entry| std::fs::read_to_string(entry.path().join(recording::EXCHANGE_FILE)).ok())
        .filter(|text| text.contains("gzip") && text.contains("api/orders/5"))
        .map(|text| text.replace("accept-encoding: gzip", ""))
        .collect();
    let said = said.pop().expect("the answer");
    assert!(said.contains("\"contentEncoding\": \"gzip\"") && said.matches("gzip").count() == 1, "{said}");
    assert!(!said.contains("content-length"), "{said}");
    assert_eq!(recorded[0].response.header("content-encoding"), None);
    assert!(recorded[2].response.left_out.is_some() && recorded[2].response.body.is_none());
    let mut open = vec![folder.path().to_owned()];
    while let Some(at) = open.pop() {
        for entry in std::fs::read_dir(at).expect("a folder").flatten() {
            if entry.path().is_dir() {
                open.push(entry.path());
            } else {
                let text =
                    String::from_utf8_lossy(&std::fs::read(entry.path()).expect("a file")).into_owned();
                assert!(!text.contains("MARKED"), "{text}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_marks_departures_and_runs_nothing_of_the_service() {
    let Through { log, .. } = through().await;
    let page = async |path: &str| {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let Ok(answer) = watch::router(log.clone()).oneshot(request).await;
        let (parts, body) = answer.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        (parts, String::from_utf8(body.to_vec()).expect("UTF-8"))
    };
    let (parts, list) = page("/").await;
    assert_eq!(parts.status, StatusCode::OK);
    assert!(list.contains("<span class=\"path\">api/orders/{id}</span>"), "{list}");
    let policy = parts.headers.get("content-security-policy").expect("a policy").to_str().expect("ASCII");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    // What is not of the API is neither proven nor a departure.
    let not_of_the_api = "<span class=\"verdict verdict-foreign\">not of this API</span>";
    assert!(list.contains(not_of_the_api) && !list.contains("verdict-proven"), "{list}");
    let seen = log.latest().into_iter().find(|seen| seen.exchange.url.ends_with("/v1/large"));
    assert!(seen.is_some_and(|seen| !seen.is_of_the_api()));
    let (_, one) = page("/1").await;
    for expected in
        ["DR203", "<mark title=\"DR203 null, but the type has no null\">", "&#34;Id&#34;</mark>", "[secret]"]
    {
        assert!(one.contains(expected), "{expected}\n{one}");
    }
    assert!(!one.contains("MARKED") && !one.contains("<script"), "{one}");
    assert_eq!(page("/77").await.0.status, StatusCode::NOT_FOUND);
}
