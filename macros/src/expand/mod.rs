//! The code that a derive stands for.
//!
//! It is compiled for every contract, so it is kept short: descriptions and two small functions a type. Paths
//! are absolute, since a contract may be called `String`, `Option` or `Result`; but for `__Field`, which each
//! member has several times.

mod class;
mod collection;
mod conversion;
mod converted;
mod enum_;
mod flags;
mod initial;
mod items;
mod member;
mod polymorphic;
mod xml;

use crate::ast::{Field, Input, Kind};
use crate::attr::AttributeValue;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned as _;

pub(crate) fn expand(input: &Input<'_>) -> TokenStream {
    let impls = match &input.kind {
        Kind::Class(fields) => class::expand(input, fields),
        Kind::Collection(of) => collection::expand_collection(input, of),
        Kind::Dictionary(inner) => collection::expand_dictionary(input, inner),
        Kind::Flags(inner) => flags::expand(input, inner),
        Kind::Enum(variants) => enum_::expand(input, variants),
        Kind::Polymorphic(variants) => polymorphic::expand(input, variants),
        Kind::Transparent(field) => converted::expand_transparent(input, field),
        Kind::Converted => converted::expand_converted(input),
    };
    let of_macro = input.parameters.of_macro(input.ident);
    let serde = input.attrs.serde.as_ref().map(|_| quote!(::datacontract::__impl_serde!(#of_macro);));
    quote! {
        // What the code names may be deprecated, or the type itself.
        #[allow(deprecated, unused_qualifications)]
        const _: () = {
            use ::datacontract::value::Field as __Field;
            #impls
            #serde
        };
    }
}

/// Returns the tokens of a Rust type as the base class; as with [`field_of`], always in this form.
fn base_of(field: &Field<'_>) -> TokenStream {
    let ty = field.ty;
    quote_spanned!(ty.span()=> <#ty as ::datacontract::__private::Base>)
}

/// The parts of an implementation for the type: `impl<..>`, the type, and what is asked of its parameters.
fn parts(input: &Input<'_>) -> (TokenStream, TokenStream, TokenStream) {
    let parameters = &input.parameters;
    (parameters.impl_generics(), parameters.ty(input.ident), parameters.where_clause())
}

/// `DataContract`, with the description in a static of its function: so no name is added to the scope of the
/// types that the description names.
fn data_contract(
    input: &Input<'_>,
    contract: &TokenStream,
    members: &TokenStream,
    own: Option<&TokenStream>,
) -> TokenStream {
    let (impl_generics, ty, clause) = parts(input);
    // A static is one for all instantiations.
    let body = if input.parameters.is_generic() {
        quote!(::datacontract::__private::contract_of_instantiation::<Self>(|| #contract))
    } else {
        quote! {
            static CONTRACT: ::datacontract::contract::Contract = #contract;
            &CONTRACT
        }
    };
    quote! {
        #[automatically_derived]
        #impl_generics ::datacontract::value::DataContract for #ty #clause {
            const MEMBERS: ::core::primitive::usize = #members;
            #own
            fn contract() -> &'static ::datacontract::contract::Contract {
                #body
            }
        }
    }
}

/// `Field`, by what its `view` and `slot` do.
fn field(
    input: &Input<'_>,
    is_value_type: bool,
    initial: &TokenStream,
    view: &TokenStream,
    slot: &TokenStream,
) -> TokenStream {
    field_of_type(
        input,
        &quote!(::datacontract::__private::contract_type::<Self>()),
        &is_value_type,
        initial,
        view,
        slot,
    )
}

fn field_of_type(
    input: &Input<'_>,
    ty: &TokenStream,
    is_value_type: &impl ToTokens,
    initial: &TokenStream,
    view: &TokenStream,
    slot: &TokenStream,
) -> TokenStream {
    let (impl_generics, own, clause) = parts(input);
    quote! {
        #[automatically_derived]
        #impl_generics __Field for #own #clause {
            const TYPE: ::datacontract::contract::Type = #ty;
            const IS_VALUE_TYPE: ::core::primitive::bool = #is_value_type;
            #initial
            fn view(&self) -> ::datacontract::value::View<'_> {
                #view
            }
            fn slot(&mut self) -> ::datacontract::value::Slot<'_> {
                #slot
            }
        }
    }
}

/// The parts of a description that all kinds of contracts share.
fn common(input: &Input<'_>) -> TokenStream {
    let mut calls = TokenStream::new();
    let attrs = &input.attrs;
    if attrs.is_reference.is_some() {
        calls.extend(quote!(.reference()));
        if attrs.json_reference.as_ref().is_some_and(|reference| !reference.value) {
            calls.extend(quote!(.without_json_reference()));
        }
    }
    if let Some(generic) = &attrs.generic {
        let (args, levels) = (generic.value.args.iter().map(type_of), &generic.value.levels);
        calls.extend(quote!(.generic(&[#(#args),*], &[#(#levels),*])));
    }
    if input.parameters.is_generic() {
        let args = &input.parameters.types;
        calls.extend(quote!(.generic(const { &[#(<#args as __Field>::TYPE),*] }, &[])));
    }
    if let Some(known) = &attrs.known_types {
        let types = known.value.iter().map(type_of);
        let types = constant(input, &quote!(&[#(#types),*]));
        calls.extend(quote!(.known_types(#types)));
    }
    if let Some(naming) = attrs.json_naming.as_ref().filter(|naming| naming.value != "AsDeclared") {
        let naming = proc_macro2::Ident::new(naming.value, naming.word.span());
        calls.extend(quote!(.json_naming(::datacontract::contract::Naming::#naming)));
    }
    if let Some(settings) = &attrs.json_settings {
        let settings = &settings.value;
        calls.extend(quote!(.json_settings(&#settings)));
    }
    if let Some(name) = &attrs.json_type {
        let name = &name.value;
        calls.extend(quote!(.json_type(#name)));
    }
    if let Some(nulls) = &attrs.json_item_nulls {
        let nulls = proc_macro2::Ident::new(nulls.value, nulls.word.span());
        calls.extend(quote!(.json_item_nulls(::datacontract::contract::NullValueHandling::#nulls)));
    }
    calls.extend(xml::of_type(input));
    calls
}

/// A value that is a constant in a static; where there is none, it has to be said.
fn constant(input: &Input<'_>, value: &TokenStream) -> TokenStream {
    if input.parameters.is_generic() { quote!(const { #value }) } else { value.clone() }
}

/// A Rust type as a member. Code names it in several places: all in this one form and with the place of the
/// type in the source, so that the compiler complains once of a type that cannot be a member.
fn field_of(ty: &Type) -> TokenStream {
    quote_spanned!(ty.span()=> <#ty as __Field>)
}

/// The contract's type of a Rust type.
fn type_of(ty: &Type) -> TokenStream {
    let field = field_of(ty);
    quote!(#field::TYPE)
}

fn option(given: Option<&AttributeValue<String>>) -> TokenStream {
    given.map_or_else(
        || quote!(::core::option::Option::None),
        |AttributeValue { value, .. }| quote!(::core::option::Option::Some(#value)),
    )
}
