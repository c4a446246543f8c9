//! Calls of endpoints.

use super::exchange::Exchange;
use super::settings::Settings;
use super::{Client, Result, Retry, Transport};
use crate::http::response::ResponseTarget;
use crate::http::{Endpoint, Format};
use ::http::{HeaderMap, StatusCode};
use std::fmt;
use std::time::Duration;

/// A request to one endpoint, which is sent by [`send`](Self::send).
#[must_use = "a call does nothing until it is sent"]
pub struct Call<'a, T, E> {
    pub(super) client: &'a Client<T>,
    /// The arguments of the call.
    pub endpoint: E,
    pub(super) settings: Settings,
}

/// A result with the status code and the headers of the response.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<R> {
    /// The value that the body holds.
    pub value: R,
    /// The status code of the response.
    pub status: StatusCode,
    /// The headers of the response.
    pub headers: HeaderMap,
}

impl<T> Client<T> {
    /// Returns a call of an endpoint, which is sent by [`Call::send`].
    pub fn call<E: Endpoint>(&self, endpoint: E) -> Call<'_, T, E> {
        Call { client: self, endpoint, settings: Settings::default() }
    }
}

impl<T, E> Call<'_, T, E> {
    /// Sets the format of the request and of the response, instead of the [client's](Client::format).
    pub fn format(mut self, format: Format) -> Self {
        self.settings.format = Some(format);
        self
    }

    /// Sets the time limit of the call, instead of the [client's](Client::timeout).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(timeout);
        self
    }

    /// Sets how many bytes the body of the response may have, instead of the
    /// [client's setting](Client::max_response_size). For [`items`](Self::items) that is the limit of the whole list, which
    /// has none otherwise.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.settings.max_response_size = Some(bytes);
        self
    }

    /// Adds a header to the request: see [`Client::header`].
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.settings.headers.set(name, value, false);
        self
    }

    /// Sets how often and when the call is retried, instead of the [client's settings](Client::retry).
    pub fn retry(mut self, retry: Retry) -> Self {
        self.settings.retry = Some(retry);
        self
    }

    /// Marks the call as idempotent, so that it may be retried although its method does not promise that: for
    /// example a POST that only asks for something.
    pub fn repeatable(mut self) -> Self {
        self.settings.is_repeatable = true;
        self
    }

    /// Returns the response even if its result code signals failure, which is otherwise
    /// [`Error::Application`](super::Error::Application).
    pub fn ignore_outcome(mut self) -> Self {
        self.settings.ignores_outcome = true;
        self
    }
}

impl<'a, T: Transport, E: Endpoint> Call<'a, T, E> {
    /// Sends the request. Returns the result if the transport is blocking, a future of it if the transport is
    /// async.
    ///
    /// # Errors
    /// [`Error`](super::Error) says what can go wrong.
    pub fn send(self) -> T::Sent<'a, Result<E::Response, E::Status>> {
        self.run(|response| response.value)
    }

    /// Sends the request, and returns the status code and the headers beside the result.
    ///
    /// # Errors
    /// [`Error`](super::Error) says what can go wrong.
    pub fn send_with_response(self) -> T::Sent<'a, Result<Response<E::Response>, E::Status>> {
        self.run(|response| response)
    }

    fn run<R: Send + 'a>(self, part: fn(Response<E::Response>) -> R) -> T::Sent<'a, Result<R, E::Status>> {
        let Call { client, endpoint, settings } = self;
        let ignores_outcome = settings.ignores_outcome;
        let exchange = Exchange::new(client.config(), E::operation(), &endpoint, &E::default(), &settings);
        let finish = move |exchange| finish(exchange, &endpoint, ignores_outcome).map(part);
        client.transport().send(exchange, finish)
    }
}

/// Reads the response as the endpoint's type.
pub(super) fn finish<E: Endpoint>(
    mut exchange: Exchange,
    endpoint: &E,
    ignores_outcome: bool,
) -> Result<Response<E::Response>, E::Status> {
    let mut value = E::Response::default();
    let (status, headers) = exchange
        .finish(endpoint, ResponseTarget::of(&mut value))
        .map_err(|error| error.map_status(E::Status::from))?;
    if let Some(outcome) = E::outcome(&value).filter(|_| !ignores_outcome)
        && let Err(error) = outcome.check()
    {
        return Err(exchange.without_secrets(endpoint, error.into()));
    }
    Ok(Response { value, status, headers })
}

/// Prints the operation without its arguments, which may be secrets.
impl<T, E: Endpoint> fmt::Debug for Call<'_, T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &E::operation().name).finish_non_exhaustive()
    }
}
