//! Answers whose list is written item by item while they are sent.

use super::trace;
use crate::error::Result;
use crate::http::Operation;
use crate::http::answer::{ItemText, Negotiated};
use crate::http::file::body::ReadBody;
use crate::http::once::Once;
use crate::items::HasItems;
use crate::value::Field;
use axum::body::Body;
use bytes::Bytes;
use futures_core::Stream;
use http_body::Frame;
use std::fmt;
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

pub(super) type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Makes the body of an answer out of what is around the list.
type Start<R> = dyn FnOnce(R, &'static Operation, &Negotiated) -> Result<Body> + Send;

/// The items of an answer, which can be sent once.
pub(super) struct AnswerItems<R>(Once<Start<R>>);

/// How many bytes are sent at once, if so many are there.
const PIECE: usize = 16 << 10;

impl<R: HasItems + Send + Sync + 'static> AnswerItems<R> {
    /// Returns the items of an iterator, which is called on the threads of tokio that may block.
    pub(super) fn of_iter(
        items: impl Iterator<Item = std::result::Result<R::Item, BoxError>> + Send + 'static,
    ) -> Self {
        AnswerItems::new(move |document, operation, negotiated| {
            let text = ItemText::new(operation, document, negotiated)?;
            let rest = Bytes::new();
            Ok(Body::new(ReadBody::new(ItemReader { items, text, rest, is_over: false }, None)))
        })
    }

    /// Returns the items of a stream.
    pub(super) fn of_stream(
        items: impl Stream<Item = std::result::Result<R::Item, BoxError>> + Send + 'static,
    ) -> Self {
        AnswerItems::new(move |document, operation, negotiated| {
            let text = ItemText::new(operation, document, negotiated)?;
            Ok(Body::new(ItemBody { items: Box::pin(items), text, is_over: false }))
        })
    }

    fn new(start: impl FnOnce(R, &'static Operation, &Negotiated) -> Result<Body> + Send + 'static) -> Self {
        AnswerItems(Once::new(Box::new(start)))
    }
}

impl<R> AnswerItems<R> {
    /// Returns the body of an answer with these items. `None` if they were sent already.
    ///
    /// # Errors
    /// If the answer has no list that can be written item by item.
    pub(super) fn body(
        &self,
        document: R,
        operation: &'static Operation,
        negotiated: &Negotiated,
    ) -> Option<Result<Body>> {
        let start = self.0.take()?;
        Some(start(document, operation, negotiated))
    }
}

impl<R> Clone for AnswerItems<R> {
    fn clone(&self) -> Self {
        AnswerItems(self.0.clone())
    }
}

/// Items are equal if they are the same ones.
impl<R> PartialEq for AnswerItems<R> {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(&other.0)
    }
}

impl<R> Eq for AnswerItems<R> {}

impl<R> fmt::Debug for AnswerItems<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AnswerItems")
    }
}

/// Says in the log why an answer ends before its end. The connection is cut then, so that no client takes it for whole.
#[cold]
fn cut<E: fmt::Display>(error: E) -> E {
    trace::failed(&error);
    error
}

/// The bytes of an answer with the items of an iterator.
struct ItemReader<I, T> {
    items: I,
    text: ItemText<T>,
    /// What was written and not read.
    rest: Bytes,
    is_over: bool,
}

impl<I, T> ItemReader<I, T>
where
    I: Iterator<Item = std::result::Result<T, BoxError>>,
    T: Field,
{
    /// Writes items until there is enough to send.
    fn fill(&mut self) -> std::result::Result<(), BoxError> {
        while !self.is_over && self.text.buffered() < PIECE {
            if let Some(item) = self.items.next() {
                self.text.push(&item?)?;
            } else {
                self.is_over = true;
                self.text.finish()?;
            }
        }
        self.rest = self.text.take();
        Ok(())
    }
}

impl<I, T> Read for ItemReader<I, T>
where
    I: Iterator<Item = std::result::Result<T, BoxError>>,
    T: Field,
{
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() {
            self.fill().map_err(|error| io::Error::other(cut(error)))?;
        }
        let len = self.rest.len().min(out.len());
        out[..len].copy_from_slice(&self.rest.split_to(len));
        Ok(len)
    }
}

/// The body of an answer with the items of a stream.
struct ItemBody<S, T> {
    items: Pin<Box<S>>,
    text: ItemText<T>,
    is_over: bool,
}

impl<S, T> ItemBody<S, T>
where
    S: Stream<Item = std::result::Result<T, BoxError>>,
    T: Field,
{
    /// Writes the items that are there, until there is enough to send.
    fn fill(&mut self, context: &mut Context<'_>) -> std::result::Result<(), BoxError> {
        while !self.is_over && self.text.buffered() < PIECE {
            match self.items.as_mut().poll_next(context) {
                Poll::Pending => break,
                Poll::Ready(Some(item)) => self.text.push(&item?)?,
                Poll::Ready(None) => {
                    self.is_over = true;
                    self.text.finish()?;
                }
            }
        }
        Ok(())
    }
}

/// Nothing of it is pinned but what is in a box.
impl<S, T> Unpin for ItemBody<S, T> {}

impl<S, T> http_body::Body for ItemBody<S, T>
where
    S: Stream<Item = std::result::Result<T, BoxError>>,
    T: Field,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<std::result::Result<Frame<Bytes>, BoxError>>> {
        if let Err(error) = self.fill(context) {
            self.is_over = true;
            return Poll::Ready(Some(Err(cut(error))));
        }
        let piece = self.text.take();
        match (piece.is_empty(), self.is_over) {
            (false, _) => Poll::Ready(Some(Ok(Frame::data(piece)))),
            (true, true) => Poll::Ready(None),
            (true, false) => Poll::Pending,
        }
    }
}
