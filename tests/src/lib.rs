//! What the tests of the workspace share.

pub mod neutral;
pub mod conformance;
