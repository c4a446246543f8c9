//! The public items of the published crates are those that `docs/public-api/` lists, so that a review shows
//! what a change adds to them and what it takes away.
//!
//! rustdoc's JSON has another form in each few releases, and `public-api` reads one of them: that of Rust
//! 1.95. So the test is ignored by default. `.ci/run` runs it if that is the Rust it finds.
//!
//! To accept a change: `UPDATE_PUBLIC_API=1 cargo test -p datacontract-tests-public-api -- --ignored`.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Lists the public items of a crate, one on a line, in order. Implementations of automatic traits, of
/// blanket ones and of those that are derived are left out.
fn listing(root: &Path, folder: &str) -> String {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let json = rustdoc_json::Builder::default()
        .manifest_path(root.join(folder).join("Cargo.toml"))
        .target_dir(target)
        .all_features(true)
        .quiet(true)
        .env("RUSTDOC", root.join("tests/public-api/unstable-rustdoc.sh"))
        .build()
        .unwrap_or_else(|error| panic!("the documentation of `{folder}` cannot be made: {error}"));
    let api = public_api::Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .sorted(true)
        .build()
        .unwrap_or_else(|error| panic!("the documentation of `{folder}` cannot be read: {error}"));
    let mut lines: Vec<String> = api.items().map(|item| format!("{item}\n")).collect();
    // An implementation stands with its trait and with each of its types.
    lines.sort();
    lines.dedup();
    lines.concat()
}

#[test]
#[ignore = "needs Rust 1.95, whose JSON `public-api` reads"]
fn public_items_are_those_that_are_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace");
    let accept = env::var_os("UPDATE_PUBLIC_API").is_some();
    let mut changes = String::new();
    for (folder, name) in [
        ("rules", "datacontract-rules"),
        ("macros", "datacontract-macros"),
        ("runtime", "datacontract"),
        ("codegen", "datacontract-codegen"),
        ("import", "datacontract-import"),
        ("workbench", "datacontract-workbench"),
    ] {
        let found = listing(&root, folder);
        let path = root.join("docs/public-api").join(format!("{name}.txt"));
        let listed = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        if found == listed {
            continue;
        }
        if accept {
            fs::write(&path, found).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            continue;
        }
        let diff = similar::TextDiff::from_lines(&listed, &found);
        changes += &diff.unified_diff().context_radius(0).header("listed", name).to_string();
    }
    assert!(
        changes.is_empty(),
        "the public items have changed. If they should, accept it with\n\
         UPDATE_PUBLIC_API=1 cargo test -p datacontract-tests-public-api -- --ignored\n\n{changes}"
    );
}
