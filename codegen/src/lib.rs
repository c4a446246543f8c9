//! Code generation.

pub mod diagnostic;
pub mod graph;
#[cfg(feature = "prove")]
pub mod prove;
pub mod spec;
