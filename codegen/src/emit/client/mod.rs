//! The module of an API's client.

mod call;
mod credentials;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    docs::Docs,
    example,
    format::Items,
    model::{Model, RustType, Submodule},
    operation::{Operation, summary},
};
use crate::{
    emit::{authentication, markdown},
    spec::Authentication,
};
use call::Calls;
use credentials::Credentials;

/// The client of an API.
pub(crate) struct Client<'a> {
    model: &'a Model<'a>,
    operations: &'a [Operation<'a>],
    credentials: Option<Credentials<'a>>,
    at: Submodule<'a>,
}

impl<'a> Client<'a> {
    pub(crate) fn new(model: &'a Model<'a>, operations: &'a [Operation<'a>]) -> Self {
        let names = ["Client", "Call", "Credentials"].map(str::to_owned);
        let at = Submodule::within(model, names);
        Self { model, operations, credentials: Credentials::of(model, operations), at }
    }

    pub(crate) fn docs(&self) -> Docs {
        let name = markdown::paragraph(&self.model.spec.name);
        Docs::default().paragraph(&format!("A client of {name}, with one method per endpoint."))
    }

    pub(crate) fn emit(&self, items: &mut Items) {
        let needs_endpoints =
            !self.operations.is_empty() || matches!(self.model.spec.authentication, Authentication::Token(_));
        let endpoints = needs_endpoints.then(|| {
            let endpoints = format_ident!("endpoints");
            quote!(use super::#endpoints;)
        });
        items.push(quote! {
            use std::{fmt, time::Duration};

            use datacontract::client::{self, Response, Retry, Transport};
            use datacontract::http::{Endpoint, Format, Paged};
            use datacontract::items::HasItems;

            #endpoints
        });
        self.client(items);
        if let Some(credentials) = &self.credentials {
            items.push(credentials.declaration(&self.at).unwrap_or_default());
        }
        Calls { operations: self.operations, at: &self.at }.emit(items);
    }

    /// The client itself.
    fn client(&self, items: &mut Items) {
        let model = self.model;
        let docs = Docs::default()
            .paragraph(&format!("A client of {}.", markdown::paragraph(&model.spec.name)))
            .paragraph(
                "Async or blocking, depending on the transport. Cheap to clone. Credentials, time limits and retries are \
                 those of the client that it is created with.",
            )
            .block(example::of_client(model));
        let (fields, of_http, http) = match &self.credentials {
            None => (quote!((client::Client<T>);), quote!(Self(http)), quote!(self.0)),
            Some(credentials) => {
                let ty = credentials.ty(&self.at);
                let fields = quote!({ http: client::Client<T>, credentials: Option<#ty>, });
                (fields, quote!(Self { http, credentials: None }), quote!(self.http))
            }
        };
        let with_credentials = self.credentials.as_ref().map(|credentials| {
            let ty = credentials.ty(&self.at);
            let docs = Docs::default().paragraph(
                "Sets the credentials, which are put into each request body that has none of its own.",
            );
            quote! {
                #docs
                #[must_use]
                pub fn credentials(mut self, credentials: #ty) -> Self {
                    self.credentials = Some(credentials);
                    self
                }
            }
        });
        let with_key = authentication::of_client(&model.spec.authentication);
        let without_credentials = match &self.credentials {
            None => "",
            Some(_) => " Its body is sent unchanged, without the client's credentials.",
        };
        let docs_of_call = Docs::default().paragraph(&format!(
            "Calls the endpoint with the arguments that `endpoint` holds.{without_credentials}"
        ));
        items.push(quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct Client<T> #fields
        });
        let own = quote! {
            impl<T> Client<T> {
                /// Creates a client that sends requests through `http`.
                #[must_use]
                pub fn new(http: client::Client<T>) -> Self {
                    #of_http
                }

                #with_credentials
                #with_key

                #docs_of_call
                pub fn call<E: Endpoint>(&self, endpoint: E) -> Call<'_, T, E> {
                    Call(#http.call(endpoint))
                }
            }
        };
        let methods = self.operations.iter().map(|operation| {
            let method = self.method(operation);
            quote!(impl<T> Client<T> { #method })
        });
        items.push_long(own, methods, 1);
    }

    fn method(&self, operation: &Operation<'_>) -> TokenStream {
        let at = &self.at;
        let name = &operation.name;
        let function = &operation.method;
        let example = example::of_call(operation);
        let docs = summary(operation)
            .block(operation.docs_of_arguments())
            .block(operation.docs_of_response().lines().to_vec())
            .paragraph(&operation.docs_of_source())
            .block(example);
        let (deprecated, allows) = (operation.deprecated(), operation.allows());
        if operation.takes_struct() {
            return quote! {
                #docs
                #deprecated
                #allows
                pub fn #function(&self, endpoint: endpoints::#name) -> Call<'_, T, endpoints::#name> {
                    self.call(endpoint)
                }
            };
        }
        let parameters = operation.required().map(|argument| {
            let (name, ty) = (&argument.name, argument.taken(at));
            quote!(#name: #ty)
        });
        let fill = self.credentials.as_ref().and_then(|credentials| credentials.fill(operation, at));
        let body = operation.body.as_ref().map(|body| {
            let (name, ty) = (&body.name, body.ty.tokens(at));
            match (&body.ty, &fill) {
                // So that a value can be given as it is.
                (RustType::Option(_), _) => quote!(#name: impl Into<#ty>),
                (_, Some(_)) => quote!(mut #name: #ty),
                (_, None) => quote!(#name: #ty),
            }
        });
        let filled =
            operation.body.as_ref().filter(|body| fill.is_some() && matches!(body.ty, RustType::Option(_)));
        let filled = filled.map(|body| {
            let (name, ty) = (&body.name, body.ty.tokens(at));
            quote!(let mut #name: #ty = #name.into();)
        });
        let parameters = parameters.chain(body);
        let fields = operation.required().map(|argument| {
            let (name, value) = (&argument.name, argument.value());
            if *name == value.to_string() { quote!(#name) } else { quote!(#name: #value) }
        });
        let body = operation.body.as_ref().map(|body| {
            let name = &body.name;
            let is_taken = matches!(body.ty, RustType::Option(_)) && fill.is_none();
            if is_taken { quote!(#name: #name.into()) } else { quote!(#name) }
        });
        let rest = operation.optional().next().map(|_| quote!(..Default::default()));
        let fields: Vec<TokenStream> = fields.chain(body).chain(rest).collect();
        let has_required = operation.required().next().is_some() || operation.body.is_some();
        let endpoint = match (fields.is_empty(), has_required) {
            (true, _) => quote!(endpoints::#name),
            (false, true) => quote!(endpoints::#name { #(#fields),* }),
            (false, false) => quote!(endpoints::#name::default()),
        };
        quote! {
            #docs
            #deprecated
            #allows
            pub fn #function(&self, #(#parameters),*) -> Call<'_, T, endpoints::#name> {
                #filled
                #fill
                self.call(#endpoint)
            }
        }
    }
}
