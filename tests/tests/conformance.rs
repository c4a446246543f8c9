//! The XML engine does what .NET's `DataContractSerializer` did: `tests/vectors`.

use datacontract_tests::conformance::{Outcome, cases, check};

fn run(file: &str) {
    let path = format!("{}/vectors/{file}", env!("CARGO_MANIFEST_DIR"));
    let json =
        serde_json::from_str(&std::fs::read_to_string(path).expect("the vectors are there")).expect("JSON");
    let mut failed = Vec::new();
    let cases = cases(&json);
    for (types, case) in &cases {
        if let Outcome::Failed(how) = check(types, case) {
            failed.push(format!("{}: {how}", case["id"]));
        }
    }
    assert!(!cases.is_empty());
    assert!(failed.is_empty(), "{} of {} cases failed:\n{}", failed.len(), cases.len(), failed.join("\n"));
}

#[test]
fn writing() {
    run("writing.json");
}

#[test]
fn random_graphs() {
    run("random.json");
}

#[test]
fn reading() {
    run("reading.json");
}
