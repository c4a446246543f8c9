//! What answers teach that `XmlSerializer` has written. The documents have the forms of `tests/vectors/xmlserializer`.

use datacontract_workbench::traffic::{Exchange, Message};

use super::{answer, json, learn, learn_at_least, types};

/// A spec of a service with `XmlSerializer`.
fn spec(types: &str) -> String {
    super::spec(types)
        .replace("\"endpoints\"", "\"xml\": { \"serializer\": \"xmlSerializer\" },\n  \"endpoints\"")
}

/// A document as it writes it: with both declarations, and without a namespace.
fn document(root: &str, inner: &str) -> Exchange {
    let text = format!(
        r#"<{root} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">{inner}</{}>"#,
        root.split(' ').next().unwrap_or_default()
    );
    answer(200, Message::new("application/xml", Some(text.into_bytes())))
}

fn xml(inner: &str) -> Exchange {
    document("Order", inner)
}

#[test]
fn null_is_nil_where_a_value_type_takes_it_and_left_out_else() {
    let spec = spec(
        r#"    // open: no sample tells whether null may stand here: `Count`, `Weight`
    "Shop.Order": {
      "members": {
        "Count": "integer",
        "Weight": "decimal number",
        "Name": { "type": "string", "nullable": false },
        "Lines": "List<integer>"
      }
    }"#,
    );
    let learnt = learn(
        &spec,
        &[
            xml(r#"<Count xsi:nil="true" /><Weight>1.5</Weight><Name>a</Name><Lines><long>1</long></Lines>"#),
            xml("<Count>1</Count><Weight>1.50</Weight><Lines />"),
            xml("<Count>2</Count><Weight>0</Weight><Name />"),
        ],
    );
    assert_eq!(
        learnt.told,
        [
            "shown Shop.Order.Count: takes null (null in 1 of 3 values)",
            "counted Shop.Order.Weight: does not take null (never null in 3 values)",
            "shown Shop.Order.Weight: is `decimal` (1 number with zeros at the end, which only `decimal` has)",
            "shown Shop.Order.Name: takes null (missing in 1 of 3 objects)",
            "shown Shop.Order.Lines: is `long` (its elements are called `long`)",
        ]
    );
    assert_eq!(
        types(&learnt),
        r#"    "Shop.Order": {
      "members": {
        // seen: 2026-11-27, null in 1 of 3 values
        "Count": "integer?",
        // seen: 2026-11-27, never null in 3 values
        // seen: 2026-11-27, 1 number with zeros at the end, which only `decimal` has
        "Weight": { "type": "decimal", "nullable": false },
        // inferred: it is left out, as null is, which attributes may say too
        // seen: 2026-11-27, missing in 1 of 3 objects
        "Name": { "type": "string" },
        // seen: 2026-11-27, its elements are called `long`
        "Lines": "List<long>"
      }
    }"#
    );
}

#[test]
fn members_are_found_where_attributes_put_them() {
    let spec = spec(
        r#"    "Shop.Order": {
      "members": {
        "Id": { "type": "int", "xml": { "xmlAttribute": "id" } },
        "Made": { "type": "date", "xml": { "xmlElement": "made" } },
        "Tags": { "type": "List<integer>", "xml": { "xmlElement": "tag" } },
        "Lines": { "type": "List<Line>", "xml": { "xmlArray": "lines", "xmlArrayItem": "line" } },
        "Shape": { "type": "Shape", "xml": { "xmlElement": [{ "elementName": "circle", "type": "Circle" }, { "elementName": "square", "type": "Square" }] } },
        "Inner": { "type": "int", "xml": { "xmlIgnore": true } }
      }
    },
    "Shop.Line": { "members": { "Size": { "type": "int", "xml": { "xmlText": true } }, "No": { "type": "int", "xml": { "xmlAttribute": true } } } },
    "Shop.Shape": { "members": { "Name": "string" } },
    "Shop.Circle": { "base": "Shape", "members": { "Radius": "int" } },
    "Shop.Square": { "base": "Shape", "members": { "Side": "int" } }"#,
    );
    let order = document(
        r#"Order id="5000000000" other="7""#,
        r#"<made xsi:nil="true" /><tag>1</tag><tag>9223372036854775808</tag><tag>-1</tag><lines><line No="1">2</line><line No="6000000000">7000000000</line></lines><square><Name>a</Name><Side>8000000000</Side></square>"#,
    );
    let learnt = learn(&spec, &[order]);
    assert_eq!(
        learnt.told,
        [
            "shown Shop.Order: has a member `other` (in 1 of 1 object)",
            "shown Shop.Order.Id: is `long` (a number is greater than `int` holds)",
            "shown Shop.Order.Made: takes null (null in 1 of 1 value)",
            "shown Shop.Order.Tags: is `decimal` (a number is greater than `long` holds)",
            "shown Shop.Line.Size: is `long` (a number is greater than `int` holds)",
            "shown Shop.Line.No: is `long` (a number is greater than `int` holds)",
            "shown Shop.Square.Side: is `long` (a number is greater than `int` holds)",
        ]
    );
    assert!(
        types(&learnt).contains(r#""other": {"type":"integer","xml":{"xmlAttribute":true}}"#),
        "{}",
        types(&learnt)
    );
}

#[test]
fn one_object_in_both_formats_shows_the_numbers_of_an_enum() {
    let spec = spec(
        r#"    "Shop.Order": { "members": { "Id": "int", "Name": "string", "State": "State", "Rights": "Rights" } },
    "Shop.State": { "enum": { "New": { "value": 0, "xmlEnum": "fresh" } } },
    "Shop.Rights": { "flags": true, "enum": { "Read": 1, "Write": 2 } }"#,
    );
    let of = |id: u32, name: &str, number: u32, word: &str| {
        [
            json(&format!(r#"{{"Id":{id},"Name":"{name}","State":{number},"Rights":3}}"#)),
            xml(&format!("<Id>{id}</Id><Name>{name}</Name><State>{word}</State><Rights>Read Write</Rights>")),
        ]
    };
    let answers =
        [of(5, "five", 7, "lost"), of(6, "six", 2, "on its way"), of(7, "seven", 0, "fresh")].concat();
    let learnt = learn(&spec, &answers);
    assert_eq!(
        types(&learnt),
        r#"    "Shop.Order": { "members": { "Id": "int", "Name": "string", "State": "State", "Rights": "Rights" } },
    "Shop.State": {
      "enum": {
        "New": { "value": 0, "xmlEnum": "fresh" },
        // seen: 2026-11-27, `on its way` in XML where JSON has 2, in 1 pair
        "OnItsWay": { "value": 2, "xmlEnum": "on its way" },
        // seen: 2026-11-27, `lost` in XML where JSON has 7, in 1 pair
        "lost": 7
      }
    },
    "Shop.Rights": { "flags": true, "enum": { "Read": 1, "Write": 2 } }"#
    );
}

#[test]
fn what_is_left_out_for_its_value_is_told_and_not_guessed() {
    let spec = spec(
        r#"    "Shop.Order": { "members": { "Id": "int", "Rebate": "int", "Kind": { "type": "int", "json": { "defaultValue": 1 } } } }"#,
    );
    let answers = [
        xml("<Id>1</Id><Rebate>5</Rebate>"),
        xml("<Id>2</Id><Kind>2</Kind>"),
        xml("<Id>3</Id><Rebate>7</Rebate>"),
    ];
    assert_eq!(
        learn(&spec, &answers).told,
        [
            "open Shop.Order.Rebate: is left out of XML for its value (there in 2 of 3 objects, and never null or the default: if that is for a `DefaultValue`, write `defaultValue` into its `json`)"
        ]
    );
    assert_eq!(learn_at_least(4, &spec, &answers).told, Vec::<String>::new());
}

#[test]
fn new_members_come_where_the_elements_stand() {
    let spec = spec(r#"    "Shop.Order": { "members": { "Id": "int", "Name": "string" } }"#);
    let answers = [
        xml("<Id>1</Id><Paid>true</Paid><Name>a</Name><Part>1</Part><Part>2</Part><Note>x</Note>"),
        xml("<Id>1</Id><Paid>false</Paid><Name>a</Name><Gift>1</Gift>"),
    ];
    let learnt = learn(&spec, &answers);
    assert_eq!(
        types(&learnt),
        r#"    "Shop.Order": {
      "members": {
        "Id": "int",
        // inferred: its type is what its values look like
        // seen: 2026-11-27, in 2 of 2 objects
        "Paid": "boolean",
        "Name": "string",
        // inferred: its type is what its values look like, and null where it is left out
        // seen: 2026-11-27, in 1 of 2 objects
        "Note": "string"
      }
    }"#
    );
    for told in [
        "open Shop.Order: has a member `Part` (in 1 of 2 objects; it has parts)",
        "open Shop.Order: has a member `Gift` (in 1 of 2 objects; it is left out for its value, or a derived class has it)",
    ] {
        assert!(learnt.told.contains(&told.to_owned()), "{:?}", learnt.told);
    }
}

#[test]
fn roots_and_namespaces_are_those_of_its_attributes() {
    let spec = spec(
        r#"    "Shop.Order": { "members": { "Id": "int", "Line": "Line" } },
    "Shop.Line": { "members": { "Sku": "string" } }"#,
    );
    let text = r#"<order xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns="urn:shop"><Id>1</Id><Line><Sku xmlns="urn:lines">s</Sku></Line></order>"#;
    let answer = answer(200, Message::new("text/xml", Some(text.as_bytes().to_vec())));
    let learnt = learn(&spec, &[answer]);
    assert_eq!(
        learnt.told,
        [
            "shown Shop.Order: is called `order` in the namespace `urn:shop` as a root (the root is `order` in the namespace `urn:shop` in 1 document)",
            "shown Shop.Line: has its members in the namespace `urn:lines` (`urn:lines` in 1 element)",
        ]
    );
    assert!(
        types(&learnt)
            .contains(r#""xml": { "xmlRoot": { "elementName": "order", "namespace": "urn:shop" } }"#),
        "{}",
        types(&learnt)
    );
    assert!(
        types(&learnt).contains(r#""xml": { "xmlType": { "namespace": "urn:lines" } }"#),
        "{}",
        types(&learnt)
    );
}

#[test]
fn objects_of_derived_classes_show_what_is_included() {
    let spec = spec(
        r#"    "Shop.Order": { "members": { "Id": "int" } },
    "Shop.RushOrder": { "base": "Order", "members": { "Until": "date" } }"#,
    );
    let rush = document(r#"Order xsi:type="RushOrder""#, r#"<Id>1</Id><Until xsi:nil="true" />"#);
    let learnt = learn(&spec, &[rush]);
    assert_eq!(
        learnt.told,
        [
            "shown Shop.Order: may be `Shop.RushOrder` in XML (1 object of a derived class)",
            "shown Shop.RushOrder.Until: takes null (null in 1 of 1 value)",
        ]
    );
    assert!(types(&learnt).contains(r#""xml": { "xmlInclude": ["Shop.RushOrder"] }"#), "{}", types(&learnt));
}

#[test]
fn a_document_of_the_other_serializer_shows_that_and_nothing_else() {
    let types = r#"    "Shop.Order": { "members": { "Id": "int", "Sent": "date" } }"#;
    let of_contracts =
        super::xml(r#"<Id>1</Id><Sent i:nil="true" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"/>"#);
    for (spec, answer, name, word) in [
        (super::spec(types), xml("<Id>1</Id>"), "XmlSerializer", "xmlSerializer"),
        (spec(types), of_contracts, "DataContractSerializer", "dataContractSerializer"),
    ] {
        let site = datacontract_workbench::site::Site::from_text(&spec, &[]).0.expect("a site");
        let mut learner = datacontract_workbench::learn::Learner::new(&site);
        learner.add(&answer);
        let lessons = learner.lessons(1);
        let [lesson] = &lessons[..] else { panic!("{lessons:#?}") };
        assert_eq!(lesson.finding, format!("answers with the XML of {name}"));
        let revised = learner.revise(&spec, &lessons).text;
        assert!(revised.contains(&format!(r#""xml": {{ "serializer": "{word}" }}"#)), "{revised}");
    }
}

#[test]
fn elements_stand_in_the_order_of_the_source() {
    let spec = spec(r#"    "Shop.Order": { "members": { "Zone": "int", "Note": "string", "Id": "int" } }"#);
    let answers = [xml("<Zone>1</Zone><Id>1</Id>"), xml("<Zone>1</Zone><Id>1</Id><Note>a</Note>")];
    assert_eq!(
        learn(&spec, &answers).told,
        [
            "open Shop.Order: has its members in another order in XML: `Zone`, `Id`, `Note` (in 1 of 2 objects; the order of the source, or of a base class, says so)"
        ]
    );
}
