//! Many clients at once.

use crate::shop::router;
use crate::wire::{Connection, Server, get, post};
use std::sync::Arc;
use tokio::sync::Barrier;

const CLIENTS: usize = 256;
const REQUESTS: usize = 20;

/// Requests with their answers.
fn dialogue() -> Vec<(Vec<u8>, u16, &'static str)> {
    let order = r#"{"Id":7,"Customer":"Åsa","Amount":1.50,"Lines":[{"Sku":"a","Count":2}],"Parent":null}"#;
    vec![
        (post("/api/orders", "application/json", order.as_bytes()), 200, order),
        (get("/api/orders/7"), 200, "\"order 7\""),
        (
            post("/api/orders", "application/json", b"{"),
            400,
            r#"{"Message":"The request is invalid.","ModelState":{"order":["An error has occurred."]}}"#,
        ),
        (get("/api/orders/404"), 404, ""),
        (get("/api/orders/501"), 500, r#"{"Message":"An error has occurred."}"#),
        (b"DELETE /api/orders/7 HTTP/1.1\r\nHost: a\r\n\r\n".to_vec(), 204, ""),
    ]
}

#[test]
fn every_client_gets_its_own_answers() {
    let server = Server::start(router());
    let dialogue = Arc::new(dialogue());
    let together = Arc::new(Barrier::new(CLIENTS));
    server.run(async {
        let mut clients = tokio::task::JoinSet::new();
        for client in 0..CLIENTS {
            let (address, dialogue, together) =
                (server.address(), Arc::clone(&dialogue), Arc::clone(&together));
            clients.spawn(async move {
                let mut connection = Connection::open(address).await;
                together.wait().await;
                for number in 0..REQUESTS {
                    let (request, status, body) = &dialogue[(client + number) % dialogue.len()];
                    connection.write(request).await;
                    assert_eq!(connection.answer().await, (*status, (*body).to_owned()));
                }
            });
        }
        while let Some(client) = clients.join_next().await {
            client.expect("every client is content");
        }
    });
}

#[test]
fn slow_clients_do_not_hold_up_the_others() {
    let server = Server::start(router());
    server.run(async {
        let mut slow = Vec::new();
        for number in 0..CLIENTS {
            let mut connection = Connection::open(server.address()).await;
            let whole = post("/api/count", "application/json", b"12345");
            // They stop somewhere in the head or in the body, or wait for a method that takes an hour.
            let sent = if number % 4 == 0 {
                get("/api/orders/503")
            } else {
                whole[..number * whole.len() / CLIENTS].to_vec()
            };
            connection.write(&sent).await;
            slow.push(connection);
        }
        let mut fast = Connection::open(server.address()).await;
        for _ in 0..REQUESTS {
            fast.write(&get("/api/orders/7")).await;
            assert_eq!(fast.answer().await.0, 200);
        }
    });
}
