//! Importing again: what a person wrote stays.

use crate::spec;
use datacontract_codegen::spec::tokens::{TokenKind, tokens};
use datacontract_import::Imported;
use datacontract_import::merge::{CONFLICT, Existing, plan};
use datacontract_import::origins::{EndpointOrigin, Origins};
use datacontract_import::report::Report;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Between what import wrote, what a person made of it, and what import writes now.
const BETWEEN: &str = "\n=====\n";

/// What import makes of pages that have this. All of it is from one page.
fn imported(api_json: &str) -> Option<Imported> {
    let spec: Value =
        jsonc_parser::parse_to_serde_value(api_json, &jsonc_parser::ParseOptions::default()).ok()?;
    let pages = BTreeSet::from(["page".to_owned()]);
    let names = |section: &str| -> Vec<String> {
        let entries = spec.get(section).and_then(Value::as_object);
        entries.map(|entries| entries.keys().cloned().collect()).unwrap_or_default()
    };
    let mut origins = Origins { given: pages.clone(), ..Origins::default() };
    for heading in names("endpoints") {
        origins
            .endpoints
            .insert(heading, EndpointOrigin { pages: pages.clone(), ..EndpointOrigin::default() });
    }
    for name in names("types") {
        origins.types.insert(name, pages.clone());
    }
    let (samples, report) = (Vec::new(), Report::default());
    Some(Imported { api_json: api_json.to_owned(), samples, report, origins, is_named: false })
}

/// Returns the comments of a text.
fn comments(text: &str) -> Vec<&str> {
    let comments = tokens(text)
        .into_iter()
        .filter(|token| matches!(token.kind, TokenKind::LineComment | TokenKind::BlockComment));
    comments.map(|token| text[token.span.start..token.span.end].trim()).collect()
}

/// - No three specs make the merge panic.
/// - What comes of it is JSON with comments.
/// - A third import of the same pages changes nothing.
/// - A person's comments are still there.
pub(crate) fn check(data: &[u8]) {
    let Ok(input) = std::str::from_utf8(data) else { return };
    let mut parts = input.split(BETWEEN);
    let (Some(last), Some(spec), Some(now)) = (parts.next(), parts.next(), parts.next()) else { return };
    let (Some(last_import), Some(now_import)) = (imported(last), imported(now)) else { return };
    // What import writes has no errors.
    if [last, now]
        .iter()
        .any(|text| datacontract_codegen::spec::Spec::from_text(Path::new("api.json"), text).0.is_none())
    {
        return;
    }
    let Ok(record) = plan(&Existing::default(), &last_import).and_then(|plan| plan.record()) else { return };
    let existing = Existing { spec: Some(spec.to_owned()), record: Some(record) };
    let Ok(merged) = plan(&existing, &now_import) else { return };
    let read =
        jsonc_parser::parse_to_serde_value::<Value>(&merged.api_json, &jsonc_parser::ParseOptions::default());
    assert!(read.is_ok(), "{read:?}: {}", merged.api_json);
    for comment in comments(spec) {
        let is_of_import = last.contains(comment) || comment.contains(CONFLICT);
        assert!(is_of_import || merged.api_json.contains(comment), "{comment} is lost: {}", merged.api_json);
    }
    let existing = Existing { record: merged.record().ok(), spec: Some(merged.api_json.clone()) };
    match plan(&existing, &now_import) {
        Ok(third) => assert_eq!(third.api_json, merged.api_json, "a third import changes something"),
        Err(error) => panic!("there is no third import: {error}"),
    }
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../import/tests/fixtures/again");
    let mut folders: Vec<_> =
        std::fs::read_dir(root).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.sort();
    let mut seeds = Vec::new();
    for folder in folders {
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
        let parts = ["last.json", "spec.json", "now.json"].map(read);
        if let [Some(last), Some(spec), Some(now)] = parts {
            seeds.push([last, spec, now].join(BETWEEN).into_bytes());
        }
    }
    seeds.extend(spec::seeds().into_iter().take(20).filter_map(|text| {
        let text = String::from_utf8(text).ok()?;
        Some([text.as_str(), &text, &text].join(BETWEEN).into_bytes())
    }));
    seeds
}
