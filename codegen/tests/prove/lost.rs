//! What pages lose of what services write is no difference.

use std::{io, path::Path};

use datacontract_codegen::{
    graph::ContractGraph,
    prove::{self, Verdict},
    spec::Spec,
};

const SPEC: &str = r#"{
  "version": 1,
  "name": "Crew",
  "module": "crew",
  "endpoints": {
    "GET api/crew": {
      "response": "Crew",
      "samples": { "response": { "json": "crew.json", "xml": "crew.xml" } }
    }
  },
  "types": {
    "Ship.Crew": {
      "contract": "dataContract",
      "isReference": true,
      "members": { "First": "Badge", "Second": "Badge", "Extra": "object" }
    },
    "Ship.Badge": { "contract": "dataContract", "isReference": true, "members": { "Number": "int" } }
  }
}"#;

/// Printed again by the page: without `$id`, and each object in full.
const JSON: &str = r#"{ "First": { "Number": 1 }, "Second": { "Number": 1 }, "Extra": {} }"#;

/// By a runtime that gives a plain `object` a type.
const XML: &str = r#"<Crew xmlns:i="http://www.w3.org/2001/XMLSchema-instance" z:Id="i1" xmlns:z="http://schemas.microsoft.com/2003/10/Serialization/" xmlns="http://schemas.datacontract.org/2004/07/Ship"><Extra xmlns:d2p1="http://www.w3.org/2001/XMLSchema" i:type="d2p1:anyType" /><First z:Id="i2"><Number>1</Number></First><Second z:Ref="i2" /></Crew>"#;

fn verdict(json: &str, xml: &str) -> (Verdict, Vec<String>) {
    let (spec, diagnostics) = Spec::from_text("api.json".as_ref(), SPEC);
    let spec = spec.unwrap_or_else(|| panic!("{diagnostics:?}"));
    let read = |path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str());
        match name {
            Some("crew.json") => Ok(json.as_bytes().to_vec()),
            Some("crew.xml") => Ok(xml.as_bytes().to_vec()),
            _ => Err(io::Error::from(io::ErrorKind::NotFound)),
        }
    };
    let report = prove::prove_with(&spec, &ContractGraph::new(&spec), &read);
    (report.endpoints[0].verdict(), report.diagnostics.iter().map(ToString::to_string).collect())
}

#[test]
fn identities_and_the_type_of_a_plain_object() {
    assert_eq!(verdict(JSON, XML), (Verdict::Proven, Vec::new()));
}

#[test]
fn identities_that_are_there_count() {
    let json = JSON.replacen('{', r#"{ "$id": "7","#, 1);
    let (verdict, said) = verdict(&json, XML);
    assert_eq!(verdict, Verdict::Failed, "{said:?}");
}

#[test]
fn other_types_than_the_plain_one_count() {
    let xml = XML.replace("d2p1:anyType", "d2p1:string");
    assert_eq!(verdict(JSON, &xml).0, Verdict::Failed);
}
