//! Transports that hand on the body of a response while it comes, and what calls do with them.

use super::exchange::Exchange;
use super::{Call, ItemReading, Pages, PiecewiseBody, Transport};
use crate::http::{Endpoint, Paged};
use crate::items::HasItems;
use std::sync::Arc;

/// A transport that can hand on the body of a response while it comes, for [`Call::items`] and [`Call::download`].
///
/// A transport that blocks returns [`ListItems`](super::ListItems), and gets a [`BlockingBody`](super::BlockingBody) by
/// [`drive_stream_blocking`](super::drive_stream_blocking); an async one returns a [`ListStream`](super::ListStream), and gets an
/// [`AsyncBody`](super::AsyncBody) by [`drive_stream`](super::drive_stream).
pub trait StreamTransport: Transport {
    /// The body of a response while it comes: [`AsyncBody`](super::AsyncBody) or [`BlockingBody`](super::BlockingBody).
    type Body: PiecewiseBody;

    /// Does the steps of an exchange until it is over or the body of a response is to come, and hands both to `finish`.
    fn open<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange, Option<Self::Body>) -> R + Send + 'a,
    ) -> Self::Sent<'a, R>;

    /// The items of a list: an iterator, or a stream.
    type Items<E: Endpoint<Response: HasItems>>;

    /// Returns the items of a list. Nothing is sent before they are wanted.
    fn items<E: Endpoint<Response: HasItems>>(self: Arc<Self>, reading: ItemReading<E>) -> Self::Items<E>;

    /// The items of a list that comes in pages: an iterator ([`PageItems`](super::PageItems)), or a stream
    /// ([`PageStream`](super::PageStream)).
    type PageItems<E: Paged>;

    /// Returns the items of a list that comes in pages.
    fn page_items<E: Paged>(pages: Pages<Self, E>) -> Self::PageItems<E>
    where
        Self: Sized;
}

impl<T: StreamTransport, E: Endpoint<Response: HasItems>> Call<'_, T, E> {
    /// Returns the items of the list that the service answers, one by one and while they come: an iterator if the
    /// transport is blocking, a stream if it is async. It takes the memory of a few items, however long the list is.
    ///
    /// The answer is a list, or a class of which [one member](HasItems) is the list. What is around the list is there
    /// behind its last item.
    ///
    /// ```
    /// # #[cfg(feature = "ureq")] {
    /// use datacontract::client::{self, Client, Mock, Ureq};
    /// use datacontract::http::Api;
    ///
    /// static SHOP: Api = Api::new("Shop");
    ///
    /// #[derive(datacontract::Endpoint, Clone, Debug)]
    /// #[endpoint(api = SHOP, get = "api/orders", response = Vec<String>)]
    /// struct Orders;
    ///
    /// let shop: Client<Ureq> = client::mock(Mock::new().on(|_: Orders| Ok(vec!["tea".to_owned(), "milk".to_owned()])));
    /// for order in shop.call(Orders).items() {
    ///     println!("{}", order?);
    /// }
    /// # }
    /// # Ok::<_, datacontract::client::Error>(())
    /// ```
    ///
    /// Nothing is sent before the first item is wanted. Logins, retries, redirects and the client's limits are those of
    /// [`send`](Self::send), up to the first byte of the list; from then on an error ends it. Each item was checked when it
    /// comes, but whether the document is right to its end is known only behind the last one.
    ///
    /// - The time limit is that of the whole call as ever, with what the program does between two items: a long walk
    ///   needs a [longer one](Self::timeout).
    /// - The list may have any size, unless [`max_response_size`](Self::max_response_size) of the call limits it. An item,
    ///   and what is around the list, may have as many bytes as the [client](super::Client::max_response_size) allows for a
    ///   response.
    /// - A response that says by a code of its own that the request failed is an error behind its items.
    ///
    /// The connection is closed if the items are dropped before the last one.
    pub fn items(self) -> T::Items<E> {
        let Call { client, endpoint, settings } = self;
        let exchange =
            Exchange::new(client.config(), E::operation(), &endpoint, &E::default(), &settings).streamed();
        client.shared_transport().items(ItemReading::new(exchange, endpoint, &settings))
    }
}

impl<T: StreamTransport, E: Paged> Pages<T, E> {
    /// Returns the items of all pages: an iterator if the transport is blocking, a stream if it is async.
    pub fn items(self) -> T::PageItems<E> {
        T::page_items(self)
    }
}
