//! A call of an endpoint.

use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use axum::body::Body;
use datacontract::Endpoint as DeriveEndpoint;
use datacontract::http::{Api, BaseUrl, Format, request};
use datacontract::server::{Request, Router};
use http_body_util::BodyExt as _;
use tower_service::Service as _;

use crate::Operation;
use crate::documents::Order;

pub(crate) const OPERATIONS: &[Operation] = &[
    ("client/request", || {
        let base = BaseUrl::new("http://localhost/shop/");
        let arguments = arguments();
        Box::new(move || {
            if let Ok(base) = &base {
                drop(black_box(request(black_box(&arguments), base, Format::Xml)));
            }
        })
    }),
    ("server/call", || {
        let mut router = Router::of(())
            .endpoint(|_, request: Request<Create>| async move { Ok(request.into_arguments().order.into()) })
            .build();
        let sent =
            BaseUrl::new("http://localhost/").and_then(|base| request(&arguments(), &base, Format::Json));
        Box::new(move || {
            let Ok(sent) = &sent else { return };
            let Ok(response) = now(router.call(sent.clone().map(Body::from)));
            assert!(response.status().is_success(), "{response:?}");
            drop(black_box(now(response.into_body().collect())));
        })
    }),
];

static SHOP: Api = Api::new("Shop");

#[derive(DeriveEndpoint, Clone, Debug, PartialEq)]
#[endpoint(api = SHOP, post = "api/shops/{shop}/orders", response = Order)]
struct Create {
    shop: String,
    #[endpoint(default = 1)]
    page: i32,
    #[endpoint(body)]
    order: Order,
}

fn arguments() -> Create {
    Create { shop: "north end".to_owned(), page: 7, order: Order::with_lines(3) }
}

/// Nothing here waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}
