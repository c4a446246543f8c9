//! Where in the document the engines are.

use crate::contract::plan::TypePlan;
use crate::contract::type_name;
use crate::error::Error;

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
    Member(&'a str),
    /// An item of an array, or an entry of a dictionary, whose key is a value and thus not for errors.
    Item(usize),
}

impl<'a> Place<'a> {
    pub(super) fn root(ty: &'a TypePlan) -> Self {
        Place { parent: None, step: Step::Root(ty), depth: 0 }
    }

    #[inline]
    pub(super) fn member(&'a self, name: &'a str) -> Place<'a> {
        Place { parent: Some(self), step: Step::Member(name), depth: self.depth + 1 }
    }

    #[inline]
    pub(super) fn item(&'a self, index: usize) -> Place<'a> {
        Place { parent: Some(self), step: Step::Item(index), depth: self.depth + 1 }
    }

    #[inline]
    pub(super) fn depth(&self) -> u32 {
        self.depth
    }

    /// The names and indexes from the root on.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut current = Some(self);
        while let Some(place) = current {
            names.push(match place.step {
                Step::Root(ty) => type_name(&ty.ty).name,
                Step::Member(name) => name.to_owned(),
                Step::Item(index) => index.to_string(),
            });
            current = place.parent;
        }
        names.reverse();
        names
    }

    /// As [`Error::path`](crate::Error::path) gives it.
    pub(super) fn path(&self) -> String {
        self.names().iter().fold(String::new(), |path, name| path + "/" + name)
    }

    #[cold]
    pub(super) fn locate(&self, error: Error) -> Error {
        error.in_path(self.names().iter().map(String::as_str))
    }
}
