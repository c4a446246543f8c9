//! The router of a service.

use super::address::Address;
use super::body::{self, Limits};
use super::call::{Answering, Handler, Incoming, Reply, guarded, handler, untyped_handler};
use super::invalid::Invalid;
use super::routes::{Route, Routes, Unrouted};
use super::service::http_service;
use super::trace;
use super::unread::Unread;
use crate::http::answer::{Negotiated, Writers};
use crate::http::bind::Rejection;
use crate::http::negotiate::negotiate;
use crate::http::{Api, Endpoint, Format, Operation, UntypedArguments};
use crate::value::dynamic::Value;
use ::http::header::{ALLOW, CONTENT_LENGTH};
use ::http::request::Parts;
use ::http::{HeaderValue, Method, Request as HttpRequest, Response as HttpResponse, StatusCode};
use axum::body::Body;
use axum::response::IntoResponse;
use bytes::Bytes;
use http_body::Body as _;
use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tower_service::Service;

/// The router of a service, or of several.
///
/// It is a `tower` service of HTTP requests, and becomes an `axum::Router` by `into`, to be served, nested
/// and merged, and to get layers. [`Router::of`] makes one; generated code has a function that does it.
///
/// Limits are on by default: a body has at most 4 MiB, as in ASP.NET, and 30 seconds to arrive. The time for
/// headers, and how long a connection may be idle, are the server's: `server::serve` has limits for them,
/// `axum::serve` has none.
#[derive(Clone)]
pub struct Router {
    routes: Arc<Routes<Handler>>,
    options: Arc<Options>,
}

#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
struct Options {
    limits: Limits,
    timeout: Option<Duration>,
    invalid: Invalid,
    strict_xml: bool,
    validates: bool,
    not_acceptable: bool,
    details: bool,
    fallback: Option<axum::Router>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            limits: Limits { size: 4 << 20, time: Some(Duration::from_secs(30)) },
            timeout: None,
            invalid: Invalid::default(),
            strict_xml: false,
            validates: true,
            not_acceptable: false,
            details: false,
            fallback: None,
        }
    }
}

/// A router under construction: [`endpoint`](Self::endpoint) adds endpoints, [`build`](Self::build) makes the
/// router.
pub struct Endpoints<S> {
    service: Arc<S>,
    routes: Routes<Handler>,
}

impl<S: Send + Sync + 'static> Endpoints<S> {
    /// Adds an endpoint and the method that handles it.
    #[must_use]
    pub fn endpoint<E, F, R>(mut self, method: F) -> Self
    where
        E: Endpoint,
        F: Fn(Arc<S>, super::Request<E>) -> R + Send + Sync + 'static,
        R: Future<Output = super::Result<E::Response>> + Send + 'static,
    {
        self.routes.add(E::operation(), handler(Arc::clone(&self.service), method));
        self
    }

    /// Adds an endpoint without a Rust type, and the method that handles it. It is routed, bound, negotiated
    /// and answered as any other.
    ///
    /// `initial` has the operation, and what the service takes for arguments that are left out. The method
    /// returns a value of the operation's response, and anything where it has none.
    ///
    /// ```
    /// use datacontract::contract::{Primitive, Type};
    /// use datacontract::dynamic::Value;
    /// use datacontract::http::{Api, Method, Operation, Parameter, UntypedArguments};
    /// use datacontract::server::{Request, Router};
    ///
    /// static SHOP: Api = Api::new("Shop");
    /// static ID: Parameter = Parameter::path("id", Type::Primitive(Primitive::Int32));
    /// static ORDER: Operation = Operation::new(&SHOP, "order", Method::GET, "api/orders/{id}")
    ///     .parameters(std::slice::from_ref(&ID))
    ///     .response(Some(Type::Primitive(Primitive::Int32)));
    ///
    /// let router = Router::of(())
    ///     .untyped(UntypedArguments::new(&ORDER), |_, request: Request<UntypedArguments>| async move {
    ///         Ok(request.get("id").cloned().unwrap_or_default().into())
    ///     })
    ///     .build();
    /// # let _ = router;
    /// ```
    #[must_use]
    pub fn untyped<F, R>(mut self, initial: UntypedArguments, method: F) -> Self
    where
        F: Fn(Arc<S>, super::Request<UntypedArguments>) -> R + Send + Sync + 'static,
        R: Future<Output = super::Result<Value>> + Send + 'static,
    {
        let operation = initial.operation();
        self.routes.add(operation, untyped_handler(Arc::clone(&self.service), operation, initial, method));
        self
    }

    /// Returns the router.
    #[must_use]
    pub fn build(mut self) -> Router {
        self.routes.index();
        Router { routes: Arc::new(self.routes), options: Arc::default() }
    }
}

impl Router {
    /// Starts the router of a service, to which [`Endpoints::endpoint`] adds its endpoints.
    #[must_use]
    pub fn of<S: Send + Sync + 'static>(service: S) -> Endpoints<S> {
        Endpoints { service: Arc::new(service), routes: Routes::default() }
    }

    fn with(mut self, set: impl FnOnce(&mut Options)) -> Self {
        set(Arc::make_mut(&mut self.options));
        self
    }

    /// Sets the service that gets the requests which this router does not answer: those for other paths and
    /// methods, those with bodies of other media types, and those whose method is [not
    /// implemented](super::not_implemented). They arrive unchanged, with their bodies.
    ///
    /// With a proxy before an old service here (`server::Proxy`), that service can be ported endpoint by
    /// endpoint. A router of all endpoints looks at the arguments before it calls a method, so an invalid
    /// request is refused even if its method is not implemented; one that only [has](Endpoints::endpoint)
    /// the endpoints that are ported leaves the others alone.
    #[must_use]
    pub fn fallback<T>(self, service: T) -> Self
    where
        T: Service<HttpRequest<Body>, Error = Infallible> + Clone + Send + Sync + 'static,
        T::Response: IntoResponse,
        T::Future: Send + 'static,
    {
        self.with(|options| options.fallback = Some(axum::Router::new().fallback_service(service)))
    }

    /// Sets what happens to requests with invalid arguments. By default they are refused.
    #[must_use]
    pub fn invalid(self, invalid: Invalid) -> Self {
        self.with(|options| options.invalid = invalid)
    }

    /// Sets whether XML is read exactly as .NET reads it: members out of order are silently lost. By default
    /// members may come in any order, so that every request is understood that the replaced service
    /// understands, and more.
    #[must_use]
    pub fn strict_xml(self, strict: bool) -> Self {
        self.with(|options| options.strict_xml = strict)
    }

    /// Sets whether arguments are checked by the attributes of their types (`[Required]`, `[Range]` and so on),
    /// as Web API does before it calls an action. They are by default; what they refuse stands in the
    /// [`ModelState`](crate::http::ModelState) with Web API's keys and messages.
    #[must_use]
    pub fn validates(self, validates: bool) -> Self {
        self.with(|options| options.validates = validates)
    }

    /// Sets whether clients that accept none of the service's formats get 406. By default they get the first
    /// format, as from Web API.
    #[must_use]
    pub fn not_acceptable(self, refuse: bool) -> Self {
        self.with(|options| options.not_acceptable = refuse)
    }

    /// Sets whether callers see internal errors and panics (`ExceptionMessage`, `ExceptionType`,
    /// `InnerException`) and what is wrong with bodies. By default they do not, since such messages may hold
    /// secrets. It is Web API's `IncludeErrorDetailPolicy`.
    #[must_use]
    pub fn details(self, show: bool) -> Self {
        self.with(|options| options.details = show)
    }

    /// Sets how many bytes a request's body may have; more is answered by 413. The default is 4 MiB, as in
    /// ASP.NET.
    #[must_use]
    pub fn max_body(self, bytes: usize) -> Self {
        self.with(|options| options.limits.size = bytes)
    }

    /// Sets how long a body may take to arrive; longer is answered by 408. The default is 30 seconds.
    #[must_use]
    pub fn body_timeout(self, time: Option<Duration>) -> Self {
        self.with(|options| options.limits.time = time)
    }

    /// Sets how long a method may take; longer is answered by 503, and the method's future is dropped. By
    /// default there is no limit.
    #[must_use]
    pub fn timeout(self, time: Option<Duration>) -> Self {
        self.with(|options| options.timeout = time)
    }

    /// Adds the endpoints of another router, and keeps the options of this one.
    #[must_use]
    pub fn merge(mut self, other: &Router) -> Self {
        Arc::make_mut(&mut self.routes).add_all(&other.routes);
        self
    }

    /// Returns what makes the router for each connection, as `axum::serve` takes it:
    /// `axum::serve(listener, router.into_make_service())`. An `axum::Router` around it does the same, a
    /// little slower.
    #[must_use]
    pub fn into_make_service(self) -> MakeRouter {
        MakeRouter(self)
    }

    /// Returns the operation that a request is for.
    #[cfg(feature = "proxy")]
    pub(super) fn operation_of(&self, method: &Method, uri: &::http::Uri) -> Option<&'static Operation> {
        self.routes.find(method, uri.path(), uri.query()).ok().map(|route| route.operation)
    }

    async fn answer(self, parts: Box<Parts>, body: Body) -> HttpResponse<Body> {
        let is_head = parts.method == Method::HEAD;
        let response = match self.routes.find(&parts.method, parts.uri.path(), parts.uri.query()) {
            Ok(route) => {
                let (operation, method) = (route.operation, parts.method.clone());
                trace::in_span(operation, &method, self.call(route, parts, body)).await
            }
            Err(unrouted) => match &self.options.fallback {
                Some(fallback) => self.fall_back(fallback, parts, body).await,
                None => self.refuse(&parts, unrouted),
            },
        };
        if is_head { without_body(response) } else { response }
    }

    async fn call(&self, route: &Route<Handler>, mut parts: Box<Parts>, body: Body) -> HttpResponse<Body> {
        let (operation, options) = (route.operation, &*self.options);
        let (api, is_strict) = (operation.api, options.not_acceptable);
        let writers = Writers::of_response(operation);
        let of_value = negotiate(writers, &parts.headers, is_strict);
        let of_error = match of_value {
            found if writers.are_all() => found,
            _ => negotiate(Writers::of_errors(api), &parts.headers, is_strict),
        };
        let context = self.answering(api, of_value, of_error);
        if of_value.is_none() && operation.response.is_some() {
            return StatusCode::NOT_ACCEPTABLE.into_response();
        }
        let (body, unread) = match self.read(operation, &mut parts.headers, body).await {
            Ok(read) => read,
            Err(rejection) => return context.refuse(&rejection),
        };
        let incoming = Incoming { parts, body, unread, context };
        let calling = guarded(&route.handler, incoming);
        let result = match options.timeout {
            Some(time) => {
                let Ok(result) = tokio::time::timeout(time, calling).await else {
                    let message = "The request took too long.";
                    return context.refuse(&Rejection::new(StatusCode::SERVICE_UNAVAILABLE, message));
                };
                result
            }
            None => calling.await,
        };
        match (result, &options.fallback) {
            (Ok(Reply::Answer(response)), _) => response,
            (Ok(Reply::Fallback(parts, unread)), Some(fallback)) => {
                self.fall_back(fallback, parts, unread.into_body()).await
            }
            // Bodies are kept for a fallback alone.
            (Ok(Reply::Fallback(..)), None) => StatusCode::NOT_IMPLEMENTED.into_response(),
            (Err(panic), _) => context.panicked(&*panic),
        }
    }

    /// Returns the body that an operation has, and what the fallback would get of it.
    async fn read(
        &self,
        operation: &Operation,
        headers: &mut ::http::HeaderMap,
        body: Body,
    ) -> Result<(Bytes, Option<Unread>), Rejection> {
        let has_fallback = self.options.fallback.is_some();
        if !operation.has_body() {
            return Ok((Bytes::new(), has_fallback.then(|| Unread::Body(Mutex::new(body)))));
        }
        let bytes = body::read(headers, body, self.options.limits).await?;
        let unread = has_fallback.then(|| Unread::Bytes(bytes.clone()));
        Ok((bytes, unread))
    }

    fn answering(
        &self,
        api: &'static Api,
        of_value: Option<Negotiated>,
        of_error: Option<Negotiated>,
    ) -> Answering {
        let json = || Negotiated::of_format(Writers::of_errors(api), Format::Json);
        Answering {
            api,
            of_value: of_value.unwrap_or_else(json),
            of_error: of_error.unwrap_or_else(json),
            details: self.options.details,
            invalid: self.options.invalid,
            strict_xml: self.options.strict_xml,
            validates: self.options.validates,
        }
    }

    async fn fall_back(
        &self,
        fallback: &axum::Router,
        mut parts: Box<Parts>,
        body: Body,
    ) -> HttpResponse<Body> {
        // The proxy answers in the form of this API if it has no answer of the service behind.
        parts.extensions.insert(self.routes.api());
        let Ok(response) = fallback.clone().call(HttpRequest::from_parts(*parts, body)).await;
        response
    }

    /// Returns the answer to a request that is for no operation.
    fn refuse(&self, parts: &Parts, unrouted: Unrouted) -> HttpResponse<Body> {
        let api = self.routes.api();
        let of_error = negotiate(Writers::of_errors(api), &parts.headers, false);
        let context = self.answering(api, of_error, of_error);
        match unrouted {
            Unrouted::NotFound => context.refuse(&Rejection::not_found(&Address(parts))),
            Unrouted::TooManyValues => context.refuse(&Rejection::too_many_values()),
            Unrouted::MethodNotAllowed(methods) => {
                let mut response = context.refuse(&Rejection::method_not_allowed(&parts.method));
                let names: Vec<&str> = methods.iter().map(Method::as_str).collect();
                if let Ok(allow) = HeaderValue::try_from(names.join(", ")) {
                    response.headers_mut().insert(ALLOW, allow);
                }
                response
            }
        }
    }
}

/// Returns the answer to a `HEAD`: the length of the body, and no body.
fn without_body(response: HttpResponse<Body>) -> HttpResponse<Body> {
    let (mut parts, body) = response.into_parts();
    if !parts.headers.contains_key(CONTENT_LENGTH)
        && let Some(length) = body.size_hint().exact()
        && parts.status != StatusCode::NO_CONTENT
    {
        parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    HttpResponse::from_parts(parts, Body::empty())
}

http_service!(impl [] for Router where [] |router: Router, request: HttpRequest<Body>| {
    let (parts, body) = request.into_parts();
    // Futures hold what they are given more than once: in a box it is small.
    router.answer(Box::new(parts), body)
});

/// A service that makes a [`Router`] for each connection: see [`Router::into_make_service`].
#[derive(Clone, Debug)]
pub struct MakeRouter(Router);

impl<T> Service<T> for MakeRouter {
    type Response = Router;
    type Error = Infallible;
    type Future = std::future::Ready<Result<Router, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: T) -> Self::Future {
        std::future::ready(Ok(self.0.clone()))
    }
}

/// An `axum` router that has this one as its fallback: it answers what `axum`'s own routes do not.
impl<S: Clone + Send + Sync + 'static> From<Router> for axum::Router<S> {
    fn from(router: Router) -> Self {
        axum::Router::new().fallback_service(router)
    }
}

impl<S> fmt::Debug for Endpoints<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Endpoints").field(&self.routes).finish()
    }
}

impl fmt::Debug for Router {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Router").field(&self.routes).finish()
    }
}
