//! Services without sockets.

use crate::shop::{CreateOrder, DeleteOrder, FindOrder, GetOrder, Order, Refused, order};
use bytes::Bytes;
use datacontract::client::mock::{Async, Blocking};
use datacontract::client::{self, Client, Error, ErrorBody, Mock, Reqwest, Transport, TransportKind, Ureq};
use datacontract::http::{BaseUrl, Format, HttpError};
use http::{Response, StatusCode};
use std::future::Future;
use std::pin::pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Waker};

/// A future that is ready at once.
fn ready<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("a mock waits for nothing"),
    }
}

fn shop() -> Mock {
    Mock::new()
        .on(|call: GetOrder| Ok(Order { id: call.id, ..order() }))
        .on(|call: FindOrder| Ok((call.id == 7).then(order)))
        .on(|_: DeleteOrder| Ok(()))
        .on(|call: CreateOrder| match call.order.id {
            1 => Ok(call.order),
            2 => Err(StatusCode::CONFLICT.into()),
            3 => Err((StatusCode::BAD_REQUEST, HttpError::new("No.")).into()),
            _ => Err(TransportKind::Timeout.into()),
        })
}

fn create(id: i32) -> CreateOrder {
    CreateOrder { dry: Some(true), order: Order { id, ..order() } }
}

#[test]
fn calls_are_answered_in_both_formats() {
    let mock = shop();
    let client: Client<Blocking> = client::mock(mock.clone());
    for format in [Format::Json, Format::Xml, Format::Form] {
        assert_eq!(client.call(create(1)).format(format).send().unwrap(), create(1).order, "{format:?}");
    }
    assert_eq!(client.call(FindOrder { id: 7 }).send().unwrap(), Some(order()));
    assert_eq!(client.call(FindOrder { id: 8 }).format(Format::Xml).send().unwrap(), None);
    client.call(DeleteOrder { id: 5 }).send().unwrap();

    let types: Vec<_> =
        mock.requests().iter().filter_map(|request| request.headers().get("content-type").cloned()).collect();
    assert_eq!(types, ["application/json", "application/xml", "application/x-www-form-urlencoded"]);
    assert_eq!(mock.calls::<CreateOrder>(), [create(1), create(1), create(1)]);
    assert_eq!(mock.calls::<FindOrder>(), [FindOrder { id: 7 }, FindOrder { id: 8 }]);
}

#[test]
fn code_that_is_written_for_a_transport_takes_a_mock_in_its_place() {
    let blocking: Client<Ureq> = client::mock(shop());
    assert_eq!(blocking.call(GetOrder { id: 5 }).send().unwrap().id, 5);
    let futures: Client<Reqwest> = client::mock(shop());
    assert_eq!(ready(futures.call(GetOrder { id: 5 }).send()).unwrap().id, 5);
    let any: Client<Async> = client::mock(shop());
    assert_eq!(ready(any.call(GetOrder { id: 5 }).send()).unwrap().id, 5);
}

#[test]
fn failures_are_failures() {
    let client: Client<Blocking> = client::mock(shop());
    match client.call(create(2)).send() {
        Err(Error::Status(error)) => {
            assert_eq!((error.status, &error.body), (Refused::SoldOut, &ErrorBody::Empty));
        }
        other => panic!("{other:?}"),
    }
    let error = client.call(create(3)).format(Format::Xml).send().unwrap_err();
    assert_eq!(error.http_error().unwrap().message.as_deref(), Some("No."));
    assert!(client.call(create(4)).send().unwrap_err().is_timeout());
}

#[test]
fn what_nobody_answers_is_named() {
    let client: Client<Blocking> = client::mock(Mock::new());
    let error = client.call(DeleteOrder { id: 5 }).send().unwrap_err();
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, "the mock has no handler for `delete_order`");
}

#[test]
fn raw_answers_may_be_anything() {
    let mock = Mock::new()
        .on_any(|request| {
            Response::builder().status(418).body(Bytes::from(request.uri().to_string())).unwrap()
        })
        .on_raw::<GetOrder>(|_| {
            Response::builder().header("Content-Type", "text/html").body("<p>".into()).unwrap()
        });
    let client: Client<Blocking> = client::mock(mock);
    assert!(matches!(client.call(GetOrder { id: 1 }).send(), Err(Error::Decode(_))));
    match client.call(DeleteOrder { id: 5 }).send() {
        Err(Error::Status(error)) => assert_eq!(error.body, ErrorBody::Text("/api/orders/5".to_owned())),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_path_of_the_base_address_is_no_part_of_the_path() {
    let mock = shop();
    let client =
        Client::new(BaseUrl::new("https://example.com/v2/shop/").unwrap(), Blocking::from(mock.clone()));
    assert_eq!(client.call(GetOrder { id: 5 }).send().unwrap().id, 5);
    assert_eq!(mock.requests()[0].uri().path(), "/api/orders/5");
}

#[test]
fn repetitions_take_no_time() {
    let count = AtomicU32::new(0);
    let mock = Mock::new().on(move |_: DeleteOrder| match count.fetch_add(1, Ordering::Relaxed) {
        0 | 1 => Err(StatusCode::SERVICE_UNAVAILABLE.into()),
        _ => Ok(()),
    });
    let client: Client<Blocking> = client::mock(mock.clone());
    let hour = std::time::Duration::from_secs(3600);
    let client = client.timeout(10 * hour).retry(client::Retry::default().pauses(hour, hour));
    client.call(DeleteOrder { id: 5 }).send().unwrap();
    assert_eq!(mock.requests().len(), 3);
}

/// Code over any transport that blocks.
#[test]
fn code_may_be_generic() {
    fn first<T>(client: &Client<T>) -> i32
    where
        T: for<'a> Transport<Sent<'a, Result<Order, Error>> = Result<Order, Error>>,
    {
        client.call(GetOrder { id: 1 }).send().unwrap().id
    }
    assert_eq!(first(&client::mock::<Blocking>(shop())), 1);
    assert_eq!(first(&client::mock::<Ureq>(shop())), 1);
}
