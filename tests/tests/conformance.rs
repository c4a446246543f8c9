//! The XML engine does what .NET's `DataContractSerializer` did: `tests/vectors`.

use datacontract_tests::conformance::{Outcome, cases, check};

/// All files.
const FILES: [&str; 5] =
    ["writing.json", "random.json", "reading.json", "read_only_writing.json", "read_only_reading.json"];

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

#[test]
fn writing_read_only_collections() {
    run("read_only_writing.json");
}

#[test]
fn reading_read_only_collections() {
    run("read_only_reading.json");
}

/// Every fifth case with the generator's types, compiled: the contracts become a spec, the generator's output is built,
/// and the compiled types do the work. All cases: `cargo run -p datacontract-tests --bin conformance -- --compiled ..`.
#[test]
fn compiled_types() {
    let vectors = format!("{}/vectors", env!("CARGO_MANIFEST_DIR"));
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_conformance"))
        .args(["--compiled", "--sample", "5"])
        .args(FILES.map(|file| format!("{vectors}/{file}")))
        .output()
        .expect("the runner runs");
    let printed = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}\n{errors}");
    let last = printed.trim_end().lines().last().unwrap_or_default();
    assert!(last.contains(" passed, 0 failed"), "{printed}");
}
