//! Lists that a service gives in pages.

mod items;
mod walk;

pub use items::{PageItems, PageStream};

use super::call::finish;
use super::exchange::Exchange;
use super::settings::Settings;
use super::{Call, Client, Error, Result, Transport};
use crate::http::{Endpoint, Paged};
use crate::items::HasItems;
use std::fmt;
use std::time::Duration;
use walk::{NextPage, Walk};

/// So many pages of a list are read unless more are allowed.
const MAX_PAGES: u32 = 10_000;

/// The pages of a list, read one after the other: see [`Call::pages`].
#[must_use = "no page is asked for before it is wanted"]
pub struct Pages<T, E> {
    client: Client<T>,
    /// The arguments of the next page.
    endpoint: E,
    settings: Settings,
    delay: Duration,
    /// How many pages are read at most.
    most: u32,
    walk: Walk,
    state: State,
}

enum State {
    /// The next page can be asked for.
    Ready,
    /// It cannot.
    Stuck(crate::Error),
    Over,
}

/// What asking for a page gives: its items, or `None` behind the last one.
pub type Page<E> = Option<Result<Vec<PageItem<E>>, <E as Endpoint>::Status>>;

/// An item of the list.
type PageItem<E> = <<E as Endpoint>::Response as HasItems>::Item;

impl<T, E: Paged> Call<'_, T, E> {
    /// Returns all pages of the list, from the one on that the arguments say.
    ///
    /// Each page is a call of its own, with the settings of this one. It is made when its items are wanted, so that
    /// whoever stops reading stops asking.
    ///
    /// ```
    /// # #[cfg(feature = "ureq")] {
    /// use datacontract::client::{self, Client, Mock, Ureq};
    /// use datacontract::http::Api;
    ///
    /// static SHOP: Api = Api::new("Shop");
    ///
    /// #[derive(datacontract::Endpoint, Clone, Debug)]
    /// #[endpoint(api = SHOP, get = "api/orders", response = Vec<i32>, paging(skip = skip))]
    /// struct Orders {
    ///     skip: i32,
    /// }
    ///
    /// let mock = Mock::new().on(|orders: Orders| Ok((orders.skip..7).take(3).collect()));
    /// let shop: Client<Ureq> = client::mock(mock);
    /// let orders: Result<Vec<i32>, _> = shop.call(Orders { skip: 2 }).pages().items().collect();
    /// assert_eq!(orders?, [2, 3, 4, 5, 6]);
    /// # }
    /// # Ok::<_, datacontract::client::Error>(())
    /// ```
    pub fn pages(self) -> Pages<T, E> {
        let Call { client, endpoint, settings } = self;
        Pages {
            client: client.clone(),
            endpoint,
            settings,
            delay: Duration::ZERO,
            most: MAX_PAGES,
            walk: Walk::default(),
            state: State::Ready,
        }
    }
}

impl<T, E: Paged> Pages<T, E> {
    /// Sets how long to wait before each page but the first. The default is not to wait: pages are asked for one at a
    /// time, when they are wanted.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Sets how many pages are read at most; that there are more is an error. The default is 10,000.
    pub fn max_pages(mut self, max: u32) -> Self {
        self.most = max;
        self
    }
}

impl<T: Transport, E: Paged> Pages<T, E> {
    /// Asks for the next page. Returns its items if the transport is blocking, a future of them if it is async;
    /// `None` behind the last page, and behind an error.
    pub fn next_page(&mut self) -> T::Sent<'_, Page<E>> {
        let Pages { client, endpoint, settings, delay, most, walk, state } = self;
        let ready = match std::mem::replace(state, State::Over) {
            State::Ready => {
                settings.link.clone_from(&walk.link);
                settings.delay = walk.is_begun().then_some(*delay);
                Ok(Exchange::new(client.config(), E::operation(), &*endpoint, &E::default(), settings))
            }
            State::Stuck(error) => Err(Some(Err(Error::Arguments(error)))),
            State::Over => Err(None),
        };
        let exchange = match ready {
            Ok(exchange) => exchange,
            Err(page) => {
                // Nothing is sent, but each transport has its own way to give it.
                return client.transport().send(Exchange::over(client.config(), E::operation()), |_| page);
            }
        };
        // A future that is dropped has read no page.
        *state = State::Ready;
        let (ignores_outcome, most) = (settings.ignores_outcome, *most);
        client.transport().send(exchange, move |exchange| {
            *state = State::Over;
            let response = match finish(exchange, endpoint, ignores_outcome) {
                Ok(response) => response.value,
                Err(error) => return Some(Err(error)),
            };
            let info = E::info(&response);
            let items = response.into_items();
            *state = match walk.took(endpoint, items.len(), info, most) {
                Ok(NextPage::There) => State::Ready,
                Ok(NextPage::End) => State::Over,
                Err(error) => State::Stuck(error),
            };
            Some(Ok(items))
        })
    }
}

/// Prints the operation without its arguments, which may be secrets.
impl<T, E: Endpoint> fmt::Debug for Pages<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &E::operation().name).finish_non_exhaustive()
    }
}
