//! Pages in all layouts of stored copies: whatever is left of them becomes a spec that is sound.

use std::{collections::BTreeMap, fs, path::Path, path::PathBuf};

use datacontract_codegen::prove::Verdict;
use datacontract_import::{Options, html, import, page::Page, page::Provenance, text};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn page(path: &Path) -> Option<Page> {
    let content = fs::read_to_string(path).ok()?;
    let location = path.file_name()?.to_string_lossy().into_owned();
    let provenance = Provenance { location, retrieved: None };
    let is_html = path.extension().is_some_and(|extension| extension == "html");
    if is_html { html::read(&content, provenance).ok() } else { text::read(&content, provenance).ok() }
}

#[derive(Default)]
struct Counts {
    pages: usize,
    reproduced: usize,
    failed: usize,
    endpoints: usize,
    verdicts: BTreeMap<&'static str, usize>,
    problems: Vec<String>,
}

impl Counts {
    fn add(&mut self, what: &str, pages: Vec<Page>) {
        self.pages += pages.len();
        let imported = import(pages.into_iter(), &Options::default());
        let report = &imported.report;
        self.reproduced += report.samples.0;
        self.failed += report.samples.1;
        self.endpoints += report.endpoints.len();
        for verdict in Verdict::ALL {
            *self.verdicts.entry(verdict.word()).or_default() += report.count(verdict);
        }
        for message in report.diagnostics.iter().filter(|message| message.severity == "error") {
            self.problems.push(format!("{what}: {}", message.text));
        }
    }
}

#[test]
fn every_layout_becomes_a_sound_spec() {
    let mut table: Vec<(String, Counts)> = Vec::new();
    for site in ["pages-v50", "text-lines-v50", "text-pipe-v50", "pages-debug"] {
        let mut counts = Counts::default();
        counts.add(site, files(&folder().join(site)).iter().filter_map(|path| page(path)).collect());
        table.push((site.to_owned(), counts));
    }
    for kind in ["standard", "no-sample-label", "old"] {
        for layout in files(&folder().join("stored").join(kind)) {
            let mut counts = Counts::default();
            let name = format!("{kind}/{}", layout.file_name().unwrap_or_default().to_string_lossy());
            for path in files(&layout) {
                let what = format!("{name}/{}", path.file_name().unwrap_or_default().to_string_lossy());
                match page(&path) {
                    Some(page) => counts.add(&what, vec![page]),
                    None => println!("{what}: not read"),
                }
            }
            table.push((name, counts));
        }
    }
    for (_, counts) in &table {
        for problem in &counts.problems {
            println!("{problem}");
        }
    }
    println!("{:<22} {:>6} {:>10} {:>12}  verdicts", "layout", "pages", "endpoints", "samples");
    for (name, counts) in &table {
        let verdicts: Vec<String> = counts
            .verdicts
            .iter()
            .filter(|(_, count)| **count > 0)
            .map(|(word, count)| format!("{count} {word}"))
            .collect();
        let samples = format!("{}/{}", counts.reproduced, counts.reproduced + counts.failed);
        println!(
            "{name:<22} {:>6} {:>10} {samples:>12}  {}",
            counts.pages,
            counts.endpoints,
            verdicts.join(", ")
        );
    }
    let unexpected: Vec<&String> = table
        .iter()
        .flat_map(|(_, counts)| &counts.problems)
        .filter(|problem| !problem.contains(NOT_OF_THE_ENGINE))
        .collect();
    assert!(unexpected.is_empty(), "{unexpected:#?}");
}

/// A page that was made up: its `KeyValueOfstringBoxInfo` lacks the hash, which no serialiser leaves out for
/// a class of such a namespace.
const NOT_OF_THE_ENGINE: &str = "/dict_members.txt: ";
