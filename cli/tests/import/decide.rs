//! What is open is decided in the spec: by writing what the report advises, or by deleting the comment.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jsonc_parser::{
    ParseOptions,
    cst::{CstInputValue, CstObject, CstRootNode},
};
use serde_json::Value;

use super::{check, fixture, printed, run, seed, word};

/// A spec that pages are imported into, again and again.
struct Import {
    folder: tempfile::TempDir,
    pages: Vec<PathBuf>,
}

impl Import {
    fn new(pages: &[PathBuf]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let import = Self { folder, pages: pages.to_vec() };
        import.again();
        import
    }

    fn spec(&self) -> PathBuf {
        self.folder.path().join("api")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.spec().join("api.json")).expect("written")
    }

    fn write(&self, text: &str) {
        fs::write(self.spec().join("api.json"), text).expect("written");
    }

    fn again(&self) -> Value {
        let spec = self.spec();
        let mut args: Vec<&Path> = self.pages.iter().map(PathBuf::as_path).collect();
        args.extend([word("--into"), &spec, word("--format"), word("json")]);
        let output = run(&args, None);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", printed(&output)))
    }

    fn passes_check(&self) {
        let output = check(&self.spec());
        assert!(output.status.success(), "{}\n{}", printed(&output), self.text());
    }
}

fn open(report: &Value) -> Vec<Value> {
    let facts = report["facts"].as_array().expect("facts");
    facts.iter().filter(|fact| fact["confidence"] == "open").cloned().collect()
}

/// How many pages of the field are decided, of which each is imported some times.
const MOST_OF_FIELD: usize = 200;

fn pages() -> Vec<Vec<PathBuf>> {
    let of = |case: &str| -> Vec<PathBuf> {
        let mut pages: Vec<PathBuf> = fs::read_dir(fixture(case))
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| !path.ends_with("expected.json"))
            .collect();
        pages.sort();
        pages
    };
    let mut all: Vec<Vec<PathBuf>> =
        ["000", "001", "002", "003", "004"].map(|number| vec![seed(number)]).into();
    all.extend(["pages", "pages-camel"].map(of));
    let mut field: Vec<PathBuf> = fs::read_dir(fixture("field"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    // Of these nothing comes.
    field.retain(|case| !case.to_string_lossy().contains("/nothing_"));
    field.sort();
    let step = field.len().div_ceil(MOST_OF_FIELD);
    all.extend(field.iter().step_by(step).map(|case| of(&case.to_string_lossy())));
    all
}

fn object_at(root: &CstRootNode, path: &[&str]) -> CstObject {
    let mut object = root.object_value().expect("an object");
    for key in path {
        let property = object
            .properties()
            .into_iter()
            .find(|property| property.decoded_name().is_some_and(|name| name == *key));
        // What a spec doesn't have yet, such as `json` for the first setting, a person adds.
        let property = property.unwrap_or_else(|| object.append(key, CstInputValue::Object(Vec::new())));
        if property.object_value().is_none() {
            // The short form of a member or a parameter is its type.
            let ty = property.value().and_then(|value| value.to_serde_value()).expect("a value");
            let ty = ty.as_str().expect("a type").to_owned();
            property.set_value(CstInputValue::Object(vec![("type".to_owned(), CstInputValue::String(ty))]));
        }
        object = property.object_value().expect("an object");
    }
    object
}

fn input(value: &Value) -> CstInputValue {
    match value {
        Value::String(text) => CstInputValue::String(text.clone()),
        Value::Array(items) => CstInputValue::Array(items.iter().map(input).collect()),
        Value::Object(entries) => {
            CstInputValue::Object(entries.iter().map(|(key, value)| (key.clone(), input(value))).collect())
        }
        other => CstInputValue::Number(other.to_string()),
    }
}

/// Writes what a fact advises, as a person would: `…` becomes what that person knows.
fn follow(text: &str, fact: &Value, ty_of_code: &str) -> String {
    let json = fact["write"]["json"].as_str().expect("an entry");
    let says_null = |text: &str| text.contains("only null") || text.contains("it is null");
    let shows_null = fact["text"].as_str().is_some_and(says_null);
    let shows_no_item = fact["text"].as_str().is_some_and(|text| text.contains("no item is shown"));
    let shows_date = fact["text"].as_str().is_some_and(|text| text.contains("form of the service's dates"));
    let known = match json.split_once(": ").expect("a key and a value").0 {
        "\"type\"" if shows_null => "double?",
        "\"type\"" if shows_no_item => "List<double>",
        "\"type\"" if shows_date => "date",
        "\"type\"" => "double",
        "\"body\"" | "\"response\"" => "object",
        "\"default\"" => "null",
        "\"namespace\"" => "Known",
        "\"paging\"" => "0",
        _ if json.contains("[…]") => "0",
        _ => "Known",
    };
    let entry: Value = serde_json::from_str(&format!("{{ {} }}", json.replace('…', known))).expect("JSON");
    let (key, value) = entry.as_object().expect("an object").iter().next().expect("one key");
    let own = fact["path"].as_array().expect("a path").iter().map(|key| key.as_str().expect("a key"));
    let path: Vec<&str> = own.filter(|_| fact["write"]["atRoot"] == false).collect();
    let root = CstRootNode::parse(text, &ParseOptions::default()).expect("JSON with comments");
    let object = object_at(&root, &path);
    let value = if key == "type" && ty_of_code == "double" { Value::from("float") } else { value.clone() };
    match object.get(key) {
        // The values that samples show stay: a person adds the others.
        Some(property)
            if key == "enum" && property.object_value().is_some_and(|of| !of.properties().is_empty()) =>
        {
            let values = property.object_value().expect("an object");
            values.append("Known", CstInputValue::Number("99".to_owned()));
        }
        Some(property) => property.set_value(input(&value)),
        None => drop(object.append(key, input(&value))),
    }
    root.to_string()
}

#[test]
fn what_is_advised_decides_it() {
    let mut tried = std::collections::BTreeSet::new();
    for pages in pages() {
        let import = Import::new(&pages);
        let first = import.text();
        let report = import.again();
        assert_eq!(import.text(), first, "importing again changes nothing");
        for fact in open(&report).iter().filter(|fact| !fact["write"].is_null()) {
            let key = fact["write"]["json"]
                .as_str()
                .expect("an entry")
                .split(':')
                .next()
                .unwrap_or_default()
                .to_owned();
            // What is tried once for each kind of entry is tried enough.
            if key == "\"default\""
                // Its type stands there already: who agrees deletes the comment.
                || fact["text"].as_str().is_some_and(|text| {
                    text.contains("`DateTimeOffset?`") || text.contains("show an empty object")
                })
                || !tried.insert((key, fact["kind"].clone().to_string(), fact["text"].clone().to_string()))
            {
                continue;
            }
            let import = Import::new(&pages);
            let ty = if fact["text"].as_str().is_some_and(|text| text.contains("`float`")) {
                "double"
            } else {
                ""
            };
            let decided = follow(&first, fact, ty);
            if decided == first {
                // It stands there already: who agrees deletes the comment.
                continue;
            }
            import.write(&decided);
            import.passes_check();
            let again = import.again();
            let is_there = open(&again)
                .iter()
                .any(|other| (&other["path"], &other["text"]) == (&fact["path"], &fact["text"]));
            assert!(!is_there, "{fact} is still open in {}", import.text());
            import.passes_check();
            let last = import.text();
            import.again();
            assert_eq!(import.text(), last, "importing once more changes nothing");
        }
    }
    assert!(tried.len() > 8, "{tried:?}");
}

#[test]
fn a_comment_that_a_person_deletes_is_not_asked_again() {
    for pages in pages() {
        let import = Import::new(&pages);
        let text: String =
            import.text().split_inclusive('\n').filter(|line| !line.trim_start().starts_with("//")).collect();
        import.write(&text);
        let report = import.again();
        assert_eq!(report["facts"], Value::Array(Vec::new()), "{pages:?}");
        assert_eq!(import.text(), text, "{pages:?}");
        assert_eq!(import.again()["facts"], Value::Array(Vec::new()), "{pages:?}");
    }
}

#[test]
fn lines_are_those_of_the_file_that_was_written() {
    for pages in pages() {
        let import = Import::new(&pages);
        let text =
            import.text().replacen('{', "{\n  // A person's words.\n  /* And more\n     of them. */", 1);
        import.write(&text.replace("\"types\": {", "\n\n  \"types\": {"));
        let report = import.again();
        let written = import.text();
        let lines: Vec<&str> = written.lines().collect();
        for fact in report["facts"].as_array().expect("facts") {
            let path = fact["path"].as_array().expect("a path");
            let members = fact["members"].as_array().expect("members");
            let keys = if members.is_empty() { &path[path.len() - 1..] } else { &members[..] };
            let numbers = fact["lines"].as_array().expect("lines");
            assert_eq!(keys.len(), numbers.len(), "{fact}");
            for (key, line) in keys.iter().zip(numbers) {
                let line = usize::try_from(line.as_u64().expect("a number")).expect("a line");
                let is_absent = fact["kind"] == "key" && line == 1;
                assert!(
                    lines[line - 1].contains(&key.to_string()) || is_absent,
                    "{fact}: {}",
                    lines[line - 1]
                );
            }
        }
    }
}

#[test]
fn members_are_decided_one_by_one() {
    let import = Import::new(&[seed("003")]);
    let text = import.text();
    assert!(
        text.contains(
            "no sample tells whether null may stand here: `State`, `QualificationDate`, `CreateDate`"
        )
    );
    import.write(&text.replace("\"State\": \"State?\"", "\"State\": \"State\""));
    let report = import.again();
    let fact = open(&report).into_iter().find(|fact| fact["about"] == "Lead").expect("two are open");
    assert_eq!(fact["members"], serde_json::json!(["QualificationDate", "CreateDate"]));
    let text = import.text();
    assert!(
        text.contains("stand here: `QualificationDate`, `CreateDate`") && !text.contains("`State`, "),
        "{text}"
    );
}

#[test]
fn comments_of_a_person_stay() {
    let import = Import::new(&[seed("001")]);
    let text = import.text();
    let own = "// Ask Ann what the codes mean.";
    let edited = text.replace("\"outcome\": {", &format!("{own}\n      \"outcome\": {{ \"success\": [0],"));
    assert_ne!(edited, text);
    import.write(&edited);
    import.again();
    let written = import.text();
    assert!(written.contains(own), "{written}");
    assert!(!written.contains("which codes mean success"), "{written}");
}

#[test]
fn a_record_without_remarks_asks_nothing_anew() {
    for number in ["000", "001", "002", "003", "004"] {
        let import = Import::new(&[seed(number)]);
        let (text, file) = (import.text(), import.spec().join(".import.json"));
        let mut record: Value =
            serde_json::from_str(&fs::read_to_string(&file).expect("written")).expect("JSON");
        record.as_object_mut().expect("an object").remove("remarks").expect("there are remarks");
        fs::write(&file, record.to_string()).expect("written");
        let report = import.again();
        assert_eq!(import.text(), text);
        assert!(!open(&report).is_empty(), "what is open is still told: {report}");
    }
}
