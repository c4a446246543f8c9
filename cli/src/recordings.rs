//! Recorded traffic, read.

use std::path::{Path, PathBuf};

use datacontract_workbench::{
    site::Site,
    traffic::{self, Exchange, ReadError},
};

use crate::{failure::Failure, report::Output};

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

/// Reads recordings of a site's service: all exchanges in their order, and of which recording each is.
pub(crate) fn read_all<'p>(
    site: &Site,
    paths: &'p [PathBuf],
    output: &mut Output,
) -> Result<(Vec<Exchange>, Vec<&'p Path>), Failure> {
    let (mut exchanges, mut of) = (Vec::new(), Vec::new());
    for path in paths {
        exchanges.extend(read(path)?);
        of.resize(exchanges.len(), path.as_path());
    }
    if let Some(base) = traffic::locate(site, &mut exchanges) {
        output.warning(&format!(
            "`{base}` is taken for the address of the service, since its endpoints are there: write it into the spec as `baseUrl`"
        ));
    }
    Ok((exchanges, of))
}
