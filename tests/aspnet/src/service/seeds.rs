//! `seeds/*.cs`, and what there is no C# of: `TrackerRMS`.

use crate::canned::{self, Variant};
use crate::{lcmanager, leadbank, lifetrons, trackerrms, vitec};
use datacontract::server::{Error, Request, Result};
use datacontract::{UnknownValue, http::HttpError};
use http::StatusCode;

/// The service of `specs/lcmanager`.
#[derive(Clone, Copy, Debug)]
pub struct LcManager;

impl lcmanager::server::Service for LcManager {
    async fn lead_update(
        &self,
        request: Request<lcmanager::endpoints::LeadUpdate>,
    ) -> Result<lcmanager::LeadUpdateResponse> {
        let body = request.into_arguments().body;
        let text = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let message = format!(
            "{}/{}/{}/{}",
            body.base.site_code.unwrap_or_default(),
            text(body.leads),
            body.lead_name.unwrap_or_default(),
            text(body.phone)
        );
        let error_code = if body.leads.is_none() { 2 } else { 0 };
        let base = lcmanager::BaseResponse { error_code, message: Some(message) };
        Ok(lcmanager::LeadUpdateResponse { base }.into())
    }
}

/// The service of `specs/leadbank`.
#[derive(Clone, Copy, Debug)]
pub struct LeadBank;

impl leadbank::server::Service for LeadBank {
    async fn get_leads(
        &self,
        request: Request<leadbank::endpoints::GetLeads>,
    ) -> Result<leadbank::LeadResponse> {
        let provider = request.body;
        let leads = Variant::ALL.into_iter().zip(0..provider).map(|(variant, state)| leadbank::Lead {
            id_provider: provider,
            state: leadbank::LeadState::Unknown(UnknownValue::Number(state)),
            ..canned::of_page(variant)
        });
        let message = Some(format!("provider {provider}"));
        Ok(leadbank::LeadResponse { status: provider, message, leads: Some(leads.collect()) }.into())
    }
}

/// The service of `specs/lifetrons`.
#[derive(Clone, Copy, Debug)]
pub struct Lifetrons;

impl lifetrons::server::Service for Lifetrons {
    async fn create_member_lead(
        &self,
        request: Request<lifetrons::endpoints::CreateMemberLead>,
    ) -> Result<lifetrons::GenericResp> {
        let call = request.into_arguments();
        let texts = [call.body.utm_source, call.body.utm_medium, call.body.utm_campaign];
        let response = lifetrons::GenericResp {
            base: lifetrons::BaseResp { resp_code: Some("OK".to_owned()), resp_msg: None },
            id: Some(call.id),
            other_user_id: Some(call.o_m_id),
            mapping_id: Some(texts.map(Option::unwrap_or_default).join("/")),
            string_id: Some(format!("{}/{}", call.o_id, call.ob_id)),
        };
        Ok(response.into())
    }
}

/// The service of `specs/vitec`.
#[derive(Clone, Copy, Debug)]
pub struct Vitec;

impl vitec::server::Service for Vitec {
    async fn create_person_lead(
        &self,
        request: Request<vitec::endpoints::CreatePersonLead>,
    ) -> Result<String> {
        if !request.basic().is_some_and(|caller| caller.is("partner", "hemligt ö")) {
            return Err(Error::unauthorized("Basic realm=\"Vitec Connect\""));
        }
        let call = request.into_arguments();
        match call.customer_id.as_str() {
            "other" => {
                let error = HttpError::new(format!("No access to {}.", call.customer_id));
                return Err(Error::with_body(StatusCode::FORBIDDEN, error));
            }
            "broken" => return Err(Error::internal("The customer is broken.")),
            _ => {}
        }
        let (person, lead) = (call.body.person, call.body.lead_source.lead_type);
        let lead_type = match lead {
            vitec::LeadType::AcceptObjectFlow => "AcceptObjectFlow".to_owned(),
            vitec::LeadType::Unknown(name) => name.to_string(),
        };
        let text = |text: Option<String>| text.unwrap_or_default();
        let (first, last) = (text(person.first_name), text(person.last_name));
        Ok(format!("{}/{first} {last}/{lead_type}/{}", call.customer_id, text(call.body.message)).into())
    }
}

/// The service of `specs/trackerrms`.
#[derive(Clone, Copy, Debug)]
pub struct TrackerRms;

impl trackerrms::server::Service for TrackerRms {
    async fn create_lead(
        &self,
        request: Request<trackerrms::endpoints::CreateLead>,
    ) -> Result<trackerrms::CreateLeadResponse> {
        let lead = request.into_arguments().body.trackerrms.and_then(|envelope| envelope.create_lead?.lead);
        let response = trackerrms::CreateLeadResponse {
            status: Some(lead.is_none().into()),
            record_name: lead.and_then(|lead| lead.leadname),
            ..trackerrms::CreateLeadResponse::default()
        };
        Ok(response.into())
    }
}
