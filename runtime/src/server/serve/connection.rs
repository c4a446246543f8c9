//! The life of a connection.
//!
//! hyper has some 15 KB of buffers and states for each connection, whether it does anything or not. Most connections of a
//! service with many callers do nothing. So one is given to hyper when its first bytes come, and taken back when it has
//! rested for a while; in between it takes the socket and a timer.

use super::activity::Activity;
use super::called::Called;
use super::socket::Socket;
use super::stalling::Stalling;
use crate::server::peer::Peer;
use axum::body::Body;
use bytes::Bytes;
use http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout_at};
use tower_service::Service;

/// How long a connection does nothing before it is taken back.
const REST: Duration = Duration::from_millis(500);

/// What all connections of a server share.
#[derive(Clone)]
pub(super) struct Settings {
    pub(super) http: Builder,
    pub(super) header_timeout: Option<Duration>,
    pub(super) write_timeout: Option<Duration>,
}

impl Settings {
    pub(super) fn new(header_timeout: Option<Duration>, write_timeout: Option<Duration>) -> Self {
        let mut http = Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(header_timeout);
        Self { http, header_timeout, write_timeout }
    }
}

/// A connection that hyper does not have.
struct Resting {
    stream: Stalling<TcpStream>,
    /// What was read already.
    unread: Bytes,
    since: Instant,
}

/// How hyper's part of a connection ended.
enum Ended {
    /// The connection is over.
    Closed,
    /// It rests, and nothing of it is lost.
    Resting(Resting),
}

/// Serves a connection until one of both sides ends it, or until `stop` says so and what is being answered is.
pub(super) async fn live<S>(
    stream: TcpStream,
    peer: Peer,
    service: S,
    settings: Settings,
    mut stop: watch::Receiver<()>,
) where
    S: Service<Request<Incoming>, Response = Response<Body>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    let stream = Stalling::new(stream, settings.write_timeout);
    let mut resting = Resting { stream, unread: Bytes::new(), since: Instant::now() };
    loop {
        let deadline = settings.header_timeout.map(|time| resting.since + time);
        if resting.unread.is_empty() {
            let has_come = tokio::select! {
                biased;
                has_come = readable(resting.stream.get_ref(), deadline) => has_come,
                _ = stop.changed() => Readable::Never,
            };
            if matches!(has_come, Readable::Never) {
                return;
            }
        }
        let activity = Arc::new(Activity::default());
        let service = Called { service: service.clone(), peer, activity: Arc::clone(&activity) };
        let socket = Socket { stream: resting.stream, unread: resting.unread, activity };
        resting = match Box::pin(answer(socket, service, &settings, deadline, &mut stop)).await {
            Ended::Closed => return,
            Ended::Resting(resting) => resting,
        };
    }
}

enum Readable {
    /// There are bytes, or the end, or an error.
    Now,
    /// It took too long.
    Never,
}

async fn readable(stream: &TcpStream, deadline: Option<Instant>) -> Readable {
    // That a socket is readable may be said without a reason; that it can be peeked into may not.
    let mut first = [0];
    let peek = stream.peek(&mut first);
    let Some(deadline) = deadline else {
        let _ = peek.await;
        return Readable::Now;
    };
    timeout_at(deadline, peek).await.map_or(Readable::Never, |_| Readable::Now)
}

/// Answers requests until the connection is over or rests.
async fn answer<S>(
    socket: Socket,
    service: Called<S>,
    settings: &Settings,
    deadline: Option<Instant>,
    stop: &mut watch::Receiver<()>,
) -> Ended
where
    S: Service<Request<Incoming>, Response = Response<Body>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    let activity = Arc::clone(&socket.activity);
    let mut connection =
        settings.http.serve_connection(TokioIo::new(socket), TowerToHyperService::new(service));
    let mut is_stopping = false;
    let (mut seen, mut since) = (activity.seen(), Instant::now());
    loop {
        // For the first headers the time counts from the rest before, which hyper does not know.
        let end_of_headers = deadline.filter(|_| !activity.is_called());
        let next_look = end_of_headers.map_or(since + REST, |deadline| deadline.min(since + REST));
        tokio::select! {
            biased;
            // What goes wrong with a connection is the client's doing: there is nobody to tell.
            _ = &mut connection => return Ended::Closed,
            _ = stop.changed(), if !is_stopping => {
                is_stopping = true;
                Pin::new(&mut connection).graceful_shutdown();
            }
            () = sleep_until(next_look) => {
                if end_of_headers.is_some_and(|deadline| deadline <= next_look) && !activity.is_called() {
                    return Ended::Closed;
                }
                if !is_stopping && activity.rests_since(seen) {
                    break;
                }
                (seen, since) = (activity.seen(), Instant::now());
            }
        }
    }
    // hyper itself says whether it rests: then its connection ends at once, and has nothing more to write. If not, the
    // answer that is under way is the last.
    activity.keep(true);
    Pin::new(&mut connection).graceful_shutdown();
    let ended = poll_fn(|context| Poll::Ready(Pin::new(&mut connection).poll(context))).await;
    match ended {
        Poll::Ready(Ok(())) => {
            let parts = connection.into_parts();
            // Bytes without a length may hold a buffer with one.
            let unread = if parts.read_buf.is_empty() { Bytes::new() } else { parts.read_buf };
            Ended::Resting(Resting { stream: parts.io.into_inner().stream, unread, since })
        }
        Poll::Ready(Err(_)) => Ended::Closed,
        Poll::Pending => {
            activity.keep(false);
            let _ = connection.await;
            Ended::Closed
        }
    }
}
