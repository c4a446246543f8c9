//! Generic structs: each instantiation has the contract that .NET gives it, made once.

use datacontract::{DataContract, json, xml};
use serde_json::Value as Json;

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Col", rename_all = "PascalCase", serde)]
struct Page<T> {
    first: Option<T>,
    items: Option<Vec<T>>,
    total: i32,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(name = "PageOf{0}{#}", clr_namespace = "Col", rename_all = "PascalCase")]
struct ValuePage<T>
where
    T: Clone,
{
    first: T,
    items: Option<Vec<T>>,
    total: i32,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Col", rename_all = "PascalCase")]
struct Two<A, B> {
    left: Option<A>,
    right: Option<B>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Col", rename_all = "PascalCase")]
struct Foo {
    a: i32,
    b: Option<String>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Ns.B", rename_all = "PascalCase")]
struct Item {
    id: i32,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Col", rename_all = "PascalCase")]
struct GenHost {
    foos: Option<Page<Foo>>,
    ints: Option<ValuePage<i32>>,
    mixed: Option<Two<String, Item>>,
    nested: Option<Page<ValuePage<i32>>>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(transparent)]
struct Wrapped<T>(Vec<T>);

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(name = "TagsOf{0}", namespace = "urn:x", collection(item_name = "Tag"))]
struct Tags<T>(Vec<T>);

/// The vector `generic.members` of .NET.
#[test]
fn names_are_those_of_dotnet() {
    let vectors: Json = serde_json::from_str(include_str!("../../../vectors/writing.json")).unwrap();
    let case = vectors.as_array().unwrap().iter().find(|case| case["id"] == "generic.members").unwrap();
    let text = case["xml"].as_str().unwrap();
    let host: GenHost = xml::from_str(text).unwrap();
    assert_eq!(host.foos.as_ref().unwrap().total, 1);
    assert_eq!(xml::to_string(&host).unwrap(), text);

    for (contract, name) in [
        (Page::<Foo>::contract(), &case["types"]["Col.Page<Col.Foo>"]),
        (ValuePage::<i32>::contract(), &case["types"]["Col.Page<int>"]),
        (Two::<String, Item>::contract(), &case["types"]["Col.Two<string, Ns.B.Item>"]),
        (Page::<ValuePage<i32>>::contract(), &case["types"]["Col.Page<Col.Page<int>>"]),
    ] {
        assert_eq!(contract.qualified_name().name, name["resolved"]["name"].as_str().unwrap());
        assert_eq!(contract.qualified_name().namespace, name["resolved"]["namespace"].as_str().unwrap());
    }
}

#[test]
fn a_contract_is_made_once() {
    let contracts: Vec<_> = (0..4).map(|_| std::thread::spawn(Page::<u8>::contract)).collect();
    let contracts: Vec<_> = contracts.into_iter().map(|thread| thread.join().unwrap()).collect();
    assert!(contracts.iter().all(|contract| std::ptr::eq(*contract, contracts[0])));
    assert!(!std::ptr::eq(contracts[0], Page::<u16>::contract()));
}

#[test]
fn newtypes_and_collections_have_parameters() {
    let wrapped = Wrapped(vec![1]);
    assert_eq!(json::to_string(&wrapped).unwrap(), "[1]");
    let tags = Tags(vec!["a".to_owned()]);
    let text = xml::to_string(&tags).unwrap();
    assert!(text.starts_with("<TagsOfstring ") && text.contains("<Tag>a</Tag>"), "{text}");
    assert_eq!(xml::from_str::<Tags<String>>(&text), Ok(tags));
    let page = Page { first: Some(uuid::Uuid::nil()), items: None, total: 1 };
    assert_eq!(json::from_str::<Page<uuid::Uuid>>(&json::to_string(&page).unwrap()), Ok(page.clone()));
    assert_eq!(serde_json::to_value(&page).unwrap()["Total"], 1);
}
