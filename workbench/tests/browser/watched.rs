//! The page of a proxy: what goes by, and what of it departs from the contract.

use super::driven::{open, run_at, text, until};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::get;
use datacontract::server::Watch;
use datacontract_workbench::site::Site;
use datacontract_workbench::watch::{self, Options, Watcher};
use fantoccini::Locator;
use http_body_util::BodyExt as _;
use std::sync::{Arc, Mutex};
use tower::ServiceExt as _;

const SPEC: &str = r#"{
  "version": 1, "name": "Shop", "module": "shop",
  "endpoints": { "GET api/orders": { "name": "list_orders", "response": "List<Order>" } },
  "types": { "Shop.Order": { "members": { "Id": "int", "Note": "string" } } }
}"#;

/// What a service that wants to run something on the page would answer.
const ANSWER: &str =
    r#"[{"Id":null,"Note":"<img src=x onerror=alert(1)>","<script>alert(1)</script>":"MARKED"}]"#;

type Watched = Watch<Router>;

/// Serves the page of a service whose calls a test makes itself.
async fn page(service: &Arc<Mutex<Option<(Watched, Watcher)>>>) -> String {
    let site = Site::from_text(SPEC, &[]).0.expect("a site");
    let target = "http://shop.example.com".to_owned();
    let options = Options { base_url: target.clone(), target, record: None };
    let watcher = Watcher::start(Arc::new(site), options, |_| {}).expect("a watcher");
    let answer =
        || async { ([("content-type", "application/json"), ("set-cookie", "session=MARKED")], ANSWER) };
    let watched = Watch::new(Router::new().route("/api/orders", get(answer)), watcher.observer());
    let pages = watch::router(watcher.log());
    *service.lock().expect("a lock") = Some((watched, watcher));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { datacontract::server::serve(listener, pages).await });
    address
}

#[test]
fn what_goes_by_appears_by_itself_and_departures_are_marked() {
    let service = Arc::default();
    let own = Arc::clone(&service);
    run_at(async move { page(&own).await }, |address, client, _| async move {
        open(&client, &address).await?;
        assert_eq!(text(&client, ".none").await?, "Nothing has gone by yet.");
        let (watched, _watcher) = service.lock().expect("a lock").take().expect("a service");
        let request =
            Request::get("/api/orders?access_token=MARKED").header("authorization", "Bearer MARKED");
        let request = request.body(Body::empty()).expect("a request");
        let Ok(answer) = watched.oneshot(request).await;
        answer.into_body().collect().await.expect("a body");
        // The page asks again by itself.
        until(&client, "document.querySelector('tbody tr')").await?;
        let row = text(&client, "tbody tr").await?;
        assert!(row.contains("GET api/orders") && row.contains("200"), "{row}");
        client.find(Locator::Css("tbody a")).await?.click().await?;
        until(&client, "document.querySelector('mark')").await?;
        let departures = text(&client, ".departures").await?;
        assert!(departures.contains("DR203") && departures.contains("DR201"), "{departures}");
        let marked =
            "[...document.querySelectorAll('mark')].map(it => it.title + ': ' + it.textContent).join('; ')";
        let marked = client.execute(&format!("return {marked}"), Vec::new()).await?.to_string();
        assert!(marked.contains("DR203") && marked.contains(r#"\"Id\""#), "{marked}");
        // What the service says is text.
        assert!(text(&client, "pre.body").await?.contains("<img src=x onerror=alert(1)>"));
        until(&client, "!document.querySelector('pre img, pre script')").await?;
        let source = client.source().await?;
        assert!(!source.contains("Bearer MARKED") && !source.contains("session=MARKED"), "{source}");
        assert!(!source.contains("access_token=MARKED"), "{source}");
        client.find(Locator::Css("main a, p a")).await?.click().await?;
        until(&client, "location.pathname === '/'").await?;
        Ok(())
    });
}
