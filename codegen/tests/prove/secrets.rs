//! Nothing that is said about a sample shows the value of a secret member.

use std::fs;

use datacontract_codegen::{diagnostic::Format, graph::ContractGraph, prove, spec::Spec};

const SPEC: &str = r#"{
  "version": 1, "name": "Vault", "module": "vault",
  "endpoints": {
    "POST api/open": { "name": "open", "body": "Open", "samples": { "request": { "json": "o.json", "xml": "o.xml" } } }
  },
  "types": {
    "V.Open": { "members": {
      "User": "string",
      "PassWord": { "type": "string", "secret": true, "json": "pass_word" },
      "Pins": { "type": "List<int>", "secret": true },
      "Card": { "type": "Card", "secret": true },
      "Zero": "int"
    } },
    "V.Card": { "members": { "Number": "long" } }
  }
}"#;

const JSON: &str =
    r#"{"User": "ada", "pass_word": "Hush", "Pins": [4711], "Card": {"Number": 4712}, "Zero": 1}"#;
const XML: &str = "<Open xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns=\"http://schemas.datacontract.org/2004/07/V\"><Card><Number>4712</Number></Card><PassWord>Hush</PassWord><Pins xmlns:d2p1=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\"><d2p1:int>4711</d2p1:int></Pins><User>ada</User><Zero>1</Zero></Open>";

/// All that is said about these samples, in all forms.
fn said(json: &str, xml: &[u8]) -> String {
    let report = proven(SPEC, json, xml);
    let text = Format::Text { color: false };
    [text, Format::Json, Format::Github].map(|format| report.diagnostics.render(format)).join("\n")
}

fn proven(spec: &str, json: &str, xml: &[u8]) -> prove::Report {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("samples")).expect("a folder");
    for (name, bytes) in
        [("api.json", spec.as_bytes()), ("samples/o.json", json.as_bytes()), ("samples/o.xml", xml)]
    {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    let (spec, diagnostics) = Spec::load(folder.path());
    let spec = spec.unwrap_or_else(|| panic!("{}", diagnostics.render(Format::Text { color: false })));
    prove::prove(&spec, &ContractGraph::new(&spec))
}

/// What samples show of the service's settings has an example, which is no secret.
#[test]
fn secret_dates_are_no_examples_of_settings() {
    let date = |secret: bool| {
        SPEC.replace("\"Zero\": \"int\"", &format!(r#""Zero": {{ "type": "DateTime", "secret": {secret} }}"#))
    };
    let pairs = [
        ("2001-02-03T04:05:06Z", "2001-02-03T04:05:06.1234567+00:00"),
        ("2001-02-03T04:05:06.100", "2001-02-03T04:05:06.1"),
    ];
    for (json, xml) in pairs {
        let json = JSON.replace("\"Zero\": 1", &format!("\"Zero\": \"{json}\""));
        let xml = XML.replace("<Zero>1", &format!("<Zero>{xml}"));
        let shown = |secret| format!("{:?}", proven(&date(secret), &json, xml.as_bytes()).settings);
        assert!(shown(false).contains("2001"), "{}", shown(false));
        assert!(shown(true).contains("[secret]") && !shown(true).contains("2001"), "{}", shown(true));
    }
}

/// Something is said, and no secret in it.
#[track_caller]
fn hidden(json: &str, xml: &str) -> String {
    let said = said(json, xml.as_bytes());
    assert!(!said.trim().is_empty(), "nothing is said of {json} {xml}");
    for secret in ["Hush", "4711", "4712", "Other"] {
        assert!(!said.contains(secret), "{secret} of {json} {xml}:\n{said}");
    }
    said
}

#[test]
fn good_samples_are_proven_secrets_and_all() {
    assert_eq!(said(JSON, XML.as_bytes()).trim(), "");
}

#[test]
fn secrets_that_differ_are_not_shown() {
    for json in [
        JSON.replace("Hush", "Other"),
        JSON.replace("Hush", "Hush2"),
        JSON.replace("[4711]", "[4711, 4711]"),
        JSON.replace("4711", "4711.0"),
        JSON.replace("4712", "\"4712\""),
        JSON.replace("\"Hush\"", "\"\\u0048ush\""),
    ] {
        let said = hidden(&json, XML);
        assert!(said.contains("[secret]"), "{said}");
    }
    let said = hidden(JSON, &XML.replace("Hush", "Other"));
    assert!(said.contains("expected [secret], found [secret]"), "{said}");
    hidden(JSON, &XML.replace("<Number>4712</Number>", "<Number>04712</Number>"));
    hidden(JSON, &XML.replace("<Number>4712</Number>", "<Number><!-- Other -->4712</Number>"));
    hidden(JSON, &XML.replace("<PassWord>Hush</PassWord>", "<PassWord><![CDATA[Hush]]></PassWord>"));
}

/// The line with the fault has the secrets too.
#[test]
fn secrets_beside_a_fault_are_not_shown() {
    let said = hidden(&JSON.replace("\"Zero\": 1", "\"Zero\": 1.0"), XML);
    assert!(said.contains("\"pass_word\": ******") && said.contains("\"User\": \"ada\""), "{said}");
    hidden(&JSON.replace("\"Zero\": 1", "\"Zerro\": 1"), XML);
    hidden(JSON, &XML.replace("<Zero>1</Zero>", "<Zero>01</Zero>"));
    hidden(JSON, &XML.replace("<Zero>1</Zero>", ""));
    // Of another name in the wrong case as well.
    hidden(&JSON.replace("pass_word", "PASS_WORD"), XML);
    hidden(&JSON.replace("pass_word", "PassWord"), XML);
}

#[test]
fn secrets_of_unreadable_samples_are_not_shown() {
    for json in [
        JSON.replace("4711", "\"Other\""),
        JSON.replace("4712", "{\"Hush\": 1"),
        JSON.replace("\"Hush\",", "\"Hush"),
        JSON.replace("\"pass_word\": \"Hush\"", "\"pass_word\" \"Hush\""),
        JSON.replace("\"pass_word\": \"Hush\"", "\"pass_word\": Hush"),
        JSON.replace("\"Zero\": 1", "\"Zero\": x"),
        JSON.replace("{\"User\"", "{{\"User\""),
    ] {
        hidden(&json, XML);
    }
    for xml in [
        XML.replace("4711", "Other"),
        XML.replace("Hush</PassWord>", "Hush"),
        XML.replace("Hush</PassWord>", "Hush</PassWort>"),
        XML.replace("<Number>4712", "<Number><Hush>4712"),
        XML.replace("<Number>4712</Number>", "<Hush:Number>4712</Hush:Number>"),
        XML.replace("<Zero>1", "<Zero>x"),
        XML.replace("Hush", "Hush & Other"),
    ] {
        hidden(JSON, &xml);
    }
    // No UTF-8.
    let broken: Vec<u8> = XML.bytes().map(|byte| if byte == b'a' { 0xff } else { byte }).collect();
    let said = said(JSON, &broken);
    assert!(said.contains("no UTF-8") && !said.contains("Hush"), "{said}");
}
