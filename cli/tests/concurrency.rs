//! Several runs at once, and runs that are killed.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::common::project::{Project, RECORD};

const CRATE: &str = r#""output": "generated", "crate": { "name": "shop-apis" }, "client": true"#;

type Files = BTreeMap<String, String>;

fn started(folder: &Path, args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_cargo-datacontract"))
        .args(args)
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_BUILD_TARGET_DIR")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command")
}

/// A project of so many modules.
fn project_of(modules: usize) -> Project {
    let project = Project::new(CRATE);
    for module in 0..modules {
        project.spec(&format!("shop{module}"), "int");
    }
    project
}

fn no_drafts(files: &Files) {
    let drafts: Vec<&String> = files.keys().filter(|path| path.contains(".datacontract-")).collect();
    assert!(drafts.is_empty(), "{drafts:?}");
}

#[test]
fn several_runs_at_once_do_not_disturb_each_other() {
    let project = project_of(10);
    project.generate(&[], 0);
    for ty in ["long", "string", "int"] {
        for module in 0..10 {
            project.spec(&format!("shop{module}"), ty);
        }
        let mut runs: Vec<Child> = (0..10).map(|_| started(project.folder(), &["generate"])).collect();
        // Others may look on meanwhile. What they see is whole: what was, or what is to be.
        let looks: Vec<Child> = (0..3).map(|_| started(project.folder(), &["generate", "--check"])).collect();
        for run in runs.drain(..) {
            let output = run.wait_with_output().expect("the command");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        for look in looks {
            let output = look.wait_with_output().expect("the command");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() || said.contains("13 files are stale"), "{said}");
        }
        no_drafts(&project.files());
        project.generate(&["--check"], 0);
    }
}

/// Whenever a run is killed: each file is whole, the next run needs no force, and nothing is left behind.
#[test]
fn a_killed_run_is_made_up_for() {
    const KILLS: u32 = 18;
    let project = project_of(20);
    project.generate(&[], 0);
    let types = ["long", "string", "double"];
    let turn = |ty: &str| (0..20).for_each(|module| project.spec(&format!("shop{module}"), ty));
    let states = types.map(|ty| {
        turn(ty);
        project.generate(&[], 0);
        generated(&project.files())
    });
    let mut partly = 0;
    for kill in 0..KILLS {
        turn(types[kill as usize % 2]);
        let before = project.read(RECORD);
        let mut run = started(project.folder(), &["generate"]);
        // The moment before it writes, or one of those in which it does.
        let begins = |project: &Project| match kill % 3 {
            0 => fs::read_dir(project.path("generated")).is_ok_and(|folder| folder.count() > 3),
            _ => project.read(RECORD) != before,
        };
        while !begins(&project) && run.try_wait().expect("a run").is_none() {}
        thread::sleep(Duration::from_micros(50) * (kill / 2));
        run.kill().expect("it is killed, or over");
        run.wait().expect("an end");

        let files = generated(&project.files());
        for (path, text) in &files {
            assert!(states.iter().any(|state| state.get(path) == Some(text)), "{path} is torn:\n{text}");
        }
        partly += u32::from(states.iter().all(|state| *state != files));
        // The specs may have changed once more by the time of the next run.
        if kill % 2 == 0 {
            project.spec("shop1", "double");
        }
        project.generate(&[], 0);
        no_drafts(&project.files());
        project.generate(&["--check"], 0);
    }
    assert!(partly > 0, "none of {KILLS} runs was killed while it wrote");
    println!("{partly} of {KILLS} runs were killed between the first file and the last");
}

/// The generated files, without what a killed run leaves and the next one removes.
fn generated(files: &Files) -> Files {
    let generated =
        files.iter().filter(|(path, _)| path.starts_with("generated/") && !path.contains("/.datacontract-"));
    generated.map(|(path, text)| (path.clone(), text.clone())).collect()
}

/// A run writes the record with both the old and the new lines, then the files one by one, then the record
/// with the new lines alone. Here are all states that this can leave, each with a spec that has changed
/// again.
#[test]
fn the_record_knows_each_file_wherever_a_run_ends() {
    let project = Project::new(CRATE);
    project.spec("gone", "int");
    project.generate(&[], 0);
    let old = project.files();
    project.spec("models", "long");
    project.spec("new", "int");
    fs::remove_dir_all(project.path("specs/gone")).expect("a folder");
    project.generate(&[], 0);
    let new = project.files();
    let lines: BTreeSet<&str> = [&old, &new].iter().flat_map(|files| files[RECORD].lines()).collect();
    let both = lines.into_iter().fold(String::new(), |text, line| text + line + "\n");
    let paths: BTreeSet<&String> =
        old.keys().chain(new.keys()).filter(|path| path.starts_with("generated/")).collect();
    let changed: Vec<&String> = paths.into_iter().filter(|path| old.get(*path) != new.get(*path)).collect();
    assert!(changed.len() >= 7, "{changed:?}");
    project.spec("models", "string");
    project.spec("third", "int");
    project.generate(&[], 0);
    let expected = project.files();

    for state in 0..1_u32 << changed.len() {
        for (at, path) in changed.iter().enumerate() {
            let files = if state & (1 << at) == 0 { &old } else { &new };
            match files.get(*path) {
                Some(text) => project.write(path, text),
                None => drop(fs::remove_file(project.path(path))),
            }
        }
        project.write(RECORD, &both);
        // Each run takes some time, and neighbours among the states are much alike.
        if state % 7 == 0 {
            project.generate(&[], 0);
            assert_eq!(project.files(), expected, "{state:b}");
        }
    }
}

#[test]
fn leftovers_of_killed_runs_are_removed_even_if_nothing_else_is_done() {
    let project = Project::new(CRATE);
    project.generate(&[], 0);
    let files = project.files();
    project.write("generated/.datacontract-0123456789ab.tmp", "");
    project.write("generated/.datacontract-0123456789ab.files/1", "draft");
    project.write(".datacontract-ba9876543210.tmp", "half a rec");
    // Whoever only looks removes nothing.
    project.generate(&["--check"], 0);
    assert_eq!(project.files().len(), files.len() + 3);
    project.generate(&[], 0);
    assert_eq!(project.files(), files);
}

#[test]
fn a_run_waits_for_another_one_and_says_so() {
    let project = project_of(20);
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let runs: Vec<Child> = (0..6).map(|_| started(project.folder(), &["generate"])).collect();
        let said: Vec<String> = runs
            .into_iter()
            .map(|run| String::from_utf8_lossy(&run.wait_with_output().expect("a run").stderr).into_owned())
            .collect();
        if said.iter().any(|said| said.contains("waiting for another `generate`")) {
            break;
        }
        assert!(Instant::now() < deadline, "{said:?}");
    }
}

/// A folder that is new appears with all its files, or not at all.
#[test]
fn a_killed_init_leaves_no_half_of_a_spec() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = Instant::now();
    crate::common::printed(folder.path(), &["init", "specs/first"], 0);
    let whole = start.elapsed();
    for kill in 0..20_u32 {
        let name = format!("specs/number{kill}");
        let mut run = started(folder.path(), &["init", &name]);
        thread::sleep(whole * kill / 20);
        run.kill().expect("it is killed, or over");
        run.wait().expect("an end");
        let made = folder.path().join(&name);
        assert!(
            !made.exists() || crate::common::files(&made).len() == 5,
            "{:?}",
            crate::common::files(&made).keys()
        );
    }
    crate::common::printed(folder.path(), &["init", "specs/last"], 0);
    no_drafts(&crate::common::files(folder.path()));
}

/// One of them makes it, and the others say that it is there.
#[test]
fn several_inits_at_once_do_not_overwrite_each_other() {
    for _ in 0..5 {
        let folder = tempfile::tempdir().expect("a folder");
        let runs: Vec<Child> = (0..6).map(|_| started(folder.path(), &["init", "specs/orders"])).collect();
        let codes = runs.into_iter().map(|run| run.wait_with_output().expect("a run").status.code());
        let mut codes: Vec<_> = codes.collect();
        codes.sort();
        assert_eq!(codes, [0, 2, 2, 2, 2, 2].map(Some));
        assert_eq!(crate::common::files(folder.path()).len(), 5);
    }
}
