//! Items from an async transport.

use super::reading::{Item, ItemReading};
use crate::client::exchange::Exchange;
use crate::client::{AsyncBody, PiecewiseBody as _, Result};
use crate::http::Endpoint;
use crate::http::items::NextItem;
use crate::items::HasItems;
use ::http::{HeaderMap, StatusCode};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

type Opened = (Exchange, Option<AsyncBody>);
type Opening = Pin<Box<dyn Future<Output = Opened> + Send>>;

/// The items of a list, from an async transport: see [`Call::items`](crate::client::Call::items). It ends behind an
/// error. With the feature `reqwest` or `server` it is a `futures_core::Stream` as well.
#[must_use = "nothing is sent before the first item is wanted"]
pub struct ListStream<E: Endpoint<Response: HasItems>> {
    reading: ItemReading<E>,
    state: State,
}

enum State {
    New(Box<dyn FnOnce(Exchange) -> Opening + Send>),
    Opening(Opening),
    Reading(AsyncBody),
    Over,
}

impl<E: Endpoint<Response: HasItems>> ListStream<E> {
    /// Returns the items of a response that `open` gets, by the steps of its exchange.
    pub fn new<F>(reading: ItemReading<E>, open: impl FnOnce(Exchange) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Opened> + Send + 'static,
    {
        ListStream { reading, state: State::New(Box::new(|exchange| Box::pin(open(exchange)))) }
    }

    /// Returns the response without the items of its list, as far as it is known: all of it behind the last item.
    pub fn document(&self) -> Option<&E::Response> {
        self.reading.response()?.document()
    }

    /// Returns the status of the response, once the first item has come and if it is one of success.
    pub fn status(&self) -> Option<StatusCode> {
        Some(self.reading.response()?.status())
    }

    /// Returns the headers of the response, once the first item has come and if it is one of success.
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(self.reading.response()?.headers())
    }

    /// Returns the next item, or `None` at the end.
    ///
    /// # Errors
    /// If the response does not come, or is not what the contract says: see [`Error`](crate::client::Error).
    pub async fn next(&mut self) -> Option<Result<Item<E>, E::Status>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Item<E>, E::Status>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Poll::Ready(None),
                State::New(open) => {
                    let Some(exchange) = self.reading.take_exchange() else { return Poll::Ready(None) };
                    self.state = State::Opening(open(exchange));
                }
                State::Opening(mut opening) => {
                    let Poll::Ready((exchange, body)) = opening.as_mut().poll(context) else {
                        self.state = State::Opening(opening);
                        return Poll::Pending;
                    };
                    match self.reading.begin(exchange) {
                        Ok(whole) => {
                            self.state = State::Reading(body.unwrap_or_else(|| AsyncBody::whole(whole)));
                        }
                        Err(error) => return Poll::Ready(Some(Err(error))),
                    }
                }
                State::Reading(mut body) => match self.reading.next() {
                    Ok(NextItem::End) => return Poll::Ready(None),
                    Ok(NextItem::Item(item)) => {
                        self.state = State::Reading(body);
                        return Poll::Ready(Some(Ok(item)));
                    }
                    Ok(NextItem::Waiting) => {
                        let Poll::Ready(piece) = body.poll_next(context) else {
                            self.state = State::Reading(body);
                            return Poll::Pending;
                        };
                        if let Err(error) = self.reading.push(piece) {
                            return Poll::Ready(Some(Err(error)));
                        }
                        self.state = State::Reading(body);
                    }
                    Err(error) => return Poll::Ready(Some(Err(error))),
                },
            }
        }
    }
}

/// Nothing of it is pinned but what is in a box.
impl<E: Endpoint<Response: HasItems>> Unpin for ListStream<E> {}

#[cfg(any(feature = "reqwest", feature = "server"))]
impl<E: Endpoint<Response: HasItems>> futures_core::Stream for ListStream<E> {
    type Item = Result<Item<E>, E::Status>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

/// Prints the operation without its arguments, which may be secrets.
impl<E: Endpoint<Response: HasItems>> fmt::Debug for ListStream<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListStream").field("operation", &E::operation().name).finish_non_exhaustive()
    }
}
