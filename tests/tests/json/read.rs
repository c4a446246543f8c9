use super::*;
use datacontract::ErrorKind;
use datacontract::Notice;
use datacontract::contract::{JsonSettings, NullValueHandling};
use datacontract::json::ReadOptions;

fn strict(text: &str, ty: &Type) -> Result<String> {
    let value = json::read_value_with(text, ty, ReadOptions::strict())?;
    json::write_value(&value, ty, &WriteOptions::default())
}

fn primitive(primitive: Primitive) -> Type {
    Type::Primitive(primitive)
}

#[test]
fn names_are_found_exactly_then_in_any_case() {
    let ty = class(
        "A",
        vec![Member::new("self", STRING), Member::new("Self", STRING), Member::new("Имя", STRING)],
    );
    let expected = r#"{"self":"a","Self":"b","Имя":"c"}"#;
    assert_eq!(again(r#"{"ИМЯ":"c","Self":"b","self":"a"}"#, &ty).unwrap(), expected);
    // Of two that fit but for the case, the first.
    assert_eq!(again(r#"{"SELF":"a"}"#, &ty).unwrap(), r#"{"self":"a","Self":null,"Имя":null}"#);
}

#[test]
fn unknown_members_are_told() {
    let ty = class(
        "A",
        vec![Member::new("B", Type::List(Box::leak(Box::new(class("B", vec![Member::new("C", INT)])))))],
    );
    let mut notices = Vec::new();
    let mut note = |notice: &Notice<'_>| notices.push(format!("{} {}", notice.path, notice.name));
    let mut options = ReadOptions::default();
    options.notices = Some(&mut note);
    let text = r#"{"x":{"B":[[[]]]},"B":[{"C":1},{"d":"\u0041","C":2}],"y":null}"#;
    let value = json::read_value_with(text, &ty, options).unwrap();
    assert_eq!(write(&value, &ty), r#"{"B":[{"C":1},{"C":2}]}"#);
    assert_eq!(notices, ["/A x", "/A/B/1 d", "/A y"]);
}

#[test]
fn the_last_of_doubles_counts() {
    let ty = class(
        "A",
        vec![
            Member::new("N", INT),
            Member::new("L", INTS),
            Member::new("M", Type::Dictionary(&(STRING, INT))),
        ],
    );
    let text = r#"{"N":1,"L":[1],"M":{"k":1,"l":2,"k":3},"n":2,"L":[2]}"#;
    assert_eq!(again(text, &ty).unwrap(), r#"{"N":2,"L":[2],"M":{"k":3,"l":2}}"#);
}

#[test]
fn missing_members() {
    let ty = class("A", vec![Member::new("N", INT), Member::new("R", STRING).required()]);
    assert_eq!(again(r#"{"R":null}"#, &ty).unwrap(), r#"{"N":0,"R":null}"#);
    let error = refused("{}", &ty);
    assert_eq!(error.kind(), ErrorKind::Missing);
    assert_eq!(error.message(), "the required member `R` is missing");
}

#[test]
fn null() {
    let ty = class(
        "A",
        vec![Member::new("N", INT), Member::new("S", STRING), Member::new("O", Type::Nullable(&INT))],
    );
    assert_eq!(refused(r#"{"N":null}"#, &ty).kind(), ErrorKind::Nil);
    assert_eq!(again(r#"{"S":null,"O":null}"#, &ty).unwrap(), r#"{"N":0,"S":null,"O":null}"#);
    let mut options = ReadOptions::default();
    options.settings = Some(JsonSettings::new().nulls(NullValueHandling::Ignore));
    assert!(json::read_value_with(r#"{"N":null}"#, &ty, options).is_ok());
    // In a Rust type without null the default stays.
    assert_eq!(json::from_str::<String>("null").unwrap(), "");
    assert_eq!(json::from_str::<Vec<i32>>("null").unwrap(), [0; 0]);
    assert_eq!(json::from_str::<Option<i32>>("null").unwrap(), None);
    assert_eq!(json::from_str::<i32>("null").unwrap_err().kind(), ErrorKind::Nil);
    // Decimals come another way.
    assert_eq!(json::from_str::<Option<datacontract::clr::Decimal>>("null").unwrap(), None);
    assert_eq!(refused("null", &DECIMAL).kind(), ErrorKind::Nil);
}

/// `strict` is None where the strict reader refuses.
#[test]
fn conversions() {
    let color = color(EnumContract::new(COLORS));
    let flags = super::color(EnumContract::new(PERMS).flags());
    let nullable = |ty| Type::Nullable(Box::leak(Box::new(ty)));
    for (ty, text, lenient, is_strict) in [
        (INT, "5", "5", true),
        (INT, r#"" +5 ""#, "5", false),
        (INT, "5.0", "5", false),
        (INT, "5e2", "500", false),
        (nullable(INT), r#""""#, "null", false),
        (nullable(INT), "5", "5", true),
        (primitive(Primitive::Boolean), "true", "true", true),
        (primitive(Primitive::Boolean), r#"" True ""#, "true", false),
        (primitive(Primitive::Boolean), "1", "true", false),
        (primitive(Primitive::Boolean), "0", "false", false),
        (STRING, "\"\"", "\"\"", true),
        (STRING, "5", "\"5\"", false),
        (STRING, "1.5", "\"1.5\"", false),
        (STRING, "true", "\"true\"", false),
        (DOUBLE, "5", "5.0", true),
        (DOUBLE, r#""5""#, "5.0", false),
        (DOUBLE, r#""NaN""#, r#""NaN""#, true),
        (DOUBLE, "0.30000000000000004", "0.30000000000000004", true),
        (DOUBLE, "123456789012345678", "1.2345678901234568E+17", true),
        (primitive(Primitive::Single), "16777217", "16777216.0", true),
        (primitive(Primitive::Single), r#""-Infinity""#, r#""-Infinity""#, true),
        (DECIMAL, "5", "5.0", true),
        (DECIMAL, "5.10", "5.10", true),
        (DECIMAL, "1.5E+2", "150.0", true),
        (DECIMAL, r#""5.10""#, "5.10", false),
        (DECIMAL, r#""5\u002e10""#, "5.10", false),
        (nullable(DECIMAL), r#""""#, "null", false),
        (primitive(Primitive::Char), "\"<\"", "\"<\"", true),
        (primitive(Primitive::Char), "65", "\"A\"", false),
        (primitive(Primitive::Bytes), "\"\"", "\"\"", true),
        (primitive(Primitive::Bytes), "[1,2,250]", "\"AQL6\"", false),
        (
            primitive(Primitive::Bytes),
            "\"03020100-0504-0706-0809-0a0b0c0d0e0f\"",
            "\"AAECAwQFBgcICQoLDA0ODw==\"",
            false,
        ),
        (DATE, r#""/Date(1234567890000)/""#, r#""2009-02-13T23:31:30Z""#, true),
        (DATE, r#""2024-10-15T05:29:19.5139414+02:00""#, r#""2024-10-15T05:29:19.5139414+02:00""#, true),
        (nullable(DATE), r#""""#, "null", false),
        (primitive(Primitive::Uri), r#""http://a/<x>""#, r#""http://a/<x>""#, true),
        (primitive(Primitive::Uri), r#""""#, "null", false),
        (color, "3", "3", true),
        (color, r#""Green""#, "3", true),
        (color, r#""green""#, "3", false),
        (color, r#""3""#, "3", false),
        (color, r#""-9""#, "-9", false),
        (color, "7", "7", true),
        (flags, r#""Read, Write""#, "3", true),
        (INTS, "[]", "[]", true),
        (INTS, r#""""#, "null", false),
        (INTS, r#"["1", 2.0]"#, "[1,2]", false),
    ] {
        assert_eq!(again(text, &ty).unwrap(), lenient, "{text}");
        let strict = strict(text, &ty);
        if is_strict {
            assert_eq!(strict.unwrap(), lenient, "{text}");
        } else if lenient != "null" || !text.contains("\"\"") {
            assert!(strict.is_err(), "{text} {strict:?}");
        }
    }
}

#[test]
fn what_cannot_be_converted() {
    let color = color(EnumContract::new(COLORS));
    for (ty, text) in [
        (INT, "5.5"),
        (INT, "1e300"),
        (INT, "2147483648"),
        (INT, "-2147483649"),
        (INT, r#""2147483648""#),
        (INT, r#""five""#),
        (INT, r#""""#),
        (INT, "true"),
        (INT, "[]"),
        (INT, "{}"),
        (primitive(Primitive::Byte), "256"),
        (primitive(Primitive::Byte), "-1"),
        (primitive(Primitive::SByte), "-129"),
        (primitive(Primitive::UInt64), "-1"),
        (primitive(Primitive::UInt64), "18446744073709551616"),
        (primitive(Primitive::Int64), "9223372036854775808"),
        (primitive(Primitive::Boolean), r#""yes""#),
        (primitive(Primitive::Boolean), "{}"),
        (STRING, "[]"),
        (STRING, "{}"),
        (DECIMAL, r#""x""#),
        (DECIMAL, "true"),
        (DECIMAL, "[]"),
        (DECIMAL, "{}"),
        (DECIMAL, "1e300"),
        (DOUBLE, "true"),
        (primitive(Primitive::Char), r#""ab""#),
        (primitive(Primitive::Char), r#""""#),
        (primitive(Primitive::Bytes), r#""?""#),
        (primitive(Primitive::Bytes), "[256]"),
        (primitive(Primitive::Bytes), "[null]"),
        (DATE, r#""yesterday""#),
        (DATE, "0"),
        (primitive(Primitive::Guid), r#""x""#),
        (color, "true"),
        (color, "1.5"),
        (color, "{}"),
        (INTS, "5"),
        (INTS, "{}"),
        (INTS, "[null]"),
        (class("A", vec![]), "[]"),
        (class("A", vec![]), "5"),
        (Type::Dictionary(&(STRING, INT)), "[]"),
        (Type::Dictionary(&(INT, INT)), r#"{"x":1}"#),
    ] {
        let error = refused(text, &ty);
        assert!(matches!(error.kind(), ErrorKind::Value | ErrorKind::Nil), "{text} {error:?}");
    }
}

#[test]
fn any_value() {
    for (text, expected) in [
        ("null", Value::Null),
        ("true", Value::Boolean(true)),
        ("5", Value::Int64(5)),
        ("5.0", Value::Double(5.0)),
        ("18446744073709551615", Value::UInt64(u64::MAX)),
        ("\"x\"", Value::String("x".to_owned())),
        ("\"\"", Value::String(String::new())),
        ("\"2024-10-15T05:29:19\"", Value::DateTime("2024-10-15T05:29:19".parse().unwrap())),
        ("\"2024-10-15\"", Value::String("2024-10-15".to_owned())),
    ] {
        assert_eq!(json::read_value(text, &Type::Object).unwrap(), expected);
    }
    let text = r#"{"a":[1,null,"x",{"b":2.5}],"c":{},"d":[]}"#;
    assert_eq!(again(text, &Type::Object).unwrap(), text);
    let members = class("A", vec![Member::new("Any", Type::Object)]);
    assert_eq!(again(r#"{"Any":[{"x":1}]}"#, &members).unwrap(), r#"{"Any":[{"x":1}]}"#);
}

#[test]
fn bytes_may_have_a_mark() {
    assert_eq!(json::from_slice::<Vec<i32>>(b"\xef\xbb\xbf [1, 2]\n").unwrap(), [1, 2]);
    assert_eq!(json::from_slice::<i32>(b"\xff").unwrap_err().kind(), ErrorKind::Syntax);
}

#[test]
fn collection_and_dictionary_classes() {
    let list = define(Contract::collection("Names", "urn:test", STRING, Some("Name")));
    assert_eq!(again(r#"["a",null]"#, &list).unwrap(), r#"["a",null]"#);
    let map =
        define(Contract::dictionary("Prices", "urn:test", (STRING, DECIMAL), [None, Some("Name"), None]));
    assert_eq!(again(r#"{"tea":1.50,"coffee":2}"#, &map).unwrap(), r#"{"tea":1.50,"coffee":2.0}"#);
    let pair = Type::Pair(&(INT, STRING));
    assert_eq!(again(r#"{"value":"x","KEY":1}"#, &pair).unwrap(), r#"{"Key":1,"Value":"x"}"#);
}

#[test]
fn abstract_classes_need_a_type() {
    let shape = define(Contract::class("Shape", "urn:test").abstract_class());
    assert_eq!(refused("{}", &shape).kind(), ErrorKind::UnknownType);
    assert_eq!(again("null", &shape).unwrap(), "null");
}
