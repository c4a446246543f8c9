//! Generated files: which there are to be, which of them are stale, and how they are written.
//!
//! A [`Plan`] holds what a configuration is to have generated. [`Plan::changes`] compares it with what there
//! is, and with the record of what the last run wrote: files are replaced or removed only if they are as that
//! run left them, and everything else in their places is a [`Conflict`]. [`Changes::apply`] makes all changes
//! or, if anything is in the way, none. Each file is replaced whole, and only if it differs.

#[cfg(feature = "project")]
mod change;
#[cfg(feature = "project")]
mod changes;
#[cfg(feature = "project")]
mod conflict;
#[cfg(feature = "project")]
mod create;
#[cfg(feature = "diff")]
mod diff;
mod draft;
mod folders;
pub(crate) mod header;
#[cfg(feature = "project")]
mod lock;
#[cfg(feature = "project")]
mod plan;
#[cfg(feature = "project")]
mod record;
#[cfg(feature = "project")]
mod staging;
mod text;
mod write;

pub use draft::remove_leftovers;
pub use write::{FileError, write_if_changed};
#[cfg(feature = "project")]
pub use {
    change::{Change, ChangeKind},
    changes::{Changes, Existing},
    conflict::{ApplyError, Conflict, ConflictKind},
    create::{create_files, with_folder},
    lock::{Access, RunLock},
    plan::{OutputFile, Plan, record_of},
    record::RecordError,
};
