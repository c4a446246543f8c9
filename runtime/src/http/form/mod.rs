//! Forms: `application/x-www-form-urlencoded`.

mod read;
mod write;

pub(crate) use read::{Found, read};
pub(super) use write::write_form;
