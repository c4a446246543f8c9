//! Files, replaced whole or not at all.

use std::{
    collections::BTreeSet,
    fmt, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use super::{draft, folders::NewFolders};

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

/// Returns the bytes of a file; `None` if there is no file. What is no file, such as a pipe, is an error: reading it
/// might never end.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, FileError> {
    let read = || {
        if fs::metadata(path)?.is_file() { fs::read(path) } else { Err(io::Error::other("it is not a file")) }
    };
    match read() {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(FileError { path: path.to_owned(), what: "read", source }),
    }
}

/// Writes a file unless it has this text already; returns whether it was written.
///
/// The folder is made if it is missing. The text is written into a draft beside the file first, which then takes its
/// place: nobody ever sees half of it, and several runs at once do not disturb each other. A link stays a link, and the
/// file that it leads to is written; a file keeps its mode. What runs left in the folder that were killed is removed.
pub fn write_if_changed(path: &Path, text: &str) -> Result<bool, FileError> {
    if read(path)?.is_some_and(|bytes| bytes == text.as_bytes()) {
        return Ok(false);
    }
    replace(path, text).map_err(|source| FileError { path: path.to_owned(), what: "written", source })?;
    Ok(true)
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = followed(path)?;
    let folder = folder_of(&path);
    let mut folders = NewFolders::default();
    folders.create(folder)?;
    remove_leftovers_once(folder);
    let mut draft = draft::create(folder)?;
    draft.write_all(text.as_bytes())?;
    match fs::metadata(&path) {
        Ok(replaced) => draft::resemble(draft.as_file(), &replaced)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    draft.persist(&path)?;
    folders.keep();
    Ok(())
}

/// Returns the folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Longer chains of links are circles.
const LINKS: usize = 40;

/// Returns the path that links at the end of a path lead to, even if nothing is there yet.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = folder_of(&path).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("its links lead in a circle"))
}

/// Removes leftovers the first time that this process writes into a folder: the next times there is nothing new, and
/// folders can be large.
fn remove_leftovers_once(folder: &Path) {
    static SEEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    if seen.insert(folder.to_owned()) {
        draft::remove_leftovers(folder);
    }
}
