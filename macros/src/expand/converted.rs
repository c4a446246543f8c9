//! Types without a contract of their own: `transparent`, `as`, `with`.

use super::conversion::converter;
use super::{field_of, field_of_type};
use crate::ast::Input;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// A struct whose values are those of its one field.
pub(super) fn expand_transparent(input: &Input<'_>, field: &syn::Field) -> TokenStream {
    let inner = field_of(&field.ty);
    let member = field.ident.as_ref().map_or_else(|| quote!(0), ToTokens::to_token_stream);
    let facts = quote! {
        const IS_SECRET: ::core::primitive::bool = #inner::IS_SECRET;
        const TAKES_NULL: ::core::primitive::bool = #inner::TAKES_NULL;
        const NEEDS_VALUE: ::core::primitive::bool = #inner::NEEDS_VALUE;
        #[inline]
        fn initial() -> Self {
            Self { #member: #inner::initial() }
        }
    };
    field_of_type(
        input,
        &quote!(#inner::TYPE),
        &quote!(#inner::IS_VALUE_TYPE),
        &facts,
        &quote!(#inner::view(&self.#member)),
        &quote!(#inner::slot(&mut self.#member)),
    )
}

/// A type whose values go over the wire as those of another one.
pub(super) fn expand_converted(input: &Input<'_>) -> TokenStream {
    let Some(conversion) = &input.attrs.conversion else { return TokenStream::new() };
    let (impl_generics, ty, clause) = super::parts(input);
    let converter = converter(conversion, &ty, input.ident);
    let (of, wire, items) = (converter.of(&ty), converter.wire_field(&ty), &converter.items);
    let facts = quote! {
        const IS_SECRET: ::core::primitive::bool = #wire::IS_SECRET;
        const TAKES_NULL: ::core::primitive::bool = #wire::TAKES_NULL;
        const NEEDS_VALUE: ::core::primitive::bool = #wire::NEEDS_VALUE;
        #[inline]
        fn initial() -> Self {
            <Self as ::datacontract::__private::Initial>::initial()
        }
    };
    let field = field_of_type(
        input,
        &quote!(#wire::TYPE),
        &quote!(#wire::IS_VALUE_TYPE),
        &facts,
        &quote!(::datacontract::value::View::Converted(self)),
        &quote!(::datacontract::value::Slot::Converted(self)),
    );
    quote! {
        #items
        #field
        #[automatically_derived]
        #impl_generics ::datacontract::value::Convert for #ty #clause {
            type Wire = #of::Wire;
            fn to_wire(&self) -> ::core::result::Result<#of::Wire, ::datacontract::value::ConvertError> {
                #of::to_wire(self)
            }
            fn from_wire(wire: #of::Wire) -> ::core::result::Result<Self, ::datacontract::value::ConvertError> {
                #of::from_wire(wire)
            }
        }
    }
}
