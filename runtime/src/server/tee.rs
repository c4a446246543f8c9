//! A body of which a copy is kept while it goes on.

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http_body::{Body as _, Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// What is told the copy; nothing if the body is too large, breaks off or is not taken to its end.
type Finish = Box<dyn FnOnce(Option<Bytes>) + Send>;

/// A body that goes on as it is, and is copied up to a limit.
pub(super) struct Tee {
    body: Body,
    /// `None` once it is too large.
    copy: Option<BytesMut>,
    limit: usize,
    when: When,
    finish: Option<Finish>,
}

/// When it is told that a body is too large to be copied.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// As soon as that shows.
    AtOnce,
    /// Once the body has gone.
    AtTheEnd,
}

impl Tee {
    pub(super) fn new(
        body: Body,
        limit: usize,
        when: When,
        finish: impl FnOnce(Option<Bytes>) + Send + 'static,
    ) -> Self {
        let copy = Some(BytesMut::new());
        let mut tee = Tee { body, copy, limit, when, finish: Some(Box::new(finish)) };
        tee.finish_at_end();
        tee
    }

    fn finish(&mut self, copy: Option<Bytes>) {
        if let Some(finish) = self.finish.take() {
            finish(copy);
        }
    }

    fn finish_whole(&mut self) {
        let copy = self.copy.take().map(BytesMut::freeze);
        self.finish(copy);
    }

    fn finish_at_end(&mut self) {
        if self.body.is_end_stream() {
            self.finish_whole();
        }
    }

    fn keep(&mut self, data: &Bytes) {
        match &mut self.copy {
            Some(copy) if copy.len() + data.len() <= self.limit => copy.extend_from_slice(data),
            Some(_) => {
                self.copy = None;
                if self.when == When::AtOnce {
                    self.finish(None);
                }
            }
            None => {}
        }
    }
}

impl http_body::Body for Tee {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        match &frame {
            Some(Ok(frame)) => {
                match frame.data_ref() {
                    Some(data) => {
                        self.keep(data);
                        self.finish_at_end();
                    }
                    // Nothing comes behind trailers, and nobody may ask for it.
                    None => self.finish_whole(),
                }
            }
            Some(Err(_)) => self.finish(None),
            None => self.finish_whole(),
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Tee {
    fn drop(&mut self) {
        self.finish(None);
    }
}
