//! Whether a server keeps its memory: under hours of load with all kinds of faulty clients, and with thousands of
//! connections that do nothing.
//!
//! ```sh
//! # An hour of load; memory is looked at each second. `--seconds 60` is what CI runs.
//! cargo run --release -p datacontract-tests --example soak -- --seconds 3600
//! # What connections take that do nothing.
//! cargo run --release -p datacontract-tests --example soak -- --idle 10000
//! ```
//!
//! The server is a process of its own, so that nothing but it is measured: a [shadow](datacontract::server::Shadow) over
//! a router with some endpoints, before an "old" service in the same process. The program ends with 1 if memory grew, if
//! connections were left behind, or if a good client got another answer than it should.

mod clients;
mod faults;
mod idle;
mod load;
mod process;
mod service;
mod wire;

use std::{error::Error, process::ExitCode, time::Duration};

const USAGE: &str = "\
soak [--seconds N]   N seconds of load, 60 unless given
soak --idle N        N connections that do nothing";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let result = match words[..] {
        ["serve", patience] => patience.parse().map_err(Into::into).and_then(service::serve),
        ["--idle", count] => count.parse().map_err(Into::into).and_then(idle::run),
        ["--seconds", seconds] => seconds.parse().map_err(Into::into).and_then(for_seconds),
        [] => for_seconds(60),
        _ => Err(USAGE.into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn for_seconds(seconds: u64) -> Result<(), Box<dyn Error>> {
    load::run(Duration::from_secs(seconds))
}
