//! `schema`: the JSON Schema of spec files.

use datacontract_codegen::spec::schema::schema;

use crate::{
    failure::{Failure, Outcome},
    report::Output,
};

#[expect(clippy::unnecessary_wraps, reason = "all commands end alike")]
pub(crate) fn run(output: &mut Output) -> Result<Outcome, Failure> {
    output.print(&schema());
    Ok(Outcome::Good)
}
