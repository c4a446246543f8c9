//! `generate`: Rust from specs.

use crate::{
    args::GenerateArgs,
    failure::{Failure, Outcome},
    report::Output,
};

pub(crate) fn run(_args: &GenerateArgs, _output: &mut Output) -> Result<Outcome, Failure> {
    Err(Failure::finding("not there yet"))
}
