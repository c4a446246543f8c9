//! Importing again, case by case: a folder each in `fixtures/again`.
//!
//! `last.json` is what import wrote, `spec.json` what a person made of it, `now.json` what import would write
//! today; `expected.json` and `changes.txt` are what comes of it. Each entry is from the page that it names;
//! `given.txt` names pages that were given besides.

use std::collections::BTreeSet;
use std::path::Path;

use datacontract_import::Imported;
use datacontract_import::merge::{Existing, MergeError, Plan, plan};
use datacontract_import::origins::{EndpointOrigin, Origins};
use datacontract_import::report::Report;
use serde_json::Value;

fn page(of: &Value) -> Option<String> {
    of.get("source")?.get("page")?.as_str().map(str::to_owned)
}

/// What import makes of pages that have this.
fn imported(api_json: &str, given: &str) -> Imported {
    let uncommented: String =
        api_json.lines().filter(|line| !line.trim().starts_with("//")).collect::<Vec<_>>().join("\n");
    let spec: Value = serde_json::from_str(&uncommented).expect("JSON");
    let root: BTreeSet<String> = page(&spec).into_iter().collect();
    let pages = |entry: &Value| page(entry).map_or_else(|| root.clone(), |page| BTreeSet::from([page]));
    let entries = |section: &str| spec.get(section).and_then(Value::as_object).cloned().unwrap_or_default();
    let mut origins = Origins { given: given.lines().map(str::to_owned).collect(), ..Origins::default() };
    for (heading, entry) in &entries("endpoints") {
        let pages = pages(entry);
        origins.given.extend(pages.iter().cloned());
        origins.endpoints.insert(heading.clone(), EndpointOrigin { pages, ..EndpointOrigin::default() });
    }
    for (name, entry) in &entries("types") {
        let pages = pages(entry);
        origins.given.extend(pages.iter().cloned());
        origins.types.insert(name.clone(), pages);
    }
    Imported {
        api_json: api_json.to_owned(),
        samples: Vec::new(),
        report: Report::default(),
        origins,
        is_named: false,
    }
}

fn first(last: &str) -> String {
    plan(&Existing::default(), &imported(last, "")).and_then(|plan| plan.record()).expect("a record")
}

fn again(record: Option<String>, spec: &str, now: &Imported) -> Result<Plan, MergeError> {
    plan(&Existing { spec: Some(spec.to_owned()), record }, now)
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/again");
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in std::fs::read_dir(&folder).expect("cases").flatten().map(|case| case.path()) {
        let read = |name: &str| std::fs::read_to_string(case.join(name));
        let file =
            |name: &str| read(name).unwrap_or_else(|error| panic!("{}: {name}: {error}", case.display()));
        let record = first(&file("last.json"));
        let now = imported(&file("now.json"), &read("given.txt").unwrap_or_default());
        let plan = again(Some(record), &file("spec.json"), &now).expect("a spec");
        let changes: Vec<String> = plan.changes.iter().map(ToString::to_string).collect();
        let expected: Vec<String> = file("changes.txt").lines().map(str::to_owned).collect();
        if plan.api_json != file("expected.json") || changes != expected {
            wrong.push(format!("{}:\n{}\n{}", case.display(), changes.join("\n"), plan.api_json));
        }
        // A third time says nothing new of what is new.
        let third = again(plan.record().ok(), &plan.api_json, &now).expect("a spec");
        assert_eq!(third.api_json, plan.api_json, "{}", case.display());
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 15, "{count} cases");
}

const SITE: &str = include_str!("fixtures/again/gone/last.json");
const ONLY_A: &str = include_str!("fixtures/again/gone/now.json");

#[test]
fn without_a_record_only_what_is_new_is_taken() {
    let now = SITE.replace("\"Id\": \"integer\"", "\"Id\": \"long\", \"More\": \"string\"");
    let plan = again(None, SITE, &imported(&now, "")).expect("a spec");
    assert!(
        plan.api_json.contains("\"Id\": \"integer\",\n        \"More\": \"string\""),
        "{}",
        plan.api_json
    );
    assert!(!plan.api_json.contains("long"), "{}", plan.api_json);
}

#[test]
fn an_old_record_is_taken_over_and_nothing_unproven_goes() {
    let spec: String = SITE
        .lines()
        .filter(|line| !line.trim().starts_with("//"))
        .map(|line| line.to_owned() + "\n")
        .collect();
    let old = format!("{{\"version\": 1, \"spec\": {spec}}}");
    // Pages of addresses are known.
    let plan =
        again(Some(old.clone()), &spec, &imported(ONLY_A, "https://h/Help/Api/GET-b")).expect("a spec");
    assert!(!plan.api_json.contains("GET b"), "{}", plan.api_json);
    assert!(plan.record().expect("a record").contains("\"version\": 2"));
    // A comment may be anybody's.
    let plan = again(Some(old), SITE, &imported(ONLY_A, "https://h/Help/Api/GET-b")).expect("a spec");
    assert_eq!(plan.api_json, SITE);
    // Paths were told from an unknown folder.
    let local = |text: &str| text.replace("https://h/Help/Api/", "/home/bob/");
    let old = format!("{{\"version\": 1, \"spec\": {}}}", local(&spec));
    let changed = ONLY_A.replace("\"Id\": \"integer\"", "\"Id\": \"long\"");
    let now = imported(&changed, "https://h/Help/Api/GET-b");
    let plan = again(Some(old), &local(&spec), &now).expect("a spec");
    assert!(plan.api_json.contains("GET b") && !plan.api_json.contains("long"), "{}", plan.api_json);
    // The next time it is known.
    let plan = again(plan.record().ok(), &plan.api_json, &now).expect("a spec");
    assert!(plan.api_json.contains("\"Id\": \"long\""), "{}", plan.api_json);
}

#[test]
fn secrets_that_older_versions_wrote_are_taken_out() {
    let leaky = |text: &str| {
        text.replace("https://h/Help/Api/GET-b", "https://bob:S3cr3t@h/Help/Api/GET-b?key=S3cr3t")
    };
    let spec: String = leaky(SITE).lines().filter(|line| !line.trim().starts_with("//")).collect();
    let old = format!("{{\"version\": 1, \"spec\": {spec}}}");
    let plan = again(Some(old), &leaky(SITE), &imported(ONLY_A, "")).expect("a spec");
    let seen = format!("{}{:?}{}", plan.api_json, plan, plan.record().expect("a record"));
    assert!(!seen.contains("S3cr3t") && seen.contains("https://h/Help/Api/GET-b"), "{seen}");
}

#[test]
fn damaged_texts_are_refused_with_the_way_out() {
    let now = imported(ONLY_A, "");
    let error = |record: &str, spec: &str| {
        let record = Some(record.to_owned()).filter(|record| !record.is_empty());
        again(record, spec, &now).expect_err("an error").to_string()
    };
    assert!(error("", "{").contains("cannot be read"));
    assert!(error("", "[]").contains("no object"));
    let record = first(SITE);
    for damaged in [
        "x",
        "{}",
        "{\"version\": 1}",
        "{\"version\": 2, \"spec\": {}}",
        &record[..record.len() / 2],
        &record.replace("\"pages\": [\n        0", "\"pages\": [\n        7"),
    ] {
        let text = error(damaged, SITE);
        assert!(text.contains(".import.json") && text.contains("remove"), "{damaged}: {text}");
    }
    assert!(error("{\"version\": 3, \"spec\": {}}", SITE).contains("newer"));
}

#[test]
fn a_name_on_the_command_line_counts() {
    let mut now = imported(&SITE.replace("API of h", "Shop"), "");
    now.is_named = true;
    let plan = again(Some(first(SITE)), SITE, &now).expect("a spec");
    assert!(plan.api_json.contains("\"name\": \"Shop\""), "{}", plan.api_json);
}

/// A spec with so many entries of each kind besides one that always stays.
fn large(count: usize) -> String {
    let list = |name: &str, value: &str| -> String {
        let entries = (0..count).map(|index| format!("      \"{name}{index}\": {value}"));
        entries.fold(String::new(), |text, entry| text + ",\n" + &entry)
    };
    let source = r#""source": {"page": "https://shop.example/help"}"#;
    format!(
        r#"{{
  "version": 1,
  "name": "Shop",
  "module": "shop",
  {source},
  "endpoints": {{
    "GET api/first": {{"response": "A.First"}}{endpoints}
  }},
  "types": {{
    "A.First": {{"members": {{
      "Id": "int"{members}
    }}}},
    "A.Kind": {{"enum": {{
      "None": 0{values}
    }}}}{types}
  }}
}}
"#,
        endpoints = list("GET api/more", r#"{"response": "A.First"}"#),
        members = list("Member", r#""string""#),
        values = list("Value", "1"),
        types = list("B.Type", r#"{"members": {"Id": "int"}}"#),
    )
}

/// 20,000 entries come and go in each object. An algorithm that goes through all of them for each would not
/// finish.
#[test]
fn many_entries_come_and_go() {
    const MANY: usize = 20_000;
    let (small, large) = (large(0), large(MANY));
    for spec in [small.replace('\n', " "), small.replace("\"Id\"", "// of a person\n\"Id\"")] {
        let grown = again(Some(first(&small)), &spec, &imported(&large, "")).expect("a spec");
        assert_eq!(grown.changes.len(), 4 * MANY);
        assert_eq!(read(&grown.api_json), read(&large));
        let shrunk = again(grown.record().ok(), &grown.api_json, &imported(&small, "")).expect("a spec");
        assert_eq!(shrunk.changes.len(), 4 * MANY);
        assert_eq!(read(&shrunk.api_json), read(&small));
        assert_eq!(shrunk.api_json.contains("// of a person"), spec.contains("// of a person"));
    }
}

/// 40,000 values change in a file without newlines, which jsonc-parser would look for at each of them.
#[test]
fn many_values_change_on_one_line() {
    const MANY: usize = 20_000;
    let before = large(MANY).replace('\n', " ");
    let after = before.replace("\"string\"", "\"DateTime\"").replace(": 1,", ": 2,").replacen(
        "\"version\": 2",
        "\"version\": 1",
        1,
    );
    let changed = again(Some(first(&before)), &before, &imported(&after, "")).expect("a spec");
    assert_eq!(changed.changes.len(), 2 * MANY - 1);
    assert_eq!(changed.api_json, after);
}

/// What a spec says, whatever its comments.
fn read(spec: &str) -> Value {
    let lines = spec.lines().filter(|line| !line.trim().starts_with("//"));
    serde_json::from_str(&lines.collect::<Vec<_>>().join("\n")).expect("JSON")
}
