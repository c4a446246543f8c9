//! Code generation.

pub mod diagnostic;
pub mod emit;
pub mod graph;
pub mod output;
#[cfg(feature = "prove")]
pub mod prove;
pub mod spec;
