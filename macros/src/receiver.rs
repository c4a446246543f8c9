//! `Self` in the types of fields: the description is a static, where it has no meaning.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{Data, DeriveInput, Type};

/// Puts the type's name in its place.
pub(crate) fn name_self(item: &mut DeriveInput) {
    if !item.generics.params.is_empty() {
        // It is described in a function of the implementation, where `Self` has its meaning.
        return;
    }
    let ident = &item.ident;
    let fields: Vec<&mut syn::Field> = match &mut item.data {
        Data::Struct(data) => data.fields.iter_mut().collect(),
        Data::Enum(data) => data.variants.iter_mut().flat_map(|variant| variant.fields.iter_mut()).collect(),
        Data::Union(_) => Vec::new(),
    };
    for field in fields {
        let (tokens, is_changed) = named(field.ty.to_token_stream(), ident);
        if is_changed {
            field.ty = Type::Verbatim(tokens);
        }
    }
}

fn named(tokens: TokenStream, ident: &Ident) -> (TokenStream, bool) {
    let mut is_changed = false;
    let tokens = tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Ident(word) if word == "Self" => {
                is_changed = true;
                let mut name = ident.clone();
                name.set_span(word.span());
                name.into()
            }
            TokenTree::Group(group) => {
                let (content, content_is_changed) = named(group.stream(), ident);
                is_changed |= content_is_changed;
                let mut named = Group::new(group.delimiter(), content);
                named.set_span(group.span());
                named.into()
            }
            token => token,
        })
        .collect();
    (tokens, is_changed)
}
