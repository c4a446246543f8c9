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
mod xml_serializer;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use compare::Extent;
use datacontract_import::{
    Imported, Options, html, import,
    page::{Page, Provenance},
    text,
};
use page::Layout;
use rayon::prelude::*;
use service::Service;

/// Services whose pages leave open more than they need: a base class whose public field a member's class shows first,
/// and a count that `[IgnoreDataMember]` has a gap in, or that a number which takes null seems to have in the place
/// of what `[JsonIgnore]` hides.
const OPEN: &[u64] = &[15, 65, 197];

/// Services of whose pages a part shows names of one word alone, which more than one naming explains.
const OPEN_PARTS: &[u64] = &[78];

fn read(layout: Layout, index: usize, source: &str) -> Option<Page> {
    let location = format!("https://help.example/page{index}");
    let provenance = Provenance { location, retrieved: None };
    if layout.is_html() { html::read(source, provenance) } else { text::read(source, provenance) }.ok()
}

/// Imports what a layout shows of a service.
fn imported(service: &Service, layout: Layout) -> (Vec<String>, Imported) {
    let sources = page::pages(service, layout);
    let pages = sources.iter().enumerate().filter_map(|(index, source)| read(layout, index, source));
    let pages: Vec<Page> = pages.collect();
    assert_eq!(pages.len(), sources.len(), "every page is read");
    (sources, import(pages.into_iter(), &Options::default()))
}

/// Returns what the parts of an operation's page say that the contracts do not: the page is cut behind lines that are
/// `step` lines apart.
fn faults_of_parts(seed: u64, step: usize, layouts: &[Layout]) -> Vec<String> {
    let service = Service::random(seed);
    let mut faults = Vec::new();
    for layout in layouts.iter().copied().filter(|layout| !layout.is_site()) {
        let source = page::pages(&service, layout).swap_remove(0);
        let ends: Vec<usize> = source.match_indices('\n').map(|(at, _)| at).collect();
        let first = usize::try_from(seed).unwrap_or(0) % step.min(ends.len());
        for (line, end) in ends.iter().enumerate().skip(first).step_by(step) {
            let Some(page) = read(layout, 0, &source[..*end]) else { continue };
            let imported = import(std::iter::once(page), &Options::default());
            let found = compare::faults(&service, layout, Extent::of_part(&source[..*end]), &imported);
            faults.extend(
                found.into_iter().map(|fault| format!("seed {seed}, {layout:?}:{}: {fault}", line + 1)),
            );
        }
    }
    faults
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|value| value.parse().ok())
}

#[test]
fn a_part_of_a_page_says_nothing_else() {
    // `CUTS=1` cuts at every line.
    let step = usize::try_from(number("CUTS").unwrap_or(67)).unwrap_or(1).max(1);
    let seeds: Vec<u64> = seeds().into_iter().filter(|seed| !OPEN_PARTS.contains(seed)).collect();
    let wrong: Vec<String> =
        seeds.par_iter().flat_map(|seed| faults_of_parts(*seed, step, &Layout::ALL)).collect();
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

/// Returns the seeds that are tried.
fn seeds() -> Vec<u64> {
    match number("CONTRACT") {
        Some(seed) => vec![seed],
        None => (1..=number("CONTRACTS").unwrap_or(80)).filter(|seed| !OPEN.contains(seed)).collect(),
    }
}

fn faults(seed: u64, print: bool) -> Vec<String> {
    let service = Service::random(seed);
    let mut faults = Vec::new();
    for layout in Layout::ALL {
        let (sources, imported) = imported(&service, layout);
        let found = compare::faults(&service, layout, Extent::Whole, &imported);
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
    let seeds = seeds();
    let print = number("CONTRACT").is_some();
    let wrong: Vec<String> = seeds.par_iter().flat_map(|seed| faults(*seed, print)).collect();
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
