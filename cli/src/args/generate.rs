//! The words of `generate`.

use std::path::PathBuf;

use clap::Args;

pub(super) const GENERATE_EXAMPLES: &str = "\
`datacontract.json` says which specs become which files; the record beside it, `datacontract.json.lock`, says what is in \
those that were generated. Check in both. Only files whose content changes are written, and those that are no longer \
generated are removed; but a file that is not in the record, or that was changed since, is an error, and then nothing is \
written.

Examples:
  cargo datacontract generate
  cargo datacontract generate --check     # in CI: fails with a diff if anything is stale
  cargo datacontract generate --diff      # what would change, line by line
  cargo datacontract generate --watch     # again after each save
  cargo datacontract generate --force     # takes over what is in the way
  cargo datacontract generate --config services/datacontract.json";

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct GenerateArgs {
    /// Write nothing; fail with a diff if any file is stale
    #[arg(long, group = "mode")]
    pub(crate) check: bool,

    /// Write nothing; list what would be written and removed
    #[arg(long, group = "mode")]
    pub(crate) dry_run: bool,

    /// Write nothing; show what would change
    #[arg(long, group = "mode")]
    pub(crate) diff: bool,

    /// Generate again whenever a spec or the configuration changes, until it is stopped
    #[cfg(feature = "watch")]
    #[arg(long, group = "mode")]
    pub(crate) watch: bool,

    /// Overwrite and remove files even if they were written or changed by hand
    ///
    /// With `--dry-run` or `--diff` it is shown what would be lost.
    #[arg(long, conflicts_with = "check")]
    pub(crate) force: bool,

    /// The project's configuration
    #[arg(long, value_name = "FILE", default_value = datacontract_codegen::CONFIG_FILE)]
    pub(crate) config: PathBuf,
}
