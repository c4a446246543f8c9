use super::*;
use datacontract::ErrorKind;
use datacontract::clr::{Bytes, Char, Decimal, Guid, TimeSpan};
use datacontract::contract::{JsonSettings, Naming, NullValueHandling};
use datacontract::dynamic::{DynamicEnum, DynamicList, DynamicMap, DynamicShared};

fn read(text: &str, ty: &Type) -> Value {
    json::read_value(text, ty).unwrap()
}

fn plain<T: datacontract::Field>(value: &T) -> String {
    json::to_string(value).unwrap()
}

#[test]
fn texts_are_escaped_as_json_net_does() {
    let text = "\"\\/<>&'\u{8}\u{c}\n\r\t\0\u{1f}\u{7f}\u{85}\u{2028}\u{2029}\u{200b}é’🙂";
    let expected = r#""\"\\/<>&'\b\f\n\r\t\u0000\u001f"#.to_owned()
        + "\u{7f}"
        + r"\u0085\u2028\u2029"
        + "\u{200b}é’🙂\"";
    assert_eq!(plain(&text.to_owned()), expected);
    assert_eq!(json::from_str::<String>(&expected).unwrap(), text);
}

#[test]
fn names_and_keys_are_escaped_too() {
    let ty = class("A", vec![Member::new("x", INT).json_name("a\"\u{2028}b")]);
    assert_eq!(again(r#"{"a\"\u2028b":1}"#, &ty).unwrap(), r#"{"a\"\u2028b":1}"#);
}

#[test]
fn numbers_have_a_point() {
    for (value, expected) in [
        (4.0, "4.0"),
        (-0.0, "-0.0"),
        (0.1, "0.1"),
        (1e300, "1E+300"),
        (1e-7, "1E-07"),
        (123_456_789.125, "123456789.125"),
        (f64::NAN, r#""NaN""#),
        (f64::INFINITY, r#""Infinity""#),
        (f64::NEG_INFINITY, r#""-Infinity""#),
    ] {
        assert_eq!(plain(&value), expected);
        assert_eq!(json::from_str::<f64>(expected).unwrap().to_bits(), value.to_bits(), "{expected}");
    }
    assert_eq!(plain(&1.1_f32), "1.1");
    assert_eq!(plain(&f32::NEG_INFINITY), r#""-Infinity""#);
    for text in ["8.0", "8.00", "-0.10", "79228162514264337593543950335.0", "0.0000001"] {
        assert_eq!(again(text, &DECIMAL).unwrap(), text);
    }
    assert_eq!(plain(&Decimal::from(8)), "8.0");
    assert_eq!(plain(&u64::MAX), "18446744073709551615");
    assert_eq!(plain(&i64::MIN), "-9223372036854775808");
}

#[test]
fn other_values_are_texts() {
    assert_eq!(plain(&Char::new(0x416)), "\"Ж\"");
    assert_eq!(plain(&Bytes(vec![1, 2, 3, 250])), r#""AQID+g==""#);
    assert_eq!(plain(&TimeSpan::from_ticks(-37_230_000_000)), r#""-01:02:03""#);
    assert_eq!(plain(&Guid::default()), r#""00000000-0000-0000-0000-000000000000""#);
    let error = json::to_string(&Char::new(0xd800)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unrepresentable);
}

#[test]
fn indented_as_json_net() {
    let ty = class(
        "A",
        vec![Member::new("Ints", INTS), Member::new("None", INTS), Member::new("Any", Type::Object)],
    );
    let value = read(r#"{"Ints":[1,2],"None":[],"Any":{}}"#, &ty);
    let mut options = WriteOptions::default();
    options.indented = true;
    let text = json::write_value(&value, &ty, &options).unwrap();
    assert_eq!(text, "{\n  \"Ints\": [\n    1,\n    2\n  ],\n  \"None\": [],\n  \"Any\": {}\n}");
}

#[test]
fn derived_members_come_first_and_order_counts() {
    let base = class("Base", vec![Member::new("Code", INT), Member::new("Early", INT).json_order(-2)]);
    let members = vec![Member::new("Late", INT).order(1), Member::new("Own", INT)];
    let ty = define(Contract::class("A", "urn:test").base(base_of(base)).members(ContractSet::keep(members)));
    assert_eq!(again("{}", &ty).unwrap(), r#"{"Early":0,"Own":0,"Code":0,"Late":0}"#);
}

#[test]
fn members_of_one_format_only() {
    let ty = class(
        "A",
        vec![
            Member::new("Both", INT),
            Member::new("Json", INT).json_only(),
            Member::new("Xml", INT).xml_only(),
        ],
    );
    assert_eq!(again(r#"{"Xml":1,"Json":2,"Both":3}"#, &ty).unwrap(), r#"{"Both":3,"Json":2}"#);
}

#[test]
fn nulls_and_defaults_are_left_out() {
    let members = vec![
        Member::new("Null", STRING),
        Member::new("Unsure", STRING).skip_nil(),
        Member::new("Zero", INT).skip_default(),
        Member::new("Nullable", Type::Nullable(&INT)).skip_default(),
        Member::new("NullableZero", Type::Nullable(&INT)).skip_default(),
        Member::new("Date", DATE).skip_default(),
        Member::new("Empty", STRING).skip_default(),
        // XML would refuse it; Json.NET leaves it out.
        Member::new("Required", INT).skip_default().required(),
    ];
    let ty = class("A", members);
    let text = r#"{"NullableZero":0,"Empty":"","Required":0}"#;
    assert_eq!(again(text, &ty).unwrap(), r#"{"Null":null,"NullableZero":0,"Empty":""}"#);

    let mut options = WriteOptions::default();
    options.settings = Some(JsonSettings::new().nulls(NullValueHandling::Ignore));
    let value = read(text, &ty);
    assert_eq!(json::write_value(&value, &ty, &options).unwrap(), r#"{"NullableZero":0,"Empty":""}"#);
    // Nulls in collections are no members.
    let list = Type::List(&STRING);
    assert_eq!(json::write_value(&read("[null]", &list), &list, &options).unwrap(), "[null]");
}

#[test]
fn enums_are_numbers_or_names() {
    let number = color(EnumContract::new(COLORS));
    let name = color(EnumContract::new(COLORS).json_text());
    let flags = color(EnumContract::new(PERMS).json_text().flags());
    for (ty, value, expected) in [
        (number, 3, "3"),
        (number, 7, "7"),
        (name, 3, "\"Green\""),
        (name, 7, "7"),
        (flags, 3, "\"All\""),
        (flags, 0, "0"),
        (flags, 8, "8"),
    ] {
        assert_eq!(write(&Value::Enum(DynamicEnum::with_number(ty, value)), &ty), expected);
    }
    let big = color(EnumContract::new(&[]).underlying(Primitive::UInt64));
    assert_eq!(again("18446744073709551615", &big).unwrap(), "18446744073709551615");
    // A name that the contract does not have is kept.
    assert_eq!(again("\"Violet\"", &number).unwrap(), "\"Violet\"");
}

#[test]
fn keys_are_texts() {
    let color = color(EnumContract::new(COLORS));
    let object = [
        (Value::Boolean(true), "True"),
        (Value::Int32(-5), "-5"),
        (Value::UInt64(u64::MAX), "18446744073709551615"),
        (Value::Double(4.0), "4"),
        (Value::Double(f64::INFINITY), "Infinity"),
        (Value::Decimal("8.00".parse().unwrap()), "8.00"),
        (Value::DateTime("2024-10-15T05:29:19Z".parse().unwrap()), "2024-10-15T05:29:19Z"),
        (Value::Guid(Guid::default()), "00000000-0000-0000-0000-000000000000"),
        (Value::TimeSpan(TimeSpan::from_ticks(10_000_000)), "00:00:01"),
        (Value::Char(Char::new(0x41)), "A"),
        (Value::Enum(DynamicEnum::with_number(color, 4)), "Blue"),
        (Value::Enum(DynamicEnum::with_number(color, 7)), "7"),
    ];
    for (key, expected) in object {
        // Declared as what it is, and as `object`.
        for key_type in [key.ty().unwrap(), Type::Object] {
            let ty = Type::Dictionary(Box::leak(Box::new((key_type, INT))));
            let mut map = DynamicMap::new(ty);
            map.entries.push((key.clone(), Value::Int32(1)));
            let value = Value::Map(Box::new(map));
            let text = write(&value, &ty);
            assert_eq!(text, format!("{{\"{expected}\":1}}"));
            if !matches!(key_type, Type::Object) {
                assert_eq!(read(&text, &ty), value);
            }
        }
    }
    let ty = Type::Dictionary(&(INTS, INT));
    let mut map = DynamicMap::new(ty);
    map.entries.push((Value::List(Box::new(DynamicList::new(INTS))), Value::Int32(1)));
    let error = json::write_value(&Value::Map(Box::new(map)), &ty, &WriteOptions::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unrepresentable);
}

/// Keys and the members of pairs follow the formatter's naming, wherever they are.
#[test]
fn camel_case_reaches_library_types() {
    let ty = define(Contract::class("A", "urn:test").json_naming(Naming::CamelCase).members(
        ContractSet::keep(vec![
            Member::new("FirstName", STRING),
            Member::new("Counts", Type::Dictionary(&(STRING, INT))),
            Member::new("Pairs", Type::List(&Type::Pair(&(STRING, INT)))),
        ]),
    ));
    let text = r#"{"firstName":null,"counts":{"ID":1,"Two Words":2},"pairs":[{"Key":"X","Value":1}]}"#;
    let expected = r#"{"firstName":null,"counts":{"id":1,"two Words":2},"pairs":[{"key":"X","value":1}]}"#;
    assert_eq!(again(text, &ty).unwrap(), expected);

    let mut options = WriteOptions::default();
    options.settings = Some(JsonSettings::new().naming(Naming::CamelCase));
    let root = Type::Dictionary(&(STRING, INT));
    assert_eq!(json::write_value(&read(r#"{"ID":1}"#, &root), &root, &options).unwrap(), r#"{"id":1}"#);
}

#[test]
fn actual_types_are_not_named() {
    let shape = class("Shape", vec![Member::new("Name", STRING)]);
    let circle = define(
        Contract::class("Circle", "urn:test")
            .base(base_of(shape))
            .members(ContractSet::keep(vec![Member::new("Radius", DOUBLE)])),
    );
    let ty = class("Drawing", vec![Member::new("First", shape), Member::new("Any", Type::Object)]);
    let mut drawing = read("{}", &ty);
    let round = read(r#"{"Radius":1.5,"Name":"c"}"#, &circle);
    if let Value::Object(object) = &mut drawing {
        *object.get_mut("First").unwrap() = round.clone();
        *object.get_mut("Any").unwrap() = round;
    }
    let expected = r#"{"First":{"Radius":1.5,"Name":"c"},"Any":{"Radius":1.5,"Name":"c"}}"#;
    assert_eq!(write(&drawing, &ty), expected);
}

#[test]
fn objects_without_a_type() {
    for (value, expected) in [
        (Value::Null, "null"),
        (Value::Empty, "{}"),
        (Value::Int32(5), "5"),
        (Value::Double(5.0), "5.0"),
        (Value::String("x".to_owned()), "\"x\""),
        (Value::Bytes(Bytes(vec![1])), "\"AQ==\""),
    ] {
        assert_eq!(write(&value, &Type::Object), expected);
    }
}

#[test]
fn what_is_not_of_the_type_is_refused() {
    for (value, ty) in [
        (Value::String("secret".to_owned()), INT),
        (Value::Null, INT),
        (Value::Int32(1), STRING),
        (Value::Int32(1), INTS),
        (Value::Int32(1), class("A", vec![])),
    ] {
        let error = json::write_value(&value, &ty, &WriteOptions::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unrepresentable);
        assert!(!error.to_string().contains("secret"));
    }
    let ty = class(
        "A",
        vec![Member::new("Items", Type::List(Box::leak(Box::new(class("B", vec![Member::new("C", INT)])))))],
    );
    let mut value = read(r#"{"Items":[{"C":1},{"C":2}]}"#, &ty);
    if let Value::Object(object) = &mut value
        && let Some(Value::List(items)) = object.get_mut("Items")
        && let Value::Object(second) = &mut items.items[1]
    {
        second.values_mut()[0] = Value::Null;
    }
    let error = json::write_value(&value, &ty, &WriteOptions::default()).unwrap_err();
    assert_eq!(error.path(), "/A/Items/1/C");
}

fn employee() -> (Type, Type) {
    let badge = define(
        Contract::class("Badge", "urn:test")
            .reference()
            .members(ContractSet::keep(vec![Member::new("Number", INT)])),
    );
    let members = vec![Member::new("Badge", badge), Member::new("Spare", badge)];
    (define(Contract::class("Employee", "urn:test").reference().members(ContractSet::keep(members))), badge)
}

#[test]
fn identity_is_kept() {
    let (employee, badge) = employee();
    let text = r#"{"$id":"1","Badge":{"$id":"2","Number":7},"Spare":{"$ref":"2"}}"#;
    let value = read(text, &employee);
    let Value::Shared(shared) = &value else { panic!("an object with identity") };
    let same = shared.pointer().with(|node| {
        let Value::Object(object) = node.value() else { return false };
        let (Some(Value::Shared(a)), Some(Value::Shared(b))) = (object.get("Badge"), object.get("Spare"))
        else {
            return false;
        };
        datacontract::Shared::same(a.pointer(), b.pointer())
    });
    assert_eq!(same, Some(true));
    assert_eq!(write(&value, &employee), text);
    // Without marks each one is an object of its own.
    let marked = r#"{"$id":"1","Badge":{"$id":"2","Number":1},"Spare":{"$id":"3","Number":2}}"#;
    assert_eq!(again(r#"{"Badge":{"Number":1},"Spare":{"Number":2}}"#, &employee).unwrap(), marked);
    assert_eq!(write(&Value::Shared(DynamicShared::new(badge)), &badge), r#"{"$id":"1","Number":0}"#);
    assert_eq!(super::refused(r#"{"Spare":{"$ref":"secret"}}"#, &employee).kind(), ErrorKind::Reference);
    assert_eq!(super::refused(r#"{"$id":"1","Spare":{"$ref":"1"}}"#, &employee).kind(), ErrorKind::Reference);
}

#[test]
fn cycles_end() {
    let mut set = ContractSet::new();
    let node = set.declare();
    let members = vec![
        Member::new("Id", INT),
        Member::new("Parent", Type::Contract(node)),
        Member::new("Child", Type::Contract(node)),
    ];
    set.define(node, Contract::class("Node", "urn:test").reference().members(ContractSet::keep(members)));
    let text =
        r#"{"$id":"1","Id":1,"Parent":null,"Child":{"$id":"2","Id":2,"Parent":{"$ref":"1"},"Child":null}}"#;
    assert_eq!(again(text, &Type::Contract(node)).unwrap(), text);
}
