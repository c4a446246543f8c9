//! Generated files: which there are to be, and what of them is stale.

pub(crate) mod header;
