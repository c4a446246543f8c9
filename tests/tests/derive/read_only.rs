//! `ReadOnlyCollection` and `ReadOnlyDictionary`: classes in XML, what they wrap in JSON.

use super::is_written_as;
use datacontract::dynamic::{from_value, to_value};
use datacontract::{
    DataContract, Dictionary, ErrorKind, ReadOnly, ReadOnlyCollection, ReadOnlyDictionary, Secret, json, xml,
};
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Acme", rename_all = "PascalCase")]
struct Foo {
    a: i32,
    b: Option<String>,
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Acme", rename_all = "PascalCase")]
struct Bag {
    ids: Option<ReadOnlyCollection<i32>>,
    map: Option<ReadOnlyDictionary<String, i32>>,
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Acme", rename_all = "PascalCase")]
struct Node {
    a: i32,
    children: Option<ReadOnlyCollection<Option<Node>>>,
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Acme", rename_all = "PascalCase", json_naming = "camelCase")]
struct Camel {
    by_name: ReadOnlyDictionary<String, Foo>,
    keys: Secret<ReadOnlyCollection<String>>,
}

fn foo() -> Foo {
    Foo { a: 1, b: Some("b".to_owned()) }
}

/// The XML that .NET writes in this case of `read_only_writing.json`.
#[track_caller]
fn vector(id: &str) -> String {
    let text = include_str!("../../vectors/read_only_writing.json");
    let cases: Value = serde_json::from_str(text).expect("the vectors are JSON");
    let case = cases.as_array().and_then(|cases| cases.iter().find(|case| case["id"] == id));
    case.and_then(|case| case["xml"].as_str()).expect("there is such a case, and it has XML").to_owned()
}

#[test]
fn as_roots() {
    is_written_as(&ReadOnlyCollection::from(vec![1, 2]), &vector("read-only.root-ints"));
    is_written_as(&ReadOnlyCollection::<i32>::default(), &vector("read-only.root-empty"));
    is_written_as(&None::<ReadOnlyCollection<i32>>, &vector("read-only.root-null"));
    is_written_as(&ReadOnlyCollection::from(vec![Some(1), None]), &vector("read-only.root-nullables"));
    is_written_as(&ReadOnlyCollection::from(vec![Some(foo()), None]), &vector("read-only.root-classes"));
    let map = Dictionary::from_iter([("a".to_owned(), 1), ("b".to_owned(), 2)]);
    is_written_as(&ReadOnlyDictionary::from(map), &vector("read-only.root-map"));
    let map = BTreeMap::from([("a".to_owned(), Some(foo())), ("n".to_owned(), None)]);
    is_written_as(&ReadOnly(map), &vector("read-only.root-map-classes"));
}

#[test]
fn as_members_items_and_keys() {
    let map = [("a".to_owned(), 1)].into_iter().collect();
    is_written_as(&Bag { ids: Some(ReadOnly(vec![1])), map: Some(ReadOnly(map)) }, &vector("read-only.bag"));
    is_written_as(&Bag::default(), &vector("read-only.bag-null"));
    let lists = vec![Some(ReadOnly(vec![1])), None, Some(ReadOnly(vec![]))];
    is_written_as(&lists, &vector("read-only.list-of"));
    let keys = Dictionary::from_iter([(ReadOnly(vec![1, 2]), 1)]);
    is_written_as(&keys, &vector("read-only.key"));
    let leaf = Node { a: 2, children: Some(ReadOnly(vec![])) };
    let nodes = vec![Some(leaf), Some(Node { a: 3, children: None })];
    is_written_as(&Node { a: 1, children: Some(ReadOnly(nodes)) }, &vector("read-only.node"));
}

/// As Json.NET has them, which knows nothing of a member `list`.
#[test]
fn in_json_they_are_what_they_wrap() {
    let map = Dictionary::from_iter([("a".to_owned(), 1)]);
    let bag = Bag { ids: Some(ReadOnly(vec![1])), map: Some(ReadOnly(map)) };
    for (value, text) in
        [(bag, r#"{"Ids":[1],"Map":{"a":1}}"#), (Bag::default(), r#"{"Ids":null,"Map":null}"#)]
    {
        assert_eq!(json::to_string(&value).as_deref(), Ok(text));
        assert_eq!(json::from_str::<Bag>(text).as_ref(), Ok(&value));
        let dynamic = to_value(&value).expect("a dynamic value");
        assert_eq!(json::to_string(&dynamic).as_deref(), Ok(text));
        assert_eq!(from_value::<Bag>(&dynamic).as_ref(), Ok(&value));
    }
    assert_eq!(
        json::to_string(&ReadOnly(vec![ReadOnly(vec![1]), ReadOnly(vec![])])).as_deref(),
        Ok("[[1],[]]")
    );
    let camel = Camel {
        by_name: [("FirstName".to_owned(), foo())].into_iter().collect(),
        keys: Secret::from(ReadOnly(vec!["k".to_owned()])),
    };
    let text = r#"{"byName":{"firstName":{"A":1,"B":"b"}},"keys":["k"]}"#;
    assert_eq!(json::to_string(&camel).as_deref(), Ok(text));
    assert_eq!(format!("{camel:?}").matches("[secret]").count(), 1);
}

#[test]
fn what_is_wrong_is_refused_at_its_place() {
    let error = json::from_str::<Bag>(r#"{"Ids":{"list":[1]}}"#).expect_err("an object is no list");
    assert_eq!(error.kind(), ErrorKind::Value, "{error}");
    let error = json::from_str::<Bag>(r#"{"Ids":[1,"x"]}"#).expect_err("a text is no number");
    assert!(error.to_string().contains("in /Bag/Ids/1 "), "{error}");
    let error = json::from_str::<Bag>(r#"{"Map":[1]}"#).expect_err("a list is no dictionary");
    assert!(error.to_string().contains("in /Bag/Map "), "{error}");

    let mut faults = Vec::new();
    let mut tell = |error: datacontract::Error| faults.push(error.to_string());
    let mut options = json::ReadOptions::default();
    options.errors = Some(&mut tell);
    let bag: Bag = json::from_str_with(r#"{"Ids":[1,"x",3],"Map":"no"}"#, options).expect("it reads on");
    assert_eq!(bag, Bag { ids: Some(ReadOnly(vec![1, 3])), map: None });
    assert_eq!(faults.len(), 2, "{faults:?}");

    let text = "<Bag xmlns=\"http://schemas.datacontract.org/2004/07/Acme\"><Ids/></Bag>";
    let error = xml::from_str::<Bag>(text).expect_err("the member `list` is required");
    assert_eq!(error.kind(), ErrorKind::Missing, "{error}");
}

/// A list where the class is declared gives notice of unknown items, and so does the reader of a list of the
/// class.
#[test]
fn the_two_forms_are_not_mistaken_for_each_other() {
    let class = xml::to_string(&ReadOnly(vec![1])).expect("XML");
    assert!(xml::from_str::<Vec<i32>>(&class).is_err());
    let list = xml::to_string(&vec![1]).expect("XML");
    assert!(xml::from_str::<ReadOnlyCollection<i32>>(&list).is_err());
}
