//! Files that are written where there are none.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    FileError, OutputFile,
    folders::NewFolders,
    staging::{Staging, write_new},
    write::folder_of,
};

/// Writes new files into a folder and its folders: all of them, or none. Their paths begin with the folder's.
///
/// What is there already is an error of the kind [`io::ErrorKind::AlreadyExists`], and stays as it is. If the
/// folder is missing, it appears with all files in it, even if the process is killed.
pub fn create_files(folder: &Path, files: &[OutputFile]) -> Result<(), FileError> {
    if let Some(file) = files.iter().find(|file| file.path.symlink_metadata().is_ok()) {
        return Err(failed(&file.path, io::ErrorKind::AlreadyExists.into()));
    }
    if folder.symlink_metadata().is_ok() { create_in(folder, files) } else { create_with(folder, files) }
}

/// Does something while there is a folder, which may be missing before and is so again afterwards: paths that lead out of it
/// by `..` lead somewhere only then.
pub fn with_folder<T>(folder: &Path, work: impl FnOnce() -> T) -> Result<T, FileError> {
    let mut folders = NewFolders::default();
    folders.create(folder).map_err(|error| failed(folder, error))?;
    Ok(work())
}

/// Writes files with the folder that they are in.
fn create_with(folder: &Path, files: &[OutputFile]) -> Result<(), FileError> {
    let around = folder_of(folder);
    let mut folders = NewFolders::default();
    folders.create(around).map_err(|error| failed(folder, error))?;
    let staging = Staging::new(around).map_err(|error| failed(folder, error))?;
    let staged = staging.folder().join("new");
    for OutputFile { path, contents } in files {
        let draft = staged.join(path.strip_prefix(folder).unwrap_or(path));
        fs::create_dir_all(folder_of(&draft))
            .and_then(|()| write_new(&draft, contents))
            .map_err(|error| failed(path, error))?;
    }
    fs::rename(&staged, folder).map_err(|error| {
        // Another run made it just now.
        let is_there = folder.symlink_metadata().is_ok();
        failed(folder, if is_there { io::ErrorKind::AlreadyExists.into() } else { error })
    })?;
    folders.keep();
    Ok(())
}

/// Writes files into a folder in which others may be.
fn create_in(folder: &Path, files: &[OutputFile]) -> Result<(), FileError> {
    // What was made is removed in the reverse order: files first, then what is staged, then folders.
    let mut folders = NewFolders::default();
    let mut staging = Staging::new(folder).map_err(|error| failed(folder, error))?;
    let mut staged = Vec::new();
    for OutputFile { path, contents } in files {
        staged.push((path, staging.write(contents, path).map_err(|error| failed(path, error))?));
    }
    let mut created = NewFiles::default();
    for (path, draft) in staged {
        folders.create(folder_of(path)).map_err(|error| failed(path, error))?;
        draft.persist_noclobber(path).map_err(|error| failed(path, error.error))?;
        created.0.push(path.clone());
    }
    created.0.clear();
    folders.keep();
    Ok(())
}

fn failed(path: &Path, source: io::Error) -> FileError {
    FileError { path: path.to_owned(), what: "written", source }
}

/// Files that were made, which are removed again when this is dropped.
#[derive(Default)]
struct NewFiles(Vec<PathBuf>);

impl Drop for NewFiles {
    fn drop(&mut self) {
        for file in &self.0 {
            let _ = fs::remove_file(file);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, io, path::Path};

    use super::create_files;
    use crate::output::OutputFile;

    /// The second file cannot be made, although nothing is there: the first one is a file, not a folder.
    #[test]
    fn what_was_begun_is_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let count = |path: &Path| fs::read_dir(path).expect("a folder").count();
        for program in [folder.path().join("a/program"), folder.path().to_owned()] {
            let file = |path: &str| OutputFile { path: program.join(path), contents: "text".to_owned() };
            let wrong = [file("src"), file("src/main.rs")];
            let error = create_files(&program, &wrong).expect_err("no folder");
            assert!(error.path.ends_with("src/main.rs"), "{error}");
            assert_eq!(count(folder.path()), 0);
        }
    }

    #[test]
    fn what_is_there_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        for program in [folder.path().join("a/program"), folder.path().to_owned()] {
            let file = |path: &str| OutputFile { path: program.join(path), contents: path.to_owned() };
            create_files(&program, &[file("build.rs"), file("src/main.rs")]).expect("they are written");
            assert_eq!(fs::read_to_string(program.join("src/main.rs")).expect("a file"), "src/main.rs");
            let before = fs::read_dir(&program).expect("a folder").count();
            let error =
                create_files(&program, &[file("Cargo.toml"), file("build.rs")]).expect_err("it is there");
            assert_eq!(error.source.kind(), io::ErrorKind::AlreadyExists);
            assert_eq!(fs::read_dir(&program).expect("a folder").count(), before);
        }
    }
}
