//! Calls of endpoints.

use super::exchange::Exchange;
use super::settings::Settings;
use super::{Client, Result, Retry, Transport};
use crate::http::response::Target;
use crate::http::{Endpoint, Format};
use ::http::{HeaderMap, StatusCode};
use std::fmt;
use std::time::Duration;

/// A call of an endpoint that is not yet sent.
#[must_use = "a call does nothing until it is sent"]
pub struct Call<'a, T, E> {
    client: &'a Client<T>,
    /// The arguments.
    pub endpoint: E,
    settings: Settings,
}

/// What came back.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<R> {
    /// The result.
    pub value: R,
    /// The status code.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
}

impl<T> Client<T> {
    /// Returns a call of an endpoint, which is sent by [`Call::send`].
    pub fn call<E: Endpoint>(&self, endpoint: E) -> Call<'_, T, E> {
        Call { client: self, endpoint, settings: Settings::default() }
    }
}

impl<T, E> Call<'_, T, E> {
    /// Sets the format of this call: see [`Client::format`].
    pub fn format(mut self, format: Format) -> Self {
        self.settings.format = Some(format);
        self
    }

    /// Sets how long this call may take: see [`Client::timeout`].
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(timeout);
        self
    }

    /// Sets a header of this call: see [`Client::header`].
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.settings.headers.set(name, value, false);
        self
    }

    /// Sets how often this request is sent again: see [`Client::retry`].
    pub fn retry(mut self, retry: Retry) -> Self {
        self.settings.retry = Some(retry);
        self
    }

    /// Says that it does no harm to send this request twice, though its method does not promise that: a POST that only
    /// asks for something.
    pub fn repeatable(mut self) -> Self {
        self.settings.is_repeatable = true;
        self
    }

    /// Gives the response also if its code means failure, which is otherwise
    /// [`Error::Application`](super::Error::Application).
    pub fn ignore_outcome(mut self) -> Self {
        self.settings.ignores_outcome = true;
        self
    }
}

impl<'a, T: Transport, E: Endpoint> Call<'a, T, E> {
    /// Sends it, and gives the result: a future of it if the transport is async.
    ///
    /// # Errors
    /// [`Error`](super::Error) says what can go wrong.
    pub fn send(self) -> T::Sent<'a, Result<E::Response, E::Status>> {
        self.run(|response| response.value)
    }

    /// Sends it, and gives the result with the status code and the headers.
    ///
    /// # Errors
    /// [`Error`](super::Error) says what can go wrong.
    pub fn send_with_response(self) -> T::Sent<'a, Result<Response<E::Response>, E::Status>> {
        self.run(|response| response)
    }

    fn run<R: Send + 'a>(self, part: fn(Response<E::Response>) -> R) -> T::Sent<'a, Result<R, E::Status>> {
        let Call { client, endpoint, settings } = self;
        let ignores_outcome = settings.ignores_outcome;
        let exchange = Exchange::new(client.config(), E::operation(), (&endpoint, &E::default()), &settings);
        let finish = move |exchange| finish(exchange, &endpoint, ignores_outcome).map(part);
        client.transport().send(exchange, finish)
    }
}

/// All that depends on the endpoint's type once the answer is there.
fn finish<E: Endpoint>(
    mut exchange: Exchange,
    endpoint: &E,
    ignores_outcome: bool,
) -> Result<Response<E::Response>, E::Status> {
    let mut value = E::Response::default();
    let (status, headers) = exchange
        .finish(endpoint, Target::of(&mut value))
        .map_err(|error| error.map_status(E::Status::from))?;
    if let Some(outcome) = E::outcome(&value).filter(|_| !ignores_outcome)
        && let Err(error) = outcome.check()
    {
        return Err(exchange.without_secrets(endpoint, error.into()));
    }
    Ok(Response { value, status, headers })
}

/// The operation without its arguments, which may be secrets.
impl<T, E: Endpoint> fmt::Debug for Call<'_, T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &E::operation().name).finish_non_exhaustive()
    }
}
