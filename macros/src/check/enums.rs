//! Enums of all kinds.

use super::xml;
use crate::ast::{Input, Variant};
use crate::attr::Container;
use crate::ctxt::Ctxt;
use crate::symbol::{DEFAULT, UNKNOWN};
use datacontract_rules::Underlying;
use proc_macro2::Ident;
use quote::ToTokens as _;
use std::collections::{HashMap, HashSet};
use syn::Fields;

pub(super) fn check(cx: &Ctxt, input: &Input<'_>, variants: &[Variant<'_>]) {
    let mut unknown = None;
    let mut members = Vec::with_capacity(variants.len());
    for variant in variants {
        if let Some(default) = &variant.attrs.default {
            let message =
                "`default` is for polymorphic enums; here `#[derive(Default)]` and `#[default]` serve";
            cx.error(&default.word, message);
        }
        xml::variant(cx, variant);
        if variant.attrs.unknown.is_some() {
            check_unknown(cx, variant, unknown.replace(variant.ident));
        } else if matches!(variant.fields, Fields::Unit) {
            members.push(variant);
        } else {
            cx.error(
                variant.fields,
                "a member of an enum has no data: mark the variant `#[contract(unknown)]` if it keeps unknown values, \
                 or the enum `#[contract(polymorphic(Base))]` if it is over the classes derived from `Base`; or say by \
                 `#[contract(as = \"..\")]` as what the enum goes over the wire",
            );
        }
    }
    if variants.is_empty() {
        cx.error(input.ident, "an enum has at least one member");
    }
    numbers(cx, &input.attrs, &members);
    names(cx, &members);
}

fn check_unknown(cx: &Ctxt, variant: &Variant<'_>, other: Option<&Ident>) {
    let (ident, attrs) = (variant.ident, &variant.attrs);
    if variant.ty().is_none() {
        cx.error(ident, format!("the value has to be kept: `{ident}(datacontract::UnknownValue)`"));
    }
    if let Some((word, place)) = attrs.words.iter().find(|(word, _)| !matches!(*word, UNKNOWN | DEFAULT)) {
        cx.error(place, format!("`unknown` stands alone: `{word}` is for members"));
    }
    if let (Some(given), Some(other)) = (&attrs.unknown, other) {
        cx.error(&given.word, format!("unknown values are kept by the variant `{other}` already"));
    }
}

fn numbers(cx: &Ctxt, attrs: &Container, members: &[&Variant<'_>]) {
    let underlying = attrs.underlying.as_ref().map_or(Underlying::default(), |underlying| underlying.value);
    let (ty, (min, max)) = (underlying.word(), underlying.range());
    let mut numbers = HashMap::new();
    for member in members {
        let number = member.number;
        if !(min..=max).contains(&number) {
            let message = format!(
                "{number} does not fit `{ty}`, whose numbers go from {min} to {max}: see `underlying`"
            );
            cx.error(member.number_place(), message);
        } else if let Some(other) = numbers.insert(number, member.ident) {
            // .NET writes the first name for both, and Rust would have two values for one.
            let name = &member.name;
            let message = format!(
                "`{other}` has the number {number} already: give it this name too, by `#[contract(alias = \"{name}\")]`"
            );
            cx.error(member.number_place(), message);
        }
    }
}

fn names(cx: &Ctxt, members: &[&Variant<'_>]) {
    let mut names = HashMap::new();
    for member in members {
        let own = (member.name.clone(), member.name_place());
        let aliases = member.attrs.aliases.iter();
        let aliases = aliases.map(|alias| (alias.name.value(), alias.name.to_token_stream()));
        for (name, place) in std::iter::once(own).chain(aliases) {
            if let Some(other) = names.insert(name.clone(), member.ident) {
                cx.error(place, format!("the member `{name}` is there already: it is the variant `{other}`"));
            }
        }
    }
}

pub(super) fn flags(cx: &Ctxt, attrs: &Container) {
    let mut names = HashSet::new();
    for flag in attrs.flags.iter().flat_map(|flags| &flags.value) {
        let name = flag.name.name.value();
        if name.is_empty() {
            cx.error(&flag.name.name, "a flag wants a name: the empty text is none");
        } else if !names.insert(name.clone()) {
            cx.error(&flag.name.name, format!("the flag `{name}` is there already"));
        }
        if let Some(words) = &flag.name.xml {
            xml::name_of_ignored(cx, words);
        }
    }
}

pub(super) fn polymorphic(cx: &Ctxt, input: &Input<'_>, variants: &[Variant<'_>]) {
    if variants.is_empty() {
        cx.error(input.ident, "a polymorphic enum has at least one variant: `Shape(Shape)`");
    }
    let mut types = HashMap::new();
    let mut default = None;
    for variant in variants {
        let ident = variant.ident;
        if let Some(ty) = variant.ty() {
            if let Some(other) = types.insert(ty.to_token_stream().to_string(), ident) {
                cx.error(ty, format!("the variant `{other}` is of this type already"));
            }
        } else {
            cx.error(ident, format!("a variant has one field, of the type it stands for: `{ident}(Circle)`"));
        }
        if let Some(given) = &variant.attrs.default
            && let Some(other) = default.replace(ident)
        {
            cx.error(&given.word, format!("the variant `{other}` is the default already"));
        }
        for (word, place) in variant.attrs.words.iter().filter(|(word, _)| *word != DEFAULT) {
            cx.error(place, format!("`{word}` has no meaning on a variant of a polymorphic enum"));
        }
    }
}
