//! The pages that are cut into parts or come one after the other, and what is imported of them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use datacontract_import::{
    html,
    page::{Page, Provenance},
    text,
};
use jsonc_parser::{ParseOptions, cst::CstRootNode};
use serde_json::Value;

/// Adds the pages in a folder, in the order of their names.
pub(crate) fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        let is_page = path.extension().is_some_and(|extension| extension == "html" || extension == "txt");
        if path.is_dir() {
            files(&path, found);
        } else if is_page {
            found.push(path);
        }
    }
}

/// Reads a page, or a part of one.
pub(crate) fn page(path: &Path, content: &str) -> Option<Page> {
    let is_html = path.extension().is_some_and(|extension| extension == "html");
    let read = if is_html { html::read } else { text::read };
    read(content, Provenance::default()).ok()
}

/// Returns at which of its first lines a page is cut first, where it is cut at every `step` lines: pages of one kind are cut
/// at different ones.
pub(crate) fn first_cut(name: &str, step: usize) -> usize {
    name.bytes().map(usize::from).sum::<usize>() % step
}

/// Returns a spec without its comments.
pub(crate) fn spec(api_json: &str) -> Value {
    let root = CstRootNode::parse(api_json, &ParseOptions::default()).expect("a spec");
    root.to_serde_value().expect("a value")
}
