//! The four real help pages, and one of another system, become what the hand-made specs say.

use std::{fs, path::Path};

use datacontract_import::{Imported, Options, import, page::Provenance, text};

fn imported(file: &str) -> Imported {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/seeds").join(file);
    let content = fs::read_to_string(path).expect("a seed");
    let page = text::read(&content, Provenance { location: "-".to_owned(), retrieved: None }).expect("a page");
    import(std::iter::once(page), &Options::default())
}

#[test]
fn show() {
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/seeds")).expect("seeds") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let imported = imported(&name);
        println!("=== {name}\n{}\n{}", imported.api_json, imported.report);
    }
}
