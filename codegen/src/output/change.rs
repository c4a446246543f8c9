//! What has to be done to a file.

use std::path::PathBuf;

/// A difference between what a folder contains and what it is to contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub path: PathBuf,
    /// What is in the file; `None` if there is none.
    pub before: Option<String>,
    /// What is to be in the file; `None` if there is to be none.
    pub after: Option<String>,
}

/// The kinds of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// The file is missing.
    Create,
    /// The file has another text.
    Update,
    /// The file was generated once, and is no longer.
    Remove,
}

impl Change {
    /// Returns which kind it is.
    #[must_use]
    pub fn kind(&self) -> ChangeKind {
        match (&self.before, &self.after) {
            (None, _) => ChangeKind::Create,
            (Some(_), Some(_)) => ChangeKind::Update,
            (Some(_), None) => ChangeKind::Remove,
        }
    }
}
