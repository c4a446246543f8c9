//! Files that are streams: sent while they come, by async clients and by servers.

use crate::server::{Server, answer, json, tells_chunks};
use crate::shop::API;
use datacontract::Endpoint;
use datacontract::client::{self, Client, Error, Mock, Reqwest, Tower, TransportKind, Ureq};
use datacontract::http::{BaseUrl, Bytes, File};
use datacontract::server::{Request, Router};
use futures_core::Stream;
use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, post = "api/photos", response = String)]
struct Upload {
    #[endpoint(part)]
    title: String,
    #[endpoint(part, file)]
    photo: File,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, put = "api/photos/raw", response = File)]
struct Raw {
    #[endpoint(body, file)]
    photo: File,
}

/// Pieces that do not come at once: each is waited for.
struct Pieces {
    pieces: VecDeque<io::Result<&'static str>>,
    waits: bool,
}

impl Stream for Pieces {
    type Item = io::Result<&'static str>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.waits = !self.waits;
        if self.waits {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(self.pieces.pop_front())
    }
}

fn stream<const N: usize>(pieces: [io::Result<&'static str>; N]) -> File {
    File::from_stream(Pieces { pieces: pieces.into(), waits: false })
}

/// Returns what an error says, and those behind it.
fn causes(error: &(dyn std::error::Error + 'static)) -> Vec<String> {
    std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect()
}

fn client(server: &Server) -> Client<Reqwest> {
    client::reqwest(&server.url()).unwrap()
}

#[tokio::test]
async fn a_stream_is_sent_with_its_length_or_in_chunks() {
    let server = Server::always(answer("200 OK", &[], ""));
    let photo = stream([Ok("JF"), Ok(""), Ok("IF")]).with_length(4);
    client(&server).call(Raw { photo }).send().await.unwrap();
    let sent = server.received().pop().unwrap();
    assert_eq!((sent.header("content-length"), &sent.body[..]), (Some("4"), &b"JFIF"[..]));
    let photo = stream([Ok("JFIF")]);
    let file = client(&tells_chunks()).call(Raw { photo }).send().await.unwrap();
    assert_eq!(file.bytes().unwrap(), "\"true\"");
}

/// Of one that is longer no more is sent than was said.
#[tokio::test]
async fn a_wrong_length_is_an_error() {
    let server = Server::always(answer("200 OK", &[], ""));
    let error =
        client(&server).call(Raw { photo: stream([Ok("JF")]).with_length(4) }).send().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    let photo = stream([Ok("JFIF"), Ok("and more")]).with_length(3);
    client(&server).call(Raw { photo }).send().await.unwrap();
    assert_eq!(server.received().pop().unwrap().body, b"JFI");
}

#[tokio::test]
async fn a_stream_that_breaks_off_is_an_error() {
    let server = Server::always(answer("200 OK", &[], ""));
    let photo = stream([Ok("JF"), Err(io::Error::other("gone"))]).with_length(4);
    let error = client(&server).call(Raw { photo }).send().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

/// It is gone after the first attempt.
#[tokio::test]
async fn a_stream_is_sent_once() {
    let server = Server::always(answer("503 Service Unavailable", &[], ""));
    let photo = stream([Ok("JFIF")]).with_length(4);
    let error = client(&server).call(Raw { photo: photo.clone() }).send().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    assert_eq!(server.received().len(), 1);
    let error = client(&server).call(Raw { photo }).send().await.unwrap_err();
    let told = causes(&error);
    assert!(told.iter().any(|told| told.contains("can be read only once")), "{told:?}");
}

#[test]
fn a_blocking_client_refuses_a_stream_before_it_sends_anything() {
    let server = Server::always(json("\"ok\""));
    let client: Client<Ureq> = client::ureq(&server.url()).unwrap();
    let error =
        client.call(Upload { title: "Ada".to_owned(), photo: stream([Ok("JFIF")]) }).send().unwrap_err();
    let Error::Transport(failure) = &error else { panic!("{error:?}") };
    assert_eq!(failure.kind(), TransportKind::Other);
    let told = causes(&error);
    assert!(told.iter().any(|told| told.contains("or an async client")), "{told:?}");
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn mocks_read_streams() {
    let mock =
        Mock::new().on(|upload: Upload| Ok(format!("{} {:?}", upload.title, upload.photo.bytes().unwrap())));
    let client: Client<Reqwest> = client::mock(mock);
    let call = Upload { title: "Ada".to_owned(), photo: stream([Ok("JF"), Ok("IF")]).named("ada.jpg") };
    assert_eq!(client.call(call).send().await.unwrap(), "Ada b\"JFIF\"");
}

/// The body of one answer is that of another, and is never in memory as a whole.
#[tokio::test]
async fn a_server_passes_on_what_it_gets() {
    let server = Server::always(answer("200 OK", &["Content-Type: image/jpeg"], "JFIF".repeat(50_000)));
    let origin = client(&server);
    let router = Router::of(origin)
        .endpoint(|origin, request: Request<Raw>| async move {
            let photo = request.into_arguments().photo;
            let download = origin.call(Raw { photo }).download().await.unwrap();
            let length = download.length().unwrap();
            Ok(File::from_stream(download).named("ada.jpg").with_length(length).into())
        })
        .build();
    let client = Client::new(BaseUrl::new("http://shop.example.com").unwrap(), Tower::new(router));
    let mut file = client.call(Raw { photo: stream([Ok("small")]) }).download().await.unwrap();
    assert_eq!((file.name().as_deref(), file.length()), (Some("ada.jpg"), Some(200_000)));
    let mut read = Vec::new();
    while let Some(piece) = file.next().await {
        let piece: Bytes = piece.unwrap();
        read.extend_from_slice(&piece);
    }
    assert!(read == "JFIF".repeat(50_000).into_bytes());
    assert_eq!(server.received().pop().unwrap().body, b"small");
}
