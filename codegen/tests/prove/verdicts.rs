//! What is said of an endpoint as a whole.

use datacontract_codegen::{
    prove::{EndpointReport, SampleState, Verdict},
    spec::Format,
};

use crate::orders::{REQUEST_XML, SPEC, prove_files, with};

const REQUEST: &str = r#""request": { "json": "Order.request.json", "xml": "Order.request.xml" },"#;
const RESPONSE: &str = r#""response": { "json": "Order.response.json", "xml": "Order.response.xml" }"#;

fn endpoint(edits: &[(&str, &str, &str)]) -> EndpointReport {
    let (report, _) = with(edits);
    report.endpoints.into_iter().next().expect("an endpoint")
}

#[test]
fn all_samples_make_a_proof() {
    let (report, said) = with(&[]);
    assert_eq!(said, "");
    assert_eq!(report.endpoints[0].verdict(), Verdict::Proven);
    assert_eq!((report.samples(SampleState::Reproduced), report.count(Verdict::Proven)), (4, 1));
}

#[test]
fn one_format_is_part_of_a_proof() {
    let endpoint = endpoint(&[(SPEC, REQUEST, r#""request": { "json": "Order.request.json" },"#)]);
    assert_eq!(endpoint.verdict(), Verdict::Partly);
    let request = endpoint.request.expect("a request");
    assert_eq!(
        request.formats,
        [(Format::Json, SampleState::Reproduced), (Format::Xml, SampleState::Missing)]
    );
}

#[test]
fn one_format_is_all_where_the_service_has_no_other() {
    let endpoint = endpoint(&[
        (SPEC, "\"endpoints\"", "\"formatters\": { \"json\": [\"application/json\"] },\n  \"endpoints\""),
        (SPEC, REQUEST, r#""request": { "json": "Order.request.json" },"#),
        (SPEC, RESPONSE, r#""response": { "json": "Order.response.json" }"#),
    ]);
    assert_eq!(endpoint.verdict(), Verdict::Proven);
}

#[test]
fn without_samples_nothing_is_proven() {
    let endpoint = endpoint(&[(SPEC, REQUEST, ""), (SPEC, RESPONSE, "")]);
    assert_eq!(endpoint.verdict(), Verdict::Unproven);
}

#[test]
fn one_bad_sample_fails() {
    let endpoint = endpoint(&[(REQUEST_XML, "<Number>1<", "<Number>one<")]);
    assert_eq!(endpoint.verdict(), Verdict::Failed);
    let request = endpoint.request.expect("a request");
    assert_eq!(request.in_state(SampleState::Failed).collect::<Vec<_>>(), [Format::Xml]);
    assert_eq!(request.in_state(SampleState::Reproduced).collect::<Vec<_>>(), [Format::Json]);
}

#[test]
fn without_payloads_there_is_nothing_to_prove() {
    let spec = br#"{"version": 1, "name": "A", "module": "a", "endpoints": {"DELETE api/a": {}}}"#;
    let (report, said) = prove_files(&[(SPEC, spec)]);
    assert_eq!((report.endpoints[0].verdict(), said.as_str()), (Verdict::Empty, ""));
}

#[test]
fn line_ends_and_marks_are_those_of_the_checkout() {
    let text = std::fs::read_to_string("tests/fixtures/orders/samples/Order.request.xml").expect("a sample");
    let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let (_, said) = crate::orders::with_file(REQUEST_XML, text.as_bytes());
    assert_eq!(said, "");
}

#[test]
fn squeezed_samples_are_as_good() {
    let text = std::fs::read_to_string("tests/fixtures/orders/samples/Order.request.xml").expect("a sample");
    let text: String = text.lines().map(str::trim_start).collect();
    let (_, said) = crate::orders::with_file(REQUEST_XML, text.as_bytes());
    assert_eq!(said, "");
}
