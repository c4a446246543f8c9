//! Pages and specs.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use datacontract_codegen::emit::{self, Parts};
use datacontract_codegen::graph::ContractGraph;
use datacontract_codegen::prove;
use datacontract_codegen::spec::Spec;
use datacontract_import::page::Provenance;
use datacontract_import::{Options, html, import};

use crate::Operation;

pub(crate) const OPERATIONS: &[Operation] = &[
    ("import/pages", || {
        let pages = pages();
        assert!(pages.len() > 5, "{} pages", pages.len());
        Box::new(move || {
            let pages = pages.iter().filter_map(|(location, page)| {
                html::read(page, Provenance { location: location.clone(), retrieved: None }).ok()
            });
            drop(black_box(import(pages, &Options::default())));
        })
    }),
    ("spec/check", || {
        let folder = spec();
        Box::new(move || {
            let (spec, diagnostics) = Spec::load(&folder);
            let spec = spec.unwrap_or_else(|| panic!("no spec in {}", folder.display()));
            let graph = ContractGraph::of_sound_part(&spec, &diagnostics);
            drop(black_box(prove::prove(&spec, &graph)));
        })
    }),
    ("spec/generate", || {
        let folder = spec();
        let (spec, _) = Spec::load(&folder);
        let spec = spec.unwrap_or_else(|| panic!("no spec in {}", folder.display()));
        Box::new(move || {
            let options = emit::Options { parts: Parts::ALL, ..emit::Options::default() };
            drop(black_box((emit::module(&spec, &options), emit::submodules(&spec, &options))));
        })
    }),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn spec() -> PathBuf {
    root().join("specs/lcmanager")
}

fn pages() -> Vec<(String, String)> {
    let folder = root().join("import/tests/fixtures/pages");
    let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut pages: Vec<(String, String)> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            Some((name, std::fs::read_to_string(entry.path()).ok()?))
        })
        .collect();
    pages.sort();
    pages
}
