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

/// Where reading of a type begins.
enum Begins {
    /// With its `Default`, which it has to have.
    Default,
    /// With the defaults of its members: it says that it has none, or cannot have one for all its parameters.
    Members,
    /// With its `Default` if it has one, else with those of its members.
    Either,
}

/// Says that reading begins with this value where the type has no `Default`, and whether it is then only
/// there until a value is read.
fn of_members(begins: &Begins, needs_value: &TokenStream, value: &TokenStream) -> TokenStream {
    let beginning = quote!(::datacontract::__private::Beginning::<Self>);
    if let Begins::Either = begins {
        quote! {
            const NEEDS_VALUE: ::core::primitive::bool = {
                use ::datacontract::__private::MayHaveDefault as _;
                !#beginning::HAS_DEFAULT && (#needs_value)
            };
            fn initial() -> Self {
                use ::datacontract::__private::{ByDefault as _, ByMembers as _};
                #beginning::new().initial(|| #value)
            }
        }
    } else {
        quote! {
            const NEEDS_VALUE: ::core::primitive::bool = #needs_value;
            fn initial() -> Self {
                #value
            }
        }
    }
}

/// The beginnings of all members, where the class has no `Default`.
pub(super) fn of_class(input: &Input<'_>, fields: &[Field<'_>], members: &[Member<'_>]) -> TokenStream {
    let begins = of_kind(input, fields);
    if let Begins::Default = begins {
        return of_default(input);
    }
    let of_each = members.iter().map(|member| {
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
    of_members(
        &begins,
        &quote!(false #(|| #base)* #(|| #needs)*),
        &quote!(Self { #(#of_each,)* #(#others,)* }),
    )
}

/// What is converted or ignored is of types that nothing is known of, but that they may have a `Default`.
fn of_kind(input: &Input<'_>, fields: &[Field<'_>]) -> Begins {
    if input.attrs.no_default.is_some() || input.parameters.is_generic() {
        return Begins::Members;
    }
    let is_known = |field: &Field<'_>| {
        field.attrs.base.is_some() || (field.is_member() && field.attrs.conversion.is_none())
    };
    if fields.iter().all(is_known) { Begins::Either } else { Begins::Default }
}

/// C#'s default, the member with the number 0, where the enum has no default of its own. If no member has
/// that number, one is only there until a value is read.
pub(super) fn of_enum(input: &Input<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let begins = if input.attrs.no_default.is_some() { Begins::Members } else { Begins::Either };
    let known = || variants.iter().filter(|variant| variant.attrs.unknown.is_none());
    let zero = known().find(|variant| variant.number == 0);
    let Some(first) = zero.or_else(|| known().next()) else { return of_default(input) };
    let (ident, needs_value) = (first.ident, zero.is_none());
    of_members(&begins, &quote!(#needs_value), &quote!(Self::#ident))
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
pub(super) fn needs_value() -> TokenStream {
    quote! {
        fn needs_value(&self) -> ::core::primitive::bool {
            <Self as ::datacontract::value::Field>::NEEDS_VALUE
        }
    }
}
