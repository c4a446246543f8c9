//! Recorded traffic, read.

use std::path::Path;

use datacontract_workbench::traffic::{self, Exchange, ReadError};

use crate::failure::Failure;

/// Reads a recording: an HTTP archive, or a folder that `proxy --record` has written.
pub(crate) fn read(path: &Path) -> Result<Vec<Exchange>, Failure> {
    traffic::read(path).map_err(|error| match error {
        ReadError::Unreadable(error) => Failure::unreadable(path, &error),
        ReadError::Recording(message) => {
            Failure::usage(format!("`{}` is no recording: {message}", path.display()))
                .help("save the traffic as an HTTP archive (HAR), or record it by `proxy --record`")
        }
    })
}
