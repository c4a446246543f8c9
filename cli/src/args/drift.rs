//! The words of `drift`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(super) const DRIFT_EXAMPLES: &str = "\
Recordings are HTTP archives (`.har`), as browsers (developer tools, network, \"save all as HAR\") and proxies write them, or \
folders that `proxy --record` has written. \
Each document is read by the contract of its endpoint, as .NET reads it. What is different is told by endpoint and member, \
with how often it was seen; no value of a document is printed but unknown names of enums. Requests that the service has \
refused (4xx) are not held against the spec.

A `drift.json` beside the spec says which findings are accepted, each with a reason: \
`{ \"ignore\": [{ \"code\": \"DR201\", \"subject\": \"GET api/orders/* response/Order/Remark\", \"reason\": \"for the shop alone\" }] }`.

At the end stands what of the spec was seen at all: endpoints, statuses, members, values of enums.

Examples:
  cargo datacontract drift --spec specs/orders monday.har tuesday.har
  cargo datacontract drift --spec specs/orders --format sarif traffic.har > drift.sarif

Exit codes: 0 no warnings and no errors, 1 some, 2 wrong usage.";

#[derive(Args, Debug)]
pub(crate) struct DriftArgs {
    /// The spec: its folder or its file
    #[arg(long, value_name = "DIR")]
    pub(crate) spec: PathBuf,

    /// The recordings
    #[arg(value_name = "FILE", required = true)]
    pub(crate) recordings: Vec<PathBuf>,

    /// How to print
    #[arg(long, value_enum, default_value_t = DriftFormat::Text)]
    pub(crate) format: DriftFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DriftFormat {
    /// For people
    Text,
    /// For programs: one JSON object
    Json,
    /// For code scanning
    Sarif,
    /// For GitHub's workflows: annotations
    Github,
    /// For CI servers: a report as `JUnit` writes it
    Junit,
}
