//! The pages: what is on them, what they load, and what a stranger's spec cannot put into them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use datacontract_codegen::file_name::Unfit;
use datacontract_codegen::output::Plan;
use datacontract_workbench::help;
use datacontract_workbench::site::{Place, Site, friendly_id};
use tower::ServiceExt as _;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn site(folder: &str) -> Arc<Site> {
    let (site, _) = Site::load(&root().join(folder));
    Arc::new(site.expect("a spec"))
}

struct Answer {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    text: String,
}

async fn get(site: &Arc<Site>, path: &str) -> Answer {
    let router = help::router(Arc::clone(site), help::Options::default());
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let response = router.oneshot(request).await.expect("an answer");
    let (head, body) = response.into_parts();
    let text = to_bytes(body, usize::MAX).await.expect("a body");
    let text = String::from_utf8(text.to_vec()).expect("a text");
    Answer { status: head.status, headers: head.headers, text }
}

/// Returns the values of an attribute.
fn values<'t>(html: &'t str, attribute: &str) -> Vec<&'t str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn addresses_are_those_of_aspnet() {
    let site = site("specs/lcmanager");
    for path in ["/Help", "/help", "/Help/", "/Help/Index", "/Help/Api/POST-api-lead-LeadUpdate"] {
        let answer = get(&site, path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.headers[header::CONTENT_TYPE], "text/html; charset=utf-8", "{path}");
    }
    for path in ["/help/api/post-api-lead-leadupdate", "/Help/ResourceModel?modelname=LeadUpdateRequest"] {
        assert_eq!(get(&site, path).await.status, StatusCode::OK, "{path}");
    }
    for path in ["/Help/Api/GET-nothing", "/Help/ResourceModel?modelName=No", "/Help/-/../x", "/Help/%ff"] {
        assert_eq!(get(&site, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn headings_and_tables_are_those_of_aspnet() {
    let site = site("specs/lcmanager");
    let page = get(&site, "/Help/Api/POST-api-lead-LeadUpdate").await.text;
    let mut rest = page.as_str();
    for heading in [
        "Request Information</h2>",
        "<h3>URI Parameters</h3>",
        "<h3>Body Parameters</h3>",
        "<table class=\"help-page-table\">",
        "<td class=\"parameter-name\">",
        "<h3>Request Formats</h3>",
        "<h4 class=\"sample-header\"",
        ">application/json, text/json</h4>",
        "<pre class=\"wrapped\"",
        "Response Information</h2>",
        "<h3>Resource Description</h3>",
        "<h3>Response Formats</h3>",
    ] {
        let at = rest.find(heading).unwrap_or_else(|| panic!("no {heading} in its place"));
        rest = &rest[at..];
    }
}

/// Every page of a spec loads and links to its own host alone, and every link leads somewhere.
#[tokio::test]
async fn pages_ask_no_other_host() {
    let (site, _) = Site::load(&root().join("tests/aspnet/specs/main"));
    let site = Arc::new(site.expect("a spec").at(Place::below("shop")));
    let mut known: BTreeMap<String, StatusCode> = BTreeMap::new();
    let mut waiting = vec!["/shop/Help".to_owned()];
    while let Some(path) = waiting.pop() {
        if known.contains_key(&path) {
            continue;
        }
        let answer = get(&site, &path).await;
        known.insert(path.clone(), answer.status);
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().expect("a text");
        assert!(policy.starts_with("default-src 'none'; style-src 'self'; script-src 'self';"), "{policy}");
        assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        if path.contains("/-/") {
            continue;
        }
        assert!(!answer.text.contains(" style=\"") && !answer.text.contains("<style"), "{path}");
        assert!(!answer.text.contains(" onclick") && !answer.text.contains("javascript:"), "{path}");
        for script in answer.text.split("<script").skip(1) {
            assert!(script.starts_with(" src=\"/shop/Help/-/"), "{path}: a script in the page");
        }
        for attribute in ["href", "src", "data-model", "data-search"] {
            for address in values(&answer.text, attribute) {
                let address = address.replace("&#38;", "&");
                if let Some(id) = address.strip_prefix('#') {
                    assert!(answer.text.contains(&format!("id=\"{id}\"")), "{path}: {address}");
                    continue;
                }
                assert!(address.starts_with("/shop/Help"), "{path}: {address}");
                waiting.push(address.split('#').next().expect("a part").to_owned());
            }
        }
    }
    let lost: Vec<_> = known.iter().filter(|(_, status)| **status != StatusCode::OK).collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert!(known.len() > 150, "{} pages", known.len());
}

/// Markup, quotes, control characters and characters that turn the direction stand in every text of a spec.
#[tokio::test]
async fn texts_of_a_spec_are_texts() {
    let evil = "</pre></script><img src=x onerror=alert(1)>\\\"'`{{7*7}}<!--\\u202e\\u0007&lt;";
    let spec = r#"{
  // inferred: EVIL
  "version": 1, "name": "EVIL", "module": "evil", "doc": "EVIL",
  "source": { "note": "EVIL" },
  "authentication": { "header": "X-Key" },
  "endpoints": {
    // open: </span><script>alert(1)</script>
    "POST api/things/{id}?q={q}": {
      "doc": "EVIL", "deprecated": "EVIL",
      "parameters": { "id": { "type": "string", "doc": "EVIL" }, "q": { "type": "string", "default": "EVIL", "doc": "EVIL" } },
      "body": { "type": "Thing", "doc": "EVIL" }, "response": { "type": "Kind", "doc": "EVIL" },
      "status": { "400": "EVIL" },
      "samples": { "request": { "json": "a.json", "xml": "a.xml" } }
    }
  },
  "types": {
    "A.Thing": { "doc": "EVIL", "page": "EVIL", "members": {
      // </li><script>alert(1)</script>
      "Name": { "type": "string", "json": "EVIL", "doc": "EVIL",
        "annotations": { "pattern": "EVIL", "dataType": "EVIL" } },
      "Kind": "Kind" } },
    "A.Kind": { "doc": "EVIL", "enum": { "One": { "value": 1, "name": "EVIL", "doc": "EVIL" } } }
  }
}"#
    .replace("EVIL", evil);
    let json = "{\"Name\": \"</pre><script>alert(1)</script>\u{202e}\"}";
    let xml = "<Thing xmlns=\"http://schemas.datacontract.org/2004/07/A\"><Name>&lt;/pre><script>\u{202e}</script></Name></Thing>";
    let (site, _) = Site::from_text(&spec, &[("a.json", json), ("a.xml", xml)]);
    let site = Arc::new(site.expect("a spec"));
    let id = friendly_id(&site.spec().endpoints[0]);
    let thing = "%3C%2Fpre%3E%3C%2Fscript%3E%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E%22%27%60%7B%7B7*7%7D%7D%3C%21--%E2%80%AE%07%26lt%3B";
    let paths = [
        "/Help".to_owned(),
        format!("/Help/Api/{id}").replace('{', "%7B").replace('}', "%7D"),
        format!("/Help/ResourceModel?modelName={thing}"),
        "/Help/ResourceModel?modelName=Kind".to_owned(),
    ];
    for path in paths {
        let answer = get(&site, &path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        let page = answer.text;
        assert!(page.contains("onerror"), "{path}: the text is shown");
        assert!(
            !page.contains("<img") && !page.contains("<!--") && !page.contains("alert(1)</script>"),
            "{path}"
        );
        assert!(page.contains("\\u{202e}"), "{path}: what turns the direction is shown");
        let hidden =
            |c: char| (c.is_control() && c != '\n' && c != '\t') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!page.contains(hidden), "{path}: a character that is not seen");
        // No value of an attribute ends early: all tags are the templates' own.
        for tag in page.split('<').skip(1) {
            let name: String =
                tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/' || *c == '!').collect();
            assert!(TAGS.contains(&name.trim_matches('/')), "{path}: <{name}");
        }
    }
    let script = get(&site, "/Help/-/search.js").await;
    assert!(script.headers[header::CONTENT_TYPE].to_str().expect("a text").starts_with("text/javascript"));
    let index = script.text.strip_prefix("window.helpSearch(").and_then(|rest| rest.strip_suffix(");\n"));
    serde_json::from_str::<serde_json::Value>(index.expect("a call")).expect("its argument is JSON");
}

/// The elements that pages are made of.
const TAGS: &[&str] = &[
    "!DOCTYPE", "html", "head", "meta", "title", "script", "link", "body", "a", "header", "div", "label",
    "input", "kbd", "ul", "li", "button", "span", "nav", "details", "summary", "main", "section", "h1", "h2",
    "h3", "h4", "p", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "code", "pre", "b",
    "wbr", "aside",
];

/// A member has one mark in both samples and in the table.
#[tokio::test]
async fn members_have_one_mark_in_all_formats() {
    let site = site("specs/vitec");
    let id = friendly_id(&site.spec().endpoints[0]);
    let page = get(&site, &format!("/Help/Api/{id}")).await.text;
    let mark_at = |text: &str| {
        let at = page.find(text).unwrap_or_else(|| panic!("no {text}"));
        values(&page[..at], "data-m").last().map(|mark| (*mark).to_owned())
    };
    let json = mark_at(">&#34;socialSecurityNumber&#34;<");
    let xml = mark_at(">&#60;SocialSecurityNumber<");
    assert_eq!(json, xml);
    assert!(json.is_some_and(|mark| page.matches(&format!("data-m=\"{mark}\"")).count() >= 5));
}

/// The text of a sample is that of its file, whatever is marked in it.
#[tokio::test]
async fn samples_are_the_page_s_own() {
    let site = site("tests/aspnet/specs/main");
    let mut compared = 0;
    for endpoint in &site.spec().endpoints {
        let page = get(&site, &format!("/Help/Api/{}", encoded(&friendly_id(endpoint)))).await.text;
        let shown: Vec<String> =
            page.split("<pre class=\"wrapped\" tabindex=\"0\">\n").skip(1).map(text_of).collect();
        for file in [&endpoint.samples.request.json, &endpoint.samples.response.xml].into_iter().flatten() {
            let text = std::fs::read_to_string(site.spec().sample_path(file)).expect("a sample");
            assert!(shown.iter().any(|shown| shown.trim() == text.trim()), "{}: {text}", file.value);
            compared += 1;
        }
    }
    assert!(compared > 40, "{compared}");
}

fn encoded(id: &str) -> String {
    id.replace('[', "%5B").replace(']', "%5D").replace('$', "%24").replace('{', "%7B").replace('}', "%7D")
}

/// Returns the text of what stands before the end of a `pre`.
fn text_of(html: &str) -> String {
    let html = html.split("</pre>").next().unwrap_or_default();
    let text: String =
        html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    text.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}

#[tokio::test]
async fn the_model_says_what_a_form_needs() {
    let site = site("specs/vitec");
    let id = friendly_id(&site.spec().endpoints[0]);
    let answer = get(&site, &format!("/Help/-/model/{id}")).await;
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/json");
    let model: serde_json::Value = serde_json::from_str(&answer.text).expect("JSON");
    assert_eq!(model["method"], "POST");
    assert_eq!(model["parameters"][0]["in"], "path");
    let body = &model["types"][model["body"]["type"]["type"].to_string()];
    assert_eq!(body["kind"], "class");
    assert_eq!(body["members"][0]["json"], "person");
    assert_eq!(body["members"][0]["xml"], "Person");
    let enums = model["types"].as_object().expect("types").values().filter(|ty| ty["kind"] == "enum");
    assert!(enums.count() > 0);
}

/// The pages as files are those of the server but for their links.
#[tokio::test]
async fn files_are_the_served_pages() {
    let site = site("tests/aspnet/specs/main");
    let folder = tempfile::tempdir().expect("a folder");
    let plan = help::plan(&site, folder.path());
    let file = |name: &str| {
        let path = folder.path().join(name);
        let file = plan.files().iter().find(|file| file.path == path);
        file.unwrap_or_else(|| panic!("no {name}")).contents.clone()
    };
    let without_links = |page: &str| {
        let mut text = String::new();
        let mut rest = page;
        while let Some(at) = ["href=\"", "src=\"", "data-root=\"", "data-search=\""]
            .iter()
            .filter_map(|start| Some(rest.find(start)? + start.len()))
            .min()
        {
            text.push_str(&rest[..at]);
            rest = &rest[at..];
            rest = &rest[rest.find('"').expect("an end")..];
        }
        text + rest
    };
    assert_eq!(without_links(&file("index.html")), without_links(&get(&site, "/Help").await.text));
    let served = get(&site, "/Help/ResourceModel?modelName=Lead").await.text;
    assert_eq!(without_links(&file("ResourceModel/Lead.html")), without_links(&served));
    every_link_leads_to_a_file(&plan);
}

/// Fails if a page leads to, or loads, what is not there.
fn every_link_leads_to_a_file(plan: &Plan) {
    for from in plan.files().iter().filter(|file| file.path.extension().is_some_and(|end| end == "html")) {
        for link in values(&from.contents, "href").into_iter().chain(values(&from.contents, "src")) {
            let link = link.split('#').next().expect("a part");
            if link.is_empty() {
                continue;
            }
            let decoded = percent_encoding::percent_decode_str(link).decode_utf8().expect("a text");
            let mut path = from.path.parent().expect("a folder").to_owned();
            for part in decoded.split('/') {
                match part {
                    ".." => drop(path.pop()),
                    "." => {}
                    part => path.push(part),
                }
            }
            assert!(plan.files().iter().any(|file| file.path == path), "{}: {link}", from.path.display());
        }
    }
}

/// Windows has devices such as `con`, and it and macOS take names that differ by case alone for one file.
#[test]
fn each_page_is_a_file_of_its_own_on_every_system() {
    let spec = r#"{ "version": 1, "name": "A", "module": "a",
        "endpoints": {
            "GET api/con": { "response": "Lead" },
            "GET aux": { "response": "Box<Lead>" },
            "POST api/lead.": { "body": "S.lead", "response": "S.Con" } },
        "types": {
            "S.Lead": { "rust": "Lead", "members": { "Id": "int", "Small": "S.lead" } },
            "S.lead": { "rust": "SmallLead", "members": { "Id": "int" } },
            "S.Con": { "members": { "Leads": "List<S.Lead>" } },
            "S.Box<T>": { "members": { "Inner": "T" } } } }"#;
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("api.json"), spec).expect("a spec");
    let (site, diagnostics) = Site::load(folder.path());
    let site = Arc::new(site.unwrap_or_else(|| panic!("{diagnostics:?}")));
    let plan = help::plan(&site, folder.path());
    every_link_leads_to_a_file(&plan);
    let mut seen = BTreeMap::new();
    for file in plan.files() {
        let path = file.path.strip_prefix(folder.path()).expect("a path in it");
        for name in path.iter().map(|name| name.to_str().expect("a name")) {
            assert_eq!(Unfit::of(name), None, "{name}");
        }
        let other = seen.insert(path.to_string_lossy().to_lowercase(), path);
        assert_eq!(other, None, "{}", path.display());
    }
    let pages = seen.keys().filter(|path| path.starts_with("resourcemodel")).count();
    assert_eq!(pages, 4, "{seen:?}");
}

/// A thousand endpoints: the list is there at once, and a page takes no longer than with few.
#[tokio::test]
async fn a_thousand_endpoints_do_not_slow_the_start() {
    let endpoints: Vec<String> = (0..1000)
        .map(|n| {
            format!(
                r#""POST api/group{}/thing{n}": {{ "body": "Thing{n}", "response": "Thing{n}" }}"#,
                n % 40
            )
        })
        .collect();
    let types: Vec<String> = (0..1000)
        .map(|n| {
            format!(
                r#""A.Thing{n}": {{ "members": {{ "Id": "int", "Name": "string", "Next": "Thing{}" }} }}"#,
                (n + 1) % 1000
            )
        })
        .collect();
    let spec = format!(
        r#"{{ "version": 1, "name": "Large", "module": "large", "endpoints": {{ {} }}, "types": {{ {} }} }}"#,
        endpoints.join(",\n"),
        types.join(",\n")
    );
    let (site, _) = Site::from_text(&spec, &[]);
    let site = Arc::new(site.expect("a spec"));
    let started = std::time::Instant::now();
    let index = get(&site, "/Help").await;
    let of_index = started.elapsed();
    assert_eq!(index.text.matches("class=\"api-name\"").count(), 1000);
    let page = get(&site, "/Help/Api/POST-api-group7-thing7").await;
    println!("index: {of_index:?}, {} bytes; page: {} bytes", index.text.len(), page.text.len());
    // Debug builds are slow, and so are shared machines; what is guarded is that nothing grows with the square.
    assert!(of_index < std::time::Duration::from_secs(2), "{of_index:?}");
    assert!(page.text.len() < 400_000, "{}", page.text.len());
}
