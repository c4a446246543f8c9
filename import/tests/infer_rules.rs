//! Rules that show on whole pages: small ones, made up.

use datacontract_codegen::prove::Verdict;
use datacontract_import::{
    Imported, Options, import,
    page::{
        ApiPage, CodeTable, Content, EnumRow, IndexEntry, IndexPage, ModelKind, ModelPage, Page, Payload,
        Provenance, Row, Sample, SampleContent,
    },
};

const NS: &str = r#"xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Shop""#;

fn row(name: &str, ty: &str) -> Row {
    Row { name: name.to_owned(), ty: ty.to_owned(), ..Row::default() }
}

fn sample(format: &str, text: &str) -> Sample {
    Sample {
        media_types: vec![format!("application/{format}"), format!("text/{format}")],
        content: SampleContent::Text(text.to_owned()),
    }
}

fn payload(ty: &str, rows: &[Row], json: &str, xml: &str) -> Payload {
    let mut samples = Vec::new();
    for (format, text) in [("json", json), ("xml", xml)] {
        if !text.is_empty() {
            samples.push(sample(format, text));
        }
    }
    Payload {
        ty: ty.to_owned(),
        members: (!rows.is_empty()).then(|| rows.to_vec()),
        samples,
        ..Payload::default()
    }
}

fn page(location: &str, content: Content) -> Page {
    let provenance = Provenance { location: location.to_owned(), retrieved: None };
    Page { provenance, content, notes: Vec::new() }
}

fn get(heading: &str, response: Payload) -> Page {
    let api = ApiPage { heading: heading.to_owned(), response: Some(response), ..ApiPage::default() };
    page(heading, Content::Api(Box::new(api)))
}

fn post(heading: &str, request: Payload) -> Page {
    let api = ApiPage { heading: heading.to_owned(), request: Some(request), ..ApiPage::default() };
    page(heading, Content::Api(Box::new(api)))
}

fn model(name: &str, kind: ModelKind) -> Page {
    page(name, Content::Model(ModelPage { name: name.to_owned(), kind, ..ModelPage::default() }))
}

fn of(pages: Vec<Page>) -> Imported {
    import(pages.into_iter(), &Options::default())
}

/// Imports, and asks for these parts of the spec (white space aside); everything that has samples must be
/// proven.
#[track_caller]
fn expect(pages: Vec<Page>, parts: &[&str]) -> Imported {
    let imported = of(pages);
    let squeezed = imported.api_json.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in parts {
        assert!(squeezed.contains(part), "{part}\n{}\n{}", imported.api_json, imported.report);
    }
    assert!(imported.report.is_sound(), "{}\n{}", imported.api_json, imported.report);
    assert_eq!(imported.report.samples.1, 0, "{}", imported.report);
    imported
}

fn notes(imported: &Imported) -> String {
    let lines: Vec<String> =
        imported.report.notes.iter().map(|(page, note)| format!("{page}: {note}\n")).collect();
    lines.concat()
}

#[test]
fn read_only_properties_and_ignored_ones_are_in_one_format() {
    let rows = [row("Id", "integer"), row("Shown", "string")];
    let json = r#"{ "Id": 1, "Shown": "1:x" }"#;
    let xml = format!("<A {NS}><Hidden>sample string 2</Hidden><Id>1</Id></A>");
    expect(
        vec![get("GET api/a", payload("A", &rows, json, &xml))],
        &[
            r#""Shown": { "type": "string", "only": "json" }"#,
            r#""Hidden": { "type": "string", "only": "xml" }"#,
        ],
    );
}

#[test]
fn what_samples_leave_out_is_not_emitted_by_default() {
    let rows = [row("Name", "string"), row("Parent", "A")];
    let xml = format!("<A {NS}><Name>sample string 1</Name></A>");
    expect(
        vec![get("GET api/a", payload("A", &rows, r#"{ "Name": "sample string 1" }"#, &xml))],
        &[r#""contract": "dataContract""#, r#""Parent": { "type": "A", "emitDefault": false }"#],
    );
}

#[test]
fn references_have_identities() {
    let rows = [row("Main", "B"), row("Spare", "B")];
    let b = model("B", ModelKind::Members(vec![row("Id", "integer")]));
    let json = r#"{ "Main": { "Id": 1 }, "Spare": { "Id": 1 } }"#;
    let xml = format!(
        r#"<A {} z:Id="i1" xmlns:z="http://schemas.microsoft.com/2003/10/Serialization/" {}><Main z:Id="i2"><Id>1</Id></Main><Spare z:Ref="i2" /></A>"#,
        r#"xmlns:i="http://www.w3.org/2001/XMLSchema-instance""#,
        r#"xmlns="http://schemas.datacontract.org/2004/07/Shop""#
    );
    expect(
        vec![b, get("GET api/a", payload("A", &rows, json, &xml))],
        &[
            r#""contract": "dataContract", "isReference": true, "members": { "Main": "B", "Spare": "B" }"#,
            r#""contract": "dataContract", "isReference": true, "members": { "Id": "integer" }"#,
        ],
    );
}

#[test]
fn serializable_classes_show_the_fields_behind_properties() {
    let rows = [row("Name", "string"), row("Age", "integer")];
    let json = r#"{ "<Name>k__BackingField": "sample string 1", "<Age>k__BackingField": 2 }"#;
    let xml = format!(
        "<A {NS}><_x003C_Age_x003E_k__BackingField>2</_x003C_Age_x003E_k__BackingField><_x003C_Name_x003E_k__BackingField>sample string 1</_x003C_Name_x003E_k__BackingField></A>"
    );
    expect(
        vec![get("GET api/a", payload("A", &rows, json, &xml))],
        &[
            r#""contract": "serializable", "members": { "Name": "string", "Age": { "type": "integer", "nullable": false } }"#,
        ],
    );
}

#[test]
fn generic_classes_are_found_by_their_hash() {
    let rows = [row("Items", "Collection of Lead"), row("Total", "integer"), row("Next", "string")];
    let lead = model("Lead", ModelKind::Members(vec![row("Id", "integer"), row("Name", "string")]));
    let json =
        r#"{ "Items": [ { "Id": 1, "Name": "sample string 2" } ], "Total": 1, "Next": "sample string 2" }"#;
    let xml = r#"<PageOfOrdercDPfYTYO xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Shop"><Items xmlns:d2p1="http://schemas.datacontract.org/2004/07/Shop.Contracts.Orders"><d2p1:Order><d2p1:Id>1</d2p1:Id><d2p1:Name>sample string 2</d2p1:Name></d2p1:Order></Items><Next>sample string 2</Next><Total>1</Total></PageOfOrdercDPfYTYO>"#;
    let rows = rows.map(|mut row| {
        row.ty = row.ty.replace("Lead", "Order");
        row
    });
    let order = Page {
        content: match lead.content {
            Content::Model(model) => Content::Model(ModelPage { name: "Order".into(), ..model }),
            other => other,
        },
        ..page("Order", Content::Index(IndexPage::default()))
    };
    expect(
        vec![order, get("GET api/a", payload("PageOfOrder", &rows, json, xml))],
        &[r#""response": "Page<Order>""#, r#""Shop.Page<Order>": {"#, r#""Items": "List<Order>""#],
    );
}

#[test]
fn derived_classes_are_known_types() {
    let rows = [row("First", "Shape")];
    let shape = model("Shape", ModelKind::Members(vec![row("Name", "string")]));
    let json = r#"{ "First": { "Name": "sample string 1" } }"#;
    let xml = format!(
        r#"<A {NS}><First i:type="Circle"><Name>sample string 1</Name><Radius>2.1</Radius></First></A>"#
    );
    let imported = of(vec![shape, get("GET api/a", payload("A", &rows, json, &xml))]);
    let squeezed = imported.api_json.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(squeezed.contains(r#""knownTypes": ["Circle"]"#), "{}", imported.api_json);
}

#[test]
fn enums_by_their_page_or_by_their_values() {
    let rows = [row("State", "State"), row("Kind", "Kind"), row("Name", "string")];
    let value =
        |name: &str, value: &str| EnumRow { name: name.into(), value: value.into(), ..EnumRow::default() };
    let kind = model("Kind", ModelKind::Enum(vec![value("Small", "1"), value("Large", "2")]));
    let json = r#"{ "State": 5, "Kind": "Small", "Name": "sample string 1" }"#;
    let xml = format!("<A {NS}><Kind>Small</Kind><Name>sample string 1</Name><State>Open</State></A>");
    expect(
        vec![get("GET api/a", payload("A", &rows, json, &xml)), kind],
        &[r#""enum": { "Open": 5 }"#, r#""json": { "enums": "text" }, "enum": { "Small": 1, "Large": 2 }"#],
    );
}

#[test]
fn the_naming_is_the_sites() {
    let rows = [row("FirstName", "string"), row("URLText", "string"), row("Odd", "string")];
    let json =
        r#"{ "firstName": "sample string 1", "urlText": "sample string 2", "_odd": "sample string 3" }"#;
    let xml = format!(
        "<A {NS}><FirstName>sample string 1</FirstName><Odd>sample string 3</Odd><URLText>sample string 2</URLText></A>"
    );
    expect(
        vec![get("GET api/a", payload("A", &rows, json, &xml))],
        &[r#""json": { "naming": "camelCase" }"#, r#""Odd": { "type": "string", "json": "_odd" }"#],
    );
}

#[test]
fn names_that_are_none_in_csharp() {
    let rows = [row("with space", "string"), row("1st", "string")];
    let json = r#"{ "with space": "sample string 1", "1st": "sample string 2" }"#;
    let xml = format!(
        "<A {NS}><_x0031_st>sample string 2</_x0031_st><with_x0020_space>sample string 1</with_x0020_space></A>"
    );
    expect(
        vec![get("GET api/a", payload("A", &rows, json, &xml))],
        &[
            r#""WithSpace": { "type": "string", "name": "with space" }"#,
            r#""_1st": { "type": "string", "name": "1st" }"#,
        ],
    );
}

#[test]
fn a_type_without_title_or_page_is_called_as_in_xml() {
    let rows = [row("Id", "integer"), row("Where", "")];
    let json = r#"{ "Id": 1, "Where": { "City": "sample string 1" } }"#;
    let xml = format!("<Box {NS}><Id>1</Id><Where><City>sample string 1</City></Where></Box>");
    let imported = expect(
        vec![get("GET api/a", payload("", &rows, json, &xml))],
        &[
            r#""response": "Box""#,
            r#""Where": "Where""#,
            r#""Shop.Where": { "members": { "City": "string" } }"#,
        ],
    );
    let report = imported.report.to_string();
    assert!(report.contains("the page does not name the response's type: `"), "{report}");
}

#[test]
fn an_action_result_is_what_its_samples_are() {
    let xml = format!("<Box {NS}><Id>1</Id></Box>");
    let framework = [row("Version", "Version"), row("Content", "HttpContent")];
    let page = get("GET api/a", payload("HttpResponseMessage", &framework, r#"{ "Id": 1 }"#, &xml));
    let imported =
        expect(vec![page], &[r#""response": "Box""#, "inferred: the page does not say what the response is"]);
    assert_eq!(imported.report.count(Verdict::Proven), 1);
    let open = "// open: the page has no type for the response, only `IHttpActionResult`";
    let page = get("GET api/a", payload("IHttpActionResult", &[], "", ""));
    let imported = expect(vec![page], &[open, r#""untyped": "#]);
    assert!(!imported.api_json.contains(r#""response":"#));
}

#[test]
fn one_type_on_two_pages_is_unified_and_conflicts_are_told() {
    let first = get(
        "GET api/a",
        payload(
            "A",
            &[row("Id", "integer"), row("", "string")],
            r#"{ "Id": 1, "Email": "sample string 2" }"#,
            "",
        ),
    );
    let second =
        get("GET api/b", payload("Collection of A", &[row("Id", "string"), row("Email", "string")], "", ""));
    let imported = expect(vec![first, second], &[r#""Email": "string""#]);
    let open: Vec<&str> = imported.report.facts.iter().map(|fact| fact.text.as_str()).collect();
    assert!(
        open.iter().any(|text| text.contains("`Id` is `integer`, and `string` on GET api/b")),
        "{open:?}"
    );
}

#[test]
fn the_xml_of_xml_serializer_is_told_by_its_root() {
    let xml = r#"<A xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><Id>1</Id></A>"#;
    let imported = expect(
        vec![get("GET api/a", payload("A", &[row("Id", "integer")], r#"{ "Id": 1 }"#, xml))],
        &[r#""serializer": "xmlSerializer""#],
    );
    assert!(!imported.api_json.contains("namespace"), "{}", imported.api_json);
    assert_eq!(imported.samples.len(), 2);
}

#[test]
fn damaged_samples_are_used_as_far_as_they_go() {
    let rows = [row("Id", "integer"), row("Name", "string"), row("More", "string")];
    let json = r#"{ "Id": 1, "Name": "sample string 2", "More": "sample str"#;
    let imported = expect(
        vec![get("GET api/a", payload("A", &rows, json, "<A><Id>"))],
        &[r#""Id": { "type": "integer", "nullable": false }"#],
    );
    assert!(notes(&imported).contains("cut off") && imported.samples.is_empty(), "{}", notes(&imported));
}

#[test]
fn tables_of_codes_are_enums_and_outcomes() {
    let table = |title: &str, rows: &[(&str, &str)]| CodeTable {
        title: title.to_owned(),
        rows: rows.iter().map(|(code, meaning)| ((*code).to_owned(), (*meaning).to_owned())).collect(),
    };
    let api = ApiPage {
        heading: "POST api/box".to_owned(),
        request: Some(payload("", &[], r#"{ "boxtype": "S", "weight": 5 }"#, "")),
        response: Some(payload("", &[], r#"{ "status": 0, "message": "fine" }"#, "")),
        codes: vec![
            table("Box Types:", &[("S", "Small"), ("L", "Large")]),
            table("Status codes:", &[("0", "Success"), ("7", "No such box")]),
        ],
        ..ApiPage::default()
    };
    expect(
        vec![page("-", Content::Api(Box::new(api)))],
        &[
            r#""Small": { "value": 0, "name": "S", "doc": "Small" }"#,
            r#""outcome": { "code": "status", "success": [0], "message": "message", "codes": { "0": "Success", "7": "No such box" } }"#,
        ],
    );
}

#[test]
fn names_that_meet_in_rust_get_others() {
    let rows = [row("self", "string"), row("Self", "string")];
    let json = r#"{ "self": "sample string 1", "Self": "sample string 2" }"#;
    expect(
        vec![
            get("GET api/a", payload("A", &rows, json, "")),
            get("GET api/a?x={x}", payload("A", &rows, json, "")),
        ],
        &[r#""rust": { "A.Self": { "name": "self_2" } }"#, r#""name": "get_a_by_x""#],
    );
}

#[test]
fn members_come_last_where_the_index_alone_has_them() {
    let entry = |heading: &str| IndexEntry { heading: heading.to_owned(), ..IndexEntry::default() };
    let index = page(
        "index",
        Content::Index(IndexPage {
            entries: vec![entry("GET api/a"), entry("GET api/b")],
            ..IndexPage::default()
        }),
    );
    let imported = expect(vec![get("GET api/a", payload("integer", &[], "1", "")), index], &[]);
    assert_eq!(
        notes(&imported),
        "index: the index has `GET api/b`, but its page was not given: import it as well\n"
    );
}

#[test]
fn nothing_at_all_is_a_spec_too() {
    let imported = expect(Vec::new(), &[r#""name": "API""#]);
    assert_eq!((imported.report.pages, imported.report.endpoints.len()), (0, 0));
    let lost = page("x", Content::Api(Box::default()));
    assert!(notes(&of(vec![lost])).contains("no heading"));
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let pages = || {
        vec![
            post(
                "POST api/b",
                payload("B", &[row("Token", "string")], r#"{ "Token": "sample string 1" }"#, ""),
            ),
            get("GET api/a", payload("A", &[row("Id", "integer")], r#"{ "Id": 1 }"#, "")),
        ]
    };
    let imported = expect(pages(), &[r#""Token": { "type": "string", "secret": true }"#]);
    assert_eq!(imported.api_json, of(pages()).api_json);
    assert_eq!(imported.samples, of(pages()).samples);
}

/// Nesting does not cost the stack.
#[test]
fn deep_samples_are_left_out() {
    let deep = 200_000;
    let json = format!("{}1{}", "{\"a\":".repeat(deep), "}".repeat(deep));
    let xml = format!("{}{}", "<a>".repeat(deep), "</a>".repeat(deep));
    let imported = of(vec![get("GET api/a", payload("A", &[row("a", "A")], &json, &xml))]);
    assert!(imported.samples.is_empty() && imported.report.is_sound(), "{}", imported.report);
}

/// Whatever pages hold, nothing panics, and what comes out is a spec.
#[test]
fn hostile_pages_become_specs() {
    let names = [
        "",
        " ",
        "a\"b",
        "System.String",
        "List<",
        "Page`1",
        "Collection of ",
        "\u{0}",
        "İ",
        "object",
        "KeyValuePair<int>",
        "Outer+Inner",
        "Object",
        "Tuple",
    ];
    for name in names {
        let rows = [row(name, name), row("Id", "integer"), row(name, "string")];
        let json = r#"{ "a\"b": 1, "": null, "Id": [[], {}], "\u0000": "x" }"#;
        let xml = format!("<A {NS}><Id><x/></Id><Id/><b i:nil='true'/></A>");
        let heading = format!("POST api/{{{name}}}?{name}={{{name}}}&x={{x[0]}}");
        let both = ApiPage {
            heading,
            uri_parameters: rows.to_vec(),
            request: Some(payload(name, &rows, json, &xml)),
            response: Some(payload(name, &rows, "[1, \"x\", null]", &xml)),
            ..ApiPage::default()
        };
        let imported =
            of(vec![page(name, Content::Api(Box::new(both))), model(name, ModelKind::Enum(Vec::new()))]);
        let (_, diagnostics) =
            datacontract_codegen::spec::Spec::from_text("api.json".as_ref(), &imported.api_json);
        let errors: Vec<String> =
            diagnostics.iter().filter(|d| d.severity.word() == "error").map(ToString::to_string).collect();
        assert!(errors.is_empty(), "{name:?}: {errors:#?}\n{}", imported.api_json);
    }
}

/// Importing twice changes nothing; what a page changed comes in, what a person wrote stays.
#[test]
fn importing_again_keeps_what_was_written_by_hand() {
    use datacontract_import::merge::{Existing, plan};
    let pages =
        |id: &str| vec![get("GET api/a", payload("A", &[row("Id", id), row("Name", "string")], "", ""))];
    let first = of(pages("integer"));
    let record = plan(&Existing::default(), &first).and_then(|plan| plan.record()).expect("a record");
    let again = |spec: &str, id: &str| {
        let existing = Existing { spec: Some(spec.to_owned()), record: Some(record.clone()) };
        plan(&existing, &of(pages(id))).expect("a spec")
    };
    let same = again(&first.api_json, "integer");
    assert_eq!((same.api_json.as_str(), same.changes.len()), (first.api_json.as_str(), 0));
    let edited = first
        .api_json
        .replace("\"Name\": \"string\"", "\"Name\": { \"type\": \"string\", \"doc\": \"Mine.\" }");
    let both = again(&edited, "string");
    assert!(
        both.api_json.contains("\"doc\": \"Mine.\"") && both.api_json.contains("\"Id\": \"string\""),
        "{}",
        both.api_json
    );
    assert_eq!(both.changes.len(), 1, "{:?}", both.changes);
}
