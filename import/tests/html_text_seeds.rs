//! Five pages as they were found in the wild.

use std::path::Path;

use datacontract_import::page::{
    ApiPage, Authentication, BaseUrlFrom, Content, Page, Payload, Provenance, SampleContent,
};
use datacontract_import::text;

fn read(name: &str) -> (ApiPage, Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/seeds").join(name);
    let source = std::fs::read_to_string(path).expect(name);
    match text::read(&source, Provenance::default()) {
        Ok(Page { content: Content::Api(api), notes, .. }) => (*api, notes),
        other => panic!("{other:?}"),
    }
}

fn names(payload: &Payload) -> Vec<&str> {
    payload.members.iter().flatten().map(|row| row.name.as_str()).collect()
}

fn texts(payload: &Payload) -> Vec<&str> {
    let texts = payload.samples.iter().map(|sample| match &sample.content {
        SampleContent::Text(text) => Some(text.as_str()),
        SampleContent::NotAvailable | SampleContent::Failed(_) => None,
    });
    texts.flatten().collect()
}

#[test]
fn tracked_leads() {
    let (page, notes) = read("000_59996c3d2a6ae021.txt");
    assert!(notes.is_empty(), "{notes:?}");
    assert_eq!(page.heading, "POST api/trustedorg/orgs/link/lead/{id}?oId={oId}&obId={obId}&oMId={oMId}");
    assert_eq!(page.summary, "Lead generation of org member using public link");
    let uri: Vec<_> = page.uri_parameters.iter().map(|row| (row.name.as_str(), row.ty.as_str())).collect();
    assert_eq!(uri, [("id", "integer"), ("oId", "integer"), ("obId", "integer"), ("oMId", "integer")]);
    assert!(page.uri_parameters.iter().all(|row| row.annotations == ["Required"]));
    let request = page.request.expect("a request");
    assert_eq!(request.ty, "SocialMediaReq");
    assert_eq!(request.doc, "Social media campaign reladted data like utm_source, utm_medium, utm_campaign");
    assert_eq!(names(&request), ["utm_source", "utm_medium", "utm_campaign"]);
    assert_eq!(request.samples.len(), 3);
    assert_eq!(request.samples.last().map(|s| &s.content), Some(&SampleContent::NotAvailable));
    let response = page.response.expect("a response");
    assert_eq!(response.ty, "GenericResp");
    assert_eq!(names(&response), ["id", "other_user_id", "mapping_id", "string_id", "resp_code", "resp_msg"]);
    assert_eq!(response.samples.len(), 2);
}

/// The row of `Email` has lost its name: an extractor takes the word for boilerplate.
#[test]
fn loyalty_leads() {
    let (page, notes) = read("001_58e32fdba5895af9.txt");
    assert_eq!(notes, ["1 of the request's members has lost the name."]);
    let request = page.request.expect("a request");
    let rows = request.members.clone().unwrap_or_default();
    assert_eq!(names(&request).iter().filter(|name| name.is_empty()).count(), 1);
    let email = rows.get(4).expect("a row");
    assert_eq!(
        (email.name.as_str(), email.description.as_str(), email.ty.as_str()),
        ("", "E-mail лида", "string")
    );
    assert_eq!(rows.len(), 15);
    assert!(rows.iter().all(|row| row.annotations.is_empty()));
    assert_eq!(rows.last().map(|row| row.name.as_str()), Some("SiteCode"));
    assert_eq!(page.response.as_ref().map(names), Some(vec!["ErrorCode", "Message"]));
}

/// A page of another system: method and path on lines, samples without media types, tables of codes.
#[test]
fn tracked_recruiting() {
    let (page, _) = read("002_e745c71a2b63df7b.txt");
    assert_eq!(page.heading, "POST /api/widget/createLead");
    assert!(page.summary.starts_with("Able to payload of data"));
    let request = page.request.expect("a request");
    assert!(
        texts(&request)
            .first()
            .is_some_and(|text| text.starts_with("{\n      \"trackerrms\": {") && text.ends_with('}'))
    );
    let response = page.response.expect("a response");
    assert_eq!(
        texts(&response),
        [
            "{\n   \"status\": 0,\n   \"message\": \"success\",\n   \"count\": 0,\n   \"recordId\": 0,\n   \"recordName\": “”\n}"
        ]
    );
    let codes: Vec<_> = page.codes.iter().map(|t| (t.title.as_str(), t.rows.len())).collect();
    assert_eq!(codes, [("Lead Person Types", 2), ("Response status codes", 4)]);
    assert_eq!(
        page.codes.first().and_then(|t| t.rows.last()),
        Some(&("R".to_owned(), "Resource (Candidate)".to_owned()))
    );
}

/// A body that is a number, and no XML at all.
#[test]
fn lead_bank() {
    let (page, notes) = read("003_19b2ca061e5211ca.txt");
    assert!(notes.is_empty(), "{notes:?}");
    let request = page.request.expect("a request");
    assert_eq!(
        (request.ty.as_str(), request.members.is_none(), texts(&request)),
        ("integer", true, vec!["1"])
    );
    let response = page.response.expect("a response");
    assert_eq!(
        (response.ty.as_str(), names(&response)),
        ("LeadResponse", vec!["Leads", "Status", "Message"])
    );
    assert_eq!(
        response.members.iter().flatten().next().map(|row| row.ty.as_str()),
        Some("Collection of Lead")
    );
}

/// Customised and localised: the JSON before everything, the tables after everything, code between the
/// samples, the type at the end of its comment.
#[test]
fn estate_agents() {
    let (page, notes) = read("004_f6f876cdf2646748.txt");
    assert!(notes.is_empty(), "{notes:?}");
    assert_eq!(page.heading, "POST PublicAdvertising/{customerId}/Contact/Person/Lead");
    assert_eq!(page.base_url.as_deref(), Some("https://connect.maklare.vitec.net"));
    assert_eq!(page.authentication, Some(Authentication::Basic));
    assert_eq!(page.base_url_from, BaseUrlFrom::Example);
    let uri = page.uri_parameters.first().expect("a parameter");
    assert_eq!(
        (uri.name.as_str(), uri.annotations.as_slice()),
        ("customerId", ["Krävs".to_owned()].as_slice())
    );
    let request = page.request.expect("a request");
    assert_eq!(
        (request.doc.as_str(), request.ty.as_str()),
        ("Uppgifter om aktuellt lead", "PublicAdvertisingPersonLead")
    );
    assert_eq!(names(&request), ["Person", "Receiver", "LeadSource", "Marketing", "Message"]);
    let starts: Vec<&str> = texts(&request).iter().map(|text| text.get(..10).unwrap_or_default()).collect();
    assert_eq!(starts, ["{ \"person\"", "<PublicAdv"]);
    let response = page.response.expect("a response");
    assert_eq!(response.ty, "string");
    assert_eq!(
        texts(&response),
        [
            "\"sample string 1\"",
            "<string xmlns=\"http://schemas.microsoft.com/2003/10/Serialization/\">sample string 1</string>"
        ]
    );
}
