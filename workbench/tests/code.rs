//! The code on pages does what it says: curl's calls are made, to the mock.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use datacontract_workbench::mock::Memory;
use datacontract_workbench::serve::{Options, app};
use datacontract_workbench::site::{Site, friendly_id};

/// Returns the code of a page by the name of its tab.
fn code(page: &str, tab: &str) -> String {
    let start = page.split(&format!("<div class=\"tab tab-{tab}\"")).nth(1).expect("a tab");
    let start = start.split_once("<code>").expect("code").1;
    let text = start.split_once("</code>").expect("its end").0;
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
    ]
    .iter()
    .fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
    .replace("&#38;", "&")
    .replace("&amp;", "&")
}

/// Serves a spec until the process ends, and returns its address.
fn serve(spec: &str) -> (Arc<Site>, String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(spec);
    let (site, diagnostics) = Site::load(&folder);
    assert!(!diagnostics.has_errors(), "{spec}");
    let site = Arc::new(site.expect("a spec"));
    let options = Options { memory: Memory::None, ..Options::default() };
    let app = app(&[Arc::clone(&site)], &options);
    (site, format!("http://{}", crate::served::serve(|| app)))
}

/// Runs a command, and returns what it prints.
fn sh(command: &str) -> (bool, String) {
    let output = Command::new("sh").args(["-c", command]).output().expect("a shell");
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), text)
}

/// Makes each call of curl that the pages of a spec show, to the mock in place of the service.
fn call_all(spec: &str) {
    if !sh("curl --version").0 {
        assert!(std::env::var_os("CI").is_none(), "curl is not installed");
        eprintln!("skipped: curl is not installed");
        return;
    }
    let (site, address) = serve(spec);
    let base = site.spec().base_url.as_ref().map_or("https://example.com", |url| url.as_str());
    let base = base.trim_end_matches('/').to_owned();
    let fetch = |path: &str| sh(&format!("curl --silent --show-error '{address}{path}'")).1;
    for endpoint in &site.spec().endpoints {
        let page = fetch(&format!(
            "/Help/Api/{}",
            friendly_id(endpoint).replace('[', "%5B").replace(']', "%5D").replace('\'', "%27")
        ));
        let call = code(&page, "curl").replacen(&base, &address, 1);
        let call = call.replacen("curl ", "curl --silent --show-error --write-out ' %{http_code}' ", 1);
        let (is_good, answer) = sh(&call);
        let status = answer.rsplit(' ').next().unwrap_or_default().to_owned();
        assert!(is_good && status.starts_with('2'), "{}\n{call}\n{answer}", endpoint.heading.value);
    }
}

#[test]
fn curl_calls_each_endpoint() {
    for spec in ["specs/leadbank", "specs/trackerrms", "specs/vitec", "workbench/tests/specs/shop"] {
        call_all(spec);
    }
}

/// Samples with everything that a shell, HTML or JSON takes for something else arrive as they are.
#[test]
fn a_shell_takes_samples_as_they_are() {
    call_all("workbench/tests/specs/quotes");
}
