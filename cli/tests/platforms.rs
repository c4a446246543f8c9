//! What differs from machine to machine: paths, line ends, a checkout that cannot be written.

use std::{fs, path::Path, process::Command};

use crate::common::project::Project;
use crate::common::{files, printed};

/// Folders that people have, and that scripts trip over.
const FOLDERS: [&str; 3] = ["with blanks  in it", "日本語 Größe", "it's & 50%20 #1 (old) [x] {y} ~"];

fn git(folder: &Path, args: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(folder).args(["-c", "user.name=A", "-c", "user.email=a@example.com"]);
    assert!(git.args(args).output().expect("git").status.success(), "{args:?}");
}

#[test]
fn any_folder_does() {
    for name in FOLDERS {
        let outside = tempfile::tempdir().expect("a folder");
        let folder = outside.path().join(name);
        fs::create_dir(&folder).expect("a folder");
        let spec = format!("specs/{name}");
        printed(&folder, &["init", &spec, "--name", "Orders"], 0);
        let config = r#"{ "specs": ["specs/*"], "output": "made of specs", "crate": { "name": "apis" } }"#;
        fs::write(folder.join("datacontract.json"), config).expect("a file");
        assert!(printed(&folder, &["check"], 0).contains("1 proven"), "{name}");
        printed(&folder, &["generate"], 0);
        assert!(folder.join("made of specs/src/orders.rs").is_file(), "{name}");
        printed(&folder, &["generate", "--check"], 0);
        printed(&folder, &["fmt", "--check"], 0);

        git(&folder, &["init", "-q"]);
        git(&folder, &["add", "-A"]);
        git(&folder, &["commit", "-qm", "All"]);
        assert!(
            printed(&folder, &["breaking", "--against", "HEAD"], 0).contains("nothing has changed"),
            "{name}"
        );
        let file = folder.join(&spec).join("api.json");
        let text =
            fs::read_to_string(&file).expect("a spec").replace(r#""Number": "int""#, r#""Number": "string""#);
        fs::write(&file, text).expect("a spec");
        assert!(printed(&folder, &["breaking", "--against", "HEAD"], 1).contains("CH405"), "{name}");

        let client = format!("client {name}");
        printed(&folder, &["new", "client", "--spec", &spec, &client], 0);
        printed(&folder.join(client), &["generate", "--check"], 0);
    }
}

/// The pages of a spec, imported again, wherever they are.
#[cfg(all(feature = "import", feature = "serve"))]
#[test]
fn pages_are_read_from_any_folder() {
    for name in FOLDERS {
        let outside = tempfile::tempdir().expect("a folder");
        printed(outside.path(), &["init", "orders", "--name", "Orders"], 0);
        let pages = format!("{name}/pages");
        printed(outside.path(), &["docs", "--spec", "orders", "--out", &pages], 0);
        let into = format!("{name}/spec");
        let said = printed(outside.path(), &["import", &pages, "--into", &into], 0);
        assert!(said.contains("1 proven"), "{said}");
        let samples = |folder: &str| files(&outside.path().join(folder).join("samples"));
        assert_eq!(samples(&into), samples("orders"));
    }
}

/// Git for Windows checks texts out with CRLF.
#[test]
fn a_checkout_with_carriage_returns_is_up_to_date() {
    let project = Project::new(r#""output": "generated", "crate": { "name": "shop-apis" }"#);
    let spec = project.read("specs/models/api.json").replace(", ", ",\n  ");
    project.write("specs/models/api.json", &spec);
    project.generate(&[], 0);
    let with_lf = project.files();
    for (path, text) in &with_lf {
        project.write(path, &text.replace('\n', "\r\n"));
    }
    assert!(project.generate(&["--check"], 0).contains("up to date"));
    printed(project.folder(), &["check"], 0);
    let with_crlf = project.files();
    project.generate(&[], 0);
    assert_eq!(project.files(), with_crlf, "nothing is written where nothing changed");
    // What is generated anew is as on every machine.
    project.edit("specs/models/api.json", "int", "long");
    project.generate(&[], 0);
    let changed = project.files();
    assert!(!changed["generated/src/models.rs"].contains('\r'));
    assert!(changed["specs/models/api.json"].contains("\r\n"));
}

/// What only looks needs no right to write: a build in a container has its sources so.
#[cfg(unix)]
#[test]
fn a_checkout_that_cannot_be_written_can_be_looked_at() {
    use std::os::unix::{fs::PermissionsExt as _, process::CommandExt as _};

    let project = Project::new(r#""output": "generated", "crate": { "name": "shop-apis" }"#);
    project.generate(&[], 0);
    let mode =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
    let mut folders = vec![project.folder().to_owned()];
    folders.extend(["specs", "specs/models", "generated", "generated/src"].map(|name| project.path(name)));
    for path in project.files().keys() {
        mode(&project.path(path), 0o444);
    }
    for folder in &folders {
        mode(folder, 0o555);
    }

    let before = project.files();
    let commands: [&[&str]; 7] = [
        &["check"],
        &["generate", "--check"],
        &["generate", "--diff"],
        &["lint"],
        &["stats"],
        &["fmt", "--check"],
        &["breaking", "--against", "specs/models"],
    ];
    for args in commands {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"));
        command.args(args).current_dir(project.folder()).env_remove("CARGO_TARGET_DIR");
        if is_root() {
            // Modes mean nothing to root.
            command.uid(65_534).gid(65_534);
        }
        let output = command.output().expect("the command");
        let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.code().is_some_and(|code| code < 2) && !said.contains("cannot be"),
            "{args:?}: {said}"
        );
        if args != ["lint"] && args != ["fmt", "--check"] {
            assert_eq!(output.status.code(), Some(0), "{args:?}: {said}");
        }
    }
    for folder in &folders {
        mode(folder, 0o755);
    }
    assert_eq!(project.files(), before);
}

/// Whether this is the user who may write everything.
#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;

    let own = tempfile::tempdir().expect("a folder");
    fs::metadata(own.path()).expect("a folder").uid() == 0
}
