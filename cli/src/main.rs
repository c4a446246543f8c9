//! `cargo datacontract`: checks specs of ASP.NET Web API services, generates Rust from them, converts
//! payloads, and makes specs of help pages.

mod args;
mod commands;
mod failure;
mod lookup;
mod report;
mod specs;
mod stamp;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use failure::Outcome;
use report::Output;

/// A third of what a generation takes with the system's allocator is spent in it: tokens and syntax trees are many small
/// pieces.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse_from(args::without_subcommand_name(std::env::args_os()));
    let mut output = Output::new(cli.color);
    let result = match cli.command {
        Command::Check(args) => commands::check::run(&args, &mut output),
        Command::Generate(args) => commands::generate::run(&args, &mut output),
        Command::Convert(args) => commands::convert::run(&args, &mut output),
        Command::Import(args) => commands::import::run(&args, &mut output),
        Command::Init(args) => commands::init::run(&args, &mut output),
        Command::New(args) => commands::new::run(&args, &mut output),
        Command::Explain(args) => commands::explain::run(&args, &mut output),
        Command::Schema => commands::schema::run(&mut output),
    };
    match result {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) => {
            output.failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}
