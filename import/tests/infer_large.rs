//! Large pages are read in a time that grows with their size: the inputs are so large that an algorithm that
//! goes through what was before again for each part would not end.

use std::fmt::Write as _;

use datacontract_import::{
    Imported, Limits, Options, import,
    page::{ApiPage, Content, ModelKind, ModelPage, Page, Payload, Provenance, Row, Sample, SampleContent},
};

const MANY: usize = 20_000;
const NS: &str = r#"xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Shop""#;

fn repeated(count: usize, mut write: impl FnMut(usize, &mut String)) -> String {
    let mut text = String::new();
    (0..count).for_each(|at| write(at, &mut text));
    text
}

fn json(count: usize, mut member: impl FnMut(usize) -> String) -> String {
    let members: Vec<String> = (0..count).map(&mut member).collect();
    format!("{{{}}}", members.join(","))
}

fn rows(count: usize, row: impl Fn(usize) -> Row) -> Vec<Row> {
    (0..count).map(row).collect()
}

fn row(name: String, ty: &str) -> Row {
    Row { name, ty: ty.to_owned(), ..Row::default() }
}

fn page(location: &str, content: Content) -> Page {
    let provenance = Provenance { location: location.to_owned(), retrieved: None };
    Page { provenance, content, notes: Vec::new() }
}

fn get(heading: &str, rows: Vec<Row>, samples: &[(&str, &str)]) -> Page {
    let sample = |(format, text): &(&str, &str)| Sample {
        media_types: vec![format!("application/{format}"), format!("text/{format}")],
        content: SampleContent::Text((*text).to_owned()),
    };
    let response = Payload {
        ty: if rows.is_empty() { String::new() } else { "Order".to_owned() },
        members: (!rows.is_empty()).then_some(rows),
        samples: samples.iter().map(sample).collect(),
        ..Payload::default()
    };
    let api = ApiPage { heading: heading.to_owned(), response: Some(response), ..ApiPage::default() };
    page(heading, Content::Api(Box::new(api)))
}

fn of(pages: Vec<Page>) -> Imported {
    import(pages.into_iter(), &Options::default())
}

fn one(rows: Vec<Row>, samples: &[(&str, &str)]) -> Imported {
    of(vec![get("GET api/orders", rows, samples)])
}

fn lines(imported: &Imported) -> usize {
    imported.api_json.lines().count()
}

#[test]
fn elements_of_one_name_among_others() {
    let items = repeated(MANY, |at, text| _ = write!(text, "<A>{at}</A>"));
    let imported = one(Vec::new(), &[("xml", &format!("<Order {NS}><B>1</B>{items}</Order>"))]);
    assert!(imported.api_json.contains("\"A\":"), "{}", imported.api_json);
}

#[test]
fn elements_of_many_names() {
    // Out of order, so that orders have to be found.
    let items = repeated(MANY, |at, text| {
        let name = at * 7 % MANY;
        _ = write!(text, "<A{name}>{at}</A{name}>");
    });
    let imported = one(Vec::new(), &[("xml", &format!("<Order {NS}>{items}</Order>"))]);
    assert!(lines(&imported) > MANY);
}

#[test]
fn members_in_both_formats_whose_values_alone_are_alike() {
    let items = repeated(MANY, |at, text| _ = write!(text, "<B{at}>{at}</B{at}>"));
    let object = json(MANY, |at| format!("\"a{at}\": {at}"));
    let imported = one(Vec::new(), &[("json", &object), ("xml", &format!("<Order {NS}>{items}</Order>"))]);
    assert!(lines(&imported) > MANY);
    assert!(imported.api_json.contains(r#""json": "a7""#), "the values pair what the names do not");
}

#[test]
fn rows_without_samples_and_with_samples_of_other_names() {
    let imported = one(rows(MANY, |at| row(format!("Member{at}"), "string")), &[]);
    assert!(lines(&imported) > MANY);
    let object = json(MANY, |at| format!("\"Other{at}\": \"sample string {}\"", at + 1));
    let imported = one(rows(MANY, |at| row(format!("Member{at}"), "string")), &[("json", &object)]);
    assert!(lines(&imported) > 2 * MANY);
}

#[test]
fn objects_whose_classes_would_all_have_one_name() {
    let object = json(MANY / 4, |at| format!("\"A{at}\": {{\"Inner\": {{\"B{at}\": 1}}}}"));
    let imported = one(Vec::new(), &[("json", &object)]);
    assert!(imported.api_json.contains("\"A4999Inner\""), "{}", imported.report);
}

#[test]
fn objects_within_each_other_with_many_members_each() {
    let mut value = "1".to_owned();
    for level in 0..50 {
        let more = repeated(MANY / 50, |at, text| _ = write!(text, ", \"M{level}x{at}\": {at}"));
        value = format!("{{\"Next\": {value}{more}}}");
    }
    assert!(lines(&one(Vec::new(), &[("json", &value)])) > MANY);
}

#[test]
fn namespaces_of_their_own() {
    let items = repeated(MANY / 4, |at, text| {
        _ = write!(text, "<M{at} xmlns:d2p1=\"urn:n{at}\"><d2p1:A>1</d2p1:A></M{at}>");
    });
    let imported = one(Vec::new(), &[("xml", &format!("<Order {NS}>{items}</Order>"))]);
    assert!(lines(&imported) > MANY / 4);
}

#[test]
fn types_that_lead_from_one_to_the_next() {
    let mut pages = vec![get("GET api/orders", vec![row("First".to_owned(), "Type0")], &[])];
    for at in 0..MANY / 2 {
        let next = row("Next".to_owned(), &format!("Type{}", at + 1));
        let kind = ModelKind::Members(vec![next]);
        let model = ModelPage { name: format!("Type{at}"), kind, ..ModelPage::default() };
        pages.push(page(&format!("{at}"), Content::Model(model)));
    }
    assert!(of(pages).api_json.contains("\"Type9999\""));
}

#[test]
fn rows_of_the_uri_that_the_heading_lacks() {
    let api = ApiPage {
        heading: "GET api/orders".to_owned(),
        uri_parameters: rows(MANY / 4, |at| row(format!("p{at}"), "integer")),
        response: Some(Payload { ty: "string".to_owned(), ..Payload::default() }),
        ..ApiPage::default()
    };
    let imported = of(vec![page("page", Content::Api(Box::new(api)))]);
    assert!(imported.api_json.contains("&p4999={p4999}"), "{}", imported.report);
}

#[test]
fn pages_whose_operations_would_have_one_name() {
    let pages = (0..MANY / 10).map(|at| {
        let object = format!("{{\"Id\": 1, \"Result\": {{\"Of{at}\": 2}}}}");
        get(&format!("GET api/things/{{id}}?k{at}={{k{at}}}"), Vec::new(), &[("json", &object)])
    });
    let imported = of(pages.collect());
    assert_eq!(imported.report.endpoints.len(), MANY / 10);
}

#[test]
fn a_sample_beyond_a_limit_is_left_out_with_a_note_that_names_the_limit() {
    let attributes = repeated(600, |at, text| _ = write!(text, " a{at}=\"1\""));
    let prefixes = repeated(600, |at, text| _ = write!(text, "<A xmlns:p{at}=\"urn:{at}\">"));
    let ends = "</A>".repeat(600);
    for (xml, option) in [
        (format!("<Order {NS}><A{attributes}>1</A></Order>"), "--max-attributes"),
        (format!("<Order {NS}>{prefixes}{ends}</Order>"), "--max-namespaces"),
    ] {
        let pages = || vec![get("GET api/orders", vec![row("A".to_owned(), "integer")], &[("xml", &xml)])];
        let imported = of(pages());
        let notes: Vec<&str> = imported.report.notes.iter().map(|(_, note)| note.as_str()).collect();
        assert!(notes.iter().any(|note| note.contains(option)), "{notes:?}");
        assert!(imported.samples.is_empty());
        let options = Options { limits: Limits { attributes: 1000, namespaces: 1000 }, ..Options::default() };
        let raised = import(pages().into_iter(), &options);
        assert!(raised.report.notes.iter().all(|(_, note)| !note.contains(option)), "{}", raised.report);
    }
}

#[test]
fn what_is_too_deep_is_left_out_with_a_note() {
    let object = format!("{}1{}", "{\"A\": ".repeat(80), "}".repeat(80));
    let imported = of(vec![get("GET api/orders", Vec::new(), &[("json", &object)])]);
    let notes: Vec<&str> = imported.report.notes.iter().map(|(_, note)| note.as_str()).collect();
    assert!(notes.iter().any(|note| note.contains("more than 64 levels deep")), "{notes:?}");
}

#[test]
fn pages_that_end_in_classes_that_begin_as_others_do() {
    // All classes have the members of one base class first, and no two have the same members.
    const BASE: &str = "\"Id\": 1, \"Code\": \"sample string 2\", \"Owner\": \"sample string 3\"";
    let samples = |json: String| {
        vec![Sample {
            media_types: vec!["application/json".to_owned(), "text/json".to_owned()],
            content: SampleContent::Text(json),
        }]
    };
    let pages = (0..MANY / 10).map(|at| {
        let whole = Payload {
            ty: format!("Order{at}"),
            members: Some(vec![row("Id".to_owned(), "integer")]),
            samples: samples(format!("{{{BASE}, \"Of{at}\": \"sample string 4\"}}")),
            ..Payload::default()
        };
        let cut = Payload {
            samples: samples(format!("{{\"Held{at}\": {{{BASE}, \"Of{at}\": \"sample")),
            ..Payload::default()
        };
        let heading = format!("POST api/orders{at}");
        let api = ApiPage {
            heading: heading.clone(),
            request: Some(whole),
            response: Some(cut),
            ..ApiPage::default()
        };
        page(&heading, Content::Api(Box::new(api)))
    });
    let imported = of(pages.collect());
    assert_eq!(imported.report.endpoints.len(), MANY / 10);
}

#[test]
fn classes_without_a_name_in_members_of_one_name() {
    // Each of them leads back to nothing, and ends in a text.
    let pages = (0..MANY / 4).map(|at| {
        let json = format!("{{\"Box\": {{\"Of{at}\": \"sample string 1\", \"Code\": \"sample string 2\"}}}}");
        get(&format!("GET api/orders{at}"), Vec::new(), &[("json", &json)])
    });
    let imported = of(pages.collect());
    assert_eq!(imported.report.endpoints.len(), MANY / 4);
}

#[test]
fn copies_of_a_class_that_are_cut_off_in_members_of_one_name() {
    let pages = (0..MANY / 4).map(|at| {
        let json = format!("{{\"Box\": {{\"Code\": \"sample string 1\", \"Of{at}\": \"sample");
        get(&format!("GET api/orders{at}"), Vec::new(), &[("json", &json)])
    });
    let imported = of(pages.collect());
    assert_eq!(imported.report.endpoints.len(), MANY / 4);
}

#[test]
fn a_class_that_a_member_names_with_many_members() {
    let named = row("Box".to_owned(), "Box");
    let members = json(MANY, |at| format!("\"Of{at}\": \"sample string {}\"", at + 1));
    let rows_of_box = rows(MANY, |at| row(format!("Of{at}"), "string"));
    let model =
        ModelPage { name: "Box".to_owned(), kind: ModelKind::Members(rows_of_box), ..ModelPage::default() };
    let pages = vec![
        get("GET api/orders", vec![named], &[("json", "{\"Box\": null}")]),
        get("GET api/boxes", Vec::new(), &[("json", &format!("{{\"Box\": {members}}}"))]),
        page("box", Content::Model(model)),
    ];
    let imported = of(pages);
    assert!(lines(&imported) > MANY);
}
