//! Serves the help pages of a spec: `cargo run -p datacontract-workbench --example help -- specs/vitec`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use datacontract_workbench::help;
use datacontract_workbench::site::Site;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let spec = PathBuf::from(arguments.next().unwrap_or_else(|| "specs/lcmanager".to_owned()));
    let address: SocketAddr = arguments.next().unwrap_or_else(|| "127.0.0.1:8080".to_owned()).parse()?;
    let (site, diagnostics) = Site::load(&spec);
    let site = site.ok_or_else(|| format!("{} errors in the spec", diagnostics.len()))?;
    let listener = tokio::net::TcpListener::bind(address).await?;
    println!("http://{}/Help", listener.local_addr()?);
    datacontract::server::serve(listener, help::router(Arc::new(site), help::Options::default())).await?;
    Ok(())
}
