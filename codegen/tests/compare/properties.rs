//! What holds of any two states.

use std::{fs, path::Path};

use datacontract_codegen::compare::{CompareOptions, Rule, compare};

use super::{folders, spec, spec_of};

/// What is new in one direction is gone in the other: there is no change that only one direction sees.
#[test]
fn a_change_is_seen_from_both_sides() {
    for folder in folders() {
        let [before, after] = ["before.json", "after.json"].map(|name| spec(&folder, name));
        let forth = &super::compared(&folder).changes;
        let back = compare(&after, &before, &CompareOptions::default()).changes;
        assert_eq!(forth.is_empty(), back.is_empty(), "{}", folder.display());
    }
}

/// Every change has a place in the file that it is about.
#[test]
fn changes_have_places() {
    for folder in folders() {
        for change in &super::compared(&folder).changes {
            assert!(
                change.before.is_some() || change.after.is_some(),
                "{}: {} {}",
                folder.display(),
                change.rule,
                change.subject
            );
            for place in change.before.iter().chain(&change.after) {
                let text = place.file.text();
                assert!(text.get(place.span.range()).is_some(), "{}: {}", folder.display(), change.rule);
            }
        }
    }
}

/// Where one word of a spec has changed, nothing is said of the rest of it: of five real APIs, and of specs with whatever
/// else a spec may have.
#[test]
fn what_has_not_changed_is_no_change() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let files = |folder: &str| {
        fs::read_dir(root.join(folder)).expect(folder).map(|entry| entry.expect("an entry").path())
    };
    let real = files("specs").map(|folder| folder.join("api.json")).filter(|file| file.exists());
    let mut count = 0;
    // In `types.json` 75 classes have each other as members: their documents are as large as they get, and take a minute.
    let hostile = files("tests/hostile").filter(|file| !file.ends_with("types.json"));
    for file in real.chain(hostile) {
        let before = fs::read_to_string(&file).expect("a spec");
        let after = before.replacen(r#""version": 1,"#, r#""version": 1, "apiVersion": "7.7.7","#, 1);
        let [before, after] = [before, after].map(|text| spec_of("api.json", &text));
        let changes = compare(&before, &after, &CompareOptions::default()).changes;
        let found: Vec<Rule> = changes.iter().map(|change| change.rule).collect();
        assert_eq!(found, [Rule::ApiVersionChanged], "{}: {changes:?}", file.display());
        count += 1;
    }
    assert!(count > 20, "{count} specs");
}
