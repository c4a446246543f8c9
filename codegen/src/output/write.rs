//! Files, replaced whole or not at all.

use std::{
    fmt, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// A file could not be read or written.
#[derive(Debug)]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// What was tried: `read`, `written`, `removed`.
    pub what: &'static str,
    /// Why it failed.
    pub source: io::Error,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` cannot be {}: {}", self.path.display(), self.what, self.source)
    }
}

impl std::error::Error for FileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// The text of a file; `None` if there is no file.
pub(super) fn read(path: &Path) -> Result<Option<String>, FileError> {
    match fs::read(path) {
        // What is no UTF-8 differs from any text that is to be written.
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(FileError { path: path.to_owned(), what: "read", source }),
    }
}

/// Writes a file unless it has this text already; says whether it was written.
///
/// The folder is made if it is missing. The text is written beside the file first, so that nobody ever sees half of
/// it.
pub fn write_if_changed(path: &Path, text: &str) -> Result<bool, FileError> {
    if read(path)?.as_deref() == Some(text) {
        return Ok(false);
    }
    replace(path, text).map_err(|source| FileError { path: path.to_owned(), what: "written", source })?;
    Ok(true)
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let written = fs::File::create(&temporary).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        fs::rename(&temporary, path)
    });
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Removes a file, and its folder if nothing else is in it.
pub(super) fn remove(path: &Path) -> Result<(), FileError> {
    fs::remove_file(path).map_err(|source| FileError { path: path.to_owned(), what: "removed", source })?;
    if let Some(folder) = path.parent() {
        // It fails where the folder is not empty, which is as it should be.
        let _ = fs::remove_dir(folder);
    }
    Ok(())
}
