//! What each command does.

pub(crate) mod check;
pub(crate) mod convert;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod new;
pub(crate) mod schema;
