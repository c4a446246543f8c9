//! The pages in a real browser: Chromium, driven by `ChromeDriver`.
//!
//! Where there is none the tests say so and are skipped, unless `CI` or `DATACONTRACT_REQUIRE_BROWSER` is set: then
//! they fail.

mod accessible;
mod archive;
mod driven;
mod fields;
mod hostile;
mod pages;
mod paper;
mod plain;
mod try_it;
mod values;
#[cfg(feature = "proxy")]
mod watched;

use std::path::Path;
use std::sync::Arc;

use datacontract_workbench::mock::{Memory, Store};
use datacontract_workbench::serve::{Options, app, placed};
use datacontract_workbench::site::Site;

/// Serves a spec of these tests on a port of its own, and returns its address.
async fn serve(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specs").join(name);
    let (site, diagnostics) = Site::load(&folder);
    assert!(!diagnostics.has_errors(), "{name}");
    let sites: Vec<Arc<Site>> = placed(site.into_iter().collect());
    let options = Options { memory: Memory::Stateful(Store::default()), ..Options::default() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let app = app(&sites, &options);
    tokio::spawn(async move { datacontract::server::serve(listener, app).await });
    address
}
