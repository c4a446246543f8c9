//! Servers that an old .NET client cannot tell from the ASP.NET service that they replace.
//!
//! A service is a value with a method for each endpoint; generated code has a trait of these methods, and a
//! function that makes a [`Router`] of a service. The router is a `tower` service, and goes into `axum`:
//!
//! ```
//! use datacontract::http::Api;
//! use datacontract::server::{Error, Request, Result, Router};
//!
//! static SHOP: Api = Api::new("Shop");
//!
//! #[derive(datacontract::Endpoint)]
//! #[endpoint(api = SHOP, get = "api/orders/{id}", response = String)]
//! struct Order {
//!     id: i32,
//! }
//!
//! struct Shop;
//!
//! impl Shop {
//!     async fn order(&self, request: Request<Order>) -> Result<String> {
//!         match request.id {
//!             7 => Ok("seven".to_owned().into()),
//!             _ => Err(Error::not_found()),
//!         }
//!     }
//! }
//!
//! let router = Router::of(Shop)
//!     .endpoint(|shop, request: Request<Order>| async move { shop.order(request).await })
//!     .build();
//! let app: axum::Router = axum::Router::new().nest("/v2", router.into());
//! # let _ = app;
//! ```
//!
//! Alone it is served by `server::serve(listener, router)` (feature `serve`), which has limits for clients
//! that are slow or silent, or by `axum::serve(listener, router.into_make_service())`, which has none.
//!
//! # What happens to a request
//!
//! 1. The path is looked for in any case, and the operation that fits best is taken, as Web API does: texts
//!    before parameters, overloads by the parameters that the request has. What is not found is 404, another
//!    method 405 with `Allow`; both go to the [fallback](Router::fallback) if there is one. `HEAD` is
//!    answered as `GET` without the body.
//! 2. The format of the answer is negotiated by `Accept`, `X-Requested-With`, the format of the request and
//!    the order of the service's formats, as Web API's `DefaultContentNegotiator` does.
//! 3. The body is read: not more than [`Router::max_body`] (413), not longer than [`Router::body_timeout`]
//!    (408). Another media type than the service's is 415.
//! 4. The arguments are [bound](crate::http::bind()), and checked by the attributes of their types
//!    ([`validate`](crate::http::validate()), [`Router::validates`]). What is wrong with them is 400 with the
//!    `ModelState`, unless the router [passes it on](Invalid::PassOn).
//! 5. The method is called. A panic in it is 500, and so is an error that is none of the caller's business;
//!    the answer shows it only with [`Router::details`].
//! 6. The value is written: 200, or 204 where nothing comes back.
//!
//! Errors have Web API's bodies in the negotiated format.
//!
//! # Porting a service endpoint by endpoint
//!
//! A method that is not written yet answers with [`not_implemented`]: the request goes on to the router's
//! [fallback](Router::fallback), which may be a `server::Proxy` before the old service (feature `proxy`).
//!
//! # Differences to Web API
//!
//! - `HEAD` works for every `GET`.
//! - A value in the path that its parameter cannot hold is 400 (as for a route without constraints), unless
//!   another operation takes it; pages do not say which routes have constraints.
//! - By default invalid arguments are refused (as with the filter that most services have); see [`Invalid`].
//! - XML may have its members in any order; see [`Router::strict_xml`].
//! - Compressed bodies (`Content-Encoding`) are read, in the codings whose features are on; another coding is 415. Web API
//!   reads them as if they were plain.

mod address;
mod basic;
mod body;
mod call;
mod error;
mod finder;
#[cfg(feature = "proxy")]
mod inner;
mod invalid;
mod items;
#[cfg(any(feature = "proxy", feature = "serve"))]
mod passing;
mod peer;
#[cfg(feature = "proxy")]
mod proxy;
mod request;
mod response;
mod router;
mod routes;
#[cfg(feature = "serve")]
mod serve;
mod service;
#[cfg(feature = "proxy")]
mod shadow;
#[cfg(feature = "proxy")]
mod tee;
mod trace;
mod unread;
mod validation;
#[cfg(feature = "proxy")]
mod watch;

pub use basic::Basic;
pub use error::{Error, not_implemented};
pub use finder::EndpointFinder;
pub use invalid::Invalid;
pub use peer::Peer;
#[cfg(feature = "proxy")]
pub use proxy::Proxy;
pub use request::Request;
pub use response::Response;
pub use router::{Endpoints, MakeRouter, Router};
#[cfg(feature = "serve")]
pub use serve::{Serve, serve, stop_signal};
#[cfg(feature = "proxy")]
pub use shadow::{Difference, EndpointReport, Report, Serving, Shadow, Verdict};
#[cfg(feature = "proxy")]
pub use watch::{Watch, Watched, WatchedBody};

/// The result of a service's method.
pub type Result<R, E = Error> = std::result::Result<Response<R>, E>;
