//! Recorded traffic, read.

use std::{fs, path::Path};

use datacontract_workbench::traffic::{Exchange, har};

use crate::failure::Failure;

/// Reads a recording.
pub(crate) fn read(path: &Path) -> Result<Vec<Exchange>, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::unreadable(path, &error))?;
    har::read(&text).map_err(|error| {
        Failure::usage(format!("`{}` is no recording: {error}", path.display()))
            .help("save the traffic as an HTTP archive (HAR)")
    })
}
