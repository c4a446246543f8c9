//! Serves {name}.
//!
//! | in the environment | what it says | unless given |
//! |---|---|---|
//! | `ADDR` | where the program listens | `127.0.0.1:8080` |
//! | `LOG` | what is logged: `error`, `warn`, `info`, `debug` or `trace` | `info` |
//! | `TIMEOUT` | how many seconds a request may take | 110, as in ASP.NET |
//! | `SHUTDOWN_TIMEOUT` | how many seconds open requests have when the program is stopped | 30 |

{api}
mod service;
#[cfg(test)]
mod tests;

use datacontract::server::{self, Router};
use std::io::{self, IsTerminal};
use std::{env, error::Error, fmt::Display, str::FromStr, time::Duration};
use tracing_subscriber::fmt::format::FmtSpan;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let addr: String = setting("ADDR", "127.0.0.1:8080")?;
    let log: tracing::Level = setting("LOG", "info")?;
    let timeout = Duration::from_secs(setting("TIMEOUT", "110")?);
    let shutdown_timeout = Duration::from_secs(setting("SHUTDOWN_TIMEOUT", "30")?);

    // A line for each request, when it is answered.
    tracing_subscriber::fmt()
        .with_max_level(log)
        .with_span_events(FmtSpan::CLOSE)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .init();
    let listener = tokio::net::TcpListener::bind(&addr).await?;
    println!("listening on http://{}", listener.local_addr()?);
    let api = {module}::server::router(service::Api).timeout(Some(timeout));
    // Clients that are slow or silent are hung up on. Ctrl-C and SIGTERM let open requests end first.
    server::serve(listener, app(api))
        .header_timeout(Some(Duration::from_secs(30)))
        .write_timeout(Some(Duration::from_secs(30)))
        .shutdown(server::stop_signal())
        .shutdown_timeout(shutdown_timeout)
        .await?;
    Ok(())
}

/// Returns the API, with what stands around it.
fn app(api: Router) -> axum::Router {
    axum::Router::new()
        // Whether the program is there, for those who watch over it.
        .route("/healthz", axum::routing::get(async || "ok"))
        .fallback_service(api)
    // With `tower-http` (see Cargo.toml): for web pages of other origins, and for smaller answers.
    // .layer(tower_http::cors::CorsLayer::permissive())
    // .layer(tower_http::compression::CompressionLayer::new())
}

/// Returns what the environment says, or else what is usual.
fn setting<T: FromStr<Err: Display>>(variable: &str, usual: &str) -> Result<T, String> {
    let text = env::var(variable).unwrap_or_else(|_| usual.to_owned());
    text.parse()
        .map_err(|error| format!("{variable}={text}: {error}"))
}
