//! Classes and structs.

use super::{types, xml};
use crate::ast::Field;
use crate::attr::Container;
use crate::ctxt::Ctxt;
use crate::symbol::{BASE, IGNORE, ITEMS, Symbol};
use std::collections::HashMap;

pub(super) fn check(cx: &Ctxt, attrs: &Container, fields: &[Field<'_>]) {
    if attrs.value_type.is_some() {
        if let Some(given) = &attrs.abstract_class {
            cx.error(&given.word, "a struct cannot be abstract: remove `value_type` or `abstract_class`");
        }
        if let Some(given) = &attrs.is_reference {
            cx.error(&given.word, "a struct has no identity: remove `value_type` or `is_reference`");
        }
    }
    let (mut has_base, mut has_items) = (false, false);
    for field in fields {
        stands_alone(cx, field);
        if let Some(items) = &field.attrs.items {
            if has_items {
                cx.error(
                    &items.word,
                    "a class has one list of items: another field is marked `items` already",
                );
            } else if let Some(conversion) = &field.attrs.conversion {
                cx.error(
                    &conversion.word,
                    "the items of a list are read as they are: remove `items` or this word",
                );
            }
            has_items = true;
        }
        if let Some(base) = &field.attrs.base {
            if has_base {
                cx.error(&base.word, "a class has one base class: another field is marked `base` already");
            } else if attrs.value_type.is_some() {
                cx.error(&base.word, "a struct has no base class: remove `value_type` or `base`");
            }
            has_base = true;
        }
        if let (Some(_), Some(given)) = (&field.attrs.json_only, &field.attrs.xml_only) {
            cx.error(
                &given.word,
                "a member is in JSON only or in XML only: remove `json_only` or `xml_only`",
            );
        }
        if let (Some(required), Some(_)) = (&field.attrs.is_required, &attrs.is_reference) {
            cx.error(
                &required.word,
                "DataContractSerializer refuses `is_required` in a class with `is_reference`",
            );
        }
    }
    for field in fields {
        if field.is_member() && field.attrs.conversion.is_none() {
            types::check(cx, field.ty);
        }
        serde_words(cx, field);
    }
    unique_names(cx, attrs, fields);
    xml::members(cx, attrs, fields);
}

/// What is no member has none of the words for members.
fn stands_alone(cx: &Ctxt, field: &Field<'_>) {
    for (own, given) in [(BASE, &field.attrs.base), (IGNORE, &field.attrs.ignore)] {
        // The list may be one of the base class.
        let is_alone = |word: &Symbol| *word == own || (own == BASE && *word == ITEMS);
        let other = field.attrs.words.iter().find(|(word, _)| !is_alone(word));
        if let (Some(_), Some((word, place))) = (given, other) {
            cx.error(place, format!("`{own}` stands alone: `{word}` is for members"));
            return;
        }
    }
}

/// Refuses the attributes of serde on a field for which a contract has another word.
fn serde_words(cx: &Ctxt, field: &Field<'_>) {
    if let Some(flatten) = &field.attrs.serde.flatten
        && field.is_member()
        && field.attrs.name.is_none()
    {
        cx.error(
            flatten,
            "a contract has no `flatten` of serde: say `#[contract(base)]` if the field is the base class, \
             `#[contract(ignore)]` if it is no member, or `#[contract(name = \"..\")]` if it is a member of its own",
        );
    }
    if let Some(word) = &field.attrs.serde.one_way
        && field.is_member()
        && field.attrs.name.is_none()
    {
        cx.error(
            word,
            "a contract is read as it is written: say `#[contract(ignore)]` if the field is no member, or \
             `#[contract(name = \"..\")]` which name it has in both directions",
        );
    }
}

fn unique_names(cx: &Ctxt, attrs: &Container, fields: &[Field<'_>]) {
    let mut names = HashMap::new();
    let mut json_names = HashMap::new();
    // Other namings are the runtime's to apply.
    let json_is_as_declared = attrs.json_naming.as_ref().is_none_or(|naming| naming.value == "AsDeclared");
    for field in fields.iter().filter(|field| field.is_member()) {
        let name = &field.name;
        if field.attrs.json_only.is_none()
            && let Some(other) = names.insert(name.as_str(), field.ident)
        {
            cx.error(
                field.name_place(),
                format!("the member `{name}` is there already: it is the field `{other}`"),
            );
            continue;
        }
        let given = field.attrs.json_name.as_ref();
        let json_name = given.map(|given| &given.value).or(json_is_as_declared.then_some(name));
        if field.attrs.xml_only.is_none()
            && let Some(json_name) = json_name
            && let Some(other) = json_names.insert(json_name.as_str(), field.ident)
        {
            let place = given.map_or_else(|| field.name_place(), |given| given.place.clone());
            cx.error(
                place,
                format!("the member `{json_name}` is there already in JSON: it is the field `{other}`"),
            );
        }
    }
}
