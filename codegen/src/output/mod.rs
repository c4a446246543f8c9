//! Generated files: which there are to be, which of them are stale, and how they are written.
//!
//! A [`Plan`] holds what a folder is to contain; [`Plan::changes`] compares it with what the folder contains, and each
//! [`Change`] can be shown or applied. Files are replaced whole and only if they differ; files that are no longer
//! produced are removed, if their first line says that they were generated.

mod change;
#[cfg(feature = "diff")]
mod diff;
pub(crate) mod header;
mod plan;
mod write;

pub use change::{Change, ChangeKind};
pub use plan::{OutputFile, Plan, generated_files};
pub use write::{FileError, write_if_changed};
