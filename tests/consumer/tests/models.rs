//! The models that the build script made are there, and work.

use datacontract::{json, xml};
use datacontract_tests_consumer::{Instructions, ZipCode, lcmanager, trackerrms};

const REQUEST: &str = include_str!("../../../specs/lcmanager/samples/LeadUpdate.request.json");

#[test]
fn the_sample_is_read_and_written() {
    let request: lcmanager::LeadUpdateRequest = json::from_str(REQUEST).expect("the sample");
    assert_eq!(request.base.operator, Some(1));
    let text = xml::to_string(&request).expect("XML");
    assert_eq!(xml::from_str::<lcmanager::LeadUpdateRequest>(&text).expect("the same"), request);
}

#[test]
fn types_of_the_crate_stand_for_those_of_the_spec() {
    let lead = trackerrms::Lead { zipcode: Some(ZipCode("10115".to_owned())), ..Default::default() };
    let text = json::to_string(&lead).expect("JSON");
    assert!(text.contains(r#""zipcode":"10115""#), "{text}");
    let create = trackerrms::CreateLead {
        instructions: Some(Instructions { notify: Some(true) }),
        ..Default::default()
    };
    let text = json::to_string(&create).expect("JSON");
    assert!(text.contains(r#""instructions":{"notifydepartment":true}"#), "{text}");
    let response = |status| trackerrms::CreateLeadResponse { status: Some(status), ..Default::default() };
    assert!(response(1) < response(2));
}

#[test]
fn responses_tell_success_from_failure() {
    let text = r#"{"status": 2, "message": "no"}"#;
    let response: trackerrms::CreateLeadResponse = json::from_str(text).expect("a response");
    assert_eq!(response.outcome().is_success(), Some(false));
    let error = response.into_result().expect_err("it failed");
    assert_eq!(error.to_string(), "the service answered with code 2 (The user is not active.): no");
}
