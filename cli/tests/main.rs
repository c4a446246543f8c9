//! The commands as a user gives them: one program, since each one more is linked with all that the command line needs.
//!
//! `cargo test -p datacontract-cli import::` runs the tests of one subject.

mod breaking;
mod bytes;
mod commands;
mod common;
#[cfg(feature = "completions")]
mod completions;
mod concurrency;
#[cfg(unix)]
mod disk;
mod docs;
mod drift;
mod files;
mod import;
mod learn;
mod life;
#[cfg(unix)]
mod links;
mod new;
mod ownership;
mod platforms;
mod probe;
mod serve;
mod story;
mod value_types;
