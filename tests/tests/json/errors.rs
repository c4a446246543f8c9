use super::*;
use datacontract::ErrorKind;
use datacontract::json::ReadOptions;

fn order() -> Type {
    let line = class(
        "Line",
        vec![
            Member::new("Sku", STRING),
            Member::new("Count", INT),
            Member::new("Price", DECIMAL),
            Member::new("Day", DATE),
        ],
    );
    class(
        "Order",
        vec![
            Member::new("Lines", Type::List(Box::leak(Box::new(line)))),
            Member::new("Notes", Type::Dictionary(&(STRING, INT))),
            Member::new("Days", Type::Dictionary(&(DATE, INT))),
            Member::new(
                "Line",
                class("Required", vec![Member::new("Sku", STRING), Member::new("Count", INT).required()]),
            ),
        ],
    )
}

/// What is no number at all is told the range of the member's type too, not that of the longest integer.
#[test]
fn errors_have_the_range_of_the_type() {
    for (member, range) in [
        (INT, "an integer from -2147483648 to 2147483647"),
        (Type::Primitive(Primitive::Byte), "an integer from 0 to 255"),
        (Type::Primitive(Primitive::UInt64), "an integer from 0 to 18446744073709551615"),
    ] {
        let ty = class("Line", vec![Member::new("Count", member)]);
        for text in [r#"{"Count": "many"}"#, r#"{"Count": "1.5e3"}"#] {
            let error = refused(text, &ty);
            assert!(error.to_string().contains(range), "{error}");
        }
    }
}

#[test]
fn errors_say_where() {
    let ty = order();
    for (text, kind, path, place) in [
        (
            "{\n  \"Lines\": [\n    {\"Count\": 1},\n    {\"Count\": \"é secret\"}\n  ]\n}",
            ErrorKind::Value,
            "/Order/Lines/1/Count",
            (4, 15),
        ),
        (r#"{"Lines":[{"Price":"secret"}]}"#, ErrorKind::Value, "/Order/Lines/0/Price", (1, 20)),
        (r#"{"Lines":[{"Price":  1e99 , "Count":1}]}"#, ErrorKind::Value, "/Order/Lines/0/Price", (1, 22)),
        (r#"{"Lines":[{"Price":"\u0073ecret"}]}"#, ErrorKind::Value, "/Order/Lines/0/Price", (1, 20)),
        (r#"{"Lines":[{"Day":"secret"}]}"#, ErrorKind::Value, "/Order/Lines/0/Day", (1, 18)),
        (r#"{"Lines":[{"Day":"\\\"secret\""}]}"#, ErrorKind::Value, "/Order/Lines/0/Day", (1, 18)),
        (r#"{"Lines":[5]}"#, ErrorKind::Value, "/Order/Lines/0", (1, 11)),
        (r#"{"Lines":{"secret":5}}"#, ErrorKind::Value, "/Order/Lines", (1, 10)),
        (r#"{"Notes":{"a":1,"secret":"secret"}}"#, ErrorKind::Value, "/Order/Notes/1", (1, 26)),
        (r#"{"Notes":{"a":1,"b":1.5 ,"secret":"secret"}}"#, ErrorKind::Value, "/Order/Notes/1", (1, 21)),
        (r#"{"Notes":{"a":1,"b": [ ] }}"#, ErrorKind::Value, "/Order/Notes/1", (1, 22)),
        (r#"{"Notes":{"a":1,"b":{}}}"#, ErrorKind::Value, "/Order/Notes/1", (1, 21)),
        (r#"{"Days":{ "secret" :1}}"#, ErrorKind::Value, "/Order/Days/0", (1, 11)),
        (r#"{"Line": {"Sku":"}]\"","Count":[1,{}]} }"#, ErrorKind::Value, "/Order/Line/Count", (1, 32)),
        (r#"{"Line": {"Sku":"}]\"","x":[1,{}]} }"#, ErrorKind::Missing, "/Order/Line", (1, 10)),
        (r#"{"Lines":[{"Count":null}]}"#, ErrorKind::Nil, "/Order/Lines/0/Count", (1, 20)),
    ] {
        let error = refused(text, &ty);
        assert_eq!((error.kind(), error.path().as_str()), (kind, path), "{text}");
        assert_eq!(error.line_column(), Some(place), "{text}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}

#[test]
fn syntax() {
    let ty = order();
    for (text, message, place) in [
        ("", "the document ends before the value does", (1, 1)),
        ("{\"Lines\"", "the document ends before the value does", (1, 8)),
        ("{\"Lines\" 5}", "`:` is expected behind a member's name", (1, 10)),
        ("{\"Lines\":[{} {}]}", "`,` or `]` is expected behind an item of an array", (1, 14)),
        ("{\"Lines\":[] \"x\"}", "`,` or `}` is expected behind a member", (1, 13)),
        ("{\"Lines\":[{},]}", "there is a comma behind the last item or member", (1, 14)),
        ("{secret:1}", "a member's name in double quotes is expected", (1, 2)),
        ("secret", "a value is expected", (1, 1)),
        ("{} secret", "there is something after the end of the document", (1, 4)),
        ("{\"x\":\"\\secret\"}", "the text has an escape that JSON does not know", (1, 8)),
        ("{\"x\":01}", "this is no number of JSON", (1, 7)),
        ("'secret'", "a value is expected", (1, 1)),
        ("{\"x\":nul}", "`true`, `false` or `null` is expected", (1, 9)),
        ("{\"Notes\":{\"a\":\"\n\"}}", "control characters have to be escaped in texts", (2, 1)),
        ("{\"Lines\":[{\"Sku\":\"\\ud800\"}]}", "", (0, 0)),
    ] {
        let error = refused(text, &ty);
        assert_eq!(error.kind(), ErrorKind::Syntax, "{text}");
        assert!(!error.to_string().contains("secret"), "{error}");
        if !message.is_empty() {
            assert_eq!((error.message(), error.line_column()), (message, Some(place)), "{text}");
        }
    }
}

#[test]
fn limits() {
    let mut options = ReadOptions::default();
    options.max_size = 5;
    let error = json::read_value_with("[1, 2]", &INTS, options).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);

    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(json::read_value(&nested(256), &Type::Object).is_ok());
    assert_eq!(refused(&nested(257), &Type::Object).kind(), ErrorKind::Limit);
    assert_eq!(refused(&nested(1_000_000), &Type::Object).kind(), ErrorKind::Limit);
    // What is passed over is not limited, and costs no stack.
    let ty = class("A", vec![]);
    assert!(json::read_value(&format!("{{\"x\":{}}}", nested(1_000_000)), &ty).is_ok());
}

/// In a test thread of 2 MiB, without optimisation.
#[test]
fn deep_objects_fit_on_the_stack() {
    let ty = chain();
    let nested = |depth: usize| "{\"Id\":1,\"Next\":".repeat(depth) + "null" + &"}".repeat(depth);
    let text = nested(256);
    assert_eq!(again(&text, &ty).unwrap(), text);
    assert_eq!(refused(&nested(257), &ty).kind(), ErrorKind::Limit);

    let mut deep = ReadOptions::default();
    deep.max_depth = 300;
    let value = json::read_value_with(&nested(257), &ty, deep).unwrap();
    let error = json::write_value(&value, &ty, &WriteOptions::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
}
