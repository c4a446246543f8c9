//! One mistake costs the endpoints that it touches their proof, and no others.

use std::{fs, io, path::Path};

use datacontract_codegen::{
    graph::ContractGraph,
    prove::{self, Verdict},
    spec::Spec,
};

const SPEC: &str = r#"{
  "version": 1,
  "name": "Shop",
  "module": "shop",
  "formatters": { "json": ["application/json"] },
  "endpoints": {
    "GET api/crew": { "response": "Crew", "samples": { "response": { "json": "crew.json" } } },
    "GET api/crews": { "response": "List<Crew>", "samples": { "response": { "json": "crews.json" } } },
    "GET api/ship": { "response": "Ship", "samples": { "response": { "json": "crew.json" } } },
    "GET api/fleet": { "response": "Fleet", "samples": { "response": { "json": "fleet.json" } } }
  },
  "types": {
    "A.Crew": { "members": { "Size": "int" } },
    "A.Ship": { "members": { "Size": "int" } },
    "A.Fleet": { "members": { "First": "Ship" } },
    "A.Port": { "members": { "Depth": "int" } },
    "B.Port": { "members": { "Depth": "int" } }
  },
  "rust": { "B.Port": { "name": "OtherPort" } }
}"#;

/// The verdicts of the endpoints in the order of the file, and the codes of the errors.
fn verdicts(from: &str, to: &str) -> ([Verdict; 4], Vec<&'static str>) {
    assert!(SPEC.contains(from), "{from}");
    let text = SPEC.replacen(from, to, 1);
    let (spec, diagnostics) = Spec::from_text_despite_errors("api.json".as_ref(), &text);
    let spec = spec.unwrap_or_else(|| panic!("{diagnostics:?}"));
    let read = |path: &Path| match path.file_name().and_then(|name| name.to_str()) {
        Some("crew.json") => Ok(br#"{ "Size": 1 }"#.to_vec()),
        Some("crews.json") => Ok(br#"[{ "Size": 1 }]"#.to_vec()),
        Some("fleet.json") => Ok(br#"{ "First": { "Size": 1 } }"#.to_vec()),
        _ => Err(io::Error::from(io::ErrorKind::NotFound)),
    };
    let report = prove::prove_with(&spec, &ContractGraph::of_sound_part(&spec, &diagnostics), &read);
    let found: Vec<Verdict> = report.endpoints.iter().map(prove::EndpointReport::verdict).collect();
    let errors = diagnostics.iter().filter(|message| message.severity.word() == "error");
    (found.try_into().expect("four endpoints"), errors.map(|message| message.code.code()).collect())
}

use Verdict::{Proven, Unproven};

#[test]
fn an_ambiguous_reference_in_an_endpoint() {
    let (found, errors) = verdicts(r#""response": "Ship""#, r#""response": "Port""#);
    assert_eq!(found, [Proven, Proven, Unproven, Proven]);
    assert_eq!(errors, ["DC103"]);
}

#[test]
fn a_mistake_in_a_type_goes_up_to_what_leads_to_it() {
    let ship = r#""A.Ship": { "members": { "Size": "int" "#;
    for member in
        [r#", "Port": "Port" "#, r#", "Port": "Harbour" "#, r#", "Port": "int??" "#, r#", "Size": "int" "#]
    {
        let (found, errors) = verdicts(ship, &format!("{ship}{member}"));
        assert_eq!(found, [Proven, Proven, Unproven, Unproven], "{member}");
        assert_eq!(errors.len(), 1, "{member}");
    }
}

#[test]
fn a_circle_of_bases_touches_all_that_are_in_it() {
    let (found, errors) = verdicts(r#""A.Ship": { "#, r#""A.Ship": { "base": "Boat", "#);
    assert_eq!((found, errors), ([Proven, Proven, Unproven, Unproven], vec!["DC102"]));
    let (found, errors) = verdicts(
        r#""A.Ship": { "#,
        r#""A.Boat": { "base": "Ship", "members": {} }, "A.Ship": { "base": "Boat", "#,
    );
    assert_eq!((found, errors.len()), ([Proven, Proven, Unproven, Unproven], 1));
}

#[test]
fn a_type_that_is_gone_or_has_a_bad_name() {
    let (found, _) = verdicts(r#""A.Ship": "#, r#""A..Ship": "#);
    assert_eq!(found, [Proven, Proven, Unproven, Unproven]);
    let (found, _) = verdicts(r#""A.Crew": "#, r#""A.Crews": "#);
    assert_eq!(found, [Unproven, Unproven, Proven, Proven]);
}

#[test]
fn what_touches_no_contract_costs_no_proof() {
    let all = [Proven; 4];
    for (from, to) in [
        (r#""version": 1,"#, r#""version": 1, "baseUrl": "nowhere","#),
        (r#""version": 1,"#, r#""version": 1, "flavour": "sweet","#),
        (r#""GET api/crews": { "#, r#""GET api/crews": { "name": "get_crew", "#),
        (r#""A.Port": { "#, r#""A.Port": { "base": "Harbour", "#),
    ] {
        let (found, errors) = verdicts(from, to);
        assert_eq!(found, all, "{to}");
        assert_eq!(errors.len(), 1, "{to}");
    }
}

/// Whatever is wrong with a spec, what is left of it can be proven.
#[test]
fn every_kind_of_mistake_leaves_a_graph() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/wrong");
    let mut specs = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let (spec, diagnostics) = Spec::load_despite_errors(&path);
        let Some(spec) = spec else { continue };
        specs += 1;
        let report = prove::prove(&spec, &ContractGraph::of_sound_part(&spec, &diagnostics));
        assert_eq!(report.endpoints.len(), spec.endpoints.len(), "{}", path.display());
    }
    assert!(specs > 20, "{specs}");
}
