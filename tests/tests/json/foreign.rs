//! serde's traits with serializers that are not ours.

use super::*;
use datacontract::clr::{Bytes, Char, DateTime, Decimal, Guid, TimeSpan, Uri};
use serde::{Deserialize, Serialize};

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Mixed {
    price: Decimal,
    prices: Vec<Option<Decimal>>,
    at: DateTime,
    span: TimeSpan,
    guid: Guid,
    uri: Uri,
    bytes: Bytes,
    letter: Char,
    any: Value,
    #[serde(flatten)]
    more: More,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct More {
    total: Decimal,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Either {
    Number(Decimal),
    Text(String),
}

const TEXT: &str = r#"{"price":8.00,"prices":[1.10,null],"at":"2024-10-15T05:29:19Z","span":"00:00:01","guid":"00000000-0000-0000-0000-000000000000","uri":"rel/ative","bytes":"AQ==","letter":"A","any":{"x":[1,2.5]},"total":3.0}"#;

#[test]
fn serde_json_keeps_the_scale() {
    let value: Mixed = serde_json::from_str(TEXT).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), TEXT);
    let value: Mixed = serde_json::from_reader(TEXT.as_bytes()).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), TEXT);
    assert_eq!(value.price.scale(), 2);
}

#[test]
fn through_a_tree() {
    let value: Mixed = serde_json::from_str(TEXT).unwrap();
    let tree = serde_json::to_value(&value).unwrap();
    assert_eq!(tree["price"], 8.0);
    assert_eq!(serde_json::from_value::<Mixed>(tree).unwrap(), value);
}

/// A number as `serde_json` hands it out with its feature `arbitrary_precision`, which any crate of a program
/// can switch on for all.
struct Precise(&'static str);

impl<'de> serde::de::IntoDeserializer<'de> for Precise {
    type Deserializer = serde::de::value::MapDeserializer<
        'de,
        std::iter::Once<(&'static str, &'static str)>,
        serde::de::value::Error,
    >;

    fn into_deserializer(self) -> Self::Deserializer {
        serde::de::value::MapDeserializer::new(std::iter::once(("$serde_json::private::Number", self.0)))
    }
}

#[test]
fn numbers_with_arbitrary_precision() {
    fn read<T: for<'de> serde::Deserialize<'de>>(number: &'static str) -> T {
        T::deserialize(serde::de::IntoDeserializer::into_deserializer(Precise(number))).unwrap()
    }
    assert_eq!(read::<Value>("-5"), Value::from(-5_i64));
    assert_eq!(read::<Value>("2.5"), Value::from(2.5));
    assert_eq!(read::<Value>("18446744073709551615"), serde_json::from_str("18446744073709551615").unwrap());
}

#[test]
fn untagged() {
    assert_eq!(serde_json::from_str::<Either>("1.50").unwrap(), Either::Number("1.5".parse().unwrap()));
    assert_eq!(serde_json::from_str::<Either>("\"x\"").unwrap(), Either::Text("x".to_owned()));
}

#[test]
fn errors_keep_secrets_and_say_where() {
    let error = serde_json::from_str::<Mixed>("{\"price\":\n\"secret\"}").unwrap_err();
    let shown = error.to_string();
    assert!(shown.contains("not a decimal number") && shown.contains("line 2"), "{shown}");
    assert!(!shown.contains("secret"));
    for text in ["\"secret\"", "{\"secret\":1}", "[\"secret\"]", "true", "123456789"] {
        let shown = serde_json::from_str::<Guid>(text).unwrap_err().to_string();
        assert!(!shown.contains("secret") && !shown.contains("123456789"), "{shown}");
    }
}

/// A format that knows no raw values.
#[test]
fn other_formats_get_plain_numbers() {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, F64Deserializer, StrDeserializer, U64Deserializer};

    let of_float: F64Deserializer<Error> = 1.5_f64.into_deserializer();
    assert_eq!(Decimal::deserialize(of_float), Ok("1.5".parse().unwrap()));
    let of_integer: U64Deserializer<Error> = 5_u64.into_deserializer();
    assert_eq!(Decimal::deserialize(of_integer), Ok(Decimal::from(5)));
    let of_text: StrDeserializer<'_, Error> = "1.50".into_deserializer();
    assert_eq!(Decimal::deserialize(of_text), Ok("1.50".parse().unwrap()));
}
