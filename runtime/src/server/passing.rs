//! A body that goes on as it is, beside something that sees it.

use axum::body::Body;
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// What sees a body go by.
pub(super) trait Sees: Unpin {
    /// Takes note of what came of asking the body for more.
    fn see(&mut self, frame: Option<&Result<Frame<Bytes>, axum::Error>>, body: &Body);
}

/// A body that goes on as it is.
pub(super) struct Passing<S> {
    body: Body,
    beside: S,
}

impl<S> Passing<S> {
    pub(super) fn new(body: Body, beside: S) -> Self {
        Passing { body, beside }
    }
}

impl<S: Sees> http_body::Body for Passing<S> {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let this = &mut *self;
        let frame = ready!(Pin::new(&mut this.body).poll_frame(context));
        this.beside.see(frame.as_ref(), &this.body);
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
