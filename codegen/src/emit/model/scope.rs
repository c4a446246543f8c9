//! Names that a module's own types may take from Rust's prelude.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The names of a module's types.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    names: BTreeSet<String>,
}

impl Scope {
    pub(crate) fn new(names: impl IntoIterator<Item = String>) -> Self {
        Self { names: names.into_iter().collect() }
    }

    /// The first of `name`, `name` with `suffix`, with `suffix` twice and so on that is free; it is taken
    /// then.
    pub(crate) fn take(&mut self, name: &str, suffix: &str) -> String {
        let mut name = name.to_owned();
        while !self.names.insert(name.clone()) {
            name.push_str(suffix);
        }
        name
    }

    /// Returns whether the name is taken.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Returns a name of Rust's prelude: by itself as people write it, by its path where a contract has the
    /// name.
    pub(crate) fn prelude(&self, name: &str) -> TokenStream {
        let ident = format_ident!("{name}");
        if !self.names.contains(name) {
            return quote!(#ident);
        }
        let module = match name {
            "Option" | "Some" | "None" => quote!(option::Option),
            "Result" | "Ok" | "Err" => quote!(result::Result),
            "String" => quote!(string),
            "Vec" => quote!(vec),
            "Box" => quote!(boxed),
            "Default" => quote!(default),
            "From" => quote!(convert),
            _ => quote!(primitive),
        };
        match name {
            "Option" | "Result" => quote!(::std::#module),
            _ => quote!(::std::#module::#ident),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn a_contract_may_have_the_name_of_a_prelude_type() {
        let scope = Scope::new(["Option", "String", "Ok", "bool"].map(str::to_owned));
        let paths = ["Option", "String", "Vec", "Some", "Ok", "bool"]
            .map(|name| scope.prelude(name).to_string().replace(' ', ""));
        assert_eq!(
            paths,
            [
                "::std::option::Option",
                "::std::string::String",
                "Vec",
                "Some",
                "::std::result::Result::Ok",
                "::std::primitive::bool"
            ]
        );
    }
}
