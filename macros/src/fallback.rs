//! What stands in for the code where the attributes have mistakes: without it, every use of the type would be
//! one more error.

use crate::ast::{Input, Kind};
use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

/// Serde's traits are left out: no other contract needs them.
pub(crate) fn expand(item: &DeriveInput, input: Option<&Input<'_>>) -> TokenStream {
    let ident = &item.ident;
    let (impl_generics, ty_generics, where_clause) = item.generics.split_for_impl();
    let ty = quote!(#ident #ty_generics);
    let default = input.is_some_and(has_default).then(|| {
        quote! {
            #[automatically_derived]
            impl #impl_generics ::core::default::Default for #ty #where_clause {
                fn default() -> Self {
                    ::core::unreachable!()
                }
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl #impl_generics ::datacontract::value::Object for #ty #where_clause {
            fn actual_contract(&self) -> ::core::option::Option<&'static ::datacontract::contract::Contract> {
                ::core::option::Option::None
            }
            fn views(&self, _: &mut dyn ::core::ops::FnMut(&[::datacontract::value::View<'_>])) {}
            fn slots(
                &mut self,
                _: &mut ::datacontract::__private::SlotsFn<'_>,
            ) -> ::core::result::Result<(), ::datacontract::Error> {
                ::core::result::Result::Ok(())
            }
        }
        #[automatically_derived]
        impl #impl_generics ::datacontract::value::Field for #ty #where_clause {
            const TYPE: ::datacontract::contract::Type = ::datacontract::contract::Type::Object;
            const IS_VALUE_TYPE: ::core::primitive::bool = false;
            fn initial() -> Self {
                ::core::unreachable!()
            }
            fn view(&self) -> ::datacontract::value::View<'_> {
                ::datacontract::value::View::Object(self)
            }
            fn slot(&mut self) -> ::datacontract::value::Slot<'_> {
                ::datacontract::value::Slot::Object(self)
            }
        }
        #[automatically_derived]
        impl #impl_generics ::datacontract::value::DataContract for #ty #where_clause {
            const MEMBERS: ::core::primitive::usize = 0;
            fn contract() -> &'static ::datacontract::contract::Contract {
                ::core::unreachable!()
            }
        }
        #default
    }
}

/// Returns whether the code would have implemented `Default`.
fn has_default(input: &Input<'_>) -> bool {
    match &input.kind {
        Kind::Polymorphic(variants) => variants.iter().any(|variant| variant.attrs.default.is_some()),
        _ => false,
    }
}
