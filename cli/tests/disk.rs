//! Disks that are full.
//!
//! A limit of the shell's stands for the disk: what is larger cannot be written.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use crate::common::project::{Project, RECORD};
use crate::common::{files, printed};

/// Runs the command with so many blocks of 512 bytes for each file.
fn limited(folder: &Path, blocks: u32, args: &[&str]) -> Output {
    // Without the trap the system would end the process.
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    Command::new("sh")
        .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_cargo-datacontract")])
        .args(args)
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_BUILD_TARGET_DIR")
        .output()
        .expect("a shell")
}

/// Runs it with less and less room: in the end it has to be refused, and whenever it is, `is_refused` holds.
fn with_less_and_less_room(folder: &Path, args: &[&str], is_refused: impl Fn(&str), is_done: impl Fn()) {
    let mut codes = Vec::new();
    for blocks in (0..24).rev() {
        let output = limited(folder, blocks, args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        codes.push(output.status.code());
        match output.status.code() {
            Some(0) => is_done(),
            Some(1) => is_refused(&said),
            code => panic!("{code:?}: {said}"),
        }
    }
    assert!(codes.contains(&Some(0)) && codes.contains(&Some(1)), "{codes:?}");
}

#[test]
fn generate_writes_all_or_nothing() {
    let project = Project::new(r#""output": "src/apis", "client": true"#);
    let refused = |said: &str| {
        assert!(said.contains("cannot be written: "), "{said}");
        assert!(!project.path("src").exists() && !project.path(RECORD).exists(), "{said}");
        assert_eq!(project.files().len(), 2);
    };
    with_less_and_less_room(project.folder(), &["generate"], refused, || {
        project.generate(&["--check"], 0);
        fs::remove_dir_all(project.path("src")).expect("a folder");
        fs::remove_file(project.path(RECORD)).expect("a record");
    });
}

#[test]
fn generate_leaves_what_is_there_as_it_is() {
    let project = Project::new(r#""output": "src/apis", "client": true"#);
    project.generate(&[], 0);
    let current = project.files();
    project.spec("models", "long");
    for module in ["a", "b", "c", "d", "e", "f", "g"] {
        project.spec(module, "int");
    }
    let specs = project.files();
    with_less_and_less_room(
        project.folder(),
        &["generate"],
        |said| assert_eq!(project.files(), specs, "{said}"),
        || {
            project.generate(&["--check"], 0);
            fs::remove_dir_all(project.path("src")).expect("a folder");
            for (path, text) in current.iter().filter(|(path, _)| !path.starts_with("specs/")) {
                project.write(path, text);
            }
        },
    );
}

#[test]
fn new_and_init_write_all_or_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    printed(folder.path(), &["init", "specs/orders"], 0);
    let before = files(folder.path());
    let client = ["new", "client", "--spec", "specs/orders", "apps/client"];
    let server = ["new", "server", "--spec", "specs/orders", "apps/server"];
    for (args, made) in [(&["init", "apis/more"][..], "apis"), (&client, "apps"), (&server, "apps")] {
        let made = folder.path().join(made);
        let refused = |said: &str| {
            assert!(said.contains("cannot be written: "), "{said}");
            assert!(!made.exists(), "{said}");
        };
        with_less_and_less_room(folder.path(), args, refused, || {
            fs::remove_dir_all(&made).expect("a folder");
        });
        assert_eq!(files(folder.path()), before);
    }
}

#[test]
fn a_first_import_writes_all_or_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let page =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../import/tests/fixtures/seeds/001_58e32fdba5895af9.txt");
    let page = page.to_str().expect("a path");
    let refused = |said: &str| {
        assert!(said.contains("cannot be written: "), "{said}");
        assert!(!folder.path().join("apis").exists(), "{said}");
    };
    with_less_and_less_room(folder.path(), &["import", page, "--into", "apis/leads"], refused, || {
        fs::remove_dir_all(folder.path().join("apis")).expect("a folder");
    });
}

/// What is redirected to a disk that is full is not all there, so no command says that all went well.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_is_an_error() {
    let project = Project::new(r#""output": "src/apis""#);
    let runs: [&[&str]; 5] =
        [&["check", "specs/models"], &["schema"], &["explain"], &["generate"], &["init", "apis/new"]];
    for args in runs {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
        let output = Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"))
            .args(args)
            .current_dir(project.folder())
            .stdout(full)
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
        assert!(said.contains("standard output cannot be written"), "{args:?}: {said}");
    }
    // The work is done all the same.
    project.generate(&["--check"], 0);
}
