//! The pages, and what they stand for.

use std::{fs, path::Path, path::PathBuf};

use datacontract_import::{Imported, html, page::Page, page::Provenance, text};
use serde_json::Value;

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

pub(crate) fn truth() -> Value {
    let text = fs::read_to_string(folder().join("truth.json")).expect("the truth");
    serde_json::from_str(&text).expect("JSON")
}

/// The layouts in which there are pages of a site; the first is complete HTML.
pub(crate) fn layouts(site: &str) -> Vec<String> {
    let suffix = if site == "camel" { "-camel" } else { "" };
    let all = ["pages", "text-lines", "text-pipe"].map(|layout| format!("{layout}{suffix}"));
    all.into_iter().filter(|layout| folder().join(layout).is_dir()).collect()
}

/// All pages of a layout, in the order of their names.
pub(crate) fn pages(layout: &str) -> Vec<Page> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder().join(layout))
        .expect("pages")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let mut pages = Vec::new();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let content = fs::read_to_string(&path).expect("text");
        let provenance = Provenance {
            location: format!("https://help.example.com/{name}"),
            retrieved: Some("2024-10-15".to_owned()),
        };
        let page = if path.extension().is_some_and(|extension| extension == "html") {
            html::read(&content, provenance)
        } else {
            text::read(&content, provenance)
        };
        match page {
            Ok(page) => pages.push(page),
            Err(error) => println!("{layout}/{name}: {error:?}"),
        }
    }
    pages
}

/// For looking at what was made.
pub(crate) fn save(folder: &Path, layout: &str, imported: &Imported) {
    let folder = folder.join(layout);
    fs::create_dir_all(folder.join("samples")).expect("a folder");
    fs::write(folder.join("api.json"), &imported.api_json).expect("a file");
    fs::write(folder.join("report.txt"), imported.report.to_string()).expect("a file");
    for (name, text) in &imported.samples {
        fs::write(folder.join("samples").join(name), text).expect("a file");
    }
}
