//! What reading begins with.

use super::member::Member;
use crate::ast::{Field, Input, Variant};
use crate::attr::SerdeDefault;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

/// The default of the type.
pub(super) fn of_default(input: &Input<'_>, of_functions: &[TokenStream]) -> TokenStream {
    let span = input.ident.span();
    let value =
        changed(quote_spanned!(span=> <Self as ::datacontract::__private::Initial>::initial()), of_functions);
    quote_spanned! {span=>
        #[inline]
        fn initial() -> Self {
            #value
        }
    }
}

/// Where reading of a type begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Begins {
    /// With its `Default`, which it has to have.
    Default,
    /// With the defaults of its members: it says that it has none, or cannot have one for all its parameters.
    Members,
    /// With its `Default` if it has one, else with those of its members.
    Either,
}

/// Says that reading begins with this value where the type has no `Default`, and whether it is then only
/// there until a value is read.
fn of_members(
    begins: Begins,
    needs_value: Option<&TokenStream>,
    value: &TokenStream,
    of_functions: &[TokenStream],
) -> TokenStream {
    let beginning = quote!(::datacontract::__private::Beginning::<Self>);
    let by_members = quote!(use ::datacontract::__private::ByMembers as _);
    let constant = quote!(const NEEDS_VALUE: ::core::primitive::bool);
    if let Begins::Either = begins {
        let needs_value = needs_value.map(|needs_value| {
            quote! {
                #constant = { #by_members; #beginning::BY_MEMBERS && (#needs_value) };
            }
        });
        // Of the two only one is compiled into the program: which, is a constant.
        let either = quote!(if #beginning::BY_MEMBERS { #value } else { #beginning::initial() });
        let value = changed(either, of_functions);
        quote! {
            #needs_value
            #[inline]
            fn initial() -> Self {
                #by_members;
                #value
            }
        }
    } else {
        let needs_value = needs_value.map(|needs_value| quote!(#constant = #needs_value;));
        quote! {
            #needs_value
            #[inline]
            fn initial() -> Self {
                #value
            }
        }
    }
}

/// The beginnings of all members, where the class has no `Default`.
pub(super) fn of_class(
    input: &Input<'_>,
    begins: Begins,
    fields: &[Field<'_>],
    members: &[Member<'_>],
) -> TokenStream {
    let of_functions: Vec<TokenStream> = fields.iter().filter_map(of_function).collect();
    if let Begins::Default = begins {
        return of_default(input, &of_functions);
    }
    let of_each = members.iter().map(|member| {
        let (ident, field) = (member.field.ident, member.wire_field());
        if let Some(function) = member.field.attrs.serde.default_function() {
            quote!(#ident: #function())
        } else if member.converter.is_none() {
            quote!(#ident: #field::initial())
        } else {
            quote!(#ident: ::core::default::Default::default())
        }
    });
    let others = fields.iter().filter(|field| !field.is_member()).map(|field| {
        let (ident, ty) = (field.ident, field.ty);
        if let Some(function) = field.attrs.serde.default_function() {
            quote!(#ident: #function())
        } else if field.attrs.base.is_some() {
            quote!(#ident: <#ty as __Field>::initial())
        } else {
            quote!(#ident: ::core::default::Default::default())
        }
    });
    let of_base = fields.iter().find(|field| field.attrs.base.is_some()).map(|field| {
        let ty = field.ty;
        quote!(<#ty as __Field>::NEEDS_VALUE)
    });
    let of_own = (!members.is_empty()).then(|| {
        let own = quote!(<Self as ::datacontract::value::DataContract>::OWN);
        quote!(::datacontract::__private::needs_value(#own))
    });
    let needs_value = match (of_base, of_own) {
        (Some(base), Some(own)) => Some(quote!(#base || #own)),
        (base, own) => base.or(own),
    };
    let value = quote!(Self { #(#of_each,)* #(#others,)* });
    of_members(begins, needs_value.as_ref(), &value, &of_functions)
}

/// Returns the statement that gives a field the value of its function, which serde prefers to the type's default.
fn of_function(field: &Field<'_>) -> Option<TokenStream> {
    let (ident, function) = (field.ident, field.attrs.serde.default_function()?);
    Some(quote!(initial.#ident = #function();))
}

/// Returns what makes the value that reading begins with, with the values of functions in it.
fn changed(value: TokenStream, of_functions: &[TokenStream]) -> TokenStream {
    if of_functions.is_empty() {
        return value;
    }
    quote! {
        let mut initial: Self = #value;
        #(#of_functions)*
        initial
    }
}

/// Returns where reading of a class begins. What is converted or ignored is of types that nothing is known of,
/// but that they may have a `Default`.
pub(super) fn begins(input: &Input<'_>, fields: &[Field<'_>]) -> Begins {
    if input.attrs.no_default.is_some() || input.parameters.is_generic() {
        return Begins::Members;
    }
    if input.attrs.default.is_some() || matches!(input.serde.default, Some(SerdeDefault::OfType)) {
        return Begins::Default;
    }
    let is_known = |field: &Field<'_>| {
        field.attrs.base.is_some()
            || field.attrs.serde.default_function().is_some()
            // What serde skips, and gives a value again, has a `Default`.
            || if field.is_member() { field.attrs.conversion.is_none() } else { field.attrs.ignore.is_none() }
    };
    if fields.iter().all(is_known) { Begins::Either } else { Begins::Default }
}

/// C#'s default, the member with the number 0, where the enum has no default of its own. If no member has
/// that number, one is only there until a value is read.
pub(super) fn of_enum(input: &Input<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let begins = if input.attrs.no_default.is_some() { Begins::Members } else { Begins::Either };
    let known = || variants.iter().filter(|variant| variant.attrs.unknown.is_none());
    let zero = known().find(|variant| variant.number == 0);
    let first = zero.or_else(|| known().next()).filter(|_| input.attrs.default.is_none());
    let Some(first) = first else { return of_default(input, &[]) };
    let ident = first.ident;
    let needs_value = variants_need_value(variants).then(|| quote!(true));
    of_members(begins, needs_value.as_ref(), &quote!(Self::#ident), &[])
}

/// Returns whether an enum without a default has no member with the number 0 to begin with.
pub(super) fn variants_need_value(variants: &[Variant<'_>]) -> bool {
    let mut known = variants.iter().filter(|variant| variant.attrs.unknown.is_none()).peekable();
    known.peek().is_some() && known.all(|variant| variant.number != 0)
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
            #[inline]
            fn initial() -> Self {
                Self::#ident(#field::initial())
            }
        },
        _ => of_default(input, &[]),
    }
}

/// The method of `Scalar` and `Polymorphic` that says whether a value is needed.
pub(super) fn needs_value() -> TokenStream {
    quote! {
        fn needs_value(&self) -> ::core::primitive::bool {
            <Self as __Field>::NEEDS_VALUE
        }
    }
}
