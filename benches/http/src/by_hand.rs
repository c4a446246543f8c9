//! Handlers as one writes them without this project: `axum::Json` and serde's derive, `quick-xml` and serde's
//! derive.

use crate::values;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Router, extract::State};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The request in both formats; `quick-xml` looks neither at namespaces nor at the order.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct LeadUpdateRequest {
    operator: Option<i64>,
    token: Option<i64>,
    site_code: Option<String>,
    leads: Option<i64>,
    form_name: Option<String>,
    lead_name: Option<String>,
    phone: Option<i64>,
    email: Option<String>,
    cheque: Option<i64>,
    goods: Option<i64>,
    pos: Option<i64>,
    lead_mark: Option<i64>,
    comment: Option<String>,
    order_basket: Option<i64>,
    order_invoices: Option<i64>,
}

impl LeadUpdateRequest {
    fn checksum(&self) -> i64 {
        let numbers = [
            self.operator,
            self.token,
            self.leads,
            self.phone,
            self.cheque,
            self.goods,
            self.pos,
            self.lead_mark,
            self.order_basket,
            self.order_invoices,
        ];
        values::checksum(&numbers, &[&self.site_code, &self.form_name, &self.lead_name, &self.email])
    }
}

pub mod json {
    use super::{Arc, Deserialize, LeadUpdateRequest, Router, Serialize, State, post, values};
    use axum::Json;

    #[derive(Serialize)]
    #[serde(rename_all = "PascalCase")]
    struct LeadUpdateResponse {
        error_code: i64,
        message: Option<String>,
    }

    #[derive(Clone, Serialize, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct LeadResponse {
        status: i64,
        message: Option<String>,
        leads: Option<Vec<Lead>>,
    }

    #[derive(Clone, Serialize, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Lead {
        #[serde(rename = "IDLeadBank")]
        id_lead_bank: i64,
        #[serde(rename = "IDprovider")]
        id_provider: i64,
        name_provider: Option<String>,
        #[serde(rename = "IDService")]
        id_service: i64,
        name_service: Option<String>,
        state: i64,
        #[serde(rename = "IDCampaign")]
        id_campaign: Option<String>,
        name_campaign: Option<String>,
        #[serde(rename = "BandDealerID")]
        band_dealer_id: Option<String>,
        #[serde(rename = "ExternalLeadID")]
        external_lead_id: Option<String>,
        qualification_date: Option<String>,
        create_date: Option<String>,
        contents: Option<Vec<LeadContent>>,
    }

    #[derive(Clone, Serialize, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct LeadContent {
        #[serde(rename = "ID")]
        id: i64,
        key: Option<String>,
        value: Option<String>,
        r#type: i64,
    }

    async fn lead_update(Json(request): Json<LeadUpdateRequest>) -> Json<LeadUpdateResponse> {
        Json(LeadUpdateResponse { error_code: request.checksum(), message: request.comment })
    }

    async fn get_leads(
        State(leads): State<Arc<LeadResponse>>,
        Json(status): Json<i64>,
    ) -> Json<LeadResponse> {
        Json(LeadResponse { status, ..LeadResponse::clone(&leads) })
    }

    pub fn app() -> Result<Router, serde_json::Error> {
        let leads: LeadResponse = serde_json::from_str(&values::leads())?;
        Ok(Router::new()
            .route("/api/lead/LeadUpdate", post(lead_update))
            .route("/api/leads", post(get_leads))
            .with_state(Arc::new(leads)))
    }
}

pub mod xml {
    use super::{
        Arc, Bytes, CONTENT_TYPE, Deserialize, IntoResponse, LeadUpdateRequest, Response, Router, Serialize,
        State, StatusCode, post,
    };

    const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
    const RESPONSE: &str = "http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Response";
    const BASE: &str = "http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Abstractions";
    const LEADBANK: &str = "http://schemas.datacontract.org/2004/07/";

    #[derive(Serialize)]
    #[serde(rename_all = "PascalCase")]
    struct LeadUpdateResponse {
        #[serde(rename = "@xmlns:i")]
        instance: &'static str,
        #[serde(rename = "@xmlns")]
        namespace: &'static str,
        error_code: InBase<i64>,
        message: Option<InBase<String>>,
    }

    /// A member of the base class, which has another namespace.
    #[derive(Serialize)]
    struct InBase<T> {
        #[serde(rename = "@xmlns")]
        namespace: &'static str,
        #[serde(rename = "$text")]
        value: T,
    }

    impl<T> InBase<T> {
        fn new(value: T) -> Self {
            InBase { namespace: BASE, value }
        }
    }

    #[derive(Clone, Serialize, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct LeadResponse {
        #[serde(rename = "@xmlns:i", skip_deserializing)]
        instance: &'static str,
        #[serde(rename = "@xmlns", skip_deserializing)]
        namespace: &'static str,
        leads: Option<Leads>,
        message: Option<String>,
        status: i64,
    }

    #[derive(Clone, Serialize, Deserialize)]
    struct Leads {
        #[serde(rename = "Lead")]
        items: Vec<Lead>,
    }

    #[derive(Clone, Serialize, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Lead {
        #[serde(rename = "BandDealerID")]
        band_dealer_id: Option<String>,
        contents: Option<Contents>,
        create_date: Option<String>,
        #[serde(rename = "ExternalLeadID")]
        external_lead_id: Option<String>,
        #[serde(rename = "IDCampaign")]
        id_campaign: Option<String>,
        #[serde(rename = "IDLeadBank")]
        id_lead_bank: i64,
        #[serde(rename = "IDService")]
        id_service: i64,
        #[serde(rename = "IDprovider")]
        id_provider: i64,
        name_campaign: Option<String>,
        name_provider: Option<String>,
        name_service: Option<String>,
        qualification_date: Option<String>,
        state: i64,
    }

    #[derive(Clone, Serialize, Deserialize)]
    struct Contents {
        #[serde(rename = "LeadContent")]
        items: Vec<LeadContent>,
    }

    #[derive(Clone, Serialize, Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct LeadContent {
        #[serde(rename = "ID")]
        id: i64,
        key: Option<String>,
        r#type: i64,
        value: Option<String>,
    }

    async fn lead_update(body: Bytes) -> Response {
        let Some(request) = read::<LeadUpdateRequest>(&body) else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        write(&LeadUpdateResponse {
            instance: INSTANCE,
            namespace: RESPONSE,
            error_code: InBase::new(request.checksum()),
            message: request.comment.map(InBase::new),
        })
    }

    async fn get_leads(State(leads): State<Arc<LeadResponse>>, body: Bytes) -> Response {
        let Some(status) = read::<i64>(&body) else { return StatusCode::BAD_REQUEST.into_response() };
        write(&LeadResponse { status, ..LeadResponse::clone(&leads) })
    }

    fn read<'b, T: Deserialize<'b>>(body: &'b Bytes) -> Option<T> {
        quick_xml::de::from_str(std::str::from_utf8(body).ok()?).ok()
    }

    fn write(value: &impl Serialize) -> Response {
        match quick_xml::se::to_string(value) {
            Ok(text) => ([(CONTENT_TYPE, "application/xml; charset=utf-8")], text).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }

    /// `document` is the larger response.
    pub fn app(document: &str) -> Result<Router, quick_xml::DeError> {
        let leads: LeadResponse = quick_xml::de::from_str(document)?;
        let leads = LeadResponse { instance: INSTANCE, namespace: LEADBANK, ..leads };
        Ok(Router::new()
            .route("/api/lead/LeadUpdate", post(lead_update))
            .route("/api/leads", post(get_leads))
            .with_state(Arc::new(leads)))
    }
}
