//! Help pages to specs.

use crate::spec;
use datacontract_codegen::spec::{Spec, format::formatted};
use datacontract_import::page::{Page, Provenance};
use datacontract_import::{Options, html, import, text};
use std::path::Path;

/// Between the pages of an input.
const BETWEEN: &str = "\n=====\n";

/// What import writes of any pages passes the checks, and is laid out already.
fn check(data: &[u8], read: impl Fn(&str, Provenance) -> Option<Page>) {
    let Ok(input) = std::str::from_utf8(data) else { return };
    let pages = input.split(BETWEEN).take(4).enumerate().filter_map(|(number, page)| {
        read(page, Provenance { location: format!("pages/{number}"), retrieved: None })
    });
    let imported = import(pages, &Options::default());
    let (_, diagnostics) = Spec::from_text(Path::new("api.json"), &imported.api_json);
    let errors: Vec<String> = diagnostics
        .iter()
        .filter(|found| found.severity.word() == "error")
        .map(ToString::to_string)
        .collect();
    assert!(errors.is_empty(), "{}\n{}", errors.join("\n"), imported.api_json);
    assert_eq!(formatted(&imported.api_json), imported.api_json, "it is laid out in another way");
}

pub(crate) fn check_html(data: &[u8]) {
    check(data, |page, provenance| html::read(page, provenance).ok());
}

pub(crate) fn check_text(data: &[u8]) {
    check(data, |page, provenance| text::read(page, provenance).ok());
}

/// Pages that are small enough to be changed often.
fn seeds(folders: &[&str], ending: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../import/tests/fixtures");
    let files = folders.iter().flat_map(|folder| spec::files(&root.join(folder)));
    let pages = files.filter(|path| path.extension().is_some_and(|found| found == ending));
    pages.filter_map(|path| std::fs::read(path).ok()).filter(|page| page.len() < 20_000).collect()
}

pub(crate) fn html_seeds() -> Vec<Vec<u8>> {
    seeds(&["pages", "pages-camel", "pages-v50", "pages-xmlserializer"], "html")
}

pub(crate) fn text_seeds() -> Vec<Vec<u8>> {
    seeds(
        &["text-lines", "text-pipe", "text-lines-camel", "text-pipe-v50", "text-lines-xmlserializer"],
        "txt",
    )
}
