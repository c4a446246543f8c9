//! Two services asked the same, and their answers compared.

use axum::body::Body;
use axum::extract::Request as HttpRequest;
use axum::response::{IntoResponse as _, Response as HttpResponse};
use datacontract::clr::{DateTime, Decimal};
use datacontract::http::Api;
use datacontract::server::{Error, Report, Request, Router, Serving, Shadow, Verdict, not_implemented};
use datacontract::{DataContract, Endpoint, Secret};
use http::StatusCode;
use http_body_util::BodyExt as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tower_service::Service as _;

static STORE: Api = Api::new("Store");

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Store", rename_all = "PascalCase")]
struct Item {
    id: i32,
    price: Decimal,
    at: DateTime,
    note: Option<String>,
    #[contract(secret)]
    token: Option<Secret<String>>,
    parts: Vec<Part>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Store", rename_all = "PascalCase")]
struct Part {
    sku: Option<String>,
    weight: f64,
}

#[derive(Endpoint, Debug)]
#[endpoint(api = STORE, get = "api/items/{id}", response = Item)]
struct GetItem {
    id: i32,
}

#[derive(Endpoint, Debug)]
#[endpoint(api = STORE, post = "api/items", response = Item)]
struct CreateItem {
    #[endpoint(body)]
    item: Item,
}

#[derive(Endpoint, Debug)]
#[endpoint(api = STORE, get = "api/missing", response = String)]
struct Missing;

fn item(id: i32) -> Item {
    let part = |sku: &str| Part { sku: Some(sku.to_owned()), weight: 0.5 };
    Item {
        id,
        price: "1.5".parse().unwrap(),
        at: "2026-01-02T03:04:05Z".parse().unwrap(),
        note: None,
        token: Some("hush".to_owned().into()),
        parts: vec![part("a"), part("b")],
    }
}

/// What .NET may write for the same item: another order, another scale, another zone, a null.
const SAME: &str = r#"{"Token":"hush","Parts":[{"Weight":0.50,"Sku":"a"},{"Sku":"b","Weight":5E-1}],
    "At":"2026-01-02T05:04:05+02:00","Price":1.50,"Id":7,"Note":null}"#;

/// The new service. `wait` is never answered, `raw` is answered as it stands here.
fn new_service(raw: Option<(&'static str, &'static str)>) -> Router {
    Router::of(())
        .endpoint(move |_, request: Request<GetItem>| async move {
            if let Some((media_type, text)) = raw {
                let response = ([("content-type", media_type)], text).into_response();
                return Err(Error::with_response(response));
            }
            match request.id {
                404 => Err(Error::not_found()),
                1 => std::future::pending().await,
                id => Ok(item(id).into()),
            }
        })
        .endpoint(|_, request: Request<CreateItem>| async move { Ok(request.into_arguments().item.into()) })
        .endpoint(|_, request: Request<Missing>| not_implemented(request))
        .build()
}

/// An old service that answers by a function, and counts its calls.
#[derive(Clone)]
struct Old {
    calls: Arc<AtomicU64>,
    service: axum::Router,
}

fn old(answer: impl Fn(u64, &HttpRequest) -> HttpResponse + Clone + Send + Sync + 'static) -> Old {
    let calls = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&calls);
    let service = axum::Router::new()
        .fallback(async move |request: HttpRequest| answer(counted.fetch_add(1, Ordering::SeqCst), &request));
    Old { calls, service }
}

fn json(text: impl Into<String>) -> HttpResponse {
    ([("content-type", "application/json; charset=utf-8")], text.into()).into_response()
}

fn request(method: &str, target: &str, lines: &[(&str, &str)], body: &'static str) -> HttpRequest {
    let mut request = HttpRequest::builder().method(method).uri(target).header("host", "store");
    for (name, value) in lines {
        request = request.header(*name, *value);
    }
    request.body(Body::from(body)).unwrap()
}

async fn call(shadow: &Shadow<axum::Router>, request: HttpRequest) -> (StatusCode, String) {
    let (parts, body) = shadow.clone().call(request).await.unwrap().into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    (parts.status, String::from_utf8_lossy(&bytes).into_owned())
}

async fn get(shadow: &Shadow<axum::Router>, target: &str) -> (StatusCode, String) {
    call(shadow, request("GET", target, &[], "")).await
}

/// Waits until so many answers were compared or skipped.
async fn report(shadow: &Shadow<axum::Router>, count: u64) -> Report {
    for _ in 0..2_000 {
        let report = shadow.report();
        let done: u64 = report.endpoints.iter().map(|it| it.compared + it.skipped).sum();
        if done >= count {
            return report;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("not compared: {}", shadow.report());
}

fn paths(report: &Report) -> Vec<(&str, &str, &str)> {
    let all = report.endpoints.iter().flat_map(|it| &it.differences);
    all.map(|it| (it.path.as_str(), it.old.as_str(), it.new.as_str())).collect()
}

#[tokio::test]
async fn answers_are_equal_by_their_contract() {
    let old = old(|_, _| json(SAME));
    let shadow = Shadow::new(new_service(None), old.service).enough(3);
    for call in 1..=3 {
        // The caller gets the old answer as it is.
        assert_eq!(get(&shadow, "/api/items/7").await, (StatusCode::OK, SAME.to_owned()));
        let report = report(&shadow, call).await;
        assert_eq!(paths(&report), []);
        let verdict = if call < 3 { Verdict::TooFew(3 - call) } else { Verdict::Safe };
        assert_eq!(report.endpoints[0].verdict, verdict);
    }
    // Equal answers are not asked for again.
    assert_eq!(old.calls.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn differences_have_paths_and_values_and_hide_secrets() {
    let other = SAME
        .replace("1.50", "1.51")
        .replace("hush", "elsewise")
        .replace("\"b\"", "\"c\"")
        .replace("+02:00", "Z")
        .replace("\"Note\":null", "\"Note\":\"x\"");
    let old = old(move |_, _| json(other.clone()));
    let shadow = Shadow::new(new_service(None), old.service);
    get(&shadow, "/api/items/7").await;
    let report = report(&shadow, 1).await;
    assert_eq!(
        paths(&report),
        [
            ("/Price", "1.51", "1.5"),
            ("/At", "2026-01-02T05:04:05Z", "2026-01-02T03:04:05Z"),
            ("/Note", "\"x\"", "null"),
            ("/Token", "[secret]", "[another secret]"),
            ("/Parts/1/Sku", "\"c\"", "\"b\""),
        ]
    );
    assert_eq!(report.endpoints[0].verdict, Verdict::Differs);
    for shown in [report.to_json(), report.to_string(), report.to_metrics(), format!("{report:?}")] {
        assert!(!shown.contains("hush") && !shown.contains("elsewise"), "{shown}");
    }
    assert!(report.to_metrics().contains(
        "# TYPE datacontract_shadow_different_total counter\n\
         datacontract_shadow_different_total{endpoint=\"GET api/items/{id}\"} 1\n"
    ));
    let json: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
    assert_eq!(json["endpoints"][0]["differences"][0]["path"], "/Price");
    assert_eq!(json["endpoints"][0]["verdict"], "differs");
}

#[tokio::test]
async fn what_varies_by_itself_counts_for_nothing() {
    let old = old(|call, _| json(SAME.replace("05:04:05", &format!("05:04:{:02}", call % 60 + 6))));
    let shadow = Shadow::new(new_service(None), old.service).enough(3);
    for call in 1..=3 {
        get(&shadow, "/api/items/7").await;
        report(&shadow, call).await;
    }
    let report = shadow.report();
    let endpoint = &report.endpoints[0];
    assert_eq!((endpoint.varying.as_slice(), endpoint.verdict), (&["/At".to_owned()][..], Verdict::Safe));
    // It was asked a second time once.
    assert_eq!(old.calls.load(Ordering::SeqCst), 4);
}

/// Who reads an answer by the contract sees them, or loses something.
#[tokio::test]
async fn lost_and_unknown_members_are_differences() {
    let xml = |order: &str| {
        format!(
            "<Item xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" \
             xmlns=\"http://schemas.datacontract.org/2004/07/Store\">{order}</Item>"
        )
    };
    let in_order = xml("<Id>7</Id><Note>n</Note>");
    let swapped: &'static str = Box::leak(xml("<Note>n</Note><Id>7</Id>").into_boxed_str());
    let unknown = in_order.replace("</Item>", "<Zz>1</Zz></Item>");
    let in_order_static: &'static str = Box::leak(in_order.clone().into_boxed_str());
    for (old_text, new_text, expected) in [
        (in_order.clone(), swapped, ("/Id", "7", "0")),
        (unknown.clone(), in_order_static, ("/Item/Zz", "is not in the contract", "not so")),
    ] {
        let old = old(move |_, _| ([("content-type", "application/xml")], old_text.clone()).into_response());
        let shadow = Shadow::new(new_service(Some(("application/xml", new_text))), old.service);
        call(&shadow, request("GET", "/api/items/7", &[("accept", "application/xml")], "")).await;
        let report = report(&shadow, 1).await;
        assert_eq!(paths(&report).first(), Some(&expected), "{report}");
    }
}

#[tokio::test]
async fn status_media_type_and_errors_are_compared() {
    for (answer, expected) in [
        (|| StatusCode::NOT_FOUND.into_response(), None),
        (|| StatusCode::GONE.into_response(), Some(("status", "410", "404"))),
        (
            || (StatusCode::NOT_FOUND, "x").into_response(),
            Some(("Content-Type", "text/plain; charset=utf-8", "")),
        ),
    ] as [(fn() -> HttpResponse, _); 3]
    {
        let old = old(move |_, _| answer());
        let shadow = Shadow::new(new_service(None), old.service);
        get(&shadow, "/api/items/404").await;
        let report = report(&shadow, 1).await;
        assert_eq!(paths(&report).first().copied(), expected);
    }
}

#[tokio::test]
async fn the_caller_never_waits_for_the_comparison() {
    let old = old(|_, _| json(SAME));
    let shadow = Shadow::new(new_service(None), old.service).at_once(1);
    // The new service never answers this one, so that the next ones find no place.
    for _ in 0..3 {
        let answer = tokio::time::timeout(Duration::from_secs(10), get(&shadow, "/api/items/1")).await;
        assert_eq!(answer.expect("the caller waits").1, SAME);
    }
    assert_eq!(shadow.report().endpoints[0].skipped, 2);
}

#[tokio::test]
async fn the_new_answer_is_served_where_that_is_wanted() {
    let old = old(|_, _| json(SAME));
    let shadow = Shadow::new(new_service(None), old.service).serving(Serving::New);
    let (_, text) = get(&shadow, "/api/items/7").await;
    assert!(text.starts_with("{\"Id\":7"), "{text}");
    assert_eq!(report(&shadow, 1).await.endpoints[0].equal, 1);
    // What is not ported comes from the old service all the same.
    assert_eq!(get(&shadow, "/api/missing").await.1, SAME);
    assert_eq!(shadow.report().endpoints[1].verdict, Verdict::NotPorted);
    assert_eq!(get(&shadow, "/elsewhere").await.1, SAME);
}

#[tokio::test]
async fn writes_happen_once_unless_they_are_named() {
    let old = old(|_, request| {
        assert_eq!(request.headers()["content-type"], "application/json");
        json(SAME)
    });
    let post = || request("POST", "/api/items", &[("content-type", "application/json")], SAME);
    let shadow = Shadow::new(new_service(None), old.service.clone());
    let (_, text) = call(&shadow, post()).await;
    assert!(text.starts_with("{\"Id\":7"), "{text}");
    assert_eq!((old.calls.load(Ordering::SeqCst), shadow.report().endpoints.len()), (0, 0));

    let shadow = shadow.endpoint::<CreateItem>();
    assert_eq!(call(&shadow, post()).await.1, SAME);
    assert_eq!(report(&shadow, 1).await.endpoints[0].equal, 1);
    let shadow = shadow.without::<GetItem>();
    assert!(get(&shadow, "/api/items/7").await.1.starts_with("{\"Id\":7"));
    assert_eq!(old.calls.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn what_is_too_large_or_broken_off_is_skipped() {
    let old = old(|_, _| json(SAME));
    let small = Shadow::new(new_service(None), old.service.clone()).max_size(100);
    assert_eq!(get(&small, "/api/items/7").await.1, SAME);
    assert_eq!(report(&small, 1).await.endpoints[0].skipped, 1);

    let shadow = Shadow::new(new_service(None), old.service);
    drop(shadow.clone().call(request("GET", "/api/items/7", &[], "")).await.unwrap());
    assert_eq!(report(&shadow, 1).await.endpoints[0].skipped, 1);
}

/// A compressed answer, or one that says that nothing has changed, cannot be read: a plain one is asked for.
#[tokio::test]
async fn an_answer_that_cannot_be_compared_is_asked_for_again() {
    let heads = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&heads);
    let old = old(move |_, request| {
        let has = |name: &str| request.headers().contains_key(name);
        heard.lock().unwrap().push((has("accept-encoding"), has("if-none-match")));
        if has("if-none-match") {
            StatusCode::NOT_MODIFIED.into_response()
        } else if has("accept-encoding") {
            ([("content-type", "application/json"), ("content-encoding", "gzip")], "\u{1f}").into_response()
        } else {
            json(SAME)
        }
    });
    let shadow = Shadow::new(new_service(None), old.service);
    for (count, name) in [(1, "accept-encoding"), (2, "if-none-match")] {
        call(&shadow, request("GET", "/api/items/7", &[(name, "gzip")], "")).await;
        assert_eq!(report(&shadow, count).await.endpoints[0].equal, count);
    }
    let expected = [(true, false), (false, false), (false, true), (false, false)];
    assert_eq!(*heads.lock().unwrap(), expected);
}

#[tokio::test]
async fn head_is_compared_by_its_head() {
    let old = old(|_, _| json(SAME));
    let shadow = Shadow::new(new_service(None), old.service);
    assert_eq!(call(&shadow, request("HEAD", "/api/items/7", &[], "")).await.0, StatusCode::OK);
    assert_eq!(report(&shadow, 1).await.endpoints[0].equal, 1);
}
