//! A server of the same program, without sockets.

use crate::shop::{CreateOrder, DeleteOrder, FindOrder, GetOrder, Order, order};
use datacontract::client::{Client, Error, Retry, Tower, TransportKind};
use datacontract::http::{BaseUrl, Format};
use datacontract::server::{self, Request, Router};
use http::StatusCode;
use std::time::Duration;

struct Shop;

#[expect(clippy::unused_async, reason = "these answer at once")]
impl Shop {
    async fn get(&self, request: Request<GetOrder>) -> server::Result<Order> {
        match request.id {
            404 => Err(server::Error::not_found()),
            500 => panic!("the shop is on fire"),
            408 => {
                tokio::time::sleep(Duration::from_secs(20)).await;
                Ok(order().into())
            }
            id => Ok(Order { id, ..order() }.into()),
        }
    }

    async fn find(&self, request: Request<FindOrder>) -> server::Result<Option<Order>> {
        Ok((request.id == 7).then(order).into())
    }

    async fn create(&self, request: Request<CreateOrder>) -> server::Result<Order> {
        Ok(request.order.clone().into())
    }

    async fn delete(&self, _: Request<DeleteOrder>) -> server::Result<()> {
        Ok(().into())
    }
}

fn client() -> Client<Tower<Router>> {
    let router = Router::of(Shop)
        .endpoint(|shop, request: Request<GetOrder>| async move { shop.get(request).await })
        .endpoint(|shop, request: Request<FindOrder>| async move { shop.find(request).await })
        .endpoint(|shop, request: Request<CreateOrder>| async move { shop.create(request).await })
        .endpoint(|shop, request: Request<DeleteOrder>| async move { shop.delete(request).await })
        .build();
    Client::new(BaseUrl::new("http://shop.example.com").unwrap(), Tower::new(router)).retry(Retry::never())
}

#[tokio::test]
async fn a_client_and_a_server_understand_each_other() {
    let client = client();
    for format in [Format::Json, Format::Xml, Format::Form] {
        let call = CreateOrder { dry: Some(true), order: order() };
        assert_eq!(client.call(call).format(format).send().await.unwrap(), order(), "{format:?}");
        assert_eq!(client.call(GetOrder { id: -1 }).format(format).send().await.unwrap().id, -1);
        assert_eq!(client.call(FindOrder { id: 7 }).format(format).send().await.unwrap(), Some(order()));
        assert_eq!(client.call(FindOrder { id: 8 }).format(format).send().await.unwrap(), None, "{format:?}");
        client.call(DeleteOrder { id: 8 }).format(format).send().await.unwrap();
    }
}

#[tokio::test]
async fn its_failures_are_failures() {
    let client = client();
    for format in [Format::Json, Format::Xml] {
        let status =
            async |id| client.call(GetOrder { id }).format(format).send().await.unwrap_err().status();
        assert_eq!(status(404).await, Some(StatusCode::NOT_FOUND));
        assert_eq!(status(500).await, Some(StatusCode::INTERNAL_SERVER_ERROR));
    }
    let slow = client.call(GetOrder { id: 408 }).timeout(Duration::from_millis(100)).send().await;
    assert!(slow.unwrap_err().is_timeout());
    let large = client.max_response_size(10).call(GetOrder { id: 1 }).send().await;
    match large {
        Err(Error::Transport(error)) => assert_eq!(error.kind(), TransportKind::TooLarge),
        other => panic!("{other:?}"),
    }
}
