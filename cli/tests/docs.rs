//! `docs`: the help page of a spec as files.

use crate::common::{files, printed};
use std::fs;

/// Makes a folder with a spec in it.
fn with_spec() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    printed(folder.path(), &["init", "specs/orders", "--name", "Orders"], 0);
    folder
}

const DOCS: &[&str] = &["docs", "--spec", "specs/orders", "--out", "site"];

#[test]
fn pages_are_written_once() {
    let folder = with_spec();
    let said = printed(folder.path(), DOCS, 0);
    assert!(said.contains(" written\nopen "), "{said}");
    let first = files(&folder.path().join("site"));
    assert!(first.contains_key("index.html") && first.contains_key("-/help.css"), "{:?}", first.keys());
    assert!(first.keys().any(|name| name.starts_with("Api/POST-")), "{:?}", first.keys());
    let said = printed(folder.path(), DOCS, 0);
    assert!(said.contains(": 0 written\n"), "{said}");
    assert_eq!(files(&folder.path().join("site")), first);
}

#[test]
fn what_a_person_wrote_stays() {
    let folder = with_spec();
    fs::create_dir_all(folder.path().join("site")).expect("a folder");
    fs::write(folder.path().join("site/index.html"), "mine").expect("a file");
    let said = printed(folder.path(), DOCS, 1);
    assert!(said.contains("index.html") && said.contains("--out"), "{said}");
    let left = files(&folder.path().join("site"));
    assert_eq!(left.into_iter().collect::<Vec<_>>(), [("index.html".to_owned(), "mine".to_owned())]);

    fs::remove_file(folder.path().join("site/index.html")).expect("a file");
    printed(folder.path(), DOCS, 0);
    fs::write(folder.path().join("site/index.html"), "edited").expect("a file");
    printed(folder.path(), DOCS, 1);
    assert_eq!(fs::read_to_string(folder.path().join("site/index.html")).expect("a file"), "edited");
}
