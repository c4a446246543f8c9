//! A service to test with: its answers say what its methods were called with.

use axum::body::Body;
use datacontract::clr::{DateTime, Decimal, Guid};
use datacontract::http::Api;
use datacontract::server::{Error, Request, Response, Result, Router, not_implemented};
use datacontract::{DataContract, Endpoint};
use http_body_util::BodyExt as _;
use std::time::Duration;

pub(crate) static SHOP: Api = Api::new("Shop");

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop")]
pub(crate) struct Order {
    #[contract(name = "Id")]
    pub(crate) id: i32,
    #[contract(name = "Customer")]
    pub(crate) customer: Option<String>,
    #[contract(name = "Amount")]
    pub(crate) amount: Option<Decimal>,
    #[contract(name = "Lines")]
    pub(crate) lines: Option<Vec<Line>>,
    #[contract(name = "Parent")]
    pub(crate) parent: Option<Box<Order>>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop")]
pub(crate) struct Line {
    #[contract(name = "Sku")]
    pub(crate) sku: Option<String>,
    #[contract(name = "Count")]
    pub(crate) count: i32,
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop")]
pub(crate) enum State {
    #[default]
    New = 0,
    Sent = 1,
}

/// Gives the order back.
#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, post = "api/orders", response = Order)]
pub(crate) struct CreateOrder {
    #[endpoint(body)]
    pub(crate) order: Order,
}

/// Gives its arguments back, and what is wrong with them.
#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, get = "api/orders", response = String)]
pub(crate) struct SearchOrders {
    pub(crate) state: State,
    pub(crate) since: Option<DateTime>,
    #[endpoint(default = 1)]
    pub(crate) page: i32,
    pub(crate) customer: Option<Guid>,
    pub(crate) codes: Vec<String>,
    pub(crate) numbers: Vec<i32>,
    #[endpoint(name = "$filter", optional)]
    pub(crate) filter: String,
}

/// Gives its arguments back.
#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, get = "api/sizes", response = String)]
pub(crate) struct FindSizes {
    #[endpoint(comma_separated)]
    pub(crate) sizes: Vec<i32>,
    #[endpoint(name = "codes[]")]
    pub(crate) codes: Vec<String>,
}

/// What becomes of it depends on the number: see [`Shop::order`].
#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, get = "api/orders/{id}", response = Option<String>)]
pub(crate) struct GetOrder {
    pub(crate) id: i32,
}

#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, delete = "api/orders/{id}")]
pub(crate) struct DeleteOrder {
    pub(crate) id: i32,
}

/// Gives the note back.
#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, put = "api/orders/{id}/note", response = Option<String>)]
pub(crate) struct SetNote {
    pub(crate) id: i32,
    #[endpoint(body)]
    pub(crate) note: Option<String>,
}

/// Gives the number back.
#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, post = "api/count", response = i32)]
pub(crate) struct Count {
    #[endpoint(body)]
    pub(crate) value: i32,
}

#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, get = "api/files/{*path}", response = String)]
pub(crate) struct File {
    pub(crate) path: String,
}

#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, post = "api/unported", response = String)]
pub(crate) struct Unported {
    #[endpoint(body)]
    pub(crate) value: Option<String>,
}

pub(crate) struct Shop;

impl Shop {
    async fn order(&self, request: Request<GetOrder>) -> Result<Option<String>> {
        match request.id {
            404 => Err(Error::not_found()),
            400 => Err(Error::bad_request("Orders are numbered from 1.")),
            401 => Err(Error::unauthorized("Basic realm=\"shop\"")),
            409 => Err(Error::conflict("It is sent already.")),
            500 => {
                let text = "secret".parse::<i32>()?;
                Ok(Some(text.to_string()).into())
            }
            501 => panic!("a fault of the service"),
            503 => {
                tokio::time::sleep(Duration::from_secs(3600)).await;
                Ok(None.into())
            }
            201 => Ok(Response::created("/api/orders/201", None)),
            id if id < 0 => Ok(None.into()),
            id => Ok(Some(format!("order {id}")).into()),
        }
    }
}

pub(crate) fn router() -> Router {
    Router::of(Shop)
        .endpoint(|_, request: Request<CreateOrder>| async move { Ok(request.into_arguments().order.into()) })
        .endpoint(|_, request: Request<SearchOrders>| async move {
            let state = request.model_state().to_string();
            let SearchOrders { state: of, since, page, customer, codes, numbers, filter } = request.arguments();
            let (since, customer) = (since.map(|date| date.to_string()), customer.map(|id| id.to_string()));
            let text = format!(
                "{of:?} since {since:?} page {page} customer {customer:?} codes {codes:?} numbers {numbers:?} filter {filter:?} {state}"
            );
            Ok(text.trim_end().to_owned().into())
        })
        .endpoint(|_, request: Request<FindSizes>| async move {
            let FindSizes { sizes, codes } = request.arguments();
            Ok(format!("{sizes:?} {codes:?}").into())
        })
        .endpoint(|shop, request: Request<GetOrder>| async move { shop.order(request).await })
        .endpoint(|_, _: Request<DeleteOrder>| async move { Ok(().into()) })
        .endpoint(|_, request: Request<SetNote>| async move {
            let note = request.into_arguments();
            Ok(note.note.map(|text| format!("{}: {text}", note.id)).into())
        })
        .endpoint(|_, request: Request<Count>| async move { Ok(request.value.into()) })
        .endpoint(|_, request: Request<File>| async move { Ok(request.into_arguments().path.into()) })
        .endpoint(|_, request: Request<Unported>| not_implemented(request))
        .build()
}

/// An answer whose body was read.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: http::HeaderMap,
    pub(crate) bytes: bytes::Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("the answer is UTF-8")
    }

    /// A header, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("headers are ASCII"))
    }

    /// Status and body, which is what most tests look at.
    pub(crate) fn shown(&self) -> (u16, &str) {
        (self.status, self.text())
    }
}

/// Calls a service without a socket.
pub(crate) fn call<S>(service: &S, request: http::Request<Body>) -> Answer
where
    S: tower_service::Service<http::Request<Body>, Response = http::Response<Body>> + Clone,
    S::Error: std::fmt::Debug,
{
    let mut service = service.clone();
    block_on(async move {
        let (parts, body) = service.call(request).await.expect("it never fails").into_parts();
        let bytes = body.collect().await.expect("the answer has a body").to_bytes();
        Answer { status: parts.status.as_u16(), headers: parts.headers, bytes }
    })
}

pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(future)
}

/// A request without a body.
pub(crate) fn request(method: &str, target: &str) -> http::Request<Body> {
    let request = http::Request::builder().method(method).uri(target).header("host", "shop.example.com");
    request.body(Body::empty()).expect("a request")
}

/// A request with a body of a media type.
pub(crate) fn with_body(
    method: &str,
    target: &str,
    media_type: &str,
    body: impl Into<Body>,
) -> http::Request<Body> {
    let (mut parts, _) = request(method, target).into_parts();
    parts.headers.insert("content-type", media_type.parse().expect("a header"));
    http::Request::from_parts(parts, body.into())
}

/// What `GET` answers.
pub(crate) fn get(target: &str) -> Answer {
    call(&router(), request("GET", target))
}

/// What `POST` of JSON answers.
pub(crate) fn post(target: &str, json: &'static str) -> Answer {
    call(&router(), with_body("POST", target, "application/json", json))
}
