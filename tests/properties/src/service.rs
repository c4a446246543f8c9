//! A service that gives back what it is called with.

use axum::body::Body;
use bytes::Bytes;
use datacontract::clr::{DateTime, Guid};
use datacontract::http::{Api, BaseUrl, Endpoint, Format, bind, request};
use datacontract::server::{Request, Router};
use datacontract::{DataContract, Endpoint as DeriveEndpoint};
use http::{Response, StatusCode};
use http_body_util::BodyExt as _;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::future::Future;
use std::pin::pin;
use std::sync::LazyLock;
use std::task::{Context, Poll, Waker};
use tower_service::Service as _;

static SHOP: Api = Api::new("Shop");

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
pub(crate) struct Order {
    #[contract(is_required)]
    id: i32,
    customer: Option<String>,
    price: Option<f64>,
    state: State,
    lines: Option<Vec<Line>>,
    tags: BTreeMap<String, String>,
    parent: Option<Box<Order>>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
pub(crate) struct Line {
    sku: Option<String>,
    count: Option<i64>,
    is_gift: bool,
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[contract(clr_namespace = "Shop")]
pub(crate) enum State {
    #[default]
    Open = 0,
    Paid = 1,
    Sent = 4,
}

#[derive(DeriveEndpoint, Clone, Debug, PartialEq)]
#[endpoint(api = SHOP, post = "api/orders", response = Order)]
pub(crate) struct Create {
    #[endpoint(body)]
    order: Order,
}

#[derive(DeriveEndpoint, Clone, Debug, PartialEq)]
#[endpoint(api = SHOP, post = "api/texts", response = Option<String>)]
pub(crate) struct Text {
    #[endpoint(body)]
    text: Option<String>,
}

#[derive(DeriveEndpoint, Clone, Debug, PartialEq)]
#[endpoint(api = SHOP, post = "api/numbers", response = Vec<i32>)]
pub(crate) struct Numbers {
    #[endpoint(body)]
    numbers: Vec<i32>,
}

#[derive(DeriveEndpoint, Clone, Debug, PartialEq)]
#[endpoint(api = SHOP, get = "api/orders/{id}", response = String)]
pub(crate) struct ById {
    id: i32,
    #[endpoint(default = 1)]
    page: i32,
    codes: Vec<String>,
}

#[derive(DeriveEndpoint, Clone, Debug, PartialEq)]
#[endpoint(api = SHOP, get = "api/orders/{key}", response = String)]
pub(crate) struct ByKey {
    key: Guid,
    name: Option<String>,
}

#[derive(DeriveEndpoint, Clone, Debug, PartialEq)]
#[endpoint(api = SHOP, get = "api/find/{from}/{name}.{ending}", response = String)]
pub(crate) struct Find {
    from: i64,
    name: String,
    ending: String,
    state: State,
    is_open: Option<bool>,
    price: Option<f64>,
    since: Option<DateTime>,
}

#[derive(DeriveEndpoint, Clone, Debug, PartialEq)]
#[endpoint(api = SHOP, get = "files/{*path}", response = String)]
pub(crate) struct File {
    path: String,
}

/// A router that gives back the bodies, and shows other arguments as text.
static ROUTER: LazyLock<Router> = LazyLock::new(|| {
    Router::of(())
        .endpoint(|_, request: Request<Create>| async move { Ok(request.into_arguments().order.into()) })
        .endpoint(|_, request: Request<Text>| async move { Ok(request.into_arguments().text.into()) })
        .endpoint(|_, request: Request<Numbers>| async move { Ok(request.into_arguments().numbers.into()) })
        .endpoint(|_, request: Request<ById>| async move { Ok(format!("{:?}", request.arguments()).into()) })
        .endpoint(|_, request: Request<ByKey>| async move { Ok(format!("{:?}", request.arguments()).into()) })
        .endpoint(|_, request: Request<Find>| async move { Ok(format!("{:?}", request.arguments()).into()) })
        .endpoint(|_, request: Request<File>| async move { Ok(format!("{:?}", request.arguments()).into()) })
        .build()
});

/// Nothing here waits: bodies are there as a whole.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

/// Sends a request. The answer is none of an error of the server, and its body is what its type says.
pub(crate) fn send(request: http::Request<Bytes>) -> Response<Bytes> {
    let is_head = request.method() == http::Method::HEAD;
    let Ok(response) = now(ROUTER.clone().call(request.map(Body::from)));
    let (parts, body) = response.into_parts();
    let body = match now(body.collect()) {
        Ok(body) => body.to_bytes(),
        Err(error) => panic!("{error}"),
    };
    assert!(!parts.status.is_server_error(), "{parts:?} {}", String::from_utf8_lossy(&body));
    let media_type =
        parts.headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if parts.status != StatusCode::NO_CONTENT && !is_head && !media_type.contains("utf-16") {
        let text = std::str::from_utf8(&body).unwrap_or_else(|error| panic!("{error}"));
        match media_type.split(';').next() {
            Some("application/json" | "text/json") => {
                if let Err(error) = serde_json::from_str::<serde_json::Value>(text) {
                    panic!("{error}: {text}");
                }
            }
            Some("application/xml" | "text/xml") => {
                if let Err(error) = roxmltree::Document::parse(text) {
                    // .NET writes references to control characters, which XML 1.0 does not have.
                    assert!(text.contains("&#"), "{error}: {text}");
                }
            }
            _ => assert!(text.is_empty(), "{media_type}: {text}"),
        }
    }
    Response::from_parts(parts, body)
}

/// What an endpoint understands is what its client sends, and is understood again.
fn survives<E: Endpoint + Clone + Debug + PartialEq>(given: &http::Request<Bytes>, format: Format) {
    let Ok(bound) = bind::<E>(given) else { return };
    if !bound.model_state.is_valid() {
        return;
    }
    let Ok(base) = BaseUrl::new("http://localhost/") else { return };
    // .NET's XML has another line end for a carriage return.
    if format == Format::Xml && format!("{:?}", bound.arguments).contains("\\r") {
        return;
    }
    // There are texts that no path can hold, and that no XML can.
    let Ok(sent) = request(&bound.arguments, &base, format) else { return };
    let again = bind::<E>(&sent).unwrap_or_else(|rejection| panic!("{rejection}: {sent:?}"));
    // NaN is no other number than itself, and blanks are null in a query.
    let shown = |arguments: &E| format!("{arguments:?}");
    assert_eq!(shown(&again.arguments), shown(&bound.arguments), "{sent:?} {:?}", again.model_state);
}

/// All endpoints, by all of their formats.
pub(crate) fn all_survive(given: &http::Request<Bytes>) {
    for format in [Format::Json, Format::Xml] {
        survives::<Create>(given, format);
        survives::<Text>(given, format);
        survives::<Numbers>(given, format);
    }
    survives::<ById>(given, Format::Json);
    survives::<ByKey>(given, Format::Json);
    survives::<Find>(given, Format::Json);
    survives::<File>(given, Format::Json);
}
