//! The items of all pages, one by one.

use super::{Page, PageItem, Pages};
use crate::client::{Result, Transport};
use crate::http::Paged;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec;

/// The items of all pages, for a transport that blocks. It ends behind an error.
#[must_use = "no page is asked for before its items are wanted"]
pub struct PageItems<T, E: Paged> {
    pages: Pages<T, E>,
    items: vec::IntoIter<PageItem<E>>,
}

impl<T, E: Paged> PageItems<T, E> {
    /// Returns the items of pages.
    pub fn new(pages: Pages<T, E>) -> Self {
        PageItems { pages, items: Vec::new().into_iter() }
    }
}

impl<T, E> Iterator for PageItems<T, E>
where
    E: Paged,
    T: for<'a> Transport<Sent<'a, Page<E>> = Page<E>>,
{
    type Item = Result<PageItem<E>, E::Status>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.items.next() {
                return Some(Ok(item));
            }
            match self.pages.next_page()? {
                Ok(items) => self.items = items.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The items of all pages, for an async transport. It ends behind an error. With the feature `reqwest` or `server` it is
/// a `futures_core::Stream` as well.
#[must_use = "no page is asked for before its items are wanted"]
pub struct PageStream<T, E: Paged> {
    state: StreamState<T, E>,
    items: vec::IntoIter<PageItem<E>>,
}

enum StreamState<T, E: Paged> {
    Idle(Box<Pages<T, E>>),
    Asking(Asking<T, E>),
    Over,
}

/// A page that is asked for, with those that follow.
type Asking<T, E> = Pin<Box<dyn Future<Output = (Box<Pages<T, E>>, Page<E>)> + Send>>;

impl<T, E: Paged> PageStream<T, E> {
    /// Returns the items of pages.
    pub fn new(pages: Pages<T, E>) -> Self {
        PageStream { state: StreamState::Idle(Box::new(pages)), items: Vec::new().into_iter() }
    }
}

impl<T, E> PageStream<T, E>
where
    E: Paged,
    T: Transport,
    for<'a> T::Sent<'a, Page<E>>: Future<Output = Page<E>> + Send,
{
    /// Returns the next item, or `None` at the end.
    ///
    /// # Errors
    /// If a page cannot be read: see [`Error`](crate::client::Error).
    pub async fn next(&mut self) -> Option<Result<PageItem<E>, E::Status>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<PageItem<E>, E::Status>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match std::mem::replace(&mut self.state, StreamState::Over) {
                StreamState::Over => return Poll::Ready(None),
                StreamState::Idle(mut pages) => {
                    self.state = StreamState::Asking(Box::pin(async move {
                        let page = pages.next_page().await;
                        (pages, page)
                    }));
                }
                StreamState::Asking(mut asking) => {
                    let Poll::Ready((pages, page)) = asking.as_mut().poll(context) else {
                        self.state = StreamState::Asking(asking);
                        return Poll::Pending;
                    };
                    match page {
                        None => return Poll::Ready(None),
                        Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                        Some(Ok(items)) => self.items = items.into_iter(),
                    }
                    self.state = StreamState::Idle(pages);
                }
            }
        }
    }
}

/// Nothing of it is pinned but what is in a box.
impl<T, E: Paged> Unpin for PageStream<T, E> {}

#[cfg(any(feature = "reqwest", feature = "server"))]
impl<T, E> futures_core::Stream for PageStream<T, E>
where
    E: Paged,
    T: Transport,
    for<'a> T::Sent<'a, Page<E>>: Future<Output = Page<E>> + Send,
{
    type Item = Result<PageItem<E>, E::Status>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

/// Prints the operation without its arguments, which may be secrets.
impl<T, E: Paged> fmt::Debug for PageItems<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageItems").field("operation", &E::operation().name).finish_non_exhaustive()
    }
}

/// Prints the operation without its arguments, which may be secrets.
impl<T, E: Paged> fmt::Debug for PageStream<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageStream").field("operation", &E::operation().name).finish_non_exhaustive()
    }
}
