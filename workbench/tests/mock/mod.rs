//! What the mock answers.

mod demands;
mod recorded;
mod samples;
mod stateful;

use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use datacontract_workbench::mock::{Memory, router};
use datacontract_workbench::site::Site;
use http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

/// A mock that is asked without a network.
struct Asked(axum::Router);

/// What came back.
#[derive(Debug)]
struct Answer {
    status: StatusCode,
    content_type: String,
    body: String,
}

impl Asked {
    fn of(spec: &str, memory: &Memory) -> Asked {
        Asked(router(&site(spec), memory))
    }

    fn request(&self, request: Request<Body>) -> Answer {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        runtime.block_on(async {
            let response = self.0.clone().oneshot(request).await.expect("the mock always answers");
            let content_type = response.headers().get("content-type");
            let content_type =
                content_type.and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
            let status = response.status();
            let body = response.into_body().collect().await.expect("a body").to_bytes();
            Answer { status, content_type, body: String::from_utf8(body.to_vec()).expect("UTF-8") }
        })
    }

    /// Asks with a body of JSON, or none, for JSON.
    fn json(&self, method: &str, uri: &str, body: &str) -> Answer {
        let request = Request::builder().method(method).uri(uri).header("content-type", "application/json");
        self.request(request.body(Body::from(body.to_owned())).expect("a request"))
    }

    /// Asks for XML with a demand.
    fn xml(&self, uri: &str, demand: &str) -> Answer {
        let request = Request::get(uri).header("accept", "application/xml").header("mock", demand);
        self.request(request.body(Body::empty()).expect("a request"))
    }
}

/// The site of a spec, by its path from the checkout's root.
fn site(path: &str) -> Arc<Site> {
    let (site, diagnostics) = Site::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path));
    assert!(!diagnostics.has_errors(), "{path}");
    Arc::new(site.unwrap_or_else(|| panic!("{path} is no spec")))
}

const SHOP: &str = "workbench/tests/specs/shop";
