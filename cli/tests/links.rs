//! Links and modes of generated files.

use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::Path,
};

use crate::common::project::{Project, RECORD};

const CRATE: &str = r#""output": "generated", "crate": { "name": "shop-apis" }"#;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("a file").permissions().mode() & 0o7777
}

#[test]
fn a_file_keeps_its_mode() {
    let project = Project::new(CRATE);
    project.generate(&[], 0);
    let module = project.path("generated/src/models.rs");
    // A new one has that of every new file.
    project.write("new", "");
    assert_eq!(mode(&module), mode(&project.path("new")));
    assert_eq!(mode(&project.path(RECORD)), mode(&project.path("new")));
    for wanted in [0o600, 0o444, 0o755] {
        fs::set_permissions(&module, fs::Permissions::from_mode(wanted)).expect("a mode");
        fs::set_permissions(project.path(RECORD), fs::Permissions::from_mode(wanted)).expect("a mode");
        project.spec("models", if wanted == 0o444 { "int" } else { "long" });
        assert!(project.generate(&[], 0).contains("updated generated/src/models.rs"));
        assert_eq!((mode(&module), mode(&project.path(RECORD))), (wanted, wanted));
        project.spec("models", if wanted == 0o444 { "string" } else { "double" });
        project.generate(&[], 0);
    }
}

#[test]
fn the_output_may_be_a_link() {
    let project = Project::new(CRATE);
    let elsewhere = tempfile::tempdir().expect("a folder");
    symlink(elsewhere.path(), project.path("generated")).expect("a link");
    project.generate(&[], 0);
    project.spec("models", "long");
    project.generate(&[], 0);
    project.generate(&["--check"], 0);
    assert!(elsewhere.path().join("src/models.rs").exists());
    assert!(project.path("generated").is_symlink());
}

#[test]
fn a_link_within_the_output_stays_a_link() {
    let project = Project::new(CRATE);
    project.generate(&[], 0);
    fs::create_dir(project.path("generated/kept")).expect("a folder");
    fs::rename(project.path("generated/src/models.rs"), project.path("generated/kept/m.rs")).expect("moved");
    symlink("../kept/m.rs", project.path("generated/src/models.rs")).expect("a link");
    project.spec("models", "long");
    project.generate(&[], 0);
    assert!(project.path("generated/src/models.rs").is_symlink());
    assert!(project.read("generated/kept/m.rs").contains("i64"));
    project.generate(&["--check"], 0);
}

#[test]
fn a_link_out_of_the_output_is_in_the_way() {
    let project = Project::new(CRATE);
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("mine.rs"), "mine").expect("a file");
    let link = project.path("generated/src/models.rs");
    fs::create_dir_all(project.path("generated/src")).expect("a folder");
    for target in [outside.path().join("mine.rs"), outside.path().join("missing.rs")] {
        symlink(&target, &link).expect("a link");
        let said = project.is_refused_as_link();
        assert!(said.contains("`generated/src/models.rs` is a link that leads out"), "{said}");
        fs::remove_file(&link).expect("a link");
    }
    fs::remove_dir(project.path("generated/src")).expect("a folder");
    symlink(outside.path(), project.path("generated/src")).expect("a link");
    let said = project.is_refused_as_link();
    assert!(said.contains("`generated/src/lib.rs` is a link that leads out"), "{said}");
    assert_eq!(fs::read_dir(outside.path()).expect("the folder").count(), 1);
}

#[test]
fn two_files_that_are_one_by_a_link_are_in_the_way_of_each_other() {
    let project = Project::new(CRATE);
    project.spec("orders", "int");
    fs::create_dir_all(project.path("generated/src")).expect("a folder");
    project.write("generated/src/models.rs", "");
    symlink("models.rs", project.path("generated/src/orders.rs")).expect("a link");
    let said = project.generate(&["--force"], 1);
    assert!(
        said.contains("`generated/src/orders.rs` is the same file as `generated/src/models.rs`"),
        "{said}"
    );
    assert_eq!(project.read("generated/src/models.rs"), "");
}

/// Reading it would never end.
#[test]
fn a_pipe_is_not_read() {
    let project = Project::new(CRATE);
    fs::create_dir_all(project.path("generated/src")).expect("a folder");
    let made = std::process::Command::new("mkfifo").arg(project.path("generated/src/models.rs")).status();
    assert!(made.is_ok_and(|status| status.success()));
    assert!(project.generate(&[], 1).contains("`generated/src/models.rs` is not a file"));
}

impl Project {
    /// Links out of the output are not followed, not even by force.
    fn is_refused_as_link(&self) -> String {
        self.generate(&["--force"], 1);
        assert!(!self.path(RECORD).exists());
        self.generate(&[], 1)
    }
}
