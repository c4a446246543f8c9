//! Nothing panics, and what was written is read.

use super::*;
use datacontract::contract::Naming;
use proptest::prelude::*;
use std::sync::LazyLock;

static TYPES: LazyLock<Vec<Type>> = LazyLock::new(|| {
    let members = Primitive::ALL
        .into_iter()
        .map(|primitive| Member::new(primitive.contract_name(), Type::Primitive(primitive)))
        .chain([
            Member::new("Maybe", Type::Nullable(&DECIMAL)),
            Member::new("Map", Type::Dictionary(&(INT, STRING))),
            Member::new("List", Type::List(&DECIMAL)),
            Member::new("Any", Type::Object),
            Member::new("Next", chain()),
            Member::new("Color", color(EnumContract::new(COLORS))),
            Member::new("Perm", color(EnumContract::new(PERMS).flags().json_text())),
        ])
        .collect();
    let everything = define(
        Contract::class("Everything", "urn:test")
            .json_naming(Naming::CamelCase)
            .members(ContractSet::keep(members)),
    );
    let mut types: Vec<Type> = Primitive::ALL.into_iter().map(Type::Primitive).collect();
    types.extend([Type::Object, INTS, everything, Type::Pair(&(INT, DECIMAL)), Type::List(&STRING)]);
    types.push(Type::Dictionary(&(DATE, Type::Object)));
    types
});

fn json_text() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>()
            .prop_filter("JSON has finite numbers", |number| number.is_finite())
            .prop_map(|number| number.to_string()),
        "[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?",
        "\\PC{0,8}".prop_map(|text| serde_json::to_string(&text).unwrap()),
        Just("\"2024-10-15T05:29:19Z\"".to_owned()),
        Just("\"\"".to_owned()),
    ];
    let name = prop_oneof![
        "[a-zA-Z0-9$]{0,4}",
        Just("any".to_owned()),
        Just("next".to_owned()),
        Just("Map".to_owned()),
        Just("decimal".to_owned())
    ];
    leaf.prop_recursive(4, 32, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec((name.clone(), inner), 0..5).prop_map(|members| {
                let members: Vec<String> =
                    members.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn json_never_panics(text in json_text()) {
        for ty in TYPES.iter() {
            if let Ok(value) = json::read_value(&text, ty)
                && let Ok(written) = json::write_value(&value, ty, &WriteOptions::default())
            {
                // What we wrote is read, and is then the same for good.
                let again = again(&written, ty).unwrap_or_else(|error| panic!("{written}: {error:?}"));
                prop_assert_eq!(again, written);
            }
        }
    }

    #[test]
    fn mutated_json_never_panics(text in json_text(), at in any::<prop::sample::Index>(), with in "\\PC?|[\\[\\]{},:\"\\\\0-9]") {
        let mut characters: Vec<char> = text.chars().collect();
        let place = at.index(characters.len());
        characters.splice(place..=place, with.chars());
        let mutated: String = characters.into_iter().collect();
        for ty in TYPES.iter() {
            let _ = json::read_value(&mutated, ty);
        }
    }

    #[test]
    fn bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let _ = json::from_slice::<Value>(&bytes);
        let _ = json::from_slice::<Vec<f64>>(&bytes);
    }

    #[test]
    fn doubles_and_texts_survive(number in any::<f64>(), text in any::<String>()) {
        let written = json::to_string(&number).unwrap();
        let read = json::from_str::<f64>(&written).unwrap();
        prop_assert!(read.to_bits() == number.to_bits() || number.is_nan());
        let written = json::to_string(&text).unwrap();
        prop_assert_eq!(json::from_str::<String>(&written).unwrap(), text);
    }
}
