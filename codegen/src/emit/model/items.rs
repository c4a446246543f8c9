//! Classes whose list is read item by item.

use super::{Model, RustType};
use crate::spec::{Member, MemberXml};
use std::collections::BTreeMap;

/// Finds the responses that are classes with one list among their members: class and member by their places.
pub(super) fn lists_of_responses(model: &Model<'_>) -> BTreeMap<usize, usize> {
    let responses = model.spec.endpoints.iter().filter_map(|endpoint| endpoint.response.as_ref());
    let classes = responses.filter_map(|payload| match model.lower(&payload.ty) {
        RustType::Own(index) => Some(index),
        RustType::Option(inner) => match *inner {
            RustType::Own(index) => Some(index),
            _ => None,
        },
        _ => None,
    });
    classes.filter_map(|index| Some((index, list_of(model, index)?))).collect()
}

/// Returns the member of a class that is its only list, those of its base classes included.
fn list_of(model: &Model<'_>, index: usize) -> Option<usize> {
    let mut found = None;
    for class in model.spec.with_bases(index) {
        for (place, member) in model.class(class)?.members.iter().enumerate() {
            if is_list(&model.member_type(class, place)) && found.replace((class, place, member)).is_some() {
                return None;
            }
        }
    }
    let (class, place, member) = found?;
    (class == index && can_be_read_item_by_item(member)).then_some(place)
}

fn is_list(ty: &RustType) -> bool {
    match ty {
        RustType::Vec(_) => true,
        RustType::Option(inner) | RustType::Boxed(inner) => is_list(inner),
        _ => false,
    }
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
