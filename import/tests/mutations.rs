//! Whatever import writes passes `check`, however pages are damaged.
//!
//! Pages of the fixtures are cut, swapped, doubled and filled with odd characters; each seed gives the same
//! pages in every run. `DATACONTRACT_MUTATIONS` sets how many sets of pages are tried.

use std::path::Path;

use datacontract_codegen::spec::Spec;
use datacontract_import::page::{Page, Provenance};
use datacontract_import::{Options, html, import, text};

/// Random numbers that are the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or(0)
    }
}

/// What stands where it should not.
const ODD: &[&str] = &[
    "",
    " ",
    "\u{a0}",
    "\u{202e}",
    "\u{0}",
    "\u{feff}",
    "{",
    "}",
    "<",
    ">",
    "&lt;",
    "\"",
    "\\",
    "/",
    "?",
    "#",
    ",",
    ".",
    "+",
    "`1",
    "[]",
    "Collection of ",
    "Collection of Collection of ",
    "Dictionary of string [key] and ",
    "Nullable ",
    "None.",
    "Default value is ",
    "Range: inclusive between 9 and 1",
    "Range: inclusive between -1e999 and 99999999999999999999",
    "Max length: 99999999999",
    "Matching regular expression pattern: (",
    "Required",
    "integer",
    "decimal number",
    "byte",
    "Object",
    "string",
    "boolean",
    "date",
    "HttpResponseMessage",
    "gen",
    "self",
    "Self",
    "crate",
    "_",
    "1",
    "0x1",
    "é",
    "\u{1f600}",
    "null",
    "true",
    "-1",
    "1e5",
    "ARRAY",
    "i:nil=\"true\"",
    "xmlns=\"\"",
    "GET",
    "POST api/x/{id}?a={a}&a={a}",
    "\u{2028}",
    "TheKey",
    "Key",
    "Value",
    "<Name>k__BackingField",
    "&nbsp;",
    "\t",
    "\n",
    "\n\n",
];

/// The texts that are mutated.
fn pages() -> Vec<(String, bool)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut paths = Vec::new();
    for folder in ["pages", "pages-camel", "pages-debug", "text-lines", "text-pipe", "seeds"] {
        let entries = std::fs::read_dir(root.join(folder)).expect("a folder");
        paths.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()));
    }
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        std::fs::read_to_string(path).map(|text| (text, path.extension().is_some_and(|e| e == "html")))
    };
    paths.iter().filter_map(|path| read(path).ok()).collect()
}

fn at(text: &str, random: &mut Random) -> usize {
    let mut at = random.below(text.len() + 1);
    // Damage to the words of the page is of more use than to its frame.
    if random.below(3) > 0 {
        at = text
            .get(at.min(text.len())..)
            .and_then(|rest| rest.find(['>', '\n', '\t', '|', ' ']))
            .map_or(at, |found| at + found + 1);
    }
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn mutate(text: &mut String, others: &[(String, bool)], random: &mut Random) {
    let from = at(text, random);
    let most = [4, 20, 200, 2000][random.below(4)];
    let mut to = (from + random.below(most)).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    match random.below(6) {
        0 => text.replace_range(from..to, ""),
        1 => {
            let part = text[from..to].to_owned();
            let place = at(text, random);
            text.insert_str(place, &part);
        }
        2 => {
            let part = text[from..to].to_owned();
            text.replace_range(from..to, "");
            let place = at(text, random);
            text.insert_str(place, &part);
        }
        3 => text.insert_str(from, ODD[random.below(ODD.len())]),
        4 => text.replace_range(from..to, ODD[random.below(ODD.len())]),
        _ => {
            let (other, _) = &others[random.below(others.len())];
            let start = at(other, random);
            let mut end = (start + random.below(200)).min(other.len());
            while !other.is_char_boundary(end) {
                end += 1;
            }
            text.insert_str(from, &other[start..end]);
        }
    }
}

/// The errors of the spec of mutated pages.
fn errors(seed: u64, pages: &[(String, bool)]) -> Vec<String> {
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    for _ in 0..8 {
        random.next();
    }
    let mut set: Vec<Page> = Vec::new();
    for number in 0..=random.below(3) {
        let (mut text, is_html) = pages[random.below(pages.len())].clone();
        for _ in 0..=random.below(12) {
            mutate(&mut text, pages, &mut random);
        }
        let provenance = Provenance { location: format!("pages/{number}"), retrieved: None };
        let read = if is_html { html::read(&text, provenance) } else { text::read(&text, provenance) };
        set.extend(read.ok());
    }
    let imported = import(set.into_iter(), &Options::default());
    let (_, diagnostics) = Spec::from_text(Path::new("api.json"), &imported.api_json);
    diagnostics.iter().filter(|found| found.severity.word() == "error").map(ToString::to_string).collect()
}

#[test]
fn what_import_writes_passes_the_checks() {
    let pages = pages();
    assert!(pages.len() > 200, "{} pages", pages.len());
    let count =
        std::env::var("DATACONTRACT_MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(600);
    let first = std::env::var("DATACONTRACT_MUTATION").ok().and_then(|first| first.parse().ok()).unwrap_or(1);
    let mut wrong = Vec::new();
    for seed in first..first + count {
        let errors = errors(seed, &pages);
        if let Some(error) = errors.first() {
            wrong.push(format!("{seed}: {error}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} sets of pages:\n{}", wrong.len(), wrong.join("\n"));
}
