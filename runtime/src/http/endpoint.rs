//! Endpoints: operations with their arguments.

use super::Operation;
use crate::contract::Type;
use crate::error::Result;
use crate::outcome::Outcome;
use crate::value::{Field, Slot, View};

/// The arguments of an endpoint. Derived, with [`Endpoint`].
pub trait Arguments {
    /// Calls `f` with the values of all parameters in the order of [`Operation::parameters`], then with the body's if
    /// there is one.
    fn views(&self, f: &mut dyn FnMut(&[View<'_>]));

    /// Calls `f` with a slot for each, in the same order.
    fn slots(&mut self, f: &mut dyn FnMut(&mut [Slot<'_>]) -> Result<()>) -> Result<()>;
}

/// One operation of a service, with its arguments. Derived:
///
/// ```
/// use datacontract::http::{Api, BaseUrl, Endpoint, Format, request};
///
/// static SHOP: Api = Api::new("Shop");
///
/// /// `GET api/orders/{customer}?page={page}`
/// #[derive(datacontract::Endpoint, Clone, Debug)]
/// #[endpoint(api = SHOP, get = "api/orders/{customer}", response = Vec<String>)]
/// struct Orders {
///     customer: String,
///     #[endpoint(default = 1)]
///     page: i32,
/// }
///
/// let orders = Orders { customer: "Åsa".to_owned(), page: 2 };
/// let request = request(&orders, &BaseUrl::new("https://shop.example.com")?, Format::Json)?;
/// assert_eq!(request.uri(), "https://shop.example.com/api/orders/%C3%85sa?page=2");
/// assert_eq!(Orders::default().page, 1);
/// # Ok::<_, datacontract::Error>(())
/// ```
///
/// Its `Default` has the values that the service takes for what is left out.
pub trait Endpoint: Arguments + Default + Send + Sync + 'static {
    /// What comes back: a [`Field`], or `()`.
    type Response: Payload;

    /// What the page says of status codes other than success: an enum of them, or `StatusCode` where it says nothing.
    type Status: From<::http::StatusCode> + std::fmt::Debug + std::fmt::Display + Send + Sync + 'static;

    /// The description of the operation.
    fn operation() -> &'static Operation;

    /// What the response says of how the request went, where it does so by a code of its own.
    fn outcome(response: &Self::Response) -> Option<Outcome<'_>> {
        let _ = response;
        None
    }
}

/// What comes back: any [`Field`], or `()` where nothing does.
pub trait Payload: Default + Send + 'static {
    /// The type on the wire; none is void.
    const TYPE: Option<Type>;

    /// Whether null is one of the values, as with `Option`.
    const TAKES_NULL: bool;

    /// The value for writing.
    fn view(&self) -> View<'_>;

    /// Where to read it to.
    fn slot(&mut self) -> Option<Slot<'_>>;
}

impl Payload for () {
    const TYPE: Option<Type> = None;
    const TAKES_NULL: bool = true;

    fn view(&self) -> View<'_> {
        View::Absent
    }

    fn slot(&mut self) -> Option<Slot<'_>> {
        None
    }
}

impl<T: Field + Default + Send + 'static> Payload for T {
    const TYPE: Option<Type> = Some(T::TYPE);
    const TAKES_NULL: bool = T::TAKES_NULL;

    fn view(&self) -> View<'_> {
        Field::view(self)
    }

    fn slot(&mut self) -> Option<Slot<'_>> {
        Some(Field::slot(self))
    }
}
