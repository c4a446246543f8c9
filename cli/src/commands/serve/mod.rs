//! `serve`: the workbench of specs.
//!
//! What is made of a spec lives as long as the process that made it. So each state of the specs is served by a
//! process of its own, the worker: when a spec changes, a new worker starts, new connections go to it, and the old
//! one ends with its last request. What requests have changed (`--stateful`) goes from the old worker to the new
//! one; all else is gone with the old one. The command itself accepts the connections, and passes their bytes on.
//!
//! A worker prints [`LOADED`] when it has read the specs, and waits for a line with what it is to keep; then it prints
//! its port. When its input ends, it takes no more requests, and prints what it keeps.

mod supervisor;
mod worker;

use crate::{
    args::ServeArgs,
    failure::{Failure, Outcome},
    report::Output,
};

/// What a worker prints when it has read the specs.
const LOADED: &str = "loaded";

pub(crate) fn run(args: &ServeArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::finding(format!("the server cannot start: {error}")))?;
    runtime.block_on(async {
        if args.worker { worker::run(args, output).await } else { supervisor::run(args, output).await }
    })
}
