//! Runs of one configuration, one after the other.

use std::{fs::File, io, path::Path};

use fs4::{FileExt, TryLockError};

/// What a run does with the files of a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It compares them with what they are to be.
    Look,
    /// It writes them.
    Write,
}

/// Keeps other runs of a configuration from writing, until it is dropped or the process ends, however it
/// ends.
#[derive(Debug)]
pub struct RunLock {
    _file: Option<File>,
}

impl RunLock {
    /// Waits until no other run writes or, for one that writes, looks. Says so by `waits` if it has to.
    ///
    /// Where files cannot be locked, runs are on their own.
    pub fn take(config: &Path, access: Access, waits: impl FnOnce()) -> Self {
        let locked = lock_file(config).and_then(|file| {
            let tried = match access {
                Access::Look => FileExt::try_lock_shared(&file),
                Access::Write => FileExt::try_lock(&file),
            };
            match tried {
                Ok(()) => {}
                Err(TryLockError::Error(error)) => return Err(error),
                Err(TryLockError::WouldBlock) => {
                    waits();
                    match access {
                        Access::Look => FileExt::lock_shared(&file)?,
                        Access::Write => FileExt::lock(&file)?,
                    }
                }
            }
            Ok(file)
        });
        Self { _file: locked.ok() }
    }
}

/// Returns the configuration itself: so there is no file that is left behind.
#[cfg(unix)]
fn lock_file(config: &Path) -> io::Result<File> {
    if config.is_file() { File::open(config) } else { Err(io::ErrorKind::NotFound.into()) }
}

/// Returns a file of its own: where locks keep others from reading, the configuration has to stay readable.
#[cfg(not(unix))]
fn lock_file(config: &Path) -> io::Result<File> {
    let hash = md5::compute(config.canonicalize()?.as_os_str().as_encoded_bytes());
    let path = std::env::temp_dir().join(format!("datacontract-{hash:x}.lock"));
    File::options().create(true).append(true).open(path)
}
