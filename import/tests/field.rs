//! Pages as the field has them: each folder of `fixtures/field` is one kind of page that once came out wrong.
//!
//! A folder holds the page or the pages that are imported together, and `expected.json`:
//!
//! | key | what it means |
//! |---|---|
//! | `spec` | a part of the spec; an object says only some keys, unless the key in front of it ends in `!`: then all of them, in this order |
//! | `absent` | JSON pointers at what the spec must not have |
//! | `verdicts` | the verdict of each endpoint named |
//! | `report` | texts that the printed report has |
//! | `report_lacks` | texts that the printed report does not have |
//! | `sound` | whether the spec passes its own check; `true` if the key is missing |

use std::{fmt::Write as _, fs, path::Path, path::PathBuf};

use datacontract_import::{
    Imported, Options, import,
    report::SpecEntry,
    source::{self, Source},
};
use jsonc_parser::{ParseOptions, cst::CstRootNode};
use serde_json::Value;

const EXPECTED: &str = "expected.json";

#[test]
fn every_page_of_the_field_comes_out_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/field");
    let only = std::env::var("FIELD").unwrap_or_default();
    let mut wrong = String::new();
    let mut cases = 0;
    for case in entries(&folder) {
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.contains(&only) {
            continue;
        }
        cases += 1;
        let faults = faults(&case);
        if !faults.is_empty() {
            let _ = writeln!(wrong, "{name}:\n  {}", faults.join("\n  "));
        }
    }
    assert!(cases > 0, "there is no case in {}", folder.display());
    assert!(wrong.is_empty(), "{wrong}");
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

/// Returns what is not as `expected.json` says.
fn faults(case: &Path) -> Vec<String> {
    let expected = fs::read_to_string(case.join(EXPECTED)).expect("the expectation");
    let expected: Value = serde_json::from_str(&expected).expect("the expectation as JSON");
    for key in expected.as_object().expect("an object").keys() {
        let known = ["spec", "absent", "verdicts", "report", "report_lacks", "sound"];
        assert!(known.contains(&key.as_str()), "{}: unknown key `{key}`", case.display());
    }
    let pages =
        entries(case).into_iter().filter(|path| path.file_name().is_some_and(|name| name != EXPECTED));
    let mut faults = Vec::new();
    let pages: Vec<_> = source::read(pages.map(Source::File), &source::Options::default(), |_| {})
        .filter_map(|page| page.map_err(|error| faults.push(error.to_string())).ok())
        .collect();
    let imported = import(pages.into_iter(), &Options::default());
    faults.extend(compare(&expected, &imported));
    if std::env::var_os("FIELD").is_some() {
        println!("{}\n{}", imported.report, imported.api_json);
    }
    faults
}

/// The printed report, and each fact on a line of its own: the print tells what has one cause once.
fn report_text(spec: &Value, imported: &Imported) -> String {
    let mut text = imported.report.to_string();
    for fact in &imported.report.facts {
        let about = match &fact.place {
            SpecEntry::Key("name") => spec["name"].as_str().unwrap_or_default().to_owned(),
            place => place.to_string(),
        };
        let _ = writeln!(text, "{about}: {}", fact.sentence());
    }
    text
}

fn compare(expected: &Value, imported: &Imported) -> Vec<String> {
    let spec = without_comments(&imported.api_json);
    let report = report_text(&spec, imported);
    let mut faults = Vec::new();
    if let Some(part) = expected.get("spec") {
        difference("", part, &spec, false, &mut faults);
    }
    for pointer in strings(expected, "absent") {
        if let Some(value) = spec.pointer(pointer) {
            faults.push(format!("the spec has {pointer}: {value}"));
        }
    }
    for (heading, verdict) in expected.get("verdicts").and_then(Value::as_object).into_iter().flatten() {
        let endpoint = imported.report.endpoints.iter().find(|endpoint| endpoint.heading == *heading);
        match endpoint {
            None => faults.push(format!("there is no endpoint `{heading}`")),
            Some(endpoint) if *verdict != endpoint.verdict.word() => {
                faults.push(format!("{heading}: {} where {verdict} was expected", endpoint.verdict.word()));
            }
            Some(_) => {}
        }
    }
    for text in strings(expected, "report").filter(|text| !report.contains(text)) {
        faults.push(format!("the report lacks {text:?}"));
    }
    for text in strings(expected, "report_lacks").filter(|text| report.contains(text)) {
        faults.push(format!("the report has {text:?}"));
    }
    let sound = expected.get("sound").and_then(Value::as_bool).unwrap_or(true);
    if imported.report.is_sound() != sound {
        let messages: Vec<&str> =
            imported.report.diagnostics.iter().map(|message| message.text.as_str()).collect();
        faults.push(format!("sound is {}: {messages:?}", imported.report.is_sound()));
    }
    faults
}

fn strings<'a>(expected: &'a Value, key: &str) -> impl Iterator<Item = &'a str> {
    expected.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// Reads the spec, which has comments.
fn without_comments(text: &str) -> Value {
    let root = CstRootNode::parse(text, &ParseOptions::default()).expect("a spec");
    root.to_serde_value().expect("a value")
}

/// Tells where `actual` is not as `expected` says.
fn difference(path: &str, expected: &Value, actual: &Value, exact: bool, faults: &mut Vec<String>) {
    let (Some(expected), Some(actual)) = (expected.as_object(), actual.as_object()) else {
        if expected != actual {
            faults.push(format!("{path}: {actual} where {expected} was expected"));
        }
        return;
    };
    for (key, expected) in expected {
        let (key, exact) = key.strip_suffix('!').map_or((key.as_str(), false), |key| (key, true));
        let path = format!("{path}/{key}");
        match actual.get(key) {
            Some(actual) => difference(&path, expected, actual, exact, faults),
            None => faults.push(format!("{path} is missing; expected {expected}")),
        }
    }
    let wanted: Vec<&str> = expected.keys().map(|key| key.strip_suffix('!').unwrap_or(key)).collect();
    let found: Vec<&str> = actual.keys().map(String::as_str).collect();
    if exact && wanted != found {
        faults.push(format!("{path}: the keys are {found:?} where {wanted:?} were expected"));
    }
}
