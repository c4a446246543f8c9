//! The page of a comparison: whether the endpoints of a service that moves are safe to switch.

use askama::Template;
use axum::Router;
use axum::routing::get;
use datacontract::server::{EndpointReport, Report, Verdict};

use crate::help;

/// Returns a page below `address` that shows what a [`Shadow`](datacontract::server::Shadow) has found, as it is when
/// the page is asked for. Secret members are hidden in the report already, but what is not secret stands there: mount it
/// where only those who run the service come.
///
/// ```
/// use datacontract::server::{Proxy, Router, Shadow};
/// use datacontract_workbench::shadow;
///
/// # fn app(ported: Router) -> datacontract::Result<axum::Router> {
/// let compared = Shadow::new(ported, Proxy::to("http://old.example:8080")?);
/// let reports = compared.clone();
/// let app = axum::Router::new()
///     .merge(shadow::router("/internal/shadow", move || reports.report()))
///     .fallback_service(compared);
/// # Ok(app)
/// # }
/// ```
pub fn router(address: &str, report: impl Fn() -> Report + Clone + Send + Sync + 'static) -> Router {
    let address = address.trim_end_matches('/');
    let style = format!("{address}/help.css");
    let shown = style.clone();
    Router::new()
        .route(
            address,
            get(async move || {
                let report = report();
                help::page(Page::new(&report, &shown).render().ok())
            }),
        )
        .route(&style, get(async || help::style()))
}

#[derive(Template)]
#[template(path = "shadow.html")]
struct Page<'a> {
    style: &'a str,
    safe: usize,
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    report: &'a EndpointReport,
    method: &'a str,
    path: &'a str,
    /// The colour of the verdict: that of what is proven, partly proven, not proven, or failed.
    standing: &'static str,
}

impl<'a> Page<'a> {
    fn new(report: &'a Report, style: &'a str) -> Self {
        let rows: Vec<Row<'a>> = report.endpoints.iter().map(Row::new).collect();
        let safe = report.endpoints.iter().filter(|endpoint| endpoint.verdict == Verdict::Safe).count();
        Page { style, safe, rows }
    }
}

impl<'a> Row<'a> {
    fn new(report: &'a EndpointReport) -> Self {
        let (method, path) = report.endpoint.split_once(' ').unwrap_or(("", &report.endpoint));
        let standing = match report.verdict {
            Verdict::Safe => "proven",
            Verdict::TooFew(_) => "partly",
            Verdict::Differs => "failed",
            _ => "unproven",
        };
        Row { report, method, path, standing }
    }
}
