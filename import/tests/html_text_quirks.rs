//! The oddities of pages in the wild that no fixture has, each made up once.

use datacontract_import::page::{
    ApiPage, Authentication, Content, ModelKind, OwnText, Page, Provenance, Row, SampleContent,
};
use datacontract_import::{html, text};

fn page(source: &str) -> Page {
    let read = if source.trim_start().starts_with('<') { html::read } else { text::read };
    match read(source, Provenance::default()) {
        Ok(page) => page,
        Err(error) => panic!("{error}\n{source}"),
    }
}

fn api(source: &str) -> ApiPage {
    match page(source).content {
        Content::Api(api) => *api,
        other => panic!("{other:?}"),
    }
}

fn show(rows: &[Row]) -> Vec<String> {
    rows.iter()
        .map(|r| format!("{}/{}/{}/{}", r.name, r.description, r.ty, r.annotations.join("+")))
        .collect()
}

fn members(api: &ApiPage) -> Vec<String> {
    show(api.request.as_ref().and_then(|r| r.members.as_deref()).unwrap_or_default())
}

const BODY: &str = "POST api/boxes\nRequest Information\nURI Parameters\nNone.\nBody Parameters\n";

#[test]
fn titles() {
    let heading = |first: &str| {
        api(&format!("{first}\nRequest Information\nURI Parameters\nNone.\nBody Parameters\nNone.")).heading
    };
    assert_eq!(heading("Home / API / Details\nBack\nHelp Page Home\nPOST api/boxes"), "POST api/boxes");
    assert_eq!(heading("Method: POST api/boxes"), "POST api/boxes");
    assert_eq!(heading("POST Save"), "POST Save");
    assert_eq!(heading("api/boxes/{id}"), "api/boxes/{id}");
    assert_eq!(heading("Boxes"), "");
    let absolute =
        api("GET https://api.acme.example/v1/boxes?a={a}\nRequest Information\nURI Parameters\nNone.");
    assert_eq!(
        (absolute.heading.as_str(), absolute.base_url.as_deref()),
        ("GET v1/boxes?a={a}", Some("https://api.acme.example"))
    );
}

#[test]
fn titles_of_types_glued_to_tables() {
    let table = "| Name | Description | Type | Additional information |\n|---|---|---|---|\n| BoxId | integer |\nNone. |\n|\n| Label | string |\nNone. |\n";
    for title in ["BoxDto", "Collection of BoxDto"] {
        let glued = api(&format!("{BODY}The box.\n{title}{table}"));
        let request = glued.request.unwrap_or_default();
        assert_eq!((request.doc.as_str(), request.ty.as_str()), ("The box.", title));
    }
    let shifted = table
        .replace("| Name |", "Name |")
        .replace("|---|---|---|---|", "---|---|---|---|")
        .replace("\n| ", "\n");
    let glued = api(&format!("{BODY}BoxDto{shifted}"));
    assert_eq!(glued.request.as_ref().map(|r| r.ty.as_str()), Some("BoxDto"));
    assert_eq!(members(&glued), ["BoxId//integer/", "Label//string/"]);
}

#[test]
fn headings_glued_to_types() {
    let glued = api(&format!(
        "{BODY}Dictionary of string [key] and integer [value]Request Formats\napplication/json\nSample:\n{{}}\n\
         Response Information\nResource Description\nIHttpActionResultNone.\nResponse Formats\ntext/json\nSample not available."
    ));
    let request = glued.request.unwrap_or_default();
    assert_eq!(
        (request.ty.as_str(), request.samples.len()),
        ("Dictionary of string [key] and integer [value]", 1)
    );
    let response = glued.response.unwrap_or_default();
    assert_eq!(
        (response.ty.as_str(), response.members, response.samples.len()),
        ("IHttpActionResult", None, 1)
    );
}

#[test]
fn columns_and_annotations() {
    let more = api(&format!(
        "{BODY}BoxDto| Name | Description | Type | Additional Information | Nullable |\n|---|---|---|---|---|\n\
         | A | string |\nNone |\nFalse |\n|\n| B |\nThe b |\nstring |\nRequired. Max length: 20 |\nTrue |\n"
    ));
    assert_eq!(
        members(&more),
        ["A//string/Nullable: False", "B/The b/string/Required+Max length: 20+Nullable: True"]
    );
    let pattern = api(&format!(
        "{BODY}X| Name | Description | Type | Additional information |\n|---|---|---|---|\n| A | string |\n\
         Required Matching regular expression pattern: ^(a|b)$ |\n|\n| B | integer |\nRange: inclusive between 0 and 1.84467440737096E+19 |\n"
    ));
    assert_eq!(
        members(&pattern),
        [
            "A//string/Required+Matching regular expression pattern: ^(a|b)$",
            "B//integer/Range: inclusive between 0 and 1.84467440737096E+19"
        ]
    );
    let own = api(&format!(
        "{BODY}X\nNameDescriptionTypeAdditional information\nA\n\ninteger32\n\nNull values possible.\n\nB\n\nFrom 1 = open\n\n2 = shut\n\ninteger\n\nDefault value is\n"
    ));
    assert_eq!(members(&own), ["A//integer32?/", "B/From 1 = open 2 = shut/integer/Default value is"]);
}

#[test]
fn cells_of_a_row_on_one_line() {
    let blanks = api(&format!(
        "{BODY}BoxDto\nName Description Type Additional information\nBoxId Number of the box integer Required\n\
         Label string None.\nAt decimal number None.\nRequest Formats\napplication/json\n\"BoxId\": 1,\n\"Label\": \"x\"\n"
    ));
    assert_eq!(
        members(&blanks),
        ["BoxId/Number of the box/integer/Required", "Label//string/", "At//decimal number/"]
    );
    // The braces are lost with their lines; what is left is kept.
    let sample = blanks.request.and_then(|r| r.samples.into_iter().next()).map(|s| s.content);
    assert_eq!(sample, Some(SampleContent::Text("\"BoxId\": 1,\n\"Label\": \"x\"".to_owned())));
}

#[test]
fn rows_that_run_together() {
    let rows = api(&format!(
        "{BODY}BoxDto\n\nNameDescriptionTypeAdditional information\nBoxId\n\ninteger\nLabel\n\nstring\nKind\n\nBoxKind\n\nRequest Formats\n\napplication/json\n\n{{\"BoxId\":1,\"Label\":\"\",\"Kind\":0}}"
    ));
    assert_eq!(members(&rows), ["BoxId//integer/", "Label//string/", "Kind//BoxKind/"]);
}

#[test]
fn a_table_without_its_heading() {
    let rows = page(
        "POST api/boxes\nBoxId | integer |\nNone. |\n|\nLabel | The label |\nstring |\nRequired |\nRequest Formats\napplication/json\n{\"BoxId\": 1, \"Label\": \"a\"}",
    );
    let Content::Api(api) = rows.content else { panic!("another kind") };
    assert_eq!(members(&api), ["BoxId//integer/", "Label/The label/string/Required"]);
}

#[test]
fn headings_of_the_sites_own() {
    let own = api(&format!(
        "{BODY}None.\nRequires authorization!\nRemarks\nNothing.\nResponse Information :\nResource Description\nstring\n\
         Response Formats\napplication/json\nSample:\n\"a\"\nResponse Status Codes\n200 - OK\n404 - No such box\n(c) 2025 Acme\n"
    ));
    let said = Authentication::Unspecified { said: "Requires authorization!".to_owned(), header: None };
    assert_eq!(own.authentication, Some(said));
    assert_eq!(own.status, [(200, "OK".to_owned()), (404, "No such box".to_owned())]);
    let remarks = OwnText { title: "Remarks".to_owned(), text: "Nothing.".to_owned() };
    assert_eq!(own.texts, [remarks]);
    assert_eq!(own.response.as_ref().map(|r| r.ty.as_str()), Some("string"));
    let table = api(
        "<h1>GET api/x</h1><h2>Request Information</h2><h3>URI Parameters</h3><p>None.</p><h3>Body Parameters</h3><p>None.</p>\
         <h2>Response Information</h2><h3>Resource Description</h3>string<h3>Response Status Codes</h3>\
         <table><tr><th>Code</th><th>Meaning</th></tr><tr><td>200</td><td>Fine</td></tr><tr><td>404</td><td>Gone</td></tr></table>",
    );
    assert_eq!(table.status, [(200, "Fine".to_owned()), (404, "Gone".to_owned())]);
    let renamed =
        api("POST api/x\nRequest Body\nBoxDto\nSample Request:\n{\"a\": 1}\nSample Response:\n{\"b\": 2}\n");
    assert_eq!(renamed.request.map(|r| (r.ty, r.samples.len())), Some(("BoxDto".to_owned(), 1)));
    assert_eq!(renamed.response.map(|r| r.samples.len()), Some(1));
}

#[test]
fn between_heading_and_table() {
    let line = api(
        "GET api/x?a={a}&b={b}\nRequest Information\nURI Parameters\n(query string parameters ?a={a}&b={b})\n\
        | Name | Description | Type | Additional information |\n|---|---|---|---|\n| a | integer |\nRequired |\n|\n| b | string |\nNone. |\nBody Parameters\nNone.",
    );
    assert_eq!(show(&line.uri_parameters), ["a//integer/Required", "b//string/"]);
    assert!(line.request.is_none());
}

#[test]
fn samples_of_all_kinds() {
    let kinds = api(&format!(
        "{BODY}BoxDto\nNone.\nRequest Formats\napplication/json; charset=utf-8\nSample:\n{{\n  kind: 97, // colour {{\n  \"a\": \"http://x\"\n}}\n\
         text/html\n\nSample:\n{{\"a\":1}}\n\nmultipart/form-data\nSample:\nAn exception has occurred while using the formatter 'X' to generate sample for media type 'multipart/form-data'. Exception message: no\n\
         application/x-www-form-urlencoded\nSample:\na=1&b=2\napplication/xml\nSample:\n\ntext/xml\nSample not available.\n"
    ));
    let request = kinds.request.unwrap_or_default();
    let contents: Vec<SampleContent> = request.samples.iter().map(|s| s.content.clone()).collect();
    assert_eq!(contents.len(), 6, "{contents:#?}");
    assert_eq!(
        contents.first(),
        Some(&SampleContent::Text("{\n  kind: 97, // colour {\n  \"a\": \"http://x\"\n}".to_owned()))
    );
    assert!(
        matches!(contents.get(2), Some(SampleContent::Failed(why)) if why.ends_with("Exception message: no"))
    );
    assert_eq!(contents.get(3), Some(&SampleContent::Text("a=1&b=2".to_owned())));
    assert_eq!(
        contents.get(4..),
        Some([SampleContent::NotAvailable, SampleContent::NotAvailable].as_slice())
    );
    let image = api(
        "<h1>GET api/x</h1><h2>Response Information</h2><h3>Response Formats</h3><h4 class='sample-header'>image/png</h4>\
         <div class='sample-content'><span><b>Sample:</b></span><img src='x.png'></div><h4 class='sample-header'>text/plain</h4>\
         <div class='sample-content'><span><b>Sample:</b></span><pre class='wrapped'>\n  two\n  lines\n</pre></div>",
    );
    let contents: Vec<SampleContent> =
        image.response.unwrap_or_default().samples.into_iter().map(|s| s.content).collect();
    assert_eq!(
        contents,
        [
            SampleContent::Failed("The sample is an image.".to_owned()),
            SampleContent::Text("  two\n  lines".to_owned())
        ]
    );
}

#[test]
fn values_without_names() {
    let numbers = page(
        "Colour\nPossible enumeration values:\n| Value | Description |\n|---|---|\n| 0 |\nRed |\n| 1 |\nGreen |\n",
    );
    let Content::Model(model) = numbers.content else { panic!("another kind") };
    let ModelKind::Enum(rows) = model.kind else { panic!("no enum") };
    let rows: Vec<_> =
        rows.iter().map(|r| (r.name.as_str(), r.value.as_str(), r.description.as_str())).collect();
    assert_eq!((model.name.as_str(), rows), ("Colour", vec![("", "0", "Red"), ("", "1", "Green")]));
    let lost = page("Possible enumeration values:\nNameValueDescription\nRed\n\n0\n\nGreen\n\n3\n");
    assert_eq!(lost.notes, ["The page has lost the type's name."]);
}

#[test]
fn encodings_and_line_ends() {
    let latin: Vec<u8> = "<meta charset=iso-8859-1><h1>GET api/k\u{f6}</h1><h2>Response Information</h2><p>Sm\u{f6}rg\u{e5}s</p>"
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
        .collect();
    let read = api(&html::decode(&latin, None).text);
    assert_eq!(
        (read.heading.as_str(), read.response.map(|r| r.doc)),
        ("GET api/kö", Some("Smörgås".to_owned()))
    );
    let lines =
        api(&format!("{BODY}string\nRequest Formats\napplication/json\nSample:\n{{\n  \"a\": 1\n}}\n")
            .replace('\n', "\r\n"));
    let sample = lines.request.and_then(|r| r.samples.into_iter().next()).map(|s| s.content);
    assert_eq!(sample, Some(SampleContent::Text("{\n  \"a\": 1\n}".to_owned())));
}

/// An index with a menu, a table that only lays out, and links elsewhere.
#[test]
fn customised_html() {
    let laid_out = api(
        "<body><ul><li><a href='/Help/Api/GET-a'>GET api/a</a></li></ul><table><tr><td><h1>PUT api/x/{id}</h1><p>Stores.</p>\
         <h2>Request Information</h2><h3>URI Parameters</h3><table class='grid'><tr><td><b>Name</b></td><td>Description</td>\
         <td>Type</td><td>Additional information</td></tr><tr><td>id</td><td>Its<br>number</td><td>integer</td>\
         <td><p>Required</p><p>Range: inclusive between 1 and 9</p></td></tr></table><h3>Body Parameters</h3>\
         <p>The x.</p><p>More.</p><a href='#'>Collection of X</a></td></tr></table></body>",
    );
    assert_eq!((laid_out.heading.as_str(), laid_out.summary.as_str()), ("PUT api/x/{id}", "Stores."));
    assert_eq!(
        show(&laid_out.uri_parameters),
        ["id/Its number/integer/Required+Range: inclusive between 1 and 9"]
    );
    assert_eq!(
        laid_out.request.map(|r| (r.doc, r.ty)),
        Some(("The x.\nMore.".to_owned(), "Collection of X".to_owned()))
    );
}
