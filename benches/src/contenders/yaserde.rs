//! `yaserde`: aware of namespaces, which it writes with prefixes that the root declares.

use crate::mirror::{
    Mirror, Model, buffer, error, mirror_content, mirror_lead, mirror_list, mirror_response, mirror_update,
};
use crate::values;
use ::yaserde::ser::Config;
use ::yaserde::{YaDeserialize, YaSerialize};
use std::str::FromStr;

/// An element that is there even if it is null. A text that may not be there can only be a `String`, numbers
/// included.
#[derive(YaSerialize, YaDeserialize)]
#[yaserde(namespaces = { "i" = "http://www.w3.org/2001/XMLSchema-instance" })]
pub struct Nillable {
    #[yaserde(attribute = true, prefix = "i")]
    nil: Option<bool>,
    #[yaserde(text = true)]
    value: Option<String>,
}

impl<T: ToString + FromStr> Mirror<Option<T>> for Nillable {
    fn of(value: &Option<T>) -> Self {
        Nillable { nil: value.is_none().then_some(true), value: value.as_ref().map(T::to_string) }
    }

    fn back(self) -> Option<T> {
        self.value.filter(|_| self.nil.is_none()).and_then(|text| text.parse().ok())
    }
}

macro_rules! types {
    ($module:ident, $text:ty, $long:ty) => {
        pub mod $module {
            use super::*;

            #[derive(YaSerialize, YaDeserialize)]
            #[yaserde(
                rename = "LeadUpdateRequest",
                prefix = "r",
                default_namespace = "r",
                namespaces = {
                    "i" = "http://www.w3.org/2001/XMLSchema-instance",
                    "r" = "http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Request",
                    "b" = "http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Abstractions"
                }
            )]
            pub struct Update {
                #[yaserde(rename = "Operator", prefix = "b")]
                operator: $long,
                #[yaserde(rename = "SiteCode", prefix = "b")]
                site_code: $text,
                #[yaserde(rename = "Token", prefix = "b")]
                token: $long,
                #[yaserde(rename = "Cheque", prefix = "r")]
                cheque: $long,
                #[yaserde(rename = "Comment", prefix = "r")]
                comment: $text,
                #[yaserde(rename = "Email", prefix = "r")]
                email: $text,
                #[yaserde(rename = "FormName", prefix = "r")]
                form_name: $text,
                #[yaserde(rename = "Goods", prefix = "r")]
                goods: $long,
                #[yaserde(rename = "LeadMark", prefix = "r")]
                lead_mark: $long,
                #[yaserde(rename = "LeadName", prefix = "r")]
                lead_name: $text,
                #[yaserde(rename = "Leads", prefix = "r")]
                leads: $long,
                #[yaserde(rename = "OrderBasket", prefix = "r")]
                order_basket: $long,
                #[yaserde(rename = "OrderInvoices", prefix = "r")]
                order_invoices: $long,
                #[yaserde(rename = "Phone", prefix = "r")]
                phone: $long,
                #[yaserde(rename = "Pos", prefix = "r")]
                pos: $long,
            }

            #[derive(YaSerialize, YaDeserialize)]
            #[yaserde(
                rename = "LeadResponse",
                prefix = "r",
                default_namespace = "r",
                namespaces = {
                    "i" = "http://www.w3.org/2001/XMLSchema-instance",
                    "r" = "http://schemas.datacontract.org/2004/07/"
                }
            )]
            pub struct Response {
                #[yaserde(rename = "Leads", prefix = "r")]
                leads: Option<Leads>,
                #[yaserde(rename = "Message", prefix = "r")]
                message: $text,
                #[yaserde(rename = "Status", prefix = "r")]
                status: i64,
            }

            #[derive(YaSerialize, YaDeserialize)]
            #[yaserde(
                prefix = "r",
                default_namespace = "r",
                namespaces = { "r" = "http://schemas.datacontract.org/2004/07/" }
            )]
            pub struct Leads {
                #[yaserde(rename = "Lead", prefix = "r")]
                lead: Vec<Lead>,
            }

            #[derive(YaSerialize, YaDeserialize)]
            #[yaserde(
                prefix = "r",
                default_namespace = "r",
                namespaces = { "r" = "http://schemas.datacontract.org/2004/07/" }
            )]
            pub struct Lead {
                #[yaserde(rename = "BandDealerID", prefix = "r")]
                band_dealer_id: $text,
                #[yaserde(rename = "Contents", prefix = "r")]
                contents: Option<Contents>,
                #[yaserde(rename = "CreateDate", prefix = "r")]
                create_date: $text,
                #[yaserde(rename = "ExternalLeadID", prefix = "r")]
                external_lead_id: $text,
                #[yaserde(rename = "IDCampaign", prefix = "r")]
                id_campaign: $text,
                #[yaserde(rename = "IDLeadBank", prefix = "r")]
                id_lead_bank: i64,
                #[yaserde(rename = "IDService", prefix = "r")]
                id_service: i64,
                #[yaserde(rename = "IDprovider", prefix = "r")]
                id_provider: i64,
                #[yaserde(rename = "NameCampaign", prefix = "r")]
                name_campaign: $text,
                #[yaserde(rename = "NameProvider", prefix = "r")]
                name_provider: $text,
                #[yaserde(rename = "NameService", prefix = "r")]
                name_service: $text,
                #[yaserde(rename = "QualificationDate", prefix = "r")]
                qualification_date: $text,
                #[yaserde(rename = "State", prefix = "r")]
                state: i64,
            }

            #[derive(YaSerialize, YaDeserialize)]
            #[yaserde(
                prefix = "r",
                default_namespace = "r",
                namespaces = { "r" = "http://schemas.datacontract.org/2004/07/" }
            )]
            pub struct Contents {
                #[yaserde(rename = "LeadContent", prefix = "r")]
                content: Vec<Content>,
            }

            #[derive(YaSerialize, YaDeserialize)]
            #[yaserde(
                prefix = "r",
                default_namespace = "r",
                namespaces = { "r" = "http://schemas.datacontract.org/2004/07/" }
            )]
            pub struct Content {
                #[yaserde(rename = "ID", prefix = "r")]
                id: i64,
                #[yaserde(rename = "Key", prefix = "r")]
                key: $text,
                #[yaserde(rename = "Type", prefix = "r")]
                r#type: i64,
                #[yaserde(rename = "Value", prefix = "r")]
                value: $text,
            }

            mirror_update!(Update);
            mirror_response!(Response);
            mirror_list!(Leads { lead: Lead });
            mirror_lead!(Lead);
            mirror_list!(Contents { content: Content });
            mirror_content!(Content);
            model!(Update);
            model!(Response);
        }
    };
}

macro_rules! model {
    ($root:ident) => {
        impl Model for $root {
            type Plain = values::$root;

            fn read(text: &str) -> Result<Self, String> {
                ::yaserde::de::from_str(text).map_err(error)
            }

            fn write(&self) -> Result<String, String> {
                ::yaserde::ser::to_string_with_config(self, &config()).map_err(error)
            }

            buffer!(Vec<u8>, |value: &Self, out: &mut Vec<u8>| {
                ::yaserde::ser::serialize_with_writer(value, out, &config()).map(drop).map_err(error)
            });
        }
    };
}

fn config() -> Config {
    Config { perform_indent: false, write_document_declaration: false, indent_string: None }
}

types!(plain, Option<String>, Option<i64>);
types!(nillable, Nillable, Nillable);
