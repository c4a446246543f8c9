//! Classes whose list is read item by item.

use super::{Model, RustType};
use crate::spec::{Endpoint, Member, MemberXml, TypeKind};
use std::collections::BTreeMap;

/// Where the list of a class is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListMark {
    /// In the member at this place, or in what that leads to.
    Member(usize),
    /// In the base class.
    Base,
}

/// Classes by their places, each with where its list is.
pub(super) type ListMarks = BTreeMap<usize, ListMark>;

/// Finds the lists of responses: those that `paging` names, and the only lists of classes.
pub(super) fn lists_of_responses(model: &Model<'_>) -> ListMarks {
    let mut marks = ListMarks::new();
    let classes = || {
        model
            .spec
            .endpoints
            .iter()
            .filter_map(|endpoint| Some((endpoint, class_of_response(model, endpoint)?)))
    };
    for (endpoint, class) in classes() {
        let Some(paging) = &endpoint.paging else { continue };
        let path = match &paging.items {
            Some(path) => path_to(model, class, path),
            // A page is read as a whole.
            None => only_list(model, class, |_| true),
        };
        mark(&mut marks, path);
    }
    for (_, class) in classes() {
        mark(&mut marks, only_list(model, class, can_be_read_item_by_item));
    }
    marks
}

/// Adds a path, unless a class on it has another list already.
fn mark(marks: &mut ListMarks, path: Option<Vec<(usize, ListMark)>>) {
    let path = path.unwrap_or_default();
    if path.iter().all(|(class, at)| marks.get(class).is_none_or(|known| known == at)) {
        marks.extend(path);
    }
}

/// Returns the class that is the response of an endpoint.
fn class_of_response(model: &Model<'_>, endpoint: &Endpoint) -> Option<usize> {
    class_of(&model.lower(&endpoint.response.as_ref()?.ty))
}

fn class_of(ty: &RustType) -> Option<usize> {
    match ty {
        RustType::Own(index) => Some(*index),
        RustType::Option(inner) | RustType::Boxed(inner) => class_of(inner),
        _ => None,
    }
}

/// Returns the way to the list that a path of members names.
fn path_to(model: &Model<'_>, class: usize, path: &str) -> Option<Vec<(usize, ListMark)>> {
    let (mut steps, mut owner) = (Vec::new(), class);
    let mut names = path.split('.').peekable();
    while let Some(name) = names.next() {
        let (declaring, place) = find(model, owner, |member, _| member.name.value == name)?;
        steps.extend(way_to(model, owner, declaring, place));
        let ty = model.member_type(declaring, place);
        match names.peek() {
            Some(_) => owner = class_of(&ty).filter(|next| model.external(*next).is_none())?,
            None => return model.is_list(&ty).then_some(steps),
        }
    }
    None
}

/// Returns the way to the only list among the members of a class, those of its base classes included, if it is one as it
/// is wanted.
fn only_list(
    model: &Model<'_>,
    class: usize,
    is_wanted: fn(&Member) -> bool,
) -> Option<Vec<(usize, ListMark)>> {
    let (mut count, mut last) = (0, None);
    find(model, class, |member, ty| {
        if model.is_list(ty) {
            count += 1;
            last = Some(is_wanted(member));
        }
        false
    });
    if count != 1 || last != Some(true) {
        return None;
    }
    let (declaring, place) = find(model, class, |_, ty| model.is_list(ty))?;
    Some(way_to(model, class, declaring, place))
}

/// Finds a member of a class or its base classes: the class that declares it, and its place there.
fn find(
    model: &Model<'_>,
    class: usize,
    mut is_it: impl FnMut(&Member, &RustType) -> bool,
) -> Option<(usize, usize)> {
    for class in model.spec.with_bases(class) {
        if model.external(class).is_some() {
            return None;
        }
        for (place, member) in model.class(class)?.members.iter().enumerate() {
            if is_it(member, &model.member_type(class, place)) {
                return Some((class, place));
            }
        }
    }
    None
}

/// Returns the way from a class to a member, through the classes between.
fn way_to(model: &Model<'_>, class: usize, declaring: usize, place: usize) -> Vec<(usize, ListMark)> {
    let bases = model.spec.with_bases(class).into_iter().take_while(|class| *class != declaring);
    let bases = bases.map(|class| (class, ListMark::Base));
    bases.chain([(declaring, ListMark::Member(place))]).collect()
}

/// Returns whether all formats have one element or value in which the items are.
fn can_be_read_item_by_item(member: &Member) -> bool {
    let MemberXml { ignore, elements, attribute, text, any_elements, any_attribute, namespaces, .. } =
        &member.xml;
    let is_around = ignore.is_none()
        && elements.is_empty()
        && attribute.is_none()
        && text.is_none()
        && any_elements.is_empty()
        && any_attribute.is_none()
        && namespaces.is_none();
    member.only.is_none() && is_around
}

impl Model<'_> {
    /// Returns where the list of a class is that is a response, or leads to one.
    pub(crate) fn list_mark(&self, index: usize) -> Option<ListMark> {
        self.lists_of_responses.get(&index).copied()
    }

    /// Returns whether a type is a list, which may have a name of its own.
    fn is_list(&self, ty: &RustType) -> bool {
        match ty {
            RustType::Vec(_) => true,
            RustType::Option(inner) | RustType::Boxed(inner) => self.is_list(inner),
            RustType::Own(index) => {
                let is_collection =
                    self.spec.types.get(*index).is_some_and(|ty| matches!(ty.kind, TypeKind::Collection(_)));
                is_collection && self.external(*index).is_none()
            }
            _ => false,
        }
    }

    /// Returns whether the items of a response are known: it is a list, or a class whose list is marked.
    pub(crate) fn has_items(&self, response: &RustType) -> bool {
        self.is_list(response) || class_of(response).is_some_and(|class| self.list_mark(class).is_some())
    }
}
