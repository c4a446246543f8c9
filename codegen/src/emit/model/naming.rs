//! How types are spelled, which depends on the module that names them.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};

use super::{Model, Scope};

/// A module, as far as names are spelled in it.
pub(crate) trait Naming {
    /// Returns the types of the API.
    fn model(&self) -> &Model<'_>;

    /// Returns a name of Rust's prelude.
    fn prelude(&self, name: &str) -> TokenStream;

    /// Returns an item of the API's module.
    fn item(&self, name: &Ident) -> TokenStream;

    /// Returns a type that the user has written for the API's module.
    fn given(&self, ty: &syn::Type) -> TokenStream;

    /// Returns the type at a place of the spec.
    fn own(&self, index: usize) -> TokenStream {
        match self.model().external(index) {
            Some(external) => self.given(external),
            None => self.item(self.model().name(index)),
        }
    }
}

/// The API's module itself.
impl Naming for Model<'_> {
    fn model(&self) -> &Model<'_> {
        self
    }

    fn prelude(&self, name: &str) -> TokenStream {
        self.scope.prelude(name)
    }

    fn item(&self, name: &Ident) -> TokenStream {
        quote!(#name)
    }

    fn given(&self, ty: &syn::Type) -> TokenStream {
        quote!(#ty)
    }
}

/// A module from which the API's is reached by a path: one within it by `super`, an example by the crate's
/// name.
pub(crate) struct Submodule<'a> {
    model: &'a Model<'a>,
    /// The names that it has itself.
    scope: Scope,
    path: TokenStream,
}

impl<'a> Submodule<'a> {
    /// A module within the API's, with these names of its own.
    pub(crate) fn within(model: &'a Model<'a>, names: impl IntoIterator<Item = String>) -> Self {
        Self { model, scope: Scope::new(names), path: quote!(super) }
    }

    /// An example, which has no names of its own.
    pub(crate) fn example(model: &'a Model<'a>, path: TokenStream) -> Self {
        Self { model, scope: Scope::default(), path }
    }

    /// Returns a type's tokens with the paths in it that begin in the API's module.
    fn relocated(&self, tokens: TokenStream) -> TokenStream {
        let path = &self.path;
        let mut out = TokenStream::new();
        let mut after_path = false;
        for token in tokens {
            match token {
                TokenTree::Ident(word) if !after_path && word == "self" => out.extend(quote!(#path)),
                TokenTree::Ident(word)
                    if !after_path && (word == "super" || self.model.scope.has(&word.to_string())) =>
                {
                    out.extend(quote!(#path::#word));
                }
                TokenTree::Group(group) => {
                    let inner = self.relocated(group.stream());
                    out.extend([TokenTree::Group(proc_macro2::Group::new(group.delimiter(), inner))]);
                    after_path = false;
                    continue;
                }
                token => {
                    after_path = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ':');
                    out.extend([token]);
                    continue;
                }
            }
            after_path = false;
        }
        out
    }
}

impl Naming for Submodule<'_> {
    fn model(&self) -> &Model<'_> {
        self.model
    }

    fn prelude(&self, name: &str) -> TokenStream {
        self.scope.prelude(name)
    }

    fn item(&self, name: &Ident) -> TokenStream {
        let path = &self.path;
        quote!(#path::#name)
    }

    fn given(&self, ty: &syn::Type) -> TokenStream {
        self.relocated(ty.to_token_stream())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Model, Naming as _, Submodule};
    use crate::{emit::Options, spec::Spec};

    #[test]
    fn types_of_the_user_are_found_from_a_module_within() {
        let text = r#"{ "version": 1, "name": "A", "module": "a", "types": { "Lead": { "members": {} } } }"#;
        let (spec, _) = Spec::from_text(Path::new("api.json"), text);
        let spec = spec.expect("a spec");
        let options = Options::default();
        let model = Model::new(&spec, &options);
        let within = Submodule::within(&model, []);
        for (given, expected) in [
            ("Lead", "super::Lead"),
            ("Option<Box<Lead>>", "Option<Box<super::Lead>>"),
            ("self::own::Lead", "super::own::Lead"),
            ("super::other::Lead", "super::super::other::Lead"),
            ("crate::Lead", "crate::Lead"),
            ("::other::Lead", "::other::Lead"),
            ("(other::Lead, Lead)", "(other::Lead,super::Lead)"),
        ] {
            let ty = syn::parse_str(given).expect("a type");
            assert_eq!(within.given(&ty).to_string().replace(' ', ""), expected);
        }
    }
}
