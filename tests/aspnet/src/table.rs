//! Tables in `docs/over-http.md`, between comments with their names.

use crate::mono::say;
use std::path::Path;
use std::{env, fs};

/// Prints a table, and checks that the documentation has it; with `UPDATE_DOCS=1` puts it there.
///
/// # Panics
/// If the documentation has another one.
pub fn publish(name: &str, text: &str) {
    say(text);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/over-http.md");
    let page = fs::read_to_string(&path).expect("the page is there");
    let (begin, end) = (format!("<!-- begin {name} -->\n"), format!("<!-- end {name} -->"));
    let parts = page.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?)));
    let (before, (found, behind)) =
        parts.unwrap_or_else(|| panic!("docs/over-http.md has no place for `{name}`"));
    if found == text {
        return;
    }
    assert!(
        env::var_os("UPDATE_DOCS").is_some(),
        "docs/over-http.md is not up to date: run the test with UPDATE_DOCS=1"
    );
    fs::write(&path, [before, &begin, text, &end, behind].concat()).expect("the page can be written");
}
