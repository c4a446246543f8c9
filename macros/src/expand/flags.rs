//! `[Flags]` enums: newtypes over an integer.

use super::enum_::json;
use super::initial::of_default;
use super::xml;
use super::{common, data_contract, field};
use crate::ast::Input;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned as _;

pub(super) fn expand(input: &Input<'_>, inner: &Type) -> TokenStream {
    let Input { ident, name, namespace, attrs, .. } = input;
    let integer = quote_spanned!(inner.span()=> <#inner as ::datacontract::__private::Integer>);
    let field = field(
        input,
        true,
        &of_default(input, &[]),
        &quote!(::datacontract::value::View::Int(#integer::to_bits(self.0))),
        &quote!(::datacontract::value::Slot::Scalar(self)),
    );
    let members = attrs.flags.iter().flat_map(|flags| &flags.value).map(|flag| {
        let (name, number, said) = (&flag.name.name, &flag.number, xml::of_name(&flag.name));
        quote_spanned!(number.span()=>
            ::datacontract::__private::flag(#name, #number, #integer::PRIMITIVE) #said
        )
    });
    let (json, common) = (json(input), common(input));
    let contract = quote! {
        ::datacontract::contract::Contract::enumeration(
            #name,
            #namespace,
            ::datacontract::contract::EnumContract::new(&[#(#members),*])
                .flags()
                .underlying(#integer::PRIMITIVE)
                #json,
        ) #common
    };
    let contract = data_contract(input, &contract, &quote!(0), None);
    quote! {
        #field
        #[automatically_derived]
        impl ::datacontract::value::Scalar for #ident {
            fn set(&mut self, value: ::datacontract::value::View<'_>) -> ::core::primitive::bool {
                #integer::set(&mut self.0, value)
            }
        }
        #contract
    }
}
