//! What carries requests to a service.

use super::exchange::{Exchange, Step};
use super::{Attempt, TransportError};
use ::http::Response;
use bytes::Bytes;
use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

/// The part of a client that carries requests to a service: [`Reqwest`](super::Reqwest),
/// [`Ureq`](super::Ureq), or your own.
///
/// A transport that blocks:
///
/// ```
/// use bytes::Bytes;
/// use datacontract::client::{Attempt, Exchange, Transport, TransportError, TransportKind, drive_blocking};
///
/// struct Offline;
///
/// impl Transport for Offline {
///     type Sent<'a, R: Send + 'a> = R;
///
///     fn send<'a, R: Send + 'a>(
///         &'a self,
///         exchange: Exchange,
///         finish: impl FnOnce(Exchange) -> R + Send + 'a,
///     ) -> R {
///         let attempt = |_: Attempt| -> Result<http::Response<Bytes>, TransportError> {
///             Err(TransportError::new(TransportKind::Connect, "there is no network"))
///         };
///         finish(drive_blocking(exchange, attempt, std::thread::sleep))
///     }
/// }
/// ```
///
/// A transport follows no redirects, retries nothing, and returns responses with any status code:
/// [`Exchange`] does the rest.
pub trait Transport: Send + Sync + 'static {
    /// What sending gives: `R` itself, or a future of it.
    type Sent<'a, R: Send + 'a>;

    /// Does the steps of an exchange until it is over, and hands it to `finish`.
    fn send<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange) -> R + Send + 'a,
    ) -> Self::Sent<'a, R>;
}

/// What an attempt has given.
#[derive(Debug)]
#[non_exhaustive]
pub enum Answer<B> {
    /// A response with its whole body.
    Whole(Response<Bytes>),
    /// A response whose body is to come: only where the attempt [takes it](Attempt::takes_stream).
    Begun(Response<B>),
}

/// Does the steps of an exchange until it ends.
pub async fn drive<A, P>(
    exchange: Exchange,
    mut attempt: impl FnMut(Attempt) -> A,
    pause: impl FnMut(Duration) -> P,
) -> Exchange
where
    A: Future<Output = Result<Response<Bytes>, TransportError>>,
    P: Future<Output = ()>,
{
    let attempt = |request| {
        let attempt = attempt(request);
        async { attempt.await.map(Answer::<Infallible>::Whole) }
    };
    drive_stream(exchange, attempt, pause).await.0
}

/// Does the steps of an exchange until it ends, or until the body of a response is to come.
pub async fn drive_stream<A, P, B>(
    mut exchange: Exchange,
    mut attempt: impl FnMut(Attempt) -> A,
    mut pause: impl FnMut(Duration) -> P,
) -> (Exchange, Option<B>)
where
    A: Future<Output = Result<Answer<B>, TransportError>>,
    P: Future<Output = ()>,
{
    let span = exchange.span.clone();
    let steps = async move {
        let mut body = None;
        loop {
            match exchange.step() {
                Step::Attempt(request) => {
                    let result = attempt(*request).await;
                    body = exchange.answered_by(result);
                }
                Step::Pause(duration) => pause(duration).await,
                Step::Wait(waiting) => {
                    let limit = pause(waiting.limit());
                    first(waiting, limit).await;
                }
                Step::Done => return (exchange, body),
            }
        }
    };
    span.instrument(steps).await
}

/// Does the steps of an exchange until it ends.
pub fn drive_blocking(
    exchange: Exchange,
    mut attempt: impl FnMut(Attempt) -> Result<Response<Bytes>, TransportError>,
    pause: impl FnMut(Duration),
) -> Exchange {
    let attempt = |request| attempt(request).map(Answer::<Infallible>::Whole);
    drive_stream_blocking(exchange, attempt, pause).0
}

/// Does the steps of an exchange until it ends, or until the body of a response is to come.
pub fn drive_stream_blocking<B>(
    mut exchange: Exchange,
    mut attempt: impl FnMut(Attempt) -> Result<Answer<B>, TransportError>,
    mut pause: impl FnMut(Duration),
) -> (Exchange, Option<B>) {
    let span = exchange.span.clone();
    let _entered = span.enter();
    let mut body = None;
    loop {
        match exchange.step() {
            Step::Attempt(request) => {
                let result = attempt(*request);
                body = exchange.answered_by(result);
            }
            Step::Pause(duration) => pause(duration),
            Step::Wait(waiting) => waiting.block(),
            Step::Done => return (exchange, body),
        }
    }
}

impl Exchange {
    /// Takes the outcome of the attempt, and returns the body that is to come.
    fn answered_by<B>(&mut self, result: Result<Answer<B>, TransportError>) -> Option<B> {
        match result {
            Ok(Answer::Whole(response)) => self.answered(Ok(response)),
            Ok(Answer::Begun(response)) => {
                let (parts, body) = response.into_parts();
                self.answered(Ok(Response::from_parts(parts, Bytes::new())));
                return Some(body);
            }
            Err(error) => self.answered(Err(error)),
        }
        None
    }
}

/// Waits until one of both is done.
async fn first(a: impl Future<Output = ()>, b: impl Future<Output = ()>) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    poll_fn(|context| match a.as_mut().poll(context) {
        Poll::Ready(()) => Poll::Ready(()),
        Poll::Pending => b.as_mut().poll(context),
    })
    .await;
}
