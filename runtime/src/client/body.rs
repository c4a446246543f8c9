//! The body of a response while it comes.

use super::TransportError;
use bytes::Bytes;
use std::fmt;
use std::future::poll_fn;
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

    /// Returns the next bytes, or `None` at the end.
    ///
    /// # Errors
    /// If the connection breaks off, or time is up.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|context| self.poll_next(context)).await
    }

    pub(super) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        (self.0)(context)
    }
}

/// The body of a response, as a transport that blocks hands it on while it comes. Dropping it closes the connection.
pub struct BlockingBody {
    next: Box<Next>,
    end: BodyEnd,
}

/// What shows that a body has come as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BodyEnd {
    /// Its length, or its last chunk.
    Told,
    /// Nothing: the connection ends, and may have been cut.
    Unknown,
}

impl BlockingBody {
    /// Returns the body whose pieces come from a function: `None` behind the last one.
    pub fn new(next: impl FnMut() -> Option<Result<Bytes, TransportError>> + Send + 'static) -> Self {
        BlockingBody { next: Box::new(next), end: BodyEnd::Told }
    }

    /// Marks a body that may have been cut where it ends. It is whole only if its content shows that, as a document does and
    /// a file does not.
    #[must_use]
    pub fn may_be_cut(self) -> Self {
        BlockingBody { end: BodyEnd::Unknown, ..self }
    }

    pub(super) fn end(&self) -> BodyEnd {
        self.end
    }
}

/// The next bytes, or an error if the connection breaks off, or time is up.
impl Iterator for BlockingBody {
    type Item = Result<Bytes, TransportError>;

    fn next(&mut self) -> Option<Self::Item> {
        (self.next)()
    }
}

/// A body that comes from a transport in pieces, or is there as a whole.
pub trait PiecewiseBody: sealed::Sealed + Send + 'static {
    /// Returns a body that is there as a whole.
    fn whole(body: Bytes) -> Self;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::AsyncBody {}
    impl Sealed for super::BlockingBody {}
}

impl PiecewiseBody for AsyncBody {
    fn whole(body: Bytes) -> Self {
        let mut body = Some(body);
        AsyncBody::new(move |_| Poll::Ready(body.take().map(Ok)))
    }
}

impl PiecewiseBody for BlockingBody {
    fn whole(body: Bytes) -> Self {
        let mut body = Some(body);
        BlockingBody::new(move || body.take().map(Ok))
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
