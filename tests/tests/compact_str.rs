//! Members of `compact_str`'s type, beside the same of `String`.

use compact_str::CompactString;
use datacontract::{DataContract, ErrorKind, json, xml};

/// What is said of one type holds for the other.
macro_rules! person {
    ($module:ident, $text:ty) => {
        mod $module {
            use super::*;

            #[derive(DataContract, Clone, Debug, Default, PartialEq)]
            #[contract(namespace = "http://example.com/")]
            pub(super) struct Person {
                pub(super) name: $text,
                pub(super) note: Option<$text>,
                pub(super) others: Vec<$text>,
            }
        }
    };
}

person!(compact, CompactString);
person!(owned, String);

#[test]
fn short_and_long_texts_are_what_strings_are() {
    for text in ["", "a", "Åsa & Ж", "a text of exactly 24 byte", &"long ".repeat(40)] {
        for note in [None, Some(text)] {
            let compact = compact::Person {
                name: text.into(),
                note: note.map(CompactString::from),
                others: vec!["b".into(), text.into()],
            };
            let owned = owned::Person {
                name: text.into(),
                note: note.map(String::from),
                others: vec!["b".into(), text.into()],
            };
            let xml = xml::to_string(&owned).unwrap();
            assert_eq!(xml::to_string(&compact).unwrap(), xml);
            assert_eq!(xml::from_str::<compact::Person>(&xml).unwrap(), compact);
            let json = json::to_string(&owned).unwrap();
            assert_eq!(json::to_string(&compact).unwrap(), json);
            assert_eq!(json::from_str::<compact::Person>(&json).unwrap(), compact);
        }
    }
}

#[test]
fn what_is_no_text_is_refused_as_for_strings() {
    let xml = r#"<Person xmlns="http://example.com/"><name><b/></name></Person>"#;
    let error = xml::from_str::<owned::Person>(xml).unwrap_err();
    assert_eq!(xml::from_str::<compact::Person>(xml).unwrap_err().to_string(), error.to_string());
    let json = r#"{"name": {}}"#;
    let error = json::from_str::<owned::Person>(json).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Value);
    assert_eq!(json::from_str::<compact::Person>(json).unwrap_err().to_string(), error.to_string());
    for json in [r#"{"name": 5, "note": true}"#, r#"{"name": null}"#, r#"{"name": 1.50}"#] {
        let owned = json::from_str::<owned::Person>(json).map(|person| (person.name, person.note));
        let compact = json::from_str::<compact::Person>(json)
            .map(|person| (person.name.to_string(), person.note.map(|note| note.to_string())));
        assert_eq!(format!("{compact:?}"), format!("{owned:?}"), "{json}");
    }
}
