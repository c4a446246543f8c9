//! What a person would call the operations, and names that would meet in Rust.

pub(crate) mod meeting;
pub(crate) mod operations;
pub(crate) mod words;
