//! The command line.

mod breaking;
mod check;
#[cfg(feature = "completions")]
mod completions;
#[cfg(feature = "serve")]
mod drift;
#[cfg(feature = "import")]
mod fetch;
mod generate;
#[cfg(feature = "import")]
mod import;
#[cfg(feature = "serve")]
mod learn;
mod order;
mod payload;
#[cfg(feature = "serve")]
mod probe;
#[cfg(feature = "serve")]
mod proxy;
#[cfg(feature = "import")]
mod pull;
#[cfg(any(feature = "import", feature = "serve"))]
mod secret;
#[cfg(feature = "serve")]
mod serve;
mod start;

use std::ffi::OsString;

use clap::{Parser, Subcommand, ValueEnum};

pub(crate) use breaking::{Audience, BreakingArgs, BreakingFormat};
pub(crate) use check::{CheckArgs, CheckFormat, ExplainArgs};
#[cfg(feature = "completions")]
pub(crate) use completions::{CompletionsArgs, ManArgs};
#[cfg(feature = "serve")]
pub(crate) use drift::{DriftArgs, DriftFormat};
#[cfg(feature = "import")]
pub(crate) use fetch::{FetchArgs, FetchLimit, FetchLimits, NetrcFile};
pub(crate) use generate::GenerateArgs;
#[cfg(feature = "import")]
pub(crate) use import::{ImportArgs, ImportFormat};
#[cfg(feature = "serve")]
pub(crate) use learn::{LearnArgs, LearnFormat};
pub(crate) use order::{FmtArgs, LintArgs, StatsArgs, StatsFormat, UpgradeArgs};
#[cfg(feature = "serve")]
pub(crate) use payload::SampleArgs;
pub(crate) use payload::{Body, ConvertArgs, Wire, XmlForm};
#[cfg(feature = "serve")]
pub(crate) use probe::ProbeArgs;
#[cfg(feature = "serve")]
pub(crate) use proxy::ProxyArgs;
#[cfg(feature = "import")]
pub(crate) use pull::{PullArgs, PullFormat};
#[cfg(any(feature = "import", feature = "serve"))]
pub(crate) use secret::Secret;
#[cfg(feature = "serve")]
pub(crate) use serve::{DocsArgs, ServeArgs};
pub(crate) use start::{InitArgs, NewArgs, NewKind};

const EXAMPLES: &str = "\
Examples:
  cargo datacontract import https://example.com/Help --into specs/orders
  cargo datacontract init specs/orders --name 'Order service'
  cargo datacontract check
  cargo datacontract generate --check
  cargo datacontract breaking --against main
  cargo datacontract convert --spec specs/orders --type Order --from json --to xml order.json
  cargo datacontract serve specs/orders --open
  cargo datacontract new client --spec specs/orders orders-client

Exit codes: 0 good, 1 findings, 2 wrong usage.";

/// Rust for ASP.NET Web API services, from specs transcribed from their help pages.
#[derive(Debug, Parser)]
#[command(name = "cargo-datacontract", bin_name = "cargo datacontract", version, after_help = EXAMPLES)]
#[command(arg_required_else_help = true, propagate_version = true)]
pub(crate) struct Cli {
    /// Whether to print in colours
    ///
    /// `auto`: on a terminal, unless `NO_COLOR` is set.
    #[arg(long, global = true, value_enum, default_value_t = ColorWhen::Auto, value_name = "WHEN", display_order = 100)]
    pub(crate) color: ColorWhen,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ColorWhen {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a spec of help pages
    #[cfg(feature = "import")]
    #[command(after_help = import::IMPORT_EXAMPLES)]
    Import(ImportArgs),
    /// Fetch the pages of imported specs anew, and merge what changed
    #[cfg(feature = "import")]
    #[command(after_help = pull::PULL_EXAMPLES)]
    Pull(PullArgs),
    /// Check specs, and prove that their contracts reproduce their samples
    #[command(after_help = check::CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Look for what is no mistake in specs, and still worth a look
    #[command(after_help = order::LINT_EXAMPLES)]
    Lint(LintArgs),
    /// Count what of specs is proven, inferred and open
    #[command(after_help = order::STATS_EXAMPLES)]
    Stats(StatsArgs),
    /// Lay out specs
    #[command(after_help = order::FMT_EXAMPLES)]
    Fmt(FmtArgs),
    /// Bring specs to the newest version of their format
    #[command(after_help = order::UPGRADE_EXAMPLES)]
    Upgrade(UpgradeArgs),
    /// Generate Rust from specs
    #[command(after_help = generate::GENERATE_EXAMPLES)]
    Generate(GenerateArgs),
    /// Say what has changed between two states of specs, and whom it breaks
    #[command(after_help = breaking::BREAKING_EXAMPLES)]
    Breaking(BreakingArgs),
    /// Convert a payload from one format to the other
    #[command(after_help = payload::CONVERT_EXAMPLES)]
    Convert(ConvertArgs),
    /// Serve specs: a mock of the service, and its help page
    #[cfg(feature = "serve")]
    #[command(after_help = serve::SERVE_EXAMPLES)]
    Serve(ServeArgs),
    /// Compare recorded traffic with a spec
    #[cfg(feature = "serve")]
    #[command(after_help = drift::DRIFT_EXAMPLES)]
    Drift(DriftArgs),
    /// Write into a spec what recorded traffic shows
    #[cfg(feature = "serve")]
    #[command(after_help = learn::LEARN_EXAMPLES)]
    Learn(LearnArgs),
    /// Stand before a service, and read what goes by against a spec
    #[cfg(feature = "serve")]
    #[command(after_help = proxy::PROXY_EXAMPLES)]
    Proxy(ProxyArgs),
    /// Ask a real service's safe endpoints, slowly, and compare
    #[cfg(feature = "serve")]
    #[command(after_help = probe::PROBE_EXAMPLES)]
    Probe(ProbeArgs),
    /// Print a sample of an endpoint or a type
    #[cfg(feature = "serve")]
    #[command(after_help = payload::SAMPLE_EXAMPLES)]
    Sample(SampleArgs),
    /// Write a commented spec to start from
    #[command(after_help = start::INIT_EXAMPLES)]
    Init(InitArgs),
    /// Write a program that calls an API, or that serves it
    #[command(after_help = start::NEW_EXAMPLES)]
    New(NewArgs),
    /// Write the help page of a spec as files
    #[cfg(feature = "serve")]
    #[command(after_help = serve::DOCS_EXAMPLES)]
    Docs(DocsArgs),
    /// Explain the code of a diagnostic
    #[command(after_help = check::EXPLAIN_EXAMPLES)]
    Explain(ExplainArgs),
    /// Print the JSON Schema of spec files
    #[cfg(feature = "schema")]
    #[command(after_help = check::SCHEMA_EXAMPLES)]
    Schema,
    /// Print what completes commands in a shell
    #[cfg(feature = "completions")]
    #[command(after_help = completions::COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArgs),
    /// Print the manual page of a command, or write all of them
    #[cfg(feature = "completions")]
    #[command(after_help = completions::MAN_EXAMPLES)]
    Man(ManArgs),
    /// What a build with all features has
    #[cfg(not(all(feature = "completions", feature = "import", feature = "schema", feature = "serve")))]
    #[command(external_subcommand)]
    LeftOut(Vec<OsString>),
}

/// Returns the arguments without the `datacontract` that cargo passes when it is called as `cargo
/// datacontract`.
pub(crate) fn without_subcommand_name(
    args: impl IntoIterator<Item = OsString>,
) -> impl Iterator<Item = OsString> {
    let mut args = args.into_iter().peekable();
    let program = args.next();
    args.next_if(|first| first == "datacontract");
    program.into_iter().chain(args)
}

/// Returns whether arguments that make no command ask for an import as JSON: then the mistake is to be JSON
/// as well.
#[cfg(feature = "import")]
pub(crate) fn wants_import_as_json(args: &[OsString]) -> bool {
    let is_json = args.iter().any(|arg| arg == "--format=json")
        || args.windows(2).any(|pair| pair[0] == "--format" && pair[1] == "json");
    is_json
        && args
            .iter()
            .skip(1)
            .find(|arg| !arg.to_string_lossy().starts_with('-'))
            .is_some_and(|arg| arg == "import")
}
