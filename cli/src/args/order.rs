//! The words of the commands that keep specs in order: `lint`, `stats`, `fmt`, `upgrade`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use datacontract_codegen::lint::Rule;

use super::CheckFormat;

pub(super) const LINT_EXAMPLES: &str = "\
What is no mistake, and still worth a look. The rules:
  conflicts                  comments `// conflict: ..` of `pull` that nobody has settled
  open-facts                 comments `// open: ..` that nobody has decided
  endpoints-without-samples  endpoints that nothing proves
  unused-types               types that no endpoint leads to
  unnamed-enums              enums without names, or with some like `Value1`
  flat-lists                 lists of answers that cannot be read item by item
  missing-docs               endpoints, types and members without `doc`; off unless it is switched on

Rules are switched in `datacontract.json`, `\"lint\": {\"missing-docs\": true}`, and by `--on` and `--off`.

Exit codes: 0 nothing found, 1 something found or a spec that cannot be read.

Examples:
  cargo datacontract lint
  cargo datacontract lint specs/shop --off open-facts --on missing-docs
  cargo datacontract lint --format github";

#[derive(Args, Debug)]
pub(crate) struct LintArgs {
    /// Specs: files, folders of specs, folders of these, patterns; by default all of the project
    #[arg(value_name = "SPEC")]
    pub(crate) paths: Vec<PathBuf>,

    /// Switch a rule on
    #[arg(long, value_name = "RULE")]
    pub(crate) on: Vec<Rule>,

    /// Switch a rule off
    #[arg(long, value_name = "RULE")]
    pub(crate) off: Vec<Rule>,

    /// How to print
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
}

pub(super) const STATS_EXAMPLES: &str = "\
For each endpoint: its verdict, as `check` has it; how many of its samples are reproduced; and how many comments, on it and on \
the types that it leads to, say that something is inferred or open.

Examples:
  cargo datacontract stats
  cargo datacontract stats specs/shop --format json";

#[derive(Args, Debug)]
pub(crate) struct StatsArgs {
    /// Specs: files, folders of specs, folders of these, patterns; by default all of the project
    #[arg(value_name = "SPEC")]
    pub(crate) paths: Vec<PathBuf>,

    /// How to print
    #[arg(long, value_enum, default_value_t = StatsFormat::Text)]
    pub(crate) format: StatsFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatsFormat {
    /// For people
    Text,
    /// For programs: one JSON object for each spec, on a line
    Json,
}

pub(super) const FMT_EXAMPLES: &str = "\
Only white space changes: comments and all else stay as they are. An object that stands on one line stays on it if it fits; \
one whose first entry is on a line of its own stays so.

Examples:
  cargo datacontract fmt
  cargo datacontract fmt --check              # in CI: writes nothing, fails if a spec is laid out otherwise
  cargo datacontract fmt - < specs/shop/api.json";

#[derive(Args, Debug)]
pub(crate) struct FmtArgs {
    /// Specs: files, folders of specs, folders of these, patterns, or `-` for standard input; by default all of the project
    #[arg(value_name = "SPEC")]
    pub(crate) paths: Vec<PathBuf>,

    /// Write nothing; fail with a diff if a spec is laid out otherwise
    #[arg(long)]
    pub(crate) check: bool,
}

pub(super) const UPGRADE_EXAMPLES: &str = "\
A spec says which version of the format it has. There is one version, 1, so there is nothing to upgrade from. Should there be \
another, this command will bring specs to it, keep comments and layout, and prove that their contracts are the same as before.

Examples:
  cargo datacontract upgrade";

#[derive(Args, Debug)]
pub(crate) struct UpgradeArgs {
    /// Specs: files, folders of specs, folders of these, patterns; by default all of the project
    #[arg(value_name = "SPEC")]
    pub(crate) paths: Vec<PathBuf>,
}
