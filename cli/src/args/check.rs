//! The words of the commands that look at specs: `check`, `explain`, `schema`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(super) const CHECK_EXAMPLES: &str = "\
Each sample is read into a value and written again, in its own format and in the other one. What comes out has to be \
the samples, byte for byte but for the white space between tags and tokens.

A line is printed for each endpoint:
  proven    all samples of all formats are there and are reproduced
  partly    the samples that are there are reproduced
  unproven  there are no samples
  failed    a sample is not reproduced
  empty     the endpoint has neither a body nor a response

With `--format json` each line is an object: one with `code` is a diagnostic, one with `verdict` an endpoint.

Examples:
  cargo datacontract check
  cargo datacontract check specs/orders specs/leads/api.json
  cargo datacontract check --format github --against origin/main";

#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// Specs: their files, their folders, folders of these, or patterns such as 'specs/*'
    ///
    /// Without any, the specs that `datacontract.json` names, else those in `specs`.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Say besides what has changed since a git revision, a folder or a file, as `breaking` does
    ///
    /// What breaks somebody is a finding.
    #[arg(long, value_name = "REV|DIR|FILE")]
    pub(crate) against: Option<String>,

    /// How to print
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people: diagnostics go to standard error
    Text,
    /// For programs: one JSON object a line
    Json,
    /// For GitHub's workflows: annotations
    Github,
}

pub(super) const EXPLAIN_EXAMPLES: &str = "\
Examples:
  cargo datacontract explain DC502
  cargo datacontract explain            # lists all codes";

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// The code, such as DC502; without it all codes are listed
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

#[cfg(feature = "schema")]
pub(super) const SCHEMA_EXAMPLES: &str = "\
Editors complete and check a spec whose `$schema` names the schema's file.

Example:
  cargo datacontract schema > specs/schema.json";
