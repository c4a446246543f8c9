//! Downloads by an async transport.

use super::Download;
use crate::client::{AsyncBody, Error};
use crate::http::coding::BodyPiece;
use bytes::Bytes;
use std::future::poll_fn;
#[cfg(any(feature = "reqwest", feature = "server"))]
use std::pin::Pin;
use std::task::{Context, Poll, ready};

impl Download<AsyncBody> {
    /// Returns the next bytes of the file, or `None` at its end.
    ///
    /// # Errors
    /// If the rest does not come: see [`Error`].
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        while self.body.is_some() {
            match self.next_bytes() {
                Ok(BodyPiece::Bytes(piece)) => return Poll::Ready(Some(Ok(piece))),
                Ok(BodyPiece::End) => break,
                Ok(BodyPiece::Waiting) => {}
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
            let Some(body) = &mut self.body else { break };
            let piece = ready!(body.poll_next(context));
            if let Err(error) = self.push(piece) {
                return Poll::Ready(Some(Err(error)));
            }
        }
        Poll::Ready(None)
    }
}

#[cfg(any(feature = "reqwest", feature = "server"))]
impl futures_core::Stream for Download<AsyncBody> {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}
