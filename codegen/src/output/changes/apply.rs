//! Changes, made one after the other.
//!
//! A run can be killed at any moment, and any disk can be full. So all texts are written into drafts first;
//! then the record says of each file both what it was and what it is to be; then drafts take their places;
//! and at last the record says what there is. Wherever this ends, the next run knows each file for its own.

use std::{collections::BTreeSet, fs, io, path::Path};

use tempfile::TempPath;

use super::{Changes, Hash, Step};
use crate::output::{
    ApplyError, Conflict, ConflictKind, FileError,
    folders::NewFolders,
    staging::Staging,
    write::{folder_of, read, write_if_changed},
};

impl Changes {
    /// Makes all changes, if nothing is in the way.
    pub fn apply(&self) -> Result<(), ApplyError> {
        let mut conflicts = self.conflicts.clone();
        if conflicts.is_empty() {
            conflicts = self.unwritable();
        }
        if !conflicts.is_empty() {
            return Err(ApplyError::Conflicts(conflicts));
        }
        self.make().map_err(ApplyError::File)
    }

    fn make(&self) -> Result<(), FileError> {
        let record = &self.record;
        let written = |error| FileError { path: self.output.clone(), what: "written", source: error };
        // Removed in the reverse order where it ends too early: first the drafts, then the folders.
        let mut folders = NewFolders::default();
        let mut staging = None;
        if self.files().any(|change| change.after.is_some()) {
            folders.create(&self.output).map_err(written)?;
            staging = Some(Staging::new(&self.output).map_err(written)?);
        }
        let mut staged = Vec::new();
        for step in &self.steps {
            let draft = match (&mut staging, &step.change.after) {
                (Some(staging), Some(text)) => {
                    Some(staging.write(text, &step.target).map_err(|error| step.failed("written", error))?)
                }
                _ => None,
            };
            staged.push((step, draft));
        }
        if !staged.is_empty() {
            write_if_changed(&record.path, &record.old.with(&record.new).to_text())?;
        }
        for (step, draft) in staged {
            let made = match draft {
                Some(draft) => step.write(draft, &mut folders).map_err(|error| step.failed("written", error)),
                None => self.remove(step).map_err(|error| step.failed("removed", error)),
            };
            made?;
        }
        folders.keep();
        // With nothing to do it stays as it is, even if its line breaks are not ours.
        if record.change.is_some() || !self.steps.is_empty() {
            write_if_changed(&record.path, &record.new.to_text())?;
        }
        Ok(())
    }

    /// Returns the folders in which files are to be created or removed, and cannot be.
    fn unwritable(&self) -> Vec<Conflict> {
        let folders: BTreeSet<&Path> = self
            .steps
            .iter()
            .filter_map(|step| step.target.ancestors().skip(1).find(|f| f.is_dir()))
            .collect();
        let tried = folders.into_iter().filter_map(|folder| {
            let error = tempfile::tempfile_in(folder).err()?;
            Some(Conflict::new(folder, ConflictKind::Unwritable(error.to_string())))
        });
        tried.collect()
    }

    /// Removes a file, and the folders that are empty then.
    fn remove(&self, step: &Step) -> io::Result<()> {
        step.check_unchanged()?;
        fs::remove_file(&step.target)?;
        let is_in_project = |folder: &&Path| {
            (folder.starts_with(&self.base) && *folder != self.base) || folder.starts_with(&self.output)
        };
        for folder in step.change.path.ancestors().skip(1).take_while(is_in_project) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }
}

impl Step {
    /// Puts a draft in the place of the file.
    fn write(&self, draft: TempPath, folders: &mut NewFolders) -> io::Result<()> {
        folders.create(folder_of(&self.target))?;
        let placed = if self.before.is_none() {
            draft.persist_noclobber(&self.target)
        } else {
            self.check_unchanged()?;
            draft.persist(&self.target)
        };
        placed.map_err(|error| error.error)
    }

    /// Fails if somebody else wrote the file since it was looked at.
    fn check_unchanged(&self) -> io::Result<()> {
        let now = read(&self.target).map_err(|error| error.source)?;
        if now.as_deref().map(Hash::of) == self.before {
            Ok(())
        } else {
            Err(io::Error::other("it was changed just now by somebody else"))
        }
    }

    fn failed(&self, what: &'static str, source: io::Error) -> FileError {
        FileError { path: self.change.path.clone(), what, source }
    }
}
