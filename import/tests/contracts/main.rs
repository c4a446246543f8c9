//! Services that nobody has tuned for: contracts at random, the pages that ASP.NET makes of them in several layouts,
//! and what import makes of the pages. What the contracts are is known, so whatever a page tells must be in the spec,
//! nothing else may be, and every sample has to be proven.
//!
//! Each seed gives the same service in every run. `CONTRACTS` is how many are tried, `CONTRACT` the one seed that is
//! tried and printed.

mod compare;
mod contract;
mod page;
mod sample;
mod service;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use datacontract_import::{
    Imported, Options, html, import,
    page::{Page, Provenance},
    text,
};
use page::Layout;
use rayon::prelude::*;
use service::Service;

/// Services whose pages leave open more than they need: a count that two pages tell together, and a class that is
/// renamed in JSON and holds members that only one format has.
const OPEN: &[u64] = &[10, 20];

/// Imports what a layout shows of a service.
fn imported(service: &Service, layout: Layout) -> (Vec<String>, Imported) {
    let sources = page::pages(service, layout);
    let read = |(index, source): (usize, &String)| -> Option<Page> {
        let location = format!("https://help.example/page{index}");
        let provenance = Provenance { location, retrieved: None };
        if layout.is_html() { html::read(source, provenance) } else { text::read(source, provenance) }.ok()
    };
    let pages: Vec<Page> = sources.iter().enumerate().filter_map(read).collect();
    assert_eq!(pages.len(), sources.len(), "every page is read");
    (sources, import(pages.into_iter(), &Options::default()))
}

fn faults(seed: u64, print: bool) -> Vec<String> {
    let service = Service::random(seed);
    let mut faults = Vec::new();
    for layout in Layout::ALL {
        let (sources, imported) = imported(&service, layout);
        let found = compare::faults(&service, layout, &imported);
        if print {
            let folder = std::env::temp_dir().join(format!("contracts/{seed}-{layout:?}"));
            std::fs::create_dir_all(&folder).expect("a folder");
            for (index, source) in sources.iter().enumerate() {
                let name = format!("page{index}.{}", if layout.is_html() { "html" } else { "txt" });
                std::fs::write(folder.join(name), source).expect("written");
            }
            std::fs::write(folder.join("api.json"), &imported.api_json).expect("written");
            println!("{}: {}", folder.display(), imported.report);
        }
        faults.extend(found.into_iter().map(|fault| format!("seed {seed}, {layout:?}: {fault}")));
    }
    faults
}

#[test]
fn pages_become_the_contracts_that_they_were_made_of() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let one = number("CONTRACT");
    let seeds: Vec<u64> = match one {
        Some(seed) => vec![seed],
        None => (1..=number("CONTRACTS").unwrap_or(100)).filter(|seed| !OPEN.contains(seed)).collect(),
    };
    let wrong: Vec<String> = seeds.par_iter().flat_map(|seed| faults(*seed, one.is_some())).collect();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for fault in &wrong {
        let kind = fault.split(": ").nth(1).unwrap_or_default();
        *kinds.entry(kind.to_owned()).or_default() += 1;
    }
    let mut text = String::new();
    for (kind, count) in kinds {
        let _ = writeln!(text, "{count} of {kind}");
    }
    assert!(
        wrong.is_empty(),
        "{} faults of {} services:\n{}\n{text}",
        wrong.len(),
        seeds.len(),
        wrong.join("\n")
    );
}
