//! A body of which a copy is kept while it goes on.

use super::passing::{Passing, Sees};
use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http_body::{Body as _, Frame};

/// What is told the copy; nothing if the body is too large, breaks off or is not taken to its end.
type Finish = Box<dyn FnOnce(Option<Bytes>) + Send>;

/// The copy of a body, up to a limit.
pub(super) struct Copy {
    /// `None` once it is too large.
    bytes: Option<BytesMut>,
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

/// Returns a body that goes on as it is, and is copied up to a limit.
pub(super) fn tee(
    body: Body,
    limit: usize,
    when: When,
    finish: impl FnOnce(Option<Bytes>) + Send + 'static,
) -> Passing<Copy> {
    let bytes = Some(BytesMut::new());
    let mut copy = Copy { bytes, limit, when, finish: Some(Box::new(finish)) };
    if body.is_end_stream() {
        copy.finish_whole();
    }
    Passing::new(body, copy)
}

impl Copy {
    fn finish(&mut self, copy: Option<Bytes>) {
        if let Some(finish) = self.finish.take() {
            finish(copy);
        }
    }

    fn finish_whole(&mut self) {
        let copy = self.bytes.take().map(BytesMut::freeze);
        self.finish(copy);
    }

    fn keep(&mut self, data: &Bytes) {
        match &mut self.bytes {
            Some(copy) if copy.len() + data.len() <= self.limit => copy.extend_from_slice(data),
            Some(_) => {
                self.bytes = None;
                if self.when == When::AtOnce {
                    self.finish(None);
                }
            }
            None => {}
        }
    }
}

impl Sees for Copy {
    fn see(&mut self, frame: Option<&Result<Frame<Bytes>, axum::Error>>, body: &Body) {
        match frame {
            Some(Ok(frame)) => {
                if let Some(data) = frame.data_ref() {
                    self.keep(data);
                }
                // Nothing comes behind trailers, and nobody may ask for it.
                if body.is_end_stream() || frame.is_trailers() {
                    self.finish_whole();
                }
            }
            Some(Err(_)) => self.finish(None),
            None => self.finish_whole(),
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        self.finish(None);
    }
}
