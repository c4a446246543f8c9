//! The words of `learn`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(super) const LEARN_EXAMPLES: &str = "\
What the service's answers show that the spec does not say: null or never null, the names and numbers of enums, types that \
hold the numbers that came, namespaces, what is left out, new members, statuses, classes of errors, endpoints that it does \
not have. Each edit stands behind a comment that says \
what was seen (`// seen: 2026-11-27, null in 3 of 14 answers`), and the remark that it settles is gone. What a person wrote \
stays.

Edits are made of what a document shows, and of what was never otherwise in at least so many values as `--at-least` says. What \
the traffic leaves open is told, and not written. Requests teach nothing: they show what their author believed.

Recordings are HTTP archives (`.har`), as browsers and proxies write them, or folders that `proxy --record` has written.

Examples:
  cargo datacontract learn --spec specs/orders --dry-run monday.har
  cargo datacontract learn --spec specs/orders --samples recordings/monday
  cargo datacontract learn --spec specs/orders --at-least 200 monday.har tuesday.har

Exit codes: 0 done, 1 it cannot be written, 2 wrong usage.";

#[derive(Args, Debug)]
pub(crate) struct LearnArgs {
    /// The spec: its folder or its file
    #[arg(long, value_name = "DIR")]
    pub(crate) spec: PathBuf,

    /// The recordings
    #[arg(value_name = "FILE", required = true)]
    pub(crate) recordings: Vec<PathBuf>,

    /// How many values have to be seen before it counts that something never was there
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) at_least: u64,

    /// Write samples of endpoints that have none: what was recorded of them, without its secrets
    ///
    /// Personal data that is no secret stays in them. Look at the files before you check them in.
    #[arg(long)]
    pub(crate) samples: bool,

    /// Write nothing; show what would be different
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// How to print
    #[arg(long, value_enum, default_value_t = LearnFormat::Text)]
    pub(crate) format: LearnFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LearnFormat {
    /// For people
    Text,
    /// For programs: one JSON object
    Json,
}
