//! The .NET client calls the mock of a spec, of which nothing is compiled: it gets the statuses and media types of
//! the server in C#, and can read all that it can read of that one.

use datacontract_aspnet::mono::Mono;
use datacontract_workbench::help;
use datacontract_workbench::mock::{Memory, router};
use datacontract_workbench::site::Site;
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
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

/// The C# that help pages show is C#: Mono compiles all of it.
#[test]
fn mono_compiles_the_code_of_pages() {
    let Some(_) = Mono::find(env!("CARGO_TARGET_TMPDIR")) else { return };
    let mut program =
        "using System; using System.Net.Http; using System.Net.Http.Headers; using System.Text;\n\
         using System.Threading.Tasks;\nclass Pages {\n"
            .to_owned();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for spec in ["specs/main", "specs/camel", "../../specs/vitec", "../../workbench/tests/specs/quotes"] {
        let (site, _) = Site::load(&root.join(spec));
        let site = Arc::new(site.expect("a spec"));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-folder");
        for page in help::plan(&site, &folder).files() {
            let Some((_, code)) = page.contents.split_once("<div class=\"tab tab-csharp\"") else { continue };
            let code =
                code.split_once("<code>").and_then(|(_, code)| code.split_once("</code>")).expect("code").0;
            // Mono's compiler is older than this word; the rest is taken as it is.
            let code = unescaped(code).replace("using var ", "var ");
            let _ = writeln!(program, "  static async Task Call{count}() {{\n{code}\n  }}");
            count += 1;
        }
    }
    program += "  static void Main() {}\n}\n";
    assert!(count > 70, "only {count}");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages.cs");
    std::fs::write(&file, program).expect("written");
    let output = Command::new("mcs")
        .args(["-nologo", "-langversion:7", "-nowarn:0219,1998", "-target:exe", "-r:System.Net.Http"])
        .arg(format!("-out:{}", file.with_extension("exe").display()))
        .arg(&file)
        .output()
        .expect("mcs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Returns HTML as the text that a browser shows.
fn unescaped(html: &str) -> String {
    let entities = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    entities.iter().fold(html.to_owned(), |text, (entity, c)| text.replace(entity, c))
}
