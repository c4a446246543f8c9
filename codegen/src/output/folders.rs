//! Folders that are made for files.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Folders that were made, which are removed again when this is dropped, as far as they are empty.
#[derive(Debug, Default)]
pub(super) struct NewFolders(Vec<PathBuf>);

impl NewFolders {
    /// Makes a folder and those around it that are missing.
    pub(super) fn create(&mut self, folder: &Path) -> io::Result<()> {
        let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.is_dir();
        let missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.0.push(folder.to_owned()),
                // Another run made it just now.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    let message = format!("`{}` is not a folder", folder.display());
                    return Err(io::Error::new(io::ErrorKind::NotADirectory, message));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Lets the folders stay.
    pub(super) fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for NewFolders {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // It fails where somebody put something into it, which is as it should be.
            let _ = fs::remove_dir(folder);
        }
    }
}
