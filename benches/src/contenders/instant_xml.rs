//! `instant-xml`: aware of namespaces both ways. It knows no `i:nil`; `Nillable` is written by hand, as its
//! users would have to.

use crate::contenders::{ABSTRACTIONS, INSTANCE, LEADBANK, REQUEST};
use crate::mirror::{
    Mirror, Model, buffer, error, mirror_content, mirror_lead, mirror_list, mirror_response, mirror_update,
};
use crate::values;
use instant_xml::de::Node;
use instant_xml::ser::Context;
use instant_xml::{Deserializer, Error, FromXml, Id, Kind, Serializer, ToXml};
use std::fmt;
use std::str::FromStr;

/// An element that is there even if it is null.
#[derive(Default)]
pub struct Nillable<T>(Option<T>);

impl<T, M: Mirror<T>> Mirror<Option<T>> for Nillable<M> {
    fn of(value: &Option<T>) -> Self {
        Nillable(value.as_ref().map(M::of))
    }

    fn back(self) -> Option<T> {
        self.0.map(M::back)
    }
}

impl<T: ToXml> ToXml for Nillable<T> {
    fn serialize<W: fmt::Write + ?Sized>(
        &self,
        field: Option<Id<'_>>,
        serializer: &mut Serializer<'_, W>,
    ) -> Result<(), Error> {
        if let Some(value) = &self.0 {
            return value.serialize(field, serializer);
        }
        let Some(id) = field else { return Ok(()) };
        let _element = serializer.write_start(id.name, id.ns, None::<Context<0>>)?;
        serializer.write_attr("nil", INSTANCE, &true)?;
        serializer.end_empty()
    }
}

impl<'xml, T: FromStr> FromXml<'xml> for Nillable<T> {
    fn matches(id: Id<'_>, field: Option<Id<'_>>) -> bool {
        field == Some(id)
    }

    fn deserialize(
        into: &mut Self::Accumulator,
        field: &'static str,
        deserializer: &mut Deserializer<'_, 'xml>,
    ) -> Result<(), Error> {
        let mut is_nil = false;
        let mut text = None;
        while let Some(node) = deserializer.next() {
            match node? {
                Node::Attribute(attribute) => {
                    let id = deserializer.attribute_id(&attribute)?;
                    is_nil |= id.ns == INSTANCE && id.name == "nil" && attribute.value == "true";
                }
                Node::Text(value) => text = Some(value),
                node => return Err(Error::ExpectedScalar(format!("{node:?}"))),
            }
        }
        let value = match (is_nil, text) {
            (true, _) => None,
            (false, text) => {
                let text = text.unwrap_or_default();
                Some(text.parse().map_err(|_| Error::UnexpectedValue(format!("{text} for {field}")))?)
            }
        };
        *into = Some(Nillable(value));
        Ok(())
    }

    type Accumulator = Option<Self>;
    const KIND: Kind = Kind::Scalar;
}

macro_rules! types {
    ($module:ident, $text:ty, $long:ty) => {
        pub mod $module {
            use super::*;

            #[derive(ToXml, FromXml)]
            #[xml(rename = "LeadUpdateRequest", rename_all = "PascalCase", ns(REQUEST, i = INSTANCE))]
            pub struct Update {
                #[xml(ns(ABSTRACTIONS))]
                operator: $long,
                #[xml(ns(ABSTRACTIONS))]
                site_code: $text,
                #[xml(ns(ABSTRACTIONS))]
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

            #[derive(ToXml, FromXml)]
            #[xml(rename = "LeadResponse", rename_all = "PascalCase", ns(LEADBANK, i = INSTANCE))]
            pub struct Response {
                leads: Option<Leads>,
                message: $text,
                status: i64,
            }

            #[derive(ToXml, FromXml)]
            #[xml(ns(LEADBANK))]
            pub struct Leads {
                lead: Vec<Lead>,
            }

            #[derive(ToXml, FromXml)]
            #[xml(rename_all = "PascalCase", ns(LEADBANK))]
            pub struct Lead {
                #[xml(rename = "BandDealerID")]
                band_dealer_id: $text,
                contents: Option<Contents>,
                create_date: $text,
                #[xml(rename = "ExternalLeadID")]
                external_lead_id: $text,
                #[xml(rename = "IDCampaign")]
                id_campaign: $text,
                #[xml(rename = "IDLeadBank")]
                id_lead_bank: i64,
                #[xml(rename = "IDService")]
                id_service: i64,
                #[xml(rename = "IDprovider")]
                id_provider: i64,
                name_campaign: $text,
                name_provider: $text,
                name_service: $text,
                qualification_date: $text,
                state: i64,
            }

            #[derive(ToXml, FromXml)]
            #[xml(ns(LEADBANK))]
            pub struct Contents {
                content: Vec<Content>,
            }

            #[derive(ToXml, FromXml)]
            #[xml(rename = "LeadContent", rename_all = "PascalCase", ns(LEADBANK))]
            pub struct Content {
                #[xml(rename = "ID")]
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
                instant_xml::from_str(text).map_err(error)
            }

            fn write(&self) -> Result<String, String> {
                instant_xml::to_string(self).map_err(error)
            }

            buffer!(String, |value: &Self, out: &mut String| instant_xml::to_writer(value, out)
                .map_err(error));
        }
    };
}

types!(plain, Option<String>, Option<i64>);
types!(nillable, Nillable<String>, Nillable<i64>);
