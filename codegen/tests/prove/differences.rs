//! Each way in which a sample can differ from what the contract writes.

use crate::orders::{Edit, REQUEST_JSON, REQUEST_XML, RESPONSE_JSON, RESPONSE_XML, SPEC, with};

/// Held in a snapshot: the edits, and what is said about the outcome.
fn said(edits: &[Edit<'_>]) -> String {
    let (_, said) = with(edits);
    assert!(!said.is_empty(), "nothing was said");
    said
}

macro_rules! cases {
    ($($name:ident: $($edit:expr),+;)*) => {
        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!(said(&[$($edit),+]));
            }
        )*
    };
}

const SHOP: &str = "http://schemas.datacontract.org/2004/07/Shop";

cases! {
    wrong_order_in_xml: (REQUEST_XML, "  <Number>1</Number>\n  <State>New</State>", "  <State>New</State>\n  <Number>1</Number>");
    wrong_order_in_json: (REQUEST_JSON, "  \"Number\": 1,\n  \"Voucher\": 1,", "  \"Voucher\": 1,\n  \"Number\": 1,");
    derived_members_before_the_base: (
        REQUEST_XML,
        "  <Id xmlns=\"http://schemas.datacontract.org/2004/07/Shop.Base\">4</Id>\n  <Customer>sample string 2</Customer>",
        "  <Customer>sample string 2</Customer>\n  <Id xmlns=\"http://schemas.datacontract.org/2004/07/Shop.Base\">4</Id>"
    );

    nil_where_the_contract_has_a_value: (REQUEST_XML, "<Id xmlns=\"http://schemas.datacontract.org/2004/07/Shop.Base\">4</Id>", "");
    nil_of_a_number: (REQUEST_XML, "<Number>1</Number>", "<Number i:nil=\"true\" />");
    nil_spelled_otherwise: (REQUEST_XML, "<Note i:nil=\"true\" />", "<Note i:nil=\"1\" />");
    null_of_a_number_in_json: (REQUEST_JSON, "\"Number\": 1", "\"Number\": null");
    empty_instead_of_nil: (REQUEST_XML, "<Note i:nil=\"true\" />", "<Note></Note>");
    empty_in_short: (REQUEST_XML, "<Note i:nil=\"true\" />", "<Note />");
    null_that_may_be_refused:
        (RESPONSE_JSON, "\"Total\": 2", "\"Total\": null"),
        (RESPONSE_XML, "<Total>2</Total>", "<Total i:nil=\"true\" />");

    wrong_namespace_of_a_member: (REQUEST_XML, "<Created xmlns=\"http://schemas.datacontract.org/2004/07/Shop.Base\">", "<Created>");
    wrong_namespace_in_the_spec: (SPEC, "Shop.Base.Entity", "Shop.Bases.Entity");
    wrong_namespace_of_the_root: (REQUEST_XML, "xmlns=\"http://schemas.datacontract.org/2004/07/Shop.Models\">", "xmlns=\"urn:x\">");
    wrong_prefix: (REQUEST_XML, "<Labels xmlns:d2p1", "<Labels xmlns:a");

    point_of_a_whole_number: (REQUEST_JSON, "\"Number\": 1", "\"Number\": 1.0");
    missing_point: (REQUEST_JSON, "\"Weight\": 3.1", "\"Weight\": 3");
    number_as_text: (REQUEST_JSON, "\"Number\": 1", "\"Number\": \"1\"");
    text_as_number: (REQUEST_JSON, "\"sample string 2\",\n  \"State\"", "2,\n  \"State\"");
    leading_zero_in_xml: (REQUEST_XML, "<Number>1</Number>", "<Number>01</Number>");
    date_without_its_zone: (REQUEST_XML, "19.5139414+02:00", "19.51394140+02:00");
    enum_as_text: (REQUEST_JSON, "\"State\": 0", "\"State\": \"New\"");
    several_wrong_values:
        (REQUEST_JSON, "\"Number\": 1", "\"Number\": 1.0"),
        (REQUEST_JSON, "\"Voucher\": 1", "\"Voucher\": \"1\""),
        (REQUEST_JSON, "\"Id\": 4", "\"Id\": 4.0");

    member_unknown_to_the_contract:
        (REQUEST_XML, "<Note i:nil=\"true\" />", "<Note i:nil=\"true\" />\n  <Notes>x</Notes>"),
        (REQUEST_JSON, "\"Note\": null,", "\"Note\": null,\n  \"Junk\": [1, {}],");
    member_in_another_case: (REQUEST_JSON, "\"Voucher\": 1", "\"voucher\": 1");
    member_missing_in_the_sample: (REQUEST_JSON, "  \"Number\": 1,\n", "");
    member_missing_in_xml: (REQUEST_XML, "  <Voucher>1</Voucher>\n", "");
    member_missing_in_the_spec: (SPEC, "\"Customer\": \"string\",\n", "");
    member_twice: (REQUEST_XML, "<Number>1</Number>", "<Number>1</Number>\n  <Number>1</Number>");
    key_twice: (REQUEST_JSON, "\"Number\": 1,", "\"Number\": 1,\n  \"Number\": 1,");
    item_missing: (
        REQUEST_JSON,
        "    {\n      \"Article\": \"sample string 1\",\n      \"Price\": 2.1\n    },\n    {",
        "    {"
    );
    item_of_another_name: (
        REQUEST_XML,
        "    <Line>\n      <Article>sample string 1</Article>\n      <Price>2.1</Price>\n    </Line>\n    <Line>",
        "    <Item>\n      <Article>sample string 1</Article>\n      <Price>2.1</Price>\n    </Item>\n    <Line>"
    );
    member_of_an_item: (
        REQUEST_JSON,
        "      \"Price\": 2.1\n    }\n  ],",
        "      \"Price\": 2.10\n    }\n  ],"
    );
    entry_of_a_dictionary: (REQUEST_JSON, "\"sample string 3\": 4", "\"sample string 3\": 4.0");

    comment_in_the_sample: (REQUEST_XML, "  <Number>", "  <!-- a number -->\n  <Number>");
    declaration_of_xml: (REQUEST_XML, "<Order xmlns:i", "<?xml version=\"1.0\"?>\n<Order xmlns:i");
    junk_after_json: (REQUEST_JSON, "+02:00\"\n}", "+02:00\"\n} }");
    junk_in_json: (REQUEST_JSON, "\"Number\": 1,", "\"Number\": 1;");
    typographic_quotes: (REQUEST_JSON, "\"Note\": null", "\"Note\": “”");
    junk_in_xml: (REQUEST_XML, "<Number>1</Number>", "<Number>1</Numbers>");
    junk_after_xml: (REQUEST_XML, "</Order>", "</Order>x");
    text_that_is_no_number: (REQUEST_XML, "<Number>1</Number>", "<Number>one</Number>");
    document_type: (REQUEST_XML, "<Order xmlns:i", "<!DOCTYPE Order>\n<Order xmlns:i");
    twice_the_same_attribute: (REQUEST_XML, "<Note i:nil=\"true\" />", "<Junk a=\"1\" a=\"2\" />\n  <Note i:nil=\"true\" />");

    samples_disagree: (REQUEST_XML, "<Customer>sample string 2</Customer>", "<Customer>sample string 3</Customer>");
    long_values_are_cut: (REQUEST_XML, "<Customer>sample string 2</Customer>", &format!("<Customer>{SHOP}{}ä{}</Customer>", "x".repeat(200), "y".repeat(200))),
        (REQUEST_JSON, "\"sample string 2\"", &format!("\"{SHOP}{}ö{}\"", "x".repeat(200), "y".repeat(200)));
}

/// JSON does not tell a `short` from a `long` in an `object`; XML does.
#[test]
fn detail_that_one_format_loses_is_a_warning() {
    let short = "<Weight xmlns:d2p1=\"http://www.w3.org/2001/XMLSchema\" i:type=\"d2p1:short\">3</Weight>";
    let (report, said) = with(&[
        (SPEC, "\"Weight\": \"double\"", "\"Weight\": \"object\""),
        (REQUEST_JSON, "\"Weight\": 3.1", "\"Weight\": 3"),
        (REQUEST_XML, "<Weight>3.1</Weight>", short),
    ]);
    assert!(!report.diagnostics.has_errors(), "{said}");
    assert_eq!(report.endpoints[0].verdict(), datacontract_codegen::prove::Verdict::Proven);
    insta::assert_snapshot!(said);
}
