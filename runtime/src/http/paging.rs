//! Endpoints whose answers are pages of a longer list.

use super::Endpoint;
use crate::items::HasItems;

/// An endpoint whose answer is a page of a longer list: `#[endpoint(paging(..))]` implements it, and
/// [`Call::pages`](crate::client::Call::pages) reads the whole list.
///
/// ```
/// use datacontract::http::{Api, Paged};
/// use datacontract::DataContract;
///
/// static SHOP: Api = Api::new("Shop");
///
/// #[derive(DataContract, Clone, Debug, Default)]
/// #[contract(namespace = "Shop")]
/// struct OrderPage {
///     #[contract(items)]
///     orders: Vec<String>,
///     total: i32,
/// }
///
/// /// `GET api/orders?page={page}`
/// #[derive(datacontract::Endpoint, Clone, Debug)]
/// #[endpoint(
///     api = SHOP,
///     get = "api/orders",
///     response = OrderPage,
///     paging(page = page, total = |answer| answer.total)
/// )]
/// struct Orders {
///     #[endpoint(default = 1)]
///     page: i32,
/// }
///
/// let page = OrderPage { orders: vec!["7".to_owned()], total: 20 };
/// assert_eq!(Orders::info(&page).total, Some(20));
/// ```
pub trait Paged: Endpoint<Response: HasItems> + Clone {
    /// How one page leads to the next.
    const PAGING: Paging;

    /// Returns the argument that says where a page begins; `None` where links lead from page to page.
    fn position(&mut self) -> Option<&mut dyn PageArgument>;

    /// Returns how many items a page is asked to have, if an argument says so.
    fn size(&self) -> Option<u64> {
        None
    }

    /// Returns what a page says of the list.
    fn info(response: &Self::Response) -> PageInfo;
}

/// How one page of a list leads to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Paging {
    /// An argument is the number of the page, counted from `first` on.
    Page {
        /// The number of the first page.
        first: u64,
    },
    /// An argument is the number of items to skip.
    Skip,
    /// The answer has the address of the next page.
    Link,
}

/// What a page says of the list that it is part of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageInfo {
    /// How many items the list has.
    pub total: Option<u64>,
    /// How many pages the list has.
    pub pages: Option<u64>,
    /// Whether there are more pages.
    pub more: Option<bool>,
    /// The address of the next page.
    pub next: Option<String>,
}

impl PageInfo {
    /// Sets how many items the list has.
    #[must_use]
    pub fn total(mut self, total: impl PageValue) -> Self {
        self.total = total.number();
        self
    }

    /// Sets how many pages the list has.
    #[must_use]
    pub fn pages(mut self, pages: impl PageValue) -> Self {
        self.pages = pages.number();
        self
    }

    /// Sets whether there are more pages.
    #[must_use]
    pub fn more(mut self, more: impl PageValue) -> Self {
        self.more = more.flag();
        self
    }

    /// Sets the address of the next page.
    #[must_use]
    pub fn next(mut self, next: impl PageValue) -> Self {
        self.next = next.text().filter(|link| !link.trim().is_empty()).map(str::to_owned);
        self
    }
}

/// A value of a page that says something of the list: a number, a text, a truth value, or an `Option` of one.
pub trait PageValue {
    /// Returns the number, if it is one and not negative.
    fn number(&self) -> Option<u64> {
        None
    }

    /// Returns the truth value, if it is one.
    fn flag(&self) -> Option<bool> {
        None
    }

    /// Returns the text, if it is one.
    fn text(&self) -> Option<&str> {
        None
    }
}

/// An argument that says where a page begins: an integer, or an `Option` of one.
pub trait PageArgument {
    /// Returns the value, if there is one and it is not negative.
    fn get(&self) -> Option<u64>;

    /// Sets the value; `false` if the type cannot hold it.
    #[must_use]
    fn set(&mut self, value: u64) -> bool;
}

macro_rules! integers {
    ($($ty:ty),*) => {$(
        impl PageValue for $ty {
            fn number(&self) -> Option<u64> {
                u64::try_from(*self).ok()
            }
        }

        impl PageArgument for $ty {
            fn get(&self) -> Option<u64> {
                u64::try_from(*self).ok()
            }

            fn set(&mut self, value: u64) -> bool {
                <$ty>::try_from(value).map(|value| *self = value).is_ok()
            }
        }
    )*};
}

integers!(i8, i16, i32, i64, u8, u16, u32, u64);

impl PageValue for bool {
    fn flag(&self) -> Option<bool> {
        Some(*self)
    }
}

impl PageValue for str {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl PageValue for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl PageValue for crate::clr::Uri {
    fn text(&self) -> Option<&str> {
        Some(self.as_str())
    }
}

impl<V: PageValue + ?Sized> PageValue for &V {
    fn number(&self) -> Option<u64> {
        (**self).number()
    }

    fn flag(&self) -> Option<bool> {
        (**self).flag()
    }

    fn text(&self) -> Option<&str> {
        (**self).text()
    }
}

impl<V: PageValue> PageValue for Option<V> {
    fn number(&self) -> Option<u64> {
        self.as_ref()?.number()
    }

    fn flag(&self) -> Option<bool> {
        self.as_ref()?.flag()
    }

    fn text(&self) -> Option<&str> {
        self.as_ref()?.text()
    }
}

impl<A: PageArgument + Default> PageArgument for Option<A> {
    fn get(&self) -> Option<u64> {
        self.as_ref()?.get()
    }

    fn set(&mut self, value: u64) -> bool {
        self.get_or_insert_default().set(value)
    }
}
