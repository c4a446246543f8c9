//! The pages on a server.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use axum::routing::get;
use datacontract_codegen::spec::Bundle;
use percent_encoding::percent_decode_str;

use super::links::Links;
use super::{Help, Options, assets};
use crate::site::Site;

/// Returns the help page of a site, below the site's place.
pub fn router(site: Arc<Site>, _options: Options) -> Router {
    let prefix = site.place().prefix().to_owned();
    let help = Arc::new(Help::new(site));
    let mut router = Router::new();
    // ASP.NET does not look at the case of addresses; people write these two.
    for word in ["Help", "help"] {
        let root = format!("{prefix}/{word}");
        let answer = |help: &Arc<Help>, root: &str| {
            let (help, root) = (Arc::clone(help), root.to_owned());
            get(move |request: Request| async move { answer(&help, &root, &request) })
        };
        router = router
            .route(&root, answer(&help, &root))
            .route(&format!("{root}/"), answer(&help, &root))
            .route(&format!("{root}/{{*page}}"), answer(&help, &root));
    }
    router
}

fn answer(help: &Help, root: &str, request: &Request) -> Response<Body> {
    let path = request.uri().path();
    let Ok(path) = percent_decode_str(path.strip_prefix(root).unwrap_or(path)).decode_utf8() else {
        return not_found();
    };
    let links = Links::Served(help.site.place().clone());
    let path = path.trim_matches('/');
    let (folder, name) = path.split_once('/').unwrap_or((path, ""));
    match folder.to_lowercase().as_str() {
        "" | "index" if name.is_empty() => html(help.index_page(&links)),
        "api" => match help.site.place_of_id(name) {
            Some(place) => page(help.endpoint_page(&links, place)),
            None => not_found(),
        },
        "resourcemodel" => {
            let name = query_value(request.uri().query().unwrap_or_default(), "modelName");
            match name.and_then(|name| help.models.get(&name)) {
                Some(place) => page(help.model_page(&links, *place)),
                None => not_found(),
            }
        }
        "-" => added(help, &links, name),
        _ => not_found(),
    }
}

/// Answers for what is beside the pages.
fn added(help: &Help, links: &Links, name: &str) -> Response<Body> {
    if name == assets::SEARCH {
        return respond(StatusCode::OK, assets::JAVASCRIPT, help.search_script(links).into());
    }
    if name == Bundle::FILE_NAME {
        return match help.bundle() {
            Some(bundle) => respond(StatusCode::OK, Bundle::MEDIA_TYPE, bundle.to_owned().into()),
            None => not_found(),
        };
    }
    if let Some(id) = name.strip_prefix("model/") {
        return match help.site.place_of_id(id).and_then(|place| help.model(place)) {
            Some(model) => respond(StatusCode::OK, "application/json", model.to_string().into()),
            None => not_found(),
        };
    }
    asset(name)
}

/// Answers with the style sheet of the pages.
#[cfg(any(feature = "proxy", feature = "shadow"))]
pub(crate) fn style() -> Response<Body> {
    asset(assets::STYLE)
}

fn asset(name: &str) -> Response<Body> {
    match assets::find(name) {
        Some(asset) => respond(StatusCode::OK, asset.content_type, asset.text.into()),
        None => not_found(),
    }
}

/// Returns a value of a query by its name, whose case does not count.
fn query_value(query: &str, name: &str) -> Option<String> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        if !key.eq_ignore_ascii_case(name) {
            return None;
        }
        let value = value.replace('+', " ");
        Some(percent_decode_str(&value).decode_utf8().ok()?.into_owned())
    })
}

/// What every answer says: nothing is loaded from elsewhere, nothing frames the page or guesses its type.
const HEADERS: [(HeaderName, &str); 4] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Answers with a page, if there is one.
pub(crate) fn page(text: Option<String>) -> Response<Body> {
    text.map_or_else(not_found, html)
}

fn html(text: String) -> Response<Body> {
    respond(StatusCode::OK, "text/html; charset=utf-8", text.into())
}

fn not_found() -> Response<Body> {
    respond(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", "There is no such page.\n".into())
}

fn respond(status: StatusCode, content_type: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
