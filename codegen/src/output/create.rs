//! Files that are written where there are none.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{FileError, OutputFile, folders::NewFolders, staging::Staging, write::folder_of};

/// Writes new files into a folder and its folders: all of them, or none. Their paths begin with the folder's.
///
/// What is there already is an error of the kind [`io::ErrorKind::AlreadyExists`], and stays as it is.
pub fn create_files(folder: &Path, files: &[OutputFile]) -> Result<(), FileError> {
    let failed = |path: &Path, source| FileError { path: path.to_owned(), what: "written", source };
    for file in files {
        if file.path.symlink_metadata().is_ok() {
            return Err(failed(&file.path, io::ErrorKind::AlreadyExists.into()));
        }
    }
    // What was made is removed in the reverse order: files first, then what is staged, then folders.
    let mut folders = NewFolders::default();
    folders.create(folder).map_err(|error| failed(folder, error))?;
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
    use std::{fs, io};

    use super::create_files;
    use crate::output::OutputFile;

    /// The second file cannot be made, although nothing is there: the first one is a file, not a folder.
    #[test]
    fn what_was_begun_is_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join("a/program");
        let file = |path: &str| OutputFile { path: program.join(path), contents: "text".to_owned() };
        let error = create_files(&program, &[file("src"), file("src/main.rs")]).expect_err("no folder");
        assert!(error.path.ends_with("src/main.rs"), "{error}");
        assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0);

        create_files(&program, &[file("build.rs"), file("src/main.rs")]).expect("they are written");
        let error = create_files(&program, &[file("Cargo.toml"), file("build.rs")]).expect_err("it is there");
        assert_eq!(error.source.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_dir(&program).expect("the folder").count(), 2);
    }
}
