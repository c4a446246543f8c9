//! `#[contract(..)]` on a struct or enum.

use super::wire_name::ParsedName;
use super::{AttributeValue, Conversion, Item, WireName, Words, XmlOfType, integer, items};
use crate::ctxt::Ctxt;
use crate::symbol::{
    ABSTRACT_CLASS, ARGS, AS, AttributePlace, CLR_NAMESPACE, COLLECTION, COLLECTION_WORDS, DEFAULT,
    DICTIONARY, DICTIONARY_WORDS, FLAGS, GENERIC, GENERIC_WORDS, IS_REFERENCE, JSON, JSON_ITEM_NULLS,
    JSON_NAMING, JSON_REFERENCE, JSON_SETTINGS, JSON_TYPE, KEY_NAME, KNOWN_TYPES, LEVELS, NAME, NAMESPACE,
    NO_DEFAULT, POLYMORPHIC, RENAME_ALL, SERDE, Symbol, TRANSPARENT, TYPE, UNDERLYING, VALUE_NAME,
    VALUE_TYPE, WITH, XML,
};
use datacontract_rules::{Case, Underlying};
use syn::parse::{Parse, ParseStream};
use syn::{Expr, Token};

/// What it says on a struct or enum.
#[derive(Default)]
pub(crate) struct Container {
    pub(crate) words: Words,
    pub(crate) name: Option<AttributeValue<String>>,
    pub(crate) namespace: Option<AttributeValue<String>>,
    pub(crate) clr_namespace: Option<AttributeValue<String>>,
    /// The variant of `contract::Naming`.
    pub(crate) json_naming: Option<AttributeValue<&'static str>>,
    /// The constant with the settings of the service's JSON formatter.
    pub(crate) json_settings: Option<AttributeValue<syn::Path>>,
    pub(crate) json_type: Option<AttributeValue<String>>,
    /// The variant of `contract::NullValueHandling`.
    pub(crate) json_item_nulls: Option<AttributeValue<&'static str>>,
    pub(crate) rename_all: Option<AttributeValue<Case>>,
    pub(crate) value_type: Option<AttributeValue<()>>,
    pub(crate) abstract_class: Option<AttributeValue<()>>,
    pub(crate) is_reference: Option<AttributeValue<()>>,
    pub(crate) json_reference: Option<AttributeValue<bool>>,
    pub(crate) known_types: Option<AttributeValue<Vec<syn::Type>>>,
    pub(crate) generic: Option<AttributeValue<Generic>>,
    pub(crate) collection: Option<AttributeValue<EntryNames>>,
    pub(crate) dictionary: Option<AttributeValue<EntryNames>>,
    pub(crate) flags: Option<AttributeValue<Vec<Flag>>>,
    pub(crate) underlying: Option<AttributeValue<Underlying>>,
    /// The variant of `contract::EnumForm`.
    pub(crate) json: Option<AttributeValue<&'static str>>,
    pub(crate) polymorphic: Option<AttributeValue<syn::Type>>,
    pub(crate) transparent: Option<AttributeValue<()>>,
    /// What `as` and `with` say.
    pub(crate) conversion: Option<AttributeValue<Conversion>>,
    pub(crate) default: Option<AttributeValue<()>>,
    pub(crate) no_default: Option<AttributeValue<()>>,
    pub(crate) serde: Option<AttributeValue<()>>,
    /// What `xml(..)` says, if it is there.
    pub(crate) xml: Option<XmlOfType>,
}

/// `generic(args(A, B), levels(1, 0))`
#[derive(Default)]
pub(crate) struct Generic {
    pub(crate) args: Vec<syn::Type>,
    pub(crate) levels: Vec<u8>,
}

/// The names of a collection's items, or of the parts of a dictionary.
#[derive(Default)]
pub(crate) struct EntryNames {
    pub(crate) item: Option<AttributeValue<String>>,
    pub(crate) key: Option<AttributeValue<String>>,
    pub(crate) value: Option<AttributeValue<String>>,
}

/// `"Read" = 1`
pub(crate) struct Flag {
    pub(crate) name: WireName,
    pub(crate) number: Expr,
}

/// A flag as it stands there.
struct ParsedFlag(ParsedName, Expr);

impl Parse for ParsedFlag {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let no_text =
            |error: syn::Error| syn::Error::new(error.span(), "a flag's name is a text: `\"Read\" = 1`");
        let name = input.parse::<ParsedName>().map_err(no_text)?;
        input.parse::<Token![=]>()?;
        let number = input.parse::<Expr>()?;
        if integer(&number).is_none() {
            return Err(syn::Error::new_spanned(
                number,
                "a flag's number is an integer literal: `\"Read\" = 1`",
            ));
        }
        Ok(ParsedFlag(name, number))
    }
}

/// `flags("Read" = 1, "Write" = 2)`
fn flags(cx: &Ctxt, item: &Item) -> Option<Vec<Flag>> {
    let flags: Vec<ParsedFlag> =
        item.list(cx, "the flags in parentheses: `flags(\"Read\" = 1, \"Write\" = 2)`")?;
    Some(flags.into_iter().map(|ParsedFlag(name, number)| Flag { name: name.read(cx), number }).collect())
}

const NAMINGS: [(&str, &str); 4] = [
    ("asDeclared", "AsDeclared"),
    ("camelCase", "CamelCase"),
    ("snakeCase", "SnakeCase"),
    ("kebabCase", "KebabCase"),
];

/// What becomes of nulls or defaults: the variants have the same names.
pub(super) const HANDLINGS: [(&str, &str); 2] = [("include", "Include"), ("ignore", "Ignore")];

/// The variants of `contract::EnumForm`.
pub(super) const ENUM_FORMS: [(&str, &str); 3] =
    [("text", "Text"), ("camelCaseText", "CamelCaseText"), ("number", "Number")];

impl Container {
    pub(crate) fn read(cx: &Ctxt, attrs: &[syn::Attribute]) -> Self {
        let mut it = Container::default();
        for (word, item) in items(cx, attrs, &TYPE) {
            it.words.push((word, item.word.clone()));
            match word {
                NAME => AttributeValue::set(&mut it.name, cx, &item, item.name(cx)),
                NAMESPACE => AttributeValue::set(&mut it.namespace, cx, &item, item.text(cx)),
                CLR_NAMESPACE => AttributeValue::set(&mut it.clr_namespace, cx, &item, item.text(cx)),
                JSON_NAMING => AttributeValue::set(&mut it.json_naming, cx, &item, item.choice(cx, &NAMINGS)),
                JSON_SETTINGS => {
                    let what = "a constant of the type `JsonSettings`: `json_settings = SETTINGS`";
                    AttributeValue::set(&mut it.json_settings, cx, &item, item.path(cx, what));
                }
                JSON_TYPE => AttributeValue::set(&mut it.json_type, cx, &item, item.text(cx)),
                JSON_ITEM_NULLS => {
                    AttributeValue::set(&mut it.json_item_nulls, cx, &item, item.choice(cx, &HANDLINGS));
                }
                RENAME_ALL => AttributeValue::set(
                    &mut it.rename_all,
                    cx,
                    &item,
                    item.choice(cx, &Case::ALL.map(|case| (case.word(), case))),
                ),
                VALUE_TYPE => AttributeValue::set(&mut it.value_type, cx, &item, item.flag(cx)),
                ABSTRACT_CLASS => AttributeValue::set(&mut it.abstract_class, cx, &item, item.flag(cx)),
                IS_REFERENCE => AttributeValue::set(&mut it.is_reference, cx, &item, item.flag(cx)),
                JSON_REFERENCE => AttributeValue::set(&mut it.json_reference, cx, &item, item.boolean(cx)),
                KNOWN_TYPES => {
                    let types = item.list(cx, "Rust types: `known_types(Circle, Square)`");
                    AttributeValue::set(&mut it.known_types, cx, &item, types);
                }
                GENERIC => AttributeValue::set(&mut it.generic, cx, &item, generic(cx, &item)),
                COLLECTION => {
                    AttributeValue::set(
                        &mut it.collection,
                        cx,
                        &item,
                        entry_names(cx, &item, &COLLECTION_WORDS),
                    );
                }
                DICTIONARY => {
                    AttributeValue::set(
                        &mut it.dictionary,
                        cx,
                        &item,
                        entry_names(cx, &item, &DICTIONARY_WORDS),
                    );
                }
                FLAGS => AttributeValue::set(&mut it.flags, cx, &item, flags(cx, &item)),
                UNDERLYING => AttributeValue::set(
                    &mut it.underlying,
                    cx,
                    &item,
                    item.choice(cx, &Underlying::ALL.map(|underlying| (underlying.word(), underlying))),
                ),
                JSON => {
                    AttributeValue::set(&mut it.json, cx, &item, item.choice(cx, &ENUM_FORMS));
                }
                TRANSPARENT => AttributeValue::set(&mut it.transparent, cx, &item, item.flag(cx)),
                AS => AttributeValue::set(&mut it.conversion, cx, &item, item.wire_type(cx)),
                WITH => AttributeValue::set(&mut it.conversion, cx, &item, item.module(cx)),
                DEFAULT => AttributeValue::set(&mut it.default, cx, &item, item.flag(cx)),
                NO_DEFAULT => AttributeValue::set(&mut it.no_default, cx, &item, item.flag(cx)),
                SERDE => AttributeValue::set(&mut it.serde, cx, &item, item.flag(cx)),
                XML => it.xml.get_or_insert_default().read(cx, &item),
                POLYMORPHIC => AttributeValue::set(&mut it.polymorphic, cx, &item, polymorphic(cx, &item)),
                _ => {}
            }
        }
        it
    }
}

fn generic(cx: &Ctxt, item: &Item) -> Option<Generic> {
    let (mut args, mut levels) = (None, None);
    for (word, item) in item.nested(cx, &GENERIC_WORDS)? {
        match word {
            ARGS => AttributeValue::set(&mut args, cx, &item, item.list(cx, "Rust types: `args(Lead, i32)`")),
            LEVELS => {
                let numbers = item.list::<Expr>(cx, "small integers: `levels(1, 0)`")?;
                let levels_given =
                    numbers.iter().map(|number| integer(number).and_then(|n| u8::try_from(n).ok()));
                let Some(given) = levels_given.collect::<Option<Vec<u8>>>() else {
                    return item.wants(cx, "small integers: `levels(1, 0)`");
                };
                AttributeValue::set(&mut levels, cx, &item, Some(given));
            }
            _ => {}
        }
    }
    let (args, levels) =
        (args.map_or_else(Vec::new, |args| args.value), levels.map_or_else(Vec::new, |l| l.value));
    if args.is_empty() {
        return item.wants(cx, "the type arguments: `generic(args(Lead))`");
    }
    if !levels.is_empty() && levels.iter().map(|level| usize::from(*level)).sum::<usize>() != args.len() {
        return item.wants(
            cx,
            "as many parameters in `levels` as there are `args`: one number for each class around, outermost first, \
             the class itself last",
        );
    }
    Some(Generic { args, levels })
}

fn entry_names(cx: &Ctxt, item: &Item, place: &AttributePlace) -> Option<EntryNames> {
    let mut names = EntryNames::default();
    for (word, item) in item.nested(cx, place)? {
        let name = match word {
            KEY_NAME => &mut names.key,
            VALUE_NAME => &mut names.value,
            _ => &mut names.item,
        };
        AttributeValue::set(name, cx, &item, item.name(cx));
    }
    Some(names)
}

fn polymorphic(cx: &Ctxt, item: &Item) -> Option<syn::Type> {
    let what = "the type that members are declared as: `polymorphic(Shape)`";
    let mut types = item.list(cx, what)?;
    match (types.pop(), types.is_empty()) {
        (Some(ty), true) => Some(ty),
        _ => item.wants(cx, what),
    }
}

impl Container {
    /// Whether the word is there, be it with a good value or not.
    pub(crate) fn has(&self, word: Symbol) -> bool {
        self.words.iter().any(|(given, _)| *given == word)
    }
}
