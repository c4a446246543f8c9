//! Serving on a socket, with limits for clients that are slow or silent.

mod activity;
mod called;
mod connection;
mod socket;
mod stalling;

use super::peer::Peer;
use axum::body::Body;
use connection::{Settings, live};
use http::{Request, Response};
use hyper::body::Incoming;
use std::convert::Infallible;
use std::fmt;
use std::future::{IntoFuture, pending};
use std::io;
use std::pin::Pin;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower_service::Service;

/// Serves a router over HTTP/1.1: see [`serve`].
#[must_use = "a server does nothing until it is awaited"]
pub struct Serve<S> {
    listener: TcpListener,
    service: S,
    header_timeout: Option<Duration>,
    write_timeout: Option<Duration>,
    shutdown: Pin<Box<dyn Future<Output = ()> + Send>>,
    shutdown_timeout: Duration,
}

/// Serves a [`Router`](super::Router), or an `axum::Router` around one, over HTTP/1.1.
///
/// Unlike `axum::serve` it hangs up on clients that keep a connection and do nothing with it:
///
/// ```no_run
/// # async fn run(router: datacontract::server::Router) -> std::io::Result<()> {
/// use datacontract::server;
///
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
/// server::serve(listener, router).shutdown(server::stop_signal()).await
/// # }
/// ```
///
/// | what a client does | limit | by default |
/// |---|---|---|
/// | it sends no request, or no end of the headers, on a new connection or after an answer | [`Serve::header_timeout`] | 30 seconds |
/// | it sends the body slowly | [`Router::body_timeout`](super::Router::body_timeout) | 30 seconds |
/// | it sends a large body | [`Router::max_body`](super::Router::max_body) | 4 MiB |
/// | it does not read the answer | [`Serve::write_timeout`] | 30 seconds |
///
/// How long a method may take is [`Router::timeout`](super::Router::timeout).
///
/// A connection that does nothing takes two to three kilobytes, once it has done nothing for a second.
pub fn serve<S>(listener: TcpListener, service: S) -> Serve<S> {
    Serve {
        listener,
        service,
        header_timeout: Some(Duration::from_secs(30)),
        write_timeout: Some(Duration::from_secs(30)),
        shutdown: Box::pin(pending()),
        shutdown_timeout: Duration::from_secs(30),
    }
}

impl<S> Serve<S> {
    /// Sets how long a client may take from the start of a connection, or from the end of an answer, to the
    /// end of the next request's headers: 30 seconds unless given. So it is also how long a connection may be
    /// idle. The client is hung up on then.
    pub fn header_timeout(mut self, time: Option<Duration>) -> Self {
        self.header_timeout = time;
        self
    }

    /// Sets how long a client may go without reading anything of an answer: 30 seconds unless given. It is
    /// hung up on then.
    pub fn write_timeout(mut self, time: Option<Duration>) -> Self {
        self.write_timeout = time;
        self
    }

    /// Ends when `signal` does: no connection is accepted any more, idle ones are closed, and requests that
    /// are being answered have the time of [`Self::shutdown_timeout`].
    pub fn shutdown(mut self, signal: impl Future<Output = ()> + Send + 'static) -> Self {
        self.shutdown = Box::pin(signal);
        self
    }

    /// Sets how long requests may still take that are being answered at the [end](Self::shutdown): 30 seconds
    /// unless given.
    pub fn shutdown_timeout(mut self, time: Duration) -> Self {
        self.shutdown_timeout = time;
        self
    }
}

impl<S> Serve<S>
where
    S: Service<Request<Incoming>, Response = Response<Body>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    async fn run(self) {
        let Serve { listener, service, mut shutdown, shutdown_timeout, .. } = self;
        let settings = Settings::new(self.header_timeout, self.write_timeout);
        // Each connection has a receiver: when all are gone, so are all connections.
        let (stop, stopped) = watch::channel(());
        loop {
            let (stream, peer) = tokio::select! {
                stream = accept(&listener) => stream,
                () = &mut shutdown => break,
            };
            // Answers are written in one piece, and need not wait for another.
            let _ = stream.set_nodelay(true);
            tokio::spawn(live(stream, peer, service.clone(), settings.clone(), stopped.clone()));
        }
        drop((listener, stopped));
        // Without any connection there is nobody to tell.
        let _ = stop.send(());
        let _ = tokio::time::timeout(shutdown_timeout, stop.closed()).await;
    }
}

/// Accepts the next connection. Most errors are of one connection alone; while there are too many open files,
/// waiting is all that helps.
async fn accept(listener: &TcpListener) -> (TcpStream, Peer) {
    loop {
        match listener.accept().await {
            Ok((stream, address)) => return (stream, Peer(address)),
            Err(error) => {
                let is_of_connection = matches!(
                    error.kind(),
                    io::ErrorKind::ConnectionRefused
                        | io::ErrorKind::ConnectionAborted
                        | io::ErrorKind::ConnectionReset
                );
                if !is_of_connection {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
        }
    }
}

impl<S> IntoFuture for Serve<S>
where
    S: Service<Request<Incoming>, Response = Response<Body>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    type Output = io::Result<()>;
    type IntoFuture = Pin<Box<dyn Future<Output = io::Result<()>> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            self.run().await;
            Ok(())
        })
    }
}

impl<S> fmt::Debug for Serve<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Serve")
            .field("listener", &self.listener)
            .field("header_timeout", &self.header_timeout)
            .field("write_timeout", &self.write_timeout)
            .field("shutdown_timeout", &self.shutdown_timeout)
            .finish_non_exhaustive()
    }
}

/// Waits until the program is asked to stop: by Ctrl-C, or on Unix by `SIGTERM`, which containers send. If
/// the program cannot listen to a signal, that signal ends it at once.
pub async fn stop_signal() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
