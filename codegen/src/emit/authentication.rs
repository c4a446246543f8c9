//! How callers say who they are: in the descriptions of API and endpoints, and in the client.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{
    docs::{self, Docs},
    model::{Scope, ident},
};
use crate::spec::{Authentication, Grant, TokenEndpoint, rust_name::field_name};

/// The names of the client's methods for credentials.
pub(super) fn methods(authentication: &Authentication) -> &'static [&'static str] {
    match authentication {
        Authentication::Cookie(_) => &["cookie", "cookie_session"],
        Authentication::Token(_) => &["login"],
        _ => &[],
    }
}

/// Returns the value of the runtime's `Authentication`, or `None` if it is that of a service that says nothing.
pub(super) fn value(authentication: &Authentication) -> Option<TokenStream> {
    let variant = match authentication {
        Authentication::None => return None,
        Authentication::Basic => quote!(Basic),
        Authentication::Header(name) => {
            let name = &name.value;
            quote!(Header(#name))
        }
        Authentication::Query(name) => {
            let name = &name.value;
            quote!(Query(#name))
        }
        Authentication::Cookie(name) => {
            let name = &name.value;
            quote!(Cookie(#name))
        }
        Authentication::Token(token) => {
            let token = token_endpoint(token);
            quote!(Token(#token))
        }
        Authentication::Body(_) => quote!(Body),
    };
    Some(quote!(::datacontract::http::Authentication::#variant))
}

/// Returns the same of an endpoint's own, which says that it is anonymous if it says `none`.
pub(super) fn value_of_endpoint(authentication: &Authentication) -> TokenStream {
    value(authentication).unwrap_or_else(|| quote!(::datacontract::http::Authentication::Anonymous))
}

fn token_endpoint(token: &TokenEndpoint) -> TokenStream {
    let path = &token.path.value;
    let grant = (token.grant == Grant::ClientCredentials)
        .then(|| quote!(.grant(::datacontract::http::Grant::ClientCredentials)));
    let fixed: Vec<TokenStream> = token
        .fields
        .iter()
        .filter_map(|field| {
            let (name, value) = (&field.name.value, &field.value.as_ref()?.value);
            Some(quote!((#name, #value)))
        })
        .collect();
    let fields = (!fixed.is_empty()).then(|| quote!(.fields(&[#(#fixed),*])));
    quote!(::datacontract::http::TokenEndpoint::new(#path) #grant #fields)
}

/// Returns the client's method that takes a key, and gives it by this name to a method of the runtime's client.
fn api_key(docs: &str, method: &TokenStream, name: &str) -> TokenStream {
    let docs = Docs::default().paragraph(docs);
    quote! {
        #docs
        #[must_use]
        pub fn api_key(self, key: &str) -> Self {
            Self(self.0.#method(#name, key))
        }
    }
}

/// Returns the client's methods that take credentials.
pub(super) fn of_client(authentication: &Authentication) -> Option<TokenStream> {
    match authentication {
        Authentication::None | Authentication::Basic | Authentication::Body(_) => None,
        Authentication::Header(name) => {
            let docs = format!("Sends `key` in the header {} of each request.", docs::name(name));
            Some(api_key(&docs, &quote!(api_key), &name.value))
        }
        Authentication::Query(name) => {
            let docs = format!("Sends `key` as {} in the query of each request.", docs::name(name));
            Some(api_key(&docs, &quote!(query_key), &name.value))
        }
        Authentication::Cookie(name) => {
            let shown = docs::name(name);
            let given = Docs::default().paragraph(&format!(
                "Sends the cookie {shown} with each request, as the service has set it last."
            ));
            let kept = Docs::default().paragraph(&format!(
                "Keeps the cookie {shown} that the service sets, for example when a caller logs in."
            ));
            let name = &name.value;
            Some(quote! {
                #given
                #[must_use]
                pub fn cookie(self, value: &str) -> Self {
                    Self(self.0.cookie(#name, value))
                }

                #kept
                #[must_use]
                pub fn cookie_session(self) -> Self {
                    Self(self.0.cookie_session(#name))
                }
            })
        }
        Authentication::Token(token) => Some(login(token)),
    }
}

/// Returns the names of the arguments of `login`: two that say who calls, and the fields that callers give.
pub(super) fn login_arguments(token: &TokenEndpoint) -> Vec<Ident> {
    let own = match token.grant {
        Grant::Password => ["user", "password"],
        Grant::ClientCredentials => ["client_id", "client_secret"],
    };
    let mut scope = Scope::new(own.map(str::to_owned));
    let further = token.fields.iter().filter(|field| field.value.is_none());
    let further: Vec<Ident> =
        further.map(|field| ident(&scope.take(&field_name(&field.name), "_"))).collect();
    own.iter().map(|name| ident(name)).chain(further).collect()
}

fn login(token: &TokenEndpoint) -> TokenStream {
    let arguments = login_arguments(token);
    let docs = Docs::default().paragraph(&format!(
        "Logs in at {} before the first call, and renews the token in time. Nothing is sent yet.",
        docs::name(&token.path)
    ));
    let fields = token.fields.iter().filter(|field| field.value.is_none()).zip(arguments.iter().skip(2));
    let fields = fields.map(|(field, argument)| {
        let name = &field.name.value;
        quote!(.field(#name, #argument))
    });
    let (name, secret) = (&arguments[0], &arguments[1]);
    quote! {
        #docs
        #[must_use]
        pub fn login(self, #(#arguments: &str),*) -> Self {
            Self(self.0.login(client::Login::of(&endpoints::API, #name, #secret) #(#fields)*))
        }
    }
}
