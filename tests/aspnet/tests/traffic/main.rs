//! The traffic of a real ASP.NET service with its real .NET client: what a proxy between them sees, and what answers teach.

mod compared;
mod learn;
mod proxy;
mod values;

use std::path::Path;

use datacontract_workbench::{site::Site, traffic::Exchange, traffic::Message};

/// Reads the spec of the service, which says what its code says.
fn truth() -> Site {
    let (truth, _) = Site::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("specs/main"));
    truth.expect("the spec")
}

fn exchange(method: &str, url: &str, status: u16, response: Message) -> Exchange {
    Exchange {
        method: method.to_owned(),
        url: url.to_owned(),
        request: Message::default(),
        status,
        response,
        started: "2026-11-27T00:00:00Z".to_owned(),
        ..Exchange::default()
    }
}
