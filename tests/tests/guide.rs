//! The guide is whole: each chapter is in its table of contents and is compiled, and its links lead
//! somewhere.

use std::{collections::BTreeSet, fs, path::Path};

fn guide() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/guide"))
}

fn chapters() -> BTreeSet<String> {
    let files = fs::read_dir(guide()).unwrap().map(|entry| entry.unwrap().path());
    let pages = files.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let names = pages.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned());
    names.filter(|name| name != "SUMMARY.md").collect()
}

/// The targets of the links of a page: `](target)`.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| rest.split(')').next())
}

#[test]
fn every_chapter_is_in_the_table_of_contents() {
    let summary = fs::read_to_string(guide().join("SUMMARY.md")).unwrap();
    let listed: BTreeSet<String> = links(&summary).map(str::to_owned).collect();
    assert_eq!(listed, chapters());
}

#[test]
fn every_chapter_with_rust_is_compiled() {
    let compiled = include_str!("../src/lib.rs");
    for chapter in chapters() {
        let text = fs::read_to_string(guide().join(&chapter)).unwrap();
        let has_rust = text.contains("```rust");
        assert!(!has_rust || compiled.contains(&format!("\"{chapter}\"")), "`{chapter}` is not compiled");
    }
}

#[test]
fn links_between_chapters_lead_somewhere() {
    for chapter in chapters() {
        let text = fs::read_to_string(guide().join(&chapter)).unwrap();
        for link in links(&text).filter(|link| !link.contains("://") && !link.starts_with('#')) {
            let file = link.split('#').next().unwrap();
            assert!(guide().join(file).is_file(), "`{chapter}` links to `{link}`, which is not there");
        }
    }
}
