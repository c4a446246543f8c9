//! One thread that serves everything.

use axum::serve::{ListenerExt as _, TapIo};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;
use std::{fs, io, thread};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Handle};

/// Large answers wait without it for the acknowledgement of what they began with.
pub fn no_delay(listener: TcpListener) -> TapIo<TcpListener, fn(&mut TcpStream)> {
    let no_delay: fn(&mut TcpStream) = |stream| drop(stream.set_nodelay(true));
    listener.tap_io(no_delay)
}

pub struct Server {
    runtime: Handle,
    /// What Linux says of the thread's time.
    thread: PathBuf,
}

impl Server {
    pub fn start() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (sender, receiver) = mpsc::channel();
        thread::Builder::new().name("server".to_owned()).spawn(move || {
            // The receiver waits.
            let _ = sender.send(fs::read_link("/proc/thread-self"));
            runtime.block_on(std::future::pending::<()>());
        })?;
        let thread = receiver.recv().map_err(io::Error::other)??;
        Ok(Server { runtime: handle, thread: PathBuf::from("/proc").join(thread).join("schedstat") })
    }

    /// Serves at a port of its own.
    pub fn serve<F>(&self, serve: impl FnOnce(TcpListener) -> F) -> io::Result<SocketAddr>
    where
        F: IntoFuture<Output = io::Result<()>>,
        F::IntoFuture: Send + 'static,
    {
        let _guard = self.runtime.enter();
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        self.runtime.spawn(serve(TcpListener::from_std(listener)?).into_future());
        Ok(address)
    }

    /// How long the thread has run on a processor.
    pub fn processor_time(&self) -> io::Result<Duration> {
        let text = fs::read_to_string(&self.thread)?;
        let nanos = text.split(' ').next().and_then(|nanos| nanos.parse().ok());
        nanos.map(Duration::from_nanos).ok_or_else(|| io::Error::other("schedstat has no time"))
    }
}
