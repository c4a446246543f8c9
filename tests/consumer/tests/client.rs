//! A client and a server from `build.rs`, without sockets between them.

use datacontract::client::Tower;
use datacontract::http::BaseUrl;
use datacontract::server::{Request, Result};
use datacontract_tests_consumer::trackerrms::client::Client;
use datacontract_tests_consumer::trackerrms::endpoints::CreateLead;
use datacontract_tests_consumer::trackerrms::server::{Service, router};
use datacontract_tests_consumer::trackerrms::{CreateLeadRequest, CreateLeadResponse, Credentials, samples};

struct Tracker;

impl Service for Tracker {
    async fn create_lead(&self, request: Request<CreateLead>) -> Result<CreateLeadResponse> {
        let envelope = request.body.trackerrms.as_ref().and_then(|body| body.create_lead.as_ref());
        let credentials = envelope.and_then(|lead| lead.credentials.as_ref());
        let message = credentials.and_then(|credentials| credentials.username.clone());
        Ok(CreateLeadResponse { message, ..samples::create_lead_response() }.into())
    }
}

#[tokio::test]
async fn credentials_go_into_the_body() {
    let base = BaseUrl::new("https://tracker.example.com").expect("an address");
    let http = datacontract::client::Client::new(base, Tower::new(router(Tracker)));
    let credentials = Credentials { username: Some("ada".to_owned()), ..Default::default() };
    let api = Client::new(http).credentials(credentials);

    let response = api.create_lead(CreateLeadRequest::default()).send().await.expect("a response");
    assert_eq!(response.message.as_deref(), Some("ada"));
    // The sample has credentials of its own.
    let response = api.create_lead(samples::create_lead_request()).send().await.expect("a response");
    assert_ne!(response.message.as_deref(), Some("ada"));
}
