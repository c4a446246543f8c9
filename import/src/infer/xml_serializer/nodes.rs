//! What stands for the members of an object in the XML of `XmlSerializer`.

use std::{borrow::Cow, collections::HashSet};

use crate::infer::{
    pairing::{
        by_name::{Pairing, loosely},
        by_value::pair_left,
    },
    samples::{
        form::{JsonForm, Text, XmlForm},
        json::Json,
        xml::{Element, Node, decode, in_lists},
    },
    wording::words::PageType,
};

/// Returns what stands for the members of an object: an object with nothing but elements of one name has the
/// items of one list, and one with nothing but text has that.
pub(crate) fn of_object(element: &Element) -> Cow<'_, [Element]> {
    match element.children.as_slice() {
        [] if !element.text.trim().is_empty() => {
            let text = Element { text: element.text.clone(), node: Node::Text, ..Element::default() };
            Cow::Owned(vec![text])
        }
        [first, second, ..] if first.node == Node::Element && first.name == second.name => {
            Cow::Owned(in_lists(element.children.clone()))
        }
        children => Cow::Borrowed(children),
    }
}

/// Returns the items of a list: those of one name that follow each other stand together.
pub(crate) fn of_list(element: &Element) -> Cow<'_, [Element]> {
    let is_together = |child: &Element| child.node == Node::Items;
    if element.node == Node::Items || !element.children.iter().any(is_together) {
        return Cow::Borrowed(&element.children);
    }
    let items = element.children.iter().flat_map(|child| match child.node {
        Node::Items => child.children.clone(),
        _ => vec![child.clone()],
    });
    Cow::Owned(items.collect())
}

/// Returns the item of a list of one that stands among the members, in place of an element that has the item
/// in it: of a list of two the names show that.
pub(crate) fn as_only_item(element: &Element, json: Option<&Json>) -> Option<Element> {
    let Some(Json::Array(array)) = json else { return None };
    let [item] = array.items.as_slice() else { return None };
    let is_item = element.node == Node::Element
        && match item {
            Json::Object(object) => {
                let names: HashSet<String> = object.members.iter().map(|(name, _)| loosely(name)).collect();
                let has_one = |element: &Element| {
                    element.children.iter().any(|child| names.contains(&loosely(&decode(&child.name))))
                };
                has_one(element) && !matches!(element.children.as_slice(), [only] if has_one(only))
            }
            Json::Array(_) => false,
            _ => element.children.is_empty() && !element.text.is_empty(),
        };
    is_item.then(|| element.clone().into_items())
}

/// Returns the item of a list that stands among the members, if it is the only one that is there: elements of several
/// names in it are its members, and no items. Where the sample is cut off in the first of them, the element is an item
/// if it is called as the class of the items is on the page.
pub(crate) fn as_first_item(element: &Element, page: &PageType, open: usize) -> Option<Element> {
    let PageType::List(item) = page else { return None };
    let PageType::Named(class) = &**item else { return None };
    let children = element.children.as_slice();
    let is_item = match children {
        [] => false,
        [only] => open > 0 && element.name == *class && only.name != *class && only.node == Node::Element,
        [first, others @ ..] => others.iter().any(|other| !other.is_called_as(first)),
    };
    (element.node == Node::Element && is_item).then(|| element.clone().into_items())
}

/// Pairs lists by their items, where names do not pair them.
pub(crate) fn pair_lists(pairs: &mut Vec<Pairing>, json: &[(String, Json)], xml: &[Element]) {
    let is_list = |value: &Json| matches!(value, Json::Array(array) if !array.items.is_empty());
    pair_left(pairs, json, xml, &is_list, &has_items);
}

/// Returns whether an element may have the items of a list.
fn has_items(json: &Json, element: &Element) -> bool {
    let Json::Array(array) = json else { return false };
    let items = of_list(element);
    array.items.len() == items.len()
        && array.items.iter().zip(items.iter()).all(|(json, element)| match json {
            Json::Object(object) => {
                let names: HashSet<String> =
                    element.children.iter().map(|child| loosely(&decode(&child.name))).collect();
                let shared = object.members.iter().filter(|(name, _)| names.contains(&loosely(name))).count();
                shared * 2 > object.members.len()
            }
            Json::Array(_) => !element.children.is_empty() && has_items(json, element),
            json => match (JsonForm::of(Some(json)), XmlForm::of(Some(element))) {
                (JsonForm::Text(json), XmlForm::Text(xml)) => json == xml,
                (JsonForm::Whole(json), XmlForm::Whole(xml)) => json == xml,
                // An enum.
                (JsonForm::Whole(_), XmlForm::Text(Text::Other(_))) => true,
                (JsonForm::Fraction(json), XmlForm::Whole(xml) | XmlForm::Fraction(xml)) => {
                    json.trim_end_matches(".0") == xml.trim_end_matches(".0")
                }
                (json, xml) => json == JsonForm::Bool && xml == XmlForm::Bool,
            },
        })
}
