//! Calls that are not yet sent: their settings, and the arguments that may be left out.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{format::Items, model::Submodule, operation::Operation};

/// The type of calls.
pub(super) struct Calls<'a> {
    pub(super) operations: &'a [Operation<'a>],
    pub(super) at: &'a Submodule<'a>,
}

impl Calls<'_> {
    pub(super) fn emit(&self, items: &mut Items) {
        items.push(quote! {
            /// A request to one endpoint, which is sent by [`send`](Self::send).
            #[must_use = "a call does nothing until it is sent"]
            pub struct Call<'a, T, E>(client::Call<'a, T, E>);

            impl<T, E> Call<'_, T, E> {
                /// Sets the format of the request and of the response, instead of the client's.
                pub fn format(self, format: Format) -> Self {
                    Self(self.0.format(format))
                }

                /// Sets the time limit of the call, instead of the client's.
                pub fn timeout(self, timeout: Duration) -> Self {
                    Self(self.0.timeout(timeout))
                }

                /// Sets how many bytes the response may have, instead of the client's limit.
                pub fn max_response_size(self, bytes: usize) -> Self {
                    Self(self.0.max_response_size(bytes))
                }

                /// Adds a header to the request.
                pub fn header(self, name: &str, value: &str) -> Self {
                    Self(self.0.header(name, value))
                }

                /// Sets how often and when the call is retried, instead of the client's settings.
                pub fn retry(self, retry: Retry) -> Self {
                    Self(self.0.retry(retry))
                }

                /// Marks the call as idempotent, so that it may be retried.
                pub fn repeatable(self) -> Self {
                    Self(self.0.repeatable())
                }

                /// Returns the response even if its result code signals failure.
                pub fn ignore_outcome(self) -> Self {
                    Self(self.0.ignore_outcome())
                }
            }

            impl<T, E: Endpoint> fmt::Debug for Call<'_, T, E> {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    self.0.fmt(f)
                }
            }

            impl<'a, T: Transport, E: Endpoint> Call<'a, T, E> {
                /// Sends the request. Returns the result if the client is blocking, or a future of it
                /// if the client is async.
                pub fn send(self) -> T::Sent<'a, client::Result<E::Response, E::Status>> {
                    self.0.send()
                }

                /// Sends the request, and returns the status code and the headers along with the response.
                pub fn send_with_response(
                    self,
                ) -> T::Sent<'a, client::Result<Response<E::Response>, E::Status>> {
                    self.0.send_with_response()
                }
            }

            impl<T: client::StreamTransport, E: Endpoint<Response: HasItems>> Call<'_, T, E> {
                /// Sends the request, and returns the items of the list in the response while they come:
                /// an iterator if the client is blocking, or a stream if the client is async.
                pub fn items(self) -> T::Items<E> {
                    self.0.items()
                }
            }

            impl<T, E: Paged> Call<'_, T, E> {
                /// Returns all pages of the list, from the one on that the arguments say. Each is a call of its
                /// own.
                pub fn pages(self) -> client::Pages<T, E> {
                    self.0.pages()
                }
            }
        });
        if self.operations.iter().any(Operation::is_download) {
            items.push(Self::download());
        }
        for operation in self.operations {
            if let Some(setters) = self.setters(operation) {
                items.push(setters);
            }
        }
    }

    /// Returns the method of calls whose response is a file.
    fn download() -> TokenStream {
        quote! {
            impl<'a, T: client::StreamTransport, E: Endpoint<Response = datacontract::http::File>> Call<'a, T, E> {
                /// Sends the request, and returns the file in the response while it comes: a reader if the client
                /// is blocking, or a stream if the client is async.
                pub fn download(self) -> T::Sent<'a, client::Result<client::Download<T::Body>, E::Status>> {
                    self.0.download()
                }
            }
        }
    }

    /// Returns a method for each argument that may be left out.
    fn setters(&self, operation: &Operation<'_>) -> Option<TokenStream> {
        let mut names = operation.setters().into_iter();
        let setters: Vec<TokenStream> = operation
            .optional()
            .map(|argument| {
                let (docs, field) = (argument.docs(), &argument.name);
                let name = names.next();
                let (ty, value) = (argument.taken(self.at), argument.value());
                quote! {
                    #docs
                    pub fn #name(mut self, #field: #ty) -> Self {
                        self.0.endpoint.#field = #value;
                        self
                    }
                }
            })
            .collect();
        let (name, allows) = (&operation.name, operation.allows());
        (!setters.is_empty()).then(|| {
            quote! {
                #allows
                impl<T> Call<'_, T, endpoints::#name> {
                    #(#setters)*
                }
            }
        })
    }
}
