//! Reads every page of the fixtures in every layout, and counts what is right.
//!
//! What a text itself has lost is taken from what is expected ([`layouts`]); of the rest everything has to be
//! right.

mod expected;
mod layouts;
mod made;
mod stored;

use std::fmt::Write as _;

/// What was right of the pages of one layout: of how many, each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) pages: usize,
    pub(crate) headings: Part,
    pub(crate) parameters: Part,
    pub(crate) types: Part,
    pub(crate) members: Part,
    pub(crate) samples: Part,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) right: usize,
    pub(crate) of: usize,
}

impl Part {
    pub(crate) fn count(&mut self, right: bool) {
        self.of += 1;
        self.right += usize::from(right);
    }
}

pub(crate) fn fixtures() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The files of a folder, by name.
pub(crate) fn files(folder: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = std::fs::read_dir(fixtures().join(folder))
        .expect(folder)
        .map(|entry| entry.expect(folder).path())
        .map(|path| {
            let bytes = std::fs::read(&path).expect(folder);
            let stem = path.file_stem().expect(folder).to_string_lossy().into_owned();
            (stem, datacontract_import::html::decode(&bytes, None).text)
        })
        .collect();
    out.sort();
    out
}

#[test]
fn all_layouts() {
    let mut table = String::from(
        "layout                 | pages | headings | parameters |   types | members | samples\n",
    );
    let mut wrong = Vec::new();
    let mut failed = Vec::new();
    let mut row = |name: &str, tally: Tally| {
        let part = |p: Part| format!("{}/{}", p.right, p.of);
        let Tally { pages, headings, parameters, types, members, samples } = tally;
        let _ = writeln!(
            table,
            "{name:<22} | {pages:>5} | {:>8} | {:>10} | {:>7} | {:>7} | {:>7}",
            part(headings),
            part(parameters),
            part(types),
            part(members),
            part(samples)
        );
        let lost: usize =
            [headings, parameters, types, members, samples].iter().map(|p| p.of - p.right).sum();
        if lost > 0 {
            failed.push(format!("{name}: {lost} wrong"));
        }
    };
    for folder in ["pages", "pages-camel", "pages-v50", "pages-debug"] {
        row(folder, made::html(folder, &mut wrong));
    }
    for (folder, of) in made::TEXTS {
        row(folder, made::text(folder, of, &mut wrong));
    }
    for variant in ["standard", "no-sample-label", "old"] {
        for layout in ["L1", "L2", "P1", "P2", "P3", "P4"] {
            let name = format!("stored/{variant}/{layout}");
            row(&name, stored::read(variant, layout, &mut wrong));
        }
    }
    println!("{table}");
    for line in &wrong {
        println!("{line}");
    }
    assert!(failed.is_empty(), "{failed:#?}");
}
