//! `generate` owns what it wrote, as it wrote it, and nothing else.

use std::fs;

use crate::common::printed;
use crate::common::project::{Project, RECORD};

const MODULE: &str = r#""output": "src""#;
const CRATE: &str = r#""output": "generated", "crate": { "name": "shop-apis" }"#;

#[test]
fn a_module_written_by_hand_is_not_overwritten() {
    let project = Project::new(MODULE);
    project.write("src/models.rs", "// Mine.\n");
    let said = project.is_refused(&[]);
    assert!(said.contains("1 file stands in the way, so nothing is written:\n"), "{said}");
    assert!(said.contains("`src/models.rs` is not known to be generated\n"), "{said}");
    assert!(said.contains("--force") && said.contains("docs/guide/generated-files.md"), "{said}");
}

#[test]
fn a_crate_written_by_hand_is_not_overwritten() {
    let project = Project::new(r#""output": ".", "crate": { "name": "shop-apis" }"#);
    for path in ["Cargo.toml", "README.md", "src/lib.rs"] {
        project.write(path, "mine");
    }
    let said = project.is_refused(&[]);
    for path in ["./Cargo.toml", "./README.md", "./src/lib.rs"] {
        assert!(said.contains(&format!("`{path}` is not known to be generated")), "{said}");
    }
    assert!(said.contains("3 files stand in the way"), "{said}");
}

#[test]
fn what_is_in_the_way_is_overwritten_by_force() {
    let project = Project::new(MODULE);
    project.write("src/models.rs", "// Mine.\n");
    let shown = project.generate(&["--force", "--diff"], 0);
    assert!(shown.contains("-// Mine.\n"), "{shown}");
    assert_eq!(project.read("src/models.rs"), "// Mine.\n");
    assert!(project.generate(&["--force", "--dry-run"], 0).contains("would update src/models.rs"));
    assert!(project.generate(&["--force"], 0).contains("updated src/models.rs"));
    project.generate(&["--check"], 0);
}

#[test]
fn a_file_edited_by_hand_is_not_overwritten() {
    let project = Project::new(CRATE);
    project.generate(&[], 0);
    project.edit("generated/src/models.rs", "pub struct", "/* Mine. */ pub struct");
    assert!(
        project.is_refused(&[]).contains("`generated/src/models.rs` was changed since it was generated\n")
    );
    // Whether there is something new for it or not.
    project.spec("models", "long");
    assert!(project.is_refused(&[]).contains("`generated/src/models.rs` was changed since"));
    // The edit that is taken back is none.
    project.edit("generated/src/models.rs", "/* Mine. */ ", "");
    project.generate(&[], 0);
    assert!(project.read("generated/src/models.rs").contains("i64"));
}

#[test]
fn only_what_the_last_run_wrote_is_removed() {
    let project = Project::new(CRATE);
    project.spec("orders", "int");
    project.generate(&[], 0);
    let orders = project.read("generated/src/orders.rs");
    project.write("generated/src/mine.rs", &orders);
    project.write("generated/src/orders/mine.rs", &orders);
    fs::remove_dir_all(project.path("specs/orders")).expect("a folder");
    let said = project.generate(&[], 0);
    assert!(said.contains("removed generated/src/orders.rs") && !said.contains("mine.rs"), "{said}");
    assert!(!project.path("generated/src/orders.rs").exists());
    assert_eq!(project.read("generated/src/mine.rs"), orders);
    assert_eq!(project.read("generated/src/orders/mine.rs"), orders);
    assert!(!project.read(RECORD).contains("orders"));
    project.generate(&["--check"], 0);
}

#[test]
fn a_file_that_is_no_longer_generated_is_kept_if_it_was_edited() {
    let project = Project::new(CRATE);
    project.spec("orders", "int");
    project.generate(&[], 0);
    project.edit("generated/src/orders.rs", "pub struct", "/* Mine. */ pub struct");
    fs::remove_dir_all(project.path("specs/orders")).expect("a folder");
    let said = project.is_refused(&[]);
    assert!(said.contains("`generated/src/orders.rs` is no longer generated, but was changed"), "{said}");
    // The way out that keeps it.
    let edited = project.read("generated/src/orders.rs");
    fs::rename(project.path("generated/src/orders.rs"), project.path("generated/src/mine.rs"))
        .expect("moved");
    project.generate(&[], 0);
    assert_eq!(project.read("generated/src/mine.rs"), edited);
}

/// The output of one is in the folder of the other's.
#[test]
fn two_configurations_do_not_touch_each_others_files() {
    let project = Project::new(CRATE);
    project.configure("inner.json", r#""output": "generated/src/inner", "client": true"#);
    project.generate(&[], 0);
    project.generate(&["--config", "inner.json"], 0);
    let both = project.files();
    assert!(both.contains_key("generated/src/inner/models.rs") && both.contains_key("inner.json.lock"));
    project.generate(&[], 0);
    project.generate(&["--config", "inner.json"], 0);
    assert_eq!(project.files(), both);

    project.spec("orders", "int");
    project.generate(&[], 0);
    project.generate(&["--config", "inner.json"], 0);
    fs::remove_dir_all(project.path("specs/orders")).expect("a folder");
    let said = project.generate(&[], 0);
    assert!(said.contains("removed generated/src/orders.rs") && !said.contains("inner"), "{said}");
    assert!(project.path("generated/src/inner/orders.rs").exists());
    project.generate(&["--config", "inner.json"], 0);
    assert_eq!(project.files(), both);
}

#[test]
fn two_configurations_cannot_write_the_same_place() {
    let project = Project::new(MODULE);
    project.generate(&[], 0);
    let first = project.files();
    project.configure("other.json", r#""output": "./src/../src", "samples": true"#);
    let said = printed(project.folder(), &["generate", "--config", "other.json"], 1);
    assert!(said.contains("mod.rs` is not known to be generated"), "{said}");
    fs::remove_file(project.path("other.json")).expect("a file");
    assert_eq!(project.files(), first);
}

/// Before there was a record, files were known by their first lines.
#[test]
fn a_folder_from_before_the_record_is_taken_over() {
    let project = Project::new(CRATE);
    project.generate(&[], 0);
    fs::remove_file(project.path(RECORD)).expect("a record");
    // `--check` says that the record is missing, even if nothing else is.
    let said = project.generate(&["--check"], 1);
    assert!(said.contains("+++ b/datacontract.json.lock") && said.contains("1 file is stale"), "{said}");
    let said = project.generate(&[], 0);
    assert!(said.contains("created datacontract.json.lock\n4 files are up to date"), "{said}");
    project.generate(&["--check"], 0);

    // What is not as it would be generated now can have been edited.
    fs::remove_file(project.path(RECORD)).expect("a record");
    project.spec("models", "long");
    let said = project.is_refused(&[]);
    assert!(said.contains("1 file stands in the way"), "{said}");
    assert!(said.contains("`generated/src/models.rs` is not known to be generated"), "{said}");
    project.generate(&["--force"], 0);
    project.generate(&["--check"], 0);
}

#[test]
fn the_record_is_the_same_on_every_machine() {
    let project = Project::new(CRATE);
    project.generate(&[], 0);
    let record = project.read(RECORD);
    let paths: Vec<&str> =
        record.lines().filter(|line| !line.starts_with('#')).map(|line| &line[66..]).collect();
    assert_eq!(
        paths,
        ["generated/Cargo.toml", "generated/README.md", "generated/src/lib.rs", "generated/src/models.rs"]
    );
    // Git may convert line breaks.
    for path in paths.iter().chain([&RECORD]) {
        let text = project.read(path).replace('\n', "\r\n");
        project.write(path, &text);
    }
    let converted = project.files();
    project.generate(&["--check"], 0);
    assert!(project.generate(&[], 0).ends_with("4 files are up to date\n"));
    assert_eq!(project.files(), converted);
    project.spec("models", "long");
    project.generate(&[], 0);
    project.generate(&["--check"], 0);

    // From another folder it is the same record.
    let elsewhere = tempfile::tempdir().expect("a folder");
    let config = project.path("datacontract.json");
    printed(elsewhere.path(), &["generate", "--check", "--config", &config.to_string_lossy()], 0);
}

#[test]
fn a_record_that_cannot_be_relied_on_is_an_error() {
    for (from, to, what) in [
        ("version 1", "version 2", "was written by a newer version"),
        ("  generated/src/lib.rs", "", "is damaged: line "),
        ("# The files", "The files", "is damaged: line 1 "),
    ] {
        let project = Project::new(CRATE);
        project.generate(&[], 0);
        project.edit(RECORD, from, to);
        project.spec("models", "long");
        let said = project.is_refused(&[]);
        assert!(said.contains("`datacontract.json.lock`") && said.contains(what), "{said}");
        assert!(said.contains("help: "), "{said}");
        // Force is about files; it does not help here.
        assert!(project.generate(&["--force"], 1).contains(what));
    }
    let project = Project::new(CRATE);
    fs::create_dir(project.path(RECORD)).expect("a folder");
    assert!(project.is_refused(&[]).contains("`datacontract.json.lock` cannot be read: it is not a file"));
}

/// Both branches changed the spec, and whoever merged took one side of the generated file.
#[test]
fn a_merged_record_knows_both_sides() {
    let project = Project::new(CRATE);
    project.generate(&[], 0);
    let ours = project.read(RECORD);
    project.spec("models", "long");
    project.generate(&[], 0);
    let theirs = project.read(RECORD);
    let difference = |a: &str, b: &str| a.lines().find(|line| !b.contains(line)).map(str::to_owned);
    let (our_line, their_line) = (difference(&ours, &theirs), difference(&theirs, &ours));
    let (our_line, their_line) = (our_line.expect("a line"), their_line.expect("a line"));
    let merged = format!("<<<<<<< ours\n{our_line}\n=======\n{their_line}\n>>>>>>> theirs");
    project.write(RECORD, &ours.replace(&our_line, &merged));
    project.spec("models", "string");
    assert!(project.generate(&["--check"], 1).contains("2 files are stale"));
    project.generate(&[], 0);
    project.generate(&["--check"], 0);
    assert!(!project.read(RECORD).contains("<<<"));
}

/// After a merge, or where case does not matter, a record can have a file by two names.
#[test]
fn a_file_that_is_recorded_twice_is_removed_once() {
    let project = Project::new(CRATE);
    project.spec("orders", "int");
    project.generate(&[], 0);
    let record = project.read(RECORD);
    let line = record.lines().find(|line| line.ends_with("orders.rs")).expect("a line");
    project.write(RECORD, &format!("{record}{}\n", line.replace("generated/", "specs/../generated/")));
    fs::remove_dir_all(project.path("specs/orders")).expect("a folder");
    let said = project.generate(&[], 0);
    assert_eq!(said.matches("removed ").count(), said.matches("/orders").count(), "{said}");
    assert!(!project.path("generated/src/orders.rs").exists());
    project.generate(&["--check"], 0);
}

/// A record comes with the sources, whoever wrote these.
#[test]
fn a_record_alone_removes_nothing_that_was_not_generated() {
    let project = Project::new(CRATE);
    project.generate(&[], 0);
    let record = project.read(RECORD);
    let outside = tempfile::tempdir().expect("a folder");
    let secret = outside.path().join("secret");
    fs::write(&secret, "abc").expect("a file");
    project.write("src/mine.rs", "abc");
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let name = outside.path().file_name().expect("a name").to_string_lossy().into_owned();
    let secret_path = secret.to_string_lossy().into_owned();
    for path in
        ["src/mine.rs", &secret_path, &format!("../{name}/secret"), &format!("generated/../../{name}/secret")]
    {
        project.write(RECORD, &format!("{record}{hash}  {path}\n"));
        let said = project.generate(&[], 0);
        assert!(!said.contains("removed"), "{said}");
        assert!(secret.exists() && project.path("src/mine.rs").exists());
        assert_eq!(project.read(RECORD), record);
    }
    // Nor does force.
    project.write(RECORD, &format!("{record}{}  src/mine.rs\n", hash.replace('a', "b")));
    project.generate(&["--force"], 0);
    assert_eq!(project.read("src/mine.rs"), "abc");
}

#[test]
fn a_file_that_vanished_is_made_again() {
    let project = Project::new(CRATE);
    project.generate(&[], 0);
    let first = project.files();
    fs::remove_file(project.path("generated/src/models.rs")).expect("a file");
    project.generate(&[], 0);
    assert_eq!(project.files(), first);
}

#[test]
fn modules_can_exchange_their_names() {
    let project = Project::new(CRATE);
    project.spec("orders", "long");
    project.generate(&[], 0);
    project.edit("specs/orders/api.json", "\"orders\"", "\"models\"");
    project.edit("specs/models/api.json", "\"models\"", "\"orders\"");
    project.generate(&[], 0);
    project.generate(&["--check"], 0);
    project.edit("specs/orders/api.json", "\"models\"", "\"third\"");
    let said = project.generate(&[], 0);
    assert!(said.contains("created generated/src/third.rs"), "{said}");
    assert!(said.contains("removed generated/src/models.rs"), "{said}");
}

#[test]
fn another_output_takes_the_files_with_it() {
    let project = Project::new(CRATE);
    project.generate(&[], 0);
    let text = project.read("datacontract.json");
    project.write("datacontract.json", &text.replace("generated", "./elsewhere/apis"));
    project.generate(&[], 0);
    assert!(!project.path("generated").exists() && project.path("elsewhere/apis/src/models.rs").exists());
    // Another spelling is not another place.
    project.write("datacontract.json", &text.replace("generated", "specs/../elsewhere//apis"));
    project.generate(&[], 0);
    assert!(project.path("elsewhere/apis/src/models.rs").exists());
    project.generate(&["--check"], 0);
}

#[test]
fn modules_that_differ_by_case_alone_are_one_file_on_some_systems() {
    let project = Project::new(CRATE);
    project.write(
        "specs/other/api.json",
        r#"{ "version": 1, "name": "Other", "module": "Models", "types": { "A": { "members": {} } } }"#,
    );
    let said = project.generate(&[], 1);
    assert!(said.contains("whose file is the same on some systems"), "{said}");
    assert!(!project.path("generated").exists());
}

#[test]
fn what_is_no_file_is_never_overwritten() {
    let project = Project::new(MODULE);
    fs::create_dir_all(project.path("src/models.rs")).expect("a folder");
    project.write("src/models.rs/mine", "mine");
    for args in [&[][..], &["--force"]] {
        if args.is_empty() {
            assert!(project.is_refused(args).contains("`src/models.rs` is not a file"));
        } else {
            assert!(project.generate(args, 1).contains("`src/models.rs` is not a file"));
        }
    }
    let project = Project::new(r#""output": "src/apis""#);
    project.write("src", "mine");
    assert!(project.is_refused(&[]).contains("`src`, which is a file"));
    assert_eq!(project.read("src"), "mine");
}

#[test]
fn what_stays_outside_the_project_is_named() {
    let project = Project::new("\"output\": \"x\"");
    let inner = |output: &str| {
        project.write(
            "inner/datacontract.json",
            &format!(r#"{{ "specs": ["../specs/*"], "output": "{output}" }}"#),
        );
    };
    let config = ["--config", "inner/datacontract.json"];
    inner("../outside");
    project.generate(&config, 0);
    inner("within");
    let said = project.generate(&config, 0);
    assert!(said.contains("was outside the project") && said.contains("outside/models.rs"), "{said}");
    assert!(project.path("outside/models.rs").exists());
    // It is said once: the record has forgotten them.
    let said = project.generate(&config, 0);
    assert!(!said.contains("outside"), "{said}");
    // Within the project they are removed.
    inner("elsewhere");
    let said = project.generate(&config, 0);
    assert!(!said.contains("outside") && !project.path("inner/within").exists(), "{said}");
}

#[test]
fn a_way_through_a_folder_that_is_missing_is_a_way() {
    let project = Project::new("\"output\": \"out/../gen/a/../../apis\"");
    project.generate(&[], 0);
    assert!(project.path("apis/models.rs").exists() && !project.path("out").exists());
    assert!(project.read(RECORD).contains("  apis/models.rs"));
    project.generate(&["--check"], 0);
}
