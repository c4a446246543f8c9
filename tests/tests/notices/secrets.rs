//! Secrets stand in no notice and in no error.

use super::{Format, Line, Order, Settings, notices, order};
use datacontract::contract::Serializer;
use datacontract::{DataContract, Dictionary, Field as _, Secret, xml};

#[test]
fn no_notice_has_a_secret() {
    let rest = |secret: &str| {
        let ns = r#"xmlns:d="http://schemas.datacontract.org/2004/07/Shop""#;
        order(&format!("<Id>1</Id><InXml /><Lines /><Note /><Secret {ns}>{secret}</Secret><Stock />"))
    };
    let text = rest("<d:State>Classified</d:State>");
    notices::<Order>(
        Format::Xml,
        &text,
        Settings::default(),
        &["UnknownEnumValue /Order/Secret/State @<d:Sta"],
    );
    let text = r#"{"Id":1,"InJson":"","Lines":[],"Note":"","Secret":[7,"Classified"],"Stock":{}}"#;
    let expected = ["UnknownEnumValue /Order/Secret/0", r#"UnknownEnumValue /Order/Secret/1 @"Class"#];
    notices::<Order>(Format::Json, text, Settings::default(), &expected);
    // The notices about what follows it have values again.
    let text = r#"{"Id":1,"InJson":"","Secret":["Classified"],"Lines":[{"Count":1,"State":8}],"Note":"","Stock":{}}"#;
    let expected =
        [r#"UnknownEnumValue /Order/Secret/0 @"Class"#, "UnknownEnumValue /Order/Lines/0/State = 8"];
    notices::<Order>(Format::Json, text, Settings::default(), &expected);
}

/// A list of secrets is a secret member.
const _: () = {
    assert!(<Vec<Secret<String>>>::IS_SECRET && <Dictionary<String, Secret<String>>>::IS_SECRET);
    assert!(!<Vec<String>>::IS_SECRET && !<Dictionary<String, String>>::IS_SECRET);
};

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
struct Vault {
    door: i32,
    inside: Secret<Option<Line>>,
}

/// Inside a secret member any word of the document may be a part of the secret.
#[test]
fn no_notice_has_names_inside_a_secret() {
    let ns = "http://schemas.datacontract.org/2004/07/Shop";
    let xml = format!(
        "<Vault xmlns=\"{ns}\"><Door>1</Door><Inside><Count>1</Count><State>Hush</State><Hush xmlns=\"urn:Hush\" />\
         <Count>2</Count></Inside><Inside /></Vault>"
    );
    let json = r#"{"Door":1,"Inside":{"Count":1,"State":"Hush","Hush":1}}"#;
    for (format, text, expected) in [
        (
            Format::Xml,
            xml.as_str(),
            &[
                "UnknownEnumValue /Vault/Inside/State @<State",
                "Unknown /Vault/Inside/[secret] @<Hush ",
                "Duplicate /Vault/Inside/Count @<Count",
                "Duplicate /Vault/Inside @<Insid",
            ][..],
        ),
        (
            Format::Json,
            json,
            &["UnknownEnumValue /Vault/Inside/State @\"Hush\"", "Unknown /Vault/Inside/[secret] @\"Hush\""][..],
        ),
    ] {
        notices::<Vault>(format, text, Settings::default(), expected);
    }
}

/// The path of an error inside a secret member ends with that member, and its message has no name of the
/// document.
#[test]
fn no_error_has_names_inside_a_secret() {
    for (serializer, root) in [
        (
            Serializer::DataContractSerializer,
            "<Vault xmlns=\"http://schemas.datacontract.org/2004/07/Shop\">",
        ),
        (Serializer::XmlSerializer, "<Vault>"),
    ] {
        let fails = |text: &str| {
            let mut options = xml::ReadOptions::default();
            options.serializer = serializer;
            xml::from_str_with::<Vault>(text, options).unwrap_err()
        };
        let of_values: &[&str] = match serializer {
            Serializer::DataContractSerializer => &["Hush"],
            // Text between elements is nothing to it.
            Serializer::XmlSerializer => &[],
        };
        let of_both = [
            "<Hush>",
            "<Hush></Rush>",
            "<Hush><Rush>&Hush;</Rush></Hush>",
            "<Hush:a />",
            "<Count>Hush</Count>",
            "<State><Hush /></State>",
            "<Count Hush='1' Hush='2'>1</Count>",
            "<Count Hush:a='1'>1</Count>",
            "<Count Hush='Hush>1</Count>",
        ];
        for inside in of_both.iter().chain(of_values) {
            let error = fails(&format!("{root}<Door>1</Door><Inside>{inside}</Inside></Vault>"));
            assert_eq!(error.path(), "/Vault/Inside", "{inside}: {error}");
            assert!(!format!("{error} {error:?}").contains("ush"), "{inside}: {error}");
        }
        // Beside it names are shown as ever.
        let error = fails(&format!("{root}<Door><Hush /></Door><Inside /></Vault>"));
        assert_eq!(error.path(), "/Vault/Door");
        assert_eq!(fails(&format!("{root}<Inside /><Hush>")).path(), "/Vault/Hush");
    }
}
