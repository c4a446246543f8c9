//! Sites on a server: one at its root, several each below the name of its module.

mod hosts;

use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect};
use axum::routing::get;
use tower::Service as _;
use tower_http::cors::{AllowOrigin, Any, CorsLayer};

use crate::help;
use crate::mock::{self, Memory};
use crate::site::{Place, Site};
use crate::try_it::{self, Forwarding};
pub use hosts::Hosts;

/// What a workbench is asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether the mocks keep what they are sent.
    pub memory: Memory,
    /// The hosts that requests may name.
    pub hosts: Hosts,
}

/// Gives sites their places: the root to a single one, else each the name of its module. Names that come twice
/// get numbers.
#[must_use]
pub fn placed(sites: Vec<Site>) -> Vec<Arc<Site>> {
    if sites.len() == 1 {
        return sites.into_iter().map(Arc::new).collect();
    }
    let mut taken: Vec<String> = Vec::new();
    sites
        .into_iter()
        .map(|site| {
            let module = site.spec().module.value.clone();
            let numbered = (2..).map(|number| format!("{module}{number}"));
            let name = std::iter::once(module.clone()).chain(numbered).find(|name| !taken.contains(name));
            let name = name.unwrap_or(module);
            taken.push(name.clone());
            Arc::new(site.at(Place::below(&name)))
        })
        .collect()
}

/// Returns the workbench of these sites: their help pages and their mocks, and what leads to them.
///
/// Pages of other origins on this machine may call the mocks (CORS), as frontends under development do.
pub fn app(sites: &[Arc<Site>], options: &Options) -> axum::Router {
    let mut app = axum::Router::new();
    let forwarding = if options.hosts.are_all() { Forwarding::Never } else { Forwarding::OnRequest };
    for site in sites {
        let mock = with_cors(mock::router(site, &options.memory));
        app = app.merge(help::router(Arc::clone(site), help::Options::default()));
        app = app.merge(try_it::router(Arc::clone(site), forwarding));
        app = match site.place().prefix() {
            "" => app.fallback_service(mock),
            prefix => app.nest_service(prefix, mock),
        };
    }
    let first = first_page(sites);
    app = app.route("/", get(move || std::future::ready(first.clone().into_response())));
    let prefixes: Arc<[String]> = sites.iter().map(|site| site.place().prefix().to_owned()).collect();
    let app = axum::Router::new().fallback_service(tower::service_fn(move |request: Request<Body>| {
        app.clone().call(at_prefix_of_host(&prefixes, request))
    }));
    for_hosts(with_cors(app), &options.hosts)
}

/// Returns a server that answers requests for these hosts alone.
///
/// A page of some other site can be given a name that leads to this machine; it would read what the server answers.
pub fn for_hosts(app: axum::Router, hosts: &Hosts) -> axum::Router {
    let hosts = hosts.clone();
    app.layer(axum::middleware::from_fn(move |request, next| guarded(hosts.clone(), request, next)))
}

/// Lets pages of this machine's other origins call a mock. Requests that come from no page are answered as by
/// the service.
fn with_cors(app: axum::Router) -> axum::Router {
    let origins = AllowOrigin::predicate(|origin, _| hosts::is_loopback_origin(origin));
    let cors =
        CorsLayer::new().allow_origin(origins).allow_methods(Any).allow_headers(Any).expose_headers(Any);
    let of_pages = app.clone().layer(cors);
    axum::Router::new().fallback_service(tower::service_fn(move |request: Request<Body>| {
        let is_of_page = request.headers().contains_key(header::ORIGIN);
        let mut app = if is_of_page { of_pages.clone() } else { app.clone() };
        app.call(request)
    }))
}

/// What stands at the root of the server.
#[derive(Clone, Debug)]
enum FirstPage {
    /// It leads on to the only site.
    Help(String),
    /// It lists the sites.
    List(String),
}

impl IntoResponse for FirstPage {
    fn into_response(self) -> Response<Body> {
        match self {
            FirstPage::Help(address) => Redirect::to(&address).into_response(),
            FirstPage::List(page) => Html(page).into_response(),
        }
    }
}

#[derive(Template)]
#[template(path = "sites.html")]
struct SitesPage {
    style: String,
    sites: Vec<SiteLink>,
}

struct SiteLink {
    address: String,
    name: String,
}

fn first_page(sites: &[Arc<Site>]) -> FirstPage {
    let address = |site: &Arc<Site>, path: &str| site.place().address(path);
    match sites {
        [only] => FirstPage::Help(address(only, "Help")),
        sites => {
            let style = sites.first().map(|site| address(site, "Help/-/help.css")).unwrap_or_default();
            let link = |site: &Arc<Site>| SiteLink {
                address: address(site, "Help"),
                name: site.spec().name.value.clone(),
            };
            let page = SitesPage { style, sites: sites.iter().map(link).collect() };
            FirstPage::List(page.render().unwrap_or_default())
        }
    }
}

/// Puts the prefix of a site before the path of a request that names the site by its host:
/// `http://shop.localhost:8080/api/orders` is `/shop/api/orders`.
fn at_prefix_of_host(prefixes: &[String], mut request: Request<Body>) -> Request<Body> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let (name, rest) = host.split_once('.').unwrap_or_default();
    if !rest.split(':').next().unwrap_or_default().eq_ignore_ascii_case("localhost") {
        return request;
    }
    let is_meant = |prefix: &&String| prefix.trim_start_matches('/').eq_ignore_ascii_case(name);
    let Some(prefix) = prefixes.iter().find(|prefix| !prefix.is_empty() && is_meant(prefix)) else {
        return request;
    };
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    // The links of its pages have the prefix already.
    let has_prefix = path.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.starts_with('/'));
    let path = match path {
        "/" => format!("{prefix}/Help"),
        path => format!("{prefix}{path}"),
    };
    if let Some(uri) = path.parse().ok().filter(|_| !has_prefix) {
        *request.uri_mut() = uri;
    }
    request
}

/// Refuses requests that name a host which is none of this server's: a page of some other site whose name was
/// made to lead here.
async fn guarded(hosts: Hosts, request: Request<Body>, next: axum::middleware::Next) -> Response<Body> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if host.is_none_or(|host| hosts.allow(host)) {
        return next.run(request).await;
    }
    let message = "This server answers for local names alone; `--host NAME` allows another one.\n";
    (StatusCode::MISDIRECTED_REQUEST, message).into_response()
}
