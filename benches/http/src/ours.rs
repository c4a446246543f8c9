//! The generated server of `specs/lcmanager`, and beside it a larger endpoint like that of `specs/leadbank`,
//! which has no XML.

use crate::values;
use datacontract::DataContract;
use datacontract::http::Api;
use datacontract::server::{self, Request, Result};
use datacontract_apis::lcmanager::server::{Service, router};
use datacontract_apis::lcmanager::{BaseResponse, LeadUpdateResponse, endpoints};

static LEADBANK: Api = Api::new("Lead bank");

#[derive(datacontract::Endpoint, Clone, Debug)]
#[endpoint(api = LEADBANK, post = "api/leads", response = LeadResponse)]
struct GetLeads {
    #[endpoint(body)]
    body: i64,
}

/// The members that the handlers written by hand have.
#[derive(DataContract, Clone, Debug, Default)]
#[contract(rename_all = "PascalCase")]
pub struct LeadResponse {
    #[contract(json_order = 1)]
    leads: Option<Vec<Lead>>,
    status: i64,
    message: Option<String>,
}

#[derive(DataContract, Clone, Debug, Default)]
#[contract(rename_all = "PascalCase")]
struct Lead {
    #[contract(name = "IDLeadBank")]
    id_lead_bank: i64,
    #[contract(name = "IDprovider")]
    id_provider: i64,
    name_provider: Option<String>,
    #[contract(name = "IDService")]
    id_service: i64,
    name_service: Option<String>,
    state: i64,
    #[contract(name = "IDCampaign")]
    id_campaign: Option<String>,
    name_campaign: Option<String>,
    #[contract(name = "BandDealerID")]
    band_dealer_id: Option<String>,
    #[contract(name = "ExternalLeadID")]
    external_lead_id: Option<String>,
    qualification_date: Option<String>,
    create_date: Option<String>,
    contents: Option<Vec<LeadContent>>,
}

#[derive(DataContract, Clone, Debug, Default)]
#[contract(rename_all = "PascalCase")]
struct LeadContent {
    #[contract(name = "ID")]
    id: i64,
    key: Option<String>,
    value: Option<String>,
    r#type: i64,
}

struct MyService;

impl Service for MyService {
    async fn lead_update(&self, request: Request<endpoints::LeadUpdate>) -> Result<LeadUpdateResponse> {
        let body = request.into_arguments().body;
        let base = &body.base;
        let numbers = [
            base.operator,
            base.token.as_ref().map(|token| *token.expose()),
            body.leads,
            body.phone,
            body.cheque,
            body.goods,
            body.pos,
            body.lead_mark,
            body.order_basket,
            body.order_invoices,
        ];
        let texts = [&base.site_code, &body.form_name, &body.lead_name, &body.email];
        let error_code = values::checksum(&numbers, &texts);
        Ok(LeadUpdateResponse { base: BaseResponse { error_code, message: body.comment } }.into())
    }
}

/// The larger response.
pub fn leads() -> datacontract::Result<LeadResponse> {
    datacontract::json::from_str(&values::leads())
}

pub fn app() -> datacontract::Result<server::Router> {
    let leadbank = server::Router::of(leads()?)
        .endpoint(|leads, request: Request<GetLeads>| async move {
            Ok(LeadResponse { status: request.body, ..LeadResponse::clone(&leads) }.into())
        })
        .build();
    Ok(router(MyService).merge(&leadbank))
}
