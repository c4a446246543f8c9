//! Enums.

use super::initial::{needs_value, of_enum, variants_need_value};
use super::xml;
use super::{common, data_contract, field};
use crate::ast::{Input, Variant};
use crate::attr::AttributeValue;
use datacontract_rules::Underlying;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(super) fn expand(input: &Input<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let ident = input.ident;
    let unknown =
        variants.iter().find(|variant| variant.attrs.unknown.is_some()).map(|variant| variant.ident);
    let known = || variants.iter().filter(|variant| variant.attrs.unknown.is_none());

    let idents: Vec<&Ident> = known().map(|variant| variant.ident).collect();
    let numbers: Vec<i64> = known().map(|variant| bits(variant.number)).collect();
    let unknown_view = unknown
        .map(|unknown| quote!(Self::#unknown(value) => ::datacontract::__private::unknown_view(value),));
    let view = quote! {
        match self {
            #(Self::#idents => ::datacontract::value::View::Int(#numbers),)*
            #unknown_view
        }
    };
    let keep = unknown.map(|unknown| {
        quote! {
            value => match ::datacontract::__private::unknown_value(value) {
                ::core::option::Option::Some(value) => Self::#unknown(value),
                ::core::option::Option::None => return false,
            }
        }
    });
    let other = keep.unwrap_or_else(|| quote!(_ => return false));
    let field = field(
        input,
        true,
        &of_enum(input, variants),
        &view,
        &quote!(::datacontract::value::Slot::Scalar(self)),
    );
    let contract = data_contract(input, &contract(input, variants), &quote!(0), None);
    let needs_value = variants_need_value(variants).then(needs_value);
    quote! {
        #field
        #[automatically_derived]
        impl ::datacontract::value::Scalar for #ident {
            fn set(&mut self, value: ::datacontract::value::View<'_>) -> ::core::primitive::bool {
                *self = match value {
                    #(::datacontract::value::View::Int(#numbers) => Self::#idents,)*
                    #other
                };
                true
            }
            #needs_value
        }
        #contract
    }
}

fn contract(input: &Input<'_>, variants: &[Variant<'_>]) -> TokenStream {
    let Input { name, namespace, attrs, .. } = input;
    let members = variants.iter().filter(|variant| variant.attrs.unknown.is_none()).flat_map(|variant| {
        let number = bits(variant.number);
        let member = move |name: &str| quote!(::datacontract::contract::EnumMember::new(#name, #number));
        let clr_name =
            variant.attrs.clr_name.as_ref().map(|AttributeValue { value, .. }| quote!(.clr_name(#value)));
        let xml = xml::of_variant(variant.attrs.xml.as_ref());
        let own = variant.attrs.ignore.is_none().then(|| {
            let member = member(&variant.name);
            quote!(#member #clr_name #xml)
        });
        let aliases = variant.attrs.aliases.iter().map(move |alias| {
            let (member, said) = (member(&alias.name.value()), xml::of_name(alias));
            quote!(#member #said)
        });
        let of_serde = variant.attrs.serde.aliases.iter().map(move |alias| member(alias));
        own.into_iter().chain(aliases).chain(of_serde)
    });
    let mut contract = quote!(::datacontract::contract::EnumContract::new(&[#(#members),*]));
    if let Some(underlying) = &attrs.underlying {
        contract.extend(self::underlying(underlying.value));
    }
    contract.extend(json(input));
    let common = common(input);
    quote!(::datacontract::contract::Contract::enumeration(#name, #namespace, #contract) #common)
}

fn underlying(underlying: Underlying) -> TokenStream {
    let primitive = match underlying {
        Underlying::SByte => quote!(SByte),
        Underlying::Byte => quote!(Byte),
        Underlying::Short => quote!(Int16),
        Underlying::UShort => quote!(UInt16),
        Underlying::Int => quote!(Int32),
        Underlying::UInt => quote!(UInt32),
        Underlying::Long => quote!(Int64),
        Underlying::ULong => quote!(UInt64),
    };
    quote!(.underlying(::datacontract::contract::Primitive::#primitive))
}

/// What JSON has of it.
pub(super) fn json(input: &Input<'_>) -> TokenStream {
    let Some(form) = input.attrs.json.as_ref().filter(|json| json.value != "Number") else {
        return TokenStream::new();
    };
    let form = Ident::new(form.value, form.word.span());
    quote!(.json_form(::datacontract::contract::EnumForm::#form))
}

/// Returns the number as the contract has it: that of an `ulong` enum as its 64 bits.
#[allow(clippy::cast_possible_truncation)]
fn bits(number: i128) -> i64 {
    number as i64
}
