//! What the Rust types that were chosen for types of .NET make of samples: it is said of each that does not
//! come back.

use datacontract_codegen::{
    prove::{SampleState, Verdict},
    spec::Format,
};

use crate::orders::{Edit, REQUEST_JSON, REQUEST_XML, SPEC, with};

/// An edit of the spec that chooses types.
fn choosing(rust: &str) -> String {
    format!("\"rust\": {rust},\n  \"types\": {{\n    \"Shop.Base")
}

const TYPES: &str = "\"types\": {\n    \"Shop.Base";

#[test]
fn what_is_kept_is_proven() {
    let rust = choosing(r#"{ "string": "compact_str", "DateTime": "clr::DateTime", "Guid": "uuid" }"#);
    let (report, said) = with(&[(SPEC, TYPES, &rust)]);
    assert_eq!((report.endpoints[0].verdict(), said.as_str()), (Verdict::Proven, ""));
}

/// An instant has no offset: the sample of each format is named, with the place and the way out.
#[test]
fn an_offset_that_is_lost_is_named() {
    let rust = choosing(r#"{ "DateTime": "jiff::Timestamp" }"#);
    let (report, said) = with(&[(SPEC, TYPES, &rust)]);
    let endpoint = &report.endpoints[0];
    assert_eq!(endpoint.verdict(), Verdict::Partly);
    let states =
        |state| endpoint.payloads().map(|(_, payload)| payload.in_state(state).count()).sum::<usize>();
    assert_eq!((states(SampleState::ChangedByTypes), states(SampleState::Reproduced)), (2, 2));
    insta::assert_snapshot!(said);
}

#[test]
fn all_families_say_so() {
    for ty in ["jiff::Timestamp", "chrono::DateTime<Utc>", "time::UtcDateTime", "std::time::SystemTime"] {
        let rust = choosing(&format!("{{ \"DateTime\": \"{ty}\" }}"));
        let (_, said) = with(&[(SPEC, TYPES, &rust)]);
        assert_eq!(said.matches("warning[DC505]").count(), 2, "{said}");
        assert!(said.contains(&format!("`{ty}` writes")), "{said}");
        assert!(!said.contains("error["), "{said}");
    }
}

/// What is not read at all is an error: the code could not read its own sample.
#[test]
fn a_sample_that_is_not_read_is_an_error() {
    for ty in ["jiff::civil::DateTime", "chrono::NaiveDate", "time::PrimitiveDateTime"] {
        let rust = choosing(&format!("{{ \"DateTime\": \"{ty}\" }}"));
        let (report, said) = with(&[(SPEC, TYPES, &rust)]);
        assert_eq!(said.matches("error[DC505]").count(), 2, "{said}");
        assert!(said.contains(&format!("`Created` is no `{ty}`: the date has a zone")), "{said}");
        assert_eq!(report.count(Verdict::Proven), 0);
    }
}

/// The other way round, a date without a zone is no instant.
#[test]
fn a_date_without_a_zone_is_no_instant() {
    let rust = choosing(r#"{ "DateTime": "chrono::DateTime<Utc>" }"#);
    let zone = "19.5139414+02:00";
    let (_, said) =
        with(&[(SPEC, TYPES, &rust), (REQUEST_JSON, zone, "19.5139414"), (REQUEST_XML, zone, "19.5139414")]);
    assert!(said.contains("error[DC505]"), "{said}");
    let rust = choosing(r#"{ "DateTime": "chrono::NaiveDateTime" }"#);
    let (report, said) =
        with(&[(SPEC, TYPES, &rust), (REQUEST_JSON, zone, "19.5139414"), (REQUEST_XML, zone, "19.5139414")]);
    assert_eq!((report.endpoints[0].verdict(), said.as_str()), (Verdict::Proven, ""));
}

/// A member with a type of the user's own, a class of the user's own and `object` are nobody's business here.
#[test]
fn types_of_the_users_own_are_left_alone() {
    for own in [
        r#""Entity.Created": "Option<crate::Date>""#,
        r#""*.Created": { "type": "crate::Date" }"#,
        r#""Entity": "crate::Entity""#,
    ] {
        let rust = choosing(&format!("{{ \"DateTime\": \"jiff::Timestamp\", {own} }}"));
        let (report, said) = with(&[(SPEC, TYPES, &rust)]);
        assert_eq!((report.endpoints[0].verdict(), said.as_str()), (Verdict::Proven, ""), "{own}");
    }
    let rust = choosing(r#"{ "DateTime": "jiff::Timestamp" }"#);
    let edits: [Edit<'_>; 2] = [
        (SPEC, TYPES, &rust),
        (SPEC, "\"Created\": \"DateTime\"", "\"Created\": { \"type\": \"object\", \"only\": \"json\" }"),
    ];
    let (report, _) = with(&edits);
    let request = report.endpoints[0].request.as_ref().expect("a request");
    assert_eq!(request.in_state(SampleState::ChangedByTypes).collect::<Vec<Format>>(), []);
}

/// Of secret members no value is shown.
#[test]
fn secrets_are_not_shown() {
    let rust = choosing(r#"{ "DateTime": "jiff::Timestamp" }"#);
    let secret = r#""Created": { "type": "DateTime", "secret": true }"#;
    for ty in ["jiff::Timestamp", "jiff::civil::DateTime"] {
        let rust = rust.replace("jiff::Timestamp", ty);
        let (_, said) = with(&[(SPEC, TYPES, &rust), (SPEC, "\"Created\": \"DateTime\"", secret)]);
        assert!(said.contains("DC505") && !said.contains("2024") && !said.contains("05:29"), "{said}");
    }
}
