//! Files that are streams: what an async program sends while it comes.

use super::{Content, File};
use crate::http::once::Once;
use bytes::Bytes;
use futures_core::Stream;
use std::error::Error;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The pieces of a file.
pub(super) type Pieces = dyn Stream<Item = io::Result<Bytes>> + Send;

impl File {
    /// Returns a file whose content is a stream, such as the body of another response: it is sent while it comes, by
    /// async clients and by servers. It can be sent once, so that its request is not retried once it was read from.
    ///
    /// A blocking client returns an error before it sends anything.
    ///
    /// ```
    /// use datacontract::http::{Bytes, File};
    /// # use std::pin::Pin;
    /// # use std::task::{Context, Poll};
    /// # struct Pieces(Vec<&'static str>);
    /// # impl futures_core::Stream for Pieces {
    /// #     type Item = std::io::Result<Bytes>;
    /// #     fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
    /// #         Poll::Ready(self.0.pop().map(|piece| Ok(piece.into())))
    /// #     }
    /// # }
    /// # let pieces = Pieces(vec!["JFIF"]);
    /// // `pieces` is a `Stream<Item = io::Result<Bytes>>`.
    /// let photo = File::from_stream(pieces).named("ada.jpg").with_length(4);
    /// assert_eq!(photo.bytes(), None);
    /// ```
    #[must_use]
    pub fn from_stream<B, E>(stream: impl Stream<Item = Result<B, E>> + Send + 'static) -> Self
    where
        B: Into<Bytes>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let stream = Once::new(Box::new(AsBytes(Box::pin(stream))) as Box<Pieces>);
        File { content: Content::Stream { stream, length: None }, ..File::default() }
    }
}

/// A stream with the types that the crate has for pieces and errors.
struct AsBytes<S>(Pin<Box<S>>);

impl<S, B, E> Stream for AsBytes<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.0.as_mut().poll_next(context);
        next.map(|piece| piece.map(|piece| piece.map(Into::into).map_err(io::Error::other)))
    }
}
