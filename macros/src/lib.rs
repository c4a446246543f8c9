//! TODO
#![forbid(unsafe_code)]

mod ast;
mod attr;
mod case;
mod check;
mod ctxt;
mod expand;
mod fallback;
mod symbol;

use ctxt::Ctxt;
use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Makes a struct or enum a contract: see the [crate's documentation](crate) for the attributes.
#[proc_macro_derive(DataContract, attributes(contract))]
pub fn derive_data_contract(input: TokenStream) -> TokenStream {
    derive(&parse_macro_input!(input as DeriveInput)).into()
}

fn derive(item: &DeriveInput) -> proc_macro2::TokenStream {
    let cx = Ctxt::new();
    let input = ast::Input::read(&cx, item);
    if let Some(input) = &input {
        check::check(&cx, input);
    }
    match (cx.finish(), input) {
        (None, Some(input)) => expand::expand(&input),
        (errors, _) => {
            let fallback = fallback::expand(item);
            quote::quote!(#errors #fallback)
        }
    }
}
