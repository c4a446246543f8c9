//! Samples of services that use `XmlSerializer`.

use datacontract_codegen::prove::Verdict;

use crate::orders::prove_files;

const SPEC: &str = r#"{
  "version": 1,
  "name": "Shop",
  "module": "shop",
  "xml": { "serializer": "xmlSerializer" },
  "endpoints": {
    "POST api/orders": {
      "body": "Order",
      "samples": { "request": { "json": "order.json", "xml": "order.xml" } }
    }
  },
  "types": {
    "Shop.Entity": { "members": { "Id": "int", "Code": { "type": "string", "secret": true, "xml": { "xmlAttribute": "code" } } } },
    "Shop.Order": {
      "base": "Entity",
      "members": {
        "Zip": "string",
        "Customer": { "type": "string", "xml": { "xmlElement": "customer" } },
        "Count": "int?",
        "Tags": { "type": "List<string>", "xml": { "xmlElement": "tag" } },
        "Lines": { "type": "List<Line>", "xml": { "xmlArrayItem": "line" } },
        "Ignored": { "type": "int", "xml": { "xmlIgnore": true } },
        "When": "DateTimeOffset"
      }
    },
    "Shop.Line": { "members": { "Sku": { "type": "string", "xml": { "xmlText": true } }, "No": { "type": "int", "xml": { "xmlAttribute": true } } } }
  }
}"#;

const JSON: &str = r#"{
  "Zip": "z",
  "Customer": "c",
  "Count": 2,
  "Tags": ["a", "b"],
  "Lines": [{ "Sku": "s", "No": 1 }, { "Sku": "t", "No": 2 }],
  "Ignored": 7,
  "When": "2024-01-02T03:04:05+02:00",
  "Id": 1,
  "Code": "hidden"
}
"#;

const XML: &str = r#"<Order xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" code="hidden">
  <Id>1</Id>
  <Zip>z</Zip>
  <customer>c</customer>
  <Count>2</Count>
  <tag>a</tag>
  <tag>b</tag>
  <Lines>
    <line No="1">s</line>
    <line No="2">t</line>
  </Lines>
  <When />
</Order>
"#;

/// What is said of the spec and its samples with this in place of that, each of which stands there once.
fn said(edits: &[(&str, &str)]) -> (Verdict, String) {
    let mut files = [SPEC, JSON, XML].map(str::to_owned);
    for (before, after) in edits {
        let places: usize = files.iter().map(|file| file.matches(before).count()).sum();
        assert_eq!(places, 1, "{before}");
        files = files.map(|file| file.replace(before, after));
    }
    let [spec, json, xml] = &files;
    let (report, said) = prove_files(&[
        ("api.json", spec.as_bytes()),
        ("samples/order.json", json.as_bytes()),
        ("samples/order.xml", xml.as_bytes()),
    ]);
    (report.endpoints[0].verdict(), said)
}

#[test]
fn samples_are_proven() {
    assert_eq!(said(&[]), (Verdict::Proven, String::new()));
}

/// Which of the two declarations stands first depends on the version of .NET.
#[test]
fn declarations_of_the_root_stand_in_any_order() {
    let (xsi, xsd) = (
        r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#,
        r#"xmlns:xsd="http://www.w3.org/2001/XMLSchema""#,
    );
    let swapped = format!("{xsd} {xsi}");
    assert_eq!(said(&[(&format!("{xsi} {xsd}"), &swapped)]), (Verdict::Proven, String::new()));
}

#[test]
fn an_endpoint_may_have_the_serializer_alone() {
    let of_api = "\"xml\": { \"serializer\": \"xmlSerializer\" },";
    let edits = [
        (of_api, "\"xml\": { \"indent\": false },"),
        ("\"body\": \"Order\",", "\"xml\": { \"serializer\": \"xmlSerializer\" }, \"body\": \"Order\","),
    ];
    assert_eq!(said(&edits), (Verdict::Proven, String::new()));
    let own = "\"base\": \"Entity\",";
    let of_type = "\"base\": \"Entity\", \"xml\": { \"serializer\": \"xmlSerializer\" },";
    assert_eq!(
        said(&[(of_api, "\"xml\": { \"indent\": false },"), (own, of_type)]),
        (Verdict::Proven, String::new())
    );
}

macro_rules! cases {
    ($($name:ident: $($edit:expr),+;)*) => {
        $(
            #[test]
            fn $name() {
                let (verdict, said) = said(&[$($edit),+]);
                assert_eq!(verdict, Verdict::Failed);
                assert!(!said.contains("hidden"), "{said}");
                insta::assert_snapshot!(said);
            }
        )*
    };
}

cases! {
    wrong_order: ("  <Zip>z</Zip>\n  <customer>c</customer>", "  <customer>c</customer>\n  <Zip>z</Zip>");
    wrong_name_of_an_element: ("<customer>c</customer>", "<Customer>c</Customer>");
    wrong_value_in_a_flat_list: ("<tag>b</tag>", "<tag> b<!-- x --></tag>");
    wrong_secret_attribute: ("code=\"hidden\"", "code=\"hidden \" unknown=\"1\"");
    element_that_is_an_attribute: ("<line No=\"1\">s</line>", "<line><No>1</No>s</line>");
    xml_of_the_other_serializer:
        ("\"xml\": { \"serializer\": \"xmlSerializer\" },", "\"xml\": { \"indent\": false },");
}

/// XML has nothing of a list that is empty and has no element around its items.
#[test]
fn an_empty_list_without_an_element_is_the_same_in_both_samples() {
    let edits = [("[\"a\", \"b\"]", "[]"), ("  <tag>a</tag>\n  <tag>b</tag>\n", "")];
    assert_eq!(said(&edits), (Verdict::Proven, String::new()));
}

#[test]
fn an_empty_list_whose_element_is_missing_is_not() {
    let lines = "  <Lines>\n    <line No=\"1\">s</line>\n    <line No=\"2\">t</line>\n  </Lines>\n";
    let edits = [("[{ \"Sku\": \"s\", \"No\": 1 }, { \"Sku\": \"t\", \"No\": 2 }]", "[]"), (lines, "")];
    let (verdict, text) = said(&edits);
    assert_eq!(verdict, Verdict::Failed, "{text}");
    assert!(text.contains("DC503") && text.contains("Lines"), "{text}");
}

/// `XmlSerializer` writes an empty element for a `KeyValuePair`, whose properties have no setter: XML says nothing of
/// what stands in it, and a JSON sample that does is no other one.
#[test]
fn pairs_are_empty_in_xml() {
    let edits = [
        (
            "\"Zip\": \"string\",",
            "\"Zip\": \"KeyValuePair<string, int>\",\n        \"Zips\": \"List<KeyValuePair<string, Line>>\",",
        ),
        (
            "\"Zip\": \"z\",",
            "\"Zip\": { \"Key\": \"z\", \"Value\": 1 },\n  \"Zips\": [{ \"Key\": \"a\", \"Value\": { \"Sku\": \"s\", \"No\": 1 } }],",
        ),
        ("  <Zip>z</Zip>\n", "  <Zip />\n  <Zips>\n    <KeyValuePairOfStringLine />\n  </Zips>\n"),
    ];
    assert_eq!(said(&edits), (Verdict::Proven, String::new()));
    let another = [edits[0], edits[1], ("  <Zip>z</Zip>\n", "  <Zips />\n")];
    assert_eq!(said(&another).0, Verdict::Failed);
}
