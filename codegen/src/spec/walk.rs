//! Ways through a spec's types.

use std::collections::HashSet;

use super::{
    model::{Class, Endpoint, Member, Spec, TypeKind},
    type_expr::{TypeExpr, TypeExprKind},
};

/// Why a path of members leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathError {
    /// The part of the path that is not there.
    pub part: String,
    /// Where the part begins in the path, in bytes.
    pub at: usize,
    /// The type that lacks it: its place in [`Spec::types`]; `None` if what has no members at all stands
    /// there.
    pub owner: Option<usize>,
}

impl Endpoint {
    /// Returns the type words of its parameters, of its body and of its response.
    pub(crate) fn type_words(&self) -> impl Iterator<Item = &TypeExpr> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.ty);
        parameters.chain(self.body.iter().chain(&self.response).map(|payload| &payload.ty))
    }
}

impl Spec {
    /// Returns the class at this place and its base classes, the most derived first. Ends where bases go in a
    /// circle.
    #[must_use]
    pub fn with_bases(&self, index: usize) -> Vec<usize> {
        let mut chain = vec![index];
        let mut seen = HashSet::from([index]);
        let mut next = self.base(index);
        while let Some(index) = next.filter(|index| seen.insert(*index)) {
            chain.push(index);
            next = self.base(index);
        }
        chain
    }

    /// Returns the base class of the class at this place.
    #[must_use]
    pub fn base(&self, index: usize) -> Option<usize> {
        self.named(self.types.get(index)?.class()?.base.as_ref()?)
    }

    /// Returns the type of the spec that a type word names, with `?` or without.
    #[must_use]
    pub fn named(&self, ty: &TypeExpr) -> Option<usize> {
        match &ty.without_nullable().kind {
            TypeExprKind::Named(name) => self.resolve(name).ok(),
            _ => None,
        }
    }

    /// Returns the enum of the spec that a type word names, with `?` or without.
    pub(crate) fn enum_named(&self, ty: &TypeExpr) -> Option<usize> {
        self.named(ty).filter(|index| matches!(self.types[*index].kind, TypeKind::Enum(_)))
    }

    /// Returns whether a type is a list, which may have a name of its own.
    pub(crate) fn is_list(&self, ty: &TypeExpr) -> bool {
        let is_collection = |index: usize| matches!(self.types[index].kind, TypeKind::Collection(_));
        match &ty.without_nullable().kind {
            TypeExprKind::List(_) | TypeExprKind::Array(_) => true,
            _ => self.named(ty).is_some_and(is_collection),
        }
    }

    /// Returns all members of the class at this place, its own first, then its base's and so on: the order of
    /// help pages.
    pub fn all_members(&self, index: usize) -> impl Iterator<Item = &Member> {
        let classes = self.with_bases(index).into_iter().filter_map(|index| self.types.get(index)?.class());
        classes.flat_map(|class: &Class| &class.members)
    }

    /// Returns the member that a path leads to (`Result.Code`, by CLR names) from the class at this place.
    pub fn member_at(&self, index: usize, path: &str) -> Result<&Member, PathError> {
        let mut owner = Some(index);
        let mut at = 0;
        let mut found = None;
        for part in path.split('.') {
            let member =
                owner.and_then(|owner| self.all_members(owner).find(|member| member.name.value == part));
            let Some(member) = member else {
                let owner = owner.filter(|&owner| self.types[owner].class().is_some());
                return Err(PathError { part: part.to_owned(), at, owner });
            };
            owner = self.named(&member.ty);
            at += part.len() + 1;
            found = Some(member);
        }
        found.ok_or(PathError { part: String::new(), at: 0, owner })
    }

    /// Calls `visit` with every type word of the type at this place, but not with those in its own name.
    pub(crate) fn each_type_of<'a>(&'a self, index: usize, visit: &mut dyn FnMut(&'a TypeExpr)) {
        self.types[index].each_type_of_xml(visit);
        match &self.types[index].kind {
            TypeKind::Class(class) => {
                class.base.iter().for_each(&mut *visit);
                class.members.iter().for_each(|member| visit(&member.ty));
                class.known_types.iter().for_each(visit);
            }
            TypeKind::Enum(_) => {}
            TypeKind::Collection(collection) => visit(&collection.item),
            TypeKind::Dictionary(dictionary) => {
                visit(&dictionary.key);
                visit(&dictionary.value);
            }
        }
    }

    /// Calls `visit` with every type word of the endpoints.
    pub(super) fn each_type_of_endpoints<'a>(&'a self, visit: &mut dyn FnMut(&'a TypeExpr)) {
        self.endpoints.iter().flat_map(Endpoint::type_words).for_each(visit);
    }

    /// Calls `visit` with every type word of the spec.
    pub(crate) fn each_type<'a>(&'a self, visit: &mut dyn FnMut(&'a TypeExpr)) {
        self.each_type_of_endpoints(visit);
        for (index, ty) in self.types.iter().enumerate() {
            ty.name.arguments().for_each(&mut *visit);
            self.each_type_of(index, visit);
        }
    }
}
