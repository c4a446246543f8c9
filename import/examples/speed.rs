//! How long it takes to read 1,000 saved pages on one core.
//!
//! `cargo run --release --example speed [FOLDER]`

use std::path::PathBuf;
use std::time::Instant;

use datacontract_import::source::{self, Options, Source};

fn main() {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pages");
    let folder: PathBuf = std::env::args().nth(1).map_or_else(|| fixtures.into(), PathBuf::from);
    let (mut pages, mut failed) = (0, 0);
    let start = Instant::now();
    while pages + failed < 1000 {
        let before = pages + failed;
        for page in source::read([Source::Folder(folder.clone())], &Options::default(), |_| {}) {
            if page.is_ok() {
                pages += 1;
            } else {
                failed += 1;
            }
        }
        if pages + failed == before {
            break;
        }
    }
    println!("{pages} pages, {failed} failed: {:.2?}", start.elapsed());
}
