//! Enums over the types that a member of a base class may have.

use super::initial::{needs_value, of_polymorphic};
use super::{field_of, field_of_type, type_of};
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
        variants.iter().filter_map(|variant| Some((variant.ident, variant.ty()?))).unzip();
    let fields: Vec<TokenStream> = types.iter().map(|ty| field_of(ty)).collect();
    let field = field_of_type(
        input,
        &type_of(declared),
        &quote!(false),
        &of_polymorphic(input, &idents, &fields),
        &quote!(match self { #(Self::#idents(value) => #fields::view(value),)* }),
        &quote!(::datacontract::value::Slot::Polymorphic(self)),
    );
    let contracts = types.iter().map(|ty| {
        let (span, ty) = (ty.span(), type_of(ty));
        quote_spanned!(span=> ::datacontract::__private::contract_ref(#ty))
    });
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
    let needs_value = needs_value();
    let count = types.len();
    quote! {
        static CONTRACTS_OF_VARIANTS: [::datacontract::contract::ContractRef; #count] = [#(#contracts),*];
        #field
        #[automatically_derived]
        impl ::datacontract::value::Polymorphic for #ident {
            fn known_types(&self) -> &'static [::datacontract::contract::ContractRef] {
                &CONTRACTS_OF_VARIANTS
            }
            #needs_value
            fn choose(
                &mut self,
                contract: &'static ::datacontract::contract::Contract,
            ) -> ::core::option::Option<::datacontract::value::Slot<'_>> {
                *self = match ::datacontract::__private::position(&CONTRACTS_OF_VARIANTS, contract) {
                    #(#places => Self::#idents(#fields::initial()),)*
                    _ => return ::core::option::Option::None,
                };
                ::core::option::Option::Some(match self {
                    #(Self::#idents(value) => #fields::slot(value),)*
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
