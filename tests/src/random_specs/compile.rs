//! Crates of generated modules, compiled by cargo with every warning an error.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use datacontract_codegen::diagnostic::Severity;
use datacontract_codegen::{Project, spec::Spec};
use serde_json::Value;

/// An edition of Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// 2021, in which many crates are that have their modules made by `build.rs`.
    E2021,
    /// 2024, which the generator writes.
    E2024,
}

/// What cargo is to do with a crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// `cargo check`, with rustc's lints.
    Check,
    /// `cargo clippy`, with its default lints too.
    Clippy,
    /// `cargo test --doc`: the examples in the documentation compile.
    Examples,
}

/// A module that does not compile.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The module; empty if the error is that of the crate as a whole.
    pub module: String,
    /// The compiler's first error in it, in one line.
    pub error: String,
    /// The compiler's own text.
    pub rendered: String,
}

/// A crate of modules, one for each spec.
#[derive(Debug)]
pub struct Batch {
    folder: PathBuf,
    /// The texts of the specs by module.
    specs: BTreeMap<String, String>,
}

/// The result of a check of a spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The spec has errors: nothing is generated.
    Refused,
    /// The spec has no errors, at most warnings.
    Passed,
}

/// Returns what the check says of a spec's text.
#[must_use]
pub fn verdict(text: &str) -> Verdict {
    let (_, diagnostics) = Spec::from_text(Path::new("api.json"), text);
    if diagnostics.count(Severity::Error) == 0 { Verdict::Passed } else { Verdict::Refused }
}

impl Batch {
    /// Makes a batch without specs, whose crate is written into a folder.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, specs: BTreeMap::new() }
    }

    /// Adds the module of a spec, and returns whether there was none of this name.
    pub fn add(&mut self, module: &str, text: String) -> bool {
        // As files are called.
        let module = module.trim_start_matches("r#").to_lowercase();
        let is_new = !self.specs.contains_key(&module);
        self.specs.entry(module).or_insert(text);
        is_new
    }

    /// Returns the modules with the texts of their specs.
    pub fn specs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.specs.iter().map(|(module, text)| (module.as_str(), text.as_str()))
    }

    /// Generates and compiles the crate, in `target`, and returns what fails. Modules with errors hide those
    /// of others, so that they are taken out and the rest is compiled again.
    pub fn failures(&mut self, edition: Edition, task: Task, target: &Path) -> Result<Vec<Failure>, String> {
        let mut failures = Vec::new();
        loop {
            self.write(edition)?;
            let found = self.compile(task, target)?;
            let Some(first) = found.first() else { return Ok(failures) };
            if first.module.is_empty() {
                failures.push(first.clone());
                return Ok(failures);
            }
            let modules: BTreeSet<&str> = found.iter().map(|failure| failure.module.as_str()).collect();
            self.specs.retain(|module, _| !modules.contains(module.as_str()));
            failures.extend(found);
        }
    }

    fn write(&self, edition: Edition) -> Result<(), String> {
        let _ = fs::remove_dir_all(&self.folder);
        for (module, text) in &self.specs {
            write(&self.folder.join("specs").join(module).join("api.json"), text)?;
        }
        let config = self.folder.join("datacontract.json");
        // Cargo takes two crates of one name for the same, wherever they are.
        let name = self.folder.file_name().unwrap_or_default().to_string_lossy();
        let text = format!(
            r#"{{ "specs": ["specs/*"], "output": "crate", "crate": {{ "name": "random-specs-{name}" }},
            "client": true, "server": true, "samples": true }}"#
        );
        write(&config, &text)?;
        let (project, diagnostics) = Project::load(&config);
        let plan = project.and_then(|project| project.plan().0).ok_or_else(|| format!("{diagnostics:?}"))?;
        for file in plan.files() {
            write(&file.path, &file.contents)?;
        }
        let root = root();
        let manifest = self.folder.join("crate/Cargo.toml");
        let text = fs::read_to_string(&manifest).map_err(|error| error.to_string())?;
        let text = match edition {
            Edition::E2021 => text.replace("edition = \"2024\"", "edition = \"2021\""),
            Edition::E2024 => text,
        };
        let runtime = root.join("runtime").display().to_string();
        write(
            &manifest,
            &format!("{text}\n[workspace]\n\n[patch.crates-io]\ndatacontract = {{ path = {runtime:?} }}\n"),
        )?;
        // The same versions as the workspace's.
        let lock = self.folder.join("crate/Cargo.lock");
        fs::copy(root.join("Cargo.lock"), lock).map(|_| ()).map_err(|error| error.to_string())
    }

    fn compile(&self, task: Task, target: &Path) -> Result<Vec<Failure>, String> {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        match task {
            Task::Check => cargo.arg("check"),
            Task::Clippy => cargo.arg("clippy"),
            Task::Examples => cargo.args(["test", "--doc", "--no-fail-fast"]),
        };
        let features =
            if task == Task::Examples { "reqwest,server,samples" } else { "client,server,samples" };
        cargo.args(["--quiet", "--offline", "--features", features, "--target-dir"]).arg(target);
        if task != Task::Examples {
            cargo.arg("--message-format=json");
        }
        cargo.arg("--manifest-path").arg(self.folder.join("crate/Cargo.toml"));
        cargo.env("RUSTFLAGS", "-D warnings").env("CARGO_INCREMENTAL", "0").stdin(Stdio::null());
        let output = cargo.output().map_err(|error| format!("cargo: {error}"))?;
        let printed = String::from_utf8_lossy(&output.stdout);
        let mut found: Vec<Failure> = match task {
            Task::Examples => printed.lines().filter_map(example_failure).collect(),
            Task::Check | Task::Clippy => printed.lines().filter_map(failure).collect(),
        };
        if !output.status.success() && found.is_empty() {
            let messages: String = printed.lines().filter_map(rendered).collect();
            return Err(format!("{messages}{}", String::from_utf8_lossy(&output.stderr)));
        }
        let mut seen = BTreeSet::new();
        found.retain(|failure| seen.insert(failure.module.clone()));
        found.sort_by(|a, b| a.module.cmp(&b.module));
        Ok(found)
    }
}

/// Returns the failure in one of cargo's messages, if there is one.
fn failure(line: &str) -> Option<Failure> {
    let message: Value = serde_json::from_str(line).ok()?;
    let message = message.get("message")?;
    if message.get("level")? != "error" || message.get("spans")?.as_array()?.is_empty() {
        return None;
    }
    let text = |key: &str| message.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let file = primary_span(message).and_then(|span| span.get("file_name")?.as_str()).unwrap_or_default();
    Some(Failure { module: module_of(file), error: text("message"), rendered: text("rendered") })
}

/// Returns the compiler's own text in one of cargo's messages.
fn rendered(line: &str) -> Option<String> {
    let message: Value = serde_json::from_str(line).ok()?;
    Some(message.get("message")?.get("rendered")?.as_str()?.to_owned())
}

fn primary_span(message: &Value) -> Option<&Value> {
    message.get("spans")?.as_array()?.iter().find(|span| span.get("is_primary") == Some(&Value::Bool(true)))
}

/// Returns the failure in a line such as ` src/a/client.rs - a::client::Client (line 27)`, as rustdoc lists
/// them.
fn example_failure(line: &str) -> Option<Failure> {
    let (file, _) = line.trim().split_once(" - ")?;
    let is_example = file.starts_with("src/") && line.trim_end().ends_with(')') && line.contains("(line ");
    let error = || "an example fails".to_owned();
    is_example.then(|| Failure { module: module_of(file), error: error(), rendered: line.to_owned() })
}

/// Returns the module of a file: `a` of `src/a.rs` and of `src/a/client.rs`.
fn module_of(file: &str) -> String {
    let path = file.rsplit_once("src/").map_or(file, |(_, path)| path);
    let module = path.split(['/', '.']).next().unwrap_or_default();
    if module == "lib" { String::new() } else { module.to_lowercase() }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}

/// Returns the folder in which all crates of random specs are compiled.
#[must_use]
pub fn target() -> PathBuf {
    root().join("target/random-specs")
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)
}
