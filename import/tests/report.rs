//! The report names every guess, and says the same as the comments of the spec.

use std::{collections::BTreeSet, fs, path::Path, path::PathBuf};

use datacontract_import::{
    Imported, Options, import,
    infer::Confidence,
    report::SpecEntry,
    source::{self, Source},
};
use jsonc_parser::{ParseOptions, cst::CstRootNode};
use serde_json::Value;

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn imported(paths: Vec<PathBuf>) -> Imported {
    let pages = source::read(paths.into_iter().map(Source::File), &source::Options::default(), |_| {});
    import(pages.filter_map(Result::ok).collect::<Vec<_>>().into_iter(), &Options::default())
}

/// Imports each seed, each case of the field, and each site; calls `visit` with its name and what came of it.
fn each_import(visit: &mut dyn FnMut(&str, &Imported)) {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut imports = 0;
    let mut one = |of: &Path, paths: Vec<PathBuf>| {
        imports += 1;
        visit(&name(of), &imported(paths));
    };
    for seed in entries(&fixtures.join("seeds")) {
        one(&seed, vec![seed.clone()]);
    }
    for case in entries(&fixtures.join("field")) {
        let pages = entries(&case).into_iter().filter(|path| name(path) != "expected.json");
        one(&case, pages.collect());
    }
    for site in ["pages", "pages-camel", "text-lines-v50"].map(|site| fixtures.join(site)) {
        one(&site, entries(&site));
    }
    assert!(imports > 50, "{imports}");
}

fn value(text: &str) -> Value {
    let root = CstRootNode::parse(text, &ParseOptions::default()).expect("JSON with comments");
    root.to_serde_value().expect("a value")
}

#[test]
fn every_guess_is_listed() {
    let mut guesses = BTreeSet::new();
    each_import(&mut |name, imported| {
        let spec = value(&imported.api_json);
        let places: BTreeSet<SpecEntry> = imported
            .report
            .facts
            .iter()
            .flat_map(|fact| [vec![fact.place.clone()], fact.places()].concat())
            .collect();
        for key in ["authentication", "formatters"] {
            if spec.get(key).is_some() {
                guesses.insert(key.to_owned());
                assert!(places.contains(&SpecEntry::Key(key)), "{name}: nothing is said of `{key}`");
            }
        }
        assert!(places.contains(&SpecEntry::Key("name")), "{name}: nothing is said of the name");
        for (ty, def) in spec["types"].as_object().into_iter().flatten() {
            let of_type = places.contains(&SpecEntry::Type(ty.clone()));
            for (member, entry) in def["members"].as_object().into_iter().flatten() {
                let place = SpecEntry::Member { ty: ty.clone(), name: member.clone() };
                for key in ["jsonOrder", "secret", "only", "emitDefault", "field"] {
                    if entry.get(key).is_some() {
                        guesses.insert(key.to_owned());
                        // Where the numbers of samples tell fields, that is said of the class.
                        assert!(
                            places.contains(&place) || (key == "field" && of_type),
                            "{name}: nothing is said of `{key}` of {place}"
                        );
                    }
                }
            }
            if def.get("outcome").is_some() {
                guesses.insert("outcome".to_owned());
                assert!(places.contains(&SpecEntry::Outcome(ty.clone())), "{name}: {ty}");
            }
        }
    });
    let all =
        ["authentication", "emitDefault", "field", "formatters", "jsonOrder", "only", "outcome", "secret"];
    assert_eq!(guesses, all.map(str::to_owned).into(), "the pages do not try all of them");
}

#[test]
fn comments_and_report_agree() {
    each_import(&mut |name, imported| {
        let comments = comments(&imported.api_json);
        let told: BTreeSet<String> = imported
            .report
            .facts
            .iter()
            .map(|fact| format!("{}: {}", fact.confidence.word(), fact.sentence()))
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        for text in &told {
            assert!(comments.contains(text), "{name}: no comment says {text:?} in\n{comments}");
        }
        let told: String = told.into_iter().collect::<Vec<_>>().join(" ");
        for start in ["open: ", "inferred: "] {
            let missing = comments.split(start).skip(1).find(|comment| {
                let words: Vec<&str> = comment.split_whitespace().take(3).collect();
                !told.contains(&words.join(" "))
            });
            assert_eq!(missing, None, "{name}: the report does not have it");
        }
    });
}

/// The words of all comments, on one line.
fn comments(text: &str) -> String {
    let lines = text.lines().map(str::trim_start).filter(|line| line.starts_with("//"));
    let words: Vec<&str> = lines.flat_map(|line| line.trim_start_matches('/').split_whitespace()).collect();
    words.join(" ")
}

#[test]
fn what_is_open_says_what_to_do() {
    each_import(&mut |name, imported| {
        for fact in imported.report.facts.iter().filter(|fact| fact.confidence == Confidence::Open) {
            let advice = fact.advice.as_ref().unwrap_or_else(|| panic!("{name}: {fact:?}"));
            assert!(!advice.text.is_empty(), "{name}: {fact:?}");
            if let Some(entry) = &advice.entry {
                let json = format!("{{ {} }}", entry.json().replace('…', "0"));
                assert!(serde_json::from_str::<Value>(&json).is_ok(), "{name}: {json}");
            }
        }
    });
}

#[test]
fn every_line_is_that_of_its_entry() {
    each_import(&mut |name, imported| {
        let lines: Vec<&str> = imported.api_json.lines().collect();
        for fact in &imported.report.facts {
            let places = fact.places();
            assert_eq!(places.len(), fact.lines.len(), "{name}: {fact:?}");
            for (place, line) in places.iter().zip(&fact.lines) {
                let key = place.path().last().map(|key| Value::from(*key).to_string()).unwrap_or_default();
                let text = lines.get(line - 1).copied().unwrap_or_default();
                let is_absent =
                    matches!(place, SpecEntry::Key(key) if value(&imported.api_json).get(key).is_none());
                assert!(
                    text.contains(&key) || (is_absent && *line == 1),
                    "{name}: line {line} of {place}: {text}"
                );
            }
        }
        for endpoint in &imported.report.endpoints {
            let text = endpoint.line.and_then(|line| lines.get(line - 1)).copied().unwrap_or_default();
            assert!(text.contains(&Value::from(endpoint.heading.as_str()).to_string()), "{name}: {text}");
        }
    });
}

#[test]
fn one_cause_is_told_once() {
    each_import(&mut |name, imported| {
        let text = imported.report.to_string();
        let lines: Vec<&str> =
            text.lines().map(str::trim).filter(|line| !line.starts_with("next: ")).collect();
        let causes: Vec<&&str> = lines.iter().filter(|line| line.ends_with(':')).collect();
        let distinct: BTreeSet<&&&str> = causes.iter().collect();
        assert_eq!(causes.len(), distinct.len(), "{name}: {text}");
        let unused = imported.report.facts.iter().any(|fact| fact.text.contains("no endpoint"));
        let is_told = imported.report.diagnostics.iter().any(|message| message.code == "DC113");
        assert!(!(unused && is_told), "{name}: that a type is not used is told twice: {text}");
    });
}
