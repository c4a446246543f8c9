//! What a method is called with.

use super::unread::Unread;
use crate::http::bind::Bound;
use crate::http::{Endpoint, Format, ModelState};
use ::http::request::Parts;
use ::http::{Extensions, HeaderMap, Method, Uri};
use std::fmt;
use std::ops::Deref;

/// The arguments of a call, and the request that they came with.
///
/// It derefs to the arguments: `request.id` is the argument `id`. For tests of a service, a request can be
/// made of the arguments alone:
///
/// ```
/// # static SHOP: datacontract::http::Api = datacontract::http::Api::new("Shop");
/// #[derive(datacontract::Endpoint)]
/// #[endpoint(api = SHOP, get = "api/orders/{id}", response = String)]
/// struct Order {
///     id: i32,
/// }
///
/// let request = datacontract::server::Request::from(Order { id: 7 });
/// assert_eq!(request.id, 7);
/// assert!(request.model_state().is_valid());
/// ```
pub struct Request<E>(Box<RequestData<E>>);

/// In a box, because methods are futures, which hold their arguments more than once.
struct RequestData<E> {
    arguments: E,
    model_state: ModelState,
    parts: Box<Parts>,
    /// What the answer is written in.
    format: Format,
    /// What the fallback gets, if there is one.
    unread: Option<Unread>,
}

impl<E> Request<E> {
    pub(super) fn new(bound: Bound<E>, parts: Box<Parts>, format: Format, unread: Option<Unread>) -> Self {
        let Bound { arguments, model_state, .. } = bound;
        Request(Box::new(RequestData { arguments, model_state, parts, format, unread }))
    }

    /// Returns the arguments.
    #[must_use]
    pub fn arguments(&self) -> &E {
        &self.0.arguments
    }

    /// Returns the arguments by value.
    #[must_use]
    pub fn into_arguments(self) -> E {
        self.0.arguments
    }

    /// Returns what is wrong with the arguments: nothing, unless the router passes invalid requests on.
    #[must_use]
    pub fn model_state(&self) -> &ModelState {
        &self.0.model_state
    }

    /// Returns the format that was negotiated for the value which the method returns.
    #[must_use]
    pub fn answer_format(&self) -> Format {
        self.0.format
    }

    /// Returns the HTTP method, which may be `HEAD` where the endpoint's is `GET`.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.0.parts.method
    }

    /// Returns the address as it was sent.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        &self.0.parts.uri
    }

    /// Returns the headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.parts.headers
    }

    /// Returns the extensions, which hold what layers around the router have put there.
    #[must_use]
    pub fn extensions(&self) -> &Extensions {
        &self.0.parts.extensions
    }

    /// Returns user and password of HTTP Basic authentication, or `None` if there are none that can be read.
    #[must_use]
    pub fn basic(&self) -> Option<super::Basic> {
        super::Basic::of(self.headers())
    }

    /// Returns the token of bearer authentication.
    #[must_use]
    pub fn bearer(&self) -> Option<&str> {
        super::basic::bearer(self.headers())
    }

    pub(super) fn into_unread(self) -> (Box<Parts>, Option<Unread>) {
        (self.0.parts, self.0.unread)
    }
}

impl<E> Deref for Request<E> {
    type Target = E;

    fn deref(&self) -> &E {
        &self.0.arguments
    }
}

/// Makes a request without HTTP: its address is `/`, its method `GET`, it has no headers, and its answer is JSON.
impl<E: Endpoint> From<E> for Request<E> {
    fn from(arguments: E) -> Self {
        let (parts, ()) = ::http::Request::default().into_parts();
        let model_state = ModelState::default();
        let format = Format::Json;
        Request(Box::new(RequestData {
            arguments,
            model_state,
            parts: Box::new(parts),
            format,
            unread: None,
        }))
    }
}

/// Prints neither headers nor query, which may hold secrets.
impl<E: fmt::Debug> fmt::Debug for Request<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", self.method())
            .field("arguments", self.arguments())
            .finish_non_exhaustive()
    }
}
