//! What carries requests to a service.

use super::TransportError;
use super::exchange::{Attempt, Exchange, Step};
use ::http::Response;
use bytes::Bytes;
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

/// Does the steps of an exchange until it ends.
pub async fn drive<A, P>(
    mut exchange: Exchange,
    mut attempt: impl FnMut(Attempt) -> A,
    mut pause: impl FnMut(Duration) -> P,
) -> Exchange
where
    A: Future<Output = Result<Response<Bytes>, TransportError>>,
    P: Future<Output = ()>,
{
    let span = exchange.span.clone();
    let steps = async move {
        loop {
            match exchange.step() {
                Step::Attempt(request) => {
                    let result = attempt(*request).await;
                    exchange.answered(result);
                }
                Step::Pause(duration) => pause(duration).await,
                Step::Wait(waiting) => {
                    let limit = pause(waiting.limit());
                    first(waiting, limit).await;
                }
                Step::Done => return exchange,
            }
        }
    };
    span.instrument(steps).await
}

/// Does the steps of an exchange until it ends.
pub fn drive_blocking(
    mut exchange: Exchange,
    mut attempt: impl FnMut(Attempt) -> Result<Response<Bytes>, TransportError>,
    mut pause: impl FnMut(Duration),
) -> Exchange {
    let span = exchange.span.clone();
    let _entered = span.enter();
    loop {
        match exchange.step() {
            Step::Attempt(request) => {
                let result = attempt(*request);
                exchange.answered(result);
            }
            Step::Pause(duration) => pause(duration),
            Step::Wait(waiting) => waiting.block(),
            Step::Done => return exchange,
        }
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
