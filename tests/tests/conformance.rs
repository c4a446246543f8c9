//! The XML engine does what .NET's `DataContractSerializer` did: `tests/vectors`.

use datacontract::clr;
use datacontract_tests::conformance::{Outcome, cases, check};

/// All files with cases.
const FILES: [&str; 6] = [
    "writing.json",
    "random.json",
    "reading.json",
    "read_only_writing.json",
    "read_only_reading.json",
    "odd.json",
];

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

#[test]
fn odd_documents() {
    run("odd.json");
}

/// Each number from its bits: in XML, in JSON, and back.
#[test]
fn floats() {
    let path = format!("{}/vectors/floats.txt", env!("CARGO_MANIFEST_DIR"));
    let lines = std::fs::read_to_string(path).expect("the vectors are there");
    let mut failed = Vec::new();
    for line in lines.lines() {
        let [kind, bits, expected] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let (mut xml, mut json) = (String::new(), String::new());
        let is_read_back = if kind == "float" {
            let value = f32::from_bits(bits.parse().expect("32 bits"));
            clr::write_f32(&mut xml, value);
            clr::write_json_f32(&mut json, value);
            let same =
                |read: Result<f32, clr::ParseError>| read.is_ok_and(|read| read.to_bits() == value.to_bits());
            same(clr::parse_f32(&xml)) && same(clr::parse_json_f32(json.trim_matches('"')))
        } else {
            let value = f64::from_bits(bits.parse().expect("64 bits"));
            clr::write_f64(&mut xml, value);
            clr::write_json_f64(&mut json, value);
            let same =
                |read: Result<f64, clr::ParseError>| read.is_ok_and(|read| read.to_bits() == value.to_bits());
            same(clr::parse_f64(&xml)) && same(clr::parse_json_f64(json.trim_matches('"')))
        };
        let in_json = match expected {
            "INF" => "\"Infinity\"".to_owned(),
            "-INF" => "\"-Infinity\"".to_owned(),
            _ if expected.contains(['.', 'E']) => expected.to_owned(),
            _ => format!("{expected}.0"),
        };
        if !is_read_back || xml != expected || json != in_json {
            failed.push(format!("{line}: {xml}, {json}"));
        }
    }
    assert_eq!(lines.lines().count(), 12_143);
    assert!(failed.is_empty(), "{} failed:\n{}", failed.len(), failed.join("\n"));
}

/// Every fifth case with the generator's types, compiled: the contracts become a spec, the generator's output
/// is built, and the compiled types do the work. All cases:
/// `cargo run -p datacontract-tests --bin conformance -- --compiled ..`.
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
