//! What `XmlSerializer` refuses in the words of `xml(..)`, as far as it does not depend on the types of members.

use crate::ast::{Field, Input, Kind, Variant};
use crate::attr::{AttributeValue, Container, XmlNode, XmlOfField, XmlOfVariant};
use crate::ctxt::Ctxt;
use crate::symbol::{
    ANY_ATTRIBUTE, ANY_ELEMENT, ARRAY, ATTRIBUTE, ELEMENT, IGNORE, ITEM, NAMESPACES, Symbol, TEXT,
};
use datacontract_rules::xml_serializer::{attribute_name, attribute_name_error};
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;
use std::collections::{HashMap, HashSet};

/// Reports what a struct or enum says of itself that cannot be.
pub(super) fn of_type(cx: &Ctxt, input: &Input<'_>) {
    let Some(xml) = &input.attrs.xml else { return };
    let is_enum = matches!(input.kind, Kind::Enum(_) | Kind::Flags(_));
    if let (Some(include), true) = (&xml.include, is_enum) {
        cx.error(&include.word, "`include` names derived classes, which an enum has none of: remove it");
    }
    let is_nullable = xml.root.as_ref().and_then(|root| root.value.is_nullable.as_ref());
    if let Some(is_nullable) = is_nullable.filter(|given| given.value)
        && (is_enum || input.attrs.value_type.is_some())
    {
        cx.error(
            &is_nullable.place,
            "XmlSerializer refuses `is_nullable = true` on a struct or enum, which is never null: remove it",
        );
    }
}

/// Reports what the members of a class say that cannot be.
pub(super) fn members(cx: &Ctxt, attrs: &Container, fields: &[Field<'_>]) {
    for xml in fields.iter().filter_map(|field| field.attrs.xml.as_ref()) {
        contradictions(cx, xml);
        for node in nodes(xml) {
            form(cx, &node.value);
        }
        if let Some(identifier) = &xml.choice_identifier {
            choice_identifier(cx, identifier, xml, fields);
        } else {
            choices(cx, &xml.elements);
        }
        choices(cx, &xml.items);
        if let Some(name) = xml.attribute.as_ref().and_then(|attribute| attribute.value.name.as_ref())
            && let Some(error) = attribute_name_error(&name.value)
        {
            cx.error(&name.place, error.message);
        }
    }
    let members: Vec<&Field<'_>> = fields.iter().filter(|field| is_member(field)).collect();
    one_text(cx, &members);
    one_for_the_rest(cx, &members);
    if members.iter().any(|field| order_of(field).is_some()) {
        orders(cx, &members);
    } else {
        // With `Order`, elements may have one name: the place says which of them is meant.
        unique_elements(cx, attrs, &members);
    }
    unique_attributes(cx, &members);
}

/// Reports what a member of an enum says that cannot be.
pub(super) fn variant(cx: &Ctxt, variant: &Variant<'_>) {
    let attrs = &variant.attrs;
    if let (Some(ignore), Some(_)) = (&attrs.ignore, &attrs.xml) {
        cx.error(
            &ignore.word,
            "`ignore` leaves the member out of the contract, so that `xml` has no meaning: remove one of them",
        );
    }
    let aliases = attrs.aliases.iter().filter_map(|alias| alias.xml.as_ref());
    for xml in attrs.xml.iter().chain(aliases) {
        name_of_ignored(cx, xml);
    }
}

/// Reports a name of a member that has none.
pub(super) fn name_of_ignored(cx: &Ctxt, xml: &XmlOfVariant) {
    if let (Some(name), Some(_)) = (&xml.name, &xml.ignore) {
        cx.error(&name.word, "`ignore` says that it has no name in XML: remove `name` or `ignore`");
    }
}

/// Returns whether `XmlSerializer` has the member. One that is in JSON only is there if a word says what it becomes.
fn is_member(field: &Field<'_>) -> bool {
    let attrs = &field.attrs;
    let says_what =
        |xml: &XmlOfField| xml.text.is_some() || nodes(xml).next().is_some() || takes_what_no_other_does(xml);
    field.is_member()
        && attrs.xml.as_ref().is_none_or(|xml| xml.ignore.is_none())
        && (attrs.json_only.is_none() || attrs.xml.as_ref().is_some_and(says_what))
}

fn takes_what_no_other_does(xml: &XmlOfField) -> bool {
    !xml.any_elements.is_empty() || xml.any_attribute.is_some() || xml.namespaces.is_some()
}

fn nodes(xml: &XmlOfField) -> impl Iterator<Item = &AttributeValue<XmlNode>> {
    xml.attribute.iter().chain(&xml.elements).chain(&xml.array).chain(&xml.items)
}

/// A member is one thing in XML.
fn contradictions(cx: &Ctxt, xml: &XmlOfField) {
    let says_what = |word: Symbol| {
        matches!(
            word,
            IGNORE | TEXT | ATTRIBUTE | ELEMENT | ARRAY | ITEM | ANY_ELEMENT | ANY_ATTRIBUTE | NAMESPACES
        )
    };
    let Some((first, _)) = xml.words.iter().find(|(word, _)| says_what(*word)) else { return };
    let is_array = |word: Symbol| matches!(word, ARRAY | ITEM);
    for (word, place) in xml.words.iter().filter(|(word, _)| says_what(*word)) {
        // Elements with the texts between them.
        let is_mixed =
            matches!((*first, *word), (TEXT, ELEMENT | ANY_ELEMENT) | (ELEMENT | ANY_ELEMENT, TEXT));
        if word == first || (is_array(*first) && is_array(*word)) || is_mixed {
            continue;
        }
        let message = match (*first, *word) {
            (IGNORE, other) | (other, IGNORE) => {
                format!("`ignore` says that XML does not have the member: remove `{other}` or `ignore`")
            }
            (ELEMENT, other) | (other, ELEMENT) if is_array(other) => format!(
                "`element` writes the items without an element around them, and `{other}` speaks of the items in one: \
                 remove `{other}` or `element`"
            ),
            (first, word) => {
                format!("a member is an element, an attribute or text in XML: remove `{first}` or `{word}`")
            }
        };
        cx.error(place, message);
        return;
    }
    if matches!(*first, IGNORE | TEXT | ATTRIBUTE | ANY_ATTRIBUTE | NAMESPACES)
        && !xml.names_elements()
        && let Some(order) = &xml.order
    {
        cx.error(&order.word, format!("`order` is the place among the elements: remove it, or `{first}`"));
    }
}

/// `form = "unqualified"` is no namespace.
fn form(cx: &Ctxt, node: &XmlNode) {
    if let (Some(form), Some(_)) = (&node.form, &node.namespace)
        && form.value == "Unqualified"
    {
        cx.error(&form.place, "`unqualified` is in no namespace: remove `form` or `namespace`");
    }
}

/// A member of an enum says which of several elements the value of another one becomes.
fn choice_identifier(cx: &Ctxt, identifier: &AttributeValue<String>, xml: &XmlOfField, fields: &[Field<'_>]) {
    if xml.elements.is_empty() {
        cx.error(
            &identifier.word,
            "`choice_identifier` chooses from several `element`, and there is none: remove it, or add them",
        );
    }
    let is_named = |field: &Field<'_>| name_of(field, None).0 == identifier.value;
    // A base class may have it.
    if !fields.iter().any(|field| field.attrs.base.is_some() || is_named(field)) {
        cx.error(
            &identifier.place,
            format!("no field has the name `{}` in C#: name the member whose enum chooses", identifier.value),
        );
    }
}

/// The type of a value says which of several elements it becomes.
fn choices(cx: &Ctxt, elements: &[AttributeValue<XmlNode>]) {
    let mut seen = HashSet::new();
    for element in elements {
        let XmlNode { ty, nesting_level, .. } = &element.value;
        let level = nesting_level.as_ref().map_or(0, |level| level.value);
        let type_text = ty.as_ref().map(|ty| ty.value.to_token_stream().to_string());
        if seen.insert((level, type_text)) {
            continue;
        }
        let word = &element.word;
        match ty {
            Some(ty) => cx.error(
                &ty.place,
                format!(
                    "another `{word}` is for this type already: remove one of them, or name the member whose enum chooses \
                     from several `element` by `choice_identifier = \"Kind\"`"
                ),
            ),
            None => cx.error(
                word,
                format!(
                    "of several `{word}` each wants a `type` of its own, which says which of them is meant: \
                     `{word}(name = \"circle\", type = Circle)`"
                ),
            ),
        }
    }
}

fn one_text(cx: &Ctxt, members: &[&Field<'_>]) {
    let mut first: Option<&Ident> = None;
    for field in members {
        let Some(text) = field.attrs.xml.as_ref().and_then(|xml| xml.text.as_ref()) else { continue };
        match first {
            Some(other) => cx.error(
                &text.word,
                format!("the text of the element is the field `{other}` already: a class has one `text`"),
            ),
            None => first = Some(field.ident),
        }
    }
}

fn order_of<'a>(field: &'a Field<'_>) -> Option<&'a AttributeValue<i32>> {
    field.attrs.xml.as_ref().and_then(|xml| xml.order.as_ref())
}

/// Returns whether it becomes elements.
fn has_elements(field: &Field<'_>) -> bool {
    field.attrs.xml.as_ref().is_none_or(|xml| {
        let is_text = xml.text.is_some() && !xml.names_elements();
        let is_outside = xml.attribute.is_some() || xml.any_attribute.is_some() || xml.namespaces.is_some();
        !is_text && !is_outside
    })
}

/// Two members cannot take the same that no other one does.
fn one_for_the_rest(cx: &Ctxt, members: &[&Field<'_>]) {
    let mut taken: HashMap<(String, Option<&str>, Option<&str>), &Ident> = HashMap::new();
    for field in members {
        let Some(xml) = &field.attrs.xml else { continue };
        let of_elements = xml.any_elements.iter().map(|element| {
            let XmlNode { name, namespace, .. } = &element.value;
            let name = name.as_ref().map(|name| name.value.as_str());
            (&element.word, name, namespace.as_ref().map(|namespace| namespace.value.as_str()))
        });
        let declarations = xml.namespaces.iter().map(|given| (&given.word, None, None));
        for (word, name, namespace) in of_elements.chain(declarations) {
            if let Some(other) = taken.insert((word.to_string(), name, namespace), field.ident) {
                cx.error(
                    word,
                    format!("the field `{other}` takes the same already: remove `{word}` from one of them"),
                );
            }
        }
    }
}

/// `Order` is on all elements of a class, and each has its own.
fn orders(cx: &Ctxt, members: &[&Field<'_>]) {
    let mut numbers = HashMap::new();
    let mut without = Vec::new();
    let mut first = None;
    for field in members.iter().filter(|field| has_elements(field)) {
        let Some(order) = order_of(field) else {
            without.push(format!("`{}`", field.ident));
            continue;
        };
        first = first.or(Some(order));
        if let Some(other) = numbers.insert(order.value, field.ident) {
            let number = order.value;
            cx.error(
                &order.place,
                format!("the field `{other}` has the order {number} already, and XmlSerializer refuses that"),
            );
        }
    }
    if let (Some(order), false) = (first, without.is_empty()) {
        cx.error(
            &order.word,
            format!(
                "XmlSerializer wants `order` on all elements of a class or on none: {} {} none",
                without.join(", "),
                if without.len() == 1 { "has" } else { "have" }
            ),
        );
    }
}

/// The namespace of an element, as far as it is known here.
#[derive(PartialEq, Eq, Hash)]
enum Namespace<'a> {
    /// That of the place where the class stands.
    OfPlace,
    Given(&'a str),
}

fn unique_elements(cx: &Ctxt, attrs: &Container, members: &[&Field<'_>]) {
    let xml = attrs.xml.as_ref();
    let of = |node: Option<&AttributeValue<XmlNode>>| {
        node.and_then(|node| node.value.namespace.as_ref()).map(|given| given.value.clone())
    };
    let own = of(xml.and_then(|xml| xml.ty.as_ref())).or_else(|| of(xml.and_then(|xml| xml.root.as_ref())));
    let mut names: HashMap<(&str, Namespace<'_>), &Field<'_>> = HashMap::new();
    for field in members.iter().filter(|field| has_elements(field)) {
        let xml = field.attrs.xml.as_ref();
        let nodes: Vec<Option<&XmlNode>> = match xml {
            Some(XmlOfField { elements, .. }) if !elements.is_empty() => {
                elements.iter().map(|element| Some(&element.value)).collect()
            }
            Some(XmlOfField { any_elements, .. }) if !any_elements.is_empty() => Vec::new(),
            xml => vec![xml.and_then(|xml| xml.array.as_ref()).map(|array| &array.value)],
        };
        let is_choice = nodes.len() > 1;
        for node in nodes {
            let given = node.and_then(|node| node.name.as_ref());
            // A choice that gives no name has that of its type.
            if is_choice && given.is_none() {
                continue;
            }
            let namespace = node.and_then(|node| node.namespace.as_ref()).map(|given| given.value.as_str());
            let is_unqualified =
                node.and_then(|node| node.form.as_ref()).is_some_and(|form| form.value == "Unqualified");
            let namespace = match namespace.or(own.as_deref()) {
                _ if is_unqualified => Namespace::Given(""),
                Some(namespace) => Namespace::Given(namespace),
                None => Namespace::OfPlace,
            };
            let (name, place) = name_of(field, given);
            if let Some(other) = names.insert((name, namespace), field) {
                duplicate(cx, place, "element", name, (other, field));
            }
        }
    }
}

fn unique_attributes(cx: &Ctxt, members: &[&Field<'_>]) {
    let mut names = HashMap::new();
    for field in members {
        let Some(attribute) = field.attrs.xml.as_ref().and_then(|xml| xml.attribute.as_ref()) else {
            continue;
        };
        let node = &attribute.value;
        let (name, place) = name_of(field, node.name.as_ref());
        let namespace = node.namespace.as_ref().map(|given| given.value.as_str());
        if let Some(other) = names.insert(attribute_name(name, namespace), *field) {
            duplicate(cx, place, "attribute", name, (other, field));
        }
    }
}

/// Returns the name of a member in XML, and where it stands.
fn name_of<'a>(field: &'a Field<'_>, given: Option<&'a AttributeValue<String>>) -> (&'a str, TokenStream) {
    match given.or(field.attrs.xml.as_ref().and_then(|xml| xml.clr_name.as_ref())) {
        Some(given) => (&given.value, given.place.clone()),
        None => (&field.name, field.name_place()),
    }
}

fn duplicate(
    cx: &Ctxt,
    place: TokenStream,
    what: &str,
    name: &str,
    (first, second): (&Field<'_>, &Field<'_>),
) {
    // Names that are equal in DataContractSerializer's form too are reported there.
    if first.attrs.xml.is_none() && second.attrs.xml.is_none() {
        return;
    }
    let other = first.ident;
    cx.error(
        place,
        format!(
            "the {what} `{name}` is there already: it is the field `{other}`; give one of them another name by \
             `xml({what} = \"..\")`, or by `namespace` another namespace"
        ),
    );
}
