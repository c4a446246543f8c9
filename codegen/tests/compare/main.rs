//! What has changed between two states of a spec, and whom it breaks.
//!
//! Each folder of `fixtures` has two states of a spec and what is said of them. `UPDATE_FIXTURES=1` writes the latter
//! anew, to be read before it is checked in.

#![cfg(feature = "compare")]

mod engine;
mod policy;
mod properties;
mod secrets;
mod semver;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use datacontract_codegen::{
    compare::{Bump, Change, CompareOptions, Comparison, Rule, Side, Surface, Verdict, compare},
    spec::Spec,
};

fn folders() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compare/fixtures");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(folder).expect("the fixtures").map(|entry| entry.expect("an entry").path()).collect();
    folders.sort();
    folders
}

fn spec(folder: &Path, name: &str) -> Spec {
    let text = fs::read_to_string(folder.join(name)).expect("a spec");
    spec_of(name, &text)
}

fn spec_of(name: &str, text: &str) -> Spec {
    let (spec, diagnostics) = Spec::from_text(Path::new(name), text);
    let shown = diagnostics.render(datacontract_codegen::diagnostic::Format::Text { color: false });
    spec.unwrap_or_else(|| panic!("{text}\n{shown}"))
}

/// The comparisons of all fixtures, each made once.
static COMPARED: LazyLock<BTreeMap<PathBuf, Comparison>> = LazyLock::new(|| {
    let compared = folders().into_iter().map(|folder| {
        let [before, after] = ["before.json", "after.json"].map(|name| spec(&folder, name));
        let comparison = compare(&before, &after, &CompareOptions::default());
        (folder, comparison)
    });
    compared.collect()
});

fn compared(folder: &Path) -> &'static Comparison {
    &COMPARED[folder]
}

/// `clients: rust breaks, json risky; servers: rust breaks`
fn audiences(change: &Change) -> String {
    let of_side = |side: Side| {
        let words: Vec<String> = Surface::ALL
            .into_iter()
            .filter(|surface| change.verdicts.get(*surface, side) != Verdict::Safe)
            .map(|surface| format!("{} {}", surface.word(), change.verdicts.get(surface, side)))
            .collect();
        (!words.is_empty()).then(|| format!("{}: {}", side.word(), words.join(", ")))
    };
    Side::ALL.into_iter().filter_map(of_side).collect::<Vec<_>>().join("; ")
}

fn shown(comparison: &Comparison) -> String {
    let mut text = String::new();
    for change in &comparison.changes {
        let _ = writeln!(text, "{} {}: {}", change.rule, change.subject, change.message);
        let audiences = audiences(change);
        if !audiences.is_empty() {
            let _ = writeln!(text, "  {audiences}");
        }
        for line in &change.rust {
            let _ = writeln!(text, "  Rust: {line}");
        }
    }
    let _ = writeln!(text, "API {}, crate {}", comparison.api_bump().word(), comparison.crate_bump().word());
    text
}

#[test]
fn changes_are_named_with_whom_they_break() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let found = shown(compared(&folder));
        let path = folder.join("expected.txt");
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            fs::write(&path, &found).expect("the expectation");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            wrong.push(format!("{}:\n{found}\nexpected:\n{expected}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_of_change_has_a_fixture() {
    let seen: BTreeSet<Rule> =
        folders().iter().flat_map(|folder| &compared(folder).changes).map(|change| change.rule).collect();
    let missing: Vec<Rule> = Rule::ALL.iter().copied().filter(|rule| !seen.contains(rule)).collect();
    // Specs that come and go are no pair; what no other kind explains is a mistake of this project.
    assert_eq!(missing, [Rule::SpecAdded, Rule::SpecRemoved, Rule::UnexplainedLoss]);
}

#[test]
fn two_different_states_differ() {
    for folder in folders() {
        let is_same = folder.ends_with("nothing");
        let comparison = compared(&folder);
        assert_eq!(comparison.changes.is_empty(), is_same, "{}", folder.display());
        assert_eq!(comparison.api_bump() == Bump::None, is_same, "{}", folder.display());
    }
}

#[test]
fn a_state_is_the_same_as_itself() {
    for folder in folders().iter().step_by(7) {
        let spec = spec(folder, "after.json");
        let found = compare(&spec, &spec, &CompareOptions::default()).changes;
        assert!(found.is_empty(), "{}: {found:?}", folder.display());
    }
}
