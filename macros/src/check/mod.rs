//! What the words of the attributes mean together: conflicts, and what .NET refuses.

mod class;
mod enums;
mod names;
mod types;
mod xml;

use crate::ast::{Input, Kind};
use crate::ctxt::Ctxt;
use crate::symbol::{
    ABSTRACT_CLASS, AS, CLR_NAMESPACE, COLLECTION, DEFAULT, DICTIONARY, FLAGS, GENERIC, IS_REFERENCE, JSON,
    JSON_ITEM_NULLS, JSON_NAMING, JSON_REFERENCE, JSON_SETTINGS, JSON_TYPE, KNOWN_TYPES, NAME, NAMESPACE,
    NO_DEFAULT, POLYMORPHIC, RENAME_ALL, SERDE, Symbol, TRANSPARENT, UNDERLYING, VALUE_TYPE, WITH, XML,
};

/// Reports all that cannot be meant.
pub(crate) fn check(cx: &Ctxt, input: &Input<'_>) {
    words(cx, input);
    if let (Some(given), None) = (&input.attrs.json_reference, &input.attrs.is_reference) {
        cx.error(
            &given.word,
            "`json_reference` says what JSON makes of `is_reference`, which is missing here",
        );
    }
    names::namespace(cx, &input.attrs);
    names::generic(cx, input);
    no_default(cx, input);
    serde(cx, input);
    xml::of_type(cx, input);
    match &input.kind {
        Kind::Class(fields) => class::check(cx, &input.attrs, fields),
        Kind::Enum(variants) => enums::check(cx, input, variants),
        Kind::Flags(_) => enums::flags(cx, &input.attrs),
        Kind::Polymorphic(variants) => enums::polymorphic(cx, input, variants),
        Kind::Dictionary(_) => names::entry(cx, &input.attrs),
        Kind::Transparent(field) => {
            transparent(cx, field);
            types::check(cx, &field.ty);
        }
        Kind::Collection(of) => types::check(cx, of.list),
        Kind::Converted => {}
    }
}

/// The field of a `transparent` struct is no member.
fn transparent(cx: &Ctxt, field: &syn::Field) {
    let attrs = crate::attr::Field::read(cx, &field.attrs);
    if let Some((word, place)) = attrs.words.first() {
        cx.error(place, format!("`{word}` has no meaning on the field of a type that is `transparent`"));
    }
}

/// What has parameters makes its own default, and a variant that is the default is one.
fn no_default(cx: &Ctxt, input: &Input<'_>) {
    if let Some(given) = input.attrs.default.as_ref().filter(|_| input.parameters.is_generic()) {
        cx.error(
            &given.word,
            "reading of a generic type begins with the defaults of its members: remove `default`",
        );
    }
    let Some(given) = &input.attrs.no_default else { return };
    if input.attrs.default.is_some() {
        cx.error(&given.word, "`no_default` and `default` contradict each other: remove one of them");
    }
    if let Kind::Polymorphic(variants) = &input.kind
        && variants.iter().any(|variant| variant.attrs.default.is_some())
    {
        cx.error(
            &given.word,
            "`no_default` and a variant with `default` contradict each other: remove one of them",
        );
    }
}

/// serde's traits are implemented once.
fn serde(cx: &Ctxt, input: &Input<'_>) {
    let Some(given) = &input.attrs.serde else { return };
    let has_attributes = input.serde.is_there
        || match &input.kind {
            Kind::Class(fields) => fields.iter().any(|field| field.attrs.serde.is_there),
            Kind::Enum(variants) | Kind::Polymorphic(variants) => {
                variants.iter().any(|variant| variant.attrs.serde.is_there)
            }
            _ => false,
        };
    if has_attributes {
        cx.error(
            &given.word,
            "the type has attributes of serde's own derives, which implement its traits: remove `serde` here, or those",
        );
    }
}

/// Each kind of contract has its words.
fn words(cx: &Ctxt, input: &Input<'_>) {
    let (kind, own): (&str, &[Symbol]) = match input.kind {
        Kind::Class(_) => (
            "a class",
            &[
                JSON_NAMING,
                JSON_SETTINGS,
                JSON_ITEM_NULLS,
                RENAME_ALL,
                VALUE_TYPE,
                ABSTRACT_CLASS,
                IS_REFERENCE,
                JSON_REFERENCE,
                KNOWN_TYPES,
                GENERIC,
                DEFAULT,
                NO_DEFAULT,
                XML,
            ],
        ),
        Kind::Collection(_) => (
            "a collection",
            &[JSON_SETTINGS, IS_REFERENCE, JSON_REFERENCE, KNOWN_TYPES, GENERIC, COLLECTION, XML],
        ),
        Kind::Dictionary(_) => (
            "a dictionary",
            &[JSON_NAMING, JSON_SETTINGS, IS_REFERENCE, JSON_REFERENCE, KNOWN_TYPES, GENERIC, DICTIONARY],
        ),
        Kind::Flags(_) => ("a flags enum", &[GENERIC, JSON, FLAGS, XML]),
        Kind::Enum(_) => ("an enum", &[RENAME_ALL, GENERIC, UNDERLYING, JSON, DEFAULT, NO_DEFAULT, XML]),
        Kind::Polymorphic(_) => {
            ("a polymorphic enum: the contracts are those of its variants", &[POLYMORPHIC, NO_DEFAULT])
        }
        Kind::Transparent(_) => {
            ("a type that is `transparent`: its contract is that of its field", &[TRANSPARENT])
        }
        Kind::Converted => (
            "a type that goes over the wire as another one: the contract is that of the other one",
            &[AS, WITH],
        ),
    };
    let has_names = !matches!(input.kind, Kind::Polymorphic(_) | Kind::Transparent(_) | Kind::Converted);
    let is_newtype = matches!(input.kind, Kind::Collection(_) | Kind::Dictionary(_) | Kind::Flags(_));
    for (word, place) in &input.attrs.words {
        if own.contains(word)
            || *word == SERDE
            || (has_names && matches!(*word, NAME | NAMESPACE | CLR_NAMESPACE | JSON_TYPE))
        {
            continue;
        }
        let ident = input.ident;
        let wants = |inner| {
            format!("`{word}` wants a struct with one field without a name: `struct {ident}({inner});`")
        };
        let message = match *word {
            COLLECTION | DICTIONARY | FLAGS if is_newtype => {
                format!(
                    "`{word}` has no meaning on {kind}: keep one of `collection`, `dictionary` and `flags`"
                )
            }
            COLLECTION => wants("Vec<Item>"),
            DICTIONARY => wants("Dictionary<Key, Value>"),
            FLAGS => wants("u32"),
            XML if matches!(input.kind, Kind::Dictionary(_)) => {
                "XmlSerializer refuses dictionaries: write a list of a class with a key and a value for it"
                    .to_owned()
            }
            POLYMORPHIC => "`polymorphic` wants an enum with a variant for each type".to_owned(),
            _ => format!("`{word}` has no meaning on {kind}"),
        };
        cx.error(place, message);
    }
}
