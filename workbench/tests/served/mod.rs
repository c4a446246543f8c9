//! A server for one test.

use std::net::SocketAddr;

/// Serves a router on a free port until the process ends.
pub(crate) fn serve(router: impl FnOnce() -> axum::Router + Send + 'static) -> SocketAddr {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
            sender.send(listener.local_addr().expect("its address")).expect("somebody waits");
            datacontract::server::serve(listener, router()).await.expect("it serves");
        });
    });
    receiver.recv().expect("it listens")
}
