//! What is no help page, or only a part of one, is said so and never breaks.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use datacontract_import::page::{Content, Page, Provenance, SampleContent};
use datacontract_import::source::{self, Options, Source, SourceErrorKind};
use datacontract_import::{html, text};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn read(bytes: &[u8]) -> Result<Page, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page");
    std::fs::write(&path, bytes).expect("a file");
    let page = source::read([Source::File(path)], &Options::default(), |_| {}).next();
    page.expect("an item").map_err(|error| error.kind.to_string())
}

/// Every hostile input is read in a small part of this.
fn in_time(what: &str, input: &str) {
    let start = Instant::now();
    let _ = html::read(input, Provenance::default());
    let _ = text::read(input, Provenance::default());
    println!("{what}: {:?}", start.elapsed());
    assert!(start.elapsed() < Duration::from_secs(30), "{what}: {:?}", start.elapsed());
}

#[test]
fn says_what_it_is() {
    let found = |bytes: &[u8]| read(bytes).expect_err("no page");
    assert!(found(b"").starts_with("it is empty"));
    assert!(found(b"\x89PNG\r\n\x1a\n\0\0").starts_with("it is a picture"));
    assert!(found(&[7; 1000]).starts_with("it is binary data"));
    let login = found(
        b"<!DOCTYPE html><html><head><title>Log in</title></head><body><form>User<input name=u>\
        Password<input type=password></form></body></html>",
    );
    assert!(login.contains("a login page") && login.contains("`Log in`"), "{login}");
    let error = found(b"<html><head><title>Runtime Error</title></head><body><h1>Server Error in '/' Application.</h1></body></html>");
    assert!(error.contains("an error page of ASP.NET") && error.contains("`Runtime Error`"), "{error}");
    let other =
        found(b"<html><head><title>Swagger UI</title></head><body><div id=swagger-ui></div></body></html>");
    assert!(other.contains("Swagger UI or the like), `Swagger UI`") && other.contains("`/Help`"), "{other}");
    assert!(found(b"{\"swagger\": \"2.0\", \"paths\": {}}").contains("an OpenAPI (Swagger) document"));
    assert!(found(b"Dear all,\n\nplease GET the lead.\n").contains("`Dear all,`"));
    assert!(
        found(b"<html><body><h1>GET started</h1><p>Parameters</p></body></html>").contains("no help page")
    );
}

#[test]
fn texts_of_other_systems_are_named() {
    for (text, system) in [
        (
            "Shop API\n<back to all web services\nGetBoxes\nThe following routes are available for this service:\n\
             GET/api/boxes\nGetBoxes Parameters:\nNameParameterData TypeRequiredDescription\nIdqueryintNoThe number\n",
            "a metadata page of ServiceStack",
        ),
        (
            "| GET | /boxes |\n|---|\n| Name | Parameter | Data Type | Required | Description |\n|---|---|---|---|---|\n\
             | Id | query | int | No | The number |\nTo override the Content-type in your clients, use the HTTP Accept \
             Header, append the .json suffix or ?format=json\n",
            "a metadata page of ServiceStack",
        ),
        (
            "Reference for http://shop.example/Boxes.svc/Save\nUrl: http://shop.example/Boxes.svc/Save\nHTTP Method: POST\n\
             Message direction | Format | Body |\n---|---|---|\nRequest | Xml | Example,Schema |\n",
            "a help page of WCF",
        ),
        (
            "Boxes\nClick here for a complete list of operations.\nSave\nSOAP 1.1\nPOST /boxes.asmx HTTP/1.1\n\
             Host: shop.example\n",
            "the page of an ASP.NET web service (`.asmx`)",
        ),
    ] {
        let found = read(text.as_bytes()).expect_err("no page");
        assert!(found.contains(system), "{found}");
    }
    // A service's own page may speak of such a system.
    let page = "GET api/boxes\nHow boxes.asmx had it.\nRequest Information\nURI Parameters\nNone.\nBody Parameters\nNone.\n\
                Response Information\nResource Description\nNone.\n";
    assert!(matches!(read(page.as_bytes()).expect("a page").content, Content::Api(_)));
}

#[test]
fn other_pages_go_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("a file");
    let page = std::fs::read(fixtures().join("pages/GET-api-Leads.html")).expect("a page");
    write("2.html", &page);
    write("10.html", &page);
    write("1.html", b"");
    write("style.css", b"p {}");
    std::fs::create_dir(folder.path().join("2_files")).expect("a folder");
    write("2_files/frame.html", b"x");
    write("3.txt", b"GET api/x\nRequest Information\nURI Parameters\nNone.\n");
    let mut progress = Vec::new();
    let source = vec![Source::Folder(folder.path().to_owned()), Source::File("missing.html".into())];
    let pages: Vec<_> =
        source::read(source, &Options::default(), |p| progress.push((p.done, p.known))).collect();
    let names: Vec<String> = pages
        .iter()
        .map(|page| match page {
            Ok(page) => page.provenance.location.clone(),
            Err(error) => format!("{}!", error.location),
        })
        .map(|name| name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(names, ["1.html!", "2.html", "3.txt", "10.html", "missing.html!"]);
    assert_eq!(progress.last(), Some(&(5, 5)));
    let empty = tempfile::tempdir().expect("a folder");
    let nothing = source::read([Source::Folder(empty.path().to_owned())], &Options::default(), |_| {}).next();
    assert!(
        matches!(nothing, Some(Err(error)) if matches!(error.kind, SourceErrorKind::NothingInFolder { .. }))
    );
}

#[test]
fn too_much_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.html");
    // A hundred million bytes that are nowhere on the disk.
    std::fs::File::create(&path).and_then(|file| file.set_len(100_000_000)).expect("a file");
    let error = source::read([Source::File(path)], &Options::default(), |_| {})
        .next()
        .expect("an item")
        .expect_err("large");
    assert_eq!(
        error.kind.to_string(),
        "it is larger than 16 MiB, which no help page is (raise this by `--max-page-bytes`)"
    );
}

/// A page that ends anywhere gives what it has.
#[test]
fn cut_off_pages() {
    for (folder, name) in [
        ("pages", "POST-api-lead-LeadUpdate.html"),
        ("pages", "POST-api-odd-annotated.html"),
        ("pages-v50", "POST-api-lead-LeadUpdate.html"),
        ("pages", "ResourceModel-Order.html"),
        ("pages", "index.html"),
        ("text-lines", "POST-api-lead-LeadUpdate.txt"),
        ("text-pipe", "POST-api-lead-LeadUpdate.txt"),
        ("stored/standard/L2", "plain.txt"),
        ("stored/standard/P2", "plain.txt"),
        ("stored/standard/P4", "plain.txt"),
        ("seeds", "004_f6f876cdf2646748.txt"),
    ] {
        let bytes = std::fs::read(fixtures().join(folder).join(name)).expect("a page");
        let mut members = 0;
        let mut heading = false;
        for tenth in 1..10 {
            let part = bytes.get(..bytes.len() * tenth / 10).expect("a part");
            let Ok(page) = read(part) else {
                assert!(!heading, "{folder}/{name}: {tenth}/10 was read less than less of it");
                continue;
            };
            let Content::Api(api) = &page.content else { continue };
            heading |= !api.heading.is_empty();
            let payloads = [&api.request, &api.response].into_iter().flatten();
            let now = payloads.filter_map(|p| p.members.as_ref()).map(Vec::len).sum::<usize>();
            assert!(now >= members, "{folder}/{name}: {tenth}/10 has {now} members, less of it {members}");
            members = now;
            if folder == "pages" {
                assert!(
                    page.notes.iter().any(|note| note.contains("cut off")),
                    "{folder}/{name}: {tenth}/10"
                );
            }
        }
    }
}

/// A sample that is cut off is kept and noted.
#[test]
fn cut_off_samples() {
    let page = text::read(
        "POST api/x\nBody Parameters\nX\nRequest Formats\napplication/json\nSample:\n{ \"a\": \"b",
        Provenance::default(),
    );
    let page = page.expect("a page");
    let Content::Api(api) = &page.content else { panic!("{page:?}") };
    let sample = api.request.as_ref().and_then(|r| r.samples.first()).map(|s| s.content.clone());
    assert_eq!(sample, Some(SampleContent::Text("{ \"a\": \"b".to_owned())));
    assert!(page.notes.iter().any(|note| note == "The request's sample for `application/json` is cut off."));
}

/// Without optimisation everything takes ten times as long.
const SLOW: usize = if cfg!(debug_assertions) { 10 } else { 1 };

#[test]
fn hostile_input_is_read_in_time() {
    let junk = "lorem ipsum dolor sit amet\n".repeat(20_000_000 / 27);
    assert!(read(junk.as_bytes()).is_err_and(|error| error.contains("larger than 16 MiB")));
    let title = "<html><body><h1>POST api/x</h1><h2>Request Information</h2>";
    let many = |piece: &str, count: usize| format!("{title}{}", piece.repeat(count));
    in_time("nested divs", &many("<div>", 100_000 / SLOW));
    in_time("nested tables", &many("<table><tr><td>", 100_000 / SLOW));
    in_time("nested links", &many("<a href=x><b><i>", 100_000 / SLOW));
    in_time("nested paragraphs", &many("<p><div>", 100_000 / SLOW));
    let attributes: Vec<String> = (0..300_000 / SLOW).map(|n| format!("a{n}")).collect();
    let attributes = attributes.join(" ");
    in_time("attributes", &format!("{title}<p {attributes}>"));
    in_time("a giant attribute", &format!("{title}<p class=\"{}\">", "x".repeat(10_000_000 / SLOW)));
    in_time("an open comment", &many("<!-- ", 100_000 / SLOW));
    in_time("open tags", &many("<", 1_000_000 / SLOW));
    in_time("scripts", &many("<script>", 100_000 / SLOW));
    in_time("cells", &many("<td>x", 100_000 / SLOW));
    in_time("headings", &many("<h2>Request Formats</h2><pre>{", 50_000 / SLOW));
    in_time("junk", &"lorem ipsum | dolor sit amet\n".repeat(16_000_000 / 29 / SLOW));
    in_time("one line", &"word ".repeat(3_000_000 / SLOW));
    let text = "POST api/x\nRequest Information\nBody Parameters\nX\n";
    in_time("media types", &format!("{text}{}", "application/json\n{\n".repeat(200_000 / SLOW)));
    in_time("headers", &format!("{text}{}", "| Name | Description | Type |\n".repeat(100_000 / SLOW)));
    in_time(
        "rows",
        &format!(
            "{text}| Name | Description | Type | Additional information |\n{}",
            "| a | b |\nc |\n".repeat(100_000 / SLOW)
        ),
    );
    // Not fewer without optimisation: too many calls within each other would end the process.
    in_time("words of columns, one a line", &format!("{text}{}", "Type\n".repeat(100_000)));
    in_time("words of columns, two in turn", &format!("{text}{}", "Type\nDescription\n".repeat(50_000)));
    in_time("columns", &format!("{text}{}\n{}", "| Q ".repeat(140), "|---".repeat(140)));
    in_time("braces", &format!("{text}application/json\n{}", "{\"a\":[".repeat(500_000 / SLOW)));
    in_time("tags", &format!("{text}application/xml\n{}", "<a>".repeat(1_000_000 / SLOW)));
    in_time("values", &format!("{text}application/json\n{}", "{}\n".repeat(300_000 / SLOW)));
    in_time("colons", &format!("{text}application/json\n{{}}\n{}", "x:\n".repeat(300_000 / SLOW)));
    in_time("pipes", &format!("{text}| Name | Description | Type |\n{}", "|".repeat(3_000_000 / SLOW)));
    in_time("collections", &format!("{text}{}", "Collection of ".repeat(300_000 / SLOW)));
    in_time(
        "annotations",
        &format!(
            "{text}| Name | Description | Type | Additional information |\n| a | string |\n{} |\n",
            "Required ".repeat(20_000 / SLOW)
        ),
    );
}
