//! What is done again, and what is not.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use datacontract_codegen::{
    CONFIG_FILE, Project,
    output::{Existing, record_of},
};
use tempfile::TempDir;

use super::{Generation, Stamp};

const CONFIG: &str = r#"{ "specs": ["specs/*"], "output": "src/apis", "samples": true }"#;

/// A project of two specs.
struct Sandbox(TempDir);

impl Sandbox {
    /// With all files as they are to be, and a stamp that says so.
    fn new() -> Self {
        let sandbox = Self(tempfile::tempdir().expect("a folder"));
        sandbox.write(CONFIG_FILE, CONFIG);
        for module in ["leads", "orders"] {
            let spec = format!(
                r#"{{ "version": 1, "name": "A", "module": "{module}", "types": {{ "A": {{ "members": {{}} }} }} }}"#
            );
            sandbox.write(&format!("specs/{module}/api.json"), &spec);
        }
        sandbox.write("specs/orders/samples/A.json", "{}");
        sandbox.generate();
        assert_eq!(sandbox.again(), [""; 0]);
        sandbox
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn project(&self) -> Project {
        Project::load(&self.path(CONFIG_FILE)).0.expect("a project")
    }

    fn generation(&self) -> Generation {
        Generation::at(&self.path("stamp"), &self.path(CONFIG_FILE), &self.project()).expect("inputs")
    }

    /// Returns the modules that are emitted.
    fn generate(&self) -> Vec<String> {
        let (project, generation) = (self.project(), self.generation());
        let specs = project.read_specs().0.expect("specs");
        let emitted = specs.iter().filter(|spec| generation.module(spec).is_none());
        let emitted = emitted.map(|spec| spec.module.value.clone()).collect();
        let modules = project.modules(&specs, |spec| generation.module(spec));
        let frame = project.frame(&specs);
        for file in modules.iter().flatten().chain(&frame) {
            self.write(&format!("src/apis/{}", file.path.display()), &file.contents);
        }
        let record = project.plan_of(modules.iter().flatten().chain(&frame).cloned()).record();
        fs::write(&record.path, &record.contents).expect("a file");
        let modules = specs.iter().zip(modules.iter().map(Vec::as_slice));
        let (path, stamp) = generation.done(modules, &frame, &record, "said".to_owned());
        stamp.write(&path);
        emitted
    }

    /// Returns the modules that are emitted now, unless nothing is done at all. Afterwards all is as it ought
    /// to be.
    fn again(&self) -> Vec<String> {
        let expected = |sandbox: &Self| -> BTreeMap<PathBuf, String> {
            let project = sandbox.project();
            let plan = project.plan().0.expect("a plan");
            plan.files().iter().map(|file| (file.path.clone(), file.contents.clone())).collect()
        };
        if let Some((files, said)) = self.generation().unchanged() {
            assert_eq!((files, said), (expected(self).len(), "said"));
            let plan = self.project().plan().0.expect("a plan");
            assert!(plan.changes(Existing::Keep).expect("changes").is_empty());
            return Vec::new();
        }
        let emitted = self.generate();
        for (path, text) in expected(self) {
            assert_eq!(fs::read_to_string(&path).ok().as_ref(), Some(&text), "{}", path.display());
        }
        assert!(self.generation().unchanged().is_some());
        // What is said when nothing is emitted must not look like nothing was done.
        if emitted.is_empty() { vec!["only files around modules".to_owned()] } else { emitted }
    }
}

#[test]
fn an_output_that_is_not_as_it_was_is_made_again() {
    let sandbox = Sandbox::new();
    let text = fs::read_to_string(sandbox.path("src/apis/leads.rs")).expect("a module");
    sandbox.write("src/apis/leads.rs", &text.replace("pub struct", "struct"));
    assert_eq!(sandbox.again(), ["leads"]);
    fs::remove_file(sandbox.path("src/apis/orders/samples.rs")).expect("a file");
    assert_eq!(sandbox.again(), ["orders"]);
    sandbox.write("src/apis/mod.rs", "");
    assert_eq!(sandbox.again(), ["only files around modules"]);
    fs::remove_dir_all(sandbox.path("src")).expect("a folder");
    assert_eq!(sandbox.again(), ["leads", "orders"]);
    assert_eq!(sandbox.again(), [""; 0]);
}

#[test]
fn a_record_that_is_not_as_it_was_is_noticed() {
    let sandbox = Sandbox::new();
    sandbox.write("src/apis/mine.rs", "// Written by hand.\n");
    assert!(sandbox.generation().unchanged().is_some());
    let record = record_of(&sandbox.path(CONFIG_FILE));
    let text = fs::read_to_string(&record).expect("a record");
    for changed in [&text.replace("leads.rs", "old.rs"), &format!("{text}{text}"), ""] {
        fs::write(&record, changed).expect("a file");
        assert!(sandbox.generation().unchanged().is_none(), "{changed}");
    }
    fs::remove_file(&record).expect("a record");
    assert!(sandbox.generation().unchanged().is_none());
}

#[test]
fn what_changed_is_emitted_and_nothing_else() {
    let sandbox = Sandbox::new();
    let spec = fs::read_to_string(sandbox.path("specs/leads/api.json")).expect("a spec");
    sandbox.write("specs/leads/api.json", &spec.replace("\"A\": {", "\"B\": {"));
    assert_eq!(sandbox.again(), ["leads"]);
    sandbox.write("specs/orders/samples/A.json", "{ }");
    assert_eq!(sandbox.again(), ["orders"]);
    sandbox.write("specs/third/api.json", &spec.replace("leads", "third"));
    assert_eq!(sandbox.again(), ["third"]);
    fs::remove_dir_all(sandbox.path("specs/third")).expect("a folder");
    assert!(sandbox.generation().unchanged().is_none());
}

#[test]
fn the_configuration_and_the_program_count_for_all() {
    let sandbox = Sandbox::new();
    sandbox.write(CONFIG_FILE, &CONFIG.replace("\"samples\"", "\"samples\": true, \"client\""));
    assert_eq!(sandbox.again(), ["leads", "orders"]);
    let mut generation = sandbox.generation();
    generation.inputs.set_program("another");
    assert!(generation.unchanged().is_none());
    let specs = sandbox.project().read_specs().0.expect("specs");
    assert!(specs.iter().all(|spec| generation.module(spec).is_none()));
}

#[test]
fn a_stamp_that_is_not_as_it_was_written_is_none() {
    let sandbox = Sandbox::new();
    let whole = fs::read_to_string(sandbox.path("stamp")).expect("a stamp");
    for broken in [
        "",
        "\n",
        "no stamp",
        &whole[..whole.len() / 2],
        &whole.replace("leads.rs", "other.rs"),
        &whole.replacen('\n', "\n ", 1),
    ] {
        sandbox.write("stamp", broken);
        assert!(Stamp::read(&sandbox.path("stamp")).is_none(), "{broken}");
        assert_eq!(sandbox.again(), ["leads", "orders"]);
    }
    fs::remove_file(sandbox.path("stamp")).expect("a file");
    assert!(Stamp::read(&sandbox.path("stamp")).is_none());
}

#[test]
fn what_cannot_be_kept_does_no_harm() {
    let sandbox = Sandbox::new();
    let stamp = Stamp::read(&sandbox.path("stamp")).expect("a stamp");
    // A folder that is a file.
    stamp.write(&sandbox.path("stamp").join("stamp"));
    stamp.write(Path::new(""));
    sandbox.write("specs/leads/api.json", "{");
    assert!(sandbox.generation().unchanged().is_none());
    fs::remove_dir_all(sandbox.path("specs/leads")).expect("a folder");
    fs::create_dir_all(sandbox.path("specs/leads/api.json")).expect("a folder");
    assert!(sandbox.generation().unchanged().is_none());
}
