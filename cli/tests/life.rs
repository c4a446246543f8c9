//! The commands that keep specs in order, and `generate --watch`.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read, Write as _},
    process::{Child, Command, Output, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use crate::common::project::Project;

const SHOP: &str = r#"{
  "version": 1,
  "name": "Shop",
  "module": "shop",
  "endpoints": {
    // open: no sample tells whether the
    // order may be missing
    "GET api/orders/{id}": { "parameters": { "id": "int" }, "response": "Order" }
  },
  "types": {
    "Shop.Order": {
      "members": {
        // inferred: a guess
        "State": { "type": "State" },
        // conflict: the pages have type: "int" now
        "Id": { "type": "long" }
      }
    },
    "Shop.State": { "enum": { "New": 0, "Value1": 1 } },
    "Shop.Special": { "base": "Order", "members": { "Why": "string" } },
    "Shop.Lost": { "members": { "Left": "Left" } },
    "Shop.Left": { "members": { "Id": "int" } }
  }
}
"#;

fn run(project: &Project, args: &[&str]) -> Output {
    crate::common::run(project.folder(), args)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn shop(config: &str) -> Project {
    let project = Project::new(config);
    project.write("specs/models/api.json", SHOP);
    project
}

/// The codes of what `lint` finds, and the places.
fn linted(project: &Project, args: &[&str]) -> (Option<i32>, Vec<(String, u64)>) {
    let output = run(project, &[&["lint", "--format", "json"], args].concat());
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let findings = text.lines().map(|line| {
        let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        (value["code"].as_str().unwrap_or_default().to_owned(), value["line"].as_u64().unwrap_or_default())
    });
    (output.status.code(), findings.collect())
}

#[test]
fn lint_finds_what_is_worth_a_look() {
    let project = shop(r#""output": "src""#);
    let all = [("DC802", 6), ("DC803", 8), ("DC801", 15), ("DC805", 19), ("DC804", 21), ("DC804", 22)];
    let all: Vec<(String, u64)> = all.map(|(code, line)| (code.to_owned(), line)).into();
    assert_eq!(linted(&project, &[]), (Some(1), all.clone()));
    let text = said(&run(&project, &["lint"]));
    for expected in
        ["no sample tells whether the order may be missing", "no endpoint leads to `Shop.Lost`", "6 findings"]
    {
        assert!(text.contains(expected), "{expected}: {text}");
    }

    // A rule is switched by its name, in the configuration and on the command line.
    project.configure(
        "datacontract.json",
        r#""output": "src", "lint": { "open-facts": false, "missing-docs": true }"#,
    );
    let (_, found) = linted(&project, &["--off", "missing-docs", "--off", "unused-types"]);
    let left: Vec<&str> = found.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(left, ["DC803", "DC801", "DC805"]);
    assert!(linted(&project, &[]).1.iter().any(|(code, _)| code == "DC806"));
    let off: Vec<&str> =
        ["conflicts", "endpoints-without-samples", "unused-types", "unnamed-enums", "missing-docs"]
            .iter()
            .flat_map(|rule| ["--off", *rule])
            .collect();
    assert_eq!(linted(&project, &off), (Some(0), Vec::new()));

    let unknown = run(&project, &["lint", "--on", "typos"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(said(&unknown).contains("unused-types"), "{}", said(&unknown));
    project.configure("datacontract.json", r#""output": "src", "lint": { "unused-type": false }"#);
    let unknown = run(&project, &["lint"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(said(&unknown).contains("unused-types"), "{}", said(&unknown));
}

/// A list without an element around it has no end that is known before the document's.
#[test]
fn lint_finds_lists_that_cannot_be_read_item_by_item() {
    let project = Project::new(r#""output": "src", "lint": { "endpoints-without-samples": false }"#);
    let spec = r#"{
      "version": 1, "name": "Shop", "module": "shop", "xml": { "serializer": "xmlSerializer" },
      "endpoints": {
        "GET api/flat": { "response": "Flat" },
        "GET api/flat/again": { "response": "Flat" },
        "GET api/derived": { "response": "Derived" },
        "GET api/wrapped": { "response": "Wrapped" },
        "GET api/two": { "response": "Two" },
        "POST api/sent": { "body": "Sent" }
      },
      "types": {
        "Shop.Flat": { "members": { "Orders": { "type": "List<int>", "xml": { "xmlElement": "order" } } } },
        "Shop.Base": { "members": { "Ids": { "type": "Ids", "xml": { "xmlElement": true } } } },
        "Shop.Ids": { "collection": "int" },
        "Shop.Derived": { "base": "Base", "members": { "Total": "int" } },
        "Shop.Wrapped": { "members": { "Orders": { "type": "int[]", "xml": { "xmlArrayItem": "order" } } } },
        "Shop.Two": { "members": { "A": { "type": "int[]", "xml": { "xmlElement": "a" } }, "B": "int[]" } },
        "Shop.Sent": { "members": { "Orders": { "type": "List<int>", "xml": { "xmlElement": "order" } } } }
      }
    }"#;
    project.write("specs/models/api.json", spec);
    let text = said(&run(&project, &["lint"]));
    for expected in ["`Orders` of `Flat` cannot", "`Ids` of `Derived` cannot", "`paging`", "2 findings"] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert_eq!(linted(&project, &["--off", "flat-lists"]), (Some(0), Vec::new()));
}

#[test]
fn stats_count_what_is_proven_inferred_and_open() {
    let project = shop(r#""output": "src""#);
    let text = said(&run(&project, &["stats"]));
    assert!(
        text.contains("unproven  GET api/orders/{id}  0 of 0 samples; 1 open, 1 inferred, 1 conflicts"),
        "{text}"
    );
    let output = run(&project, &["stats", "specs/models", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(value["uncertain"], serde_json::json!({ "open": 1, "inferred": 1, "conflicts": 1 }));
    assert_eq!(value["verdicts"]["unproven"], 1);
    assert_eq!((&value["types"], &value["members"]), (&5.into(), &7.into()));
}

#[test]
fn fmt_changes_white_space_alone() {
    let project = shop(r#""output": "src""#);
    let file = "specs/models/api.json";
    assert!(run(&project, &["fmt", "--check"]).status.success());
    assert_eq!(project.read(file), SHOP);
    let messy = SHOP.replace("  ", " ").replace("\": ", "\" :").replace("{ ", "{");
    project.write(file, &messy);
    let check = run(&project, &["fmt", "--check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(said(&check).contains("cargo datacontract fmt"), "{}", said(&check));
    assert_eq!(project.read(file), messy);
    assert!(run(&project, &["fmt"]).status.success());
    assert_eq!(project.read(file), SHOP);

    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"))
        .args(["fmt", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command runs");
    child.stdin.take().expect("piped").write_all(messy.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stdout), SHOP);

    let broken = messy.replacen('{', "[", 1);
    project.write(file, &broken);
    let output = run(&project, &["fmt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("DC002"), "{}", said(&output));
    assert_eq!(project.read(file), broken);
}

#[test]
fn upgrade_knows_the_versions() {
    let project = shop(r#""output": "src""#);
    let output = run(&project, &["upgrade"]);
    assert!(output.status.success() && said(&output).contains("nothing to do"), "{}", said(&output));
    project.edit("specs/models/api.json", "\"version\": 1", "\"version\": 2");
    let output = run(&project, &["upgrade"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("DC009"), "{}", said(&output));
}

/// `generate --watch`, which ends with the test.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(project: &Project) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"))
            .args(["generate", "--watch"])
            .current_dir(project.folder())
            .env_remove("CARGO_TARGET_DIR")
            .env_remove("CARGO_BUILD_TARGET_DIR")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs");
        let (sender, lines) = channel();
        let streams: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().expect("piped")), Box::new(child.stderr.take().expect("piped"))];
        for stream in streams {
            let sender = sender.clone();
            thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        let watch = Self { child, lines };
        watch.until("watching 1 spec");
        watch
    }

    /// Waits for a line, and returns how long that took.
    fn until(&self, expected: &str) -> Duration {
        let begun = Instant::now();
        let mut seen = Vec::new();
        loop {
            let Ok(line) = self.lines.recv_timeout(Duration::from_secs(20)) else {
                panic!("no `{expected}` in {seen:?}")
            };
            if line.contains(expected) {
                return begun.elapsed();
            }
            seen.push(line);
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn watch_generates_after_each_save() {
    let project = Project::new(r#""output": "src/apis""#);
    let watch = Watch::start(&project);
    let generated = || project.read("src/apis/models.rs");
    assert!(generated().contains("i32"));

    project.edit("specs/models/api.json", "\"int\"", "\"long\"");
    let mut times = vec![watch.until("updated src/apis/models.rs")];
    watch.until("watching");
    assert!(generated().contains("i64"));

    // An editor that writes another file and puts it in the place.
    let text = project.read("specs/models/api.json");
    project.write("specs/models/.api.json.swp", &text.replace("\"long\"", "\"lang\""));
    fs::rename(project.path("specs/models/.api.json.swp"), project.path("specs/models/api.json"))
        .expect("renamed");
    // It goes to standard error, which may come before or after the next line of standard output.
    times.push(watch.until("unknown type"));
    assert!(generated().contains("i64"), "what stood there stays until the spec is mended");
    project.write("specs/models/api.json", &text.replace("\"long\"", "\"string\""));
    times.push(watch.until("updated src/apis/models.rs"));
    watch.until("watching");

    // Specs come and go.
    project.spec("others", "int");
    watch.until("created src/apis/others.rs");
    watch.until("watching 2 specs");
    project.edit("specs/others/api.json", "\"int\"", "\"long\"");
    times.push(watch.until("updated src/apis/others.rs"));
    watch.until("watching");
    fs::remove_dir_all(project.path("specs/others")).expect("removed");
    watch.until("removed src/apis/others.rs");
    watch.until("watching 1 spec");
    println!("from save to message: {times:?}");
}
