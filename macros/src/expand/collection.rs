//! Collection and dictionary classes: newtypes over the library's.

use super::initial::of_default;
use super::{common, data_contract, field, field_of, items, option, type_of};
use crate::ast::{Collection, Input};
use crate::attr::EntryNames;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned as _;

pub(super) fn expand_collection(input: &Input<'_>, of: &Collection<'_>) -> TokenStream {
    let inner = of.list;
    let Input { name, namespace, attrs, .. } = input;
    let item_name = option(attrs.collection.as_ref().and_then(|names| names.value.item.as_ref()));
    let ty = type_of(inner);
    let item = quote_spanned!(inner.span()=> ::datacontract::__private::item(#ty));
    let contract =
        quote!(::datacontract::contract::Contract::collection(#name, #namespace, #item, #item_name));
    let newtype = newtype(input, inner, &contract);
    let items = of.has_items.then(|| items::of_collection(input, inner));
    quote!(#newtype #items)
}

pub(super) fn expand_dictionary(input: &Input<'_>, inner: &Type) -> TokenStream {
    let Input { name, namespace, attrs, .. } = input;
    let names = attrs.dictionary.iter().flat_map(|names| {
        let EntryNames { item, key, value } = &names.value;
        [item, key, value].map(|name| option(name.as_ref()))
    });
    let ty = type_of(inner);
    let entry = quote_spanned!(inner.span()=> ::datacontract::__private::entry(#ty));
    newtype(
        input,
        inner,
        &quote!(::datacontract::contract::Contract::dictionary(#name, #namespace, #entry, [#(#names),*])),
    )
}

fn newtype(input: &Input<'_>, inner: &Type, contract: &TokenStream) -> TokenStream {
    let inner = field_of(inner);
    let initial = quote! {
        #[inline]
        fn initial() -> Self {
            Self(#inner::initial())
        }
    };
    let initial = if input.parameters.is_generic() { initial } else { of_default(input, &[]) };
    let field =
        field(input, false, &initial, &quote!(#inner::view(&self.0)), &quote!(#inner::slot(&mut self.0)));
    let common = common(input);
    let contract = data_contract(input, &quote!(#contract #common), &quote!(0), None);
    quote!(#field #contract)
}
