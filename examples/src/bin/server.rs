//! Serves an API, for callers who know the password.

use datacontract::server::{self, Error, Request, Response, Result};
use datacontract_examples::{
    ADDRESS,
    lcmanager::{BaseResponse, LeadUpdateResponse, endpoints::LeadUpdate, server::Service, server::router},
};

struct Leads;

impl Service for Leads {
    async fn lead_update(&self, request: Request<LeadUpdate>) -> Result<LeadUpdateResponse> {
        if !request.basic().is_some_and(|caller| caller.is("partner", "password")) {
            return Err(Error::unauthorized("Basic realm=\"leads\""));
        }
        let name = request.body.lead_name.clone().unwrap_or_default();
        let base = BaseResponse { error_code: 0, message: Some(format!("{name} is updated")) };
        Ok(Response::new(LeadUpdateResponse { base }))
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind(ADDRESS).await?;
    println!("listening on http://{ADDRESS}");
    server::serve(listener, router(Leads)).shutdown(server::stop_signal()).await
}
