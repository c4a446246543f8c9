//! Which contenders fail in which groups, and why.

use crate::group::{Direction, Group, Shape, Size};

/// Groups in which a contender does not take part because it fails. Each run checks that it still fails.
pub struct Exclusion {
    pub peer: &'static str,
    pub direction: Direction,
    pub shapes: &'static [Shape],
    pub sizes: &'static [Size],
    pub why: &'static str,
}

impl Exclusion {
    /// Returns whether a contender is excluded from a group.
    pub fn holds(&self, name: &str, group: Group) -> bool {
        self.peer == name
            && self.direction == group.direction
            && self.shapes.contains(&group.shape)
            && self.sizes.contains(&group.size)
    }
}

const ALL_SIZES: &[Size] = &Size::ALL;

pub const EXCLUSIONS: &[Exclusion] = &[
    Exclusion {
        peer: "hard-xml",
        direction: Direction::Read,
        shapes: &[Shape::Prefixed],
        sizes: ALL_SIZES,
        why: "it compares tags as they are written, and so takes `q:Lead` and `Lead` for two names",
    },
    Exclusion {
        peer: "xmlserde",
        direction: Direction::Read,
        shapes: &[Shape::Prefixed],
        sizes: ALL_SIZES,
        why: "it compares names byte by byte, and so takes `q:Lead` and `Lead` for two names",
    },
    Exclusion {
        peer: "facet-xml",
        direction: Direction::Read,
        shapes: &[Shape::Escapes],
        sizes: ALL_SIZES,
        why: "it trims the text on both sides of each reference: `A &amp; B` becomes `A&B`",
    },
    Exclusion {
        peer: "facet-xml",
        direction: Direction::Write,
        shapes: &[Shape::Nils],
        sizes: &[Size::Small],
        why: "it writes a member that is a struct, as one with `i:nil` has to be, in another namespace than the member's",
    },
];
