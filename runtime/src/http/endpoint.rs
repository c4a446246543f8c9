//! Endpoints: operations with their arguments.

use super::{File, Operation};
use crate::contract::Type;
use crate::error::Result;
use crate::outcome::Outcome;
use crate::value::{Field, Slot, View};

/// The arguments of an endpoint. Derived, with [`Endpoint`].
pub trait Arguments {
    /// Calls `f` with the values of all parameters in the order of [`Operation::parameters`], then with the
    /// body's if there is one.
    fn views(&self, f: &mut dyn FnMut(&[View<'_>]));

    /// Calls `f` with a slot for each, in the same order.
    fn slots(&mut self, f: &mut dyn FnMut(&mut [Slot<'_>]) -> Result<()>) -> Result<()>;

    /// Returns the files that the request sends, in the order of [`Operation::files`].
    fn files(&self) -> Vec<&[File]> {
        Vec::new()
    }

    /// Takes the files that a request has, in the same order.
    fn set_files(&mut self, files: Vec<Vec<File>>) {
        let _ = files;
    }
}

/// One operation of a service, with its arguments. `#[derive(Endpoint)]` implements it:
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
/// The `Default` of an endpoint has the values that the service takes for arguments that are left out.
pub trait Endpoint: Arguments + Default + Send + Sync + 'static {
    /// The value that the service returns: a [`Field`], or `()`.
    type Response: Payload;

    /// The status codes other than success: an enum of those that the page explains, or `StatusCode`.
    type Status: From<::http::StatusCode> + std::fmt::Debug + std::fmt::Display + Send + Sync + 'static;

    /// Returns the description of the operation.
    fn operation() -> &'static Operation;

    /// Returns success or failure as the response states it, if it does so by a code of its own.
    fn outcome(response: &Self::Response) -> Option<Outcome<'_>> {
        let _ = response;
        None
    }
}

/// The value of a response: any [`Field`], a [`File`], or `()` where there is none.
pub trait Payload: Default + Send + 'static {
    /// The type on the wire, or `None` for `void`.
    const TYPE: Option<Type>;

    /// Whether null is one of the values, as with `Option`.
    const TAKES_NULL: bool;

    /// Returns the value as a writer sees it.
    fn view(&self) -> View<'_>;

    /// Returns the slot that a reader fills, if there is a value.
    fn slot(&mut self) -> Option<Slot<'_>>;

    /// Whether it is a file, which no formatter writes.
    const IS_FILE: bool = false;

    /// Returns the file that it is.
    fn file(&self) -> Option<&File> {
        None
    }

    /// Returns the file that a reader fills.
    fn file_mut(&mut self) -> Option<&mut File> {
        None
    }
}

impl Payload for File {
    const TYPE: Option<Type> = None;
    const TAKES_NULL: bool = true;
    const IS_FILE: bool = true;

    fn view(&self) -> View<'_> {
        View::Absent
    }

    fn slot(&mut self) -> Option<Slot<'_>> {
        None
    }

    fn file(&self) -> Option<&File> {
        Some(self)
    }

    fn file_mut(&mut self) -> Option<&mut File> {
        Some(self)
    }
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
