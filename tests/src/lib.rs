//! What the tests of the workspace share.

pub mod arbitrary;
pub mod conformance;
pub mod log;
pub mod neutral;
pub mod random_specs;

/// The code in the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
