//! What the page's form needs of the server: whether an answer is as the contract says, and the way to the real
//! service.
//!
//! A browser asks the mock by itself. The real service is another host, which the page's own rules do not let it
//! call; so the workbench passes the request on: to the spec's `baseUrl` and no other address, for pages of this
//! server alone, with the headers that the person typed, of which nothing is kept.

mod check;
mod convert;
mod rust;
mod send;

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use datacontract_codegen::spec::Authentication;
use serde_json::{Value, json};

use crate::mock::demand::WORDS;
use crate::site::Site;

pub use check::{Departure, departures};

/// How much of the real service's answers is shown.
const MAX_ANSWER: usize = 4 << 20;
/// How much a request to these two addresses may have.
const MAX_REQUEST: usize = 16 << 20;

/// Whether requests are passed on to the real service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forwarding {
    /// For pages of this server: where nobody else can reach it.
    OnRequest,
    /// Never: a server that others can reach would be a way to the service for all of them.
    Never,
}

struct TryIt {
    site: Arc<Site>,
    forwarding: Forwarding,
}

/// Returns the addresses that the form of a site's pages calls, below `Help/-/try/`: `about` says whether the
/// real service is known; `check/{id}`, `convert/{id}`, `rust/{id}` and `send/{id}` do their work for an endpoint.
pub fn router(site: Arc<Site>, forwarding: Forwarding) -> Router {
    let address = |path: &str| site.place().address(&format!("Help/-/try/{path}"));
    let (about, work) = (address("about"), address("{work}/{id}"));
    Router::new()
        .route(&about, get(answer_about))
        .route(&work, post(answer_work))
        .layer(axum::extract::DefaultBodyLimit::max(MAX_REQUEST))
        .with_state(Arc::new(TryIt { site, forwarding }))
}

async fn answer_about(State(site): State<Arc<TryIt>>) -> Response {
    let spec = site.site.spec();
    let header = match &spec.authentication {
        Authentication::Header(name) => Some(name.as_str()),
        Authentication::Basic | Authentication::Token(_) => Some("Authorization"),
        Authentication::Cookie(_) => Some("Cookie"),
        Authentication::None | Authentication::Query(_) | Authentication::Body(_) => None,
    };
    answer(Ok(json!({
        "baseUrl": spec.base_url.as_ref().filter(|_| site.forwarding == Forwarding::OnRequest).map(|url| &url.value),
        "prefix": site.site.place().prefix(),
        "authentication": header,
        "rust": !site.site.has_errors(),
        "demands": WORDS,
    })))
}

async fn answer_work(
    State(site): State<Arc<TryIt>>,
    Path((work, id)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let (place, asked) = match asked(&site, &id, &headers, &body) {
        Ok(found) => found,
        Err(refused) => return refused.into_response(),
    };
    answer(match work.as_str() {
        "check" => check::answer(&site.site, place, &asked),
        "convert" => convert::answer(&site.site, place, &asked),
        "rust" => rust::answer(&site.site, place, &asked),
        "send" if site.forwarding == Forwarding::Never => {
            Err("this server can be reached by others, so that it sends nothing on".to_owned())
        }
        "send" => {
            // The client blocks.
            let sent = tokio::task::spawn_blocking(move || send::answer(&site.site, place, &asked)).await;
            sent.unwrap_or_else(|_| Err("the request could not be sent".to_owned()))
        }
        _ => return StatusCode::NOT_FOUND.into_response(),
    })
}

/// Returns the endpoint's place, and what is asked. Only pages of this server are answered: a page of another
/// site can neither send JSON here without being asked by the browser first, nor hide where it comes from.
fn asked(
    site: &TryIt,
    id: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(usize, Value), (StatusCode, &'static str)> {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let is_json = text(header::CONTENT_TYPE).is_some_and(|ty| ty.starts_with("application/json"));
    let host = text(header::HOST).unwrap_or_default();
    let is_own = match text(header::ORIGIN) {
        Some(origin) => origin.split_once("://").is_some_and(|(_, of)| of.eq_ignore_ascii_case(host)),
        None => true,
    };
    if !is_json || !is_own {
        return Err((StatusCode::FORBIDDEN, "Only the pages of this server may ask for this.\n"));
    }
    let place = site.site.place_of_id(id).ok_or((StatusCode::NOT_FOUND, "There is no such endpoint.\n"))?;
    let asked =
        serde_json::from_slice(body).map_err(|_| (StatusCode::BAD_REQUEST, "The request is no JSON.\n"))?;
    Ok((place, asked))
}

fn answer(result: Result<Value, String>) -> Response {
    let (status, value) = match result {
        Ok(value) => (StatusCode::OK, value),
        Err(message) => (StatusCode::UNPROCESSABLE_ENTITY, json!({ "error": message })),
    };
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, value.to_string()).into_response()
}
