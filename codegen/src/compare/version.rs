//! Which version comes next.

use super::{
    change::Change,
    rules::Rule,
    verdict::{Surface, Verdict},
};

/// What of a version has to grow, in the sense of Semantic Versioning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Nothing has changed.
    #[default]
    None,
    /// What was there is as it was, but for words.
    Patch,
    /// Something is new, and nothing that was there stops working.
    Minor,
    /// Something stops working.
    Major,
}

impl Bump {
    /// Returns `none`, `patch`, `minor` or `major`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// Returns the version after `version`. Below 1.0.0 the second number counts as the first does later, as Cargo reads
    /// it.
    ///
    /// ```
    /// use datacontract_codegen::compare::Bump;
    ///
    /// assert_eq!(Bump::Major.apply("1.4.2").as_deref(), Some("2.0.0"));
    /// assert_eq!(Bump::Major.apply("0.4.2").as_deref(), Some("0.5.0"));
    /// assert_eq!(Bump::Minor.apply("0.4.2").as_deref(), Some("0.4.3"));
    /// assert_eq!(Bump::Minor.apply("next"), None);
    /// ```
    #[must_use]
    pub fn apply(self, version: &str) -> Option<String> {
        let numbers: Vec<u64> = version.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
        let [major, minor, patch] = numbers[..] else { return None };
        let next = match (self, major) {
            (Self::None, _) => [major, minor, patch],
            (Self::Patch, _) | (Self::Minor, 0) => [major, minor, patch.checked_add(1)?],
            (Self::Minor, _) | (Self::Major, 0) => [major, minor.checked_add(1)?, 0],
            (Self::Major, _) => [major.checked_add(1)?, 0, 0],
        };
        Some(next.map(|number| number.to_string()).join("."))
    }
}

/// Returns what of the API's own version has to grow: by what is on the wire.
pub(super) fn of_api(changes: &[Change]) -> Bump {
    let of = |change: &Change| {
        let on_the_wire = |surface, _| surface != Surface::Rust;
        match change.verdicts.worst(on_the_wire) {
            Verdict::Breaks => Bump::Major,
            Verdict::Risky => Bump::Minor,
            Verdict::Safe if change.is_addition() || begins_or_ends_deprecation(change) => Bump::Minor,
            Verdict::Safe => Bump::Patch,
        }
    };
    changes.iter().map(of).max().unwrap_or_default()
}

/// Returns what of the generated crate's version has to grow: by what still compiles, as `cargo semver-checks` sees it.
pub(super) fn of_crate(changes: &[Change]) -> Bump {
    let of = |change: &Change| {
        let in_rust = |surface, _| surface == Surface::Rust;
        match change.verdicts.worst(in_rust) {
            Verdict::Breaks => Bump::Major,
            Verdict::Risky => Bump::Minor,
            Verdict::Safe if !change.rust.is_empty() => Bump::Minor,
            Verdict::Safe => Bump::Patch,
        }
    };
    changes.iter().map(of).max().unwrap_or_default()
}

/// Returns whether something is deprecated from now on, or no longer: Semantic Versioning has such a version grow as one
/// with something new.
fn begins_or_ends_deprecation(change: &Change) -> bool {
    // Where only the reason has changed, the code has not.
    change.rule == Rule::DeprecationChanged && !change.rust.is_empty()
}
