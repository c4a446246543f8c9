//! The forms in which people save help pages: each is read as the page that it was made of.
//!
//! A folder in `fixtures/forms` is a case: `page.*` or the folder `in`, and `expected.txt` with lines such as
//! `same as: de.html` (in `bases`), `page: ..`, `retrieved: ..`, `note: ..` and `error: ..`.

mod cases;
mod hostile;
mod transformed;

use std::path::{Path, PathBuf};

use datacontract_import::page::Page;
use datacontract_import::source::{self, Options, Source};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// Reads a file or folder as the command line does: its pages, and the problems with others.
fn read(path: &Path) -> (Vec<Page>, Vec<String>) {
    let source = Source::of(&path.to_string_lossy());
    let (mut pages, mut errors) = (Vec::new(), Vec::new());
    for page in source::read([source], &Options::default(), |_| {}) {
        match page {
            Ok(page) => pages.push(page),
            Err(error) => errors.push(error.kind.to_string()),
        }
    }
    (pages, errors)
}
