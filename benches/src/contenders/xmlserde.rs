//! `xmlserde`: names are compared byte by byte, prefix and all. Each element needs a struct of its own, texts
//! included. An element that is not as expected makes it panic.

use crate::mirror::{
    Mirror, Model, buffer, error, mirror_content, mirror_lead, mirror_list, mirror_response, mirror_update,
};
use crate::values;
use ::xmlserde::XmlSerialize as _;
use ::xmlserde::quick_xml::Writer;
use xmlserde_derives::{XmlDeserialize, XmlSerialize};

/// An element that holds text.
macro_rules! leaf {
    ($name:ident, $value:ident $(, $attribute:meta)?) => {
        #[derive(XmlSerialize, XmlDeserialize)]
        $(#[$attribute])?
        pub struct $name {
            #[xmlserde(ty = "text")]
            value: $value,
        }

        impl Mirror<$value> for $name {
            fn of(value: &$value) -> Self {
                $name { value: value.clone() }
            }

            fn back(self) -> $value {
                self.value
            }
        }
    };
}

/// One that may be null.
macro_rules! nillable {
    ($name:ident, $value:ident $(, $attribute:meta)?) => {
        #[derive(XmlSerialize, XmlDeserialize)]
        $(#[$attribute])?
        pub struct $name {
            #[xmlserde(name = b"i:nil", ty = "attr")]
            nil: Option<String>,
            #[xmlserde(ty = "text")]
            value: Option<$value>,
        }

        impl Mirror<Option<$value>> for $name {
            fn of(value: &Option<$value>) -> Self {
                $name { nil: value.is_none().then(|| "true".to_owned()), value: value.clone() }
            }

            fn back(self) -> Option<$value> {
                self.value.filter(|_| self.nil.is_none())
            }
        }
    };
}

// `contenders::ABSTRACTIONS`; the attribute takes a literal alone.
leaf!(Long, i64);
leaf!(Text, String);
leaf!(
    InheritedLong,
    i64,
    xmlserde(
        with_ns = b"http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Abstractions"
    )
);
leaf!(
    InheritedText,
    String,
    xmlserde(
        with_ns = b"http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Abstractions"
    )
);
nillable!(NillableLong, i64);
nillable!(NillableText, String);
nillable!(
    InheritedNillableLong,
    i64,
    xmlserde(
        with_ns = b"http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Abstractions"
    )
);
nillable!(
    InheritedNillableText,
    String,
    xmlserde(
        with_ns = b"http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Abstractions"
    )
);

macro_rules! types {
    ($module:ident, [$($text:tt)*], [$($long:tt)*], [$($inherited_text:tt)*], [$($inherited_long:tt)*]) => {
        pub mod $module {
            use super::*;

            #[derive(XmlSerialize, XmlDeserialize)]
            #[xmlserde(root = b"LeadUpdateRequest")]
            #[xmlserde(with_custom_ns(b"i", b"http://www.w3.org/2001/XMLSchema-instance"))]
            #[xmlserde(
                with_ns = b"http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Request"
            )]
            pub struct Update {
                #[xmlserde(name = b"Operator", ty = "child")]
                operator: $($inherited_long)*,
                #[xmlserde(name = b"SiteCode", ty = "child")]
                site_code: $($inherited_text)*,
                #[xmlserde(name = b"Token", ty = "child")]
                token: $($inherited_long)*,
                #[xmlserde(name = b"Cheque", ty = "child")]
                cheque: $($long)*,
                #[xmlserde(name = b"Comment", ty = "child")]
                comment: $($text)*,
                #[xmlserde(name = b"Email", ty = "child")]
                email: $($text)*,
                #[xmlserde(name = b"FormName", ty = "child")]
                form_name: $($text)*,
                #[xmlserde(name = b"Goods", ty = "child")]
                goods: $($long)*,
                #[xmlserde(name = b"LeadMark", ty = "child")]
                lead_mark: $($long)*,
                #[xmlserde(name = b"LeadName", ty = "child")]
                lead_name: $($text)*,
                #[xmlserde(name = b"Leads", ty = "child")]
                leads: $($long)*,
                #[xmlserde(name = b"OrderBasket", ty = "child")]
                order_basket: $($long)*,
                #[xmlserde(name = b"OrderInvoices", ty = "child")]
                order_invoices: $($long)*,
                #[xmlserde(name = b"Phone", ty = "child")]
                phone: $($long)*,
                #[xmlserde(name = b"Pos", ty = "child")]
                pos: $($long)*,
            }

            #[derive(XmlSerialize, XmlDeserialize)]
            #[xmlserde(root = b"LeadResponse")]
            #[xmlserde(with_custom_ns(b"i", b"http://www.w3.org/2001/XMLSchema-instance"))]
            #[xmlserde(with_ns = b"http://schemas.datacontract.org/2004/07/")]
            pub struct Response {
                #[xmlserde(name = b"Leads", ty = "child")]
                leads: Option<Leads>,
                #[xmlserde(name = b"Message", ty = "child")]
                message: $($text)*,
                #[xmlserde(name = b"Status", ty = "child")]
                status: Long,
            }

            #[derive(XmlSerialize, XmlDeserialize)]
            pub struct Leads {
                #[xmlserde(name = b"Lead", ty = "child")]
                lead: Vec<Lead>,
            }

            #[derive(XmlSerialize, XmlDeserialize)]
            pub struct Lead {
                #[xmlserde(name = b"BandDealerID", ty = "child")]
                band_dealer_id: $($text)*,
                #[xmlserde(name = b"Contents", ty = "child")]
                contents: Option<Contents>,
                #[xmlserde(name = b"CreateDate", ty = "child")]
                create_date: $($text)*,
                #[xmlserde(name = b"ExternalLeadID", ty = "child")]
                external_lead_id: $($text)*,
                #[xmlserde(name = b"IDCampaign", ty = "child")]
                id_campaign: $($text)*,
                #[xmlserde(name = b"IDLeadBank", ty = "child")]
                id_lead_bank: Long,
                #[xmlserde(name = b"IDService", ty = "child")]
                id_service: Long,
                #[xmlserde(name = b"IDprovider", ty = "child")]
                id_provider: Long,
                #[xmlserde(name = b"NameCampaign", ty = "child")]
                name_campaign: $($text)*,
                #[xmlserde(name = b"NameProvider", ty = "child")]
                name_provider: $($text)*,
                #[xmlserde(name = b"NameService", ty = "child")]
                name_service: $($text)*,
                #[xmlserde(name = b"QualificationDate", ty = "child")]
                qualification_date: $($text)*,
                #[xmlserde(name = b"State", ty = "child")]
                state: Long,
            }

            #[derive(XmlSerialize, XmlDeserialize)]
            pub struct Contents {
                #[xmlserde(name = b"LeadContent", ty = "child")]
                items: Vec<Content>,
            }

            #[derive(XmlSerialize, XmlDeserialize)]
            pub struct Content {
                #[xmlserde(name = b"ID", ty = "child")]
                id: Long,
                #[xmlserde(name = b"Key", ty = "child")]
                key: $($text)*,
                #[xmlserde(name = b"Type", ty = "child")]
                r#type: Long,
                #[xmlserde(name = b"Value", ty = "child")]
                value: $($text)*,
            }

            mirror_update!(Update);
            mirror_response!(Response);
            mirror_list!(Leads { lead: Lead });
            mirror_lead!(Lead);
            mirror_list!(Contents { items: Content });
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
                ::xmlserde::xml_deserialize_from_str(text)
            }

            // What `xml_serialize` does, which takes the value away.
            fn write(&self) -> Result<String, String> {
                let mut writer = Writer::new(Vec::new());
                self.serialize($root::ser_root().unwrap_or_default(), &mut writer);
                String::from_utf8(writer.into_inner()).map_err(error)
            }

            buffer!(Vec<u8>, |value: &Self, out: &mut Vec<u8>| {
                value.serialize($root::ser_root().unwrap_or_default(), &mut Writer::new(out));
                Ok(())
            });
        }
    };
}

types!(plain, [Option<Text>], [Option<Long>], [Option<InheritedText>], [Option<InheritedLong>]);
types!(nillable, [NillableText], [NillableLong], [InheritedNillableText], [InheritedNillableLong]);
