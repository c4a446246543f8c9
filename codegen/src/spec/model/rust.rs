//! Wishes about the Rust code.

use super::Spec;
use crate::spec::span::Spanned;

/// Wishes about the Rust code of the types and members that a pattern names.
#[derive(Clone, Debug)]
pub struct RustRule {
    /// `*` (all types), `Type`, `Type.Member`, `*.Member`, `Type.*`.
    pub target: Spanned<RustTarget>,
    /// The Rust name.
    pub name: Option<Spanned<String>>,
    /// The Rust type, as Rust spells it. Of a type: one that exists already and stands for it.
    pub ty: Option<Spanned<String>>,
    /// Further derives.
    pub derive: Vec<Spanned<String>>,
    /// Further attributes, without `#[` and `]`.
    pub attributes: Vec<Spanned<String>>,
}

/// What a [`RustRule`] is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustTarget {
    /// The text in the file.
    pub text: String,
    /// Which types: an index into [`Spec::types`], or all.
    pub types: TypeSelection,
    /// Which members of these, by CLR name; `None` for the types themselves.
    pub member: Option<MemberSelection>,
}

/// The types of a [`RustTarget`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeSelection {
    /// `*`.
    All,
    /// One, by its place in [`Spec::types`].
    One(usize),
}

/// The members of a [`RustTarget`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MemberSelection {
    /// `*`.
    All,
    /// One, by CLR name.
    One(String),
}

impl RustTarget {
    /// Whether it is about the type at this place itself.
    #[must_use]
    pub fn is_type(&self, index: usize) -> bool {
        self.member.is_none() && self.types.holds(index)
    }

    /// Whether it is about this member of the type at this place.
    #[must_use]
    pub fn is_member(&self, index: usize, member: &str) -> bool {
        self.types.holds(index)
            && match &self.member {
                None => false,
                Some(MemberSelection::All) => true,
                Some(MemberSelection::One(name)) => name == member,
            }
    }
}

impl TypeSelection {
    fn holds(self, index: usize) -> bool {
        match self {
            Self::All => true,
            Self::One(one) => one == index,
        }
    }
}

impl Spec {
    /// The rules about a type, the general before the particular.
    pub fn rules_of_type(&self, index: usize) -> impl Iterator<Item = &RustRule> {
        in_order(&self.rust, move |target| target.is_type(index))
    }

    /// The rules about a member (or an enum's member), the general before the particular.
    pub fn rules_of_member<'a>(
        &'a self,
        index: usize,
        member: &'a str,
    ) -> impl Iterator<Item = &'a RustRule> {
        in_order(&self.rust, move |target| target.is_member(index, member))
    }
}

/// The rules that fit: for all types first, then for one; for all members first, then for one.
fn in_order(rules: &[RustRule], fits: impl Fn(&RustTarget) -> bool) -> impl Iterator<Item = &RustRule> {
    let mut found: Vec<_> = rules.iter().filter(|rule| fits(&rule.target)).collect();
    found.sort_by_key(|rule| {
        (
            matches!(rule.target.types, TypeSelection::One(_)),
            matches!(rule.target.member, Some(MemberSelection::One(_))),
        )
    });
    found.into_iter()
}
