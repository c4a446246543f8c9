//! Many drafts at once: all that is to be written is written before anything takes its place.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile, TempDir, TempPath};

use super::draft;

/// A folder of drafts, which are removed when it is dropped.
pub(super) struct Staging {
    // Dropped first: as long as the draft beside it is locked, nobody takes it for a leftover.
    files: TempDir,
    _draft: NamedTempFile,
    count: usize,
}

impl Staging {
    /// Makes one in a folder, and removes what killed runs left there.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        draft::remove_leftovers(folder);
        let draft = draft::create(folder)?;
        let name = draft.path().file_stem().unwrap_or_default();
        let files = Builder::new().prefix(name).suffix(draft::FOLDER).rand_bytes(0).tempdir_in(folder)?;
        Ok(Self { files, _draft: draft, count: 0 })
    }

    /// Returns the folder that the drafts are in.
    pub(super) fn folder(&self) -> &Path {
        self.files.path()
    }

    /// Writes a draft for a path, with the mode of the file that is there.
    pub(super) fn write(&mut self, text: &str, path: &Path) -> io::Result<TempPath> {
        self.count += 1;
        let staged: PathBuf = self.files.path().join(self.count.to_string());
        let file = write_new(&staged, text)?;
        match fs::metadata(path) {
            Ok(replaced) => draft::resemble(&file, &replaced)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        TempPath::try_from_path(staged)
    }
}

/// Writes a file that is not there yet.
pub(super) fn write_new(path: &Path, text: &str) -> io::Result<File> {
    let mut file = File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    Ok(file)
}
