//! Where stamps are kept.

use std::{
    env,
    path::{Path, PathBuf},
};

use super::hash::hash;

/// Returns the file of a project's stamp: in cargo's target folder, which version control ignores and
/// `cargo clean` removes. `None` if there is no such folder yet.
pub(super) fn of(config: &Path) -> Option<PathBuf> {
    let config = config.canonicalize().ok()?;
    let given = ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR"].into_iter().find_map(env::var_os);
    let target = match given {
        Some(folder) => PathBuf::from(folder),
        // `cargo metadata` knows better, where a configuration of cargo's names another folder, but takes
        // longer than most generations.
        None => config.ancestors().skip(1).find(|folder| folder.join("Cargo.lock").is_file())?.join("target"),
    };
    let name = hash(config.as_os_str().as_encoded_bytes());
    target.is_dir().then(|| target.join("datacontract").join(format!("generate-{name}")))
}
