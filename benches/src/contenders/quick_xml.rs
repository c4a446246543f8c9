//! `quick-xml` with serde's derive: what most people use. It ignores namespaces when it reads; when it
//! writes, they are attributes like any other.

use crate::contenders::{ABSTRACTIONS, INSTANCE, LEADBANK, REQUEST};
use crate::mirror::{
    Mirror, Model, buffer, error, mirror_content, mirror_lead, mirror_list, mirror_response, mirror_update,
};
use crate::values;
use serde::{Deserialize, Serialize};

/// An element with a namespace of its own.
#[derive(Serialize, Deserialize)]
pub struct Inherited<T> {
    #[serde(rename = "@xmlns", skip_deserializing)]
    namespace: &'static str,
    #[serde(rename = "$text")]
    value: T,
}

impl<T, M: Mirror<T>> Mirror<T> for Inherited<M> {
    fn of(value: &T) -> Self {
        Inherited { namespace: ABSTRACTIONS, value: M::of(value) }
    }

    fn back(self) -> T {
        self.value.back()
    }
}

/// An element that is there even if it is null. For writing; `Option` reads it.
#[derive(Serialize, Deserialize)]
pub struct Nillable<T> {
    #[serde(rename = "@i:nil", skip_serializing_if = "Option::is_none", skip_deserializing)]
    nil: Option<bool>,
    #[serde(rename = "$text", skip_serializing_if = "Option::is_none")]
    value: Option<T>,
}

impl<T, M: Mirror<T>> Mirror<Option<T>> for Nillable<M> {
    fn of(value: &Option<T>) -> Self {
        Nillable { nil: value.is_none().then_some(true), value: value.as_ref().map(M::of) }
    }

    fn back(self) -> Option<T> {
        self.value.map(M::back)
    }
}

#[derive(Serialize, Deserialize)]
pub struct InheritedNillable<T> {
    #[serde(rename = "@xmlns", skip_deserializing)]
    namespace: &'static str,
    #[serde(rename = "@i:nil", skip_serializing_if = "Option::is_none", skip_deserializing)]
    nil: Option<bool>,
    #[serde(rename = "$text", skip_serializing_if = "Option::is_none")]
    value: Option<T>,
}

impl<T, M: Mirror<T>> Mirror<Option<T>> for InheritedNillable<M> {
    fn of(value: &Option<T>) -> Self {
        let Nillable { nil, value } = Nillable::of(value);
        InheritedNillable { namespace: ABSTRACTIONS, nil, value }
    }

    fn back(self) -> Option<T> {
        self.value.map(M::back)
    }
}

macro_rules! types {
    ($module:ident, $text:ty, $long:ty, $inherited_text:ty, $inherited_long:ty) => {
        pub mod $module {
            use super::*;

            #[derive(Serialize, Deserialize)]
            #[serde(rename = "LeadUpdateRequest", rename_all = "PascalCase")]
            pub struct Update {
                #[serde(rename = "@xmlns:i", skip_deserializing)]
                instance: &'static str,
                #[serde(rename = "@xmlns", skip_deserializing)]
                namespace: &'static str,
                operator: $inherited_long,
                site_code: $inherited_text,
                token: $inherited_long,
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

            #[derive(Serialize, Deserialize)]
            #[serde(rename = "LeadResponse", rename_all = "PascalCase")]
            pub struct Response {
                #[serde(rename = "@xmlns:i", skip_deserializing)]
                instance: &'static str,
                #[serde(rename = "@xmlns", skip_deserializing)]
                namespace: &'static str,
                leads: Option<Leads>,
                message: $text,
                status: i64,
            }

            #[derive(Serialize, Deserialize)]
            pub struct Leads {
                #[serde(rename = "Lead", default)]
                lead: Vec<Lead>,
            }

            #[derive(Serialize, Deserialize)]
            #[serde(rename_all = "PascalCase")]
            pub struct Lead {
                #[serde(rename = "BandDealerID")]
                band_dealer_id: $text,
                contents: Option<Contents>,
                create_date: $text,
                #[serde(rename = "ExternalLeadID")]
                external_lead_id: $text,
                #[serde(rename = "IDCampaign")]
                id_campaign: $text,
                #[serde(rename = "IDLeadBank")]
                id_lead_bank: i64,
                #[serde(rename = "IDService")]
                id_service: i64,
                #[serde(rename = "IDprovider")]
                id_provider: i64,
                name_campaign: $text,
                name_provider: $text,
                name_service: $text,
                qualification_date: $text,
                state: i64,
            }

            #[derive(Serialize, Deserialize)]
            pub struct Contents {
                #[serde(rename = "LeadContent", default)]
                content: Vec<Content>,
            }

            #[derive(Serialize, Deserialize)]
            #[serde(rename_all = "PascalCase")]
            pub struct Content {
                #[serde(rename = "ID")]
                id: i64,
                key: $text,
                r#type: i64,
                value: $text,
            }

            mirror_update!(Update, instance: INSTANCE, namespace: REQUEST);
            mirror_response!(Response, instance: INSTANCE, namespace: LEADBANK);
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
                quick_xml::de::from_str(text).map_err(error)
            }

            fn write(&self) -> Result<String, String> {
                quick_xml::se::to_string(self).map_err(error)
            }

            buffer!(String, |value: &Self, out: &mut String| {
                quick_xml::se::to_writer(out, value).map(drop).map_err(error)
            });
        }
    };
}

// Reading ignores namespaces anyway.
types!(reading, Option<String>, Option<i64>, Option<String>, Option<i64>);
types!(writing, Option<String>, Option<i64>, Option<Inherited<String>>, Option<Inherited<i64>>);
types!(nillable, Nillable<String>, Nillable<i64>, InheritedNillable<String>, InheritedNillable<i64>);
