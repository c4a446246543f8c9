//! The client in C# calls the server in C# through a proxy that reads everything and records it: it gets, byte for byte, what
//! it gets without one.

use std::{fs, path::Path, sync::Arc, time::Duration};

use datacontract::server::{Proxy, Watch, serve};
use datacontract_aspnet::mono::{Mono, say};
use datacontract_workbench::{
    traffic::{Severity, recording},
    watch::{self, Options, Watcher},
};
use serde_json::Value;
use tokio::net::TcpListener;

use super::truth;

/// What the lines of the client say that a proxy may not change. (Addresses have its port.)
const FIELDS: [&str; 8] = ["id", "variant", "sent", "status", "contentType", "parsed", "echo", "body"];

#[test]
fn a_dotnet_client_cannot_tell_the_proxy_from_the_service() {
    let Some(mono) = Mono::find(env!("CARGO_TARGET_TMPDIR")) else { return };
    let server = mono.serve("main");
    let site = Arc::new(truth());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("proxy-recordings");
    let _ = fs::remove_dir_all(&folder);
    let options = Options {
        base_url: watch::base_of(&site, &server.base_url),
        target: server.base_url.clone(),
        record: Some(folder.clone()),
    };
    let watcher = Watcher::start(Arc::clone(&site), options, |_| {}).expect("a folder");
    let log = watcher.log();
    let watched = Watch::new(Proxy::to(&server.base_url).expect("an address"), watcher.observer());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let proxy = runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(serve(listener, axum::Router::new().fallback_service(watched)).into_future());
        address
    });
    let mut calls = 0;
    for format in ["json", "xml"] {
        // The server keeps what it was asked last where a query leaves something out.
        let _ = mono.call(&server.base_url, format, "main");
        let expected = mono.call(&server.base_url, format, "main");
        let found = mono.call(&proxy, format, "main");
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(&expected) {
            for field in FIELDS {
                let found = with_address(&found[field], &proxy, &server.base_url);
                assert_eq!(found, expected[field], "{field} of {} ({format})", expected["id"]);
            }
            calls += usize::from(expected["status"].is_u64());
        }
    }
    // What went by last may still be read.
    std::thread::sleep(Duration::from_millis(500));
    runtime.shutdown_timeout(Duration::from_secs(1));
    let report = watcher.finish().expect("a report");
    let recorded = recording::read(&folder).expect("recordings");
    say(&format!(
        "{calls} calls through the proxy: {} read, {} recorded, {} dropped, {} findings",
        report.exchanges,
        recorded.len(),
        log.dropped(),
        report.findings.len()
    ));
    for finding in &report.findings {
        say(&format!("{} {}: {}", finding.kind.code(), finding.subject(), finding.message));
    }
    // Where Mono was aborted, calls were made again.
    assert!(report.exchanges >= calls, "{} of {calls}", report.exchanges);
    assert_eq!((recorded.len(), log.dropped()), (report.exchanges, 0));
    assert!(!report.has(Severity::Error), "{:#?}", report.findings);
}

/// Returns a field with the address of the service in the place of the proxy's.
fn with_address(field: &Value, proxy: &str, service: &str) -> Value {
    match field {
        Value::String(text) => Value::from(text.replace(proxy, service)),
        other => other.clone(),
    }
}
