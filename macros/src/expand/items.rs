//! `HasItems`: the list of a class whose items are read one by one.

use super::{base_of, parts};
use crate::ast::{Field, Input};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

/// Implements `HasItems`, if a member is marked.
pub(super) fn expand(input: &Input<'_>, fields: &[Field<'_>]) -> Option<TokenStream> {
    let mut members = fields.iter().filter(|field| field.is_member());
    let index = members.clone().position(|field| field.attrs.items.is_some())?;
    let Field { ident, ty, .. } = members.nth(index)?;
    let of_base = fields.iter().find(|field| field.attrs.base.is_some()).map(|field| {
        let base = base_of(field);
        quote!(#base::MEMBERS +)
    });
    let (impl_generics, own, _) = parts(input);
    let clause = input.parameters.where_clause_with(ty, &quote!(::datacontract::items::HasItems));
    let list = quote_spanned!(ty.span()=> <#ty as ::datacontract::items::HasItems>);
    // What the member's type lacks is reported at the type.
    let body = quote_spanned! {ty.span()=>
        type Item = #list::Item;
        fn path_to_items() -> ::std::vec::Vec<::core::primitive::usize> {
            let mut path = ::std::vec![#of_base #index];
            path.extend(#list::path_to_items());
            path
        }
        fn into_items(self) -> ::std::vec::Vec<#list::Item> {
            #list::into_items(self.#ident)
        }
    };
    Some(quote! {
        #[automatically_derived]
        #impl_generics ::datacontract::items::HasItems for #own #clause {
            #body
        }
    })
}
