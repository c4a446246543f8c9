//! Conversions, byte for byte.

use std::{
    fs,
    io::Write,
    process::{Command, Output, Stdio},
};

fn convert(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"))
        .arg("convert")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command");
    // It may end without reading, which is for the caller to judge.
    let _ = child.stdin.take().expect("standard input").write_all(input);
    child.wait_with_output().expect("the command's output")
}

/// What a good conversion prints.
fn converted(args: &[&str], input: &[u8]) -> String {
    let output = convert(args, input);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn sample(spec: &str, name: &str) -> String {
    fs::read_to_string(format!("../specs/{spec}/samples/{name}")).expect("a sample")
}

/// A sample's XML without the white space of its indentation.
fn squeezed(xml: &str) -> String {
    xml.lines().map(str::trim_start).collect()
}

const LEAD_UPDATE: [&str; 6] =
    ["--spec", "../specs/lcmanager", "--endpoint", "POST api/lead/LeadUpdate", "--body", "request"];
const JSON_TO_XML: [&str; 4] = ["--from", "json", "--to", "xml"];
const XML_TO_JSON: [&str; 4] = ["--from", "xml", "--to", "json"];

#[test]
fn lead_update_becomes_the_xml_of_the_page() {
    let json = sample("lcmanager", "LeadUpdate.request.json");
    let xml = sample("lcmanager", "LeadUpdate.request.xml");
    let args = [&LEAD_UPDATE[..], &JSON_TO_XML].concat();
    assert_eq!(converted(&args, json.as_bytes()), squeezed(&xml));
    assert_eq!(converted(&[&args[..], &["--indent"]].concat(), json.as_bytes()), xml);
}

#[test]
fn lead_update_becomes_the_json_of_the_page() {
    let json = sample("lcmanager", "LeadUpdate.request.json");
    let xml = sample("lcmanager", "LeadUpdate.request.xml");
    let args = [&LEAD_UPDATE[..], &XML_TO_JSON, &["--indent"]].concat();
    assert_eq!(converted(&args, xml.as_bytes()), json);
}

#[test]
fn all_prefixes_and_names_survive() {
    let json = sample("vitec", "PersonLead.request.json");
    let xml = sample("vitec", "PersonLead.request.xml");
    let ty = ["--spec", "../specs/vitec", "--type", "PublicAdvertisingPersonLead", "--indent"];
    assert_eq!(converted(&[&ty[..], &JSON_TO_XML].concat(), json.as_bytes()), xml);
    assert_eq!(converted(&[&ty[..], &XML_TO_JSON].concat(), xml.as_bytes()), json);
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let args = [&["--spec", "../specs/vitec", "--type", "string"][..], &JSON_TO_XML].concat();
    let xml = r#"<string xmlns="http://schemas.microsoft.com/2003/10/Serialization/">a</string>"#;
    assert_eq!(converted(&args, "\u{feff}\"a\"".as_bytes()), xml);
}

#[test]
fn a_file_is_as_good_as_standard_input() {
    let args = [&LEAD_UPDATE[..], &JSON_TO_XML].concat();
    let json = sample("lcmanager", "LeadUpdate.request.json");
    let file = "../specs/lcmanager/samples/LeadUpdate.request.json";
    assert_eq!(converted(&[&args[..], &[file]].concat(), b""), converted(&args, json.as_bytes()));
    assert_eq!(converted(&[&args[..], &["-"]].concat(), json.as_bytes()), converted(&args, json.as_bytes()));
}

#[test]
fn bytes_that_are_no_text_are_an_error() {
    let output = convert(&[&LEAD_UPDATE[..], &JSON_TO_XML].concat(), b"{\"Email\": \"\xff\"}");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("UTF-8") && said.contains("byte 11"), "{said}");
    assert!(output.stdout.is_empty());
}

/// Input that never ends, as a pipe or a device.
#[test]
fn endless_input_is_an_error() {
    let args = [&LEAD_UPDATE[..], &JSON_TO_XML, &["--max-size", "1"]].concat();
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"))
        .arg("convert")
        .args(&args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command");
    let mut input = child.stdin.take().expect("standard input");
    // Until it reads no more.
    while input.write_all(&[b' '; 1 << 12]).is_ok() {}
    let output = child.wait_with_output().expect("the command's output");
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("more than 1 MiB") && said.contains("`--max-size` raises the limit"), "{said}");
}

#[test]
fn the_limit_counts_to_the_byte() {
    let string = ["--spec", "../specs/vitec", "--type", "string"];
    let args = [&string[..], &JSON_TO_XML, &["--max-size", "1"]].concat();
    let text = |length: usize| format!("\"{}\"", "x".repeat(length - 2)).into_bytes();
    assert!(convert(&args, &text(1 << 20)).status.success());
    let output = convert(&args, &text((1 << 20) + 1));
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    // A greater limit is one for the reader as well.
    let args = [&string[..], &JSON_TO_XML, &["--max-size", "80"]].concat();
    assert!(convert(&args, &text(70 << 20)).status.success());
}

/// .NET writes them so, but an XML parser need not take them.
#[test]
fn characters_that_xml_forbids_are_told() {
    let args = [&["--spec", "../specs/vitec", "--type", "string"][..], &JSON_TO_XML].concat();
    let output = convert(&args, br#""a\u0000b\ufffec""#);
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("a&#x0;b&#xFFFE;c"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.starts_with("warning: <stdin>: ") && said.contains("U+0000, U+FFFE"), "{said}");
}
