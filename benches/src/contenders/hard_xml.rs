//! `hard-xml`: tags are compared as they are written, prefix and all; namespaces are attributes like any
//! other.

use crate::contenders::{ABSTRACTIONS, INSTANCE, LEADBANK, REQUEST};
use crate::mirror::{
    Mirror, Model, buffer, error, mirror_content, mirror_lead, mirror_list, mirror_response, mirror_update,
};
use crate::values;
use hard_xml::{XmlRead, XmlWrite, XmlWriter};
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// A namespace: written, but not kept when it is read.
macro_rules! namespace {
    ($name:ident, $uri:ident) => {
        #[derive(Default)]
        pub struct $name;

        impl FromStr for $name {
            type Err = Infallible;

            fn from_str(_: &str) -> Result<Self, Infallible> {
                Ok($name)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($uri)
            }
        }
    };
}

namespace!(Abstractions, ABSTRACTIONS);
namespace!(Instance, INSTANCE);
namespace!(Leadbank, LEADBANK);
namespace!(Request, REQUEST);

/// An element that is a struct, with a namespace of its own or without.
macro_rules! leaf {
    ($name:ident, $tag:literal, $value:ty $(, $namespace:ident)?) => {
        #[derive(XmlRead, XmlWrite)]
        #[xml(tag = $tag)]
        pub struct $name {
            $(#[xml(attr = "xmlns")]
            namespace: $namespace,)?
            #[xml(text)]
            value: $value,
        }

        impl Mirror<$value> for $name {
            fn of(value: &$value) -> Self {
                $name { $(namespace: $namespace,)? value: value.clone() }
            }

            fn back(self) -> $value {
                self.value
            }
        }
    };
}

/// A text that may not be there: `Option` is not taken for a text.
pub struct Maybe<T>(Option<T>);

impl<T: FromStr> FromStr for Maybe<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        if text.is_empty() { Ok(Maybe(None)) } else { text.parse().map(|value| Maybe(Some(value))) }
    }
}

impl<T: fmt::Display> fmt::Display for Maybe<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map_or(Ok(()), |value| value.fmt(f))
    }
}

/// An element that is there even if it is null.
macro_rules! nillable {
    ($name:ident, $tag:literal, $value:ty $(, $namespace:ident)?) => {
        #[derive(XmlRead, XmlWrite)]
        #[xml(tag = $tag)]
        pub struct $name {
            $(#[xml(attr = "xmlns")]
            namespace: $namespace,)?
            #[xml(attr = "i:nil")]
            nil: Option<String>,
            #[xml(text)]
            value: Maybe<$value>,
        }

        impl Mirror<Option<$value>> for $name {
            fn of(value: &Option<$value>) -> Self {
                $name {
                    $(namespace: $namespace,)?
                    nil: value.is_none().then(|| "true".to_owned()),
                    value: Maybe(value.clone()),
                }
            }

            fn back(self) -> Option<$value> {
                self.value.0.filter(|_| self.nil.is_none())
            }
        }
    };
}

macro_rules! model {
    ($root:ident) => {
        impl Model for $root {
            type Plain = values::$root;

            fn read(text: &str) -> Result<Self, String> {
                <$root as XmlRead>::from_str(text).map_err(error)
            }

            fn write(&self) -> Result<String, String> {
                XmlWrite::to_string(self).map_err(error)
            }

            buffer!(Vec<u8>, |value: &Self, out: &mut Vec<u8>| {
                value.to_writer(&mut XmlWriter::new(out)).map_err(error)
            });
        }
    };
}

macro_rules! types {
    ($module:ident, $element:ident, $operator:ty, $site_code:ty, $token:ty, $band_dealer_id:ty) => {
        pub mod $module {
            use super::*;


            #[derive(XmlRead, XmlWrite)]
            #[xml(tag = "LeadUpdateRequest")]
            pub struct Update {
                #[xml(attr = "xmlns:i")]
                instance: Instance,
                #[xml(attr = "xmlns")]
                namespace: Request,
                #[xml($element = "Operator")]
                operator: Option<$operator>,
                #[xml($element = "SiteCode")]
                site_code: Option<$site_code>,
                #[xml($element = "Token")]
                token: Option<$token>,
                #[xml(flatten_text = "Cheque")]
                cheque: Option<i64>,
                #[xml(flatten_text = "Comment")]
                comment: Option<String>,
                #[xml(flatten_text = "Email")]
                email: Option<String>,
                #[xml(flatten_text = "FormName")]
                form_name: Option<String>,
                #[xml(flatten_text = "Goods")]
                goods: Option<i64>,
                #[xml(flatten_text = "LeadMark")]
                lead_mark: Option<i64>,
                #[xml(flatten_text = "LeadName")]
                lead_name: Option<String>,
                #[xml(flatten_text = "Leads")]
                leads: Option<i64>,
                #[xml(flatten_text = "OrderBasket")]
                order_basket: Option<i64>,
                #[xml(flatten_text = "OrderInvoices")]
                order_invoices: Option<i64>,
                #[xml(flatten_text = "Phone")]
                phone: Option<i64>,
                #[xml(flatten_text = "Pos")]
                pos: Option<i64>,
            }

            #[derive(XmlRead, XmlWrite)]
            #[xml(tag = "LeadResponse")]
            pub struct Response {
                #[xml(attr = "xmlns:i")]
                instance: Instance,
                #[xml(attr = "xmlns")]
                namespace: Leadbank,
                #[xml(child = "Leads")]
                leads: Option<Leads>,
                #[xml(flatten_text = "Message")]
                message: Option<String>,
                #[xml(flatten_text = "Status")]
                status: i64,
            }

            #[derive(XmlRead, XmlWrite)]
            #[xml(tag = "Leads")]
            pub struct Leads {
                #[xml(child = "Lead")]
                lead: Vec<Lead>,
            }

            #[derive(XmlRead, XmlWrite)]
            #[xml(tag = "Lead")]
            pub struct Lead {
                #[xml($element = "BandDealerID")]
                band_dealer_id: Option<$band_dealer_id>,
                #[xml(child = "Contents")]
                contents: Option<Contents>,
                #[xml(flatten_text = "CreateDate")]
                create_date: Option<String>,
                #[xml(flatten_text = "ExternalLeadID")]
                external_lead_id: Option<String>,
                #[xml(flatten_text = "IDCampaign")]
                id_campaign: Option<String>,
                #[xml(flatten_text = "IDLeadBank")]
                id_lead_bank: i64,
                #[xml(flatten_text = "IDService")]
                id_service: i64,
                #[xml(flatten_text = "IDprovider")]
                id_provider: i64,
                #[xml(flatten_text = "NameCampaign")]
                name_campaign: Option<String>,
                #[xml(flatten_text = "NameProvider")]
                name_provider: Option<String>,
                #[xml(flatten_text = "NameService")]
                name_service: Option<String>,
                #[xml(flatten_text = "QualificationDate")]
                qualification_date: Option<String>,
                #[xml(flatten_text = "State")]
                state: i64,
            }

            #[derive(XmlRead, XmlWrite)]
            #[xml(tag = "Contents")]
            pub struct Contents {
                #[xml(child = "LeadContent")]
                content: Vec<Content>,
            }

            #[derive(XmlRead, XmlWrite)]
            #[xml(tag = "LeadContent")]
            pub struct Content {
                #[xml(flatten_text = "ID")]
                id: i64,
                #[xml(flatten_text = "Key")]
                key: Option<String>,
                #[xml(flatten_text = "Type")]
                r#type: i64,
                #[xml(flatten_text = "Value")]
                value: Option<String>,
            }

            mirror_update!(Update, instance: Instance, namespace: Request);
            mirror_response!(Response, instance: Instance, namespace: Leadbank);
            mirror_list!(Leads { lead: Lead });
            mirror_lead!(Lead);
            mirror_list!(Contents { content: Content });
            mirror_content!(Content);
            model!(Update);
            model!(Response);
        }
    };
}

leaf!(Operator, "Operator", i64, Abstractions);
leaf!(SiteCode, "SiteCode", String, Abstractions);
leaf!(InheritedToken, "Token", i64, Abstractions);
// Structs are written before texts, and this stands before `Contents`.
leaf!(BandDealerId, "BandDealerID", String);
types!(reading, flatten_text, i64, String, i64, String);
types!(writing, child, Operator, SiteCode, InheritedToken, BandDealerId);

pub mod nillable {
    use super::*;

    nillable!(Operator, "Operator", i64, Abstractions);
    nillable!(SiteCode, "SiteCode", String, Abstractions);
    nillable!(InheritedToken, "Token", i64, Abstractions);
    nillable!(Cheque, "Cheque", i64);
    nillable!(Comment, "Comment", String);
    nillable!(Email, "Email", String);
    nillable!(FormName, "FormName", String);
    nillable!(Goods, "Goods", i64);
    nillable!(LeadMark, "LeadMark", i64);
    nillable!(LeadName, "LeadName", String);
    nillable!(LeadNumber, "Leads", i64);
    nillable!(OrderBasket, "OrderBasket", i64);
    nillable!(OrderInvoices, "OrderInvoices", i64);
    nillable!(Phone, "Phone", i64);
    nillable!(Pos, "Pos", i64);
    leaf!(Status, "Status", i64);
    leaf!(IdLeadBank, "IDLeadBank", i64);
    leaf!(IdService, "IDService", i64);
    leaf!(IdProvider, "IDprovider", i64);
    leaf!(State, "State", i64);
    leaf!(Id, "ID", i64);
    leaf!(ContentType, "Type", i64);
    nillable!(Message, "Message", String);
    nillable!(BandDealerId, "BandDealerID", String);
    nillable!(CreateDate, "CreateDate", String);
    nillable!(ExternalLeadId, "ExternalLeadID", String);
    nillable!(IdCampaign, "IDCampaign", String);
    nillable!(NameCampaign, "NameCampaign", String);
    nillable!(NameProvider, "NameProvider", String);
    nillable!(NameService, "NameService", String);
    nillable!(QualificationDate, "QualificationDate", String);
    nillable!(Key, "Key", String);
    nillable!(Value, "Value", String);

    #[derive(XmlRead, XmlWrite)]
    #[xml(tag = "LeadUpdateRequest")]
    pub struct Update {
        #[xml(attr = "xmlns:i")]
        instance: Instance,
        #[xml(attr = "xmlns")]
        namespace: Request,
        #[xml(child = "Operator")]
        operator: Operator,
        #[xml(child = "SiteCode")]
        site_code: SiteCode,
        #[xml(child = "Token")]
        token: InheritedToken,
        #[xml(child = "Cheque")]
        cheque: Cheque,
        #[xml(child = "Comment")]
        comment: Comment,
        #[xml(child = "Email")]
        email: Email,
        #[xml(child = "FormName")]
        form_name: FormName,
        #[xml(child = "Goods")]
        goods: Goods,
        #[xml(child = "LeadMark")]
        lead_mark: LeadMark,
        #[xml(child = "LeadName")]
        lead_name: LeadName,
        #[xml(child = "Leads")]
        leads: LeadNumber,
        #[xml(child = "OrderBasket")]
        order_basket: OrderBasket,
        #[xml(child = "OrderInvoices")]
        order_invoices: OrderInvoices,
        #[xml(child = "Phone")]
        phone: Phone,
        #[xml(child = "Pos")]
        pos: Pos,
    }

    #[derive(XmlRead, XmlWrite)]
    #[xml(tag = "LeadResponse")]
    pub struct Response {
        #[xml(attr = "xmlns:i")]
        instance: Instance,
        #[xml(attr = "xmlns")]
        namespace: Leadbank,
        #[xml(child = "Leads")]
        leads: Option<Leads>,
        #[xml(child = "Message")]
        message: Message,
        #[xml(child = "Status")]
        status: Status,
    }

    #[derive(XmlRead, XmlWrite)]
    #[xml(tag = "Leads")]
    pub struct Leads {
        #[xml(child = "Lead")]
        lead: Vec<Lead>,
    }

    #[derive(XmlRead, XmlWrite)]
    #[xml(tag = "Lead")]
    pub struct Lead {
        #[xml(child = "BandDealerID")]
        band_dealer_id: BandDealerId,
        #[xml(child = "Contents")]
        contents: Option<Contents>,
        #[xml(child = "CreateDate")]
        create_date: CreateDate,
        #[xml(child = "ExternalLeadID")]
        external_lead_id: ExternalLeadId,
        #[xml(child = "IDCampaign")]
        id_campaign: IdCampaign,
        #[xml(child = "IDLeadBank")]
        id_lead_bank: IdLeadBank,
        #[xml(child = "IDService")]
        id_service: IdService,
        #[xml(child = "IDprovider")]
        id_provider: IdProvider,
        #[xml(child = "NameCampaign")]
        name_campaign: NameCampaign,
        #[xml(child = "NameProvider")]
        name_provider: NameProvider,
        #[xml(child = "NameService")]
        name_service: NameService,
        #[xml(child = "QualificationDate")]
        qualification_date: QualificationDate,
        #[xml(child = "State")]
        state: State,
    }

    #[derive(XmlRead, XmlWrite)]
    #[xml(tag = "Contents")]
    pub struct Contents {
        #[xml(child = "LeadContent")]
        content: Vec<Content>,
    }

    #[derive(XmlRead, XmlWrite)]
    #[xml(tag = "LeadContent")]
    pub struct Content {
        #[xml(child = "ID")]
        id: Id,
        #[xml(child = "Key")]
        key: Key,
        #[xml(child = "Type")]
        r#type: ContentType,
        #[xml(child = "Value")]
        value: Value,
    }

    mirror_update!(Update, instance: Instance, namespace: Request);
    mirror_response!(Response, instance: Instance, namespace: Leadbank);
    mirror_list!(Leads { lead: Lead });
    mirror_lead!(Lead);
    mirror_list!(Contents { content: Content });
    mirror_content!(Content);
    model!(Update);
    model!(Response);
}
