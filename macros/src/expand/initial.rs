//! What reading begins with.

use super::member::Member;
use crate::ast::{Field, Input, Variant};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

/// The default of the type.
pub(super) fn of_default(input: &Input<'_>) -> TokenStream {
    let span = input.ident.span();
    quote_spanned! {span=>
        fn initial() -> Self {
            <Self as ::datacontract::__private::Initial>::initial()
        }
    }
}

/// The beginnings of all members, where the type says that it has no default, or cannot have one for all its
/// parameters.
pub(super) fn of_class(input: &Input<'_>, fields: &[Field<'_>], members: &[Member<'_>]) -> TokenStream {
    if input.attrs.no_default.is_none() && !input.parameters.is_generic() {
        return of_default(input);
    }
    let of_members = members.iter().map(|member| {
        let (ident, field) = (member.field.ident, member.wire_field());
        if member.converter.is_none() {
            quote!(#ident: #field::initial())
        } else {
            quote!(#ident: ::core::default::Default::default())
        }
    });
    let others = fields.iter().filter(|field| !field.is_member()).map(|field| {
        let (ident, ty) = (field.ident, field.ty);
        if field.attrs.base.is_some() {
            quote!(#ident: <#ty as ::datacontract::value::Field>::initial())
        } else {
            quote!(#ident: ::core::default::Default::default())
        }
    });
    let base = fields.iter().filter(|field| field.attrs.base.is_some()).map(|field| {
        let ty = field.ty;
        quote!(<#ty as ::datacontract::value::Field>::NEEDS_VALUE)
    });
    let needs = members.iter().map(|member| {
        let field = member.wire_field();
        quote!(#field::NEEDS_VALUE)
    });
    quote! {
        const NEEDS_VALUE: ::core::primitive::bool = false #(|| #base)* #(|| #needs)*;
        fn initial() -> Self {
            Self { #(#of_members,)* #(#others,)* }
        }
    }
}

/// C#'s default, the member with the number 0, where the enum says that it has no default of its own. If no
/// member has that number, one is only there until a value is read.
pub(super) fn of_enum(input: &Input<'_>, variants: &[Variant<'_>]) -> TokenStream {
    if input.attrs.no_default.is_none() {
        return of_default(input);
    }
    let known = || variants.iter().filter(|variant| variant.attrs.unknown.is_none());
    let zero = known().find(|variant| variant.number == 0);
    let Some(first) = zero.or_else(|| known().next()) else { return of_default(input) };
    let (ident, needs_value) = (first.ident, zero.is_none());
    quote! {
        const NEEDS_VALUE: ::core::primitive::bool = #needs_value;
        fn initial() -> Self {
            Self::#ident
        }
    }
}

/// The first of the classes, which is only there until a value is read.
pub(super) fn of_polymorphic(
    input: &Input<'_>,
    idents: &[&proc_macro2::Ident],
    fields: &[TokenStream],
) -> TokenStream {
    match (&input.attrs.no_default, idents, fields) {
        (Some(_), [ident, ..], [field, ..]) => quote! {
            const NEEDS_VALUE: ::core::primitive::bool = true;
            fn initial() -> Self {
                Self::#ident(#field::initial())
            }
        },
        _ => of_default(input),
    }
}

/// The method of `Object`, `Scalar` and `Polymorphic` that says whether a value is needed.
pub(super) fn needs_value(input: &Input<'_>) -> Option<TokenStream> {
    (input.attrs.no_default.is_some() || input.parameters.is_generic()).then(|| {
        quote! {
            fn needs_value(&self) -> ::core::primitive::bool {
                <Self as ::datacontract::value::Field>::NEEDS_VALUE
            }
        }
    })
}
