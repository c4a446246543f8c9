//! `HasItems`: the list of a class whose items are read one by one.

use super::{base_of, parts};
use crate::ast::{Field, Input};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned as _;

/// Implements `HasItems`, if a member is marked.
pub(super) fn expand(input: &Input<'_>, fields: &[Field<'_>]) -> Option<TokenStream> {
    let Field { ident, ty, attrs, .. } = fields.iter().find(|field| field.attrs.items.is_some())?;
    // The members of the base class come first, so that its list is where it is in the base class.
    let before = if attrs.base.is_some() {
        None
    } else {
        let index =
            fields.iter().filter(|field| field.is_member()).position(|field| field.ident == *ident)?;
        let of_base = fields.iter().find(|field| field.attrs.base.is_some()).map(|field| {
            let base = base_of(field);
            quote!(#base::MEMBERS +)
        });
        Some(quote!(#of_base #index))
    };
    Some(has_items(input, ty, before, &quote!(#ident)))
}

/// Implements `HasItems` for a struct over a list.
pub(super) fn of_collection(input: &Input<'_>, list: &Type) -> TokenStream {
    has_items(input, list, None, &quote!(0))
}

/// Implements `HasItems` by the field that is the list or leads to it, which `before` leads to.
fn has_items(input: &Input<'_>, ty: &Type, before: Option<TokenStream>, field: &TokenStream) -> TokenStream {
    let (impl_generics, own, _) = parts(input);
    let clause = input.parameters.where_clause_with(ty, &quote!(::datacontract::items::HasItems));
    let list = quote_spanned!(ty.span()=> <#ty as ::datacontract::items::HasItems>);
    let path = if let Some(before) = before {
        quote! {
            let mut path = ::std::vec![#before];
            path.extend(#list::path_to_items());
            path
        }
    } else {
        quote!(#list::path_to_items())
    };
    // What the member's type lacks is reported at the type.
    let body = quote_spanned! {ty.span()=>
        type Item = #list::Item;
        fn path_to_items() -> ::std::vec::Vec<::core::primitive::usize> {
            #path
        }
        fn into_items(self) -> ::std::vec::Vec<#list::Item> {
            #list::into_items(self.#field)
        }
    };
    quote! {
        #[automatically_derived]
        #impl_generics ::datacontract::items::HasItems for #own #clause {
            #body
        }
    }
}
