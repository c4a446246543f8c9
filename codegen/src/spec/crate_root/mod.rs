//! What a crate has to say at its root so that the module of a spec compiles in it.

mod depth;
mod lints;

pub use lints::RootLint;

use super::model::Spec;

/// Attributes of a crate's root. A crate that is generated as a whole has them; others need them in their
/// `lib.rs` or `main.rs`, since rustc takes them nowhere else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrateRoot {
    /// The lints that the module's names meet.
    pub lints: Vec<RootLint>,
    /// How deeply rustc has to follow types within each other, where that is more than it does by itself:
    /// `#![recursion_limit = ".."]`.
    pub recursion_limit: Option<RecursionLimit>,
}

pub use depth::RecursionLimit;

impl Spec {
    /// Returns what the root of the crate has to say in which this spec's module stands.
    #[must_use]
    pub fn crate_root(&self) -> CrateRoot {
        CrateRoot { lints: lints::lints(self), recursion_limit: depth::recursion_limit(self) }
    }
}
