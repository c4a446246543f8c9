//! What a method answers.

use super::items::{AnswerItems, BoxError};
use crate::items::HasItems;
use ::http::StatusCode;
use ::http::header::{HeaderMap, HeaderName, HeaderValue, LOCATION};
use futures_core::Stream;

/// The response of a method: a value, with a status and headers if they are not the usual ones.
///
/// ```
/// use datacontract::server::Response;
/// use http::StatusCode;
///
/// let usual: Response<i32> = 5.into();
/// assert_eq!(usual.status(), None);
/// let accepted = Response::new(5).with_status(StatusCode::ACCEPTED);
/// assert_eq!(accepted.status(), Some(StatusCode::ACCEPTED));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response<R> {
    value: R,
    status: Option<StatusCode>,
    headers: HeaderMap,
    items: Option<AnswerItems<R>>,
}

impl<R: HasItems + Send + Sync + 'static> Response<R> {
    /// Sets the items of the list, which are written one by one while they are sent: in the memory of a few items, and no
    /// faster than the client takes them. The list of the value itself has to be empty.
    ///
    /// The iterator is called on the threads of tokio that may block. The status and the headers are sent before the
    /// first item. So an error among the items, or one that cannot be written, cuts the connection: no client takes for
    /// whole what it has got.
    ///
    /// ```
    /// use datacontract::server::Response;
    ///
    /// let squares = (1..=1_000_000_i64).map(|number| Ok(number * number));
    /// let response = Response::new(Vec::new()).with_items(squares);
    /// # assert!(response.value().is_empty());
    /// ```
    #[must_use]
    pub fn with_items<I>(mut self, items: I) -> Self
    where
        I: IntoIterator<Item = Result<R::Item, BoxError>, IntoIter: Send + 'static>,
    {
        self.items = Some(AnswerItems::of_iter(items.into_iter()));
        self
    }

    /// Sets the items of the list, as [`with_items`](Self::with_items) does, from a stream. What is ready is sent at once.
    #[must_use]
    pub fn with_stream(
        mut self,
        items: impl Stream<Item = Result<R::Item, BoxError>> + Send + 'static,
    ) -> Self {
        self.items = Some(AnswerItems::of_stream(items));
        self
    }
}

impl<R> Response<R> {
    /// Returns a response with the usual status: 200, or 204 for an endpoint that returns nothing.
    #[must_use]
    pub fn new(value: R) -> Self {
        Response { value, status: None, headers: HeaderMap::new(), items: None }
    }

    /// Returns 201 with a value that was created and its address: Web API's `Created`. An address that cannot
    /// stand in a header is left out.
    ///
    /// ```
    /// let response = datacontract::server::Response::created("/api/leads/5", 5);
    /// assert_eq!(response.headers()["location"], "/api/leads/5");
    /// ```
    #[must_use]
    pub fn created(location: &str, value: R) -> Self {
        let response = Response::new(value).with_status(StatusCode::CREATED);
        match HeaderValue::from_str(location) {
            Ok(location) => response.with_header(LOCATION, location),
            Err(_) => response,
        }
    }

    /// Sets the status.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = Some(status);
        self
    }

    /// Adds a header. `Content-Type` and `Content-Length` are those of the value, whatever is set here.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.append(name, value);
        self
    }

    /// Returns the value.
    pub fn value(&self) -> &R {
        &self.value
    }

    /// Returns the status, or `None` if it is the usual one.
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// Returns the headers that were added.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub(super) fn into_parts(self) -> Parts<R> {
        let Response { value, status, headers, items } = self;
        Parts { value, status, headers, items }
    }
}

/// A response taken apart.
pub(super) struct Parts<R> {
    pub(super) value: R,
    pub(super) status: Option<StatusCode>,
    pub(super) headers: HeaderMap,
    pub(super) items: Option<AnswerItems<R>>,
}

impl<R> From<R> for Response<R> {
    fn from(value: R) -> Self {
        Response::new(value)
    }
}
