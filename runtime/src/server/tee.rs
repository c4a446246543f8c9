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
    copy: BytesMut,
    limit: usize,
    finish: Option<Finish>,
}

impl Tee {
    pub(super) fn new(body: Body, limit: usize, finish: impl FnOnce(Option<Bytes>) + Send + 'static) -> Self {
        let mut tee = Tee { body, copy: BytesMut::new(), limit, finish: Some(Box::new(finish)) };
        tee.finish_at_end();
        tee
    }

    fn finish(&mut self, copy: Option<Bytes>) {
        if let Some(finish) = self.finish.take() {
            finish(copy);
        }
    }

    fn finish_at_end(&mut self) {
        if self.finish.is_some() && self.body.is_end_stream() {
            let copy = std::mem::take(&mut self.copy).freeze();
            self.finish(Some(copy));
        }
    }

    fn keep(&mut self, data: &Bytes) {
        if self.finish.is_none() {
            return;
        }
        if self.copy.len() + data.len() > self.limit {
            self.copy = BytesMut::new();
            self.finish(None);
        } else {
            self.copy.extend_from_slice(data);
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
                if let Some(data) = frame.data_ref() {
                    self.keep(data);
                }
                self.finish_at_end();
            }
            Some(Err(_)) => self.finish(None),
            None => {
                let copy = std::mem::take(&mut self.copy).freeze();
                self.finish(Some(copy));
            }
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
