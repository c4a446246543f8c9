//! The .NET client calls the mock of a spec, of which nothing is compiled: it gets the statuses and media types of
//! the server in C#, and can read all that it can read of that one.

use datacontract_aspnet::mono::Mono;
use datacontract_workbench::mock::{Memory, router};
use datacontract_workbench::site::Site;
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;

/// The endpoints that are answered otherwise, and why.
const OTHERWISE: [(&str, &str); 5] = [
    ("DELETE api/lead/{id}", "an action without a type answers 200, which no page says"),
    ("POST api/types/raw", "an action without a type answers 202, which no page says"),
    ("HEAD api/types/verbs/{perm}?color={color}", "HEAD is described without a response"),
    ("POST api/lead/LeadCreate", "the action does not look at its model state, which no page says"),
    (
        "POST PublicAdvertising/{customerId}/Contact/Person/Lead",
        "the action does not look at its model state, which no page says",
    ),
];

/// Serves the mock of a site's spec, and returns its address.
fn serve(site: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs").join(site);
    let (site, diagnostics) = Site::load(&folder);
    assert!(!diagnostics.has_errors());
    let app = router(&Arc::new(site.expect("a spec")), &Memory::None);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("it can be awaited");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(listener).expect("a port");
            axum::serve(listener, app).await
        })
    });
    address
}

#[test]
fn a_dotnet_client_cannot_tell_the_mock_from_the_service() {
    let Some(mono) = Mono::find(env!("CARGO_TARGET_TMPDIR")) else { return };
    for site in ["main", "camel"] {
        let (service, mock) = (mono.serve(site), serve(site));
        for format in ["json", "xml"] {
            let (of_service, of_mock) =
                (mono.call(&service.base_url, format, site), mono.call(&mock, format, site));
            assert_eq!(of_service.len(), of_mock.len());
            let mut calls = 0;
            for (expected, found) in of_service.iter().zip(&of_mock) {
                let id = expected["id"].as_str().unwrap_or_default();
                if OTHERWISE.iter().any(|(other, _)| *other == id) {
                    continue;
                }
                let seen = |call: &Value| {
                    ["id", "variant", "status", "contentType", "parsed"].map(|name| call[name].clone())
                };
                assert_eq!(seen(found), seen(expected), "{site}, {format}: {found}");
                calls += 1;
            }
            assert!(calls >= of_service.len() - 6, "only {calls} of {}", of_service.len());
        }
    }
}
