//! Brings what was imported into the spec's folder. Everything is decided before the first byte is written.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use datacontract_codegen::{
    output::{Change, write_if_changed},
    spec::{FILE_NAME, SAMPLES, Spec},
};
use datacontract_import::{
    Imported,
    merge::{self, Existing, FACTS_FILE, ImportSettings, MergeOptions, Plan, SampleFile},
};

use super::{
    shown,
    summary::{KeptSample, Summary, WrittenSample},
};
use crate::failure::Failure;

/// How what was imported is stored.
pub(in crate::commands) struct Storing<'a> {
    pub(in crate::commands) folder: Option<&'a Path>,
    pub(in crate::commands) is_dry_run: bool,
    pub(in crate::commands) merge: MergeOptions,
    /// Where the pages came from.
    pub(in crate::commands) settings: &'a ImportSettings,
}

impl Storing<'_> {
    /// Writes the spec, its samples and the record of the import, or says what would be written.
    pub(in crate::commands) fn store(
        &self,
        imported: &Imported,
        summary: &mut Summary,
    ) -> Result<(), Failure> {
        let &Self { folder, is_dry_run, merge: options, settings } = self;
        let mut report = imported.report.clone();
        let Some(folder) = folder else {
            summary.spec = Some(imported.api_json.clone());
            summary.report = Some(report);
            return Ok(());
        };
        let existing = existing(folder)?;
        let mut plan = merge::plan_with(&existing, imported, options)
            .map_err(|error| Failure::finding(error.to_string()))?;
        plan.remember(settings);
        summary.changes.clone_from(&plan.changes);
        summary.edits.clone_from(&plan.edits);
        summary.missing.clone_from(&plan.missing);
        summary.spec = Some(plan.api_json.clone());
        let mut files = samples(folder, &mut plan, summary)?;
        if existing.spec.is_some() {
            report.facts.clone_from(&plan.facts);
            // What the pages show is held against the spec; a sample that a person edited is for `check`.
            report.examine(&plan.api_json, &|name| match plan.samples.get(name) {
                Some(text) => Ok(text.clone().into_bytes()),
                None => fs::read(folder.join(SAMPLES).join(name)),
            });
        }
        report.locate(&shown(&folder.join(FILE_NAME)), &plan.api_json);
        if let Some(spec) = &existing.spec
            && report.has_spec_errors()
            && !plan.missing.is_empty()
            && is_sound(folder, spec)
        {
            // Names that one page has may mean something else on another: together they are told apart.
            summary.report = Some(report);
            return Err(Failure::finding(
                "what these pages have does not fit the spec as it is; nothing was written",
            )
            .help(format!("import them together with the other pages: {}", first_of(&plan.missing))));
        }
        summary.report = Some(report);
        files.push((folder.join(FILE_NAME), plan.api_json.clone()));
        // The record comes last: a run that is killed before leaves one that claims less than what is there.
        let record = plan.record().map_err(|error| Failure::finding(error.to_string()))?;
        files.push((folder.join(FACTS_FILE), record));
        for (path, _) in &files {
            can_be_written(path)?;
        }
        if is_dry_run {
            return Ok(());
        }
        let now = self::existing(folder)?;
        if (now.spec, now.record) != (existing.spec, existing.record) {
            return Err(Failure::finding(format!(
                "`{}` was changed while it was imported into",
                shown(folder)
            ))
            .help("import again: nothing was written"));
        }
        let new = NewFiles::among(&files);
        for (path, text) in files {
            match write_if_changed(&path, &text) {
                Ok(true) => summary.written.push(path),
                Ok(false) => {}
                Err(error) => {
                    new.remove();
                    summary.written.retain(|path| !new.files.contains(path));
                    return Err(Failure::finding(error.to_string()));
                }
            }
        }
        Ok(())
    }
}

/// What is not there before files are written, so that it can be taken away again if one of them cannot be.
struct NewFiles {
    files: Vec<PathBuf>,
    /// The deepest first.
    folders: Vec<PathBuf>,
}

impl NewFiles {
    fn among(files: &[(PathBuf, String)]) -> Self {
        let is_missing = |path: &Path| path.symlink_metadata().is_err() && !path.as_os_str().is_empty();
        let files: Vec<PathBuf> =
            files.iter().map(|(path, _)| path.clone()).filter(|path| is_missing(path)).collect();
        let folders = files.iter().flat_map(|path| path.ancestors().skip(1));
        let mut folders: Vec<PathBuf> =
            folders.filter(|folder| is_missing(folder)).map(Path::to_owned).collect();
        folders.sort_by_key(|folder| std::cmp::Reverse(folder.components().count()));
        folders.dedup();
        Self { files, folders }
    }

    fn remove(&self) {
        // What is not there need not be removed, and a folder that somebody put something into stays.
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in &self.folders {
            let _ = fs::remove_dir(folder);
        }
    }
}

pub(in crate::commands) fn existing(folder: &Path) -> Result<Existing, Failure> {
    let read = |name: &str| {
        let path = folder.join(name);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::unreadable(&path, &error)),
        }
    };
    Ok(Existing { spec: read(FILE_NAME)?, record: read(FACTS_FILE)? })
}

/// Returns what the record of a spec remembers of its imports, if there were any.
pub(in crate::commands) fn remembered(folder: &Path) -> Result<Option<ImportSettings>, Failure> {
    let settings = existing(folder)?.record.map(|record| merge::settings_of(&record)).transpose();
    settings.map_err(|error| Failure::finding(error.to_string()))
}

/// Returns the samples that are to be written. Those that a person wrote or edited stay, and are shown.
fn samples(folder: &Path, plan: &mut Plan, summary: &mut Summary) -> Result<Vec<(PathBuf, String)>, Failure> {
    let mut files = Vec::new();
    for (name, text) in plan.samples.clone() {
        let path = folder.join(SAMPLES).join(&name);
        let there = match fs::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Failure::unreadable(&path, &error)),
        };
        match plan.sample_file(&name, there.as_deref()) {
            SampleFile::Same => {}
            SampleFile::Write => {
                let is_new = there.is_none();
                summary.samples.push(WrittenSample { path: path.clone(), is_new });
                files.push((path, text));
            }
            kept @ (SampleFile::Edited | SampleFile::Keep) => {
                let before = there.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                let diff =
                    Change { path: Path::new(SAMPLES).join(&name), before, after: Some(text.clone()) }.diff();
                let is_conflict = kept == SampleFile::Keep;
                summary.kept.push(KeptSample { path, pages: text, diff, is_conflict });
            }
        }
    }
    Ok(files)
}

/// Finds what is in the way of a file before anything is written.
fn can_be_written(path: &Path) -> Result<(), Failure> {
    let in_the_way = |path: &Path, what: &str| {
        Err(Failure::finding(format!("`{}` cannot be written: {what}; nothing was written", shown(path))))
    };
    if path.is_dir() {
        return in_the_way(path, "a folder has this name");
    }
    if fs::metadata(path).is_ok_and(|file| file.permissions().readonly()) {
        return in_the_way(path, "the file is read-only");
    }
    let there = path.ancestors().skip(1).find(|parent| parent.symlink_metadata().is_ok());
    match there {
        Some(parent) if !parent.is_dir() => in_the_way(path, &format!("`{}` is no folder", shown(parent))),
        _ => Ok(()),
    }
}

/// Returns the first pages of a list.
pub(super) fn first_of(pages: &[String]) -> String {
    const MOST: usize = 3;
    let first = pages.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
    match pages.len().saturating_sub(MOST) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

/// Returns whether the checks find no error in the spec that is there.
fn is_sound(folder: &Path, api_json: &str) -> bool {
    !Spec::from_text(&folder.join(FILE_NAME), api_json).1.has_errors()
}
