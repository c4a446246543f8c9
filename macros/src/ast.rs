//! What a derive is given: the item, and what its attributes say, in one structure for each kind of contract.

use crate::attr::{self, Container, RenameRule, Serde, SerdeFlag};
use crate::ctxt::Ctxt;
use crate::generics::Parameters;
use crate::symbol::{AS, COLLECTION, DICTIONARY, FLAGS, ITEMS, POLYMORPHIC, TRANSPARENT, WITH};
use datacontract_rules::Case;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::{Data, DataEnum, DeriveInput, Expr, Fields, Type};

/// The start of the namespace of a contract that sets none.
const DC: &str = "http://schemas.datacontract.org/2004/07/";

pub(crate) struct Input<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) parameters: Parameters,
    pub(crate) attrs: Container,
    pub(crate) serde: Serde,
    /// The contract name.
    pub(crate) name: String,
    pub(crate) namespace: String,
    pub(crate) kind: Kind<'a>,
}

pub(crate) enum Kind<'a> {
    /// A struct with named fields, or with none.
    Class(Vec<Field<'a>>),
    /// A newtype over a list.
    Collection(Collection<'a>),
    /// A newtype over a dictionary.
    Dictionary(&'a Type),
    /// A newtype over an integer.
    Flags(&'a Type),
    /// Variants with names and numbers.
    Enum(Vec<Variant<'a>>),
    /// Variants with the types that a member of a base class may have.
    Polymorphic(Vec<Variant<'a>>),
    /// A struct with one field, whose values are that of the field on the wire.
    Transparent(&'a syn::Field),
    /// Any type whose values go over the wire as those of another one.
    Converted,
}

pub(crate) struct Field<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    pub(crate) attrs: attr::Field,
    /// The name in XML.
    pub(crate) name: String,
}

pub(crate) struct Collection<'a> {
    /// The type of the list.
    pub(crate) list: &'a Type,
    /// Whether its items may be read one by one.
    pub(crate) has_items: bool,
}

impl Field<'_> {
    /// Returns whether it is on the wire by itself.
    pub(crate) fn is_member(&self) -> bool {
        self.attrs.base.is_none() && self.attrs.ignore.is_none() && !self.attrs.serde.says(SerdeFlag::Skip)
    }

    /// Where its wire name stands.
    pub(crate) fn name_place(&self) -> TokenStream {
        place(self.attrs.name.as_ref(), self.ident)
    }
}

pub(crate) struct Variant<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) attrs: attr::Variant,
    pub(crate) fields: &'a Fields,
    pub(crate) discriminant: Option<&'a Expr>,
    /// The name on the wire.
    pub(crate) name: String,
    /// The number that it has been given or that follows from the one before it.
    pub(crate) number: i128,
}

impl<'a> Variant<'a> {
    /// Returns the type of its one field.
    pub(crate) fn ty(&self) -> Option<&'a Type> {
        match self.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                fields.unnamed.first().map(|field| &field.ty)
            }
            _ => None,
        }
    }

    /// Where its wire name stands.
    pub(crate) fn name_place(&self) -> TokenStream {
        place(self.attrs.name.as_ref(), self.ident)
    }

    /// Where its number stands.
    pub(crate) fn number_place(&self) -> TokenStream {
        match (&self.attrs.value, self.discriminant) {
            (None, Some(number)) => number.to_token_stream(),
            (value, _) => place(value.as_ref(), self.ident),
        }
    }
}

fn place<T>(given: Option<&attr::AttributeValue<T>>, ident: &Ident) -> TokenStream {
    given.map_or_else(|| ident.to_token_stream(), |given| given.place.clone())
}

impl<'a> Input<'a> {
    /// `None` if nothing can be said of it; the mistakes are with `cx` then.
    pub(crate) fn read(cx: &Ctxt, input: &'a DeriveInput) -> Option<Self> {
        let attrs = Container::read(cx, &input.attrs);
        let serde = Serde::read(cx, &input.attrs);
        let parameters = Parameters::new(&input.generics);
        if let Some(lifetime) = input.generics.lifetimes().next() {
            cx.error(
                lifetime,
                "a contract owns its values, since reading makes them: `String` in place of `&str`, `Vec<T>` in place of \
                 `&[T]`",
            );
        }
        let case = match (&attrs.rename_all, serde.rename_all) {
            (Some(case), _) => Some(Naming::Contract(case.value)),
            (None, rule) => rule.map(Naming::Serde),
        };
        let kind = match &input.data {
            _ if attrs.has(AS) || attrs.has(WITH) => Kind::Converted,
            Data::Struct(data) if attrs.has(TRANSPARENT) || serde.says(SerdeFlag::Transparent) => {
                let mut fields = data.fields.iter();
                let (Some(field), None) = (fields.next(), fields.next()) else {
                    cx.error(&input.ident, "`transparent` wants a struct with exactly one field");
                    return None;
                };
                Kind::Transparent(field)
            }
            Data::Struct(data) => match &data.fields {
                Fields::Unnamed(fields) => newtype(cx, &attrs, fields)?,
                fields => {
                    Kind::Class(fields.iter().filter_map(|field| Field::read(cx, field, case)).collect())
                }
            },
            Data::Enum(data) => {
                let variants = variants(cx, data, case);
                if attrs.has(POLYMORPHIC) { Kind::Polymorphic(variants) } else { Kind::Enum(variants) }
            }
            Data::Union(data) => {
                cx.error(data.union_token, "a union is no contract: derive on a struct or an enum");
                return None;
            }
        };
        let given =
            |given: &Option<attr::AttributeValue<String>>| given.as_ref().map(|given| given.value.clone());
        let name = given(&attrs.name).or_else(|| serde.rename.clone());
        let name = name.unwrap_or_else(|| generic_pattern(&input.ident, parameters.types.len()));
        let namespace = given(&attrs.namespace)
            .unwrap_or_else(|| DC.to_owned() + &given(&attrs.clr_namespace).unwrap_or_default());
        Some(Input { ident: &input.ident, parameters, attrs, serde, name, namespace, kind })
    }
}

/// How names on the wire follow from Rust's.
#[derive(Clone, Copy)]
enum Naming {
    /// By `rename_all` of the contract.
    Contract(Case),
    /// By that of serde.
    Serde(RenameRule),
}

/// Returns the contract name of a type that is given none, as .NET makes it.
fn generic_pattern(ident: &Ident, parameters: usize) -> String {
    let name = ident.unraw().to_string();
    if parameters == 0 {
        return name;
    }
    let places: Vec<String> = (0..parameters).map(|place| format!("{{{place}}}")).collect();
    format!("{name}Of{}{{#}}", places.concat())
}

fn newtype<'a>(cx: &Ctxt, attrs: &Container, fields: &'a syn::FieldsUnnamed) -> Option<Kind<'a>> {
    let kind: fn(&'a Type, bool) -> Kind<'a> = if attrs.has(COLLECTION) {
        |list, has_items| Kind::Collection(Collection { list, has_items })
    } else if attrs.has(DICTIONARY) {
        |ty, _| Kind::Dictionary(ty)
    } else if attrs.has(FLAGS) {
        |ty, _| Kind::Flags(ty)
    } else {
        cx.error(
            fields,
            "the members of a contract have names: give the fields names, or say what the struct is: \
             `#[contract(transparent)]` for a value with a type of its own, `#[contract(collection)]`, \
             `#[contract(dictionary)]` or `#[contract(flags(..))]`",
        );
        return None;
    };
    let mut has_items = false;
    for field in &fields.unnamed {
        let mut words = attr::Field::read(cx, &field.attrs).words;
        if attrs.has(COLLECTION) {
            has_items |= words.iter().any(|(word, _)| *word == ITEMS);
            words.retain(|(word, _)| *word != ITEMS);
        }
        no_words(cx, &words, "the one field of such a struct");
    }
    if fields.unnamed.len() != 1 {
        cx.error(fields, "such a struct has exactly one field: the list, dictionary or integer in it");
    }
    fields.unnamed.first().map(|field| kind(&field.ty, has_items))
}

fn no_words(cx: &Ctxt, words: &attr::Words, what: &str) {
    if let Some((word, span)) = words.first() {
        cx.error(span, format!("`{word}` has no meaning on {what}"));
    }
}

impl<'a> Field<'a> {
    fn read(cx: &Ctxt, field: &'a syn::Field, case: Option<Naming>) -> Option<Self> {
        let attrs = attr::Field::read(cx, &field.attrs);
        let ident = field.ident.as_ref()?;
        let name = wire_name((attrs.name.as_ref(), &attrs.serde), ident, case, RenameRule::of_field);
        Some(Field { ident, ty: &field.ty, attrs, name })
    }
}

fn wire_name(
    (given, serde): (Option<&attr::AttributeValue<String>>, &Serde),
    ident: &Ident,
    case: Option<Naming>,
    serde_name: fn(RenameRule, &str) -> String,
) -> String {
    if let Some(given) = given.map(|given| &given.value).or(serde.rename.as_ref()) {
        return given.clone();
    }
    let name = ident.unraw().to_string();
    match case {
        None => name,
        Some(Naming::Contract(case)) => case.apply(&name),
        Some(Naming::Serde(rule)) => serde_name(rule, &name),
    }
}

fn variants<'a>(cx: &Ctxt, data: &'a DataEnum, case: Option<Naming>) -> Vec<Variant<'a>> {
    let mut next = 0;
    let mut variants = Vec::with_capacity(data.variants.len());
    for variant in &data.variants {
        let attrs = attr::Variant::read(cx, &variant.attrs);
        for field in &variant.fields {
            no_words(cx, &attr::Field::read(cx, &field.attrs).words, "the field of a variant");
        }
        let discriminant = variant.discriminant.as_ref().map(|(_, number)| number);
        let number = number(cx, &attrs, discriminant).unwrap_or(next);
        next = if attrs.unknown.is_some() { next } else { number + 1 };
        let given = (attrs.name.as_ref(), &attrs.serde);
        let name = wire_name(given, &variant.ident, case, RenameRule::of_variant);
        let (ident, fields) = (&variant.ident, &variant.fields);
        variants.push(Variant { ident, attrs, fields, discriminant, name, number });
    }
    variants
}

/// Returns the number that a variant has been given.
fn number(cx: &Ctxt, attrs: &attr::Variant, discriminant: Option<&Expr>) -> Option<i128> {
    match (&attrs.value, discriminant) {
        (Some(value), Some(_)) => {
            cx.error(&value.word, "the number is given twice: by `value`, and by the discriminant");
            None
        }
        (Some(value), None) => Some(value.value),
        (None, Some(discriminant)) => {
            let number = attr::integer(discriminant);
            if number.is_none() {
                cx.error(
                    discriminant,
                    "the number has to be known here: write it as an integer literal, or say `#[contract(value = ..)]`",
                );
            }
            number
        }
        (None, None) => None,
    }
}
