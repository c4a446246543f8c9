//! What each command does.

pub(crate) mod breaking;
pub(crate) mod check;
#[cfg(feature = "completions")]
pub(crate) mod completions;
pub(crate) mod convert;
#[cfg(feature = "serve")]
pub(crate) mod docs;
#[cfg(feature = "serve")]
pub(crate) mod drift;
pub(crate) mod explain;
pub(crate) mod fmt;
pub(crate) mod generate;
#[cfg(feature = "import")]
pub(crate) mod import;
pub(crate) mod init;
#[cfg(feature = "serve")]
pub(crate) mod learn;
pub(crate) mod lint;
pub(crate) mod new;
#[cfg(feature = "serve")]
pub(crate) mod probe;
#[cfg(feature = "serve")]
pub(crate) mod proxy;
#[cfg(feature = "import")]
pub(crate) mod pull;
#[cfg(feature = "serve")]
pub(crate) mod sample;
#[cfg(feature = "schema")]
pub(crate) mod schema;
#[cfg(feature = "serve")]
pub(crate) mod serve;
pub(crate) mod stats;
pub(crate) mod upgrade;

use std::{io, path::Path};

use datacontract_codegen::output::{self, OutputFile};

use crate::{failure::Failure, report::Output};

/// Writes new files into a folder, all or none; nothing is overwritten.
fn create_files(folder: &Path, files: &[OutputFile], output: &mut Output) -> Result<(), Failure> {
    output::create_files(folder, files).map_err(|error| match error.source.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::usage(format!("`{}` is there already", error.path.display()))
                .help("name another folder: nothing is overwritten")
        }
        _ => Failure::unwritable(&error.path, &error.source),
    })?;
    for file in files {
        output.print(&format!("wrote {}\n", file.path.display()));
    }
    Ok(())
}
