//! `datacontract`: the generated type for (a); for (b) and (c) derived types whose members are those of the
//! peers, and beside them the same with real dates, and with texts that keep short ones in place.

use crate::mirror::{Mirror, Model, buffer, error, mirror_content, mirror_lead, mirror_response};
use crate::values;
use compact_str::CompactString;
use datacontract::DataContract;
use datacontract::clr::DateTime;
use datacontract::{Secret, xml};
use datacontract_apis::lcmanager::{BaseRequest, LeadUpdateRequest};

impl Mirror<values::Update> for LeadUpdateRequest {
    fn of(value: &values::Update) -> Self {
        let value = value.clone();
        LeadUpdateRequest {
            base: BaseRequest {
                operator: value.operator,
                token: value.token.map(Secret::from),
                site_code: value.site_code,
            },
            leads: value.leads,
            form_name: value.form_name,
            lead_name: value.lead_name,
            phone: value.phone,
            email: value.email,
            cheque: value.cheque,
            goods: value.goods,
            pos: value.pos,
            lead_mark: value.lead_mark,
            comment: value.comment,
            order_basket: value.order_basket,
            order_invoices: value.order_invoices,
        }
    }

    fn back(self) -> values::Update {
        values::Update {
            leads: self.leads,
            form_name: self.form_name,
            lead_name: self.lead_name,
            phone: self.phone,
            email: self.email,
            cheque: self.cheque,
            goods: self.goods,
            pos: self.pos,
            lead_mark: self.lead_mark,
            comment: self.comment,
            order_basket: self.order_basket,
            order_invoices: self.order_invoices,
            operator: self.base.operator,
            token: self.base.token.map(Secret::into_inner),
            site_code: self.base.site_code,
        }
    }
}

impl Mirror<String> for DateTime {
    fn of(value: &String) -> Self {
        value.parse().unwrap_or_default()
    }

    fn back(self) -> String {
        self.to_string()
    }
}

impl Mirror<String> for CompactString {
    fn of(value: &String) -> Self {
        value.into()
    }

    fn back(self) -> String {
        self.into()
    }
}

macro_rules! types {
    ($module:ident, $text:ty, $date:ty) => {
        pub mod $module {
            use super::*;

            #[derive(DataContract, Clone, Debug, Default, PartialEq)]
            #[contract(serde, name = "LeadResponse", rename_all = "PascalCase")]
            pub struct Response {
                #[contract(json_order = 1)]
                leads: Option<Vec<Lead>>,
                status: i64,
                message: Option<$text>,
            }

            #[derive(DataContract, Clone, Debug, Default, PartialEq)]
            #[contract(serde, rename_all = "PascalCase")]
            pub struct Lead {
                #[contract(name = "IDLeadBank")]
                id_lead_bank: i64,
                #[contract(name = "IDprovider")]
                id_provider: i64,
                name_provider: Option<$text>,
                #[contract(name = "IDService")]
                id_service: i64,
                name_service: Option<$text>,
                state: i64,
                #[contract(name = "IDCampaign")]
                id_campaign: Option<$text>,
                name_campaign: Option<$text>,
                #[contract(name = "BandDealerID")]
                band_dealer_id: Option<$text>,
                #[contract(name = "ExternalLeadID")]
                external_lead_id: Option<$text>,
                qualification_date: Option<$date>,
                create_date: Option<$date>,
                contents: Option<Vec<Content>>,
            }

            #[derive(DataContract, Clone, Debug, Default, PartialEq)]
            #[contract(serde, name = "LeadContent", rename_all = "PascalCase")]
            pub struct Content {
                #[contract(name = "ID")]
                id: i64,
                key: Option<$text>,
                value: Option<$text>,
                r#type: i64,
            }

            mirror_response!(Response);
            mirror_lead!(Lead);
            mirror_content!(Content);
            model!(Response, values::Response);
        }
    };
}

macro_rules! model {
    ($root:ty, $plain:ty) => {
        impl Model for $root {
            type Plain = $plain;

            fn read(text: &str) -> Result<Self, String> {
                xml::from_str(text).map_err(error)
            }

            fn write(&self) -> Result<String, String> {
                xml::to_string(self).map_err(error)
            }

            buffer!(none);
        }
    };
}

model!(LeadUpdateRequest, values::Update);
types!(texts, String, String);
types!(dates, String, DateTime);
types!(compact, CompactString, CompactString);
