//! Prints what is read from files.
use datacontract_import::{html, page::Provenance, text};
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let decoded = html::decode(&bytes, None);
        let page = if path.ends_with(".html") {
            html::read(&decoded.text, Provenance::default())
        } else {
            text::read(&decoded.text, Provenance::default())
        };
        println!("=== {path}\n{page:#?}");
    }
}
