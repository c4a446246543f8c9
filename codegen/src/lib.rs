//! Code generation.

pub mod diagnostic;
pub mod graph;
pub mod spec;
