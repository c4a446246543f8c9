//! Calls the example server, and does not block.

use datacontract_examples::{
    ADDRESS,
    lcmanager::{LeadUpdateRequest, client::Client},
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let http = datacontract::client::reqwest(&format!("http://{ADDRESS}"))?.basic("partner", "password");
    let api = Client::new(http);
    let request = LeadUpdateRequest { lead_name: Some("Ada".to_owned()), ..LeadUpdateRequest::default() };
    let response = api.lead_update(request).send().await?;
    println!("{:?}", response.base.message);
    Ok(())
}
