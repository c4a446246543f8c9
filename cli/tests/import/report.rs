//! Whole reports, as people read them.

use std::{fs, path::Path, process::Command};

use super::{fixture, seed};

/// Imports pages in a folder of its own, where they are called `page.txt` and so on, into `api`.
fn report(folder: &Path, pages: &[&Path], more: &[&str]) -> String {
    let mut names = Vec::new();
    for (page, number) in pages.iter().zip(1..) {
        let extension = page.extension().expect("an extension").to_string_lossy();
        let name = format!("page{number}.{extension}");
        fs::copy(page, folder.join(&name)).expect("copied");
        names.push(name);
    }
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"))
        .current_dir(folder)
        .args(["import", "--into", "api"])
        .args(more)
        .args(names)
        .output()
        .expect("it runs");
    let streams = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    format!("{}exit code {}\n", streams.concat(), output.status.code().expect("a code"))
}

#[test]
fn a_page_that_proves_all() {
    let folder = tempfile::tempdir().expect("a folder");
    insta::assert_snapshot!(report(folder.path(), &[&seed("001")], &[]));
}

#[test]
fn a_page_with_many_guesses() {
    let folder = tempfile::tempdir().expect("a folder");
    insta::assert_snapshot!(report(folder.path(), &[&seed("002")], &[]));
}

#[test]
fn a_page_that_is_cut_off() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("whole.txt");
    let text = fs::read_to_string(seed("000")).expect("a page");
    let end = text.find("Response Information").expect("there is a response");
    fs::write(&page, text.get(..end).expect("a part")).expect("written");
    insta::assert_snapshot!(report(folder.path(), &[&page], &[]));
}

#[test]
fn a_page_of_which_nothing_comes() {
    let folder = tempfile::tempdir().expect("a folder");
    insta::assert_snapshot!(report(folder.path(), &[&fixture("forms-nothing/no-heading.txt")], &[]));
}

#[test]
fn a_whole_site() {
    let folder = tempfile::tempdir().expect("a folder");
    // Beside the spec, so that nothing depends on where the checkout is.
    let site = folder.path().join("pages");
    fs::create_dir(&site).expect("a folder");
    for page in fs::read_dir(fixture("pages")).expect("there are pages") {
        let page = page.expect("a page").path();
        fs::copy(&page, site.join(page.file_name().expect("a name"))).expect("copied");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"))
        .current_dir(folder.path())
        .args(["import", "--into", "api", "pages"])
        .output()
        .expect("it runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    insta::assert_snapshot!(text);
    // The index has 17 operations whose pages are missing, and all is told in so many lines.
    assert!(text.lines().count() < 180, "{text}");
}

#[test]
fn importing_again_after_edits() {
    let folder = tempfile::tempdir().expect("a folder");
    report(folder.path(), &[&seed("003")], &[]);
    let file = folder.path().join("api/api.json");
    let edited = fs::read_to_string(&file)
        .expect("written")
        .replace("\"State\": \"State?\"", "\"State\": \"State\"")
        .replace("\"name\": \"page1\"", "\"name\": \"Leads\"");
    fs::write(&file, edited).expect("written");
    insta::assert_snapshot!(report(folder.path(), &[&seed("003")], &[]));
}

#[test]
fn colours_are_added_where_they_are_wanted() {
    let folder = tempfile::tempdir().expect("a folder");
    let plain = report(folder.path(), &[&seed("000")], &["--dry-run"]);
    let coloured = report(folder.path(), &[&seed("000")], &["--dry-run", "--color", "always"]);
    assert!(coloured.contains("\u{1b}[32m") && !plain.contains('\u{1b}'), "{coloured}");
    let without: String = {
        let mut parts = coloured.split('\u{1b}');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
    };
    assert_eq!(without, plain);
}
