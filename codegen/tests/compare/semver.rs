//! What is said of generated crates, against what `cargo semver-checks` says of them.
//!
//! The crates of all fixtures are compared at once, as modules of one crate. Without the tool, which takes minutes to
//! install (`cargo install cargo-semver-checks --locked`), there is nothing to compare with, so that the test is ignored:
//! `cargo test -p datacontract-codegen --all-features --test compare -- --ignored`.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use datacontract_codegen::{
    compare::{Bump, CompareOptions, Comparison, compare},
    emit::{self, Destination, Options},
    spec::Spec,
};

use super::{folders, spec_of};

/// Both states of the crate that has a module for each fixture.
struct Crates {
    folder: PathBuf,
    /// What is said here of each module.
    said: BTreeMap<String, Comparison>,
}

impl Crates {
    fn write() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/semver");
        let _ = fs::remove_dir_all(&folder);
        let mut said = BTreeMap::new();
        let mut states = [BTreeMap::new(), BTreeMap::new()];
        for fixture in folders() {
            let name = fixture.file_name().expect("a name").to_string_lossy().replace('-', "_");
            let [before, after] = ["before.json", "after.json"]
                .map(|state| fs::read_to_string(fixture.join(state)).expect("a spec"));
            let module = spec_of("before.json", &before).module.value;
            let renamed = |text: &str| {
                let renamed =
                    text.replacen(&format!(r#""module": "{module}""#), &format!(r#""module": "{name}""#), 1);
                // One fixture is about the name of the module.
                if renamed == text {
                    text.replacen(r#""module": ""#, &format!(r#""module": "{name}_"#), 1)
                } else {
                    renamed
                }
            };
            let [before, after] = [before, after].map(|text| renamed(&text));
            let [before, after] = [before, after].map(|text| spec_of("api.json", &text));
            said.insert(name, compare(&before, &after, &CompareOptions::default()));
            states[0].insert(before.module.value.clone(), before);
            states[1].insert(after.module.value.clone(), after);
        }
        for (name, specs) in ["before", "after"].iter().zip(&states) {
            generate(&folder.join(name), specs);
        }
        Self { folder, said }
    }

    /// Returns what the tool finds in each module if the crate's version grows by `bump`.
    fn found(&self, bump: Bump) -> BTreeMap<String, Vec<String>> {
        let mut cargo = Command::new("cargo");
        cargo.args(["semver-checks", "--color", "never"]);
        cargo.args(["--release-type", bump.word()]).stdin(Stdio::null());
        cargo.arg("--manifest-path").arg(self.folder.join("after/Cargo.toml"));
        cargo.arg("--baseline-root").arg(self.folder.join("before"));
        cargo.env("CARGO_TARGET_DIR", self.folder.join("target"));
        let output = cargo.output().expect("cargo runs");
        let [printed, log] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
        assert!(
            log.contains("Checked") || log.contains("Summary"),
            "cargo semver-checks failed:\n{printed}\n{log}"
        );
        found(&printed)
    }
}

/// Returns the lines of findings by module. A finding names its file, `field id of struct Order, previously in file
/// /../src/member_removed.rs:12`, under the heading of its lint.
fn found(printed: &str) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut lint = "";
    for line in printed.lines() {
        if let Some(heading) = line.strip_prefix("--- failure ") {
            lint = heading.split(':').next().unwrap_or_default();
        }
        let Some((_, path)) = line.split_once("/src/") else { continue };
        let module = path.split(['/', '.']).next().unwrap_or_default();
        let what = line.split(", previously in file").next().unwrap_or_default();
        let what = what.split(" in /").next().unwrap_or_default().trim();
        found.entry(module.to_owned()).or_default().push(format!("{lint}: {what}"));
    }
    found
}

/// Writes the crate of a state, with a module for each spec.
fn generate(folder: &Path, specs: &BTreeMap<String, Spec>) {
    let options = Options {
        parts: CompareOptions::default().parts,
        destination: Destination::Included,
        ..Options::default()
    };
    let mut lib = String::new();
    for (name, spec) in specs {
        let _ = writeln!(lib, "pub mod {name};");
        write(&folder.join("src").join(format!("{name}.rs")), &emit::module(spec, &options));
    }
    write(&folder.join("src/lib.rs"), &lib);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let runtime = root.join("runtime").display().to_string();
    write(
        &folder.join("Cargo.toml"),
        &format!(
            r#"[package]
name = "compared"
version = "1.0.0"
edition = "2024"
license = "MIT"

[dependencies]
datacontract = {{ path = {runtime:?}, features = ["derive", "reqwest", "server"] }}

[workspace]
"#
        ),
    );
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("the locked versions");
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
    fs::write(path, text).expect("the file");
}

/// A version that grows too little breaks somebody's build. One that grows more than the tool asks for has a reason that
/// the tool does not look at: the types of fields, arguments and results, and traits of the runtime.
#[test]
#[ignore = "needs cargo-semver-checks"]
fn versions_grow_as_cargo_semver_checks_asks() {
    let crates = Crates::write();
    let [breaking, new] = [Bump::Minor, Bump::Patch].map(|bump| crates.found(bump));
    let mut wrong = Vec::new();
    for (module, comparison) in &crates.said {
        let said = comparison.crate_bump();
        let (asked, findings) = match (breaking.get(module), new.get(module)) {
            (Some(findings), _) => (Bump::Major, findings.join("\n  ")),
            (None, Some(findings)) => (Bump::Minor, findings.join("\n  ")),
            (None, None) => (Bump::Patch, String::new()),
        };
        let reasons: Vec<&str> =
            comparison.changes.iter().flat_map(|change| &change.rust).map(String::as_str).collect();
        // Nor does it look at traits of other crates.
        let is_own_trait = |reason: &str| {
            ["`Paged`", "`HasItems`"].iter().any(|own| reason.ends_with(&format!("no longer has {own}")))
        };
        let is_reason = |reason: &&str| match said {
            Bump::Major => reason.contains("; it was `") || is_own_trait(reason),
            _ => reason.ends_with(" is new") || reason.contains("` has `") || reason.contains("deprecated"),
        };
        let agrees = said == asked
            || (said > asked && (said == Bump::Patch || reasons.iter().any(is_reason)))
            || comparison.changes.is_empty();
        if !agrees {
            let reasons = reasons.join("\n  ");
            wrong.push(format!(
                "{module}: {} instead of {}\n  {findings}\n  {reasons}",
                said.word(),
                asked.word()
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), crates.said.len(), wrong.join("\n"));
    assert!(breaking.len() > 30, "the tool has looked at nothing: {breaking:?}");
}
