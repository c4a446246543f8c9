//! The body of a response while it comes.

use crate::client::TransportError;
use bytes::Bytes;
use std::fmt;
use std::task::{Context, Poll};

type PollNext = dyn FnMut(&mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> + Send;
type Next = dyn FnMut() -> Option<Result<Bytes, TransportError>> + Send;

/// The body of a response, as an async transport hands it on while it comes. Dropping it closes the connection.
pub struct AsyncBody(Box<PollNext>);

impl AsyncBody {
    /// Returns the body whose pieces come from a function: `None` behind the last one.
    pub fn new(
        next: impl FnMut(&mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> + Send + 'static,
    ) -> Self {
        AsyncBody(Box::new(next))
    }

    /// Returns a body that is there as a whole.
    pub(crate) fn whole(body: Bytes) -> Self {
        let mut body = Some(body);
        AsyncBody::new(move |_| Poll::Ready(body.take().map(Ok)))
    }

    pub(super) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        (self.0)(context)
    }
}

/// The body of a response, as a transport that blocks hands it on while it comes. Dropping it closes the connection.
pub struct BlockingBody(Box<Next>);

impl BlockingBody {
    /// Returns the body whose pieces come from a function: `None` behind the last one.
    pub fn new(next: impl FnMut() -> Option<Result<Bytes, TransportError>> + Send + 'static) -> Self {
        BlockingBody(Box::new(next))
    }

    /// Returns a body that is there as a whole.
    pub(crate) fn whole(body: Bytes) -> Self {
        let mut body = Some(body);
        BlockingBody::new(move || body.take().map(Ok))
    }

    pub(super) fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        (self.0)()
    }
}

impl fmt::Debug for AsyncBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AsyncBody")
    }
}

impl fmt::Debug for BlockingBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlockingBody")
    }
}
