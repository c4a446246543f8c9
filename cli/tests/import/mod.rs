//! `import`, as a user would try it.

mod again;
mod decide;
mod earlier;
mod json;
mod listed;
mod pull;
mod report;
#[expect(dead_code, reason = "the rest of it is for the tests of import")]
#[path = "../../../import/tests/fetch/scripted.rs"]
mod scripted;
mod secrets;

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../import/tests/fixtures").join(name)
}

pub(crate) fn seed(number: &str) -> PathBuf {
    let folder = fixture("seeds");
    let entries = fs::read_dir(&folder).expect("the seeds are there");
    let mut paths = entries.map(|entry| entry.expect("readable").path());
    paths
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number)))
        .expect("a seed")
}

pub(crate) fn run(args: &[&Path], input: Option<&[u8]>) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"))
        .arg("import")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    // A command that does not read its input may be done by now.
    let _ = child.stdin.take().expect("piped").write_all(input.unwrap_or_default());
    child.wait_with_output().expect("it ends")
}

pub(crate) fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The name of an option, where a path is wanted.
pub(crate) fn word(word: &str) -> &Path {
    Path::new(word)
}

#[test]
fn a_page_becomes_a_proven_spec() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("specs/lcmanager");
    let output = run(&[&seed("001"), word("--into"), &spec], None);
    assert!(output.status.success(), "{}", printed(&output));
    assert!(printed(&output).contains("proven   POST api/lead/LeadUpdate"), "{}", printed(&output));

    let check = check(&spec);
    assert!(check.status.success(), "{}", printed(&check));
    assert!(
        printed(&check).contains("1 spec, 1 endpoint: 1 proven; 4 samples reproduced"),
        "{}",
        printed(&check)
    );
}

#[test]
fn imported_again_nothing_changes_and_edits_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    let page = seed("001");
    assert!(run(&[&page, word("--into"), &spec], None).status.success());
    let file = spec.join("api.json");
    let first = fs::read_to_string(&file).expect("written");

    let again = run(&[&page, word("--into"), &spec], None);
    assert!(again.status.success(), "{}", printed(&again));
    assert_eq!(fs::read_to_string(&file).expect("written"), first);
    assert!(!printed(&again).contains("wrote"), "{}", printed(&again));

    let edited = first.replace(r#""Phone": { "type": "integer?""#, r#""Phone": { "type": "long?""#);
    assert_ne!(edited, first);
    fs::write(&file, &edited).expect("writable");
    assert!(run(&[&page, word("--into"), &spec], None).status.success());
    assert_eq!(fs::read_to_string(&file).expect("there"), edited);
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    let output = run(&[&seed("000"), word("--into"), &spec, word("--dry-run")], None);
    assert!(output.status.success(), "{}", printed(&output));
    assert!(printed(&output).contains(r#""GenericResp""#), "{}", printed(&output));
    assert!(!spec.exists());
}

#[test]
fn standard_input_is_a_page_too() {
    let text = fs::read(seed("003")).expect("readable");
    let output = run(&[word("-"), word("--dry-run")], Some(&text));
    assert!(output.status.success(), "{}", printed(&output));
    assert!(printed(&output).contains("proven   POST api/leads"), "{}", printed(&output));
}

#[test]
fn what_is_no_page_is_named_and_the_others_go_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let (login, empty) = (folder.path().join("login.html"), folder.path().join("empty.html"));
    fs::write(&login, "<html><body><h1>Sign in</h1><form><input type=password></form></body></html>")
        .expect("written");
    fs::write(&empty, "").expect("written");
    let output = run(&[&login, &empty, &seed("003"), word("--dry-run")], None);
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    let text = printed(&output);
    for expected in ["login.html", "empty.html", "proven   POST api/leads", "2 pages could not be read"] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
}

#[test]
fn without_any_page_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("api");
    let output = run(&[&folder.path().join("nowhere.html"), word("--into"), &spec], None);
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output).contains("no help page"), "{}", printed(&output));
    assert!(!spec.exists());
}

#[test]
fn a_folder_of_saved_pages_is_one_api() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = folder.path().join("loyalty");
    let output = run(&[&fixture("pages"), word("--into"), &spec, word("--name"), word("Loyalty")], None);
    assert!(output.status.success(), "{}", printed(&output));
    let check = check(&spec);
    assert!(check.status.success(), "{}", printed(&check));
}

pub(crate) fn check(spec: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-datacontract")).arg("check").arg(spec).output().expect("runs")
}

#[test]
fn a_web_archive_becomes_the_spec_of_its_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let spec = |name: &str, page: &str| {
        let spec = folder.path().join(name);
        let output = run(&[&fixture(page), word("--into"), &spec], None);
        assert!(output.status.success(), "{}", printed(&output));
        assert!(printed(&output).contains("4 samples reproduced, 0 not"), "{}", printed(&output));
        fs::read_to_string(spec.join("api.json")).expect("written")
    };
    let archive = spec("archive", "forms/archive-blink/page.mhtml");
    let source = r#""page": "https://shop.example/Help/Api/POST-api-Ware-id""#;
    assert!(archive.contains(source) && archive.contains(r#""retrieved": "2024-10-15""#), "{archive}");
    let without_source =
        |text: &str| text.lines().filter(|line| !line.contains(r#""source""#)).collect::<Vec<_>>().join("\n");
    let page = spec("page", "forms/bases/de.html");
    assert_eq!(without_source(&archive), without_source(&page));
}

#[test]
fn an_import_of_which_nothing_comes_is_an_error_with_its_cause() {
    let folder = tempfile::tempdir().expect("a folder");
    for (page, causes) in [
        ("forms-nothing/no-heading.txt", ["no heading with its method and path", "no endpoint and no type"]),
        (
            "forms/foreign-login/page.html",
            ["log in with a browser", "there is no help page among the sources"],
        ),
        ("forms/foreign-pdf/page.pdf", ["pdftotext", "there is no help page among the sources"]),
    ] {
        let spec = folder.path().join("api");
        let output = run(&[&fixture(page), word("--into"), &spec], None);
        assert_eq!(output.status.code(), Some(1), "{page}: {}", printed(&output));
        for cause in causes {
            assert!(printed(&output).contains(cause), "{page}, {cause}: {}", printed(&output));
        }
        assert!(!spec.exists(), "{page}: something was written");
    }
}
