//! Answers whose list is written item by item while they are sent: with the bytes of the whole answer, or none at all.

use crate::shop::{Answer, block_on, call, request};
use axum::body::Body;
use datacontract::client::{Client, Error, Tower};
use datacontract::http::{Api, BaseUrl, Format};
use datacontract::server::{Request, Response, Router, serve};
use datacontract::{DataContract, Endpoint};
use http::StatusCode;
use http_body_util::BodyExt as _;
use std::future::Future as _;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tower_service::Service as _;

static API: Api = Api::new("Leads");

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Leads", rename_all = "PascalCase")]
struct Lead {
    id: i32,
    name: Option<String>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Leads", rename_all = "PascalCase")]
struct Page {
    #[contract(items)]
    leads: Option<Vec<Lead>>,
    total: i32,
}

/// How the list is answered.
#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq, Eq)]
enum How {
    #[default]
    Whole,
    Items,
    Stream,
    /// Behind three items comes an error.
    Failing,
    FailingStream,
    /// As many items as are taken.
    Endless,
    EndlessStream,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/leads", response = Vec<Lead>)]
struct Leads {
    how: How,
    count: i32,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/page", response = Page)]
struct GetPage {
    how: How,
    count: i32,
}

fn lead(id: i32) -> Lead {
    Lead { id, name: (id % 3 != 0).then(|| format!("Åsa {id} 😀")) }
}

/// A stream that is not ready each time.
struct Halting<I> {
    items: I,
    is_ready: bool,
}

impl<I: Iterator + Unpin> futures_core::Stream for Halting<I> {
    type Item = I::Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<I::Item>> {
        self.is_ready = !self.is_ready;
        if self.is_ready {
            return Poll::Ready(self.items.next());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

fn halting<I: Iterator + Unpin>(items: I) -> Halting<I> {
    Halting { items, is_ready: true }
}

type BoxError = Box<dyn std::error::Error + Send + Sync>;

#[derive(Clone, Default)]
struct Desk {
    /// How many items were made.
    made: Arc<AtomicUsize>,
    dropped: Arc<AtomicUsize>,
}

/// Tells when it is dropped.
struct Dropped(Arc<AtomicUsize>);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl Desk {
    fn items(&self, count: i32) -> impl Iterator<Item = std::result::Result<Lead, BoxError>> + Send + use<> {
        let (made, dropped) = (Arc::clone(&self.made), Dropped(Arc::clone(&self.dropped)));
        (1..=count).map(move |id| {
            let _ = &dropped;
            made.fetch_add(1, Ordering::SeqCst);
            Ok(lead(id))
        })
    }

    fn answer<R>(&self, how: How, count: i32, empty: R, whole: R) -> Response<R>
    where
        R: datacontract::items::HasItems<Item = Lead> + Send + Sync + Clone + 'static,
    {
        let failing = || self.items(3).chain(std::iter::once(Err("the table is gone".into())));
        let response = Response::new(empty).with_status(StatusCode::ACCEPTED);
        match how {
            How::Whole => Response::new(whole).with_status(StatusCode::ACCEPTED),
            How::Items => response.with_items(self.items(count)),
            How::Stream => response.with_stream(halting(self.items(count))),
            How::Failing => response.with_items(failing()),
            How::FailingStream => response.with_stream(halting(failing())),
            How::Endless => response.with_items(self.items(i32::MAX)),
            How::EndlessStream => response.with_stream(halting(self.items(i32::MAX))),
        }
    }
}

fn router(desk: Desk) -> Router {
    Router::of(desk)
        .endpoint(|desk: Arc<Desk>, request: Request<Leads>| async move {
            let whole = (1..=request.count).map(lead).collect();
            Ok(desk.answer(request.how, request.count, Vec::new(), whole))
        })
        .endpoint(|desk: Arc<Desk>, request: Request<GetPage>| async move {
            let page = |leads| Page { leads, total: request.count };
            let whole = page(Some((1..=request.count).map(lead).collect()));
            Ok(desk.answer(request.how, request.count, page(None), whole))
        })
        .build()
}

fn get(target: &str, accept: &str, charset: &str) -> Answer {
    let mut request = request("GET", target);
    request.headers_mut().insert("accept", accept.parse().unwrap());
    request.headers_mut().insert("accept-charset", charset.parse().unwrap());
    call(&router(Desk::default()), request)
}

#[test]
fn the_bytes_are_those_of_the_whole_answer() {
    for accept in ["application/json", "text/xml"] {
        for charset in ["utf-8", "utf-16"] {
            for path in ["leads", "page"] {
                for count in [0, 1, 7, 3000] {
                    let target = |how| format!("/api/{path}?how={how}&count={count}");
                    let whole = get(&target("Whole"), accept, charset);
                    for how in ["Items", "Stream"] {
                        let answer = get(&target(how), accept, charset);
                        assert_eq!(answer.status, 202, "{accept} {charset} {how}");
                        assert_eq!(answer.bytes, whole.bytes, "{accept} {charset} {path} {how} {count}");
                        assert_eq!(answer.header("content-type"), whole.header("content-type"));
                        assert_eq!(answer.header("content-length"), "");
                    }
                }
            }
        }
    }
}

#[test]
fn clients_read_them_while_they_are_written() {
    let desk = Desk::default();
    let client =
        Client::new(BaseUrl::new("http://leads.example.com").unwrap(), Tower::new(router(desk.clone())));
    block_on(async {
        for (how, format) in [(How::Endless, Format::Json), (How::EndlessStream, Format::Xml)] {
            desk.made.store(0, Ordering::SeqCst);
            desk.dropped.store(0, Ordering::SeqCst);
            let mut leads = client.call(Leads { how, count: 0 }).format(format).items();
            for id in 1..=2000 {
                assert_eq!(leads.next().await.unwrap().unwrap(), lead(id));
            }
            let made = desk.made.load(Ordering::SeqCst);
            assert!((2000..6000).contains(&made), "{how:?}: {made} items were made for 2000 that were read");
            drop(leads);
            for _ in 0..1000 {
                if desk.dropped.load(Ordering::SeqCst) == 1 {
                    break;
                }
                tokio::time::sleep(std::time::Duration::from_millis(2)).await;
            }
            assert_eq!(desk.dropped.load(Ordering::SeqCst), 1, "{how:?}");
        }
    });
}

#[test]
fn an_error_among_the_items_cuts_the_answer() {
    let client =
        Client::new(BaseUrl::new("http://leads.example.com").unwrap(), Tower::new(router(Desk::default())));
    for how in [How::Failing, How::FailingStream] {
        for format in [Format::Json, Format::Xml] {
            let plain = block_on(client.call(GetPage { how, count: 9 }).format(format).send());
            assert!(matches!(plain, Err(Error::Transport(_))), "{how:?}: {plain:?}");
        }
    }
}

/// What a server sends over a socket, byte by byte.
async fn over_a_socket(target: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move { serve(listener, router(Desk::default())).await });
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(format!("GET {target} HTTP/1.1\r\nHost: leads\r\n\r\n").as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    server.abort();
    String::from_utf8(answer).unwrap()
}

#[test]
fn over_a_socket_no_answer_that_was_cut_has_an_end() {
    for how in ["Failing", "FailingStream"] {
        let answer = block_on(over_a_socket(&format!("/api/page?how={how}&count=9")));
        assert!(answer.starts_with("HTTP/1.1 202 Accepted\r\n"), "{answer}");
        assert!(answer.contains("transfer-encoding: chunked"), "{answer}");
        assert!(!answer.ends_with("0\r\n\r\n"), "{answer}");
        assert!(!answer.contains(']'), "{answer}");
        assert!(!answer.contains("table"), "what went wrong is for the log alone: {answer}");
    }
}

/// A stream of what another thread sends. It wakes nobody.
struct Channel(std::sync::mpsc::Receiver<i32>);
impl futures_core::Stream for Channel {
    type Item = std::result::Result<Lead, BoxError>;
    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.0.try_recv() {
            Ok(id) => Poll::Ready(Some(Ok(lead(id)))),
            Err(std::sync::mpsc::TryRecvError::Empty) => Poll::Pending,
            Err(std::sync::mpsc::TryRecvError::Disconnected) => Poll::Ready(None),
        }
    }
}

#[test]
fn a_stream_that_waits_does_not_hold_back_what_is_ready() {
    let (sender, receiver) = std::sync::mpsc::channel::<i32>();
    let receiver = std::sync::Mutex::new(Some(receiver));
    let mut router = Router::of(())
        .endpoint(move |_, _: Request<Leads>| {
            let receiver = receiver.lock().unwrap().take().unwrap();
            async move { Ok(Response::new(Vec::new()).with_stream(Channel(receiver))) }
        })
        .build();
    block_on(async {
        let answer =
            router.call(request("GET", "/api/leads?how=Items&count=0").map(Body::from)).await.unwrap();
        let mut body = answer.into_body();
        sender.send(3).unwrap();
        let piece = body.frame().await.unwrap().unwrap().into_data().unwrap();
        assert_eq!(piece, r#"[{"Id":3,"Name":null}"#);
        let mut next = std::pin::pin!(body.frame());
        let mut context = Context::from_waker(std::task::Waker::noop());
        assert!(next.as_mut().poll(&mut context).is_pending());
        drop(sender);
        assert_eq!(next.await.unwrap().unwrap().into_data().unwrap(), "]");
        assert!(body.frame().await.is_none());
    });
}

#[test]
fn items_are_not_sent_beside_those_of_the_value() {
    let router = Router::of(())
        .endpoint(|_, _: Request<Leads>| async { Ok(Response::new(vec![lead(1)]).with_items([Ok(lead(2))])) })
        .build();
    let client = Client::new(BaseUrl::new("http://leads.example.com").unwrap(), Tower::new(router));
    let answer = block_on(client.call(Leads { how: How::Whole, count: 0 }).send());
    assert!(matches!(answer, Err(Error::Transport(_))), "{answer:?}");
}

#[test]
fn items_are_sent_once() {
    let response = Response::new(Vec::new()).with_items([Ok(lead(2))]);
    let router = Router::of(())
        .endpoint(move |_, _: Request<Leads>| {
            let response = response.clone();
            async move { Ok(response) }
        })
        .build();
    assert_eq!(
        call(&router, request("GET", "/api/leads?how=Items&count=0")).shown(),
        (200, r#"[{"Id":2,"Name":"Åsa 2 😀"}]"#)
    );
    assert_eq!(call(&router, request("GET", "/api/leads?how=Items&count=0")).status, 500);
}
