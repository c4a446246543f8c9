//! Wishes about the Rust code.

use std::{collections::BTreeMap, ops::Deref};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// The wishes of a spec, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct RustRules {
    rules: Vec<RustRule>,
    /// The places in `rules`.
    of_types: BTreeMap<TypeSelection, TypeRules>,
}

/// The rules of one selection of types, by their places.
#[derive(Clone, Debug, Default)]
struct TypeRules {
    themselves: Vec<usize>,
    all_members: Vec<usize>,
    members: BTreeMap<String, Vec<usize>>,
}

impl Deref for RustRules {
    type Target = [RustRule];

    fn deref(&self) -> &[RustRule] {
        &self.rules
    }
}

impl<'a> IntoIterator for &'a RustRules {
    type Item = &'a RustRule;
    type IntoIter = std::slice::Iter<'a, RustRule>;

    fn into_iter(self) -> Self::IntoIter {
        self.rules.iter()
    }
}

impl IntoIterator for RustRules {
    type Item = RustRule;
    type IntoIter = std::vec::IntoIter<RustRule>;

    fn into_iter(self) -> Self::IntoIter {
        self.rules.into_iter()
    }
}

impl FromIterator<RustRule> for RustRules {
    fn from_iter<T: IntoIterator<Item = RustRule>>(rules: T) -> Self {
        let mut all = Self::default();
        all.extend(rules);
        all
    }
}

impl Extend<RustRule> for RustRules {
    fn extend<T: IntoIterator<Item = RustRule>>(&mut self, rules: T) {
        for rule in rules {
            let of_types = self.of_types.entry(rule.target.types).or_default();
            let places = match &rule.target.member {
                None => &mut of_types.themselves,
                Some(MemberSelection::All) => &mut of_types.all_members,
                Some(MemberSelection::One(name)) => of_types.members.entry(name.clone()).or_default(),
            };
            places.push(self.rules.len());
            self.rules.push(rule);
        }
    }
}

impl RustRules {
    /// Returns whether one of some rules gives a Rust type.
    #[cfg(feature = "prove")]
    pub(crate) fn gives_type<'a>(mut rules: impl Iterator<Item = &'a RustRule>) -> bool {
        rules.any(|rule| rule.ty.is_some())
    }

    /// The rules about some types, chosen from each selection that holds them: for all types first, then for
    /// one.
    fn choose<'a>(
        &'a self,
        index: usize,
        choose: impl Fn(&'a TypeRules) -> [&'a [usize]; 2],
    ) -> impl Iterator<Item = &'a RustRule> {
        [TypeSelection::All, TypeSelection::One(index)]
            .into_iter()
            .filter_map(|types| self.of_types.get(&types))
            .flat_map(choose)
            .flatten()
            .filter_map(|place| self.rules.get(*place))
    }
}

impl Spec {
    /// Returns the rules about a type, the general before the particular.
    pub fn rules_of_type(&self, index: usize) -> impl Iterator<Item = &RustRule> {
        self.rust.choose(index, |rules| [&rules.themselves, &[]])
    }

    /// Returns the rules about a member (or an enum's member), the general before the particular.
    pub fn rules_of_member<'a>(
        &'a self,
        index: usize,
        member: &'a str,
    ) -> impl Iterator<Item = &'a RustRule> {
        self.rust.choose(index, move |rules| {
            [&rules.all_members, rules.members.get(member).map_or(&[], Vec::as_slice)]
        })
    }
}
