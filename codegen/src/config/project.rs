//! The configuration of a project: which specs become which files.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use jsonc_parser::ast::Value;

use super::{modules, package::Package, parallel};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, SourceFile},
    emit::{self, Options, Parts, RootKind},
    lint::{Rule, Rules},
    output::{OutputFile, Plan, header},
    spec::{
        FILE_NAME, RustTypes, Spanned, Spec,
        parse::{self, reader::Reader},
    },
};

/// What the configuration of a project is called.
pub const CONFIG_FILE: &str = "datacontract.json";

const KEYS: &[&str] =
    &["specs", "output", "crate", "endpoints", "client", "server", "samples", "rust", "lint"];

/// The configuration of a project.
///
/// ```json
/// {
///   "specs": ["specs/*"],
///   "output": "generated",
///   "crate": { "name": "acme-apis", "description": "Models of the APIs of ACME." }
/// }
/// ```
///
/// Paths are relative to the file. In `specs` a `*` stands for any folder that holds a spec. With `crate` the
/// output is a crate of its own: `Cargo.toml`, `README.md`, `src/lib.rs` and a module for each spec. Without,
/// it is a module of another crate, `mod.rs` and the modules in it: `"output": "src/apis"`.
///
/// Besides the types there may be `"client": true`, `"server": true`, `"samples": true`, and
/// `"endpoints": true` where only these are wanted. In a crate of its own each is a feature, none of them a
/// default one.
///
/// `"rust": { "DateTime": "jiff::Timestamp", "Guid": "uuid::Uuid" }` chooses the Rust types of built-in types
/// of .NET for all specs. What a spec says in its own `rust` counts more.
///
/// `"lint": { "missing-docs": true, "open-facts": false }` switches rules of `cargo datacontract lint` on and off.
#[derive(Clone, Debug)]
pub struct Project {
    file: SourceFile,
    folder: PathBuf,
    specs: Vec<Spanned<String>>,
    output: String,
    package: Option<Package>,
    parts: Parts,
    types: RustTypes,
    lint: Rules,
}

impl Project {
    /// Reads a project's configuration.
    #[must_use]
    pub fn load(path: &Path) -> (Option<Self>, Diagnostics) {
        match fs::read_to_string(path) {
            Ok(text) => Self::from_text(path, &text),
            Err(error) => {
                let file = SourceFile::new(path, "");
                let message = format!("the file cannot be read: {error}");
                let mut diagnostics = Diagnostics::new();
                diagnostics.push(
                    Diagnostic::error(Code::Unreadable, &file, crate::spec::Span::default(), message).help(
                        format!("a project has a `{CONFIG_FILE}` that says which specs become which files"),
                    ),
                );
                (None, diagnostics)
            }
        }
    }

    /// Reads the text of a project's configuration; `path` says what its paths are relative to.
    #[must_use]
    pub fn from_text(path: &Path, text: &str) -> (Option<Self>, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let file = SourceFile::new(path, text.strip_prefix('\u{feff}').unwrap_or(text));
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let project = parse::read(&file, &mut diagnostics, |reader, value| Self::read(reader, value, folder));
        (project.flatten().filter(|_| !diagnostics.has_errors()), diagnostics)
    }

    fn read(reader: &mut Reader<'_>, value: &Value<'_>, folder: PathBuf) -> Option<Self> {
        let fields = reader.fields(value, "a project", KEYS)?;
        let specs = reader.strings(fields.get("specs"), "`specs`");
        reader.required(&fields, "specs", "a project", "write `\"specs\": [\"specs/*\"]`");
        let output =
            reader.required(&fields, "output", "a project", "write the folder of the generated files");
        let output = reader.filled_string(output, "`output`");
        if let Some(output) = &output
            && output.value.contains(char::is_control)
        {
            reader.report(
                Diagnostic::error(
                    Code::BadValue,
                    reader.file,
                    output.span,
                    "`output` has a control character",
                )
                .help("write the path of a folder"),
            );
        }
        let package = fields.get("crate").map(|value| Package::read(reader, value));
        let mut wanted = |key: &'static str| {
            let flag = reader.optional_flag(fields.get(key), &format!("`{key}`"));
            flag.is_some_and(|flag| flag.value)
        };
        let parts = Parts {
            endpoints: wanted("endpoints"),
            client: wanted("client"),
            server: wanted("server"),
            samples: wanted("samples"),
        };
        let types = fields.get("rust").map(|value| reader.rust_types(value)).unwrap_or_default();
        let lint = fields.get("lint").map(|value| lint_rules(reader, value)).unwrap_or_default();
        let output = without_detours(&folder, &output?.value);
        Some(Self {
            file: reader.file.clone(),
            folder,
            specs,
            output,
            package: package.flatten(),
            parts,
            types,
            lint,
        })
    }

    /// Returns the file that it was read from.
    #[must_use]
    pub fn file(&self) -> &SourceFile {
        &self.file
    }

    /// Returns the rules of `lint` that are on.
    #[must_use]
    pub fn lint_rules(&self) -> &Rules {
        &self.lint
    }

    /// Returns the folders in which specs are, or may come to be: where the patterns begin to have several answers.
    #[must_use]
    pub fn spec_roots(&self) -> Vec<PathBuf> {
        let root = |pattern: &Spanned<String>| {
            let fixed =
                pattern.value.find(['*', '?', '[']).map_or(pattern.value.as_str(), |at| &pattern.value[..at]);
            let is_whole = fixed.len() == pattern.value.len();
            let end = if is_whole { fixed.len() } else { fixed.rfind('/').map_or(0, |at| at + 1) };
            self.folder.join(&fixed[..end])
        };
        self.specs.iter().map(root).collect()
    }

    /// Gives a spec the Rust types of built-in types that the project has chosen for all its specs. Those
    /// that the spec itself has chosen count more.
    pub fn choose_types(&self, spec: &mut Spec) {
        spec.rust_types.fill_in(&self.types);
    }

    /// Returns the folder that the configuration is in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder }
    }

    /// Returns the folder that all generated files are in.
    #[must_use]
    pub fn output(&self) -> PathBuf {
        self.folder.join(&self.output)
    }

    /// Returns what is generated besides the types.
    #[must_use]
    pub fn parts(&self) -> Parts {
        self.parts
    }

    /// Returns the crate around the generated modules, if there is one.
    #[must_use]
    pub fn package(&self) -> Option<&Package> {
        self.package.as_ref()
    }

    /// Returns the folders of the specs, in order, each once. What names none is reported.
    #[must_use]
    pub fn specs(&self) -> (Vec<PathBuf>, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let mut found: Vec<PathBuf> = Vec::new();
        for pattern in &self.specs {
            let mut specs = matching(&self.folder, pattern);
            if specs.is_empty() {
                let message = format!("`{}` names no folder with an `{FILE_NAME}` in it", pattern.value);
                diagnostics.push(
                    Diagnostic::error(Code::Unreadable, &self.file, pattern.span, message)
                        .help("write the folder of a spec relative to this file, with `*` for any folder"),
                );
            }
            specs.retain(|spec| !found.contains(spec));
            found.extend(specs);
        }
        found.sort();
        (found, diagnostics)
    }

    /// Returns the specs, read and checked; none if there is an error in one of them.
    #[must_use]
    pub fn read_specs(&self) -> (Option<Vec<Spec>>, Diagnostics) {
        let (paths, mut diagnostics) = self.specs();
        let loaded = parallel::map(&paths, |path| Spec::load(path));
        let specs = loaded.into_iter().filter_map(|(spec, found)| {
            diagnostics.extend(found);
            spec
        });
        let specs = specs.map(|mut spec| {
            self.choose_types(&mut spec);
            spec
        });
        let specs: Vec<Spec> = specs.collect();
        modules::differ(modules::Folder::Sources, &specs, &mut diagnostics);
        ((!diagnostics.has_errors()).then_some(specs), diagnostics)
    }

    /// Returns the files that are to be; none if there is an error in a spec.
    #[must_use]
    pub fn plan(&self) -> (Option<Plan>, Diagnostics) {
        let (specs, diagnostics) = self.read_specs();
        let plan = specs.map(|specs| {
            let modules = self.modules(&specs, |_| None).into_iter().flatten();
            self.plan_of(modules.chain(self.frame(&specs)))
        });
        (plan, diagnostics)
    }

    /// Returns the plan of these files, whose paths are relative to the output.
    #[must_use]
    pub fn plan_of(&self, files: impl IntoIterator<Item = OutputFile>) -> Plan {
        let config = self.folder.join(self.origin());
        Plan::new(&config, Path::new(&self.output), files)
    }

    /// Returns the files of each spec's module. They depend on nothing but it, its samples and the
    /// configuration; where `known` gives them, they are not emitted. Paths are relative to the output.
    #[must_use]
    pub fn modules(
        &self,
        specs: &[Spec],
        known: impl Fn(&Spec) -> Option<Vec<OutputFile>> + Sync,
    ) -> Vec<Vec<OutputFile>> {
        parallel::map(specs, |spec| known(spec).unwrap_or_else(|| self.module(spec)))
    }

    fn module(&self, spec: &Spec) -> Vec<OutputFile> {
        let options = Options {
            root: self.folder.clone(),
            parts: self.parts,
            features: self.package.is_some(),
            crate_name: self.package.as_ref().map(|package| package.name.clone()),
            ..Options::default()
        };
        let path = self.sources().join(spec.module.trim_start_matches("r#"));
        // The types are about as much work as all the rest.
        let (contents, submodules) =
            parallel::join(|| emit::module(spec, &options), || emit::submodules(spec, &options));
        let submodules = submodules.into_iter().map(|submodule| OutputFile {
            path: path.join(format!("{}.rs", submodule.name)),
            contents: submodule.text,
        });
        submodules
            .chain([OutputFile { path: self.sources().join(emit::file_of(&spec.module)), contents }])
            .collect()
    }

    /// Returns the files around the modules of all specs. Their paths are relative to the output.
    #[must_use]
    pub fn frame(&self, specs: &[Spec]) -> Vec<OutputFile> {
        let root = if self.package.is_some() { "lib.rs" } else { "mod.rs" };
        let origin = self.origin();
        let header = header::of_rust(&origin, self.file.text());
        let kind = if self.package.is_some() { RootKind::Crate } else { RootKind::Module };
        let contents = emit::root(specs, &header, kind);
        let mut files = vec![OutputFile { path: self.sources().join(root), contents }];
        if let Some(package) = &self.package {
            files.extend(package.files(&header::lines(&origin, self.file.text()), specs, self.parts));
        }
        files
    }

    /// Returns the folder of the modules in the output.
    fn sources(&self) -> &'static Path {
        Path::new(if self.package.is_some() { "src" } else { "" })
    }

    /// Returns the name of the configuration's file.
    fn origin(&self) -> String {
        Path::new(self.file.path()).file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// Returns a path in a folder without `name/..`, which is nowhere until there is a folder of the name. Behind
/// a link `..` is another place.
fn without_detours(folder: &Path, path: &str) -> String {
    let mut direct = PathBuf::new();
    for part in Path::new(path).components() {
        let is_detour = part == Component::ParentDir
            && matches!(direct.components().next_back(), Some(Component::Normal(_)))
            && !folder.join(&direct).is_symlink();
        if is_detour {
            direct.pop();
        } else {
            direct.push(part);
        }
    }
    if direct.as_os_str().is_empty() {
        direct.push(Component::CurDir);
    }
    direct.to_string_lossy().into_owned()
}

/// Returns the folders of specs that a pattern names, in order. `*` stands for one part of the path, as a
/// whole; `.` is the project's own folder.
fn matching(folder: &Path, pattern: &str) -> Vec<PathBuf> {
    let mut found = vec![folder.to_owned()];
    for part in pattern.split('/').filter(|part| !part.is_empty() && *part != ".") {
        found = found.iter().flat_map(|folder| step(folder, part)).collect();
    }
    found.retain(|folder| folder.join(FILE_NAME).is_file());
    for folder in &mut found {
        // The empty path is no folder that can be read.
        if folder.as_os_str().is_empty() {
            folder.push(Component::CurDir);
        }
    }
    found.sort();
    found
}

fn step(folder: &Path, part: &str) -> Vec<PathBuf> {
    if part != "*" {
        return vec![folder.join(part)];
    }
    let readable = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(readable).into_iter().flatten().flatten();
    entries.filter(|entry| entry.path().is_dir()).map(|entry| folder.join(entry.file_name())).collect()
}

/// Reads which rules of `lint` are on.
fn lint_rules(reader: &mut Reader<'_>, value: &Value<'_>) -> Rules {
    const NAMES: &[&str] = &Rule::NAMES;
    let mut rules = Rules::default();
    let Some(fields) = reader.fields(value, "`lint`", NAMES) else { return rules };
    for rule in Rule::ALL {
        if let Some(is_on) = reader.optional_flag(fields.get(rule.name()), &format!("`{}`", rule.name())) {
            rules.switch(rule, is_on.value);
        }
    }
    rules
}
