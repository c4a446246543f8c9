//! The request of the help page `001_58e32fdba5895af9.txt`, as a person would write it.

use datacontract::{DataContract, json, xml};

/// What every request says of its sender.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "LCManagerPartner.Implementation.Abstractions", rename_all = "PascalCase")]
struct BaseRequest {
    operator: Option<i64>,
    token: Option<i64>,
    site_code: Option<String>,
}

/// Changes a lead.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "LCManagerPartner.Implementation.Request", rename_all = "PascalCase", serde)]
struct LeadUpdateRequest {
    #[contract(base)]
    base: BaseRequest,
    leads: Option<i64>,
    form_name: Option<String>,
    lead_name: Option<String>,
    phone: Option<i64>,
    email: Option<String>,
    cheque: Option<i64>,
    goods: Option<i64>,
    pos: Option<i64>,
    lead_mark: Option<i64>,
    comment: Option<String>,
    order_basket: Option<i64>,
    order_invoices: Option<i64>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "LCManagerPartner.Implementation.Abstractions", rename_all = "PascalCase")]
struct BaseResponse {
    error_code: i64,
    message: Option<String>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "LCManagerPartner.Implementation.Response")]
struct LeadUpdateResponse {
    #[contract(base)]
    base: BaseResponse,
}

const REQUEST: &str = r#"
<LeadUpdateRequest xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Request">
  <Operator xmlns="http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Abstractions">1</Operator>
  <SiteCode xmlns="http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Abstractions">sample string 5</SiteCode>
  <Token xmlns="http://schemas.datacontract.org/2004/07/LCManagerPartner.Implementation.Abstractions">1</Token>
  <Cheque>1</Cheque>
  <Comment>sample string 4</Comment>
  <Email>sample string 3</Email>
  <FormName>sample string 1</FormName>
  <Goods>1</Goods>
  <LeadMark>1</LeadMark>
  <LeadName>sample string 2</LeadName>
  <Leads>1</Leads>
  <OrderBasket>1</OrderBasket>
  <OrderInvoices>1</OrderInvoices>
  <Phone>1</Phone>
  <Pos>1</Pos>
</LeadUpdateRequest>"#;

fn without_white_space_between_tags(text: &str) -> String {
    text.lines().map(str::trim).collect()
}

#[test]
fn the_request_is_that_of_the_page() {
    let sample = |number: u32| Some(format!("sample string {number}"));
    let request = LeadUpdateRequest {
        base: BaseRequest { operator: Some(1), token: Some(1), site_code: sample(5) },
        leads: Some(1),
        form_name: sample(1),
        lead_name: sample(2),
        phone: Some(1),
        email: sample(3),
        cheque: Some(1),
        goods: Some(1),
        pos: Some(1),
        lead_mark: Some(1),
        comment: sample(4),
        order_basket: Some(1),
        order_invoices: Some(1),
    };
    super::is_written_as(&request, &without_white_space_between_tags(REQUEST));
    super::is_vector("anchor.lead-update", &request);
    assert_eq!(xml::from_str::<LeadUpdateRequest>(REQUEST).as_ref(), Ok(&request));
}

/// JSON has the members of the base last; serde's traits go the same way.
#[test]
fn json_is_that_of_the_page() {
    let text = r#"{"Leads":1,"FormName":"sample string 1","LeadName":"sample string 2","Phone":1,"Email":"sample string 3","Cheque":1,"Goods":1,"Pos":1,"LeadMark":1,"Comment":"sample string 4","OrderBasket":1,"OrderInvoices":1,"Operator":1,"Token":1,"SiteCode":"sample string 5"}"#;
    let request = xml::from_str::<LeadUpdateRequest>(REQUEST).expect("it is of this contract");
    assert_eq!(json::to_string(&request).as_deref(), Ok(text));
    assert_eq!(json::from_str::<LeadUpdateRequest>(text).as_ref(), Ok(&request));
    assert_eq!(serde_json::to_string(&request).expect("it can be written"), text);
    assert_eq!(serde_json::from_str::<LeadUpdateRequest>(text).expect("it is of this contract"), request);
}

#[test]
fn a_class_without_members_of_its_own() {
    let response = LeadUpdateResponse {
        base: BaseResponse { error_code: 1, message: Some("sample string 2".to_owned()) },
    };
    super::is_vector("anchor.lead-response", &response);
    assert_eq!(<LeadUpdateResponse as DataContract>::MEMBERS, 2);
}
