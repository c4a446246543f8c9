//! What makes a type a service of HTTP.

/// Makes a type a service that is always ready and never fails. The last expression makes the future of its answer.
macro_rules! http_service {
    (impl [$($generic:ident),*] for $service:ty where [$($bounds:tt)*] $answer:expr) => {
        impl<$($generic,)* B> ::tower_service::Service<::http::Request<B>> for $service
        where
            $($bounds)*
            B: ::http_body::Body<Data = ::bytes::Bytes> + Send + 'static,
            B::Error: Into<::axum::BoxError>,
        {
            type Response = ::http::Response<::axum::body::Body>;
            type Error = ::std::convert::Infallible;
            type Future = ::std::pin::Pin<
                Box<
                    dyn Future<
                            Output = ::std::result::Result<
                                ::http::Response<::axum::body::Body>,
                                ::std::convert::Infallible,
                            >,
                        > + Send,
                >,
            >;

            fn poll_ready(
                &mut self,
                _: &mut ::std::task::Context<'_>,
            ) -> ::std::task::Poll<::std::result::Result<(), ::std::convert::Infallible>> {
                ::std::task::Poll::Ready(Ok(()))
            }

            fn call(&mut self, request: ::http::Request<B>) -> Self::Future {
                let answer = $answer(self.clone(), request.map(::axum::body::Body::new));
                Box::pin(async move { Ok(answer.await) })
            }
        }
    };
}

pub(super) use http_service;
