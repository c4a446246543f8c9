//! The values that all contenders write and read, in plain types: also those of `serde_json`'s derive.
//!
//! Members stand in the order in which Json.NET writes them, so that `serde_json` makes the same JSON.

use serde::{Deserialize, Serialize};

/// `LeadUpdateRequest` of `specs/lcmanager`: its own members, then those of its base class.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Update {
    pub leads: Option<i64>,
    pub form_name: Option<String>,
    pub lead_name: Option<String>,
    pub phone: Option<i64>,
    pub email: Option<String>,
    pub cheque: Option<i64>,
    pub goods: Option<i64>,
    pub pos: Option<i64>,
    pub lead_mark: Option<i64>,
    pub comment: Option<String>,
    pub order_basket: Option<i64>,
    pub order_invoices: Option<i64>,
    pub operator: Option<i64>,
    pub token: Option<i64>,
    pub site_code: Option<String>,
}

/// `LeadResponse` of `specs/leadbank`. Its dates are texts and its state is a number, because no peer has
/// .NET's types.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    pub status: i64,
    pub message: Option<String>,
    pub leads: Option<Vec<Lead>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Lead {
    #[serde(rename = "IDLeadBank")]
    pub id_lead_bank: i64,
    #[serde(rename = "IDprovider")]
    pub id_provider: i64,
    pub name_provider: Option<String>,
    #[serde(rename = "IDService")]
    pub id_service: i64,
    pub name_service: Option<String>,
    pub state: i64,
    #[serde(rename = "IDCampaign")]
    pub id_campaign: Option<String>,
    pub name_campaign: Option<String>,
    #[serde(rename = "BandDealerID")]
    pub band_dealer_id: Option<String>,
    #[serde(rename = "ExternalLeadID")]
    pub external_lead_id: Option<String>,
    pub qualification_date: Option<String>,
    pub create_date: Option<String>,
    pub contents: Option<Vec<Content>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Content {
    #[serde(rename = "ID")]
    pub id: i64,
    pub key: Option<String>,
    pub value: Option<String>,
    pub r#type: i64,
}

/// What the members hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Filling {
    /// What the help pages' samples have; ids count up.
    Sample,
    /// Two of three members that may be null are.
    Nils,
    /// Texts in which every fourth character has to be escaped.
    Escapes,
}

impl Filling {
    /// A text for the member with this number, of the object with that number.
    fn text(self, member: usize, object: usize, sample: &str) -> Option<String> {
        match self {
            Filling::Sample => Some(sample.to_owned()),
            Filling::Nils => (member + object).is_multiple_of(3).then(|| sample.to_owned()),
            Filling::Escapes => Some(format!("{sample}:<b>A&B</b>, 1<2 && 3>2, a&b <c>")),
        }
    }

    fn number(self, member: usize, sample: i64) -> Option<i64> {
        (self != Filling::Nils || member.is_multiple_of(3)).then_some(sample)
    }
}

pub fn update(filling: Filling) -> Update {
    let text = |member, sample| filling.text(member, 0, sample);
    let number = |member| filling.number(member, 1);
    Update {
        leads: number(0),
        form_name: text(1, "sample string 1"),
        lead_name: text(2, "sample string 2"),
        phone: number(3),
        email: text(4, "sample string 3"),
        cheque: number(5),
        goods: number(6),
        pos: number(7),
        lead_mark: number(8),
        comment: text(9, "sample string 4"),
        order_basket: number(10),
        order_invoices: number(11),
        operator: number(12),
        token: number(13),
        site_code: text(14, "sample string 5"),
    }
}

pub fn response(leads: usize, filling: Filling) -> Response {
    let leads = (0..leads).map(|n| lead(n, filling)).collect();
    Response { status: 1, message: filling.text(0, 0, "sample string 2"), leads: Some(leads) }
}

fn lead(n: usize, filling: Filling) -> Lead {
    let id = n as i64 + 1;
    let date = "2024-10-15T05:29:19.5139414+02:00";
    let text = |member, sample| filling.text(member, n, sample);
    // A date has nothing to escape.
    let date = |member| match filling {
        Filling::Escapes => Some(date.to_owned()),
        _ => text(member, date),
    };
    Lead {
        id_lead_bank: id,
        id_provider: 2,
        name_provider: text(0, "sample string 3"),
        id_service: 4,
        name_service: text(1, "sample string 5"),
        state: 0,
        id_campaign: text(2, "sample string 6"),
        name_campaign: text(3, "sample string 7"),
        band_dealer_id: text(4, "sample string 8"),
        external_lead_id: text(5, "sample string 9"),
        qualification_date: date(6),
        create_date: date(7),
        contents: Some((0..10).map(|k| content(10 * n + k, filling)).collect()),
    }
}

fn content(n: usize, filling: Filling) -> Content {
    Content {
        id: n as i64 + 1,
        key: filling.text(0, n, "sample string 2"),
        value: filling.text(1, n, "sample string 3"),
        r#type: 4,
    }
}
