//! The form of `XmlSerializer` takes linear time: what a quadratic algorithm would not finish is read and written.

use datacontract::contract::Serializer;
use datacontract::xml::{self, ReadOptions, WriteOptions};
use datacontract::{DataContract, Field};
use std::fmt::Write as _;

const MANY: usize = 100_000;

fn write<T: Field>(value: &T) -> String {
    let mut options = WriteOptions::default();
    options.serializer = Serializer::XmlSerializer;
    xml::to_string_with(value, &options).expect("it can be written")
}

/// Reads a document in both modes; they read the same.
fn read<T: Field + Default + PartialEq + std::fmt::Debug>(text: &str) -> T {
    let [lenient, strict] = [false, true].map(|strict| {
        let mut options = ReadOptions::default();
        (options.serializer, options.strict, options.max_size) =
            (Serializer::XmlSerializer, strict, usize::MAX);
        xml::from_str_with::<T>(text, options).expect("it can be read")
    });
    assert!(lenient == strict);
    lenient
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
struct Shape {
    name: String,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase", xml(type(namespace = "urn:circles")))]
struct Circle {
    #[contract(base)]
    shape: Shape,
    #[contract(xml(attribute(namespace = "urn:sizes")))]
    radius: i32,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
struct Lists {
    #[contract(xml(element = "Flat"))]
    flat: Vec<i32>,
    #[contract(xml(element = "Other"))]
    other: Vec<String>,
    wrapped: Vec<i32>,
    circles: Vec<Circle>,
    last: i32,
}

#[test]
fn many_items_with_declarations_of_their_own() {
    let shape = Shape { name: "a".to_owned() };
    let circles = vec![Circle { shape, radius: 1 }; MANY];
    let value = Lists { flat: vec![1; MANY], other: vec![String::new(); MANY], circles, ..Lists::default() };
    let text = write(&value);
    assert!(read::<Lists>(&text) == value);
}

/// Of a list whose items stand apart each counts.
#[test]
fn lists_in_pieces() {
    let mut text = String::from("<Lists>");
    for number in 0..MANY {
        let _ = write!(
            text,
            "<Flat>{number}</Flat><Wrapped><int>1</int></Wrapped><Other /><Last>{number}</Last>"
        );
    }
    text.push_str("</Lists>");
    let found = read::<Lists>(&text);
    assert_eq!((found.flat.len(), found.wrapped.len(), found.other.len()), (MANY, MANY, MANY));
    // Of a simple member the first one counts.
    assert_eq!(found.last, 0);
}

#[test]
fn much_that_is_unknown() {
    let mut text = String::from("<Lists");
    // No more are taken in one tag.
    for number in 0..256 {
        let _ = write!(text, " a{number}='1'");
    }
    text.push('>');
    for number in 0..MANY {
        let _ = write!(text, "<Unknown{number} xmlns='urn:{number}'><Flat>1</Flat></Unknown{number}>");
    }
    text.push_str("<Last>7</Last></Lists>");
    assert_eq!(read::<Lists>(&text).last, 7);
}

#[test]
fn one_text_in_many_pieces() {
    let mut text = String::from("<string>");
    for _ in 0..MANY {
        text.push_str("a&amp;<![CDATA[b]]>");
    }
    text.push_str("</string>");
    assert_eq!(read::<String>(&text).len(), 3 * MANY);
}
