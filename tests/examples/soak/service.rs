//! The server: a shadow before a router with some endpoints and an old service with all of them.

use std::{error::Error, time::Duration};

use datacontract::{
    DataContract, Endpoint,
    http::Api,
    server::{self, Proxy, Request, Result, Router, Shadow, not_implemented},
};

static SHOP: Api = Api::new("Shop");

#[derive(DataContract, Clone, Debug, Default)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
struct Order {
    id: i32,
    customer: Option<String>,
    lines: Option<Vec<Line>>,
    parent: Option<Box<Order>>,
}

#[derive(DataContract, Clone, Debug, Default)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
struct Line {
    sku: Option<String>,
    count: i32,
}

/// Gives the order back.
#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, post = "api/orders", response = Order)]
struct CreateOrder {
    #[endpoint(body)]
    order: Order,
}

/// What becomes of it depends on the number: see [`order`].
#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, get = "api/orders/{id}", response = Order)]
struct GetOrder {
    id: i32,
}

/// Answers some 200 KB.
#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, get = "api/orders", response = Vec<Order>)]
struct ListOrders {}

/// Only the old service has it.
#[derive(Endpoint, Debug)]
#[endpoint(api = SHOP, put = "api/orders/{id}", response = Order)]
struct UpdateOrder {
    id: i32,
    #[endpoint(body)]
    order: Order,
}

/// Makes an order of a number; some numbers are faults.
async fn order(id: i32) -> Result<Order> {
    match id {
        404 => return Err(server::Error::not_found()),
        500 => panic!("a fault of the service"),
        503 => tokio::time::sleep(Duration::from_secs(3600)).await,
        504 => tokio::time::sleep(Duration::from_millis(50)).await,
        _ => {}
    }
    Ok(made(id).into())
}

fn made(id: i32) -> Order {
    let line = |count| Line { sku: Some(format!("sku {count}")), count };
    Order { id, customer: Some("Åsa <&>".to_owned()), lines: Some((0..4).map(line).collect()), parent: None }
}

/// Both services have the same methods; the new one lacks one.
fn router(is_whole: bool) -> Router {
    Router::of(is_whole)
        .endpoint(|_, request: Request<CreateOrder>| async move { Ok(request.into_arguments().order.into()) })
        .endpoint(|_, request: Request<GetOrder>| async move { order(request.id).await })
        .endpoint(|_, _: Request<ListOrders>| async { Ok((0..1000).map(made).collect::<Vec<_>>().into()) })
        .endpoint(|is_whole, request: Request<UpdateOrder>| async move {
            if !*is_whole {
                return not_implemented(request).await;
            }
            let UpdateOrder { id, order } = request.into_arguments();
            Ok(Order { id, ..order }.into())
        })
        .build()
        .max_body(1 << 20)
        .timeout(Some(Duration::from_secs(1)))
        .body_timeout(Some(Duration::from_secs(2)))
}

/// Serves until it is killed, and prints its address.
pub(crate) fn serve(patience: u64) -> std::result::Result<(), Box<dyn Error>> {
    // Some requests make the service panic; that is not worth a line each.
    std::panic::set_hook(Box::new(|_| ()));
    let patience = Duration::from_secs(patience);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let old = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let proxy = Proxy::to(&format!("http://{}", old.local_addr()?))?;
        tokio::spawn(server::serve(old, router(true)).into_future());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        server::serve(listener, Shadow::new(router(false), proxy))
            .header_timeout(Some(patience))
            .write_timeout(Some(patience))
            .await?;
        Ok(())
    })
}
