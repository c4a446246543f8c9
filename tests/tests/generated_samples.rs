//! The generated types read the samples of the five pages, and write them back byte for byte, in either
//! format.

mod page_code;

use std::fs;

use datacontract::{Field, json, xml};
use datacontract_apis::{lcmanager, leadbank, lifetrons, trackerrms, vitec};

fn sample(name: &str) -> Option<String> {
    fs::read_to_string(format!("../specs/{name}")).ok()
}

/// JSON without the white space between its tokens.
fn compact_json(text: &str) -> String {
    let (mut in_text, mut escaped) = (false, false);
    let keep = |c: &char| {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = in_text,
            '"' => in_text = !in_text,
            _ => {}
        }
        in_text || !c.is_ascii_whitespace()
    };
    text.chars().filter(keep).collect()
}

/// XML without the white space between its tags.
fn compact_xml(text: &str) -> String {
    let mut compact = String::new();
    for part in text.split_inclusive('>') {
        compact.push_str(if part.trim_start().starts_with('<') { part.trim_start() } else { part });
    }
    compact.trim_end().to_owned()
}

/// Each sample of a payload gives the sample of each format.
fn reproduced<T: Field + Default>(name: &str) {
    let samples = [sample(&format!("{name}.json")), sample(&format!("{name}.xml"))];
    assert!(samples.iter().any(Option::is_some), "{name} has no sample");
    let [json, xml] = &samples;
    let from_json = json.as_ref().map(|text| json::from_str::<T>(text).expect("the JSON sample"));
    let from_xml = xml.as_ref().map(|text| xml::from_str::<T>(text).expect("the XML sample"));
    for value in [from_json, from_xml].iter().flatten() {
        if let Some(json) = json {
            assert_eq!(json::to_string(value).expect("JSON"), compact_json(json), "{name}");
        }
        if let Some(xml) = xml {
            assert_eq!(xml::to_string(value).expect("XML"), compact_xml(xml), "{name}");
        }
    }
}

#[test]
fn every_sample_is_reproduced() {
    reproduced::<lcmanager::LeadUpdateRequest>("lcmanager/samples/LeadUpdate.request");
    reproduced::<lcmanager::LeadUpdateResponse>("lcmanager/samples/LeadUpdate.response");
    reproduced::<i64>("leadbank/samples/leads.request");
    reproduced::<leadbank::LeadResponse>("leadbank/samples/leads.response");
    reproduced::<lifetrons::SocialMediaReq>("lifetrons/samples/Lead.request");
    reproduced::<lifetrons::GenericResp>("lifetrons/samples/Lead.response");
    reproduced::<trackerrms::CreateLeadRequest>("trackerrms/samples/createLead.request");
    reproduced::<trackerrms::CreateLeadResponse>("trackerrms/samples/createLead.response");
    reproduced::<vitec::PublicAdvertisingPersonLead>("vitec/samples/PersonLead.request");
    reproduced::<String>("vitec/samples/PersonLead.response");
}
