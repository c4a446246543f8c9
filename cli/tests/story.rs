//! Two years of a service: its pages change, a person edits the spec, a namespace moves, an enum grows. At each step
//! `pull`, `breaking` and `generate` say what happened, and nothing that the person wrote is lost.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use crate::common::{printed, run};

/// The service as its authors have it. Its help page is what everybody else sees of it.
const SERVICE: &str = r#"{
  "version": 1, "name": "Shop", "module": "shop",
  "endpoints": {
    "POST api/orders": { "name": "create_order", "body": "Order", "response": "Order" },
    "GET api/orders/{id}": { "name": "get_order", "parameters": { "id": "int" }, "response": "Order" }
  },
  "types": {
    "Shop.Models.Order": { "members": { "Id": "int", "Customer": "string", "State": "State" } },
    "Shop.Models.State": { "enum": { "New": 0, "Sent": 1 } }
  }
}
"#;

const SPEC: &str = "specs/shop/api.json";

struct Story(tempfile::TempDir);

impl Story {
    fn folder(&self) -> &Path {
        self.0.path()
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder().join(path)).expect("a file")
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{from}: {text}");
        fs::write(self.folder().join(path), text.replace(from, to)).expect("a file");
    }

    /// The authors of the service change it, and its help page with it.
    fn service_changes(&self, edits: &[(&str, &str)]) {
        for (from, to) in edits {
            self.edit("service/api.json", from, to);
        }
        let pages = self.folder().join("pages");
        if pages.exists() {
            fs::remove_dir_all(&pages).expect("the pages");
        }
        printed(self.folder(), &["docs", "--spec", "service", "--out", "pages"], 0);
        // A page of ASP.NET carries no spec.
        fs::remove_dir_all(pages.join("-")).expect("what is beside the pages");
    }

    fn pull(&self, code: i32) -> String {
        printed(self.folder(), &["pull"], code)
    }

    /// Commits what is there under a tag.
    fn release(&self, tag: &str) {
        for args in [&["add", "--all"][..], &["commit", "--quiet", "--message", tag], &["tag", tag]] {
            let git = Command::new("git")
                .args(["-c", "user.name=A", "-c", "user.email=a@example.com"])
                .args(args)
                .current_dir(self.folder())
                .output();
            assert!(git.expect("git").status.success(), "{args:?}");
        }
    }

    /// Returns the changes since a release, as `CH401 Order.Note`, and the two next versions.
    fn changes_since(&self, tag: &str, audience: &str, code: i32) -> (BTreeSet<String>, [String; 2]) {
        let said = printed(
            self.folder(),
            &["breaking", "--against", tag, "--audience", audience, "--format", "json"],
            code,
        );
        let mut changes = BTreeSet::new();
        let mut versions = [String::new(), String::new()];
        for line in said.lines() {
            let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
            match line["code"].as_str() {
                Some(code) => {
                    let subject = line["subject"].as_str().unwrap_or_default();
                    let subject = subject.rsplit("Models.").next().unwrap_or(subject);
                    changes.insert(format!("{code} {subject}"));
                }
                None => {
                    versions = ["api", "crate"]
                        .map(|what| line[what]["bump"].as_str().unwrap_or_default().to_owned());
                }
            }
        }
        (changes, versions)
    }

    /// Everything that was generated is generated anew, and is as it should be.
    fn generate(&self) {
        printed(self.folder(), &["generate"], 0);
        printed(self.folder(), &["generate", "--check"], 0);
    }
}

fn set(changes: &[&str]) -> BTreeSet<String> {
    changes.iter().map(|change| (*change).to_owned()).collect()
}

#[test]
fn two_years_of_a_service() {
    let story = Story(tempfile::tempdir().expect("a folder"));
    fs::create_dir_all(story.folder().join("service")).expect("a folder");
    fs::write(story.folder().join("service/api.json"), SERVICE).expect("the service");
    fs::write(
        story.folder().join("datacontract.json"),
        r#"{ "specs": ["specs/*"], "output": "src/apis", "client": true, "server": true }"#,
    )
    .expect("the configuration");
    let git = Command::new("git").args(["init", "--quiet"]).current_dir(story.folder()).output();
    assert!(git.expect("git").status.success());

    // The first spring: the page is imported.
    story.service_changes(&[]);
    printed(story.folder(), &["import", "pages", "--into", "specs/shop"], 0);
    story.generate();
    story.release("v1");
    assert_eq!(run(story.folder(), &["pull", "--check"]).status.code(), Some(0));

    // A person writes down what no page says.
    story.edit(SPEC, r#""name": "create_order","#, r#""name": "place_order", "doc": "Places an order.","#);
    story.edit(SPEC, r#""Customer": "string""#, r#""Customer": { "type": "string", "secret": true }"#);
    let (changes, versions) = story.changes_since("v1", "json,xml,strict-xml", 0);
    let of_person = ["CH001 POST api/orders", "CH104 POST api/orders", "CH421 Order.Customer"];
    assert_eq!(changes, set(&of_person));
    assert_eq!(versions, ["patch", "major"]);

    // Summer: the service grows.
    story.service_changes(&[
        (r#""Sent": 1"#, r#""Sent": 1, "Lost": 2"#),
        (r#""State": "State" }"#, r#""State": "State", "Note": "string" }"#),
    ]);
    assert_eq!(run(story.folder(), &["pull", "--check"]).status.code(), Some(1));
    let said = story.pull(0);
    for expected in [
        "The service changed:",
        "Shop.Models.Order / members / Note: new",
        "Shop.Models.State / enum / Lost: new",
        "You edited:",
        "POST api/orders / doc: new",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    story.generate();
    let (changes, versions) = story.changes_since("v1", "strict-xml,clients", 1);
    let grown: Vec<&str> = [&of_person[..], &["CH401 Order.Note", "CH501 State.Lost"]].concat();
    assert_eq!(changes, set(&grown));
    assert_eq!(versions, ["major", "major"]);
    story.release("v2");

    // Winter: a class moves to another namespace. .NET's clients would find nothing in the documents any more.
    story.service_changes(&[
        ("Shop.Models.Order", "Shop.Contracts.Models.Order"),
        ("Shop.Models.State", "Shop.Contracts.Models.State"),
    ]);
    story.pull(0);
    story.generate();
    let (changes, versions) = story.changes_since("v2", "xml,strict-xml", 1);
    assert!(changes.contains("CH304 Order") && changes.contains("CH304 State"), "{changes:?}");
    assert_eq!(versions, ["major", "patch"]);
    // What the person wrote has moved with the class.
    let spec = story.read(SPEC);
    for expected in ["place_order", "Places an order.", r#""secret": true"#] {
        assert!(spec.contains(expected), "{expected}: {spec}");
    }
    story.release("v3");

    // The second spring: the person and the page change the same.
    story.edit(SPEC, r#""Places an order.""#, r#""Orders something.""#);
    story.service_changes(&[
        (
            r#""name": "create_order","#,
            r#""name": "create_order", "doc": "Takes an order, at last documented.","#,
        ),
        (r#""Note": "string""#, r#""Note": "string", "Total": "decimal""#),
    ]);
    let said = run(story.folder(), &["pull"]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let spec = story.read(SPEC);
    assert!(spec.contains("Orders something."), "{said}{spec}");
    assert!(spec.contains("at last documented"), "what the page says is told in place: {said}{spec}");
    let (changes, _) = story.changes_since("v3", "json,clients", 0);
    assert_eq!(changes, set(&["CH001 POST api/orders", "CH401 Order.Total"]));
    story.release("v4");

    // Autumn: an endpoint is switched off.
    story.service_changes(&[(
        r#",
    "GET api/orders/{id}": { "name": "get_order", "parameters": { "id": "int" }, "response": "Order" }"#,
        "",
    )]);
    let said = story.pull(0);
    assert!(said.contains("endpoints / GET api/orders/{id}: gone"), "{said}");
    story.generate();
    let (changes, versions) = story.changes_since("v4", "json,clients", 1);
    assert_eq!(changes, set(&["CH102 GET api/orders/{id}"]));
    assert_eq!(versions, ["major", "major"]);
    let spec = story.read(SPEC);
    for expected in ["place_order", "Orders something.", r#""secret": true"#] {
        assert!(spec.contains(expected), "{expected}: {spec}");
    }
}
