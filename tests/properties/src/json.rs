//! The JSON reader.

use crate::cases;
use datacontract::contract::{Serializer, Type};
use datacontract::dynamic::Value;
use datacontract::json::{self, ReadOptions, WriteOptions};
use datacontract::{Error, Notice};

fn read(text: &str, ty: &Type, strict: bool) -> Result<Value, Error> {
    let mut note = |_: &Notice<'_>| {};
    let mut options = ReadOptions::default();
    options.strict = strict;
    options.notices = Some(&mut note);
    json::read_value_with(text, ty, options)
}

/// - What is read is JSON.
/// - What is read strictly is read leniently.
/// - A hook for notices, and one for errors, change nothing.
/// - What is read, written and read again is the same.
pub(crate) fn check(data: &[u8]) {
    let Some((number, text)) = cases::split(data) else { return };
    let ty = cases::contract(number, Serializer::DataContractSerializer);
    let (lenient, strict) = (read(text, &ty, false), read(text, &ty, true));
    assert!(lenient.is_ok() || strict.is_err(), "strictly it is read, leniently not: {lenient:?}");
    let plain = json::read_value(text, &ty);
    assert_eq!(shown(&plain, &ty), shown(&lenient, &ty), "with a hook for notices");

    let mut errors = Vec::new();
    let mut collect = |error: Error| errors.push(error.to_string());
    let mut options = ReadOptions::default();
    options.errors = Some(&mut collect);
    let collected = json::read_value_with(text, &ty, options);
    match &plain {
        Ok(_) => {
            assert_eq!(shown(&collected, &ty), shown(&plain, &ty), "with a hook for errors");
            assert_eq!(errors, [""; 0]);
        }
        Err(error) => {
            // As in Web API, what follows the document is not looked at then.
            let is_behind = error.message().contains("something after the end");
            assert!(
                collected.is_err() || !errors.is_empty() || is_behind,
                "the hook was not told of {error}"
            );
        }
    }

    let Ok(value) = plain else { return };
    if let Err(error) = serde_json::from_str::<serde_json::Value>(text.trim_start_matches('\u{feff}')) {
        // Numbers that no double holds are read where the contract has a decimal, or skips them; so are halves of
        // surrogate pairs in texts that it skips.
        let wider = ["number out of range", "lone leading surrogate", "unexpected end of hex escape"];
        let is_wider = wider.iter().any(|what| error.to_string().contains(what));
        assert!(is_wider, "it is read, and is no JSON: {error}");
    }
    let Ok(written) = json::write_value(&value, &ty, &WriteOptions::default()) else { return };
    let again = match json::read_value(&written, &ty) {
        Ok(again) => again,
        Err(error) => panic!("what is written cannot be read: {error}: {written}"),
    };
    let again = json::write_value(&again, &ty, &WriteOptions::default());
    assert_eq!(again.ok(), Some(written), "what was written reads as something else");
}

fn shown(result: &Result<Value, Error>, ty: &Type) -> String {
    let written = result.as_ref().map(|value| json::write_value(value, ty, &WriteOptions::default()));
    format!("{written:?}")
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = vec![cases::join(50, r#"{"Nobody knows":"\ud83d, a half of a pair"}"#)];
    for number in 0..200 {
        let ty = cases::contract(number, Serializer::DataContractSerializer);
        for value in cases::values(number, Serializer::DataContractSerializer) {
            let mut options = WriteOptions::default();
            options.indented = number % 4 == 0;
            let written =
                json::write_value(&value, &ty, &options).ok().filter(|written| written.len() < 3000);
            seeds.extend(written.map(|written| cases::join(number, &written)));
        }
    }
    seeds
}
