//! The four real help pages, and one of another system, become what the hand-made specs say.

use std::{collections::BTreeMap, fs, path::Path, path::PathBuf};

use datacontract::{json, xml};
use datacontract_codegen::{
    graph::ContractGraph,
    prove::Verdict,
    spec::{Endpoint, Nullability, Payload, Spec, TypeExpr, TypeExprKind},
};
use datacontract_import::{Imported, Options, import, page::Provenance, text};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn imported(file: &str) -> Imported {
    let path = root().join("import/tests/fixtures/seeds").join(file);
    let content = fs::read_to_string(path).expect("a seed");
    let page =
        text::read(&content, Provenance { location: "-".to_owned(), retrieved: None }).expect("a page");
    import(std::iter::once(page), &Options::default())
}

/// The members of a type and of all types in it, by the path of their names in JSON: type, and what is known
/// of null.
fn members(spec: &Spec, payload: Option<&Payload>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    if let Some(payload) = payload {
        add(spec, &payload.ty, "", &mut found);
    }
    found
}

fn add(spec: &Spec, ty: &TypeExpr, path: &str, found: &mut BTreeMap<String, String>) {
    match &ty.kind {
        TypeExprKind::Nullable(inner) => add(spec, inner, path, found),
        TypeExprKind::List(item) | TypeExprKind::Array(item) => add(spec, item, &format!("{path}[]"), found),
        TypeExprKind::Named(name) => {
            let Ok(index) = spec.resolve(name) else { return };
            let Some(class) = spec.types[index].class() else {
                found.insert(path.to_owned(), "enum".to_owned());
                return;
            };
            for member in &class.members {
                let path = format!("{path}/{}", member.name.value);
                let null = match spec.nullability(member) {
                    Nullability::Never => "",
                    Nullability::Nullable => "?",
                    Nullability::Unknown => "~",
                };
                if let Some(clr) = member.ty.clr() {
                    found.insert(path.clone(), format!("{}{null}", clr.name()));
                }
                add(spec, &member.ty, &path, found);
            }
            if let Some(base) = &class.base {
                add(spec, base, path, found);
            }
        }
        _ => {
            found.entry(path.to_owned()).or_insert_with(|| ty.to_string());
        }
    }
}

fn payloads(endpoint: &Endpoint) -> [Option<&Payload>; 2] {
    [endpoint.body.as_ref(), endpoint.response.as_ref()]
}

/// Compares with the hand-made spec; gives the members that differ: path, by hand, imported.
fn differences(file: &str, api: &str) -> Vec<(String, String, String)> {
    let imported = imported(file);
    let report = imported.report.to_string();
    assert_eq!(imported.report.count(Verdict::Proven), 1, "{report}");
    assert!(imported.report.is_sound(), "{report}");
    let (spec, diagnostics) = Spec::from_text("api.json".as_ref(), &imported.api_json);
    let spec = spec.unwrap_or_else(|| panic!("{diagnostics:?}"));
    let (by_hand, _) = Spec::load(&root().join("specs").join(api));
    let by_hand = by_hand.expect("the hand-made spec");
    let (found, wanted) = (&spec.endpoints[0], &by_hand.endpoints[0]);
    assert_eq!(found.heading.value, wanted.heading.value);
    let names = |endpoint: &Endpoint| -> Vec<(String, String, bool)> {
        let parameters = endpoint.parameters.iter();
        parameters.map(|p| (p.name.value.clone(), p.ty.to_string(), p.required.value)).collect()
    };
    assert_eq!(names(found), names(wanted));
    let mut differences = Vec::new();
    for (found, wanted) in payloads(found).into_iter().zip(payloads(wanted)) {
        let (found, wanted) = (members(&spec, found), members(&by_hand, wanted));
        let names: Vec<&String> = found.keys().collect();
        assert_eq!(names, wanted.keys().collect::<Vec<_>>());
        for (path, ty) in wanted {
            if found[&path] != ty {
                differences.push((path.clone(), ty, found[&path].clone()));
            }
        }
    }
    same_bytes(&spec, &by_hand);
    differences
}

/// What one spec writes of the hand-made samples, the other writes.
fn same_bytes(spec: &Spec, by_hand: &Spec) {
    let (found, wanted) = (ContractGraph::new(spec), ContractGraph::new(by_hand));
    let endpoint = &by_hand.endpoints[0];
    let samples = [&endpoint.samples.request, &endpoint.samples.response];
    let both = payloads(&spec.endpoints[0]).into_iter().zip(payloads(endpoint)).zip(samples);
    for ((found_payload, wanted_payload), files) in both {
        let (Some(found_payload), Some(wanted_payload)) = (found_payload, wanted_payload) else { continue };
        let types = [found.type_of(&found_payload.ty), wanted.type_of(&wanted_payload.ty)];
        let Some(file) = &files.json else { continue };
        let text = fs::read_to_string(by_hand.sample_path(file)).expect("a sample");
        let written = types.map(|ty| {
            let value = json::read_value(&text, &ty).expect("a value");
            let xml =
                files.xml.is_some().then(|| xml::write_value(&value, &ty, &xml::WriteOptions::default()));
            (
                json::write_value(&value, &ty, &json::WriteOptions::default()).expect("JSON"),
                xml.transpose().expect("XML"),
            )
        });
        assert_eq!(written[0], written[1]);
    }
}

fn texts(differences: &[(String, String, String)]) -> Vec<String> {
    differences.iter().map(|(path, by_hand, found)| format!("{path}: {by_hand} by hand, {found}")).collect()
}

#[test]
fn lifetrons() {
    let none: [String; 0] = [];
    assert_eq!(texts(&differences("000_59996c3d2a6ae021.txt", "lifetrons")), none);
}

#[test]
fn lcmanager() {
    // That phone numbers do not fit 32 bits nobody can see on the page; `integer` is read as `long` anyhow.
    let none: [String; 0] = [];
    assert_eq!(texts(&differences("001_58e32fdba5895af9.txt", "lcmanager")), none);
}

#[test]
fn leadbank() {
    // All that is not known of null is the same.
    let none: [String; 0] = [];
    assert_eq!(texts(&differences("003_19b2ca061e5211ca.txt", "leadbank")), none);
}

#[test]
fn vitec() {
    let none: [String; 0] = [];
    assert_eq!(texts(&differences("004_f6f876cdf2646748.txt", "vitec")), none);
}

/// No page of ASP.NET: the types are made of the samples, the enum and the outcome of the tables of codes.
#[test]
fn trackerrms() {
    let none: [String; 0] = [];
    assert_eq!(texts(&differences("002_e745c71a2b63df7b.txt", "trackerrms")), none);
    let imported = imported("002_e745c71a2b63df7b.txt");
    for expected in [
        r#""authentication": { "body": ["trackerrms.createLead.credentials"] }"#,
        r#""password": { "type": "string", "secret": true }"#,
        r#""oauthtoken": { "type": "string", "secret": true }"#,
        r#""Contact": { "value": 0, "name": "N", "doc": "Contact" }"#,
        r#""success": [0]"#,
    ] {
        assert!(imported.api_json.contains(expected), "{expected}");
    }
    let notes: Vec<&str> = imported.report.notes.iter().map(|(_, note)| note.as_str()).collect();
    assert!(notes.iter().any(|note| note.contains("typographic quotes")), "{notes:?}");
}
