//! The parameters of a generic type.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{GenericParam, Generics, Ident, Type, parse_quote};

/// The parameters as the code of the derive needs them: each type parameter can be a member.
pub(crate) struct Parameters {
    generics: Generics,
    /// The names of the type parameters.
    pub(crate) types: Vec<Ident>,
}

impl Parameters {
    pub(crate) fn new(generics: &Generics) -> Self {
        let mut generics = generics.clone();
        let mut types = Vec::new();
        for param in &mut generics.params {
            match param {
                GenericParam::Type(param) => {
                    param.default = None;
                    param.bounds.push(parse_quote!(::datacontract::value::Field));
                    param.bounds.push(parse_quote!('static));
                    types.push(param.ident.clone());
                }
                GenericParam::Const(param) => {
                    param.default = None;
                }
                GenericParam::Lifetime(_) => {}
            }
        }
        Parameters { generics, types }
    }

    /// Returns whether there are any.
    pub(crate) fn is_generic(&self) -> bool {
        !self.generics.params.is_empty()
    }

    /// Returns the start of an implementation, up to the trait.
    pub(crate) fn impl_generics(&self) -> TokenStream {
        let (impl_generics, ..) = self.generics.split_for_impl();
        quote!(impl #impl_generics)
    }

    /// Returns the type with its parameters.
    pub(crate) fn ty(&self, ident: &Ident) -> TokenStream {
        let (_, ty_generics, _) = self.generics.split_for_impl();
        quote!(#ident #ty_generics)
    }

    /// What is asked of the parameters besides their bounds.
    pub(crate) fn where_clause(&self) -> TokenStream {
        self.generics.where_clause.to_token_stream()
    }

    /// Returns what is asked of the parameters besides their bounds, with a trait of a type that has them.
    pub(crate) fn where_clause_with(&self, ty: &Type, bound: &TokenStream) -> TokenStream {
        let mut clause = self.generics.where_clause.clone();
        if self.is_generic() {
            let predicates = &mut clause.get_or_insert_with(|| parse_quote!(where)).predicates;
            predicates.push(parse_quote!(#ty: #bound));
        }
        clause.to_token_stream()
    }

    /// Returns the parameters as `__impl_serde!` takes them.
    pub(crate) fn of_macro(&self, ident: &Ident) -> TokenStream {
        if !self.is_generic() {
            return ident.to_token_stream();
        }
        let (params, ty, clause) = (&self.generics.params, self.ty(ident), self.where_clause());
        quote!([#params] [#clause] #ty)
    }
}
