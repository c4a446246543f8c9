//! Items from a transport that blocks.

use super::reading::{Item, ItemReading};
use crate::client::exchange::Exchange;
use crate::client::{BlockingBody, Error, PiecewiseBody as _, Result};
use crate::http::Endpoint;
use crate::http::items::NextItem;
use crate::items::HasItems;
use ::http::{HeaderMap, StatusCode};
use std::fmt;

type Open = dyn FnOnce(Exchange) -> (Exchange, Option<BlockingBody>) + Send;

/// The items of a list, from a transport that blocks: see [`Call::items`](crate::client::Call::items). It ends behind an
/// error.
#[must_use = "nothing is sent before the first item is wanted"]
pub struct ListItems<E: Endpoint<Response: HasItems>> {
    reading: ItemReading<E>,
    state: State,
}

enum State {
    New(Box<Open>),
    Reading(BlockingBody),
    Over,
}

impl<E: Endpoint<Response: HasItems>> ListItems<E> {
    /// Returns the items of a response that `open` gets, by the steps of its exchange.
    pub fn new(
        reading: ItemReading<E>,
        open: impl FnOnce(Exchange) -> (Exchange, Option<BlockingBody>) + Send + 'static,
    ) -> Self {
        ListItems { reading, state: State::New(Box::new(open)) }
    }

    /// Returns the response without the items of its list, as far as it is known: all of it behind the last item.
    pub fn document(&self) -> Option<&E::Response> {
        self.reading.response()?.document()
    }

    /// Returns the status of the response, once the first item was asked for and if it is one of success.
    pub fn status(&self) -> Option<StatusCode> {
        Some(self.reading.response()?.status())
    }

    /// Returns the headers of the response, once the first item was asked for and if it is one of success.
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(self.reading.response()?.headers())
    }

    fn try_next(&mut self) -> std::result::Result<Option<Item<E>>, Error<E::Status>> {
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Ok(None),
                State::New(open) => {
                    let Some(exchange) = self.reading.take_exchange() else { return Ok(None) };
                    let (exchange, body) = open(exchange);
                    let whole = self.reading.begin(exchange)?;
                    self.state = State::Reading(body.unwrap_or_else(|| BlockingBody::whole(whole)));
                }
                State::Reading(mut body) => {
                    let next = self.reading.next()?;
                    match next {
                        NextItem::Item(item) => {
                            self.state = State::Reading(body);
                            return Ok(Some(item));
                        }
                        NextItem::Waiting => {
                            self.reading.push(body.next())?;
                            self.state = State::Reading(body);
                        }
                        NextItem::End => return Ok(None),
                    }
                }
            }
        }
    }
}

impl<E: Endpoint<Response: HasItems>> Iterator for ListItems<E> {
    type Item = Result<Item<E>, E::Status>;

    fn next(&mut self) -> Option<Self::Item> {
        self.try_next().transpose()
    }
}

/// Prints the operation without its arguments, which may be secrets.
impl<E: Endpoint<Response: HasItems>> fmt::Debug for ListItems<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListItems").field("operation", &E::operation().name).finish_non_exhaustive()
    }
}
