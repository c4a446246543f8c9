//! Which endpoint of a service a request is for, without anything that handles it.

use super::routes::Routes;
use crate::http::Operation;
use ::http::Method;
use std::borrow::Cow;
use std::fmt;

/// Finds which endpoint of a service a request is for, as a [`Router`](super::Router) does.
///
/// It is for programs that look at requests which others answer: recorded traffic, for example.
///
/// ```
/// use datacontract::http::{Api, Method, Operation};
/// use datacontract::server::EndpointFinder;
///
/// static API: Api = Api::new("Shop");
/// static LIST: Operation = Operation::new(&API, "list", Method::GET, "api/orders");
///
/// let finder = EndpointFinder::new([&LIST]);
/// assert_eq!(finder.find(&Method::GET, "/API/Orders", None), Some(0));
/// assert_eq!(finder.find(&Method::GET, "/api/invoices", None), None);
/// ```
pub struct EndpointFinder {
    routes: Routes<usize>,
}

impl EndpointFinder {
    /// Creates a finder of these endpoints.
    pub fn new(operations: impl IntoIterator<Item = &'static Operation>) -> Self {
        let mut routes = Routes::default();
        for (index, operation) in operations.into_iter().enumerate() {
            routes.add(operation, index);
        }
        EndpointFinder { routes }
    }

    /// Returns the index of the endpoint that a request is for, in the order in which they were given; `None` if there is
    /// none at the path, or none with the method.
    #[must_use]
    pub fn find(&self, method: &Method, path: &str, query: Option<&str>) -> Option<usize> {
        self.routes.find(method, path, query).ok().map(|route| route.handler)
    }

    /// Returns what [`find`](Self::find) does, with what stands in the path for each parameter of the endpoint, decoded.
    ///
    /// ```
    /// use datacontract::contract::{Primitive, Type};
    /// use datacontract::http::{Api, Method, Operation, Parameter};
    /// use datacontract::server::EndpointFinder;
    ///
    /// static API: Api = Api::new("Shop");
    /// static ID: [Parameter; 1] = [Parameter::path("id", Type::Primitive(Primitive::String))];
    /// static GET: Operation = Operation::new(&API, "get", Method::GET, "api/orders/{id}").parameters(&ID);
    ///
    /// let finder = EndpointFinder::new([&GET]);
    /// let (index, values) = finder.find_with_values(&Method::GET, "/api/orders/a%20b", None).expect("it is there");
    /// assert_eq!((index, values[0].as_deref()), (0, Some("a b")));
    /// ```
    #[must_use]
    pub fn find_with_values<'p>(
        &self,
        method: &Method,
        path: &'p str,
        query: Option<&str>,
    ) -> Option<(usize, Vec<Option<Cow<'p, str>>>)> {
        let route = self.routes.find(method, path, query).ok()?;
        Some((route.handler, route.captures(path)))
    }
}

impl fmt::Debug for EndpointFinder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EndpointFinder").finish_non_exhaustive()
    }
}
