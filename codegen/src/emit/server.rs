//! The module of an API's server.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    attributes,
    docs::Docs,
    example,
    format::Items,
    lints::{self, Named},
    markdown,
    model::{Model, Submodule},
    operation::{Operation, summary},
};

/// The server of an API.
pub(crate) struct Server<'a> {
    model: &'a Model<'a>,
    operations: &'a [Operation<'a>],
    at: Submodule<'a>,
}

impl<'a> Server<'a> {
    pub(crate) fn new(model: &'a Model<'a>, operations: &'a [Operation<'a>]) -> Self {
        Self { model, operations, at: Submodule::within(model, ["Service".to_owned()]) }
    }

    pub(crate) fn docs(&self) -> Docs {
        let name = markdown::paragraph(&self.model.spec.name);
        Docs::default().paragraph(&format!("A server of {name}, with one method per endpoint."))
    }

    fn method(&self, operation: &Operation<'_>) -> TokenStream {
        let docs = summary(operation)
            .block(operation.docs_of_arguments())
            .block(operation.docs_of_response().lines().to_vec());
        let (function, name) = (&operation.function, &operation.name);
        let deprecated = operation.deprecated();
        let text = function.to_string();
        let is_constructor = text == "new" || text.starts_with("from_") || text.starts_with("into_");
        let lints = [
            operation.is_deprecated().then(|| quote!(deprecated)),
            is_constructor.then(|| quote!(clippy::wrong_self_convention)),
            lints::of_types(&operation.response),
        ];
        let allows = attributes::allow(lints.into_iter().chain(lints::of_names([Named::Value(&text)])));
        let response = operation.response_tokens(&self.at).unwrap_or_else(|| quote!(()));
        quote! {
            #docs
            #deprecated
            #allows
            fn #function(
                &self,
                request: Request<endpoints::#name>,
            ) -> impl Future<Output = Result<#response>> + Send {
                not_implemented(request)
            }
        }
    }

    fn route(operation: &Operation<'_>) -> TokenStream {
        let (function, name) = (&operation.function, &operation.name);
        quote! {
            .endpoint(|service, request: Request<endpoints::#name>| async move {
                S::#function(&service, request).await
            })
        }
    }

    pub(crate) fn emit(&self, items: &mut Items) {
        let endpoints = (!self.operations.is_empty()).then(|| {
            quote!(
                use super::endpoints;
            )
        });
        let imports = if self.operations.is_empty() {
            quote!(
                use datacontract::server::Router;
            )
        } else {
            quote! {
                use std::future::Future;
                use datacontract::server::{Request, Result, Router, not_implemented};
            }
        };
        items.push(quote!(#imports #endpoints));
        self.service(items);
        self.router(items);
    }

    /// The trait.
    fn service(&self, items: &mut Items) {
        let api = markdown::paragraph(&self.model.spec.name);
        let docs = Docs::default()
            .paragraph(&format!("The service {api}: implement a method for each endpoint that you serve."))
            .paragraph(
                "Requests to the others go on to the router's fallback, or are answered by 501 if it has none, so that \
                 a service can be ported endpoint by endpoint.",
            )
            .block(example::of_service(self.operations));
        let mut methods = self.operations.iter().map(|operation| self.method(operation));
        let first = methods.next();
        let service = quote! {
            #docs
            pub trait Service: Send + Sync + 'static {
                #first
            }
        };
        items.push_long(service, methods.map(|method| quote!(trait Service { #method })), 1);
    }

    /// The function that routes requests to it.
    fn router(&self, items: &mut Items) {
        let is_deprecated = self.operations.iter().any(Operation::is_deprecated);
        let is_long = self.operations.len() * 3 > 90;
        let allows = attributes::allow([
            is_deprecated.then(|| quote!(deprecated)),
            is_long.then(|| quote!(clippy::too_many_lines)),
        ]);
        let mut routes = self.operations.iter().map(Self::route);
        let first = routes.next();
        let router = quote! {
            /// Returns a router that passes requests to `service`.
            ///
            /// It is a tower service, and can be part of an axum router.
            #allows
            pub fn router<S: Service>(service: S) -> Router {
                Router::of(service)
                    #first
                    .build()
            }
        };
        let others = routes.map(|route| quote!(fn router() { Router::of(service) #route .build() }));
        items.push_long(router, others, 2);
    }
}
