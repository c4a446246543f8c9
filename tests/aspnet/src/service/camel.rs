//! `server/Controllers.cs`, namespace `Sites.Camel`.

use super::{Ears, echo};
use crate::camel_site::endpoints::{AddEstates, CreatePersonLead, GetLead, PutFlows};
use crate::camel_site::server::Service;
use crate::camel_site::{Estate, LeadType, PublicAdvertisingPersonLead};
use crate::canned::{self, Variant};
use datacontract::Dictionary;
use datacontract::server::{Request, Result};

/// The service `camel`.
#[derive(Debug, Default)]
pub struct Camel {
    /// What its methods are called with.
    pub ears: Ears,
}

impl Service for Camel {
    async fn create_person_lead(&self, request: Request<CreatePersonLead>) -> Result<Option<String>> {
        self.ears.hear(&request);
        let CreatePersonLead { customer_id, body } = request.into_arguments();
        Ok(match body {
            None => Some(customer_id),
            Some(lead) => lead.message,
        }
        .into())
    }

    async fn get_lead(&self, request: Request<GetLead>) -> Result<PublicAdvertisingPersonLead> {
        self.ears.hear(&request);
        Ok(canned::value::<PublicAdvertisingPersonLead>(Variant::Filled).into())
    }

    async fn put_flows(&self, request: Request<PutFlows>) -> Result<Dictionary<String, LeadType>> {
        self.ears.hear(&request);
        Ok(canned::value::<Dictionary<String, LeadType>>(Variant::Filled).into())
    }

    echo! {
        add_estates: AddEstates -> Option<Vec<Option<Estate>>>;
    }
}
