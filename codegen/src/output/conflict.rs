//! What stands in the way of what is generated.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use super::{Change, FileError};

/// Something in a folder that generated files cannot take the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Where it is.
    pub path: PathBuf,
    /// What it is.
    pub kind: ConflictKind,
    /// What would be done if it were not for the conflict, where that is possible.
    pub change: Option<Change>,
}

/// The kinds of conflicts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConflictKind {
    /// A file is not in the record, and is not what would be generated now.
    NotGenerated,
    /// A file is in the record, and was changed since.
    Edited,
    /// A file is in the record, was changed since, and is to be removed.
    EditedAndSuperfluous,
    /// A folder, or something else that is no file, is where a file is to be.
    NotAFile,
    /// This is a file, and a folder is to be there for the generated one.
    NotInAFolder(PathBuf),
    /// A file or folder is a link to what is outside of the output, or to nothing.
    LeadsOut,
    /// Two files that are to be generated are the same one, by links or because case does not matter.
    SameAs(PathBuf),
    /// It cannot be read, for this reason.
    Unreadable(String),
    /// Nothing can be written into the folder, for this reason.
    Unwritable(String),
}

impl Conflict {
    /// Returns whether it is the text of a file that is in the way, and nothing else.
    #[must_use]
    pub fn is_about_text(&self) -> bool {
        matches!(
            self.kind,
            ConflictKind::NotGenerated | ConflictKind::Edited | ConflictKind::EditedAndSuperfluous
        )
    }

    pub(super) fn new(path: &Path, kind: ConflictKind) -> Self {
        Self { path: path.to_owned(), kind, change: None }
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` ", self.path.display())?;
        match &self.kind {
            ConflictKind::NotGenerated => f.write_str("is not known to be generated"),
            ConflictKind::Edited => f.write_str("was changed since it was generated"),
            ConflictKind::EditedAndSuperfluous => {
                f.write_str("is no longer generated, but was changed since it was")
            }
            ConflictKind::NotAFile => f.write_str("is not a file"),
            ConflictKind::NotInAFolder(file) => {
                write!(f, "cannot be in `{}`, which is a file", file.display())
            }
            ConflictKind::LeadsOut => f.write_str("is a link that leads out of the output, or nowhere"),
            ConflictKind::SameAs(other) => write!(f, "is the same file as `{}`", other.display()),
            ConflictKind::Unreadable(why) => write!(f, "cannot be read: {why}"),
            ConflictKind::Unwritable(why) => write!(f, "cannot be written to: {why}"),
        }
    }
}

/// Why files were not, or not all, written.
#[derive(Debug)]
#[non_exhaustive]
pub enum ApplyError {
    /// Something is in the way. Nothing was written.
    Conflicts(Vec<Conflict>),
    /// Something cannot be written although it looked as if it could. What was written before is whole, and
    /// is recorded: the next run goes on from there.
    File(FileError),
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflicts(conflicts) => {
                f.write_str("nothing was written, for this is in the way:")?;
                conflicts.iter().try_for_each(|conflict| write!(f, "\n  {conflict}"))
            }
            Self::File(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ApplyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Conflicts(_) => None,
            Self::File(error) => Some(&error.source),
        }
    }
}
