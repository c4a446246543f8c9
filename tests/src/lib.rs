//! What the tests of the workspace share.

pub mod arbitrary;
pub mod conformance;
pub mod neutral;
