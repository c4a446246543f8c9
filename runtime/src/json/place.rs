//! Where in the document the engines are.

use crate::contract::{Type, type_name};
use crate::error::Error;
use crate::plan::{MemberPlan, TypePlan};

/// A place in the document: a list through the stack, so that keeping it costs no allocation.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    step: Step<'a>,
    /// How many objects and arrays are around it.
    depth: u32,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root(&'a TypePlan),
    Member(&'a MemberPlan),
    /// An item of an array, or an entry of a dictionary, whose key is a value and thus not for errors.
    Item(usize),
}

impl<'a> Place<'a> {
    pub(super) fn root(ty: &'a TypePlan) -> Self {
        Place { parent: None, step: Step::Root(ty), depth: 0 }
    }

    #[inline]
    pub(super) fn member(&'a self, member: &'a MemberPlan) -> Place<'a> {
        Place { parent: Some(self), step: Step::Member(member), depth: self.depth + 1 }
    }

    /// That of a member which is yet to be gone to.
    #[inline]
    pub(super) fn inner(&'a self) -> Place<'a> {
        self.item(0)
    }

    /// From a member to the next.
    #[inline]
    pub(super) fn go_to(&mut self, member: &'a MemberPlan) {
        self.step = Step::Member(member);
    }

    #[inline]
    pub(super) fn item(&'a self, index: usize) -> Place<'a> {
        Place { parent: Some(self), step: Step::Item(index), depth: self.depth + 1 }
    }

    /// Returns whether it is a member's.
    #[inline]
    pub(super) fn is_member(&self) -> bool {
        matches!(self.step, Step::Member(_))
    }

    #[inline]
    pub(super) fn depth(&self) -> u32 {
        self.depth
    }

    /// This place, the one around it, and so on to the root.
    fn outwards(&self) -> impl Iterator<Item = &Place<'a>> {
        std::iter::successors(Some(self), |place| place.parent)
    }

    /// Returns the type of the document's root.
    pub(super) fn root_type(&self) -> &Type {
        let root = self.outwards().find_map(|place| match place.step {
            Step::Root(ty) => Some(&ty.ty),
            Step::Member(_) | Step::Item(_) => None,
        });
        root.unwrap_or(&Type::Object)
    }

    /// The names and indexes from the root on.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self
            .outwards()
            .map(|place| match place.step {
                Step::Root(ty) => type_name(&ty.ty).name,
                Step::Member(member) => member.json_name.clone(),
                Step::Item(index) => index.to_string(),
            })
            .collect();
        names.reverse();
        names
    }

    /// Whether it is a secret member, or inside one.
    pub(super) fn is_secret(&self) -> bool {
        self.outwards().any(|place| matches!(place.step, Step::Member(member) if member.is_secret))
    }

    #[cold]
    pub(super) fn locate(&self, error: Error) -> Error {
        error.in_path(self.names().iter().map(String::as_str))
    }
}
