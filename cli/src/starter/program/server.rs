//! Serves {name}: each method answers with the sample of its help page, until it is written.
//!
//! `cargo run -- --addr 127.0.0.1:8080`

// `build.rs` generates this module from the spec. A program rarely uses all of it.
#[allow(dead_code)]
mod {module} {
    datacontract::include_api!("{file}");
}

use datacontract::server::{self, Request, Result};
use {module}::{imports};

/// The service. Put in here what its methods share, such as connections to a database.
struct Api;

impl Service for Api {
{methods}}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let addr = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => "127.0.0.1:8080",
        ["--addr", addr] => addr,
        _ => return Err(std::io::Error::other("usage: [--addr HOST:PORT]")),
    };
    let listener = tokio::net::TcpListener::bind(addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    // Slow and silent clients are disconnected. Ctrl-C lets open requests end first.
    server::serve(listener, router(Api)).shutdown(server::stop_signal()).await
}
