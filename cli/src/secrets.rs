//! Secrets that the command line gives: as they are, or in a file.

use std::{fs, path::Path};

use crate::{args::Secret, failure::Failure};

/// Returns a secret, or what is in the file that it names (`@FILE`).
pub(crate) fn read(secret: &Secret) -> Result<String, Failure> {
    match secret.reveal().strip_prefix('@') {
        Some(file) => {
            let path = Path::new(file);
            fs::read_to_string(path).map_err(|error| Failure::unreadable(path, &error))
        }
        None => Ok(secret.reveal().to_owned()),
    }
}

/// Returns the lines of a secret, or of the file that it names, without empty ones.
pub(crate) fn lines(secret: &Secret) -> Result<Vec<String>, Failure> {
    let text = read(secret)?;
    Ok(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect())
}
