//! Where in the document the engines are.

use crate::contract::{Type, type_name};
use crate::error::Error;
use crate::plan::{MemberPlan, TypePlan};

/// The path from the root of a document to a value: a list through the stack, so that keeping it costs no
/// allocation.
#[derive(Clone, Copy)]
pub(super) struct JsonPath<'a> {
    parent: Option<&'a JsonPath<'a>>,
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

impl<'a> JsonPath<'a> {
    pub(super) fn root(ty: &'a TypePlan) -> Self {
        JsonPath { parent: None, step: Step::Root(ty), depth: 0 }
    }

    #[inline]
    pub(super) fn member(&'a self, member: &'a MemberPlan) -> JsonPath<'a> {
        JsonPath { parent: Some(self), step: Step::Member(member), depth: self.depth + 1 }
    }

    /// Returns the path of a member that [`go_to`](Self::go_to) still has to name.
    #[inline]
    pub(super) fn inner(&'a self) -> JsonPath<'a> {
        self.item(0)
    }

    /// Changes the last step to a member.
    #[inline]
    pub(super) fn go_to(&mut self, member: &'a MemberPlan) {
        self.step = Step::Member(member);
    }

    #[inline]
    pub(super) fn item(&'a self, index: usize) -> JsonPath<'a> {
        JsonPath { parent: Some(self), step: Step::Item(index), depth: self.depth + 1 }
    }

    /// Returns whether the last step is a member.
    #[inline]
    pub(super) fn is_member(&self) -> bool {
        matches!(self.step, Step::Member(_))
    }

    #[inline]
    pub(super) fn depth(&self) -> u32 {
        self.depth
    }

    /// Returns this path, then the one of the value around it, and so on to the root.
    fn outwards(&self) -> impl Iterator<Item = &JsonPath<'a>> {
        std::iter::successors(Some(self), |path| path.parent)
    }

    /// Returns the type of the document's root.
    pub(super) fn root_type(&self) -> &Type {
        let root = self.outwards().find_map(|path| match path.step {
            Step::Root(ty) => Some(&ty.ty),
            Step::Member(_) | Step::Item(_) => None,
        });
        root.unwrap_or(&Type::Object)
    }

    /// Returns the names and indexes from the root on.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self
            .outwards()
            .map(|path| match path.step {
                Step::Root(ty) => type_name(&ty.ty).name,
                Step::Member(member) => member.json_name.clone(),
                Step::Item(index) => index.to_string(),
            })
            .collect();
        names.reverse();
        names
    }

    /// Returns whether the value is a secret member, or inside one.
    pub(super) fn is_secret(&self) -> bool {
        self.outwards().any(|path| matches!(path.step, Step::Member(member) if member.is_secret))
    }

    #[cold]
    pub(super) fn locate(&self, error: Error) -> Error {
        error.in_path(self.names().iter().map(String::as_str))
    }
}
