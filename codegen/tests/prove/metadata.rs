//! What pages keep and lose of Json.NET's `$id`, `$ref` and `$type`. All JSON here was written by Json.NET
//! and printed as help pages do: parsed and written again.

use std::{io, path::Path};

use datacontract_codegen::{
    graph::ContractGraph,
    prove::{self, Verdict},
    spec::Spec,
};

fn spec(response: &str, settings: &str) -> String {
    format!(
        r#"{{
  "version": 1,
  "name": "Windy",
  "module": "windy",
  "formatters": {{ "json": ["application/json"] }},
  "json": {{ "assembly": "Shop", {settings} }},
  "endpoints": {{
    "GET api/x": {{ "response": "{response}", "samples": {{ "response": {{ "json": "x.json" }} }} }}
  }},
  "types": {{
    "Windy.Models.Pair": {{ "members": {{ "First": "Kite", "Second": "Kite", "Tags": "List<string>" }} }},
    "Windy.Models.Kite": {{ "members": {{ "Name": "string" }} }}
  }}
}}"#
    )
}

fn verdict(response: &str, settings: &str, json: &str) -> (Verdict, Vec<String>) {
    let (spec, diagnostics) = Spec::from_text("api.json".as_ref(), &spec(response, settings));
    let spec = spec.unwrap_or_else(|| panic!("{diagnostics:?}"));
    let read = |path: &Path| match path.file_name().and_then(|name| name.to_str()) {
        Some("x.json") => Ok(json.as_bytes().to_vec()),
        _ => Err(io::Error::from(io::ErrorKind::NotFound)),
    };
    let report = prove::prove_with(&spec, &ContractGraph::new(&spec), &read);
    (report.endpoints[0].verdict(), report.diagnostics.iter().map(ToString::to_string).collect())
}

const ALL: &str = r#""typeNameHandling": "all", "preserveReferencesHandling": "all""#;
const OBJECTS: &str = r#""preserveReferencesHandling": "objects""#;

/// A pair that has one object twice.
const PAIR: &str = r#"{
  "First": { "$id": "2", "$type": "Windy.Models.Kite, Shop", "Name": "sample string 1" },
  "Second": { "$ref": "2" },
  "Tags": {
    "$id": "3",
    "$type": "System.Collections.Generic.List`1[[System.String, mscorlib]], mscorlib",
    "$values": ["sample string 1", "sample string 2"]
  }
}"#;

const LIST: &str = r#"[
  { "$id": "2", "$type": "Windy.Models.Kite, Shop", "Name": "sample string 1" },
  { "$ref": "2" }
]"#;

#[test]
fn pages_lose_what_is_said_of_the_outermost_value() {
    assert_eq!(verdict("Pair", ALL, PAIR), (Verdict::Proven, Vec::new()));
    assert_eq!(verdict("List<Kite>", ALL, LIST), (Verdict::Proven, Vec::new()));
    // As the service sends it.
    let whole = PAIR.replacen('{', r#"{ "$id": "1", "$type": "Windy.Models.Pair, Shop","#, 1);
    assert_eq!(verdict("Pair", ALL, &whole), (Verdict::Proven, Vec::new()));
    let named = whole.replace(r#""Windy.Models.Pair, Shop""#, r#""Windy.Models.Pair, Other""#);
    assert_eq!(verdict("Pair", ALL, &named).0, Verdict::Failed);
}

#[test]
fn what_is_said_of_other_values_counts() {
    for (there, other) in [
        (r#""$type": "Windy.Models.Kite, Shop", "#, ""),
        ("Windy.Models.Kite, Shop", "Windy.Models.Kite, Other"),
        ("List`1[[System.String, mscorlib]]", "List`1[[System.Int32, mscorlib]]"),
    ] {
        let json = PAIR.replace(there, other);
        assert_ne!(json, PAIR);
        assert_eq!(verdict("Pair", ALL, &json).0, Verdict::Failed, "{json}");
    }
}

#[test]
fn references_are_compared_by_what_they_refer_to() {
    let nested = r#"[
      { "$id": "1", "First": { "$id": "2", "Name": "a" }, "Second": { "$ref": "2" }, "Tags": ["b"] },
      { "$ref": "1" }
    ]"#;
    assert_eq!(verdict("List<Pair>", OBJECTS, nested), (Verdict::Proven, Vec::new()));
    // An object that nothing came before is none.
    let lost = nested.replace(r#"{ "$ref": "1" }"#, r#"{ "$ref": "7" }"#);
    assert_eq!(verdict("List<Pair>", OBJECTS, &lost).0, Verdict::Failed);
    // Without the setting nothing explains them.
    assert_eq!(verdict("List<Pair>", r#""naming": "asDeclared""#, nested).0, Verdict::Failed);
}

#[test]
fn references_that_double_come_to_an_end() {
    let doubled = |level: usize| {
        let below = level - 1;
        format!(
            r#"{{ "$id": "{level}", "First": {{ "$ref": "{below}" }}, "Second": {{ "$ref": "{below}" }} }}"#
        )
    };
    let first = r#"{ "$id": "0", "First": { "$id": "00", "Name": "a" } }"#.to_owned();
    let all: Vec<String> = std::iter::once(first).chain((1..60).map(doubled)).collect();
    let json = format!("[{}]", all.join(", "));
    let types = r#""preserveReferencesHandling": "objects""#;
    let spec = spec("List<Node>", types).replace(
        r#""Windy.Models.Kite""#,
        r#""Windy.Models.Node": { "members": { "Name": "string", "First": "Node", "Second": "Node" } },
    "Windy.Models.Kite""#,
    );
    let (spec, diagnostics) = Spec::from_text("api.json".as_ref(), &spec);
    let spec = spec.unwrap_or_else(|| panic!("{diagnostics:?}"));
    let read = |_: &Path| Ok(json.as_bytes().to_vec());
    let report = prove::prove_with(&spec, &ContractGraph::new(&spec), &read);
    assert_eq!(report.endpoints[0].verdict(), Verdict::Failed);
}
