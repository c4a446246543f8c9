//! What the words of the attributes mean together: conflicts, and what .NET refuses.

use crate::ast::{Field, Input, Kind, Variant};
use crate::attr::{Container, Underlying, integer};
use crate::ctxt::Ctxt;
use crate::symbol::{
    ABSTRACT_CLASS, BASE, CLR_NAMESPACE, COLLECTION, DEFAULT, DICTIONARY, FLAGS, GENERIC, IGNORE,
    IS_REFERENCE, JSON, JSON_NAMING, KNOWN_TYPES, NAME, NAMESPACE, POLYMORPHIC, RENAME_ALL, Symbol,
    UNDERLYING, UNKNOWN, VALUE_TYPE,
};
use std::collections::HashMap;
use syn::spanned::Spanned as _;

/// Reports all that cannot be meant.
pub(crate) fn check(cx: &Ctxt, input: &Input<'_>) {
    words(cx, input);
    namespace(cx, &input.attrs);
    generic(cx, &input.attrs);
    match &input.kind {
        Kind::Class(fields) => class(cx, &input.attrs, fields),
        Kind::Enum(variants) => enumeration(cx, input, variants),
        Kind::Flags(_) => flags(cx, &input.attrs),
        Kind::Polymorphic(variants) => polymorphic(cx, input, variants),
        Kind::Collection(_) | Kind::Dictionary(_) => {}
    }
}

/// Each kind of contract has its words.
fn words(cx: &Ctxt, input: &Input<'_>) {
    let (kind, allowed): (&str, &[Symbol]) = match input.kind {
        Kind::Class(_) => (
            "a class",
            &[
                NAME,
                NAMESPACE,
                CLR_NAMESPACE,
                JSON_NAMING,
                RENAME_ALL,
                VALUE_TYPE,
                ABSTRACT_CLASS,
                IS_REFERENCE,
                KNOWN_TYPES,
                GENERIC,
            ],
        ),
        Kind::Collection(_) => (
            "a collection",
            &[NAME, NAMESPACE, CLR_NAMESPACE, IS_REFERENCE, KNOWN_TYPES, GENERIC, COLLECTION],
        ),
        Kind::Dictionary(_) => (
            "a dictionary",
            &[NAME, NAMESPACE, CLR_NAMESPACE, JSON_NAMING, IS_REFERENCE, KNOWN_TYPES, GENERIC, DICTIONARY],
        ),
        Kind::Flags(_) => ("a flags enum", &[NAME, NAMESPACE, CLR_NAMESPACE, GENERIC, JSON, FLAGS]),
        Kind::Enum(_) => {
            ("an enum", &[NAME, NAMESPACE, CLR_NAMESPACE, RENAME_ALL, GENERIC, UNDERLYING, JSON])
        }
        Kind::Polymorphic(_) => {
            ("a polymorphic enum, whose variants have contracts of their own", &[POLYMORPHIC])
        }
    };
    for (word, span) in &input.attrs.words {
        if allowed.contains(word) {
            continue;
        }
        let is_newtype = matches!(input.kind, Kind::Collection(_) | Kind::Dictionary(_) | Kind::Flags(_));
        cx.error(*span, match *word {
            COLLECTION | DICTIONARY | FLAGS if is_newtype => {
                format!("`{word}` has no meaning on {kind}: keep one of `collection`, `dictionary` and `flags`")
            }
            COLLECTION | DICTIONARY | FLAGS => {
                let inner = match *word {
                    COLLECTION => "Vec<Item>",
                    DICTIONARY => "Dictionary<Key, Value>",
                    _ => "u32",
                };
                let ident = input.ident;
                format!("`{word}` wants a struct with one field without a name: `struct {ident}({inner});`")
            }
            POLYMORPHIC => "`polymorphic` wants an enum with a variant for each type".to_owned(),
            _ => format!("`{word}` has no meaning on {kind}"),
        });
    }
}

fn namespace(cx: &Ctxt, attrs: &Container) {
    if let (Some(_), Some(clr)) = (&attrs.namespace, &attrs.clr_namespace) {
        cx.error(clr.word, "`namespace` and `clr_namespace` both say the namespace: keep one of them");
        return;
    }
    if let Some(given) = &attrs.namespace
        && let Some(fault) = namespace_fault(&given.value)
    {
        cx.error(given.span, format!("this namespace {fault}"));
    }
    if let Some(given) = &attrs.clr_namespace
        && given.value.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '/' | ':'))
    {
        cx.error(given.span, "this is no C# namespace, as `Shop.Models` is; a URI is given by `namespace`");
    }
}

/// What `DataContractSerializer` has against a namespace.
fn namespace_fault(namespace: &str) -> Option<&'static str> {
    let is_blank = |c: char| c.is_whitespace() || c.is_control();
    let scheme_is_empty = namespace.starts_with(':');
    let host_is_empty =
        namespace.split_once("://").is_some_and(|(scheme, rest)| rest.is_empty() && scheme != "file");
    if namespace.starts_with(is_blank) || namespace.ends_with(is_blank) {
        Some("begins or ends with white space or a control character")
    } else if scheme_is_empty || host_is_empty || namespace.contains("##") {
        Some("is no URI, and DataContractSerializer refuses it")
    } else if namespace == "http://schemas.microsoft.com/2003/10/Serialization/" {
        Some("is DataContractSerializer's own, and refused by it")
    } else {
        None
    }
}

fn generic(cx: &Ctxt, attrs: &Container) {
    let Some(generic) = &attrs.generic else { return };
    let Some(name) = &attrs.name else {
        cx.error(
            generic.word,
            "a generic contract has a name with places for its arguments: `name = \"PageOf{0}{#}\"`",
        );
        return;
    };
    let args = generic.value.args.len();
    let mut rest = name.value.as_str();
    while let Some(start) = rest.find(['{', '}']) {
        let place = rest[start..].strip_prefix('{').and_then(|place| place.split_once('}'));
        let Some((place, after)) = place else {
            cx.error(name.span, "a brace without the other: places are written `{0}` and `{#}`");
            return;
        };
        if place != "#" && place.parse::<usize>().ok().is_none_or(|place| place >= args) {
            let last = args.saturating_sub(1);
            cx.error(
                name.span,
                format!("there is no place `{{{place}}}`: arguments count from `{{0}}` to `{{{last}}}`"),
            );
        }
        rest = after;
    }
}

fn class(cx: &Ctxt, attrs: &Container, fields: &[Field<'_>]) {
    if attrs.value_type.is_some() {
        for (given, why) in [
            (&attrs.abstract_class, "a struct cannot be abstract: remove `value_type` or `abstract_class`"),
            (&attrs.is_reference, "a struct has no identity: remove `value_type` or `is_reference`"),
        ] {
            if let Some(given) = given {
                cx.error(given.word, why);
            }
        }
    }
    let mut has_base = false;
    for field in fields {
        let words = &field.attrs.words;
        for (own, given) in [(BASE, &field.attrs.base), (IGNORE, &field.attrs.ignore)] {
            let other = words.iter().find(|(word, _)| *word != own);
            if let (Some(_), Some((word, span))) = (given, other) {
                cx.error(*span, format!("`{own}` stands alone: `{word}` is for members"));
            }
        }
        if let Some(base) = &field.attrs.base {
            if has_base {
                cx.error(base.word, "a class has one base class: another field is marked `base` already");
            } else if attrs.value_type.is_some() {
                cx.error(base.word, "a struct has no base class: remove `value_type` or `base`");
            }
            has_base = true;
        }
        if let (Some(required), Some(_)) = (&field.attrs.is_required, &attrs.is_reference) {
            cx.error(
                required.word,
                "DataContractSerializer refuses `is_required` in a class with `is_reference`",
            );
        }
    }
    let members = || fields.iter().filter(|field| field.attrs.base.is_none() && field.attrs.ignore.is_none());
    let mut names = HashMap::new();
    let mut json_names = HashMap::new();
    let json_is_as_declared = attrs.json_naming.as_ref().is_none_or(|naming| naming.value == "AsDeclared");
    for field in members() {
        if let Some(other) = names.insert(field.name.as_str(), field.ident) {
            cx.error(
                field.name_span(),
                format!("the member `{}` is there already: it is the field `{other}`", field.name),
            );
            continue;
        }
        let given = field.attrs.json_name.as_ref();
        let json_name =
            given.map(|given| given.value.as_str()).or(json_is_as_declared.then_some(field.name.as_str()));
        if let Some(json_name) = json_name
            && let Some(other) = json_names.insert(json_name, field.ident)
        {
            let span = given.map_or(field.name_span(), |given| given.span);
            cx.error(
                span,
                format!("the member `{json_name}` is there already in JSON: it is the field `{other}`"),
            );
        }
    }
}

fn enumeration(cx: &Ctxt, input: &Input<'_>, variants: &[Variant<'_>]) {
    if variants.is_empty() {
        cx.error(input.ident.span(), "an enum has at least one member");
    }
    let underlying = input.attrs.underlying.as_ref().map_or(Underlying::INT, |underlying| underlying.value);
    let mut unknown = None;
    let (mut names, mut numbers) = (HashMap::new(), HashMap::new());
    for variant in variants {
        let attrs = &variant.attrs;
        if let Some(default) = &attrs.default {
            cx.error(
                default.word,
                "`default` is for polymorphic enums; here `#[derive(Default)]` and `#[default]` serve",
            );
        }
        match (&attrs.unknown, variant.ty) {
            (Some(given), ty) => {
                if ty.is_none() {
                    let ident = variant.ident;
                    cx.error(
                        ident.span(),
                        format!("the value has to be kept: `{ident}(datacontract::UnknownValue)`"),
                    );
                }
                if let Some((word, span)) =
                    attrs.words.iter().find(|(word, _)| !matches!(*word, UNKNOWN | DEFAULT))
                {
                    cx.error(*span, format!("`unknown` stands alone: `{word}` is for members"));
                }
                if let Some(other) = unknown.replace(variant.ident) {
                    cx.error(given.word, format!("unknown values are kept by the variant `{other}` already"));
                }
                continue;
            }
            (None, Some(ty)) => {
                cx.error(
                    ty.span(),
                    "a member of an enum has no data: mark the variant `#[contract(unknown)]` if it keeps unknown \
                     values, or the enum `#[contract(polymorphic(Base))]` if it is over the classes derived from `Base`",
                );
                continue;
            }
            (None, None) => {}
        }
        number(cx, variant, underlying, &mut numbers);
        let own = (variant.name.as_str(), attrs.name.as_ref().map_or(variant.ident.span(), |name| name.span));
        let aliases = attrs.aliases.iter().map(|alias| (alias.value.as_str(), alias.span));
        for (name, span) in std::iter::once(own).chain(aliases) {
            if let Some(other) = names.insert(name, variant.ident) {
                cx.error(span, format!("the member `{name}` is there already: it is the variant `{other}`"));
            }
        }
    }
}

fn number<'a>(
    cx: &Ctxt,
    variant: &Variant<'a>,
    underlying: Underlying,
    numbers: &mut HashMap<i128, &'a proc_macro2::Ident>,
) {
    let Underlying { name, min, max, .. } = underlying;
    let number = variant.number;
    let value = variant.attrs.value.as_ref().map(|value| value.span);
    let span =
        value.or(variant.discriminant.map(syn::spanned::Spanned::span)).unwrap_or(variant.ident.span());
    if !(min..=max).contains(&number) {
        cx.error(
            span,
            format!("{number} does not fit `{name}`, whose numbers go from {min} to {max}: see `underlying`"),
        );
    } else if let Some(other) = numbers.insert(number, variant.ident) {
        // .NET writes the first name for both, and Rust would have two values for one.
        cx.error(
            span,
            format!(
                "`{other}` has the number {number} already: give it this name too, by `#[contract(alias = \"{}\")]`",
                variant.name
            ),
        );
    }
}

fn flags(cx: &Ctxt, attrs: &Container) {
    let mut names = HashMap::new();
    for flag in attrs.flags.iter().flat_map(|flags| &flags.value) {
        if flag.name.is_empty() {
            cx.error(flag.name_span, "a flag wants a name: the empty text is none");
        }
        if names.insert(flag.name.as_str(), integer(&flag.number)).is_some() {
            cx.error(flag.name_span, format!("the flag `{}` is there already", flag.name));
        }
    }
}

fn polymorphic(cx: &Ctxt, input: &Input<'_>, variants: &[Variant<'_>]) {
    if variants.is_empty() {
        cx.error(input.ident.span(), "a polymorphic enum has at least one variant: `Shape(Shape)`");
    }
    let mut types = HashMap::new();
    let mut default = None;
    for variant in variants {
        match variant.ty {
            Some(ty) => {
                let text = quote::ToTokens::to_token_stream(ty).to_string();
                if let Some(other) = types.insert(text, variant.ident) {
                    cx.error(ty.span(), format!("the variant `{other}` is of this type already"));
                }
            }
            None => cx.error(
                variant.ident.span(),
                "a variant has one field without a name, the type it stands for",
            ),
        }
        for (word, span) in &variant.attrs.words {
            if *word != DEFAULT {
                cx.error(*span, format!("`{word}` has no meaning on a variant of a polymorphic enum"));
            }
        }
        if let Some(given) = &variant.attrs.default
            && let Some(other) = default.replace(variant.ident)
        {
            cx.error(given.word, format!("the variant `{other}` is the default already"));
        }
    }
}
