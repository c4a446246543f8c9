//! What .NET spells in two ways is no difference between the samples of two formats.

use datacontract_codegen::prove::{Setting, Verdict};

use crate::orders::{REQUEST_JSON, REQUEST_XML, SPEC, with};

#[test]
fn a_decimal_has_a_point_in_json_alone() {
    for (json, xml) in [("3.0", "3"), ("3.10", "3.1"), ("-3.0", "-3"), ("3.0", "3.00")] {
        let (report, said) = with(&[
            (SPEC, "\"Weight\": \"double\"", "\"Weight\": \"decimal\""),
            (REQUEST_JSON, "\"Weight\": 3.1", &format!("\"Weight\": {json}")),
            (REQUEST_XML, "<Weight>3.1</Weight>", &format!("<Weight>{xml}</Weight>")),
        ]);
        assert_eq!((report.endpoints[0].verdict(), said.as_str()), (Verdict::Proven, ""), "{json} {xml}");
    }
}

#[test]
fn other_decimals_are_a_difference() {
    let (report, said) = with(&[
        (SPEC, "\"Weight\": \"double\"", "\"Weight\": \"decimal\""),
        (REQUEST_JSON, "\"Weight\": 3.1", "\"Weight\": 30.0"),
        (REQUEST_XML, "<Weight>3.1</Weight>", "<Weight>3</Weight>"),
    ]);
    assert_eq!(report.endpoints[0].verdict(), Verdict::Failed);
    assert!(said.contains("DC503"), "{said}");
}

/// The fixture's date in XML ends in `19.5139414+02:00`.
#[test]
fn one_instant_in_another_zone_is_proven_and_shows_the_setting() {
    let (report, said) = with(&[(REQUEST_JSON, "T05:29:19.5139414+02:00", "T03:29:19.5139414Z")]);
    assert_eq!((report.endpoints[0].verdict(), said.as_str()), (Verdict::Proven, ""));
    let pair = "`2024-10-15T03:29:19.5139414Z` beside `2024-10-15T05:29:19.5139414+02:00`";
    assert_eq!(report.settings.into_iter().collect::<Vec<_>>(), [(Setting::DatesInUtc, pair.to_owned())]);
}

#[test]
fn another_instant_is_a_difference() {
    let (report, said) = with(&[(REQUEST_JSON, "19.5139414+02:00", "19.5139414Z")]);
    assert_eq!(report.endpoints[0].verdict(), Verdict::Failed);
    assert!(said.contains("DC503") && report.settings.is_empty(), "{said}");
}

/// Json.NET writes a `Uri` as it was first written, `DataContractSerializer` in canonical form.
#[test]
fn a_uri_is_canonical_in_xml_alone() {
    let (report, said) = with(&[
        (SPEC, "\"Note\": \"string\"", "\"Note\": \"Uri\""),
        (REQUEST_JSON, "\"Note\": null", "\"Note\": \"http://webapihelppage3.com\""),
        (REQUEST_XML, "<Note i:nil=\"true\" />", "<Note>http://webapihelppage3.com/</Note>"),
    ]);
    assert_eq!((report.endpoints[0].verdict(), said.as_str()), (Verdict::Proven, ""));
}

/// Json.NET's `NullValueHandling.Ignore`: XML alone shows that the member is null.
#[test]
fn null_members_may_be_left_out_of_json() {
    let (report, said) = with(&[(REQUEST_JSON, "  \"Note\": null,\n", "")]);
    assert_eq!((report.endpoints[0].verdict(), said.as_str()), (Verdict::Proven, ""));
    assert_eq!(
        report.settings.into_iter().collect::<Vec<_>>(),
        [(Setting::NullsLeftOut, "`Note`".to_owned())]
    );
}

/// A format such as `yyyy-MM-ddTHH:mm:ss.fffzzz`.
#[test]
fn digits_of_the_second_may_be_fixed() {
    let (report, said) = with(&[
        (REQUEST_JSON, "19.5139414+02:00", "19.500+02:00"),
        (REQUEST_XML, "19.5139414+02:00", "19.5001234+02:00"),
    ]);
    assert_eq!((report.endpoints[0].verdict(), said.as_str()), (Verdict::Proven, ""));
    assert_eq!(report.settings.into_keys().collect::<Vec<_>>(), [Setting::DateFormat]);
}

/// A property that cannot be set is in JSON alone: XML has nothing to say of it.
#[test]
fn members_of_one_format_are_proven_by_that_format() {
    let (report, said) = with(&[
        (SPEC, "\"Note\": \"string\"", "\"Note\": { \"type\": \"string\", \"only\": \"json\" }"),
        (REQUEST_JSON, "\"Note\": null", "\"Note\": \"computed\""),
        (REQUEST_XML, "  <Note i:nil=\"true\" />\n", ""),
    ]);
    assert_eq!((report.endpoints[0].verdict(), said.as_str()), (Verdict::Proven, ""));
}
