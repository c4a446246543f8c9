//! The words of `pull`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::FetchArgs;

pub(super) const PULL_EXAMPLES: &str = "\
The pages that a spec was imported from are fetched anew; a server that says so by `ETag` or `Last-Modified` is not asked for \
a page twice. What changed on them is merged into the spec: what you edited stays. Where the pages and you changed the same, \
yours stays, and a comment in the spec, `// conflict: ..`, says what the pages have. Then everything is proven anew.

Three groups are printed: what the service changed, what you edited, and both. An interrupted run asks only for what is \
missing. Logins are never remembered: `--header`, `--cookie` and `--netrc` give them, or `--from` the whole address.

Exit codes: 0 good; 1 with `--check` the service changed, without it something is left to you: a conflict, a sample that is \
not reproduced, a page that could not be read.

Examples:
  cargo datacontract pull                    # all specs that were imported
  cargo datacontract pull specs/shop --netrc
  cargo datacontract pull --check            # in CI: writes nothing, fails if the service changed
  cargo datacontract pull specs/shop --from 'https://example.com/Help?key=..'";

#[derive(Args, Debug)]
pub(crate) struct PullArgs {
    /// Specs: files, folders of specs, folders of these, patterns; by default all of the project that were imported
    #[arg(value_name = "SPEC")]
    pub(crate) paths: Vec<PathBuf>,

    /// Write nothing; fail if the service changed
    #[arg(long)]
    pub(crate) check: bool,

    /// Where the pages are, instead of where they were: an address with its login or key, a file, a folder
    #[arg(long = "from", value_name = "SOURCE")]
    pub(crate) sources: Vec<String>,

    #[command(flatten)]
    pub(crate) fetch: FetchArgs,

    /// How to print
    #[arg(long, value_enum, default_value_t = PullFormat::Text)]
    pub(crate) format: PullFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PullFormat {
    /// For people
    Text,
    /// For programs: one JSON object for each spec, on a line
    Json,
}
