//! What is made where the page has no sample, against the samples that a real help page has made of the same
//! types.

use std::path::Path;

use datacontract_codegen::payload::{self, FormatterSettings, made_value};
use datacontract_codegen::spec::{Endpoint, Format, Payload, SampleFiles};
use datacontract_workbench::site::Site;

fn site(path: &str) -> Site {
    let (site, diagnostics) = Site::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path));
    assert!(!diagnostics.has_errors(), "{path}");
    site.unwrap_or_else(|| panic!("{path} is no spec"))
}

/// Blots out what the page makes anew each time, dates and Guids, and what is of its server: the time zone, and
/// the type that serializers of older runtimes give to a plain `object`.
fn without_the_new(text: &str) -> String {
    let mut shown = String::new();
    for line in text.lines().filter(|line| !line.contains("OffsetMinutes>")) {
        for token in line.split_inclusive(['"', '<', '>']) {
            let (word, end) = token.split_at(token.len() - usize::from(token.ends_with(['"', '<', '>'])));
            let is_date = word.len() >= 19 && word.as_bytes()[4] == b'-' && word.as_bytes()[10] == b'T';
            let is_guid = word.len() == 36 && word.bytes().filter(|byte| *byte == b'-').count() == 4;
            shown.push_str(match word {
                _ if is_date => "DATE",
                _ if is_guid => "GUID",
                word => word,
            });
            shown.push_str(end);
        }
        shown.push('\n');
    }
    for prefix in ["d2p1", "d3p1", "d4p1"] {
        let of_object =
            format!(r#" xmlns:{prefix}="http://www.w3.org/2001/XMLSchema" i:type="{prefix}:anyType""#);
        shown = shown.replace(&of_object, "");
    }
    shown
}

fn compare(path: &str) -> (usize, Vec<String>) {
    let site = site(path);
    let (mut same, mut others) = (0, Vec::new());
    for endpoint in &site.spec().endpoints {
        let sides: [(&Option<Payload>, &SampleFiles); 2] =
            [(&endpoint.body, &endpoint.samples.request), (&endpoint.response, &endpoint.samples.response)];
        for (payload, files) in sides {
            let Some(payload) = payload else { continue };
            for (format, file) in [(Format::Json, &files.json), (Format::Xml, &files.xml)] {
                let Some(file) = file else { continue };
                let page = std::fs::read_to_string(site.spec().sample_path(file)).expect("a sample");
                let made = made(&site, endpoint, payload, format);
                if without_the_new(page.trim()) == without_the_new(made.trim()) {
                    same += 1;
                } else {
                    others.push(format!("{}\n--- page\n{page}\n--- made\n{made}", file.value));
                }
            }
        }
    }
    (same, others)
}

fn made(site: &Site, endpoint: &Endpoint, payload: &Payload, format: Format) -> String {
    let mut settings = FormatterSettings::of(site.spec(), endpoint, &payload.ty).indented(true);
    settings.xml.declaration = false;
    let value = made_value(site.graph(), &payload.ty);
    payload::write(format, &value, &site.type_of(&payload.ty), &settings)
        .unwrap_or_else(|error| error.to_string())
}

/// The samples that the page's author has set by hand: their names begin so.
const BY_HAND: [&str; 24] = [
    "acknowledge_lead.request",
    "add_estates",
    "check_annotated.response",
    "create_order",
    "echo_all",
    "echo_attributed",
    "echo_chain",
    "echo_family",
    "echo_fields",
    "echo_jobject",
    "echo_leaf",
    "echo_no_ctor",
    "echo_serializable",
    "echo_string.",
    "echo_tree",
    "echo_xml_names",
    "filter_leads.response",
    "get_bank_lead.response",
    "get_manager.response",
    "get_member.response",
    "hand_out_leads",
    "near_point.response",
    "patch_lead.response",
    "replace_lead",
];

/// What differs for another reason.
const OTHER: [&str; 3] = [
    // A member without a setter is computed of the others.
    "get_lead.response.json",
    "search_leads.response.json",
    // The page prints JSON without `$id`, and `$ref` with what it refers to.
    "echo_employee",
];

#[test]
fn they_are_those_of_the_page() {
    let mut all = 0;
    for path in ["tests/aspnet/specs/main", "tests/aspnet/specs/camel"] {
        let (same, others) = compare(path);
        all += same;
        let is_by_hand = |other: &&String| BY_HAND.iter().chain(&OTHER).any(|name| other.starts_with(name));
        let unexpected: Vec<&String> = others.iter().filter(|other| !is_by_hand(other)).collect();
        assert!(unexpected.is_empty(), "{path}: {}", unexpected[0]);
    }
    assert!(all >= 170, "only {all} are compared");
}
