//! What a method answers.

use ::http::StatusCode;
use ::http::header::{HeaderMap, HeaderName, HeaderValue, LOCATION};

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
}

impl<R> Response<R> {
    /// Returns a response with the usual status: 200, or 204 for an endpoint that returns nothing.
    #[must_use]
    pub fn new(value: R) -> Self {
        Response { value, status: None, headers: HeaderMap::new() }
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

    pub(super) fn into_parts(self) -> (R, Option<StatusCode>, HeaderMap) {
        (self.value, self.status, self.headers)
    }
}

impl<R> From<R> for Response<R> {
    fn from(value: R) -> Self {
        Response::new(value)
    }
}
