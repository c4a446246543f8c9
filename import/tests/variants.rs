//! One page as sites customise it: headings decorated, translated, renamed and left out, sections added, the
//! method as a badge; each as HTML and as five extractors store it. Whatever a site does, the operation is
//! the same.
//!
//! A folder of `fixtures/variants` is one customisation. Sections that are added stand in the report, word
//! for word; those of flattened pages that nothing tells from the operation's comment stand in that.

use std::{fs, path::Path, path::PathBuf};

use datacontract_import::{
    Options, import,
    source::{self, Source},
};
use jsonc_parser::{ParseOptions, cst::CstRootNode};
use serde_json::{Value, json};

/// What sites say in their own words in some of the folders.
const OWN: &[&str] = &[
    "Kites that were sold stay for a year.",
    "First note about it.",
    "Second note about it.",
    "The caller needs the role Pilot.",
    "X-Shop",
    "Requires Authorization!",
    "Seasonal limits",
    "Kites are sold from April on.",
    "Until October.",
    "Who may call",
    "Every shop.",
];

#[test]
fn customised_pages_say_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/variants");
    let only = std::env::var("VARIANT").unwrap_or_default();
    let mut wrong = Vec::new();
    let mut pages = 0;
    for path in entries(&folder).iter().flat_map(|variant| entries(variant)) {
        let name = path.strip_prefix(&folder).unwrap_or(&path).display().to_string();
        if name.contains(&only) {
            pages += 1;
            wrong.extend(faults(&path, &name).into_iter().map(|fault| format!("{name}: {fault}")));
        }
    }
    assert!(pages > 0, "there is no page in {}", folder.display());
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn faults(path: &Path, name: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let sources = std::iter::once(Source::File(path.to_owned()));
    let pages: Vec<_> = source::read(sources, &source::Options::default(), |_| {})
        .filter_map(|page| page.map_err(|error| faults.push(error.to_string())).ok())
        .collect();
    let imported = import(pages.into_iter(), &Options::default());
    let root = CstRootNode::parse(&imported.api_json, &ParseOptions::default()).expect("a spec");
    let spec: Value = root.to_serde_value().expect("a value");
    let operation = "/endpoints/POST api~1kites~1{shop}?dry={dry}";
    let expected = [
        (
            format!("{operation}/parameters"),
            json!({ "shop": { "type": "integer", "doc": "The shop" }, "dry": { "type": "bool", "default": false } }),
        ),
        (format!("{operation}/body"), json!({ "type": "KiteRequest", "doc": "The kite" })),
        (format!("{operation}/response"), json!({ "type": "KiteResponse", "doc": "What came of it" })),
        (
            "/types".to_owned(),
            json!({
                "Windy.Models.KiteRequest": { "members": {
                    "Label": { "type": "string", "doc": "The label", "annotations": { "required": true, "maxLength": 20 } },
                    "Span": { "type": "integer", "nullable": false },
                    "Owner": "string",
                } },
                "Windy.Models.KiteResponse": { "members": {
                    "KiteId": { "type": "integer", "nullable": false, "doc": "Its number" },
                    "Colour": "string",
                } },
            }),
        ),
    ];
    for (pointer, expected) in expected {
        let found = spec.pointer(&pointer).unwrap_or(&Value::Null);
        if *found != expected {
            faults.push(format!("{pointer}: {found}"));
        }
    }
    let doc = spec.pointer(&format!("{operation}/doc")).and_then(Value::as_str).unwrap_or_default();
    let mut lines = doc.lines();
    let is_comment = lines.next() == Some("Registers a kite");
    let is_flat = !name.ends_with("html");
    if !is_comment || lines.any(|line| !is_flat || !OWN.contains(&line)) {
        faults.push(format!("the operation's comment is {doc:?}"));
    }
    let status = spec.pointer(&format!("{operation}/status"));
    let has_codes = name.starts_with("codes") || name.starts_with("errs");
    if has_codes != status.is_some_and(|status| status.get("404").is_some()) {
        faults.push(format!("the status codes are {status:?}"));
    }
    if spec.get("authentication").is_some() {
        faults.push("free text became authentication".to_owned());
    }
    let page = fs::read_to_string(path).expect("a page");
    let report = imported.report.to_string();
    let is_lost = |text: &&str| page.contains(*text) && !report.contains(*text) && !doc.contains(*text);
    for text in OWN.iter().copied().filter(is_lost) {
        faults.push(format!("{text:?} is lost"));
    }
    if !imported.report.is_sound() {
        faults.push("the spec is not sound".to_owned());
    }
    faults
}
