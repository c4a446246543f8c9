//! Code generation.

pub mod diagnostic;
pub mod spec;
