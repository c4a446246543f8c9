//! Calls the example server in XML, and blocks until it has answered.

use datacontract::{client::Error, http::Format};
use datacontract_examples::{
    ADDRESS,
    lcmanager::{LeadUpdateRequest, client::Client},
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let http = datacontract::client::ureq(&format!("http://{ADDRESS}"))?
        .basic("partner", "password")
        .format(Format::Xml)
        .on_notice(|notice| eprintln!("the service has changed: {notice}"));
    let api = Client::new(http);
    let request = LeadUpdateRequest { lead_name: Some("Ada".to_owned()), ..LeadUpdateRequest::default() };
    match api.lead_update(request).send() {
        Ok(response) => println!("{:?}", response.base.message),
        Err(Error::Status(error)) => println!("the service refuses: {error}"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
