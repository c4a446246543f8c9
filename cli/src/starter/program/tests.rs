//! Calls every endpoint, without a socket: through the router, with what the layers around it do.

use crate::{module}::{{own_name}client::Client, {samples}server::router};
use crate::{app, service::Api};
use datacontract::client::{self, Tower};
use datacontract::http::BaseUrl;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn api() -> Client<Tower<axum::Router>> {
    let base_url = BaseUrl::new("http://localhost").expect("an address");{about_attributes}
    let service = app(router(Api){attributes});
    Client::new(client::Client::new(base_url, Tower::new(service)))
}

{tests}
