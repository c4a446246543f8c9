//! Asks our server, within the process.

use crate::exchange::{Exchange, HOST, OurAnswer};
use axum::body::Body;
use datacontract::server::Router;
use datacontract_aspnet::service::Ears;
use http::Request;
use http_body_util::BodyExt as _;
use tower_service::Service as _;

pub(crate) fn ask(router: &Router, ears: &Ears, exchange: &Exchange) -> OurAnswer {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    let mut request =
        Request::builder().method(exchange.method.as_str()).uri(&exchange.target).header("host", HOST);
    for (name, value) in &exchange.headers {
        request = request.header(name, value);
    }
    let body = exchange.body.clone().unwrap_or_default();
    let Ok(request) = request.body(Body::from(body)) else {
        // hyper, below our server, refuses such a request.
        return OurAnswer { status: 400, content_type: None, allow: None, body: Vec::new(), heard: None };
    };
    let _ = ears.take();
    runtime.block_on(async {
        let Ok(response) = router.clone().call(request).await;
        let header =
            |name: &str| response.headers().get(name).map(|value| value.to_str().expect("text").to_owned());
        let (content_type, allow, status) =
            (header("content-type"), header("allow"), response.status().as_u16());
        let body = response.into_body().collect().await.expect("a body").to_bytes().to_vec();
        OurAnswer { status, content_type, allow, body, heard: ears.take() }
    })
}
