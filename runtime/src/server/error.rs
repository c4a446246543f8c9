//! Why a method has no answer.

use super::unread::Unread;
use crate::http::{Endpoint, HttpError, ModelState};
use ::http::header::{HeaderMap, HeaderName, HeaderValue, WWW_AUTHENTICATE};
use ::http::request::Parts;
use ::http::{Response as HttpResponse, StatusCode};
use axum::body::Body;
use std::error::Error as StdError;
use std::fmt;

/// An error of a service's method, with the answer that the caller gets.
///
/// `?` turns anything that implements `std::error::Error` into one: 500, and the caller learns no more than
/// that an error has occurred (unless the router shows [details](super::Router::details)).
///
/// ```
/// use datacontract::server::Error;
///
/// fn find(id: i32) -> Result<String, Error> {
///     match id {
///         1 => Ok(std::fs::read_to_string("lead.txt")?),
///         0 => Err(Error::bad_request("Leads are numbered from 1.")),
///         _ => Err(Error::not_found()),
///     }
/// }
/// assert_eq!(find(1).unwrap_err().status(), 500);
/// assert_eq!(find(0).unwrap_err().to_string(), "400 Bad Request: Leads are numbered from 1.");
/// ```
pub struct Error(Box<ErrorAnswer>);

pub(super) enum ErrorAnswer {
    /// A status with a body, which may have none.
    Status { status: StatusCode, body: Option<HttpError>, headers: HeaderMap },
    /// An error that the caller does not see.
    Internal { source: Box<dyn StdError + Send + Sync>, class: &'static str },
    /// A whole response.
    Response(HttpResponse<Body>),
    /// The service does not have the method: the fallback's turn.
    NotImplemented { parts: Box<Parts>, unread: Option<Unread> },
}

impl Error {
    /// Returns an error with a status and a body.
    #[must_use]
    pub fn with_body(status: StatusCode, body: HttpError) -> Self {
        Error(Box::new(ErrorAnswer::Status { status, body: Some(body), headers: HeaderMap::new() }))
    }

    /// Returns an error with a status and no body, as Web API answers `NotFound()`.
    #[must_use]
    pub fn with_status(status: StatusCode) -> Self {
        Error(Box::new(ErrorAnswer::Status { status, body: None, headers: HeaderMap::new() }))
    }

    /// Returns an error that is answered by this response: .NET's `HttpResponseException`.
    #[must_use]
    pub fn with_response(response: HttpResponse<Body>) -> Self {
        Error(Box::new(ErrorAnswer::Response(response)))
    }

    /// Returns 400 with a message.
    #[must_use]
    pub fn bad_request(message: impl Into<String>) -> Self {
        Error::with_body(StatusCode::BAD_REQUEST, HttpError::new(message))
    }

    /// Returns 400 with what is wrong with the arguments.
    #[must_use]
    pub fn invalid(model_state: ModelState) -> Self {
        Error::with_body(StatusCode::BAD_REQUEST, HttpError::of_model_state(model_state))
    }

    /// Returns 401 with how callers should authenticate: `Basic realm="shop"`. A challenge that cannot stand
    /// in a header is left out.
    #[must_use]
    pub fn unauthorized(challenge: &str) -> Self {
        let message = "Authorization has been denied for this request.";
        let error = Error::with_body(StatusCode::UNAUTHORIZED, HttpError::new(message));
        match HeaderValue::from_str(challenge) {
            Ok(challenge) => error.with_header(WWW_AUTHENTICATE, challenge),
            Err(_) => error,
        }
    }

    /// Returns 403.
    #[must_use]
    pub fn forbidden() -> Self {
        Error::with_status(StatusCode::FORBIDDEN)
    }

    /// Returns 404.
    #[must_use]
    pub fn not_found() -> Self {
        Error::with_status(StatusCode::NOT_FOUND)
    }

    /// Returns 409 with a message.
    #[must_use]
    pub fn conflict(message: impl Into<String>) -> Self {
        Error::with_body(StatusCode::CONFLICT, HttpError::new(message))
    }

    /// Returns 500 for an error whose cause the caller does not learn.
    #[must_use]
    pub fn internal(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Error(Box::new(ErrorAnswer::Internal { source: source.into(), class: "" }))
    }

    /// Adds a header to the response.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        match &mut *self.0 {
            ErrorAnswer::Status { headers, .. } => {
                headers.append(name, value);
            }
            ErrorAnswer::Response(response) => {
                response.headers_mut().append(name, value);
            }
            ErrorAnswer::Internal { .. } | ErrorAnswer::NotImplemented { .. } => {}
        }
        self
    }

    /// Returns the status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match &*self.0 {
            ErrorAnswer::Status { status, .. } => *status,
            ErrorAnswer::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
            ErrorAnswer::Response(response) => response.status(),
            ErrorAnswer::NotImplemented { .. } => StatusCode::NOT_IMPLEMENTED,
        }
    }

    pub(super) fn not_implemented(parts: Box<Parts>, unread: Option<Unread>) -> Self {
        Error(Box::new(ErrorAnswer::NotImplemented { parts, unread }))
    }

    pub(super) fn into_inner(self) -> ErrorAnswer {
        *self.0
    }
}

/// Passes a request on to the router's [fallback](super::Router::fallback), which gets it unchanged. Without
/// a fallback the answer is 501.
///
/// The methods of generated traits do this until they are written.
pub async fn not_implemented<E: Endpoint>(request: super::Request<E>) -> super::Result<E::Response> {
    let (parts, unread) = request.into_unread();
    Err(Error::not_implemented(parts, unread))
}

impl<E: StdError + Send + Sync + 'static> From<E> for Error {
    fn from(error: E) -> Self {
        let class = std::any::type_name::<E>();
        Error(Box::new(ErrorAnswer::Internal { source: Box::new(error), class }))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.status().fmt(f)?;
        match &*self.0 {
            ErrorAnswer::Status { body: Some(body), .. } => write!(f, ": {body}"),
            ErrorAnswer::Internal { source, .. } => write!(f, ": {source}"),
            ErrorAnswer::Status { body: None, .. }
            | ErrorAnswer::Response(_)
            | ErrorAnswer::NotImplemented { .. } => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({self})")
    }
}

/// Returns the body for an error whose cause the caller does not learn; with `details`, messages and classes
/// too.
pub(super) fn internal_body(source: &(dyn StdError + 'static), class: &str, details: bool) -> HttpError {
    let mut body = HttpError::new(crate::http::bind::ERROR_OCCURRED);
    if details {
        body.exception_message = Some(source.to_string());
        body.exception_type = (!class.is_empty()).then(|| class.to_owned());
        body.inner_exception = source.source().map(|source| Box::new(internal_body(source, "", true)));
    }
    body
}
