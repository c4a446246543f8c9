//! Forms: `application/x-www-form-urlencoded`.

mod read;
mod write;

pub(crate) use read::{FormOutcome, read};
pub(super) use write::write_form;
