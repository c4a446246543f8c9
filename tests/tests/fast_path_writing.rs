//! The fast path writes as the slow path does: the same document, the same error.

use datacontract::__private::slow_path;
use datacontract::contract::Type;
use datacontract::dynamic::Value;
use datacontract::json;
use datacontract::xml::{self, LineEnd, WriteOptions};
use datacontract_tests::arbitrary::{self, Choices, FORMS};
use proptest::prelude::*;

/// The document, or the whole of the error.
fn outcome(result: datacontract::Result<String>) -> Result<String, String> {
    result.map_err(|error| format!("{:?} at {}: {}", error.kind(), error.path(), error.message()))
}

fn check(value: &Value, ty: &Type, options: &WriteOptions<'_>) -> Result<bool, TestCaseError> {
    let fast = outcome(xml::write_value(value, ty, options));
    let slow = outcome(slow_path::write_value(value, ty, options));
    let is_ok = fast.is_ok();
    prop_assert_eq!(fast, slow, "at most {} deep", options.max_depth);
    Ok(is_ok)
}

/// Puts something elsewhere into a value: null, a value of another type, a text with all that has to be
/// escaped.
fn change(value: &mut Value, choices: &mut Choices) {
    match value {
        Value::Object(object) if !object.values().is_empty() && !choices.once_in(8) => {
            let place = choices.below(object.values().len());
            change(&mut object.values_mut()[place], choices);
        }
        Value::List(list) if !list.items.is_empty() && !choices.once_in(8) => {
            let place = choices.below(list.items.len());
            change(&mut list.items[place], choices);
        }
        value => {
            let others = [
                Value::Null,
                Value::Empty,
                Value::Int32(0),
                Value::Int64(i64::MIN),
                Value::UInt64(u64::MAX),
                Value::Boolean(true),
                Value::from(String::new()),
                Value::from("<a>\r\n&\u{1}\u{fffe}\u{ff01}, a text of some length \u{ffff}\r".to_owned()),
            ];
            *value = choices.one_of(&others).clone();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ready_made_tags_are_those_of_the_rules(seed: u64) {
        for serializer in FORMS {
            let mut choices = Choices::new(seed);
            let ty = arbitrary::contracts_for(&mut choices, serializer);
            let mut value = arbitrary::value(&mut choices, &ty, 4);
            for _ in 0..4 {
                let mut options = WriteOptions::default();
                options.serializer = serializer;
                if choices.once_in(2) {
                    options.line_end = LineEnd::CrLf;
                }
                check(&value, &ty, &options)?;
                // Every depth at which something may be too deep.
                for max_depth in 0..16 {
                    options.max_depth = max_depth;
                    if check(&value, &ty, &options)? {
                        break;
                    }
                }
                change(&mut value, &mut choices);
            }
        }
    }

    #[test]
    fn shared_objects_are_written_the_same_way(seed: u64) {
        let (ty, value) = arbitrary::graph(&mut Choices::new(seed));
        check(&value, &ty, &WriteOptions::default())?;
    }
}

#[test]
fn after_an_error_a_buffer_is_as_before() {
    let mut buffer = b"before".to_vec();

    let mut options = WriteOptions::default();
    options.max_depth = 1;
    xml::append_to_vec_with(&vec![1], &options, &mut buffer).expect_err("the item is too deep");
    assert_eq!(buffer, b"before");

    let mut options = json::WriteOptions::default();
    options.max_depth = 1;
    json::append_to_vec_with(&vec![vec![1]], &options, &mut buffer).expect_err("the inner list is too deep");
    assert_eq!(buffer, b"before");
}
