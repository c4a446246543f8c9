//! Values as Rust: defaults of parameters, and values for examples.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::{
    emit::{
        integer,
        model::{Naming, RustType, ident},
    },
    spec::{Clr, Literal, Spec, TypeExpr, TypeKind, ValueType},
};

/// Returns a literal that is a value of the type.
pub(super) fn of_literal(literal: &Literal, ty: &TypeExpr, at: &dyn Naming) -> Option<TokenStream> {
    match ty.clr() {
        Some(clr) => of_clr(literal, clr, &at.model().built_in(clr), at),
        None => of_enum(literal, ty, at),
    }
}

fn of_clr(literal: &Literal, clr: Clr, ty: &RustType, at: &dyn Naming) -> Option<TokenStream> {
    Some(match (literal, clr) {
        (Literal::Null, _) => return None,
        (Literal::Bool(value), _) => quote!(#value),
        (Literal::Number(text), Clr::Float | Clr::Double) => {
            let number = Token::f64_unsuffixed(text.parse::<f64>().ok()?.abs());
            if text.starts_with('-') { quote!(-#number) } else { quote!(#number) }
        }
        (Literal::Number(text), Clr::Decimal) => parsed(ty, text, at),
        (Literal::Number(text), _) => integer::literal(text.parse().ok()?),
        (Literal::Text(text), Clr::String) => text_of(ty, text, at),
        (Literal::Text(text), Clr::Char) => {
            let unit = Token::u16_unsuffixed(text.encode_utf16().next()?);
            quote!(::datacontract::clr::Char::new(#unit))
        }
        (Literal::Text(text), _) => parsed(ty, text, at),
    })
}

/// Returns a value of the type that a person typed as a text; none if it is none of the type.
pub(super) fn of_typed(text: &str, ty: &TypeExpr, at: &dyn Naming) -> Option<TokenStream> {
    let ty = ty.without_nullable();
    let number = || Literal::Number(text.to_owned());
    let literal = match ty.clr() {
        Some(Clr::Bool) => Literal::Bool(text.parse().ok()?),
        Some(
            Clr::SByte
            | Clr::Byte
            | Clr::Short
            | Clr::UShort
            | Clr::Int
            | Clr::UInt
            | Clr::Long
            | Clr::ULong
            | Clr::Float
            | Clr::Double,
        ) => Some(number()).filter(|number| at.model().spec.is_value(number, ty))?,
        Some(Clr::String) => Literal::Text(text.to_owned()),
        Some(clr) => {
            let ty = at.model().built_in(clr).tokens(at);
            return Some(quote!(#text.parse::<#ty>()?));
        }
        None if text.parse::<i128>().is_ok() => number(),
        None => Literal::Text(text.to_owned()),
    };
    of_literal(&literal, ty, at)
}

/// Returns a text.
fn text_of(ty: &RustType, text: &str, at: &dyn Naming) -> TokenStream {
    let tokens = ty.tokens(at);
    if matches!(ty, RustType::Clr(_)) { quote!(#tokens::from(#text)) } else { quote!(<#tokens>::from(#text)) }
}

/// Returns a value that the runtime reads, which cannot fail: the spec's check has done the same.
fn parsed(ty: &RustType, text: &str, at: &dyn Naming) -> TokenStream {
    let ty = ty.tokens(at);
    quote!(::datacontract::codegen::parameter_default::<#ty>(#text))
}

fn of_enum(literal: &Literal, ty: &TypeExpr, at: &dyn Naming) -> Option<TokenStream> {
    let model = at.model();
    let index = model.spec.named(ty)?;
    let path = at.own(index);
    let TypeKind::Enum(of) = &model.spec.types.get(index)?.kind else { return None };
    if of.flags {
        let number = match (literal, model.spec.enum_member(literal, ty)) {
            (_, Some(member)) => member.value.value,
            (Literal::Number(text), None) => text.parse().ok()?,
            _ => return None,
        };
        let number = integer::literal(number);
        return Some(quote!(#path(#number)));
    }
    if let Some(member) = model.spec.enum_member(literal, ty) {
        let variant = variant_of(model.spec, index, member.value.value)?;
        return Some(quote!(#path::#variant));
    }
    let unknown = ident(&crate::emit::enum_::unknown_variant(model, index)?);
    let value = match literal {
        Literal::Number(text) => {
            let number = integer::literal(text.parse().ok()?);
            quote!(Number(#number))
        }
        Literal::Text(text) => quote!(Text(#text.into())),
        Literal::Null | Literal::Bool(_) => return None,
    };
    Some(quote!(#path::#unknown(::datacontract::UnknownValue::#value)))
}

/// Returns the variant of a number: that of the first member that has it.
fn variant_of(spec: &Spec, index: usize, number: i128) -> Option<proc_macro2::Ident> {
    let TypeKind::Enum(of) = &spec.types.get(index)?.kind else { return None };
    let first = of.members.iter().find(|member| member.value.value == number)?;
    Some(ident(&spec.rust_variant_name(index, &first.name)))
}

/// Returns a value that examples show; none if the type has none that is short.
pub(super) fn placeholder(ty: &RustType) -> Option<TokenStream> {
    Some(match ty {
        ty if ty.is_text() => quote!("sample"),
        RustType::Clr(Clr::Bool) => quote!(true),
        RustType::Clr(Clr::Float | Clr::Double) => quote!(1.5),
        RustType::Clr(
            Clr::SByte | Clr::Byte | Clr::Short | Clr::UShort | Clr::Int | Clr::UInt | Clr::Long | Clr::ULong,
        ) => quote!(1),
        _ => return None,
    })
}

/// Returns a value with which a request can be sent: not an empty text, which no path could have. None if the type's
/// default serves.
pub(super) fn sample(ty: &RustType, at: &dyn Naming) -> Option<TokenStream> {
    Some(match ty {
        ty if ty.is_text() => text_of(ty, "sample", at),
        RustType::Value(ValueType::Url) => parsed(ty, "https://example.com", at),
        RustType::Clr(Clr::Uri) => quote!(::datacontract::clr::Uri::new("https://example.com")),
        RustType::Clr(Clr::Char) => quote!(::datacontract::clr::Char::new(65)),
        RustType::Secret(inner) => {
            let inner = sample(inner, at)?;
            quote!(::datacontract::Secret::from(#inner))
        }
        ty => placeholder(ty)?,
    })
}
