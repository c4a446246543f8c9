//! `conformance [--compiled] [--filter TEXT] FILE..`: checks files of the neutral format against the engine.

use datacontract_tests::conformance::{Outcome, cases, check};
use std::collections::BTreeMap;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut filter = None;
    let mut files = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--filter" => filter = args.next(),
            _ => files.push(arg),
        }
    }
    let (mut passed, mut failed) = (0, 0);
    let mut out_of_scope: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files {
        let json = match std::fs::read_to_string(&file)
            .map_err(|error| error.to_string())
            .and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string()))
        {
            Ok(json) => json,
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::from(2);
            }
        };
        for (types, case) in cases(&json) {
            let id = case["id"].as_str().unwrap_or("?").to_owned();
            if filter.as_ref().is_some_and(|filter| !id.contains(filter)) {
                continue;
            }
            match check(&types, &case) {
                Outcome::Passed => passed += 1,
                Outcome::Failed(how) => {
                    println!("{id}: {how}");
                    failed += 1;
                }
                Outcome::OutOfScope(what) => out_of_scope.entry(what).or_default().push(id),
            }
        }
    }
    for (what, ids) in &out_of_scope {
        println!("out of scope: {what}: {}", ids.join(", "));
    }
    let out_of_scope: usize = out_of_scope.values().map(Vec::len).sum();
    println!("{passed} passed, {failed} failed, {out_of_scope} out of scope");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
