//! A call whose response is read item by item, without any input or output.

use crate::client::exchange::Exchange;
use crate::client::open_call::OpenCall;
use crate::client::settings::Settings;
use crate::client::{Error, TransportError, TransportKind};
use crate::http::Endpoint;
use crate::http::items::{NextItem, ResponseItems};
use crate::items::HasItems;
use crate::notice::Notice;
use bytes::Bytes;
use std::fmt;

/// A call whose response is read item by item: what a [`StreamTransport`](crate::client::StreamTransport) makes a
/// [`ListItems`](super::ListItems) or a [`ListStream`](super::ListStream) of.
pub struct ItemReading<E: Endpoint<Response: HasItems>> {
    endpoint: E,
    ignores_outcome: bool,
    max_size: usize,
    /// What is to be done before the list begins.
    exchange: Option<Exchange>,
    call: Option<OpenCall>,
    response: Option<ResponseItems<E::Response>>,
}

/// An item of the response of an endpoint.
pub(super) type Item<E> = <<E as Endpoint>::Response as HasItems>::Item;

impl<E: Endpoint<Response: HasItems>> ItemReading<E> {
    pub(in crate::client) fn new(exchange: Exchange, endpoint: E, settings: &Settings) -> Self {
        ItemReading {
            endpoint,
            ignores_outcome: settings.ignores_outcome,
            max_size: settings.max_response_size.unwrap_or(usize::MAX),
            exchange: Some(exchange),
            call: None,
            response: None,
        }
    }

    /// Returns what is to be done before the list begins.
    pub(super) fn take_exchange(&mut self) -> Option<Exchange> {
        self.exchange.take()
    }

    /// Begins with the list, or ends with an error. Returns the body, if it has come as a whole.
    pub(super) fn begin(&mut self, mut exchange: Exchange) -> Result<Bytes, Error<E::Status>> {
        let begun = exchange.begin_items(&self.endpoint, self.max_size);
        let status = begun.as_ref().ok().map(|(response, _)| response.status());
        self.call = Some(OpenCall::new(exchange, status));
        match begun {
            Ok((response, body)) => {
                self.response = Some(response);
                Ok(body)
            }
            Err(error) => Err(self.fail(error)),
        }
    }

    /// Takes what comes next of the body.
    pub(super) fn push(
        &mut self,
        piece: Option<Result<Bytes, TransportError>>,
    ) -> Result<(), Error<E::Status>> {
        let Some(response) = &mut self.response else { return Ok(()) };
        match piece {
            Some(Ok(bytes)) => response.push(bytes),
            None => response.finish(),
            Some(Err(error)) => {
                let error = match &self.call {
                    Some(call) => call.exchange.of_call(error),
                    None => Error::Transport(error),
                };
                return Err(self.fail(error));
            }
        }
        Ok(())
    }

    /// Returns the next item, as far as the body has come.
    pub(super) fn next(&mut self) -> Result<NextItem<Item<E>>, Error<E::Status>> {
        let (Some(OpenCall { exchange, .. }), Some(response)) = (&self.call, &mut self.response) else {
            return Ok(NextItem::End);
        };
        let span = exchange.span.clone();
        let _entered = span.enter();
        let mut notify = |notice: &Notice<'_>| exchange.notify(notice);
        let notices: Option<&mut dyn FnMut(&Notice<'_>)> =
            if exchange.wants_notices() { Some(&mut notify) } else { None };
        match response.next(notices) {
            Ok(NextItem::End) => {
                self.check_outcome()?;
                self.end(None);
                Ok(NextItem::End)
            }
            Ok(next) => Ok(next),
            Err(error) => {
                let error = exchange.without_secrets(&self.endpoint, error);
                Err(self.fail(error))
            }
        }
    }

    /// Checks whether the response says that the request failed.
    fn check_outcome(&mut self) -> Result<(), Error<E::Status>> {
        if self.ignores_outcome {
            return Ok(());
        }
        let null = E::Response::default();
        let document = self.response.as_ref().and_then(ResponseItems::document).unwrap_or(&null);
        let Some(Err(error)) = E::outcome(document).map(|outcome| outcome.check()) else { return Ok(()) };
        let error = match &self.call {
            Some(call) => call.exchange.without_secrets(&self.endpoint, error.into()),
            None => error.into(),
        };
        self.end(None);
        Err(error)
    }

    fn fail(&mut self, error: Error) -> Error<E::Status> {
        self.end(error.transport_kind());
        error.map_status(E::Status::from)
    }

    /// Records the end of the call.
    fn end(&mut self, failure: Option<TransportKind>) {
        if let Some(call) = &mut self.call {
            call.end(failure);
        }
    }

    /// Returns the head of the response, once it has come, with the document as far as it is known.
    pub(super) fn response(&self) -> Option<&ResponseItems<E::Response>> {
        self.response.as_ref()
    }
}

/// Prints the operation without its arguments, which may be secrets.
impl<E: Endpoint<Response: HasItems>> fmt::Debug for ItemReading<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemReading").field("operation", &E::operation().name).finish_non_exhaustive()
    }
}
