//! The words of `breaking`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(super) const BREAKING_EXAMPLES: &str = "\
Two states of a spec are compared: the one that is there, and that of a git revision, a folder or a file. Each change has \
a code, its places in both files, and a verdict for each audience:

  rust        the source of the generated code: whether what calls it still compiles
  json        JSON on the wire
  xml         XML on the wire, for a reader that takes members in any order
  strict-xml  XML on the wire, for .NET's own reader, which loses members out of order in silence
  clients     programs of the old spec that call the changed service
  servers     services of the old spec that clients of the new one call

A `breaking.json` beside the spec says which changes are meant, with a reason each, and how bad a kind of change is.

Examples:
  cargo datacontract breaking --against main
  cargo datacontract breaking --against v1.4.0 specs/orders --audience json,strict-xml,clients
  cargo datacontract breaking --against ../last-release/specs/orders specs/orders --format markdown
  cargo datacontract explain CH403

Exit codes: 0 nothing breaks, 1 something does, 2 wrong usage.";

#[derive(Args, Debug)]
pub(crate) struct BreakingArgs {
    /// Specs: their files, their folders, folders of these, or patterns such as 'specs/*'
    ///
    /// Without any, the specs that `datacontract.json` names, else those in `specs`.
    #[arg(value_name = "SPEC")]
    pub(crate) paths: Vec<PathBuf>,

    /// The state to compare with: a git revision, a folder or a spec's file
    ///
    /// A path that exists counts as a path. A folder is that of the spec, or one in which specs stand as they do here.
    #[arg(long, value_name = "REV|DIR|FILE")]
    pub(crate) against: String,

    /// For whom something has to break to be a finding; all audiences without it
    #[arg(long, value_enum, value_name = "AUDIENCE", value_delimiter = ',')]
    pub(crate) audience: Vec<Audience>,

    /// What is decided about changes, where it is not in `breaking.json` beside the spec
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,

    /// How to print
    #[arg(long, value_enum, default_value_t = BreakingFormat::Text)]
    pub(crate) format: BreakingFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Audience {
    Rust,
    Json,
    Xml,
    StrictXml,
    Clients,
    Servers,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum BreakingFormat {
    /// For people
    Text,
    /// For programs: one JSON object a line
    Json,
    /// For GitHub's workflows: annotations
    Github,
    /// For CI servers: a report as `JUnit` writes it
    Junit,
    /// For a changelog
    Markdown,
}
