//! Null, or nothing, where a Rust type has no null: it is kept, an honest default, or an error, and never an
//! invention.

use datacontract::json::{self, ReadOptions as JsonOptions};
use datacontract::xml::{self, ReadOptions as XmlOptions};
use datacontract::{DataContract, Dictionary, Error, ErrorKind, Field};
use std::collections::BTreeMap;
use std::fmt;

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Poly", rename_all = "PascalCase", abstract_class)]
struct Shape {
    id: i32,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Poly", rename_all = "PascalCase")]
struct Circle {
    #[contract(base)]
    base: Shape,
}

/// The only null that it could have is an invented circle.
#[derive(DataContract, Clone, Debug, PartialEq)]
#[contract(polymorphic(Shape))]
enum AnyShape {
    #[contract(default)]
    Circle(Circle),
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Poly", rename_all = "PascalCase")]
struct Plain {
    id: i32,
}

/// A class with one member.
macro_rules! hosts {
    ($($name:ident: $ty:ty,)*) => {$(
        #[derive(DataContract, Clone, Debug, Default, PartialEq)]
        #[contract(clr_namespace = "Poly", rename_all = "PascalCase")]
        struct $name {
            value: $ty,
        }
    )*};
}

hosts! {
    OneHost: AnyShape,
    MaybeHost: Option<AnyShape>,
    ListHost: Vec<AnyShape>,
    MaybeListHost: Vec<Option<AnyShape>>,
    DictionaryHost: Dictionary<String, AnyShape>,
    MapHost: BTreeMap<String, AnyShape>,
    IntsHost: Vec<i32>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Poly", rename_all = "PascalCase")]
struct Arrays {
    #[contract(array)]
    items: Vec<AnyShape>,
}

const XSI: &str = "xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"";

/// What is read of a text, with and without `strict` and `require`.
fn read<T: Field + Default>(text: &str) -> Vec<Result<T, Error>> {
    let mut results = Vec::new();
    for (strict, require) in [(false, true), (true, true), (false, false)] {
        results.push(if text.starts_with('<') {
            let mut options = XmlOptions::default();
            (options.strict, options.require) = (strict, require);
            xml::from_str_with(text, options)
        } else {
            let mut options = JsonOptions::default();
            (options.strict, options.require) = (strict, require);
            json::from_str_with(text, options)
        });
    }
    results
}

/// Nobody reads it, and the error says where it is, and what the way out is.
#[track_caller]
fn refused<T: Field + Default + fmt::Debug>(text: &str, kind: ErrorKind, path: &str) {
    for result in read::<T>(text) {
        let error = result.expect_err(text);
        assert_eq!((error.kind(), error.path().as_str()), (kind, path), "{text}: {error}");
        assert!(error.message().contains("`Option` gives it one"), "{text}: {error}");
    }
}

/// The document that is written for a value, with null in the place of the circle.
fn with_null<T: Field>(value: &T) -> [String; 2] {
    let text = xml::to_string(value).expect("it is written");
    let start = text.find("<Circle").or_else(|| {
        // The element whose type is a circle.
        let at = text.find("i:type=\"")?;
        text[..at].rfind('<')
    });
    let start = start.expect("there is a circle");
    let name_end = start + text[start..].find([' ', '>']).expect("a tag");
    let name = &text[start + 1..name_end];
    let close = format!("</{name}>");
    let end = start + text[start..].find(&close).expect("an end") + close.len();
    let xml = format!("{}<{name} i:nil=\"true\" />{}", &text[..start], &text[end..]);
    let json = json::to_string(value).expect("it is written");
    [
        xml.replacen('>', &format!(" {XSI}>"), usize::from(!xml.contains(XSI))),
        json.replace("{\"Id\":7}", "null"),
    ]
}

fn circle() -> AnyShape {
    AnyShape::Circle(Circle { base: Shape { id: 7 } })
}

#[test]
fn null_in_a_list_of_an_abstract_class_is_an_error() {
    let [xml, json] = with_null(&ListHost { value: vec![circle()] });
    refused::<ListHost>(&xml, ErrorKind::Nil, "/ListHost/Value/Shape");
    refused::<ListHost>(&json, ErrorKind::Nil, "/ListHost/Value/0");
    let [xml, json] = with_null(&Arrays { items: vec![circle(), circle()] });
    refused::<Arrays>(&xml, ErrorKind::Nil, "/Arrays/Items/Shape");
    refused::<Arrays>(&json, ErrorKind::Nil, "/Arrays/Items/0");
}

#[test]
fn null_in_a_dictionary_is_an_error() {
    let [xml, json] = with_null(&MapHost { value: [("a".to_owned(), circle())].into() });
    refused::<MapHost>(&xml, ErrorKind::Nil, "/MapHost/Value/KeyValueOfstringShapeeXxNr2dQ/Value");
    refused::<MapHost>(&json, ErrorKind::Nil, "/MapHost/Value/0");
    let [xml, json] = [xml, json].map(|text| text.replace("MapHost", "DictionaryHost"));
    refused::<DictionaryHost>(&json, ErrorKind::Nil, "/DictionaryHost/Value/0");
    refused::<DictionaryHost>(
        &xml,
        ErrorKind::Nil,
        "/DictionaryHost/Value/KeyValueOfstringShapeeXxNr2dQ/Value",
    );
}

#[test]
fn null_or_nothing_for_a_member_is_an_error() {
    let [xml, json] = with_null(&OneHost { value: circle() });
    refused::<OneHost>(&xml, ErrorKind::Nil, "/OneHost/Value");
    refused::<OneHost>(&json, ErrorKind::Nil, "/OneHost/Value");
    let nothing = "<OneHost xmlns=\"http://schemas.datacontract.org/2004/07/Poly\"";
    refused::<OneHost>(&format!("{nothing}></OneHost>"), ErrorKind::Missing, "/OneHost");
    refused::<OneHost>(&format!("{nothing} />"), ErrorKind::Missing, "/OneHost");
    refused::<OneHost>("{}", ErrorKind::Missing, "/OneHost");
}

#[test]
fn null_as_the_root_is_an_error() {
    let xml =
        format!("<Shape i:nil=\"true\" {XSI} xmlns=\"http://schemas.datacontract.org/2004/07/Poly\" />");
    refused::<AnyShape>(&xml, ErrorKind::Nil, "/Shape");
    refused::<AnyShape>("null", ErrorKind::Nil, "/Shape");
}

#[test]
fn null_is_kept_where_there_is_an_option() {
    let [xml, json] = with_null(&MaybeListHost { value: vec![Some(circle())] });
    for text in [xml, json] {
        for result in read::<MaybeListHost>(&text) {
            assert_eq!(result.expect(&text).value, [None]);
        }
    }
    for result in read::<MaybeHost>("{}") {
        assert_eq!(result.expect("it may be missing").value, None);
    }
}

/// A client goes on where a service sends null for an object, and gets a notice; everybody else is refused.
#[test]
fn null_for_an_object_of_a_concrete_class_is_an_error_or_told() {
    let list = format!(
        "<ArrayOfPlain {XSI} xmlns=\"http://schemas.datacontract.org/2004/07/Poly\"><Plain i:nil=\"true\" /></ArrayOfPlain>"
    );
    for text in [list.as_str(), "[null]"] {
        let [usual, strict, lax] = <[_; 3]>::try_from(read::<Vec<Plain>>(text)).expect("three");
        assert_eq!(usual.expect_err(text).kind(), ErrorKind::Nil);
        assert_eq!(strict.expect_err(text).kind(), ErrorKind::Nil);
        assert_eq!(lax.expect(text), [Plain::default()]);
    }
    let mut notices = Vec::new();
    let mut notify = |notice: &datacontract::Notice<'_>| notices.push(notice.to_string());
    let mut options = JsonOptions::default();
    options.require = false;
    options.notices = Some(&mut notify);
    json::from_str_with::<Vec<Plain>>("[null]", options).expect("there is a notice");
    assert_eq!(notices, ["`/ArrayOfPlain/0` is null, but its type has no null"]);
}

/// A value without a Rust type keeps its nulls; what is made of it does not invent either.
#[test]
fn null_of_a_dynamic_value_is_an_error_as_well() {
    let [xml, _] = with_null(&ListHost { value: vec![circle()] });
    let value = xml::read_value(&xml, &ListHost::TYPE).expect("null is kept");
    let error = datacontract::dynamic::from_value::<ListHost>(&value).expect_err("null");
    assert_eq!(error.kind(), ErrorKind::Nil);
    let value = xml::read_value(&xml.replace("ListHost", "MaybeListHost"), &MaybeListHost::TYPE)
        .expect("null is kept");
    assert_eq!(
        datacontract::dynamic::from_value::<MaybeListHost>(&value).expect("it has a null").value,
        [None]
    );
}

#[test]
fn an_empty_text_and_an_empty_list_stand_for_null() {
    for result in read::<Vec<String>>("[null]") {
        assert_eq!(result.expect("a text"), [""]);
    }
    for result in read::<IntsHost>("{\"Value\":null}") {
        assert_eq!(result.expect("a list").value, [0; 0]);
    }
}
