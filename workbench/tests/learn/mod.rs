//! What answers teach about a spec. The answers are as .NET writes them: see `tests/aspnet/tests/over_http` for those of a
//! real server.

mod errors;
mod xml_serializer;

use datacontract_workbench::{
    learn::{Certainty, Learner, Revised},
    site::Site,
    traffic::{Exchange, Message},
};

const NAMESPACE: &str = "http://schemas.datacontract.org/2004/07/Shop";
const NIL: &str = r#"i:nil="true" xmlns:i="http://www.w3.org/2001/XMLSchema-instance""#;

fn spec(types: &str) -> String {
    format!(
        r#"{{
  "version": 1,
  "name": "Shop",
  "module": "shop",
  "endpoints": {{
    "GET api/orders/{{id}}": {{ "name": "get_order", "parameters": {{ "id": "int" }}, "response": "Order" }}
  }},
  "types": {{
{types}
  }}
}}
"#
    )
}

fn answer(status: u16, response: Message) -> Exchange {
    Exchange {
        method: "GET".to_owned(),
        url: "https://shop.example.com/api/orders/5".to_owned(),
        request: Message::default(),
        status,
        response,
        started: "2026-11-27T10:00:00Z".to_owned(),
        ..Exchange::default()
    }
}

fn json(text: &str) -> Exchange {
    answer(200, Message::new("application/json", Some(text.as_bytes().to_vec())))
}

fn xml(members: &str) -> Exchange {
    let text = format!(r#"<Order xmlns="{NAMESPACE}">{members}</Order>"#);
    answer(200, Message::new("application/xml", Some(text.into_bytes())))
}

/// What was learnt, as `certainty place: finding (evidence)`, and the spec with it.
struct Learnt {
    told: Vec<String>,
    revised: Revised,
}

fn learn(spec: &str, exchanges: &[Exchange]) -> Learnt {
    learn_at_least(3, spec, exchanges)
}

fn learn_at_least(at_least: u64, spec: &str, exchanges: &[Exchange]) -> Learnt {
    let (site, diagnostics) = Site::from_text(spec, &[]);
    assert!(!diagnostics.has_errors(), "{spec}");
    let site = site.expect("a site");
    let mut learner = Learner::new(&site);
    for exchange in exchanges {
        learner.add(exchange);
    }
    let lessons = learner.lessons(at_least);
    let revised = learner.revise(spec, &lessons);
    for (lesson, is_written) in lessons.iter().zip(&revised.is_written) {
        assert_eq!(*is_written, lesson.certainty != Certainty::Open, "{lesson:?}");
    }
    let told = lessons.iter().map(|lesson| {
        let (certainty, place) = (lesson.certainty.word(), &lesson.place);
        format!("{certainty} {place}: {} ({})", lesson.finding, lesson.evidence)
    });
    let told = told.collect();
    // What was learnt is in the spec now, so there is nothing left to learn but what a person has to decide.
    let (again, diagnostics) = Site::from_text(&revised.text, &[]);
    assert!(!diagnostics.has_errors(), "{}", revised.text);
    let again = again.expect("a site");
    let mut learner = Learner::new(&again);
    for exchange in exchanges {
        learner.add(exchange);
    }
    let left: Vec<_> =
        learner.lessons(at_least).into_iter().filter(|l| l.certainty != Certainty::Open).collect();
    assert!(left.is_empty(), "{left:#?}\n{}", revised.text);
    Learnt { told, revised }
}

/// The lines of the spec's types.
fn types(learnt: &Learnt) -> &str {
    let text = &learnt.revised.text;
    let start = text.find("\"types\": {\n").expect("there are types") + "\"types\": {\n".len();
    text[start..].strip_suffix("\n  }\n}\n").expect("the end")
}

#[test]
fn null_shows_that_null_may_stand_there() {
    let spec =
        spec(r#"    "Shop.Order": { "members": { "Id": "int", "Sent": "date", "Tags": "List<string>" } }"#);
    let learnt = learn(
        &spec,
        &[
            json(r#"{"Id":1,"Sent":null,"Tags":["a",null]}"#),
            xml(&format!("<Id>1</Id><Sent {NIL}/><Tags {NIL}/>")),
        ],
    );
    assert_eq!(
        learnt.told,
        [
            "shown Shop.Order.Sent: takes null (null in 2 of 2 values)",
            "shown Shop.Order.Tags: takes null (null in 1 of 2 values)",
        ]
    );
    assert_eq!(
        types(&learnt),
        r#"    "Shop.Order": {
      "members": {
        "Id": "int",
        // seen: 2026-11-27, null in 2 of 2 values
        "Sent": "date?",
        // seen: 2026-11-27, null in 1 of 2 values
        "Tags": "List<string?>"
      }
    }"#
    );
}

#[test]
fn what_is_never_null_counts_if_it_was_often_enough() {
    let spec = spec(
        r#"    // open: no sample tells whether null may stand here: `Count`, `State`, `Total`
    "Shop.Order": { "members": { "Count": "integer", "State": "State?", "Total": "decimal number" } },
    "Shop.State": { "enum": { "New": 0 } }"#,
    );
    let answers = [
        json(r#"{"Count":1,"State":0,"Total":1.5}"#),
        json(r#"{"Count":2,"State":0,"Total":null}"#),
        json(r#"{"Count":0,"State":0,"Total":2}"#),
    ];
    assert_eq!(learn(&spec, &answers[..1]).told, Vec::<String>::new());
    let learnt = learn(&spec, &answers);
    assert_eq!(
        types(&learnt),
        r#"    "Shop.Order": {
      "members": {
        // seen: 2026-11-27, never null in 3 values
        "Count": { "type": "integer", "nullable": false },
        // seen: 2026-11-27, never null in 3 values
        "State": "State",
        // seen: 2026-11-27, null in 1 of 3 values
        "Total": "decimal number?"
      }
    },
    "Shop.State": { "enum": { "New": 0 } }"#
    );
}

#[test]
fn remarks_keep_what_is_still_open_and_comments_of_people_stay() {
    let spec = spec(
        r#"    // Mine: orders of the old shop.
    // open: no sample tells whether null may stand here: `Count`, `Total`
    "Shop.Order": {
      "members": {
        "Count": "integer", // of lines
        "Total": "decimal number"
      }
    }"#,
    );
    let learnt = learn(&spec, &[json(r#"{"Count":1,"Total":null}"#)]);
    assert_eq!(
        types(&learnt),
        r#"    // Mine: orders of the old shop.
    // open: no sample tells whether null may stand here: `Count`
    "Shop.Order": {
      "members": {
        "Count": "integer", // of lines
        // seen: 2026-11-27, null in 1 of 1 value
        "Total": "decimal number?"
      }
    }"#
    );
}

#[test]
fn numbers_show_their_type_where_no_other_holds_them() {
    let spec = spec(
        r#"    "Shop.Order": {
      "members": {
        "Id": "int",
        "Weight": "decimal",
        // open: `double` or `float`: both look like this
        "Share": "double",
        "Price": "decimal number",
        "Counts": "List<integer>"
      }
    }"#,
    );
    let arrays = r#"xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays""#;
    let counts = format!("<Counts {arrays}><a:short>1</a:short><a:short>2</a:short></Counts>");
    let learnt = learn(
        &spec,
        &[
            json(r#"{"Id":5000000000,"Weight":1,"Share":0.1234567891234,"Price":1.5,"Counts":[1]}"#),
            xml(&format!("{counts}<Id>1</Id><Price>1.50</Price><Share>1</Share><Weight>1E+20</Weight>")),
        ],
    );
    assert_eq!(
        learnt.told,
        [
            "shown Shop.Order.Id: is `long` (a number is greater than `int` holds)",
            "shown Shop.Order.Weight: is `double` (1 number with an exponent, which `decimal` never has)",
            "shown Shop.Order.Share: is `double` (1 number with more digits than `float` has)",
            "shown Shop.Order.Price: is `decimal` (1 number with zeros at the end, which only `decimal` has)",
            "shown Shop.Order.Counts: is `short` (its elements are called `short`)",
        ]
    );
    assert!(!types(&learnt).contains("open:"));
    assert!(types(&learnt).contains(r#""Counts": "List<short>""#));
}

#[test]
fn one_object_in_both_formats_shows_the_numbers_of_an_enum() {
    let spec = spec(
        r#"    "Shop.Order": { "members": { "Id": "int", "Name": "string", "State": "State" } },
    "Shop.State": { "enum": { "New": 0 } }"#,
    );
    let of = |id: u32, name: &str, number: u32, word: &str| {
        [
            json(&format!(r#"{{"Id":{id},"Name":"{name}","State":{number}}}"#)),
            xml(&format!("<Id>{id}</Id><Name>{name}</Name><State>{word}</State>")),
        ]
    };
    let answers =
        [of(5, "five", 7, "Lost"), of(6, "six", 2, "on its way"), of(7, "seven", 0, "New")].concat();
    let learnt = learn(&spec, &answers);
    assert_eq!(
        types(&learnt),
        r#"    "Shop.Order": { "members": { "Id": "int", "Name": "string", "State": "State" } },
    "Shop.State": {
      "enum": {
        "New": 0,
        // seen: 2026-11-27, `on its way` in XML where JSON has 2, in 1 pair
        "OnItsWay": { "value": 2, "name": "on its way" },
        // seen: 2026-11-27, `Lost` in XML where JSON has 7, in 1 pair
        "Lost": 7
      }
    }"#
    );
}

#[test]
fn names_and_numbers_that_no_object_has_in_both_formats_stay_open() {
    let spec = spec(
        r#"    "Shop.Order": { "members": { "Id": "int", "Name": "string", "State": "State" } },
    "Shop.State": { "enum": { "New": 0 } }"#,
    );
    let answers = [
        json(r#"{"Id":5,"Name":"five","State":7}"#),
        xml("<Id>6</Id><Name>six</Name><State>Lost</State>"),
        // Too little to tell that it is one object.
        json(r#"{"Id":1,"Name":"","State":8}"#),
        xml("<Id>1</Id><Name/><State>Gone</State>"),
    ];
    let learnt = learn(&spec, &answers);
    assert_eq!(learnt.revised.text, spec);
    assert_eq!(
        learnt.told,
        [
            "open Shop.State: has the member `Gone`, whose number nobody knows (`Gone` in 1 value; no object was seen in both formats)",
            "open Shop.State: has the member `Lost`, whose number nobody knows (`Lost` in 1 value; no object was seen in both formats)",
            "open Shop.State: has a member 7, whose name nobody knows (7 in 1 value)",
            "open Shop.State: has a member 8, whose name nobody knows (8 in 1 value)",
        ]
    );
}

#[test]
fn elements_show_the_namespace_and_the_name() {
    let spec = spec(
        r#"    // open: no sample shows its namespace in XML
    "Order": { "members": { "Id": "int", "Line": "Line" } },
    "Shop.Line": { "members": { "Sku": "string" } }"#,
    );
    let text =
        r#"<order xmlns="urn:shop"><Id>1</Id><Line xmlns:a="urn:lines"><a:Sku>s</a:Sku></Line></order>"#;
    let answer = answer(200, Message::new("text/xml", Some(text.as_bytes().to_vec())));
    let learnt = learn(&spec, &[answer]);
    assert_eq!(
        learnt.told,
        [
            "shown Order: is in the namespace `urn:shop` (`urn:shop` in 3 elements)",
            "shown Order: is called `order` on the wire (the root is `order` in 1 document)",
            "shown Shop.Line: is in the namespace `urn:lines` (`urn:lines` in 1 element)",
        ]
    );
    assert!(!types(&learnt).contains("open:"));
}

#[test]
fn what_is_left_out_for_its_value() {
    let spec = spec(
        r#"    "Shop.Order": {
      "contract": "dataContract",
      "members": { "Id": "int", "Rebate": "int", "Note": "string" }
    }"#,
    );
    let answers = [
        json(r#"{"Id":1,"Rebate":5,"Note":null}"#),
        json(r#"{"Id":2,"Note":"a"}"#),
        xml("<Id>3</Id><Note>b</Note>"),
        xml("<Id>4</Id><Note>c</Note><Rebate>2</Rebate>"),
    ];
    let learnt = learn(&spec, &answers);
    let told = "counted Shop.Order.Rebate: is left out for its default (there in 2 of 4 objects, and never null or the default)";
    assert_eq!(learnt.told, [told]);
    assert!(types(&learnt).contains(r#""Rebate": { "type": "int", "emitDefault": false }"#));
    assert_eq!(learn_at_least(5, &spec, &answers).told, Vec::<String>::new());
}

#[test]
fn new_members_come_where_json_has_them() {
    let spec = spec(r#"    "Shop.Order": { "members": { "Id": "int", "Name": "string" } }"#);
    let answers = [
        json(r#"{"Id":1,"Sent":"2026-01-02T03:04:05","Name":"a","Lines":[{"Sku":"s"}],"Paid":true}"#),
        json(r#"{"Id":1,"Sent":null,"Name":"a","Lines":[],"Paid":false,"Gift":1}"#),
    ];
    let learnt = learn(&spec, &answers);
    assert_eq!(
        types(&learnt),
        r#"    "Shop.Order": {
      "members": {
        "Id": "int",
        // inferred: its type is what its values look like
        // seen: 2026-11-27, in 2 of 2 objects
        "Sent": "date?",
        "Name": "string",
        // inferred: its type is what its values look like
        // seen: 2026-11-27, in 2 of 2 objects
        "Paid": "boolean"
      }
    }"#
    );
    for told in [
        "open Shop.Order: has a member `Lines` (in 2 of 2 objects; it has parts)",
        "open Shop.Order: has a member `Gift` (in 1 of 2 objects; it is left out for its value, or a derived class has it)",
    ] {
        assert!(learnt.told.contains(&told.to_owned()), "{:?}", learnt.told);
    }
}

#[test]
fn statuses_that_the_service_answers() {
    let spec = spec(r#"    "Shop.Order": { "members": { "Id": "int" } }"#);
    let answers = [json(r#"{"Id":1}"#), answer(404, Message::default()), answer(500, Message::default())];
    let learnt = learn(&spec, &answers);
    assert_eq!(
        learnt.told,
        [
            "shown GET api/orders/{id}: answers 404 (404 in 1 of 3 answers)",
            "shown GET api/orders/{id}: answers 500 (500 in 1 of 3 answers)",
        ]
    );
    assert!(learnt.revised.text.contains(r#""404": "Not Found.""#), "{}", learnt.revised.text);
}

#[test]
fn what_is_on_one_line_without_layout_stays_so_far_as_it_can() {
    let spec = spec(r#"    "Shop.Order":{"members":{"Id":"int","Sent":"date"}}"#);
    let learnt = learn(&spec, &[json(r#"{"Id":1,"Sent":null}"#)]);
    assert!(
        learnt.revised.text.contains(
            "\"Shop.Order\":{\"members\":{\"Id\":\"int\",\n// seen: 2026-11-27, null in 1 of 1 value\n\"Sent\":\"date?\"}}"
        ),
        "{}",
        learnt.revised.text
    );
}

#[test]
fn line_ends_and_a_byte_order_mark_stay_as_they_are() {
    for types in [
        r#"    "Shop.Order": { "members": { "Id": "int", "Sent": "date" } }"#,
        r#"    "Shop.Order":{"members":{"Id":"int","Sent":"date"}}"#,
    ] {
        let spec = format!("\u{feff}{}", spec(types).replace('\n', "\r\n"));
        let text = learn(&spec, &[json(r#"{"Id":1,"Sent":null}"#)]).revised.text;
        assert!(text.starts_with("\u{feff}{\r\n") && text.contains("\"date?\""), "{text}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{text:?}");
    }
}

#[test]
fn what_would_be_a_mistake_in_the_spec_is_left_out_and_nothing_else() {
    let spec = spec(r#"    "Shop.Order": { "members": { "Id": "int", "Sent": "date", "Note": "int" } }"#);
    let answers = [json(r#"{"Id":1,"Sent":null,"Note":null}"#), answer(999, Message::default())];
    let site = Site::from_text(&spec, &[]).0.expect("a site");
    let mut learner = Learner::new(&site);
    for exchange in &answers {
        learner.add(exchange);
    }
    let lessons = learner.lessons(3);
    let revised = learner.revise(&spec, &lessons);
    let written: Vec<_> =
        lessons.iter().map(|lesson| lesson.place.as_str()).zip(revised.is_written).collect();
    assert_eq!(
        written,
        [("GET api/orders/{id}", false), ("Shop.Order.Sent", true), ("Shop.Order.Note", true)]
    );
    assert!(revised.text.contains("\"date?\"") && revised.text.contains("\"int?\""), "{}", revised.text);
    assert!(!revised.text.contains("999"), "{}", revised.text);
}

#[test]
fn whole_numbers_stay_what_they_are_until_a_number_shows_otherwise() {
    let spec = spec(
        r#"    "Shop.Order": {
      "members": {
        "Never": "integer",
        "Small": "uint",
        "Most": "long",
        "Wide": "long",
        "Parted": "int"
      }
    }"#,
    );
    let of = |most: &str, wide: &str| {
        json(&format!(r#"{{"Never":3,"Small":4294967296,"Most":{most},"Wide":{wide},"Parted":1.5}}"#))
    };
    let answers = [of("18446744073709551615", "1"), of("1", "-1"), of("1", "9223372036854775808")];
    let told = |at_least| learn_at_least(at_least, &spec, &answers).told;
    assert_eq!(
        told(3),
        [
            // That it was never less than 0 shows nothing of its type.
            "counted Shop.Order.Never: does not take null (never null in 3 values)",
            "shown Shop.Order.Small: is `ulong` (a number is greater than `uint` holds)",
            "counted Shop.Order.Most: is `ulong` (a number is greater than `long` holds, and none of 3 values is negative or has a fraction)",
            "shown Shop.Order.Wide: is `decimal` (a number is greater than `long` holds)",
            "open Shop.Order.Parted: is `decimal` or `double`: write which (3 numbers with a fraction, which `int` never has)",
        ]
        .map(str::to_owned)
    );
    assert_eq!(
        told(4)[1],
        "open Shop.Order.Most: is `ulong` or `decimal`: write which (a number is greater than `long` holds)"
    );
}

#[test]
fn texts_that_only_look_like_numbers_are_texts() {
    let spec = spec(r#"    "Shop.Order": { "members": { "Id": "int" } }"#);
    let learnt =
        learn(&spec, &[xml("<Id>1</Id><A>007</A><B>+5</B><C>inf</C><D>1.5.0</D><E>12</E><F>1.5</F>")]);
    for (name, ty) in [
        ("A", "string"),
        ("B", "string"),
        ("C", "string"),
        ("D", "string"),
        ("E", "integer"),
        ("F", "decimal number"),
    ] {
        let expected = format!("\"{name}\": \"{ty}\"");
        assert!(types(&learnt).contains(&expected), "{expected}\n{}", types(&learnt));
    }
}

#[test]
fn objects_of_derived_classes_teach_of_their_own_class() {
    let spec = spec(
        r#"    "Shop.Order": { "members": { "Id": "int", "Sent": "date" } },
    "Shop.RushOrder": { "base": "Order", "members": { "Until": "date" } },
    "Shop.Other": { "members": { "Id": "int" } }"#,
    );
    let typed = |ty: &str, members: &str| {
        let text = format!(
            r#"<Order xmlns="{NAMESPACE}" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="{ty}">{members}</Order>"#
        );
        answer(200, Message::new("application/xml", Some(text.into_bytes())))
    };
    let learnt = learn(
        &spec,
        &[
            typed("RushOrder", "<Id>1</Id><Sent i:nil=\"true\"/><Until i:nil=\"true\"/>"),
            json(r#"{"$type":"Shop.RushOrder, Shop","Id":1,"Sent":null,"Until":"2026-11-27T10:00:00"}"#),
            json(r#"{"$type":"Shop.Other, Shop","Id":1}"#),
            json(r#"{"$type":"Shop.Special`1[[System.Int32, mscorlib]], Shop","Id":1,"Extra":1}"#),
            typed("a:Unknown\" xmlns:a=\"urn:a", "<Id>1</Id><Extra>1</Extra>"),
            // It names the class that is declared.
            json(r#"{"$type":"Shop.Order, Shop","Id":1,"Sent":"2026-11-27T10:00:00"}"#),
        ],
    );
    assert_eq!(
        learnt.told,
        [
            "open Shop.Order: has a derived class `Shop.Special`1[[System.Int32, mscorlib]]`, which the spec does not have (1 object)",
            "open Shop.Order: has a derived class `Unknown` of the namespace `urn:a`, which the spec does not have (1 object)",
            "open Shop.Order: `Shop.Other` stands where it is declared: write its `base` (1 object)",
            "shown Shop.Order: may be `Shop.RushOrder` (2 objects of a derived class)",
            "shown Shop.Order.Sent: takes null (null in 2 of 3 values)",
            "shown Shop.RushOrder.Until: takes null (null in 1 of 2 values)",
        ]
    );
    assert!(types(&learnt).contains(r#""knownTypes": ["Shop.RushOrder"]"#), "{}", types(&learnt));
    assert!(!types(&learnt).contains("Extra"));
}

#[test]
fn bodies_in_utf_16_teach_too() {
    let spec = spec(r#"    "Shop.Order": { "members": { "Id": "int", "Sent": "date" } }"#);
    let text = "\u{feff}{\"Id\":1,\"Sent\":null}";
    let bytes = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let learnt = learn(&spec, &[answer(200, Message::new("application/json", Some(bytes)))]);
    assert_eq!(learnt.told, ["shown Shop.Order.Sent: takes null (null in 1 of 1 value)"]);
}

#[test]
fn another_order_than_the_contracts_is_told() {
    let spec = spec(r#"    "Shop.Order": { "members": { "Id": "int", "Note": "string", "Size": "int" } }"#);
    let answers = [
        xml("<Size>1</Size><Id>1</Id><Note>a</Note>"),
        xml("<Id>1</Id><Size>1</Size>"),
        json(r#"{"Id":1,"Size":2,"Note":"a"}"#),
        json(r#"{"Size":2,"New":1,"Id":1}"#),
        json(r#"{"Id":1,"Note":"a","Size":2}"#),
    ];
    let learnt = learn(&spec, &answers);
    let orders: Vec<_> = learnt.told.iter().filter(|told| told.contains("another order")).collect();
    assert_eq!(
        orders,
        [
            "open Shop.Order: has its members in another order in JSON: `Id`, `Size`, `Note` (in 2 of 3 objects; `jsonOrder`, or the order of the source, says so)",
            "open Shop.Order: has its members in another order in XML: `Size`, `Id`, `Note` (in 1 of 2 objects; `order` says so, or a base class)",
        ]
    );
}
