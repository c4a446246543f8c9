//! Collection and dictionary classes.

use super::is_vector;
use datacontract::{DataContract, Dictionary};
use std::collections::BTreeMap;

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Col", rename_all = "PascalCase")]
struct Foo {
    a: i32,
    b: Option<String>,
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Col", collection)]
struct PlainCdc(Vec<Foo>);

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(name = "Items", namespace = "urn:items", collection(item_name = "Entry"))]
struct NamedCdc(Vec<Option<Foo>>);

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(name = "Tags", clr_namespace = "Col", collection(item_name = "Tag"))]
struct TagList(Vec<Option<String>>);

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(namespace = "urn:book", dictionary(item_name = "Row", key_name = "Word", value_name = "Meaning"))]
struct Book(BTreeMap<String, Foo>);

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Col", dictionary(item_name = "odd item", key_name = "the key"))]
struct OddDict(Dictionary<String, i32>);

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(name = "ListOf{0}{#}", clr_namespace = "Col", collection(item_name = "It"), generic(args(i32)))]
struct GenCdcOfInt(Vec<i32>);

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(name = "ListOf{0}{#}", clr_namespace = "Col", collection(item_name = "It"), generic(args(Foo)))]
struct GenCdcOfFoo(Vec<Foo>);

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Col", rename_all = "PascalCase")]
struct CustomHost {
    foo_list: Vec<Foo>,
    int_list: Vec<i32>,
    plain_cdc: PlainCdc,
    named: NamedCdc,
    tags: TagList,
    book: Book,
    odd: OddDict,
    gen_: GenCdcOfInt,
    gen_foo: GenCdcOfFoo,
}

fn foo() -> Foo {
    Foo { a: 1, b: Some("b".to_owned()) }
}

#[test]
fn as_members() {
    let host = CustomHost {
        foo_list: vec![foo()],
        int_list: vec![1],
        plain_cdc: PlainCdc(vec![foo()]),
        named: NamedCdc(vec![Some(foo()), None]),
        tags: TagList(vec![Some("t".to_owned()), None]),
        book: Book(BTreeMap::from([("w".to_owned(), foo())])),
        odd: OddDict(Dictionary::from_iter([("k".to_owned(), 1)])),
        gen_: GenCdcOfInt(vec![1]),
        gen_foo: GenCdcOfFoo(vec![foo()]),
    };
    is_vector("list.custom", &host);
}

#[test]
fn as_roots() {
    is_vector("root.cdc-book", &Book(BTreeMap::from([("w".to_owned(), foo())])));
    is_vector("root.cdc-tags", &TagList(vec![Some("t".to_owned())]));
}
