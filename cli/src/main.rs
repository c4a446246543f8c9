//! `cargo datacontract`: checks specs of ASP.NET Web API services, generates Rust from them, converts
//! payloads, and makes specs of help pages.

mod args;
mod commands;
mod failure;
mod findings;
mod lookup;
#[cfg(feature = "serve")]
mod recordings;
mod report;
#[cfg(feature = "serve")]
mod sarif;
#[cfg(any(feature = "import", feature = "serve"))]
mod secrets;
mod specs;
mod stamp;
#[cfg(feature = "watch")]
mod watching;

use std::{ffi::OsString, process::ExitCode};

use clap::Parser;

#[cfg(feature = "import")]
use args::ColorWhen;
use args::{Cli, Command};
use failure::Outcome;
use report::Output;

/// A third of what a generation takes with the system's allocator is spent in it: tokens and syntax trees are
/// many small pieces.
#[cfg(feature = "allocator")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let given: Vec<OsString> = args::without_subcommand_name(std::env::args_os()).collect();
    let cli = Cli::try_parse_from(&given).unwrap_or_else(|error| {
        #[cfg(feature = "import")]
        if error.use_stderr() && args::wants_import_as_json(&given) {
            commands::import::refuse(&error.to_string(), &mut Output::new(ColorWhen::Never));
        }
        error.exit()
    });
    let mut output = Output::new(cli.color);
    let result = match cli.command {
        Command::Check(args) => commands::check::run(&args, &mut output),
        Command::Lint(args) => commands::lint::run(&args, &mut output),
        Command::Stats(args) => commands::stats::run(&args, &mut output),
        Command::Fmt(args) => commands::fmt::run(&args, &mut output),
        Command::Upgrade(args) => commands::upgrade::run(&args, &mut output),
        Command::Generate(args) => commands::generate::run(&args, &mut output),
        Command::Breaking(args) => commands::breaking::run(&args, &mut output),
        Command::Convert(args) => commands::convert::run(&args, &mut output),
        #[cfg(feature = "import")]
        Command::Import(args) => commands::import::run(&args, &mut output),
        #[cfg(feature = "import")]
        Command::Pull(args) => commands::pull::run(&args, &mut output),
        #[cfg(feature = "serve")]
        Command::Serve(args) => commands::serve::run(&args, &mut output),
        #[cfg(feature = "serve")]
        Command::Sample(args) => commands::sample::run(&args, &mut output),
        #[cfg(feature = "serve")]
        Command::Drift(args) => commands::drift::run(&args, &mut output),
        #[cfg(feature = "serve")]
        Command::Proxy(args) => commands::proxy::run(&args, &mut output),
        #[cfg(feature = "serve")]
        Command::Learn(args) => commands::learn::run(&args, &mut output),
        #[cfg(feature = "serve")]
        Command::Probe(args) => commands::probe::run(&args, &mut output),
        Command::Init(args) => commands::init::run(&args, &mut output),
        Command::New(args) => commands::new::run(&args, &mut output),
        #[cfg(feature = "serve")]
        Command::Docs(args) => commands::docs::run(&args, &mut output),
        Command::Explain(args) => commands::explain::run(&args, &mut output),
        #[cfg(feature = "schema")]
        Command::Schema => commands::schema::run(&mut output),
        #[cfg(feature = "completions")]
        Command::Completions(args) => commands::completions::completions(&args, &mut output),
        #[cfg(feature = "completions")]
        Command::Man(args) => commands::completions::man(&args, &mut output),
        #[cfg(not(all(feature = "completions", feature = "import", feature = "schema", feature = "serve")))]
        Command::LeftOut(words) => Err(failure::left_out(&words)),
    };
    // What went wrong before is the better reason.
    let result = result.and_then(|outcome| output.finish().map(|()| outcome));
    match result {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) => {
            output.failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}
