//! `--format json` prints one object, whatever comes of the import.

use std::{fs, path::Path};

use serde_json::Value;

use super::{printed, run, seed, word};

fn object(args: &[&Path], code: i32) -> Value {
    let output = run(&[args, &[word("--format"), word("json")]].concat(), None);
    assert_eq!(output.status.code(), Some(code), "{}", printed(&output));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(text.lines().count(), 1, "{text}");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn one_object_has_everything() {
    let folder = tempfile::tempdir().expect("a folder");
    let (spec, page) = (folder.path().join("api"), folder.path().join("page.txt"));
    fs::copy(seed("001"), &page).expect("copied");
    let first = object(&[&page, word("--into"), &spec], 0);
    assert_eq!(first["spec"], fs::read_to_string(spec.join("api.json")).expect("written"));
    assert_eq!(first["written"].as_array().map(Vec::len), Some(6), "{first}");
    assert_eq!((&first["error"], &first["endpoints"][0]["verdict"]), (&Value::Null, &"proven".into()));

    fs::write(spec.join("samples/lead-LeadUpdate.request.json"), "{}").expect("written");
    let text = fs::read_to_string(&page).expect("a page").replace("The phone number.", "Another one.");
    fs::write(&page, text + "\n").expect("written");
    let again = object(&[&page, word("--into"), &spec], 0);
    assert_eq!(again["keptSamples"].as_array().map(Vec::len), Some(1), "{again}");
    assert!(again["keptSamples"][0]["diff"].as_str().is_some_and(|diff| diff.contains("+{")), "{again}");

    let dry = object(&[&page, word("--dry-run")], 0);
    assert!(dry["spec"].as_str().is_some_and(|spec| spec.contains("LeadUpdate")) && dry["dryRun"] == true);
    assert_eq!(dry["written"], Value::Array(Vec::new()));
}

#[test]
fn errors_are_in_the_object_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    let missing = folder.path().join("nowhere.html");
    let failed = object(&[&missing, word("--into"), &spec], 1);
    assert!(
        failed["error"]["message"].as_str().is_some_and(|text| text.contains("no help page")),
        "{failed}"
    );
    assert!(
        failed["errors"][0]["page"].as_str().is_some_and(|page| page.ends_with("nowhere.html")),
        "{failed}"
    );

    let some = object(&[&missing, &seed("003"), word("--into"), &spec], 1);
    assert_eq!((some["error"].clone(), some["errors"].as_array().map(Vec::len)), (Value::Null, Some(1)));

    fs::write(spec.join(".import.json"), "{").expect("written");
    let damaged = object(&[&seed("003"), word("--into"), &spec], 1);
    assert!(
        damaged["error"]["message"].as_str().is_some_and(|text| text.contains(".import.json")),
        "{damaged}"
    );
    assert_eq!(damaged["written"], Value::Array(Vec::new()));

    object(&[&seed("003"), word("--into"), &spec, word("--name"), word(" ")], 2);
}

#[test]
fn what_steers_a_terminal_is_written_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("page\u{202e}.txt");
    let text = fs::read_to_string(seed("001")).expect("a page");
    fs::write(&page, text.replace("api/lead/LeadUpdate", "api/lead/Lead\u{202e}Update")).expect("written");
    for format in ["text", "json"] {
        for more in [word("--dry-run"), word("nowhere\u{202e}\u{1b}[2J.html")] {
            let output = run(
                &[&page, more, word("--dry-run"), word("--format"), word(format)]
                    [..if more == word("--dry-run") { 2 } else { 5 }],
                None,
            );
            let text = printed(&output);
            assert!(!text.contains('\u{202e}') && !text.contains('\u{1b}'), "{text}");
            assert!(text.contains("202e"), "{text}");
        }
    }
}

#[test]
fn arguments_that_make_no_command_are_an_object_too() {
    let page = seed("003");
    for args in [&[][..], &[word("--bogus"), &page], &[&page], &[&page, word("--into")]] {
        let failed = object(&[args, &[word("--timeout=x")]].concat(), 2);
        let message = failed["error"]["message"].as_str().expect("a message");
        assert!(!message.is_empty() && !message.starts_with("error"), "{failed}");
    }
}
