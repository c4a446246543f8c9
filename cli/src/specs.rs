//! Which specs are meant.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use datacontract_codegen::{
    CONFIG_FILE, Project,
    diagnostic::Diagnostics,
    prove,
    spec::{FILE_NAME, Spec, ValueType},
};
#[cfg(feature = "serve")]
use datacontract_workbench::site::Site;

use crate::{failure::Failure, report::Output};

/// The folder of the specs where nothing says otherwise.
const FOLDER: &str = "specs";

/// Returns the specs that these paths name, in order, each once: files, folders of specs, folders of these,
/// and patterns.
pub(crate) fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut files = BTreeSet::new();
    for path in paths {
        for spec in named(path, paths.len() > 1)? {
            if files.insert(identity(&spec)) {
                found.push(spec);
            }
        }
    }
    Ok(found)
}

/// Returns the specs that these paths name, or without any those of the project, and what is wrong with its configuration.
pub(crate) fn meant(paths: &[PathBuf]) -> Result<(Vec<PathBuf>, Diagnostics), Failure> {
    match paths {
        [] => of_project(),
        paths => Ok((find(paths)?, Diagnostics::new())),
    }
}

/// The project in the current folder, if there is one that can be read, with its specs.
pub(crate) struct OwnProject {
    project: Option<Project>,
    /// The identities of its specs.
    specs: BTreeSet<PathBuf>,
}

impl OwnProject {
    /// Reads the project's configuration.
    pub(crate) fn load() -> Self {
        let config = Path::new(CONFIG_FILE);
        let project = if config.exists() { Project::load(config).0 } else { None };
        let specs = project.as_ref().map(|project| project.specs().0).unwrap_or_default();
        Self { project, specs: specs.iter().map(|spec| identity(spec)).collect() }
    }

    pub(crate) fn project(&self) -> Option<&Project> {
        self.project.as_ref()
    }

    /// Returns how many specs it has.
    pub(crate) fn count(&self) -> usize {
        self.specs.len()
    }

    /// Gives a spec the Rust types that the project has chosen, if the spec is one of its specs.
    pub(crate) fn choose_types(&self, spec: &mut Spec, path: &Path) {
        if let Some(project) = &self.project
            && self.specs.contains(&identity(path))
        {
            project.choose_types(spec);
        }
    }
}

/// Returns a path that is one for a spec's folder and its file, however they are written.
fn identity(spec: &Path) -> PathBuf {
    let file = if spec.is_dir() { spec.join(FILE_NAME) } else { spec.to_owned() };
    file.canonicalize().unwrap_or(file)
}

/// Returns the specs of the project in the current folder, and what is wrong with its configuration.
pub(crate) fn of_project() -> Result<(Vec<PathBuf>, Diagnostics), Failure> {
    let config = Path::new(CONFIG_FILE);
    if config.exists() {
        let (project, mut diagnostics) = Project::load(config);
        let (specs, found) = project.map(|project| project.specs()).unwrap_or_default();
        diagnostics.extend(found);
        return Ok((specs, diagnostics));
    }
    let folder = Path::new(FOLDER);
    let specs = if folder.is_dir() { in_folder(folder)? } else { Vec::new() };
    if specs.is_empty() {
        let message = format!("there are no specs: neither `{CONFIG_FILE}` nor `{FOLDER}/*/{FILE_NAME}`");
        return Err(Failure::usage(message).help("name them, or write one with `cargo datacontract init`"));
    }
    Ok((specs, Diagnostics::new()))
}

fn named(path: &Path, is_one_of_several: bool) -> Result<Vec<PathBuf>, Failure> {
    if path.is_file() {
        // `specs/*` comes from the shell with all that stands beside the specs.
        let is_spec = path.extension().is_some_and(|extension| extension == "json")
            && path.file_name().is_none_or(|name| name != "schema.json");
        return Ok(if is_spec || !is_one_of_several { vec![path.to_owned()] } else { Vec::new() });
    }
    if path.is_dir() {
        if path.join(FILE_NAME).exists() {
            return Ok(vec![path.to_owned()]);
        }
        let specs = in_folder(path)?;
        if specs.is_empty() {
            let message =
                format!("`{}` holds no spec: no `{FILE_NAME}` in it or in its folders", path.display());
            return Err(Failure::usage(message));
        }
        return Ok(specs);
    }
    let text = path.to_string_lossy();
    if text.contains(['*', '?', '[']) {
        return matching(&text);
    }
    match fs::metadata(path) {
        Err(error) => Err(Failure::unreadable(path, &error)),
        Ok(_) => Err(Failure::usage(format!("`{}` is neither a file nor a folder", path.display()))),
    }
}

/// Returns the folders in a folder that hold a spec.
fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::unreadable(folder, &error))?;
    let mut specs = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| Failure::unreadable(folder, &error))?.path();
        if path.join(FILE_NAME).is_file() {
            specs.push(path);
        }
    }
    specs.sort();
    Ok(specs)
}

fn matching(pattern: &str) -> Result<Vec<PathBuf>, Failure> {
    let paths = glob::glob(pattern)
        .map_err(|error| Failure::usage(format!("`{pattern}` is no pattern for files: {error}")))?;
    let mut specs: Vec<PathBuf> = paths
        .filter_map(Result::ok)
        .filter(|path| {
            path.join(FILE_NAME).is_file() || path.file_name().is_some_and(|name| name == FILE_NAME)
        })
        .collect();
    specs.sort();
    if specs.is_empty() {
        return Err(Failure::usage(format!("no spec matches `{pattern}`")));
    }
    Ok(specs)
}

/// Says of which Rust types this build does not know what they make of the values of samples.
pub(crate) fn warn_of_untried_types<'s>(specs: impl IntoIterator<Item = &'s Spec>, output: &mut Output) {
    let untried: BTreeSet<&str> =
        specs.into_iter().flat_map(prove::untried_types).map(ValueType::name).collect();
    if !untried.is_empty() {
        let names: Vec<String> = untried.iter().map(|name| format!("`{name}`")).collect();
        output.warning(&format!(
            "this build of `cargo datacontract` does not try what {} make of the values of samples; a build with the \
             feature `value-types` does",
            names.join(", ")
        ));
    }
}

/// Reads a spec for commands that work with the sound part of it; mistakes in it are told.
#[cfg(feature = "serve")]
pub(crate) fn site(path: &Path, output: &mut Output) -> Result<Site, Failure> {
    let (site, diagnostics) = Site::load(path);
    output.diagnostics(&diagnostics);
    site.ok_or_else(|| Failure::usage(format!("`{}` cannot be read", path.display())))
}
