//! Whatever `check` passes compiles, in editions 2021 and 2024, with every warning an error.
//!
//! `cargo run -p datacontract-tests --bin random_specs -- --count 2000` compiles more of them, `--examples`
//! the examples in their documentation, `--clippy` asks clippy.

use std::fs;
use std::path::Path;

use datacontract_codegen::spec::Spec;
use datacontract_tests::random_specs::{Batch, Edition, Task, Verdict, module, spec, target, verdict};

/// How many random specs are compiled here.
const COUNT: usize = 30;

/// Specs that once did not compile, or whose kind did not, with some random ones.
fn batch() -> Batch {
    let mut batch = Batch::new(target().join("test"));
    for entry in fs::read_dir("hostile").expect("the folder of the specs") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a text");
        let (spec, diagnostics) = Spec::from_text(Path::new("api.json"), &text);
        let spec = spec.unwrap_or_else(|| panic!("{}: {diagnostics:?}", path.display()));
        assert!(batch.add(&spec.module, text), "{}", path.display());
    }
    let mut seed = 1;
    for _ in 0..COUNT {
        while verdict(&spec(seed)) == Verdict::Refused || !batch.add(&module(seed), spec(seed)) {
            seed += 1;
        }
        seed += 1;
    }
    batch
}

#[test]
fn what_check_passes_compiles() {
    for edition in [Edition::E2024, Edition::E2021] {
        let failures = batch().failures(edition, Task::Check, &target()).expect("cargo runs");
        let shown: Vec<&str> = failures.iter().map(|failure| failure.rendered.as_str()).collect();
        assert!(failures.is_empty(), "{edition:?}:\n{}", shown.join("\n"));
    }
}

/// A test that compiles nothing would pass too.
#[test]
fn what_does_not_compile_is_found() {
    let mut batch = Batch::new(target().join("broken"));
    let text = r#"{ "version": 1, "name": "A", "module": "broken", "types": { "Lead": { "members": { "Id": "int" } } },
        "rust": { "Lead.Id": { "type": "NoSuchType" } } }"#;
    assert!(batch.add("broken", text.to_owned()));
    let fine = r#"{ "version": 1, "name": "A", "module": "fine", "types": { "Lead": { "members": { "Id": "int" } } } }"#;
    assert!(batch.add("fine", fine.to_owned()));
    let failures = batch.failures(Edition::E2024, Task::Check, &target()).expect("cargo runs");
    let found: Vec<&str> = failures.iter().map(|failure| failure.module.as_str()).collect();
    assert_eq!(found, ["broken"]);
    assert!(failures[0].error.contains("NoSuchType"), "{}", failures[0].error);
}
