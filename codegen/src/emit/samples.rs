//! The module of an API's samples: those of its pages, as values.

use std::str::FromStr as _;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{
    attributes,
    docs::{self, Docs},
    format::Items,
    lints::{self, Named},
    markdown,
    model::{Model, Submodule},
    operation::Operation,
};

/// More lines than this are too many for a function.
const LONG: usize = 95;

/// The samples of an API.
pub(crate) struct Samples<'a> {
    operations: &'a [Operation<'a>],
    at: Submodule<'a>,
}

impl<'a> Samples<'a> {
    pub(crate) fn new(model: &'a Model<'a>, operations: &'a [Operation<'a>]) -> Self {
        Self { operations, at: Submodule::within(model, []) }
    }

    pub(crate) fn docs() -> Docs {
        Docs::default().paragraph(
            "The samples of the help pages as values, and each endpoint with sample arguments. They are for tests, \
             and a starting point for calls.",
        )
    }

    pub(crate) fn emit(&self, items: &mut Items) {
        for operation in self.operations {
            self.payloads(operation).for_each(|payload| items.push(payload));
            items.push(self.endpoint(operation));
        }
    }

    /// Returns the samples of an endpoint's payloads.
    fn payloads<'o>(&'o self, operation: &'o Operation<'_>) -> impl Iterator<Item = TokenStream> + 'o {
        operation.samples.iter().map(|sample| {
            let (name, ty) = (&sample.function, sample.ty.tokens(&self.at));
            let (text, is_long) = (literal(&sample.text), sample.text.lines().count() > LONG);
            let heading = docs::name(&operation.endpoint.heading);
            let docs =
                Docs::default().paragraph(&format!("Returns the sample {} of {heading}.", sample.what));
            let function = name.to_string();
            let lints = [
                sample.ty.mentions_deprecated(operation.model).then(|| quote!(deprecated)),
                is_long.then(|| quote!(clippy::too_many_lines)),
                lints::of_types([&sample.ty]),
            ];
            let allows =
                attributes::allow(lints.into_iter().chain(lints::of_names([Named::Value(&function)])));
            let read = if sample.is_json { quote!(json_sample) } else { quote!(xml_sample) };
            quote! {
                #docs
                #allows
                #[must_use]
                pub fn #name() -> #ty {
                    ::datacontract::codegen::#read(#text)
                }
            }
        })
    }

    /// Returns the endpoint itself.
    fn endpoint(&self, operation: &Operation<'_>) -> TokenStream {
        let (function, name) = (&operation.function, &operation.name);
        let docs = Docs::default().paragraph(&format!(
            "Returns the arguments of {} with sample values.",
            docs::name(&operation.endpoint.heading)
        ));
        let arguments = operation.arguments.iter().filter_map(|argument| {
            let (name, value) = (&argument.name, argument.sample(&self.at)?);
            Some(quote!(#name: #value))
        });
        let body = operation.body.as_ref().and_then(|body| {
            let (name, request) = (&body.name, operation.sample("request")?);
            Some(quote!(#name: #request()))
        });
        let mut fields: Vec<TokenStream> = arguments.chain(body).collect();
        let count = operation.arguments.len() + usize::from(operation.body.is_some()) + operation.files.len();
        let allows = operation.allows();
        let value = match (count, fields.len()) {
            (0, _) => quote!(super::endpoints::#name),
            (_, 0) => quote!(super::endpoints::#name::default()),
            _ => {
                let rest = (fields.len() < count).then(|| quote!(..Default::default()));
                fields.extend(rest);
                quote!(super::endpoints::#name { #(#fields),* })
            }
        };
        quote! {
            #docs
            #allows
            #[must_use]
            pub fn #function() -> super::endpoints::#name {
                #value
            }
        }
    }
}

/// Returns a literal over several lines, as people write it; with escapes only where the text has something that is
/// not seen.
fn literal(text: &str) -> Literal {
    let printed = text.replace(['\n', '\t'], " ");
    let is_seen = markdown::visible(&printed) == printed;
    let hashes =
        (0..=text.len()).map(|count| "#".repeat(count)).find(|hashes| !text.contains(&format!("\"{hashes}")));
    let raw = hashes
        .filter(|_| is_seen)
        .and_then(|hashes| Literal::from_str(&format!("r{hashes}\"{text}\"{hashes}")).ok());
    raw.unwrap_or_else(|| Literal::string(text))
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn texts_are_raw_unless_something_is_not_seen() {
        for (text, expected) in [
            ("{\n  \"a\": 1\n}", "r#\"{\n  \"a\": 1\n}\"#"),
            ("[1]", "r\"[1]\""),
            ("a\"#b", "r##\"a\"#b\"##"),
            ("a\u{202e}b", "\"a\\u{202e}b\""),
            ("a\rb", "\"a\\rb\""),
        ] {
            assert_eq!(literal(text).to_string(), expected);
        }
    }
}
