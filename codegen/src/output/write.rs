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

/// Returns the bytes of a file; `None` if there is no file. What is no file, such as a pipe, is an error:
/// reading it might never end.
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
/// The folder is made if it is missing. The text is written into a draft beside the file first, which then
/// takes its place: nobody ever sees half of it, and several runs at once do not disturb each other. A link
/// stays a link, and the file that it leads to is written; a file keeps its mode. What runs left in the
/// folder that were killed is removed.
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
    draft.as_file_mut().write_all(text.as_bytes())?;
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

/// Removes leftovers the first time that this process writes into a folder: the next times there is nothing
/// new, and folders can be large.
fn remove_leftovers_once(folder: &Path) {
    static SEEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    if seen.insert(folder.to_owned()) {
        draft::remove_leftovers(folder);
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path, thread};

    use super::write_if_changed;

    fn names(folder: &Path) -> BTreeSet<String> {
        let entries = fs::read_dir(folder).expect("a folder").flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn only_what_differs_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a/b/file");
        assert!(write_if_changed(&path, "text").expect("it is written"));
        assert!(!write_if_changed(&path, "text").expect("it is read"));
        // What is no UTF-8 is not what it looks like.
        fs::write(&path, b"\xff").expect("a file");
        assert!(write_if_changed(&path, "\u{fffd}").expect("it is written"));
        assert_eq!(fs::read(&path).expect("a file"), "\u{fffd}".as_bytes());
        let error = write_if_changed(&folder.path().join("a"), "text").expect_err("a folder");
        assert!(error.to_string().ends_with("cannot be read: it is not a file"), "{error}");
    }

    #[test]
    fn folders_that_were_made_in_vain_are_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a/b").join("n".repeat(300));
        assert!(write_if_changed(&path, "text").is_err());
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn runs_at_once_do_not_disturb_each_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        let text = |writer: usize, turn: usize| format!("{writer} {turn} ").repeat(5_000);
        thread::scope(|scope| {
            for writer in 0..8 {
                let path = &path;
                scope.spawn(move || {
                    for turn in 0..50 {
                        write_if_changed(path, &text(writer, turn)).expect("it is written");
                        super::draft::remove_leftovers(path.parent().expect("a folder"));
                        let seen = fs::read_to_string(path).expect("a file");
                        let mut words = seen.split(' ').map(|word| word.parse().expect("a number"));
                        let (writer, turn) = (words.next().expect("one"), words.next().expect("two"));
                        assert_eq!(seen, text(writer, turn));
                    }
                });
            }
        });
        assert_eq!(names(folder.path()), BTreeSet::from(["file".to_owned()]));
    }

    #[test]
    fn leftovers_are_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(".datacontract-0123456789ab.tmp"), "half a te").expect("a file");
        write_if_changed(&folder.path().join("file"), "text").expect("it is written");
        assert_eq!(names(folder.path()), BTreeSet::from(["file".to_owned()]));
    }

    #[cfg(unix)]
    #[test]
    fn links_and_modes_are_kept() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("real")).expect("a folder");
        fs::write(path("real/file"), "before").expect("a file");
        fs::set_permissions(path("real/file"), fs::Permissions::from_mode(0o640)).expect("a mode");
        symlink("real/file", path("one")).expect("a link");
        symlink("one", path("two")).expect("a link");
        assert!(write_if_changed(&path("two"), "after").expect("it is written"));
        assert_eq!(fs::read_to_string(path("real/file")).expect("a file"), "after");
        assert!(path("one").is_symlink() && path("two").is_symlink());
        let mode = |name: &str| fs::metadata(path(name)).expect("a file").permissions().mode() & 0o7777;
        assert_eq!(mode("real/file"), 0o640);

        // Where a link leads to may be missing yet.
        symlink("real/new/file", path("new")).expect("a link");
        assert!(write_if_changed(&path("new"), "new").expect("it is written"));
        assert_eq!(fs::read_to_string(path("real/new/file")).expect("a file"), "new");
        fs::write(path("plain"), "").expect("a file");
        assert_eq!(mode("new"), mode("plain"));

        symlink("circle", path("circle")).expect("a link");
        assert!(write_if_changed(&path("circle"), "text").is_err());
    }
}
