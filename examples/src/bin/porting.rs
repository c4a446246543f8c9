//! Takes the place of an old service whose endpoints are not all ported: the others are answered by the old
//! service.

use axum::{
    body::Body,
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use datacontract::server;
use datacontract_examples::{
    ADDRESS,
    lcmanager::server::{Service, router},
};

/// The address of the old service.
const OLD_SERVICE: &str = "https://old.example.com";

/// The new service. The methods that are missing here are answered by the old one.
struct Ported;

impl Service for Ported {}

/// Passes a request to the old service, and its response back.
async fn pass_on(State(http): State<reqwest::Client>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let address = format!("{OLD_SERVICE}{path}");
    let Ok(body) = axum::body::to_bytes(body, 4 << 20).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    // The host and the length are those of the new request.
    parts.headers.remove("host");
    parts.headers.remove("content-length");
    let sent = http.request(parts.method, address).headers(parts.headers).body(body).send().await;
    let Ok(answer) = sent else { return StatusCode::BAD_GATEWAY.into_response() };
    let (status, mut headers) = (answer.status(), answer.headers().clone());
    let Ok(body) = answer.bytes().await else { return StatusCode::BAD_GATEWAY.into_response() };
    headers.remove("content-length");
    headers.remove("transfer-encoding");
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let old = axum::Router::new().fallback(pass_on).with_state(reqwest::Client::new());
    let listener = tokio::net::TcpListener::bind(ADDRESS).await?;
    println!("listening on http://{ADDRESS}, before {OLD_SERVICE}");
    server::serve(listener, router(Ported).fallback(old)).shutdown(server::stop_signal()).await
}
