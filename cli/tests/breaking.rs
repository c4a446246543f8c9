//! `breaking`: what has changed between two states of specs.

use std::{fs, path::Path, process::Command};

use crate::common::{printed, run};

const BEFORE: &str = r#"{
  "version": 1, "name": "Shop", "module": "shop", "apiVersion": "1.4.0",
  "endpoints": { "POST api/orders": { "name": "create_order", "body": "Order", "response": "Order" } },
  "types": { "Shop.Order": { "members": { "Id": "int", "Note": "string" } } }
}
"#;

/// A repository of git with one spec, whose first state is committed under the tag `v1`.
struct Repository(tempfile::TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().expect("a folder"));
        repository.write("specs/shop/api.json", BEFORE);
        repository.git(&["init", "--quiet"]);
        repository.commit("v1");
        repository
    }

    fn folder(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn edit(&self, from: &str, to: &str) {
        let path = self.folder().join("specs/shop/api.json");
        let text = fs::read_to_string(path).expect("the spec");
        assert!(text.contains(from), "{text}");
        self.write("specs/shop/api.json", &text.replace(from, to));
    }

    fn git(&self, args: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.com"])
            .args(args)
            .current_dir(self.folder())
            .output()
            .expect("git");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn commit(&self, tag: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", tag]);
        self.git(&["tag", tag]);
    }

    fn breaking(&self, args: &[&str], code: i32) -> String {
        printed(self.folder(), &[&["breaking"], args].concat(), code)
    }
}

#[test]
fn a_revision_is_compared_with_what_is_there() {
    let repository = Repository::new();
    assert_eq!(repository.breaking(&["--against", "v1"], 0), "specs/shop: nothing has changed\n");
    repository.edit(r#", "Note": "string""#, "");
    let said = repository.breaking(&["--against", "v1"], 1);
    assert!(said.contains("breaks  CH403  Shop.Order.Note: the member is gone: `string`"), "{said}");
    assert!(said.contains("was at specs/shop/api.json@v1:4:57"), "{said}");
    assert!(said.contains("in Rust: the field `Order.note` is gone"), "{said}");
    assert!(said.contains("next version of the API: 2.0.0 (major; it was 1.4.0)"), "{said}");
}

#[test]
fn a_version_that_was_raised_too_little_is_named() {
    let repository = Repository::new();
    repository.edit(r#", "Note": "string""#, "");
    repository.edit("1.4.0", "1.5.0");
    let said = repository.breaking(&["--against", "v1"], 1);
    assert!(
        said.contains("next version of the API: 2.0.0 (major; it was 1.4.0, and is 1.5.0 now)"),
        "{said}"
    );
}

#[test]
fn what_breaks_nobody_is_good() {
    let repository = Repository::new();
    repository.edit(r#""response": "Order""#, r#""response": "Order", "doc": "Takes an order.""#);
    let said = repository.breaking(&["--against", "v1"], 0);
    assert!(said.contains("1 change: 1 safe"), "{said}");
    assert!(said.contains("next version of the API: 1.4.1 (patch"), "{said}");
}

#[test]
fn audiences_can_be_chosen() {
    let repository = Repository::new();
    repository
        .edit(r#""Shop.Order": { "members": { "Id""#, r#""Shop.Order": { "members": { "More": "int?", "Id""#);
    // Literals of the struct no longer compile; on the wire nobody notices.
    repository.breaking(&["--against", "v1"], 1);
    repository.breaking(&["--against", "v1", "--audience", "rust"], 1);
    repository.breaking(&["--against", "v1", "--audience", "json,xml,strict-xml"], 0);
    repository.breaking(&["--against", "v1", "--audience", "strict-xml,clients"], 0);
}

#[test]
fn a_request_that_may_be_null_breaks_no_caller_and_a_response_does() {
    let repository = Repository::new();
    let wire_of_clients = ["--against", "v1", "--audience", "json,clients"];
    repository.edit(r#""body": "Order""#, r#""body": "Order?""#);
    repository.breaking(&wire_of_clients, 0);
    repository.edit(r#""response": "Order""#, r#""response": "Order?""#);
    repository.breaking(&wire_of_clients, 1);
}

#[test]
fn a_folder_and_a_file_are_states_too() {
    let repository = Repository::new();
    repository.write("old/shop/api.json", BEFORE);
    repository.edit(r#""int""#, r#""long""#);
    for (against, spec) in
        [("old", "specs/shop"), ("old/shop", "specs/shop"), ("old/shop/api.json", "specs/shop/api.json")]
    {
        let said = repository.breaking(&["--against", against, spec], 1);
        assert!(said.contains("CH406"), "{against}: {said}");
    }
    let said = repository.breaking(&["--against", "old"], 1);
    assert!(said.contains("CH406"), "{said}");
}

#[test]
fn specs_that_come_and_go_are_named() {
    let repository = Repository::new();
    repository.write("specs/other/api.json", &BEFORE.replace("shop", "other"));
    let said = repository.breaking(&["--against", "v1"], 0);
    assert!(said.contains("CH016"), "{said}");
    repository.commit("v2");
    fs::remove_dir_all(repository.folder().join("specs/other")).expect("the folder");
    let said = repository.breaking(&["--against", "v2"], 1);
    assert!(said.contains("CH017") && said.contains("specs/other/api.json@v2"), "{said}");
}

#[test]
fn what_is_meant_is_no_finding() {
    let repository = Repository::new();
    repository.edit(r#", "Note": "string""#, "");
    repository.write(
        "specs/shop/breaking.json",
        r#"{ "ignore": [{ "code": "CH403", "subject": "Shop.Order.*", "reason": "nobody reads it" }] }"#,
    );
    let said = repository.breaking(&["--against", "v1"], 0);
    assert!(said.contains("meant: nobody reads it"), "{said}");
    repository.write("specs/shop/breaking.json", r#"{ "ignore": [{ "code": "CH403" }] }"#);
    let said = repository.breaking(&["--against", "v1"], 2);
    assert!(said.contains("has no `reason`"), "{said}");
}

#[test]
fn programs_read_it_too() {
    let repository = Repository::new();
    repository.edit(r#", "Note": "string""#, "");
    let json = repository.breaking(&["--against", "v1", "--format", "json"], 1);
    let lines: Vec<serde_json::Value> =
        json.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines[0]["code"], "CH403");
    assert_eq!(lines[0]["verdicts"]["json"]["clients"], "breaks");
    assert_eq!(lines[0]["before"]["line"], 4);
    assert_eq!(lines[1]["api"]["next"], "2.0.0");
    let github = repository.breaking(&["--against", "v1", "--format", "github"], 1);
    assert!(github.starts_with("::error file=specs/shop/api.json,line=4,"), "{github}");
    let junit = repository.breaking(&["--against", "v1", "--format", "junit"], 1);
    assert!(junit.contains("<testsuite name=\"specs/shop\" tests=\"1\" failures=\"1\">"), "{junit}");
    let markdown = repository.breaking(&["--against", "v1", "--format", "markdown"], 1);
    assert!(
        markdown.contains("### Breaking\n\n- **Shop.Order.Note**: the member is gone: `string` (CH403"),
        "{markdown}"
    );
}

#[test]
fn the_repository_is_that_of_the_spec() {
    let repository = Repository::new();
    repository.edit(r#", "Note": "string""#, "");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let spec = repository.folder().join("specs/shop");
    let spec = spec.to_str().expect("a path");
    printed(elsewhere.path(), &["breaking", "--against", "v1", spec], 1);
    printed(&repository.folder().join("specs/shop"), &["breaking", "--against", "v1", "."], 1);
    printed(&repository.folder().join("specs"), &["breaking", "--against", "v1", "shop/api.json"], 1);
}

#[test]
fn wrong_usage_is_no_finding() {
    let repository = Repository::new();
    for args in [
        &["--against", "no-such-revision"][..],
        &["--against", "v1", "specs/none"],
        &["--against", "--evil"],
        &[],
    ] {
        repository.breaking(args, 2);
    }
    repository.edit("\"int\"", "\"nit\"");
    let said = repository.breaking(&["--against", "v1"], 2);
    assert!(said.contains("has errors, so that it cannot be compared"), "{said}");
}

#[test]
fn check_compares_in_one_line() {
    let repository = Repository::new();
    printed(repository.folder(), &["check", "--against", "v1"], 0);
    repository.edit(r#""int""#, r#""string""#);
    let said = printed(repository.folder(), &["check", "--against", "v1", "--format", "github"], 1);
    assert!(said.contains("::error file=specs/shop/api.json"), "{said}");
}

#[test]
fn the_difference_of_generated_code_names_what_breaks() {
    let repository = Repository::new();
    repository.write("datacontract.json", r#"{ "specs": ["specs/*"], "output": "src/apis" }"#);
    printed(repository.folder(), &["generate"], 0);
    repository.edit(r#", "Note": "string""#, "");
    let output = run(repository.folder(), &["generate", "--diff"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("1 breaking change for code that uses what is generated"), "{said}");
    assert!(said.contains("the field `Order.note` is gone"), "{said}");
}
