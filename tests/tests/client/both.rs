//! Both transports as one that blocks, so that a test says everything once.

use datacontract::client::{Client, Connections, Exchange, Reqwest, Retry, Transport, Ureq};
use datacontract::http::BaseUrl;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

pub(crate) enum Both {
    Reqwest(Reqwest, Runtime),
    Ureq(Ureq),
}

impl Transport for Both {
    type Sent<'a, R: Send + 'a> = R;

    fn send<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange) -> R + Send + 'a,
    ) -> R {
        match self {
            Both::Reqwest(transport, runtime) => runtime.block_on(transport.send(exchange, finish)),
            Both::Ureq(transport) => transport.send(exchange, finish),
        }
    }
}

/// A client of each kind, with pauses that are too short to be noticed.
pub(crate) fn clients(base_url: &str) -> [(&'static str, Client<Both>); 2] {
    clients_with(&Connections::new().no_proxy(), base_url)
}

/// The same with settings of connections.
pub(crate) fn clients_with(connections: &Connections, base_url: &str) -> [(&'static str, Client<Both>); 2] {
    [("reqwest", reqwest(connections, base_url)), ("ureq", ureq(connections, base_url))]
}

pub(crate) fn reqwest(connections: &Connections, base_url: &str) -> Client<Both> {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    client(Both::Reqwest(Reqwest::with(connections).unwrap(), runtime), base_url)
}

pub(crate) fn ureq(connections: &Connections, base_url: &str) -> Client<Both> {
    client(Both::Ureq(Ureq::with(connections).unwrap()), base_url)
}

fn client(transport: Both, base_url: &str) -> Client<Both> {
    let retry = Retry::default().pauses(Duration::from_millis(1), Duration::from_secs(5));
    let client = Client::new(BaseUrl::new(base_url).unwrap(), transport).retry(retry);
    client.timeout(Duration::from_secs(20))
}
