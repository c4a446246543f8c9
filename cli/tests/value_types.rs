//! The Rust types of .NET's built-in types: where they are chosen, and what is said of what they lose.

use crate::common::{files, printed, run};
use std::{fs, path::Path};

const SPEC: &str = r#"{
  "version": 1,
  "name": "Shop",
  "module": "shop",
  "endpoints": {
    "GET api/order": { "response": "Order", "samples": { "response": { "json": "order.json", "xml": "order.xml" } } }
  },
  "types": { "Shop.Order": { "members": { "Id": "Guid", "At": "DateTime" } } }
}
"#;

const JSON: &str = r#"{"Id": "00112233-4455-6677-8899-aabbccddeeff", "At": "2024-10-15T05:29:19+02:00"}"#;
const XML: &str = "<Order xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns=\"http://schemas.datacontract.org/2004/07/Shop\"><At>2024-10-15T05:29:19+02:00</At><Id>00112233-4455-6677-8899-aabbccddeeff</Id></Order>";

/// Makes a project whose configuration and whose spec choose types.
fn project(folder: &Path, of_project: &str, of_spec: &str) {
    fs::create_dir_all(folder.join("specs/shop/samples")).expect("a folder");
    let config = format!(
        "{{\n  \"specs\": [\"specs/*\"],\n  \"output\": \"out\",\n  \"crate\": {{ \"name\": \"apis\" }},\n  \"rust\": {of_project}\n}}"
    );
    let spec = SPEC.replace("\"types\"", &format!("\"rust\": {of_spec},\n  \"types\""));
    for (name, text) in [
        ("datacontract.json", config.as_str()),
        ("specs/shop/api.json", &spec),
        ("specs/shop/samples/order.json", JSON),
        ("specs/shop/samples/order.xml", XML),
    ] {
        fs::write(folder.join(name), text).expect("a file");
    }
}

#[test]
fn a_project_chooses_for_its_specs() {
    let folder = tempfile::tempdir().expect("a folder");
    project(folder.path(), r#"{ "DateTime": "jiff::Timestamp", "Guid": "uuid" }"#, "{}");
    printed(folder.path(), &["generate"], 0);
    let files = files(folder.path());
    let module = &files["out/src/shop.rs"];
    assert!(module.contains("pub id: ::datacontract::types::uuid::Uuid,"), "{module}");
    assert!(module.contains("pub at: ::datacontract::types::jiff::Timestamp,"), "{module}");
    assert!(
        module.contains("//! - `DateTime` is `jiff::Timestamp`, an instant, written in UTC:"),
        "{module}"
    );
    // Nothing but the runtime's features is needed.
    let manifest = &files["out/Cargo.toml"];
    assert!(manifest.contains("\", features = [\"jiff\", \"uuid\"] }"), "{manifest}");
}

/// What a spec says of itself counts more than what is said of all.
#[test]
fn a_spec_chooses_for_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let of_project = r#"{ "DateTime": "jiff::Timestamp", "Guid": "uuid" }"#;
    project(
        folder.path(),
        of_project,
        r#"{ "DateTime": "clr::DateTime", "Order.Id": "std::string::String" }"#,
    );
    let said = run(folder.path(), &["generate"]);
    let said = String::from_utf8_lossy(&said.stderr);
    assert_eq!(said, "");
    let files = files(folder.path());
    let module = &files["out/src/shop.rs"];
    assert!(module.contains("pub at: ::datacontract::clr::DateTime,"), "{module}");
    assert!(module.contains("pub id: std::string::String,"), "{module}");
}

/// Both commands name the samples that do not come back, and neither calls them proven.
#[test]
fn losses_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    project(folder.path(), r#"{ "DateTime": "chrono::DateTime<Utc>" }"#, "{}");
    for args in [&["check"][..], &["check", "specs/shop"], &["generate"], &["generate", "--check"]] {
        let output = run(folder.path(), args);
        let (out, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{args:?}: {said}");
        assert_eq!(said.matches("warning[DC505]").count(), 2, "{args:?}: {said}");
        assert!(said.contains("specs/shop/samples/order.json:1:"), "{args:?}: {said}");
        if args[0] == "check" {
            assert!(out.starts_with("partly "), "{out}");
            assert!(out.contains("response (json xml changed by the Rust types)"), "{out}");
            assert!(
                out.contains("1 partly; 0 samples reproduced, 2 changed by the Rust types; 2 warnings"),
                "{out}"
            );
        }
    }
    // What is up to date is told with what was said before.
    let output = run(folder.path(), &["generate"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("DC505"));
}

/// Code that could not read its own samples is not written.
#[test]
fn samples_that_are_not_read_are_errors() {
    let folder = tempfile::tempdir().expect("a folder");
    project(folder.path(), r#"{ "DateTime": "time::PrimitiveDateTime" }"#, "{}");
    for command in ["check", "generate"] {
        let output = run(folder.path(), &[command]);
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            said.contains(
                "error[DC505]: generated code cannot read the sample: `At` is no `time::PrimitiveDateTime`"
            ),
            "{said}"
        );
    }
    assert!(!folder.path().join("out").exists());
}

#[test]
fn choices_that_do_not_fit_are_errors_at_their_place() {
    for (of_project, place, said) in [
        (r#"{ "Guid": "chrono" }"#, "datacontract.json:5:22", "write one of `uuid::Uuid` and `clr::Guid`"),
        (r#"{ "DateTime": "jiff" }"#, "datacontract.json:5:26", "`jiff::Timestamp`, `jiff::civil::DateTime`"),
        (r#"{ "Order.Id": "uuid" }"#, "datacontract.json:5:14", "stands in `rust` of its spec"),
        (r#"{ "int": "i64" }"#, "datacontract.json:5:21", "`int` has one Rust type"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        project(folder.path(), of_project, "{}");
        let output = run(folder.path(), &["generate"]);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{errors}");
        assert!(errors.contains(place) && errors.contains(said), "{errors}");
    }
}
