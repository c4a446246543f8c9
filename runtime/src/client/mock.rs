//! A service without sockets, for tests.

use super::credentials::LOGIN;
use super::{
    AsyncBody, Attempt, BlockingBody, Client, Exchange, ItemReading, ListItems, ListStream, PageItems,
    PageStream, Pages, StreamTransport, Transport, TransportError, TransportKind, drive, drive_blocking,
};
use crate::http::{
    BaseUrl, Endpoint, Format, HttpError, MediaType, Operation, Paged, answer, answer_error, bind,
};
use crate::items::HasItems;
use ::http::header::ACCEPT;
use ::http::{Request, Response, StatusCode, Uri};
use bytes::Bytes;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

/// A service without sockets: closures that answer the calls of endpoints.
///
/// Requests are written and responses are read as with a real service, in the format of the call. Pauses
/// between attempts take no time.
///
/// ```
/// # #[cfg(feature = "ureq")] {
/// use datacontract::client::{self, Client, Mock, Ureq};
/// use datacontract::http::Api;
/// use http::StatusCode;
///
/// static SHOP: Api = Api::new("Shop");
///
/// #[derive(datacontract::Endpoint, Clone, Debug, PartialEq)]
/// #[endpoint(api = SHOP, get = "api/orders/{customer}", response = Vec<String>)]
/// struct Orders {
///     customer: String,
/// }
///
/// // What is to be tested.
/// fn count(shop: &Client<Ureq>, customer: &str) -> usize {
///     shop.call(Orders { customer: customer.to_owned() }).send().map_or(0, |orders| orders.len())
/// }
///
/// let mock = Mock::new().on(|call: Orders| match call.customer.as_str() {
///     "Ada" => Ok(vec!["tea".to_owned()]),
///     _ => Err(StatusCode::NOT_FOUND.into()),
/// });
/// let shop = client::mock(mock.clone());
/// assert_eq!(count(&shop, "Ada"), 1);
/// assert_eq!(count(&shop, "Åsa"), 0);
/// assert_eq!(mock.calls::<Orders>()[1], Orders { customer: "Åsa".to_owned() });
/// assert_eq!(mock.requests()[1].uri().path(), "/api/orders/%C3%85sa");
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Mock {
    handlers: Vec<Arc<Handler>>,
    requests: Arc<Mutex<Vec<Request<Bytes>>>>,
}

struct Handler {
    /// The operation that it is for; without one it is for all.
    operation: Option<&'static Operation>,
    answer: Box<Answer>,
}

type Answer = dyn Fn(&Request<Bytes>) -> Result<Response<Bytes>, TransportError> + Send + Sync;

/// Returns a client of a mock in place of a transport: `let client: Client<Ureq> = client::mock(mock);`
#[must_use]
pub fn mock<T: From<Mock>>(mock: Mock) -> Client<T> {
    Client::new(BaseUrl::of_mock(), T::from(mock))
}

impl Mock {
    /// Returns a service that answers nothing.
    #[must_use]
    pub fn new() -> Self {
        Mock::default()
    }

    /// Answers the calls of an endpoint. The last handler of an endpoint counts.
    #[must_use]
    pub fn on<E: Endpoint>(
        self,
        handler: impl Fn(E) -> Result<E::Response, Error> + Send + Sync + 'static,
    ) -> Self {
        let answer = move |request: &Request<Bytes>| {
            let format = asked(request);
            let result = match bind::<E>(request) {
                Ok(bound) if bound.model_state.is_valid() => handler(bound.arguments),
                Ok(bound) => {
                    Err(Error::from((StatusCode::BAD_REQUEST, HttpError::of_model_state(bound.model_state))))
                }
                Err(rejection) => Err(Error::from((rejection.status, *rejection.error))),
            };
            match result.map_err(|error| error.0) {
                Ok(response) => answer::<E>(&response, format)
                    .map_err(|error| TransportError::new(TransportKind::Other, error)),
                Err(ErrorAnswer::Status(status)) => {
                    let mut response = Response::default();
                    *response.status_mut() = status;
                    Ok(response)
                }
                Err(ErrorAnswer::HttpError(status, error)) => {
                    Ok(answer_error(E::operation().api, status, &error, format))
                }
                Err(ErrorAnswer::Transport(kind)) => Err(TransportError::new(kind, "the mock says so")),
            }
        };
        self.with(Some(E::operation()), answer)
    }

    /// Answers the requests of an endpoint with responses made by hand: for headers, and for what a service
    /// should not send. In the request's address the path is relative to the base address.
    #[must_use]
    pub fn on_raw<E: Endpoint>(
        self,
        handler: impl Fn(&Request<Bytes>) -> Response<Bytes> + Send + Sync + 'static,
    ) -> Self {
        self.with(Some(E::operation()), move |request| Ok(handler(request)))
    }

    /// Answers all requests that no other handler answers.
    #[must_use]
    pub fn on_any(
        self,
        handler: impl Fn(&Request<Bytes>) -> Response<Bytes> + Send + Sync + 'static,
    ) -> Self {
        self.with(None, move |request| Ok(handler(request)))
    }

    /// Answers requests for tokens: with JSON, from the form that asks ([`Login`](super::Login)).
    #[must_use]
    pub fn on_login(self, handler: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        self.with(Some(&LOGIN), move |request| {
            Ok(Response::new(handler(&String::from_utf8_lossy(request.body())).into()))
        })
    }

    fn with(
        mut self,
        operation: Option<&'static Operation>,
        answer: impl Fn(&Request<Bytes>) -> Result<Response<Bytes>, TransportError> + Send + Sync + 'static,
    ) -> Self {
        self.handlers.push(Arc::new(Handler { operation, answer: Box::new(answer) }));
        self
    }

    /// Returns all requests that came, attempts that were repeated included. In their addresses the path is
    /// relative to the base address.
    #[must_use]
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns the arguments of all requests of an endpoint that came, and were as it says.
    #[must_use]
    pub fn calls<E: Endpoint>(&self) -> Vec<E> {
        let bound = self.requests().into_iter().filter_map(|request| bind::<E>(&request).ok());
        bound.filter(|bound| bound.model_state.is_valid()).map(|bound| bound.arguments).collect()
    }

    /// Answers one attempt.
    pub(super) fn answer(&self, attempt: Attempt) -> Result<Response<Bytes>, TransportError> {
        let (operation, base_path) = (attempt.operation, attempt.base_path);
        let mut request = attempt.into_request()?;
        *request.uri_mut() = relative(request.uri(), base_path);
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(request.clone());
        let is_for =
            |handler: &&Arc<Handler>| handler.operation.is_some_and(|known| std::ptr::eq(known, operation));
        let handlers = || self.handlers.iter().rev();
        let is_for_all = |handler: &&Arc<Handler>| handler.operation.is_none();
        let Some(handler) = handlers().find(is_for).or_else(|| handlers().find(is_for_all)) else {
            let message = format!("the mock has no handler for `{}`", operation.name);
            return Err(TransportError::new(TransportKind::Other, message));
        };
        (handler.answer)(&request)
    }
}

/// Path and query behind the base address.
fn relative(uri: &Uri, base_path: usize) -> Uri {
    let path = uri.path_and_query().map_or("/", ::http::uri::PathAndQuery::as_str);
    path.get(base_path..).and_then(|path| path.parse().ok()).unwrap_or_else(|| uri.clone())
}

fn asked(request: &Request<Bytes>) -> Format {
    let accept = request.headers().get(ACCEPT).and_then(|accept| MediaType::parse(accept.to_str().ok()?));
    accept.and_then(|accept| accept.format()).unwrap_or(Format::Json)
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operations = self.handlers.iter().map(|handler| handler.operation.map_or("*", |of| of.name));
        f.debug_struct("Mock").field("operations", &operations.collect::<Vec<_>>()).finish_non_exhaustive()
    }
}

/// The failure that a mock answers in place of a value: `StatusCode::NOT_FOUND.into()`,
/// `(StatusCode::BAD_REQUEST, HttpError::new("No.")).into()`, `TransportKind::Timeout.into()`.
#[derive(Debug)]
pub struct Error(ErrorAnswer);

#[derive(Debug)]
enum ErrorAnswer {
    Status(StatusCode),
    HttpError(StatusCode, Box<HttpError>),
    Transport(TransportKind),
}

impl From<StatusCode> for Error {
    fn from(status: StatusCode) -> Self {
        Error(ErrorAnswer::Status(status))
    }
}

impl From<(StatusCode, HttpError)> for Error {
    fn from((status, error): (StatusCode, HttpError)) -> Self {
        Error(ErrorAnswer::HttpError(status, Box::new(error)))
    }
}

impl From<TransportKind> for Error {
    fn from(kind: TransportKind) -> Self {
        Error(ErrorAnswer::Transport(kind))
    }
}

/// A blocking transport that answers by a mock.
#[derive(Clone, Debug)]
pub struct Blocking(Mock);

impl From<Mock> for Blocking {
    fn from(mock: Mock) -> Self {
        Blocking(mock)
    }
}

impl Transport for Blocking {
    type Sent<'a, R: Send + 'a> = R;

    fn send<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange) -> R + Send + 'a,
    ) -> R {
        finish(drive_blocking(exchange, |attempt| self.0.answer(attempt), |_| {}))
    }
}

impl StreamTransport for Blocking {
    type Body = BlockingBody;

    fn open<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange, Option<BlockingBody>) -> R + Send + 'a,
    ) -> R {
        self.send(exchange, |exchange| finish(exchange, None))
    }

    type Items<E: Endpoint<Response: HasItems>> = ListItems<E>;

    fn items<E: Endpoint<Response: HasItems>>(self: Arc<Self>, reading: ItemReading<E>) -> ListItems<E> {
        ListItems::new(reading, move |exchange| (self.send(exchange, |exchange| exchange), None))
    }

    type PageItems<E: Paged> = PageItems<Self, E>;

    fn page_items<E: Paged>(pages: Pages<Self, E>) -> PageItems<Self, E> {
        PageItems::new(pages)
    }
}

/// An async transport that answers by a mock, for any runtime.
#[derive(Clone, Debug)]
pub struct Async(Mock);

impl From<Mock> for Async {
    fn from(mock: Mock) -> Self {
        Async(mock)
    }
}

impl Transport for Async {
    type Sent<'a, R: Send + 'a> = Pin<Box<dyn Future<Output = R> + Send + 'a>>;

    fn send<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange) -> R + Send + 'a,
    ) -> Self::Sent<'a, R> {
        Box::pin(async move {
            let attempt = async |attempt: Attempt| self.0.answer(attempt.in_memory().await?);
            finish(drive(exchange, attempt, |_| std::future::ready(())).await)
        })
    }
}

impl StreamTransport for Async {
    type Body = AsyncBody;

    fn open<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange, Option<AsyncBody>) -> R + Send + 'a,
    ) -> Self::Sent<'a, R> {
        self.send(exchange, |exchange| finish(exchange, None))
    }

    type Items<E: Endpoint<Response: HasItems>> = ListStream<E>;

    fn items<E: Endpoint<Response: HasItems>>(self: Arc<Self>, reading: ItemReading<E>) -> ListStream<E> {
        ListStream::new(
            reading,
            |exchange| async move { (self.send(exchange, |exchange| exchange).await, None) },
        )
    }

    type PageItems<E: Paged> = PageStream<Self, E>;

    fn page_items<E: Paged>(pages: Pages<Self, E>) -> PageStream<Self, E> {
        PageStream::new(pages)
    }
}
