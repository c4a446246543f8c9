//! What a folder is to contain.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, BufRead as _, BufReader},
    path::{Path, PathBuf},
};

use super::{Change, FileError, header::MARK, write::read};

/// A file that is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Its path.
    pub path: PathBuf,
    /// Its text.
    pub contents: String,
}

/// The files that a folder is to contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    folder: PathBuf,
    files: Vec<OutputFile>,
}

impl Plan {
    /// These files, whose paths are relative to the folder, and no other generated ones.
    #[must_use]
    pub fn new(folder: &Path, files: impl IntoIterator<Item = OutputFile>) -> Self {
        let mut files: Vec<OutputFile> = files
            .into_iter()
            .map(|file| OutputFile { path: folder.join(file.path), contents: file.contents })
            .collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { folder: folder.to_owned(), files }
    }

    /// The files, in the order of their paths.
    #[must_use]
    pub fn files(&self) -> &[OutputFile] {
        &self.files
    }

    /// What is to be done, in the order of paths; nothing if nothing is stale.
    pub fn changes(&self) -> Result<Vec<Change>, FileError> {
        let mut changes = Vec::new();
        for file in &self.files {
            let before = read(&file.path)?;
            if before.as_deref() != Some(&file.contents) {
                changes.push(Change { path: file.path.clone(), before, after: Some(file.contents.clone()) });
            }
        }
        let planned: BTreeSet<&Path> = self.files.iter().map(|file| file.path.as_path()).collect();
        for path in generated_files(&self.folder, |path| planned.contains(path))? {
            changes.push(Change { before: read(&path)?, path, after: None });
        }
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(changes)
    }

    /// Makes all changes, and says which these were.
    pub fn apply(&self) -> Result<Vec<Change>, FileError> {
        let changes = self.changes()?;
        changes.iter().try_for_each(Change::apply)?;
        Ok(changes)
    }
}

/// The files in a folder and those in it whose first line says that they were generated, but for those that are
/// `known`. Hidden folders, build folders and links are left alone.
pub fn generated_files(folder: &Path, known: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, FileError> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let failed = |source| FileError { path: folder.clone(), what: "read", source };
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(failed(error)),
        };
        for entry in entries {
            let entry = entry.map_err(failed)?;
            let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
            let name = entry.file_name();
            if kind.is_dir() {
                if name != "target" && !name.to_string_lossy().starts_with('.') {
                    folders.push(path);
                }
            } else if kind.is_file() && !known(&path) && is_generated(&path)? {
                found.push(path);
            }
        }
    }
    Ok(found)
}

fn is_generated(path: &Path) -> Result<bool, FileError> {
    let first_line = || {
        let mut line = Vec::new();
        BufReader::new(fs::File::open(path)?).read_until(b'\n', &mut line)?;
        Ok(line)
    };
    let line = first_line().map_err(|source| FileError { path: path.to_owned(), what: "read", source })?;
    Ok(String::from_utf8_lossy(&line).contains(MARK))
}
