//! What there is, compared with what is to be.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs, io,
    path::{Path, PathBuf},
};

use super::{Change, Conflict, Existing, Hash, Plan, Record, Step, is_same, lossy};
use crate::output::{ConflictKind, OutputFile, header, write::folder_of};

/// Compares files with a plan and a record.
pub(super) struct Survey<'a> {
    base: &'a Path,
    record: &'a Record,
    existing: Existing,
    /// The output behind all links, or what is wrong with it.
    output: Result<PathBuf, ConflictKind>,
    /// Folders behind all links.
    folders: HashMap<PathBuf, Result<PathBuf, ConflictKind>>,
    /// The names of recorded files, by the files behind all links: one file can be spelled in several ways.
    names: HashMap<PathBuf, Vec<&'a str>>,
    /// The planned files, by the files behind all links.
    planned: BTreeMap<PathBuf, PathBuf>,
    steps: Vec<Step>,
    conflicts: Vec<Conflict>,
    /// What was recorded and is not planned, but is not in the project.
    left_behind: Vec<PathBuf>,
}

/// What is to be done, what is in the way, and what stays though nothing says so any more.
type Findings = (Vec<Step>, Vec<Conflict>, Vec<PathBuf>);

impl<'a> Survey<'a> {
    pub(super) fn new(plan: &'a Plan, record: &'a Record, existing: Existing) -> Self {
        let mut survey = Self {
            base: &plan.base,
            record,
            existing,
            output: real(&plan.folder),
            folders: HashMap::new(),
            names: HashMap::new(),
            planned: BTreeMap::new(),
            steps: Vec::new(),
            conflicts: Vec::new(),
            left_behind: Vec::new(),
        };
        for name in record.paths() {
            if let Ok(target) = survey.target(&plan.base.join(name)) {
                survey.names.entry(target).or_default().push(name);
            }
        }
        survey
    }

    pub(super) fn finish(self) -> Findings {
        (self.steps, self.conflicts, self.left_behind)
    }

    pub(super) fn look_at_planned_files(&mut self, plan: &Plan) {
        if let Err(kind) = &self.output {
            self.conflicts.push(Conflict::new(&plan.folder, kind.clone()));
            return;
        }
        for file in plan.files() {
            if let Err(kind) = self.look_at_planned(file) {
                self.conflicts.push(Conflict::new(&file.path, kind));
            }
        }
    }

    fn look_at_planned(&mut self, file: &OutputFile) -> Result<(), ConflictKind> {
        let target = self.target(&file.path)?;
        let output = self.output.clone()?;
        if !target.starts_with(&output) {
            return Err(ConflictKind::LeadsOut);
        }
        if let Some(other) = self.planned.insert(target.clone(), file.path.clone()) {
            return Err(ConflictKind::SameAs(other));
        }
        let contents = contents(&target)?;
        let before = match &contents {
            Some(contents) if is_same(contents, &file.contents) => return Ok(()),
            Some(contents) => Some((lossy(contents), Hash::of(contents))),
            None => None,
        };
        let conflict = contents.as_deref().and_then(|contents| match self.is_as_written(&target, contents) {
            Some(true) => None,
            Some(false) => Some(ConflictKind::Edited),
            None => Some(ConflictKind::NotGenerated),
        });
        let (before, hash) = before.unzip();
        let change = Change { path: file.path.clone(), before, after: Some(file.contents.clone()) };
        self.add(Step { change, target, before: hash }, conflict);
        Ok(())
    }

    /// What the record has and the plan has not is removed, if it is as it was written.
    pub(super) fn look_at_superfluous_files(&mut self) {
        let mut seen = HashSet::new();
        for name in self.record.paths() {
            let path = self.base.join(name);
            if let Some((target, contents)) = self.superfluous(&path)
                && seen.insert(target.clone())
            {
                let is_as_written = self.is_as_written(&target, &contents) == Some(true);
                let conflict = (!is_as_written).then_some(ConflictKind::EditedAndSuperfluous);
                let change = Change { path, before: Some(lossy(&contents)), after: None };
                let before = Some(Hash::of(&contents));
                self.add(Step { change, target, before }, conflict);
            }
        }
    }

    /// Returns the contents of a file that is recorded, if it is there, is not planned, and can be what was
    /// recorded.
    ///
    /// The record comes with the sources, whoever wrote these. So nothing is touched by its word alone: a
    /// file has to be in the project and to say in its first line that it was generated.
    fn superfluous(&mut self, path: &Path) -> Option<(PathBuf, Vec<u8>)> {
        if !path.symlink_metadata().is_ok_and(|metadata| metadata.is_file()) {
            return None;
        }
        let target = self.target(path).ok()?;
        let is_ours = |folder: &PathBuf| target.starts_with(folder);
        let is_in_project =
            self.output.as_ref().is_ok_and(is_ours) || real(self.base).as_ref().is_ok_and(is_ours);
        if self.planned.contains_key(&target) {
            return None;
        }
        let contents = contents(&target).ok()??;
        if !header::is_in(&contents) {
            return None;
        }
        if !is_in_project {
            self.left_behind.push(path.to_owned());
            return None;
        }
        Some((target, contents))
    }

    /// Returns whether a file with these contents is as it was written; `None` if it was never written.
    fn is_as_written(&self, target: &Path, contents: &[u8]) -> Option<bool> {
        let names = self.names.get(target)?;
        Some(names.iter().any(|name| self.record.is_as_written(name, contents)))
    }

    fn add(&mut self, step: Step, conflict: Option<ConflictKind>) {
        match conflict.filter(|_| self.existing == Existing::Keep) {
            Some(kind) => {
                let path = step.change.path.clone();
                self.conflicts.push(Conflict { path, kind, change: Some(step.change) });
            }
            None => self.steps.push(step),
        }
    }

    /// Returns the file behind all links, or where it is to be.
    fn target(&mut self, path: &Path) -> Result<PathBuf, ConflictKind> {
        match path.symlink_metadata() {
            Ok(_) => path.canonicalize().map_err(|error| unreadable(&error)),
            Err(error) if is_missing(&error) => {
                let folder = folder_of(path);
                let real = match self.folders.get(folder) {
                    Some(real) => real.clone(),
                    None => self.folders.entry(folder.to_owned()).or_insert_with(|| real(folder)).clone(),
                };
                Ok(real?.join(path.file_name().unwrap_or_default()))
            }
            Err(error) => Err(unreadable(&error)),
        }
    }
}

/// Returns the contents of a file; `None` if it is missing.
fn contents(target: &Path) -> Result<Option<Vec<u8>>, ConflictKind> {
    match fs::metadata(target) {
        Ok(metadata) if !metadata.is_file() => Err(ConflictKind::NotAFile),
        Ok(_) => fs::read(target).map(Some).map_err(|error| unreadable(&error)),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(unreadable(&error)),
    }
}

/// Returns whether nothing is at a path, or a file is where a folder on the way is to be.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Returns a folder behind all links, as far as it is there.
fn real(folder: &Path) -> Result<PathBuf, ConflictKind> {
    let mut missing = Vec::new();
    let mut folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    loop {
        match folder.canonicalize() {
            Ok(real) if !real.is_dir() => return Err(ConflictKind::NotInAFolder(folder.to_owned())),
            Ok(real) => return Ok(missing.iter().rev().fold(real, |real, name| real.join(name))),
            Err(error) if !is_missing(&error) => return Err(unreadable(&error)),
            // It is there, but leads nowhere.
            Err(_) if folder.symlink_metadata().is_ok() => return Err(ConflictKind::LeadsOut),
            Err(error) => {
                missing.push(folder.file_name().ok_or_else(|| unreadable(&error))?);
                folder = folder_of(folder);
            }
        }
    }
}

fn unreadable(error: &io::Error) -> ConflictKind {
    match error.kind() {
        io::ErrorKind::NotFound => ConflictKind::LeadsOut,
        _ => ConflictKind::Unreadable(error.to_string()),
    }
}
