//! Both transports as one that blocks, so that a test says everything once.

use datacontract::client::{
    BlockingBody, Client, Connections, Exchange, ItemReading, ListItems, ListStream, PageItems, Pages,
    Reqwest, Result, Retry, StreamTransport, Transport, Ureq,
};
use datacontract::http::{BaseUrl, Endpoint, Paged};
use datacontract::items::HasItems;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

pub(crate) enum Both {
    Reqwest(Arc<Reqwest>, Arc<Runtime>),
    Ureq(Arc<Ureq>),
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

/// The items of a list, from one of both transports.
pub(crate) enum BothItems<E: Endpoint<Response: HasItems>> {
    Reqwest(ListStream<E>, Arc<Both>),
    Ureq(ListItems<E>),
}

impl StreamTransport for Both {
    type Body = BlockingBody;

    fn open<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange, Option<BlockingBody>) -> R + Send + 'a,
    ) -> R {
        match self {
            Both::Reqwest(transport, runtime) => {
                let (exchange, body) =
                    runtime.block_on(transport.open(exchange, |exchange, body| (exchange, body)));
                let runtime = Arc::clone(runtime);
                let body = body.map(|mut body| BlockingBody::new(move || runtime.block_on(body.next())));
                finish(exchange, body)
            }
            Both::Ureq(transport) => transport.open(exchange, finish),
        }
    }

    type Items<E: Endpoint<Response: HasItems>> = BothItems<E>;

    fn items<E: Endpoint<Response: HasItems>>(self: Arc<Self>, reading: ItemReading<E>) -> BothItems<E> {
        match &*self {
            Both::Reqwest(transport, _) => {
                BothItems::Reqwest(Arc::clone(transport).items(reading), Arc::clone(&self))
            }
            Both::Ureq(transport) => BothItems::Ureq(Arc::clone(transport).items(reading)),
        }
    }

    // To these, a transport that blocks is one whatever is in it.
    type PageItems<E: Paged> = PageItems<Both, E>;

    fn page_items<E: Paged>(pages: Pages<Both, E>) -> PageItems<Both, E> {
        PageItems::new(pages)
    }
}

impl<E: Endpoint<Response: HasItems>> BothItems<E> {
    pub(crate) fn document(&self) -> Option<&E::Response> {
        match self {
            BothItems::Reqwest(items, _) => items.document(),
            BothItems::Ureq(items) => items.document(),
        }
    }
}

impl<E: Endpoint<Response: HasItems>> Iterator for BothItems<E> {
    type Item = Result<<E::Response as HasItems>::Item, E::Status>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            BothItems::Reqwest(items, both) => match &**both {
                Both::Reqwest(_, runtime) => runtime.block_on(items.next()),
                Both::Ureq(_) => None,
            },
            BothItems::Ureq(items) => items.next(),
        }
    }
}

/// A client of each kind, with pauses that are too short to be noticed.
pub(crate) fn clients(base_url: &str) -> [(&'static str, Client<Both>); 2] {
    clients_with(&Connections::new().no_proxy(), base_url)
}

/// A client of each kind, whose connections have these settings.
pub(crate) fn clients_with(connections: &Connections, base_url: &str) -> [(&'static str, Client<Both>); 2] {
    [("reqwest", reqwest(connections, base_url)), ("ureq", ureq(connections, base_url))]
}

pub(crate) fn reqwest(connections: &Connections, base_url: &str) -> Client<Both> {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    client(Both::Reqwest(Arc::new(Reqwest::with(connections).unwrap()), Arc::new(runtime)), base_url)
}

pub(crate) fn ureq(connections: &Connections, base_url: &str) -> Client<Both> {
    client(Both::Ureq(Arc::new(Ureq::with(connections).unwrap())), base_url)
}

fn client(transport: Both, base_url: &str) -> Client<Both> {
    let retry = Retry::default().pauses(Duration::from_millis(1), Duration::from_secs(5));
    let client = Client::new(BaseUrl::new(base_url).unwrap(), transport).retry(retry);
    client.timeout(Duration::from_secs(20))
}
