//! Bodies in several parts: `multipart/form-data` (RFC 7578).

mod read;
mod write;

pub(crate) use read::{Part, read};
pub(crate) use write::Writer;
