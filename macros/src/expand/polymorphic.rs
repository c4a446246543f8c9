//! Enums over the types that a member of a base class may have.

use super::field_of_type;
use crate::ast::{Input, Variant};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned as _;

pub(super) fn expand(input: &Input<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let ident = input.ident;
    let Some(declared) = input.attrs.polymorphic.as_ref().map(|declared| &declared.value) else {
        return TokenStream::new();
    };
    let (idents, types): (Vec<&Ident>, Vec<&Type>) =
        variants.iter().filter_map(|variant| Some((variant.ident, variant.ty?))).unzip();
    let field = field_of_type(
        input,
        &quote_spanned!(declared.span()=> <#declared as ::datacontract::value::Field>::TYPE),
        &quote!(false),
        &quote!(match self { #(Self::#idents(value) => ::datacontract::value::Field::view(value),)* }),
        &quote!(::datacontract::value::Slot::Polymorphic(self)),
    );
    let contracts: Vec<TokenStream> = types
        .iter()
        .map(|ty| quote_spanned!(ty.span()=> const { ::datacontract::__private::contract_ref::<#ty>() }))
        .collect();
    let places = 0..types.len();
    let default = variants.iter().find(|variant| variant.attrs.default.is_some()).map(|variant| {
        let variant = variant.ident;
        quote! {
            #[automatically_derived]
            impl ::core::default::Default for #ident {
                fn default() -> Self {
                    Self::#variant(::core::default::Default::default())
                }
            }
        }
    });
    quote! {
        #field
        #[automatically_derived]
        impl ::datacontract::value::Polymorphic for #ident {
            fn known_types(&self) -> ::std::vec::Vec<&'static ::datacontract::contract::Contract> {
                ::datacontract::__private::contracts(&[#(#contracts),*])
            }
            fn choose(
                &mut self,
                contract: &'static ::datacontract::contract::Contract,
            ) -> ::core::option::Option<::datacontract::value::Slot<'_>> {
                *self = match ::datacontract::__private::position(&[#(#contracts),*], contract) {
                    #(#places => Self::#idents(::core::default::Default::default()),)*
                    _ => return ::core::option::Option::None,
                };
                ::core::option::Option::Some(match self {
                    #(Self::#idents(value) => ::datacontract::value::Field::slot(value),)*
                })
            }
        }
        #[automatically_derived]
        impl ::datacontract::value::DataContract for #ident {
            const MEMBERS: ::core::primitive::usize = <#declared as ::datacontract::value::DataContract>::MEMBERS;
            fn contract() -> &'static ::datacontract::contract::Contract {
                <#declared as ::datacontract::value::DataContract>::contract()
            }
        }
        #default
    }
}
