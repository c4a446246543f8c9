//! Commands that write files.

use crate::common::{files, printed, run};
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

#[test]
fn a_new_spec_is_proven_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let printed_by_init = printed(folder.path(), &["init", "--name", "Order \"service\" 2"], 0);
    assert!(printed_by_init.contains("next: cargo datacontract check"), "{printed_by_init}");
    let spec = &files(folder.path())["specs/order_service_2/api.json"];
    assert!(
        spec.contains(r#""name": "Order \"service\" 2""#) && spec.contains(r#""module": "order_service_2""#)
    );
    let said = printed(folder.path(), &["check"], 0);
    assert!(said.starts_with("proven "), "{said}");
    assert!(said.ends_with("1 spec, 1 endpoint: 1 proven; 4 samples reproduced\n"), "{said}");
}

#[test]
fn names_that_are_no_modules_do() {
    for (args, module) in [
        (&["init", "specs/my-leads"][..], "my_leads"),
        (&["init", "specs/x", "--name", "type"], "type_api"),
        (&["init", "specs/x", "--name", "2 Go!"], "_2_go"),
        (&["init", "specs/x", "--name", "Ärzte"], "ärzte"),
        (&["init"], "example"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        printed(folder.path(), args, 0);
        let files = files(folder.path());
        let (_, spec) = files.iter().find(|(name, _)| name.ends_with("api.json")).expect("a spec");
        assert!(spec.contains(&format!("\"module\": \"{module}\"")), "{args:?}: {spec}");
        printed(folder.path(), &["check"], 0);
    }
}

#[test]
fn nothing_is_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("a/samples")).expect("a folder");
    fs::write(folder.path().join("a/samples/CreateOrder.request.xml"), "mine").expect("a file");
    let before = files(folder.path());
    let said = printed(folder.path(), &["init", "a"], 2);
    assert!(said.contains("is there already"), "{said}");
    assert_eq!(files(folder.path()), before);
}

/// The project's own folder is a spec's folder like others, however it is named and from wherever the project
/// is used.
#[test]
fn a_spec_beside_the_configuration() {
    for pattern in [".", "./", "./.", "", "specs/.."] {
        let folder = tempfile::tempdir().expect("a folder");
        let project = folder.path().join("project");
        fs::create_dir_all(project.join("specs")).expect("a folder");
        printed(&project, &["init", "."], 0);
        let config = format!(r#"{{ "specs": ["{pattern}"], "output": "src/apis" }}"#);
        fs::write(project.join("datacontract.json"), config).expect("a file");
        if pattern.is_empty() {
            let said = printed(&project, &["generate"], 1);
            assert!(said.contains("DC"), "{said}");
            continue;
        }
        let said = printed(&project, &["generate"], 0);
        let module = files(&project).into_iter().find(|(name, _)| name == "src/apis/project.rs");
        let (_, module) = module.unwrap_or_else(|| panic!("{pattern:?}: no module: {said}"));
        if pattern != "specs/.." {
            assert!(module.contains("from api.json"), "{pattern:?}: {}", &module[..200.min(module.len())]);
        }
        printed(&project, &["generate", "--check"], 0);
        printed(&project, &["check"], 0);
        printed(folder.path(), &["generate", "--check", "--config", "project/datacontract.json"], 0);
    }
}

/// A project with one spec.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    printed(folder.path(), &["init", "specs/orders"], 0);
    let config = r#"{ "specs": ["specs/*"], "output": "generated", "crate": { "name": "my-apis" } }"#;
    fs::write(folder.path().join("datacontract.json"), config).expect("a file");
    folder
}

#[test]
fn generated_files_are_kept_up_to_date() {
    let folder = project();
    let path = folder.path();
    let said = printed(path, &["generate", "--dry-run"], 0);
    assert!(said.contains("would create generated"), "{said}");
    assert!(!path.join("generated").exists());
    assert!(printed(path, &["generate", "--diff"], 0).contains("+++ b/generated/src/orders.rs"));

    printed(path, &["generate"], 0);
    let first = files(path);
    assert!(first["generated/src/orders.rs"].contains("@generated"));
    assert!(printed(path, &["generate"], 0).ends_with("files are up to date\n"));
    assert_eq!(files(path), first, "generating twice gives the same bytes");
    printed(path, &["generate", "--check"], 0);
}

/// With a target folder to keep in what was done.
#[test]
fn what_has_not_changed_is_not_done_again() {
    let folder = project();
    let path = folder.path();
    let spec = path.join("specs/orders/api.json");
    let text = fs::read_to_string(&spec).expect("a file");
    // A type that no endpoint leads to.
    let types = "\"types\": {";
    assert!(text.contains(types));
    fs::write(&spec, text.replace(types, &format!("{types} \"Unused\": {{ \"members\": {{}} }},")))
        .expect("a file");
    fs::write(path.join("Cargo.lock"), "").expect("a file");
    fs::create_dir(path.join("target")).expect("a folder");
    let said = printed(path, &["generate"], 0);
    assert!(said.contains("warning[DC113]") && said.contains("created generated"), "{said}");
    let first = files(path);
    let modified =
        || fs::metadata(path.join("generated/src/orders.rs")).and_then(|file| file.modified()).ok();
    let before = modified();

    let said = printed(path, &["generate"], 0);
    assert!(said.contains("nothing has changed: 4 files are up to date"), "{said}");
    assert!(said.contains("warning[DC113]"), "{said}");
    assert_eq!((files(path), modified()), (first.clone(), before));
    // What only looks does not trust what is kept.
    assert!(!printed(path, &["generate", "--check"], 0).contains("nothing has changed"));

    // Nor does it hide what was edited or deleted since.
    let module = path.join("generated/src/orders.rs");
    fs::write(&module, first["generated/src/orders.rs"].replacen("pub struct", "pub  struct", 1))
        .expect("a file");
    printed(path, &["generate", "--check"], 1);
    assert!(printed(path, &["generate"], 1).contains("was changed since it was generated"));
    fs::remove_file(&module).expect("a file");
    assert!(printed(path, &["generate"], 0).contains("created generated"));
    assert_eq!(files(path), first);
    fs::remove_file(path.join("datacontract.json.lock")).expect("a file");
    assert!(printed(path, &["generate"], 0).contains("created datacontract.json.lock"));
    assert_eq!(files(path), first);

    assert!(printed(path, &["generate"], 0).contains("nothing has changed"));
    fs::remove_dir_all(path.join("target")).expect("a folder");
    assert!(!printed(path, &["generate"], 0).contains("nothing has changed"));
}

#[test]
fn stale_files_are_found() {
    let folder = project();
    let path = folder.path();
    printed(path, &["generate"], 0);
    let (module, root) = (path.join("generated/src/orders.rs"), path.join("generated/src/lib.rs"));

    let spec = path.join("specs/orders/api.json");
    let text = fs::read_to_string(&spec).expect("a file");
    fs::write(&spec, text.replacen("\"name\": \"orders\"", "\"name\": \"Old orders\"", 1)).expect("a file");
    let said = printed(path, &["generate", "--check"], 1);
    assert!(said.contains("+//! Old orders") && said.contains("+++ b/datacontract.json.lock"), "{said}");
    printed(path, &["generate"], 0);

    fs::remove_file(&module).expect("a file");
    fs::remove_file(&root).expect("a file");
    let said = printed(path, &["generate", "--check"], 1);
    assert!(said.contains("2 files are stale") && said.contains("+++ b/generated/src/lib.rs"), "{said}");

    let said = printed(path, &["generate"], 0);
    assert!(said.contains("created generated"), "{said}");
    printed(path, &["generate", "--check"], 0);

    // A spec that is gone takes its file with it.
    printed(path, &["init", "specs/more"], 0);
    printed(path, &["generate"], 0);
    fs::remove_dir_all(path.join("specs/more")).expect("a folder");
    assert!(printed(path, &["generate", "--check"], 1).contains("--- a/generated/src/more.rs"));
    let said = printed(path, &["generate"], 0);
    assert!(said.contains("removed generated"), "{said}");
    assert!(!path.join("generated/src/more.rs").exists());
}

#[test]
fn nothing_is_generated_from_a_wrong_spec() {
    let folder = project();
    let spec = folder.path().join("specs/orders/api.json");
    let text = fs::read_to_string(&spec).expect("a file");
    fs::write(&spec, text.replace("\"body\": \"Order\"", "\"body\": \"Oder\"")).expect("a file");
    let said = printed(folder.path(), &["generate"], 1);
    assert!(said.contains("error[DC102]") && said.contains("did you mean `Order`?"), "{said}");
    assert!(!folder.path().join("generated").exists());
}

/// `check` reads what `datacontract.json` names.
#[test]
fn the_project_says_what_is_checked() {
    let folder = project();
    printed(folder.path(), &["init", "elsewhere/more"], 0);
    assert!(printed(folder.path(), &["check"], 0).contains("1 spec, 1 endpoint"));
    fs::write(
        folder.path().join("datacontract.json"),
        r#"{"specs": ["elsewhere/*", "no/*"], "output": "a"}"#,
    )
    .expect("a file");
    let said = printed(folder.path(), &["check"], 1);
    assert!(said.contains("`no/*`") && said.contains("1 spec, 1 endpoint"), "{said}");
}

#[test]
fn programs_get_one_object_a_line() {
    let output = run(Path::new("tests/fixtures"), &["check", "--format", "json", "differs", "broken"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stderr.is_empty());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    let codes: Vec<&str> = lines.iter().filter_map(|line| line["code"].as_str()).collect();
    assert_eq!(codes, ["DC502", "DC502", "DC102"]);
    assert_eq!(
        (&lines[0]["file"], &lines[0]["line"], &lines[0]["column"]),
        (&"differs/samples/Lead.request.json".into(), &3.into(), &13.into())
    );
    let endpoint = lines.iter().find(|line| !line["verdict"].is_null()).expect("an endpoint");
    let expected = serde_json::json!({
        "endpoint": "POST api/leads",
        "verdict": "failed",
        "request": { "json": "failed", "xml": "failed" },
        "response": { "json": "reproduced", "xml": "missing" },
    });
    assert_eq!(*endpoint, expected);
}

/// Whoever reads only the beginning closes the pipe: that is no reason to panic.
#[test]
fn a_closed_pipe_is_no_error() {
    let folder = tempfile::tempdir().expect("a folder");
    for args in [&["schema"][..], &["explain"], &["--help"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"))
            .args(args)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the command's output");
        assert!(output.stderr.is_empty(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
