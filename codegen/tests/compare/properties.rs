//! What holds of any two states.

use datacontract_codegen::compare::{CompareOptions, compare};

use super::{folders, spec};

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
