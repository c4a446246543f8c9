//! Enums over a class and those that may stand for it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{
    attributes::{self, DefaultImpl, Derives},
    docs::Docs,
    lints::{self, Named},
    model::{Family, Model, RustType},
};

/// A class with those that may stand for it.
pub(crate) struct Polymorphic<'a> {
    model: &'a Model<'a>,
    index: usize,
    family: &'a Family,
}

impl<'a> Polymorphic<'a> {
    pub(crate) fn new(model: &'a Model<'a>, index: usize, family: &'a Family) -> Self {
        Self { model, index, family }
    }
}

impl ToTokens for Polymorphic<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { model, index, family } = *self;
        let declared = model.path(index);
        let name = &family.name;
        let base = model.name(index).to_string();
        let docs =
            Docs::default().paragraph(&format!("A [`{base}`], or an object of a class derived from it."));
        let derives = Derives::new(model.traits_of(&RustType::Family(index)), DefaultImpl::WrittenOut);
        let types = family.variants.iter().chain([&index]).map(|variant| RustType::Own(*variant));
        let deprecated = types.into_iter().any(|ty| ty.mentions_deprecated(model));
        let names: Vec<String> = family
            .variants
            .iter()
            .map(|variant| model.name(*variant))
            .chain([name])
            .map(ToString::to_string)
            .collect();
        let lints = [
            deprecated.then(|| quote!(deprecated)),
            // A box around the larger ones would be in everybody's way.
            Some(quote!(clippy::large_enum_variant)),
        ];
        let of_names = lints::of_names(names.iter().map(|name| Named::Type(name)));
        let allows = attributes::allow(lints.into_iter().chain(of_names));
        let variants = family.variants.iter().enumerate().map(|(place, variant)| {
            let (ty, variant) = (model.path(*variant), model.name(*variant));
            let docs = Docs::default().paragraph(&format!("[`{variant}`]."));
            let default = (place == 0).then(|| quote!(#[contract(default)]));
            quote! {
                #docs
                #default
                #variant(#ty),
            }
        });
        let from = model.scope.prelude("From");
        let froms = family.variants.iter().map(|variant| {
            let (ty, variant) = (model.path(*variant), model.name(*variant));
            let allow = attributes::allow([deprecated.then(|| quote!(deprecated))]);
            quote! {
                #allow
                impl #from<#ty> for #name {
                    fn from(value: #ty) -> Self {
                        Self::#variant(value)
                    }
                }
            }
        });
        tokens.extend(quote! {
            #docs
            #derives
            #[contract(polymorphic(#declared))]
            #allows
            pub enum #name {
                #(#variants)*
            }
            #(#froms)*
        });
    }
}
