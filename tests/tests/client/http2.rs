//! A server that speaks HTTP/2 and HTTP/1.1 over TLS, and answers with the version of each request.

use crate::authority::Certified;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use std::convert::Infallible;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio_rustls::TlsAcceptor;

pub(crate) struct Server {
    url: String,
    _runtime: Runtime,
}

impl Server {
    pub(crate) fn start(certified: &Certified) -> Self {
        let runtime = Runtime::new().unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(certified.server_config(None, &["h2", "http/1.1"])));
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let port = listener.local_addr().unwrap().port();
        runtime.spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else { continue };
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    let Ok(stream) = acceptor.accept(stream).await else { return };
                    let answer = service_fn(|request: http::Request<_>| async move {
                        let body = format!("\"{:?}\"", request.version());
                        let _: hyper::body::Incoming = request.into_body();
                        let answer = http::Response::builder().header("content-type", "application/json");
                        Ok::<_, Infallible>(answer.body(body).unwrap())
                    });
                    let _ = Builder::new(TokioExecutor::new())
                        .serve_connection(TokioIo::new(stream), answer)
                        .await;
                });
            }
        });
        Server { url: format!("https://127.0.0.1:{port}"), _runtime: runtime }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}
