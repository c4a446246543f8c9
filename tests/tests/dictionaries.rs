//! Dictionaries with very many keys, and with keys that come again.

use datacontract::clr::Decimal;
use datacontract::contract::{Primitive, Type};
use datacontract::dynamic::{self, Value};
use datacontract::value::Field;
use datacontract::{DataContract, Dictionary, ErrorKind, json, xml};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::fmt::Write as _;

/// So many that to compare each with each takes minutes.
const MANY: i32 = 200_000;

const STRINGS: Type =
    Type::Dictionary(&(Type::Primitive(Primitive::String), Type::Primitive(Primitive::Int32)));

/// A key without a text of its own.
#[derive(DataContract, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
struct Shelf {
    row: Option<i32>,
    column: Option<i32>,
}

/// Many entries as the ordered map that is written, and a check of what is read.
fn many<K: Field + Default + Ord + Debug>(
    key: impl Fn(i32) -> K,
) -> (BTreeMap<K, i32>, impl Fn(Dictionary<K, i32>)) {
    let map: BTreeMap<K, i32> = (0..MANY).map(|number| (key(number), number)).collect();
    assert_eq!(map.len(), MANY as usize);
    let check = move |read: Dictionary<K, i32>| {
        assert_eq!(read.len(), MANY as usize);
        assert!(read.iter().all(|(known, number)| *known == key(*number)));
    };
    (map, check)
}

#[test]
fn many_keys_of_xml() {
    let (map, check) = many(|number| number.to_string());
    check(xml::from_str(&xml::to_string(&map).unwrap()).unwrap());
    let (map, check) =
        many(|number| Shelf { row: (number >= 8).then_some(number / 8), column: Some(number % 8) });
    let text = xml::to_string(&map).unwrap();
    check(xml::from_str(&text).unwrap());
    let ty = <Dictionary<Shelf, i32> as Field>::TYPE;
    check(dynamic::from_value(&xml::read_value(&text, &ty).unwrap()).unwrap());
}

#[test]
fn many_keys_of_json() {
    let (map, check) = many(|number| number.to_string());
    let text = json::to_string(&map).unwrap();
    check(json::from_str(&text).unwrap());
    check(dynamic::from_value(&json::read_value(&text, &STRINGS).unwrap()).unwrap());
    let Value::Map(object) = json::read_value(&text, &Type::Object).unwrap() else { panic!("a dictionary") };
    assert_eq!(object.entries.len(), MANY as usize);
    let (map, check) = many(Decimal::from);
    check(json::from_str(&json::to_string(&map).unwrap()).unwrap());
}

/// NaN is not equal to itself, so each is an entry of its own.
#[test]
fn many_nans() {
    let mut text = String::from(
        "<ArrayOfKeyValueOfdoubleint xmlns='http://schemas.microsoft.com/2003/10/Serialization/Arrays'>",
    );
    for _ in 0..MANY {
        text += "<KeyValueOfdoubleint><Key>NaN</Key><Value>1</Value></KeyValueOfdoubleint>";
    }
    text += "</ArrayOfKeyValueOfdoubleint>";
    assert_eq!(xml::from_str::<Dictionary<f64, i32>>(&text).unwrap().len(), MANY as usize);
}

/// Of equal keys the first counts in XML, the last in JSON; both stand where the first does, among few and
/// many.
#[test]
fn keys_that_come_again() {
    for distinct in [3, 15, 16, 17, 100] {
        let (mut xml_text, mut json_text) = (
            "<ArrayOfKeyValueOfstringint xmlns='http://schemas.microsoft.com/2003/10/Serialization/Arrays'>"
                .to_owned(),
            "{".to_owned(),
        );
        for number in 0..2 * distinct {
            let key = number % distinct;
            write!(
                xml_text,
                "<KeyValueOfstringint><Key>k{key}</Key><Value>{number}</Value></KeyValueOfstringint>"
            )
            .unwrap();
            write!(json_text, "{}\"k{key}\":{number}", if number == 0 { "" } else { "," }).unwrap();
        }
        xml_text += "</ArrayOfKeyValueOfstringint>";
        json_text += "}";
        let expected =
            |first| (0..distinct).map(|key| (format!("k{key}"), first + key)).collect::<Dictionary<_, _>>();

        assert_eq!(xml::from_str::<Dictionary<String, i32>>(&xml_text).unwrap(), expected(0));
        let value = xml::read_value(&xml_text, &STRINGS).unwrap();
        assert_eq!(dynamic::from_value::<Dictionary<String, i32>>(&value).unwrap(), expected(0));
        let strict = xml::ReadOptions::strict();
        let error = xml::from_str_with::<Dictionary<String, i32>>(&xml_text, strict).unwrap_err();
        assert_eq!(error.message(), "the dictionary has this key already");
        let error = xml::read_value_with(&xml_text, &STRINGS, xml::ReadOptions::strict()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Value);

        assert_eq!(json::from_str::<Dictionary<String, i32>>(&json_text).unwrap(), expected(distinct));
        let value = json::read_value(&json_text, &STRINGS).unwrap();
        assert_eq!(dynamic::from_value::<Dictionary<String, i32>>(&value).unwrap(), expected(distinct));
    }
}
