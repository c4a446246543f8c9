//! Lists of operations without their pages, imported again and again.

use std::{fs, path::Path};

use serde_json::Value;

use super::{check, printed, run, seed, word};

const BOATS: &str = "Boats\n\nAPIDescription\nGET api/boats?owner={owner}\n\nBoats of an owner.\n\n";

fn import(text: &str, page: &Path, spec: &Path) -> Value {
    fs::write(page, text).expect("written");
    again(page, spec)
}

fn again(page: &Path, spec: &Path) -> Value {
    let output = run(&[page, word("--into"), spec, word("--format"), word("json")], None);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", printed(&output));
    serde_json::from_slice(&output.stdout).expect("a report")
}

fn text(spec: &Path) -> String {
    fs::read_to_string(spec.join("api.json")).expect("a spec")
}

#[test]
fn what_a_list_gains_and_loses_the_spec_does_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, page) = (folder.path().join("api"), folder.path().join("boats.txt"));
    import(BOATS, &page, &spec);
    let first = text(&spec);
    let report = again(&page, &spec);
    assert_eq!((text(&spec), &report["changes"]), (first.clone(), &Value::Array(Vec::new())));

    let longer = BOATS.to_owned() + "POST api/boats/{id}/sell\n\nSells a boat.\n";
    import(&longer, &page, &spec);
    assert!(text(&spec).contains("\"POST api/boats/{id}/sell\"") && text(&spec).contains("Sells a boat."));

    import(BOATS, &page, &spec);
    assert_eq!(text(&spec), first);
    assert!(check(&spec).status.success());
}

#[test]
fn what_the_page_of_an_operation_says_a_list_does_not_unsay() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, list) = (folder.path().join("api"), folder.path().join("list.txt"));
    again(&seed("001"), &spec);
    let of_page = text(&spec);
    // The same operation in other letters.
    let known = "Lead\n\nAPIDescription\nPOST api/lead/leadupdate\n\nUpdates.\n\n";
    for _ in 0..2 {
        import(known, &list, &spec);
        assert_eq!(text(&spec), of_page);
    }
    // What only the list has is an endpoint of which nothing else is known, at once or later.
    import(&(known.to_owned() + "GET api/lead/all\n\nAll leads.\n"), &list, &spec);
    let (with_list, at_once) = (text(&spec), folder.path().join("once"));
    assert!(with_list.contains("\"GET api/lead/all\"") && !with_list.contains("leadupdate\""), "{with_list}");
    let output = run(&[&list, &seed("001"), word("--into"), &at_once], None);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", printed(&output));
    assert!(text(&at_once).contains("\"GET api/lead/all\""));
}

#[test]
fn the_page_of_an_operation_says_more_than_the_list_did() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, list) = (folder.path().join("api"), folder.path().join("list.txt"));
    import("Lead\n\nAPIDescription\nPOST api/lead/LeadUpdate\n\nUpdates a lead.\n", &list, &spec);
    let of_list = text(&spec);
    assert!(of_list.contains("\"untyped\": [\"request\", \"response\"]"), "{of_list}");
    let checked = printed(&check(&spec));
    assert!(checked.contains("unproven") && !checked.contains("empty"), "{checked}");
    again(&seed("001"), &spec);
    let of_page = text(&spec);
    assert!(of_page.contains("\"response\":") && of_page.contains("\"samples\""), "{of_page}");
    assert!(!of_page.contains("untyped"), "{of_page}");
    again(&list, &spec);
    assert_eq!(text(&spec), of_page);
}
