//! Runs one operation some times, for `tests/figures/check`, which counts its instructions.
//!
//! `datacontract-tests-figures NAME TIMES`; without arguments it prints the names.

mod documents;
mod service;
mod specs;

use std::process::ExitCode;

/// What is counted: a name, and what makes ready and returns what is run.
type Operation = (&'static str, fn() -> Box<dyn FnMut()>);

fn main() -> ExitCode {
    let operations = [documents::OPERATIONS, service::OPERATIONS, specs::OPERATIONS].concat();
    let mut args = std::env::args().skip(1);
    let (Some(name), Some(times)) = (args.next(), args.next().and_then(|times| times.parse().ok())) else {
        for (name, _) in operations {
            println!("{name}");
        }
        return ExitCode::SUCCESS;
    };
    let Some((_, make)) = operations.iter().find(|(known, _)| *known == name) else {
        eprintln!("there is no operation `{name}`");
        return ExitCode::FAILURE;
    };
    let mut run = make();
    // What is kept from one run to the next is computed here.
    run();
    for _ in 0..times {
        counted(&mut *run);
    }
    ExitCode::SUCCESS
}

/// Runs an operation: the function that instructions are counted in.
#[inline(never)]
fn counted(run: &mut dyn FnMut()) {
    run();
}
