//! The service that is called.

use datacontract::client::Error;
use datacontract::clr::Decimal;
use datacontract::http::Api;
use datacontract::outcome::Outcome;
use datacontract::{DataContract, Endpoint};
use http::StatusCode;
use std::fmt;

pub(crate) static API: Api = Api::new("Shop").base_url("https://shop.example.com");

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
pub(crate) struct Order {
    pub(crate) id: i32,
    pub(crate) customer: Option<String>,
    pub(crate) lines: Option<Vec<Line>>,
    pub(crate) total: Option<Decimal>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
pub(crate) struct Line {
    pub(crate) sku: Option<String>,
    #[contract(is_required)]
    pub(crate) count: i32,
    pub(crate) state: State,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop.Models")]
pub(crate) enum State {
    #[default]
    New,
    Sent,
    #[contract(unknown)]
    Unknown(datacontract::UnknownValue),
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/orders/{id}", response = Order)]
pub(crate) struct GetOrder {
    pub(crate) id: i32,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, get = "api/orders/{id}/maybe", response = Option<Order>)]
pub(crate) struct FindOrder {
    pub(crate) id: i32,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, post = "api/orders", response = Order, status = Refused)]
pub(crate) struct CreateOrder {
    pub(crate) dry: Option<bool>,
    #[endpoint(body)]
    pub(crate) order: Order,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, delete = "api/orders/{id}")]
pub(crate) struct DeleteOrder {
    pub(crate) id: i32,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, head = "api/orders/{id}")]
pub(crate) struct HasOrder {
    pub(crate) id: i32,
}

#[derive(Endpoint, Clone, Debug, PartialEq)]
#[endpoint(api = API, post = "api/pay", response = Receipt, outcome)]
pub(crate) struct Pay {
    #[endpoint(body)]
    pub(crate) amount: Decimal,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
pub(crate) struct Receipt {
    pub(crate) error_code: i32,
    pub(crate) message: Option<String>,
}

impl Receipt {
    pub(crate) fn outcome(&self) -> Outcome<'_> {
        Outcome::of(&self.error_code)
            .with_message(&self.message)
            .with_success(&["0"])
            .with_meanings(&[("7", "There is no money.")])
    }
}

/// What the documentation of `CreateOrder` says of status codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum Refused {
    /// 401
    Unauthorized,
    /// 409
    SoldOut,
    Other(StatusCode),
}

impl From<StatusCode> for Refused {
    fn from(code: StatusCode) -> Self {
        match code.as_u16() {
            401 => Refused::Unauthorized,
            409 => Refused::SoldOut,
            _ => Refused::Other(code),
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Unauthorized => f.write_str("401 (The key is wrong.)"),
            Refused::SoldOut => f.write_str("409 (Sold out.)"),
            Refused::Other(code) => code.fmt(f),
        }
    }
}

pub(crate) const JSON: &str =
    r#"{"Id":7,"Customer":"Ada","Lines":[{"Sku":"tea","Count":2,"State":1}],"Total":9.50}"#;
pub(crate) const XML: &str = r#"<Order xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Shop.Models"><Customer>Ada</Customer><Id>7</Id><Lines><Line><Count>2</Count><Sku>tea</Sku><State>Sent</State></Line></Lines><Total>9.50</Total></Order>"#;

/// What both say.
pub(crate) fn order() -> Order {
    let line = Line { sku: Some("tea".to_owned()), count: 2, state: State::Sent };
    Order { id: 7, customer: Some("Ada".to_owned()), lines: Some(vec![line]), total: "9.50".parse().ok() }
}

/// What went wrong when an answer could not be read, and what the answer looked like.
#[track_caller]
pub(crate) fn decode_fault<R: fmt::Debug, S: fmt::Debug>(result: Result<R, Error<S>>) -> (String, String) {
    match result {
        Err(Error::Decode(error)) => (error.error.to_string(), error.excerpt.clone()),
        other => panic!("not an answer that cannot be read, but {other:?}"),
    }
}
