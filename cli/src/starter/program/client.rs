//! Calls {name}.
//!
//! `cargo run -- {example}`, or with the address in the environment as `BASE_URL`.

{api}

use {path}::{imports};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let base_url = std::env::args()
        .nth(1)
        .or_else(|| std::env::var("BASE_URL").ok());
    let base_url = base_url{otherwise};
    let http = datacontract::client::ureq(&base_url)?{of_http};
    let api = Client::new(http){of_client};

    // This sends the samples of the help pages.{about_outcome}
    {call}
    Ok(())
}
