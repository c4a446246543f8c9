//! `facet-xml`: by reflection; aware of namespaces, which it writes with prefixes.

use crate::mirror::{
    Mirror, Model, buffer, error, mirror_content, mirror_lead, mirror_list, mirror_response, mirror_update,
};
use crate::values;
use facet::Facet;
use facet_xml as xml;

/// An element that is there even if it is null.
macro_rules! nillable {
    ($name:ident, $value:ty) => {
        #[derive(Facet)]
        pub struct $name {
            #[facet(xml::attribute, xml::ns = "http://www.w3.org/2001/XMLSchema-instance")]
            nil: Option<bool>,
            #[facet(xml::text)]
            value: Option<$value>,
        }

        impl Mirror<Option<$value>> for $name {
            fn of(value: &Option<$value>) -> Self {
                $name { nil: value.is_none().then_some(true), value: value.clone() }
            }

            fn back(self) -> Option<$value> {
                self.value.filter(|_| self.nil.is_none())
            }
        }
    };
}

nillable!(NillableLong, i64);
nillable!(NillableText, String);

macro_rules! types {
    ($module:ident, $text:ty, $long:ty) => {
        pub mod $module {
            use super::*;

            #[derive(Facet)]
            #[facet(
                rename = "LeadUpdateRequest",
                rename_all = "PascalCase",
                xml::ns_all = "http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Request"
            )]
            pub struct Update {
                #[facet(
                    xml::ns = "http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Abstractions"
                )]
                operator: $long,
                #[facet(
                    xml::ns = "http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Abstractions"
                )]
                site_code: $text,
                #[facet(
                    xml::ns = "http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Abstractions"
                )]
                token: $long,
                cheque: $long,
                comment: $text,
                email: $text,
                form_name: $text,
                goods: $long,
                lead_mark: $long,
                lead_name: $text,
                leads: $long,
                order_basket: $long,
                order_invoices: $long,
                phone: $long,
                pos: $long,
            }

            #[derive(Facet)]
            #[facet(
                rename = "LeadResponse",
                rename_all = "PascalCase",
                xml::ns_all = "http://schemas.datacontract.org/2004/07/"
            )]
            pub struct Response {
                leads: Option<Leads>,
                message: $text,
                status: i64,
            }

            #[derive(Facet)]
            #[facet(xml::ns_all = "http://schemas.datacontract.org/2004/07/")]
            pub struct Leads {
                #[facet(xml::elements, rename = "Lead")]
                lead: Vec<Lead>,
            }

            #[derive(Facet)]
            #[facet(
                rename = "Lead",
                rename_all = "PascalCase",
                xml::ns_all = "http://schemas.datacontract.org/2004/07/"
            )]
            pub struct Lead {
                #[facet(rename = "BandDealerID")]
                band_dealer_id: $text,
                contents: Option<Contents>,
                create_date: $text,
                #[facet(rename = "ExternalLeadID")]
                external_lead_id: $text,
                #[facet(rename = "IDCampaign")]
                id_campaign: $text,
                #[facet(rename = "IDLeadBank")]
                id_lead_bank: i64,
                #[facet(rename = "IDService")]
                id_service: i64,
                #[facet(rename = "IDprovider")]
                id_provider: i64,
                name_campaign: $text,
                name_provider: $text,
                name_service: $text,
                qualification_date: $text,
                state: i64,
            }

            #[derive(Facet)]
            #[facet(xml::ns_all = "http://schemas.datacontract.org/2004/07/")]
            pub struct Contents {
                #[facet(xml::elements, rename = "LeadContent")]
                content: Vec<Content>,
            }

            #[derive(Facet)]
            #[facet(
                rename = "LeadContent",
                rename_all = "PascalCase",
                xml::ns_all = "http://schemas.datacontract.org/2004/07/"
            )]
            pub struct Content {
                #[facet(rename = "ID")]
                id: i64,
                key: $text,
                r#type: i64,
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
                xml::from_str(text).map_err(error)
            }

            fn write(&self) -> Result<String, String> {
                xml::to_string(self).map_err(error)
            }

            buffer!(none);
        }
    };
}

types!(plain, Option<String>, Option<i64>);
types!(nillable, NillableText, NillableLong);
